"""What is asked when a session is put down, held, changed or called off, and about an issuer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QCoreApplication

from munhalsa.application.add_training import AddTraining
from munhalsa.application.cancel_training import CancelTraining
from munhalsa.application.change_training import ChangeTraining, TrainingDetails
from munhalsa.application.context import Context
from munhalsa.application.districts import list_districts
from munhalsa.application.hold_training import HoldTraining
from munhalsa.application.issuer_fields import IssuerDetails
from munhalsa.application.issuers import EndIssuer, IssuerOverview, list_issuers
from munhalsa.application.list_staff import staff_names, staff_to_train
from munhalsa.application.list_trainings import TrainingToDo, kinds_offered, training_to_do
from munhalsa.application.training_kinds import KindLine
from munhalsa.application.training_steps import TrainingSheet
from munhalsa.application.training_words import BY_WORDS, named
from munhalsa.application.view_units import list_units
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsForm
from munhalsa.domain.account import Permission
from munhalsa.domain.issuer import IssuerStanding
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.training import CancelledBy, TrainingState
from munhalsa.domain.training_rules import hours_text, hundredths_of, names_of, participants_of
from munhalsa.domain.unit import District, Unit

translate = QCoreApplication.translate
_LONG = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDesk:
    """What the forms choose from, and what waits.

    ``staff`` are the names of the units' own staff; ``to_train`` those of them, by the id of the
    unit, whom no session that counts has named.
    """

    today: date
    to_do: TrainingToDo
    kinds: Sequence[KindLine]
    units: Sequence[Unit]
    districts: Sequence[District]
    issuers: IssuerOverview
    staff: Sequence[str] = ()
    to_train: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_desk(context: Context) -> TrainingDesk:
    """All of it, at one time."""
    sees_units = context.may(Permission.SEE_PERSONS)
    return TrainingDesk(
        today=context.today,
        to_do=training_to_do(context),
        kinds=kinds_offered(context),
        units=list_units(context) if sees_units else (),
        districts=list_districts(context) if sees_units else (),
        issuers=list_issuers(context),
        staff=staff_names(context) if sees_units else (),
        to_train=staff_to_train(context),
    )


def add_form(desk: TrainingDesk, *, unit: str | None = None) -> FieldsForm:
    """A new session, planned or held."""

    def command(filled: Mapping[str, Any]) -> AddTraining:
        count, names = participants_of(filled["participants"])
        return AddTraining(
            day=_day(filled["day"]),
            kind=filled["kind"],
            hundredths=hundredths_of(filled["hours"] or ""),
            units=names_of(filled["unit"], field="unit"),
            state=filled["state"],
            trainer=filled["trainer"],
            place=filled["place"],
            count=count,
            participants=names or (),
        )

    return FieldsForm(
        what=translate("Training", "Ny utbildning"),
        explanation=translate(
            "Training",
            "Skilj flera enheter åt med semikolon. Deltagarna kan fyllas i när den har hållits.",
        ),
        save=translate("Training", "&Lägg till"),
        fields=(
            _day_field("day", translate("Training", "&Dag"), desk.today),
            _kind_field(desk, None),
            _text("hours", translate("Training", "&Timmar"), None),
            Field(
                name="state",
                label=translate("Training", "Lä&ge"),
                kind=FieldKind.CHOICE,
                choices=(
                    (translate("Training", "Avgörs av dagen"), None),
                    (translate("Training", "Planerad"), TrainingState.PLANNED),
                    (translate("Training", "Hållen"), TrainingState.HELD),
                ),
            ),
            _units_field(desk, unit),
            _people_field(desk, None),
            _text("trainer", translate("Training", "Utb&ildare"), None),
            _text("place", translate("Training", "&Plats"), None),
        ),
        command=command,
    )


def change_form(desk: TrainingDesk, sheet: TrainingSheet) -> FieldsForm:
    """Other details of a session."""
    training = sheet.training

    def command(filled: Mapping[str, Any]) -> ChangeTraining:
        details = TrainingDetails(
            day=_day(filled["day"]),
            hundredths=hundredths_of(filled["hours"] or ""),
            units=names_of(filled["unit"], field="unit"),
            trainer=filled["trainer"],
            place=filled["place"],
        )
        if filled["kind"] != training.kind:
            details["kind"] = filled["kind"]
        count, names = participants_of(filled["participants"])
        if count is not None:
            details["count"] = count
        elif names != tuple(one.name for one in sheet.participants):
            details["participants"] = names or ()
        return ChangeTraining(training=training.id, details=details, seen=sheet)

    return FieldsForm(
        what=translate("Training", "Ändra utbildningen {0}").format(training.day),
        explanation=translate("Training", "Det som stod förut finns kvar i historiken."),
        save=translate("Training", "&Spara"),
        fields=(
            _day_field("day", translate("Training", "&Dag"), training.day),
            _kind_field(desk, sheet.kind),
            _text("hours", translate("Training", "&Timmar"), hours_text(training.hundredths)),
            _people_field(desk, sheet),
            _units_field(desk, "; ".join(one.code or one.name for one in sheet.units)),
            _text("trainer", translate("Training", "Utb&ildare"), training.trainer),
            _text("place", translate("Training", "&Plats"), training.place),
        ),
        command=command,
    )


def hold_form(desk: TrainingDesk, sheet: TrainingSheet) -> FieldsForm:
    """Who came to a session that was planned."""
    training = sheet.training

    def command(filled: Mapping[str, Any]) -> HoldTraining:
        count, names = participants_of(filled["participants"])
        return HoldTraining(
            training=training.id,
            count=count,
            participants=names,
            hundredths=hundredths_of(filled["hours"] or ""),
        )

    return FieldsForm(
        what=translate("Training", "Utbildningen {0} hölls").format(training.day),
        explanation=_about(sheet),
        save=translate("Training", "Notera som &hållen"),
        fields=(
            _people_field(desk, sheet),
            _text("hours", translate("Training", "&Timmar"), hours_text(training.hundredths)),
        ),
        command=command,
    )


def cancel_form(
    sheet: TrainingSheet, offered: Mapping[CancelledBy, str], *, today: date
) -> FieldsForm:
    """By whom and why a session was called off; ``offered`` are the words of the deviations."""

    def command(filled: Mapping[str, Any]) -> CancelTraining:
        return CancelTraining(
            training=sheet.training.id,
            by=filled["by"],
            reason=filled["reason"] or "",
            cancelled_on=filled["cancelled_on"],
            deviation=filled["deviation"],
        )

    words = "; ".join(f"{BY_WORDS[by]}: {text}" for by, text in offered.items())
    return FieldsForm(
        what=translate("Training", "Ställ in utbildningen {0}").format(sheet.training.day),
        explanation=translate("Training", "{0} Avvikelsen beror på vem. {1}.").format(
            _about(sheet), words
        ),
        save=translate("Training", "&Ställ in"),
        fields=(
            Field(
                name="by",
                label=translate("Training", "&Vem ställde in"),
                kind=FieldKind.CHOICE,
                choices=tuple((words, by) for by, words in BY_WORDS.items()),
            ),
            _text("reason", translate("Training", "Var&för"), None),
            _day_field("cancelled_on", translate("Training", "&Dagen den ställdes in"), today),
            Field(
                name="deviation",
                label=translate("Training", "&Registrera avvikelsen"),
                kind=FieldKind.CHOICE,
                choices=(
                    (translate("Training", "Ja, i samma steg"), True),
                    (translate("Training", "Nej"), False),
                ),
            ),
        ),
        command=command,
    )


def kind_form() -> FieldsForm:
    """A kind of the municipality's own; gives its name and whether it is for issuers."""
    return FieldsForm(
        what=translate("Training", "Egen utbildning"),
        explanation=translate(
            "Training", "Den kan väljas bredvid dem som överenskommelsen nämner."
        ),
        save=translate("Training", "&Lägg till"),
        fields=(
            _text("name", translate("Training", "&Namn"), None),
            Field(
                name="for_issuers",
                label=translate("Training", "&För"),
                kind=FieldKind.CHOICE,
                choices=(
                    (translate("Training", "Vårdpersonal"), False),
                    (translate("Training", "Intygsutfärdare"), True),
                ),
            ),
        ),
        command=lambda filled: (filled["name"] or "", filled["for_issuers"]),
    )


def issuer_form(desk: TrainingDesk, standing: IssuerStanding | None) -> FieldsForm:
    """A new issuer, or other details of one; gives IssuerDetails."""
    issuer = None if standing is None else standing.issuer

    def of(name: str) -> Any:
        return None if issuer is None else getattr(issuer, name)

    def command(filled: Mapping[str, Any]) -> IssuerDetails:
        details = {**filled, "name": filled["name"] or ""}
        own = desk.issuers.users.get(of("account_id") or "")
        if issuer is not None and details["user"] == own:
            del details["user"]
        else:
            details["user"] = details["user"] or ""
        details["from_day"] = details.pop("from_day") or of("from_day")
        return cast(IssuerDetails, details)

    users = sorted(desk.issuers.users.items(), key=lambda one: one[1])
    parts = [(one.name, one.id) for one in desk.districts]
    return FieldsForm(
        what=translate("Training", "Ny intygsutfärdare")
        if issuer is None
        else translate("Training", "Ändra {0}").format(issuer.name),
        explanation=translate(
            "Training", "Namnet ska vara detsamma som på närvarolistor för utbildningar."
        ),
        save=translate("Training", "&Spara"),
        fields=(
            _text("name", translate("Training", "&Namn"), of("name")),
            _text("title", translate("Training", "&Titel"), of("title")),
            _text("workplace", translate("Training", "Arbets&plats"), of("workplace")),
            _text("email", translate("Training", "&E-post"), of("email")),
            _text("hsa_id", translate("Training", "&HSA-id"), of("hsa_id")),
            Field(
                name="user",
                label=translate("Training", "An&vändare här"),
                kind=FieldKind.CHOICE,
                value=desk.issuers.users.get(of("account_id") or ""),
                choices=(
                    (translate("Training", "Ingen"), None),
                    *((name, name) for _, name in users),
                ),
            ),
            Field(
                name="district",
                label=translate("Training", "Utfärdar &för"),
                kind=FieldKind.CHOICE,
                value=of("district_id"),
                choices=((translate("Training", "Hela kommunen"), None), *parts),
            ),
            _text("authorised_by", translate("Training", "&Utsedd av"), of("authorised_by")),
            _day_field("authorised_on", translate("Training", "Utsedd &dag"), of("authorised_on")),
            _day_field("ordered_on", translate("Training", "Konto &beställt"), of("ordered_on")),
            _day_field("closed_on", translate("Training", "K&onto avslutat"), of("closed_on")),
            _day_field("from_day", translate("Training", "Första da&gen"), of("from_day")),
        ),
        command=command,
    )


def end_issuer_form(desk: TrainingDesk, standing: IssuerStanding) -> FieldsForm:
    """The last day of one who leaves, and who takes over; gives EndIssuer."""
    issuer = standing.issuer
    own = desk.issuers.users.get(issuer.account_id or "")
    users = sorted(name for name in desk.issuers.users.values() if name != own)

    def command(filled: Mapping[str, Any]) -> EndIssuer:
        return EndIssuer(
            issuer=issuer.id,
            day=_day(filled["to_day"], field="to_day"),
            to=filled["to"],
            closed_on=filled["closed_on"],
        )

    handles = (
        translate("Training", "Ingen person behöver lämnas över.")
        if not standing.handles
        else translate("Training", "{0} personer lämnas över i samma steg.").format(
            standing.handles
        )
    )
    return FieldsForm(
        what=translate("Training", "Avsluta {0} som intygsutfärdare").format(issuer.name),
        explanation=handles,
        save=translate("Training", "A&vsluta"),
        fields=(
            _day_field("to_day", translate("Training", "Sista &dagen"), desk.today),
            Field(
                name="to",
                label=translate("Training", "Den som &tar över"),
                kind=FieldKind.CHOICE,
                choices=(
                    (translate("Training", "Ingen"), None),
                    *((name, name) for name in users),
                ),
            ),
            _day_field("closed_on", translate("Training", "&Konto avslutat"), issuer.closed_on),
        ),
        command=command,
    )


def _about(sheet: TrainingSheet) -> str:
    units = named(sheet)
    return f"{sheet.kind.name}: {units}." if units else f"{sheet.kind.name}."


def _kind_field(desk: TrainingDesk, own: KindLine | None) -> Field:
    offered = [(one.name, one.code) for one in desk.kinds]
    if own is not None and own.code not in {code for _, code in offered}:
        offered.append((own.name, own.code))
    return Field(
        name="kind",
        label=translate("Training", "&Utbildning"),
        kind=FieldKind.CHOICE,
        value=None if own is None else own.code,
        choices=tuple(offered),
    )


def _units_field(desk: TrainingDesk, value: str | None) -> Field:
    return Field(
        name="unit",
        label=translate("Training", "&Enheter"),
        value=value,
        names=[one.name for one in desk.units],
        longest=_LONG,
    )


def _people_field(desk: TrainingDesk, sheet: TrainingSheet | None) -> Field:
    value = None
    if sheet is not None:
        names = "; ".join(one.name for one in sheet.participants)
        value = names or (None if sheet.count is None else str(sheet.count))
    issuers = (one.issuer.name for one in desk.issuers.issuers if one.is_active)
    return Field(
        name="participants",
        label=translate("Training", "Deltagare: a&ntal, eller namn"),
        value=value,
        names=tuple(dict.fromkeys((*desk.staff, *issuers))),
        longest=_LONG,
    )


def _text(name: str, label: str, value: str | None) -> Field:
    return Field(name=name, label=label, value=value)


def _day_field(name: str, label: str, value: date | None) -> Field:
    return Field(name=name, label=label, kind=FieldKind.DAY, value=value)


def _day(day: date | None, *, field: str = "day") -> date:
    if day is None:
        raise Rejected("missing", translate("Training", "Ange dagen."), field=field)
    return day
