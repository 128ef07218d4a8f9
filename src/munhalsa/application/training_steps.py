"""What the use cases of training share: finding what is meant, and who and where it was for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Changes, Reader, UnitOfWork
from munhalsa.application.sight import OUTSIDE_SCOPE
from munhalsa.application.training_kinds import KindLine, kinds_known
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import NotAllowed, Notice, Rejected
from munhalsa.domain.rules import RuleBook
from munhalsa.domain.training import (
    Issuer,
    Participant,
    Training,
    TrainingKind,
    TrainingState,
    TrainingUnit,
)
from munhalsa.domain.training_rules import name_key
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSheet:
    """A session with its kind, the units it is for in name order, and who is named."""

    training: Training
    kind: KindLine
    units: tuple[Unit, ...]
    participants: tuple[Participant, ...]

    @property
    def count(self) -> int | None:
        """How many took part; None: not known."""
        return self.training.participant_count


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDone:
    """The session as it now stands."""

    sheet: TrainingSheet
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def training_by_id(reader: Reader, id: str) -> Training:
    """The session of that id."""
    plain = id.strip()
    found = reader.find(Training, id=plain)
    # What is out of sight is told apart from what is not there, and the try is logged.
    return found[0] if found else reader.get(Training, plain)


def session_to_change(context: Context, reader: Reader, id: str) -> Training:
    """The session of that id; one that is shared with units outside the user's part is refused."""
    found = training_by_id(reader, id)
    own = context.session.units_for(Permission.EDIT_TRAININGS)
    if own is not None and not own.issuperset(reader.trainings.units_of(found.id)):
        raise NotAllowed(
            OUTSIDE_SCOPE,
            "Utbildningen är också för enheter utanför din del. "
            "Be kommunens kontaktperson ändra den.",
        )
    return found


def check_some_unit(context: Context, units: Sequence[Unit]) -> None:
    """Refuse a session of no unit where the role holds for a part: nobody of it would see it."""
    if not units and context.session.units_for(Permission.EDIT_TRAININGS) is not None:
        raise Rejected(
            "unit_missing",
            "Din roll gäller en del av kommunen. Ange minst en av dina enheter.",
            field="units",
        )


def units_meant(reader: Reader, texts: Iterable[str]) -> tuple[Unit, ...]:
    """The units of those codes or names, each once, in name order."""
    found = {unit.id: unit for unit in (unit_by_code_or_name(reader, text) for text in texts)}
    return tuple(sorted(found.values(), key=lambda unit: (unit.sort_key, unit.id)))


def sheet_of(reader: Reader, rules: RuleBook, training: Training) -> TrainingSheet:
    """The whole of one session."""
    return sheets_of(reader, rules, [training])[0]


def sheets_of(
    reader: Reader, rules: RuleBook, trainings: Sequence[Training]
) -> Sequence[TrainingSheet]:
    """The whole of many sessions, in their order, by four statements."""
    ids = [one.id for one in trainings]
    links = reader.find(TrainingUnit, training_id=ids)
    units = {one.id: one for one in reader.find(Unit, id=sorted({one.unit_id for one in links}))}
    kinds = {one.code: one for one in kinds_known(reader, rules)}
    units_of: dict[str, list[Unit]] = {one: [] for one in ids}
    for link in links:
        units_of[link.training_id].append(units[link.unit_id])
    people: dict[str, list[Participant]] = {one: [] for one in ids}
    for person in reader.find(Participant, training_id=ids):
        people[person.training_id].append(person)
    return [
        TrainingSheet(
            training=one,
            kind=kinds.get(one.kind, KindLine(code=one.kind, name=one.kind, for_issuers=False)),
            units=tuple(sorted(units_of[one.id], key=lambda unit: (unit.sort_key, unit.id))),
            participants=tuple(people[one.id]),
        )
        for one in trainings
    ]


def set_units(
    context: Context, work: UnitOfWork, training: Training, units: Sequence[Unit]
) -> None:
    """Let the session be for just these units."""
    known = {one.unit_id: one for one in work.find(TrainingUnit, training_id=training.id)}
    wanted = {unit.id for unit in units}
    for link in known.values():
        if link.unit_id not in wanted:
            work.remove(link)
    for unit in units:
        if unit.id not in known:
            work.add(TrainingUnit(id=context.new_id(), training_id=training.id, unit_id=unit.id))


def set_participants(
    context: Context,
    work: UnitOfWork,
    training: Training,
    names: Sequence[str],
    units: Sequence[Unit],
) -> None:
    """Let just these have taken part; who stands there already stays."""
    known = {one.id: one for one in work.find(Participant, training_id=training.id)}
    issuers = issuers_by_name(work)
    new: list[str] = []
    for name in names:
        same = next((one.id for one in known.values() if one.name == name), None)
        if same is None:
            new.append(name)
        else:
            del known[same]
    for one in known.values():
        work.remove(one)
    for name in new:
        work.add(participant_of(context.new_id(), training.id, name, units=units, issuers=issuers))


def participant_of(
    id: str,
    training_id: str,
    name: str,
    *,
    units: Sequence[Unit],
    issuers: dict[tuple[str, ...], str],
) -> Participant:
    """Somebody named: of the unit where there is just one, and the issuer of that name."""
    return Participant(
        id=id,
        training_id=training_id,
        name=name,
        unit_id=units[0].id if len(units) == 1 else None,
        issuer_id=issuers.get(name_key(name)),
    )


def issuers_by_name(reader: Reader) -> dict[tuple[str, ...], str]:
    """The ids of the issuers by name; a name that two of them have is nobody's."""
    found: dict[tuple[str, ...], str] = {}
    twice: set[tuple[str, ...]] = set()
    for issuer in reader.find(Issuer):
        key = name_key(issuer.name)
        if key in found:
            twice.add(key)
        found[key] = issuer.id
    return {key: found[key] for key in found if key not in twice}


def own_kind(reader: Reader, code: str) -> TrainingKind:
    """The municipality's own kind of that code or name."""
    for kind in reader.find(TrainingKind, order_by="name"):
        if code.strip() in (kind.code, kind.id) or name_key(code) == name_key(kind.name):
            return kind
    raise Rejected(
        "kind_not_own",
        "Kommunen har ingen egen utbildning med det namnet. Kontrollera stavningen.",
        field="kind",
    )


def notices_of(sheet: TrainingSheet) -> tuple[Notice, ...]:
    """What to mind about a session, that stops nothing."""
    training, notices = sheet.training, []
    closed = [unit.name for unit in sheet.units if not unit.is_active_on(training.day)]
    if closed:
        notices.append(
            Notice(
                code="unit_not_active",
                message=f"{', '.join(closed)}: inte aktiv den dagen. "
                "Utbildningen räknas ändå i uppföljningen.",
            )
        )
    if not sheet.units and not sheet.kind.for_issuers:
        notices.append(
            Notice(
                code="no_unit",
                message="Ingen enhet är angiven, så utbildningen räknas inte för någon enhet.",
            )
        )
    if training.state is TrainingState.HELD and training.participant_count is None:
        notices.append(
            Notice(
                code="participants_unknown",
                message="Antalet deltagare är inte angivet, så det räknas som okänt.",
            )
        )
    if sheet.kind.for_issuers:
        notices += _strangers(sheet)
    return tuple(notices)


def _strangers(sheet: TrainingSheet) -> list[Notice]:
    unknown = sum(1 for one in sheet.participants if one.issuer_id is None)
    if not unknown:
        return []
    who = "1 deltagare" if unknown == 1 else f"{unknown} deltagare"
    message = f"{who} finns inte bland intygsutfärdarna under det namnet. Lägg till dem där först."
    return [Notice(code="not_an_issuer", message=message)]
