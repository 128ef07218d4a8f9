"""What somebody at the command line wants kept as it is here: rows, and single columns of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from munhalsa.application.import_table.conflicts import is_against_register
from munhalsa.application.import_table.plan import Conflict
from munhalsa.cli.values import row_numbers
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

_FIELD = "keep_here"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptHere:
    """Rows, and the column that is meant; None: whatever of them goes against the register."""

    rows: frozenset[int]
    column: str | None

    def means(self, one: Conflict) -> bool:
        """Whether the conflict is one of these."""
        named = self.column is None or self.column == (one.column or "").casefold()
        return one.row in self.rows and named


def kept_here_of(text: str | None) -> Sequence[KeptHere]:
    """Such as ``12:Efternamn,15-20``; nothing where nothing was given."""
    found = []
    for part in () if text is None else text.split(","):
        rows, colon, column = part.partition(":")
        found.append(
            KeptHere(
                rows=row_numbers(rows, field=_FIELD),
                column=column.strip().casefold() if colon else None,
            )
        )
    return found


def check_there(kept: Iterable[KeptHere], conflicts: Sequence[Conflict]) -> None:
    """Refuse what names nothing that goes against the register: it would change nothing."""
    those = [one for one in conflicts if is_against_register(one)]
    for each in kept:
        for row in sorted(each.rows):
            if not any(each.means(one) for one in those if one.row == row):
                raise Rejected(
                    "conflict_not_there",
                    f"Rad {row} har inget där att behålla: den går inte emot registret i den "
                    "kolumnen. Kör med --dry-run för att se vad som går att behålla.",
                    field=_FIELD,
                )
