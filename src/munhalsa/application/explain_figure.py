"""Why is she counted, why not? For any person, figure and quarter, by the records that decided."""

from __future__ import annotations

from munhalsa.application.assessment_words import OUTCOME_WORDS
from munhalsa.application.context import Context
from munhalsa.application.due_words import reason_words
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_due import Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.printing import is_hidden
from munhalsa.application.quarterly_report import WAITING_FIGURES, lowest_age_on
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, DentalVisit
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.explanation import Explanation, PersonFacts, Reason, explain
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import Response
from munhalsa.domain.visit_figures import Period

# The figure whose records decide who is on a list.
_DECIDED_BY = {"D1": "A1", "D2": "M2", "D3": "M2", "D6": "A1", "D8": "M4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The answer about one person; the sentences name nobody."""

    person_id: str
    figure: str
    quarter: Quarter
    counted: bool
    because: tuple[Reason, ...]


def explain_figure(
    context: Context, number: str, *, figure: str, quarter: Quarter, period: Period | None = None
) -> Explained:
    """Why the figure of the quarter counts the person or not; the look is logged."""
    context.require(Permission.SEE_FIGURES)
    context.require(Permission.SEE_PERSONS)
    chosen = figure.strip().upper()
    with context.read() as reader:
        person = person_by_number(reader, number, today=context.today)
        hidden = is_hidden(context, person)
        found = None if hidden else explanation_of(context, reader, person, chosen, quarter, period)
    deed = Deed(
        action="access.refused" if hidden else "report.explain",
        subject_kind="person",
        subject_id=person.id,
        details={"because": "protected_identity"} if hidden else {"figure": chosen},
    )
    context.store.note(deed, session=context.session, persons=[person.id])
    if found is None:
        raise NotAllowed(
            "protected_identity",
            "Personen har skyddade uppgifter. Bara den som har fått särskild rätt kan se varför.",
        )
    return Explained(
        person_id=person.id,
        figure=chosen,
        quarter=quarter,
        counted=found.counted,
        because=found.because,
    )


def explanation_of(
    context: Context,
    reader: Reader,
    person: Person,
    figure: str,
    quarter: Quarter,
    period: Period | None,
) -> Explanation:
    """The same of a person that is known, in a transaction that is open."""
    if figure in WAITING_FIGURES:
        return _on_list(context, reader, person, figure, quarter)
    facts = _facts(context, reader, person, quarter)
    found = explain(facts, figure, quarter, period=period or Period.QUARTER)
    if found is None:
        raise Rejected(
            "figure_not_of_persons",
            "Det måttet räknar inte personer. Välj M1–M4, M6, M7, K1, T1, A1–A3 eller D0–D8.",
            field="figure",
        )
    return found


def _on_list(
    context: Context, reader: Reader, person: Person, figure: str, quarter: Quarter
) -> Explanation:
    names = {one.id: one.name for one in context.rules.figures_on(quarter.last_day)}
    title, which = names.get(figure, figure), WAITING_FIGURES[figure]
    day = min(quarter.last_day, context.today)
    moment = Moment(
        day=day, practice=practice_of(reader, context.rules, day=day), see_protected=True
    )
    for found in reader.due.facts(which, [person.id], moment):
        words = reason_words(which, mark=found.mark, detail=found.detail)
        told = f"Personen står på listan {title} den {day}: {words[0].lower()}{words[1:]}."
        return Explanation(counted=True, because=(Reason(text=told),))
    told = f"Personen står inte på listan {title} den {day}."
    decided = explanation_of(
        context, reader, person, _DECIDED_BY.get(figure, "M1"), quarter, Period.QUARTER
    )
    return Explanation(counted=False, because=(Reason(text=told), *decided.because))


def _facts(context: Context, reader: Reader, person: Person, quarter: Quarter) -> PersonFacts:
    deviations = reader.find(Deviation, order_by="day", person_id=person.id)
    known, _ = reader.figures.visits_imported()
    words = {outcome.value: word for outcome, word in OUTCOME_WORDS.items()}
    for one in deviations:
        words[one.category] = context.rules.deviations.word_for(
            one.category, direction=one.direction, day=one.day
        )
    return PersonFacts(
        birth_year=person.birth_year,
        certificates=tuple(reader.find(Certificate, order_by="issued", person_id=person.id)),
        responses=tuple(reader.find(Response, person_id=person.id)),
        assessments=tuple(reader.find(Assessment, order_by="day", person_id=person.id)),
        visits=tuple(reader.find(DentalVisit, order_by="day", person_id=person.id)),
        deviations=tuple(deviations),
        visits_known=known,
        lowest_age=lowest_age_on(context, reader, quarter.last_day),
        words=words,
    )
