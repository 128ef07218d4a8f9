"""Whether the rules give somebody a certificate, and which rule and source says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from munhalsa.domain.certificate import Ground
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import (
    AgeLimit,
    AnswerKind,
    Condition,
    Criterion,
    Exclusion,
    HomeKind,
    Outcome,
    Question,
    Rule,
    RuleBook,
)


class Verdict(StrEnum):
    """What the rules say; the issuer decides."""

    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    NEEDS_JUDGEMENT = "needs_judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One reason: the id of the rule, a Swedish sentence, and where the rule comes from."""

    rule: str
    sentence: str
    source: str


class AgeStatus(StrEnum):
    """How somebody stands to the age limit."""

    OK = "ok"
    TOO_YOUNG = "too_young"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeGate:
    """The answer about age; ``possible_from_year`` is given for somebody too young."""

    status: AgeStatus
    limit: AgeLimit
    because: Because
    possible_from_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the rules say of one person on one day.

    ``grounds`` fit, the one to prefer first; ``ground`` is the one asked for if it fits, else the
    preferred one, and ``criterion`` the id of what gave it. ``unanswered`` are ids of questions
    whose answers could still change the verdict.
    """

    verdict: Verdict
    ground: Ground | None
    grounds: tuple[Ground, ...]
    criterion: str | None
    because: tuple[Because, ...]
    unanswered: tuple[str, ...]
    age: AgeGate


class _Status(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finding:
    """How one criterion came out, and the questions or the exclusion that decided it."""

    criterion: Criterion
    status: _Status
    questions: tuple[Question, ...] = ()
    exclusion: Exclusion | None = None


def age_gate(*, rules: RuleBook, day: date, birth_year: int | None) -> AgeGate:
    """How somebody born that year stands to the age limit of the day."""
    limit = rules.age_limit_on(day)
    confirmed = rules.confirmed_age_limit_on(day)
    if birth_year is None:
        return _gate(
            AgeStatus.UNKNOWN,
            limit,
            f"Födelseåret är okänt, så det går inte att avgöra om åldersgränsen {limit.years} år "
            "är nådd. Fråga VGR.",
        )
    age = day.year - birth_year
    if age < min(limit.years, confirmed.years):
        year = _first_possible_year(rules, day, birth_year)
        return _gate(
            AgeStatus.TOO_YOUNG,
            limit,
            f"Personen är under åldersgränsen {limit.years} år. "
            f"Intyg kan utfärdas tidigast {year}.",
            possible_from_year=year,
        )
    if age < max(limit.years, confirmed.years):
        return _gate(
            AgeStatus.UNCONFIRMED,
            limit,
            f"Åldersgränsen {limit.years} år är inte bekräftad av VGR; den senast bekräftade är "
            f"{confirmed.years} år. Fråga VGR.",
        )
    reached = max(limit, confirmed, key=lambda row: row.years)
    sentence = f"Åldersgränsen {reached.years} år är nådd, räknat per kalenderår."
    return AgeGate(
        status=AgeStatus.OK,
        limit=limit,
        because=Because(rule="age_limit", sentence=sentence, source=_source(reached)),
    )


def check_age(gate: AgeGate) -> None:
    """Refuse somebody below the age limit, with the year it becomes possible."""
    if gate.status is AgeStatus.TOO_YOUNG:
        raise Rejected("under_age_limit", gate.because.sentence, field="number")


def assess(
    *,
    rules: RuleBook,
    day: date,
    birth_year: int | None,
    answers: Mapping[str, bool | str],
    ground: Ground | None = None,
) -> Assessment:
    """Judge the answers by the rules of the day.

    An answer goes by the id of a question, or of a whole criterion as met or not; ``ground`` is
    the one that the issuer asks for.
    """
    questions = {question.id: question for question in rules.questions_on(day)}
    criteria = rules.criteria_on(day)
    _check_answers(answers, questions, criteria)
    gate = age_gate(rules=rules, day=day, birth_year=birth_year)
    if gate.status is AgeStatus.TOO_YOUNG:
        return _too_young(gate)
    facts = {
        name: _fact(answers.get(name, question.default)) for name, question in questions.items()
    }
    exclusions = {row.id: row for row in rules.exclusions_on(day)}
    verdict, deciding = _weigh(
        [_find(row, answers, facts, questions, exclusions) for row in criteria]
    )
    fitting = _grounds(deciding, facts)
    grounds = tuple(dict.fromkeys(fit for fit, _ in fitting))
    chosen = ground if ground in grounds else next(iter(grounds), None)
    because = [gate.because, *dict.fromkeys(_reasons(deciding))]
    if chosen is not None:
        because.append(_law(rules, day, chosen))
    if ground is not None and chosen not in (ground, None):
        because.append(_unsupported(rules, day, ground, grounds))
    doubtful = gate.status is not AgeStatus.OK or chosen != (ground or chosen)
    if verdict is Verdict.ENTITLED and doubtful:
        verdict = Verdict.NEEDS_JUDGEMENT
    return Assessment(
        verdict=verdict,
        ground=chosen,
        grounds=grounds,
        criterion=next((row.id for fit, row in fitting if fit == chosen), None),
        because=tuple(because),
        unanswered=_unanswered(deciding, questions),
        age=gate,
    )


def worth_asking(
    *,
    rules: RuleBook,
    day: date,
    home: HomeKind,
    answers: Mapping[str, bool | str],
    said: Assessment,
) -> tuple[str, ...]:
    """Ids of the yes and no questions to show, in the order they are asked.

    First those that matter for the home; when they are answered and do not settle it, also those
    that still could. What somebody has answered stays.
    """
    asked = [row for row in rules.questions_on(day) if row.kind is AnswerKind.YES_NO]
    first = {row.id for row in asked if home in row.first_for}
    shown = first | {row.id for row in asked if row.id in answers}
    if first <= answers.keys():
        shown |= set(said.unanswered)
    return tuple(row.id for row in asked if row.id in shown)


def _too_young(gate: AgeGate) -> Assessment:
    return Assessment(
        verdict=Verdict.NOT_ENTITLED,
        ground=None,
        grounds=(),
        criterion=None,
        because=(gate.because,),
        unanswered=(),
        age=gate,
    )


def _gate(
    status: AgeStatus, limit: AgeLimit, sentence: str, *, possible_from_year: int | None = None
) -> AgeGate:
    return AgeGate(
        status=status,
        limit=limit,
        because=Because(rule="age_limit", sentence=sentence, source=_source(limit)),
        possible_from_year=possible_from_year,
    )


def _source(rule: Rule) -> str:
    """The source as shown, with the word that owns up to an assumption."""
    return rule.source if rule.confirmed else f"{rule.source} (antagande)"


def _first_possible_year(rules: RuleBook, day: date, birth_year: int) -> int:
    """The first year whose own limit is reached, since a limit may change before that."""
    year = day.year
    while year - birth_year < rules.age_limit_on(date(year, 12, 31)).years:
        year += 1
    return year


def _check_answers(
    answers: Mapping[str, bool | str],
    questions: Mapping[str, Question],
    criteria: Iterable[Criterion],
) -> None:
    ids = {criterion.id for criterion in criteria}
    for name, answer in answers.items():
        question = questions.get(name)
        if question is None and name not in ids:
            shown = f"Frågan {name}" if name.isidentifier() else "En av frågorna"
            raise Rejected(
                "criteria_unknown_answer",
                f"{shown} finns inte bland kriterierna för den dagen. Kontrollera stavningen.",
                field="answers",
            )
        wants_text = question is not None and question.kind is AnswerKind.TEXT
        if isinstance(answer, bool) is wants_text:
            wanted = "en text" if wants_text else "ja eller nej (true eller false)"
            raise Rejected(
                "criteria_answer_kind",
                f"Frågan {name} ska besvaras med {wanted}.",
                field="answers",
            )


def _fact(answer: bool | str | None) -> bool | None:
    """Yes, no or not known; a text decides nothing."""
    return answer if isinstance(answer, bool) else None


def _find(
    criterion: Criterion,
    answers: Mapping[str, bool | str],
    facts: Mapping[str, bool | None],
    questions: Mapping[str, Question],
    exclusions: Mapping[str, Exclusion],
) -> _Finding:
    barred = [exclusions[name] for name in criterion.excluded_by if name in exclusions]
    for exclusion in barred:
        if _holds(exclusion.condition, facts) is True:
            return _Finding(criterion=criterion, status=_Status.NOT_MET, exclusion=exclusion)
    if criterion.id in answers:
        status = _Status.MET if answers[criterion.id] is True else _Status.NOT_MET
        return _Finding(criterion=criterion, status=status)
    failed = [row for row in criterion.conditions if _holds(row, facts) is False]
    if failed:
        return _Finding(
            criterion=criterion,
            status=_Status.NOT_MET,
            questions=tuple(questions[row.question] for row in failed),
        )
    asked = [*criterion.conditions, *(exclusion.condition for exclusion in barred)]
    missing = dict.fromkeys(row.question for row in asked if _holds(row, facts) is None)
    return _Finding(
        criterion=criterion,
        status=_Status.OPEN if missing else _Status.MET,
        questions=tuple(questions[name] for name in missing),
    )


def _holds(condition: Condition, facts: Mapping[str, bool | None]) -> bool | None:
    fact = facts[condition.question]
    return None if fact is None else fact is condition.answer


def _weigh(findings: Sequence[_Finding]) -> tuple[Verdict, Sequence[_Finding]]:
    """What the criteria say together, and the findings that decide it."""
    met = [row for row in findings if row.status is _Status.MET]
    if any(row.criterion.outcome is Outcome.ENTITLED for row in met):
        return Verdict.ENTITLED, met
    still_open = [row for row in findings if row.status is _Status.OPEN]
    if met or still_open or not findings:
        return Verdict.NEEDS_JUDGEMENT, [*met, *still_open]
    return Verdict.NOT_ENTITLED, findings


def _grounds(
    deciding: Iterable[_Finding], facts: Mapping[str, bool | None]
) -> list[tuple[Ground, Criterion]]:
    """The grounds that the met criteria give, in precedence order, with what gave each."""
    fitting = [
        (mapping, row.criterion)
        for row in deciding
        if row.status is _Status.MET
        for mapping in row.criterion.grounds
        if all(_holds(condition, facts) is True for condition in mapping.when)
    ]
    fitting.sort(key=lambda pair: pair[0].precedence)
    return [(mapping.ground, criterion) for mapping, criterion in fitting]


def _reasons(deciding: Sequence[_Finding]) -> list[Because]:
    if deciding:
        return [_reason(row) for row in deciding]
    return [
        Because(
            rule="no_criteria",
            sentence="Det finns inga kriterier för den dagen, så rätten behöver bedömas.",
            source="munhalsas regler",
        )
    ]


def _reason(finding: _Finding) -> Because:
    criterion = finding.criterion
    if finding.exclusion is not None:
        exclusion = finding.exclusion
        return Because(rule=exclusion.id, sentence=exclusion.text, source=_source(exclusion))
    if finding.status is _Status.OPEN:
        asked = "; ".join(f"”{question.text}”" for question in finding.questions)
        sentence = f"{criterion.name} är inte avgjort: svar saknas på {asked}."
    elif finding.status is _Status.NOT_MET:
        sentence = f"{criterion.name} är inte uppfyllt{_contrary_answers(finding)}."
    elif criterion.outcome is Outcome.CONSIDER:
        sentence = f"{criterion.name} ska övervägas: {criterion.text}"
    else:
        sentence = f"{criterion.name} är uppfyllt: {criterion.text}"
    return Because(rule=criterion.id, sentence=sentence, source=_source(criterion))


def _contrary_answers(finding: _Finding) -> str:
    """The answers that stand against the criterion; nothing where it was answered as a whole."""
    wanted = {row.question: row.answer for row in finding.criterion.conditions}
    given = [
        f"”{question.text}” är besvarad med {'nej' if wanted[question.id] else 'ja'}"
        for question in finding.questions
    ]
    return ": " + "; ".join(given) if given else ""


def _unsupported(rules: RuleBook, day: date, ground: Ground, grounds: Sequence[Ground]) -> Because:
    return Because(
        rule=f"ground_{ground}",
        sentence=f"Svaren stöder personkrets {' och '.join(grounds)}, inte {ground}.",
        source=rules.ground_rule(ground, day=day).source,
    )


def _law(rules: RuleBook, day: date, ground: Ground) -> Because:
    row = rules.ground_rule(ground, day=day)
    return Because(
        rule=f"ground_{ground}", sentence=f"Personkrets {ground}: {row.text}", source=row.law
    )


def _unanswered(deciding: Iterable[_Finding], questions: Mapping[str, Question]) -> tuple[str, ...]:
    """Ids in the order the questions are asked."""
    missing = {
        question.id for row in deciding if row.status is _Status.OPEN for question in row.questions
    }
    return tuple(name for name in questions if name in missing)
