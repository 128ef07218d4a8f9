"""Which deviations an agreement knows, how they are handled, and the ladder of a disagreement."""

from __future__ import annotations

from datetime import date, timedelta

from munhalsa.domain.dates import add_months
from munhalsa.domain.deviation import Direction
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import Rule
from munhalsa.domain.swedish import search_key


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationCategory(Rule):
    """What a deviation is about, by who reports it; ``synonyms`` are what tables also say."""

    code: str
    direction: Direction
    word: str
    synonyms: tuple[str, ...] = ()

    def is_called(self, word: str) -> bool:
        """Whether somebody means this by the word; case and marks make no difference."""
        known = (self.code, self.word, *self.synonyms)
        return search_key(word) in {search_key(one) for one in known}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationHandling(Rule):
    """What a deviation is called and when it is to be answered, counted from the report.

    ``promptly``: the agreement says only that; the time is then when it is asked about.
    """

    term: str
    service: str
    promptly: bool
    answer_months: int
    answer_days: int

    def answer_due(self, reported_on: date) -> date:
        """The last day for an answer."""
        return add_months(reported_on, self.answer_months) + timedelta(days=self.answer_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep(Rule):
    """A step of the escalation ladder, and the role that answers for it.

    ``straight_from``: from so many deviations about the same thing one may go straight to it.
    """

    step: int
    holder: str
    text: str
    straight_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationRules:
    """All rules of deviations and disagreements."""

    categories: tuple[DeviationCategory, ...] = ()
    handling: tuple[DeviationHandling, ...] = ()
    ladder: tuple[LadderStep, ...] = ()

    def categories_on(
        self, day: date, *, direction: Direction | None = None
    ) -> tuple[DeviationCategory, ...]:
        """The categories in force, of one direction or both, in the order they are offered."""
        return tuple(
            row
            for row in self.categories
            if row.holds_on(day) and (direction is None or row.direction is direction)
        )

    def category(self, word: str, *, direction: Direction, day: date) -> DeviationCategory:
        """The category that the word or code means that day; refused if that direction has none."""
        for row in self.categories_on(day, direction=direction):
            if row.is_called(word):
                return row
        raise _unknown()

    def direction_of(self, word: str, *, day: date) -> Direction:
        """Who reports it, where the word or code is of one direction only that day."""
        found = {row.direction for row in self.categories_on(day) if row.is_called(word)}
        if len(found) == 1:
            return found.pop()
        if found:
            raise Rejected(
                "direction_missing",
                "Den kategorin finns åt båda hållen. Ange vem som rapporterar till vem.",
                field="direction",
            )
        raise _unknown()

    def word_for(self, code: str, *, direction: Direction, day: date) -> str:
        """What a recorded category is called; one that is not known any more by its code."""
        of_code = [one for one in self.categories if (one.code, one.direction) == (code, direction)]
        for row in of_code:
            if row.holds_on(day):
                return row.word
        return of_code[-1].word if of_code else code

    def called(self, code: str) -> str:
        """What the newest agreement that knows the code calls it; the code itself if none does."""
        return next((row.word for row in reversed(self.categories) if row.code == code), code)

    def handling_on(self, day: date) -> DeviationHandling:
        """How a deviation of that day is called and handled."""
        for row in self.handling:
            if row.holds_on(day):
                return row
        raise Rejected(
            "no_rule_for_day",
            "Det finns ingen regel om avvikelser för den dagen. Kontrollera datumet.",
            field="day",
        )

    def ladder_on(self, day: date) -> tuple[LadderStep, ...]:
        """The steps in force, lowest first; none where the agreement knows no ladder."""
        return tuple(row for row in self.ladder if row.holds_on(day))


def _unknown() -> Rejected:
    return Rejected(
        "category_unknown",
        "Den kategorin finns inte för den riktningen den dagen. Välj en annan kategori, "
        "eller kontrollera riktning och datum.",
        field="category",
    )
