"""What is asked about a besöksdag: planned, confirmed, moved or called off, and its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from munhalsa.application.change_round import ChangeRound
from munhalsa.application.context import Context
from munhalsa.application.keep_round import ConfirmRound
from munhalsa.application.plan_round import ChangeVisits, PlanRound
from munhalsa.application.round_steps import RoundSheet, Visit
from munhalsa.application.view_units import list_units
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsForm
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.round import Side
from munhalsa.domain.unit import Unit

translate = QCoreApplication.translate
_LONG = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDesk:
    """What the forms choose from."""

    today: date
    units: Sequence[Unit]


def read_desk(context: Context) -> RoundDesk:
    """All of it, at one time."""
    sees = context.may(Permission.SEE_PERSONS)
    return RoundDesk(today=context.today, units=list_units(context) if sees else ())


def plan_form(
    desk: RoundDesk, *, unit: str | None, day: date | None = None, hygienist: str | None = None
) -> FieldsForm:
    """A day at a unit; everybody who is due on it is on its list; ``hygienist`` is the last one."""

    def command(filled: Mapping[str, Any]) -> PlanRound:
        if filled["unit"] is None:
            raise Rejected("missing", translate("Rounds", "Välj enheten."), field="unit")
        return PlanRound(
            unit=filled["unit"],
            day=_day(filled["date"], field="date"),
            hygienist=filled["hygienist"],
            note=filled["note"],
        )

    return FieldsForm(
        what=translate("Rounds", "Planera besöksdag"),
        explanation=translate(
            "Rounds",
            "Alla på enheten som det är dags för den dagen kommer med, om du inte "
            "väljer bort någon. Du kan lägga till och stryka efteråt.",
        ),
        save=translate("Rounds", "&Planera"),
        fields=(
            Field(
                name="unit",
                label=translate("Rounds", "&Enhet"),
                kind=FieldKind.CHOICE,
                choices=[
                    (translate("Rounds", "Välj enhet"), None),
                    *((one.name, one.id) for one in desk.units),
                ],
                value=unit,
            ),
            _day_field("date", translate("Rounds", "&Dag"), day),
            _text("hygienist", translate("Rounds", "&Tandhygienist"), hygienist),
            _text("note", translate("Rounds", "A&nteckning")),
        ),
        command=command,
    )


def confirm_form(sheet: RoundSheet, *, today: date) -> FieldsForm:
    """That the unit receives the visit, and who of its staff take part."""
    return FieldsForm(
        what=translate("Rounds", "Enheten har bekräftat"),
        explanation=translate(
            "Rounds", "{0}, {1}. Skriv vem som bekräftade och vilken personal som är avsatt."
        ).format(sheet.unit.name, sheet.round.day),
        save=translate("Rounds", "&Bekräfta"),
        fields=(
            _day_field("date", translate("Rounds", "&Dag för beskedet"), today),
            _text("by", translate("Rounds", "&Vem på enheten"), sheet.unit.responsible_name),
            Field(
                name="staff",
                label=translate("Rounds", "&Personal som deltar"),
                value=sheet.round.staff,
                names=sheet.staff,
            ),
        ),
        command=lambda filled: ConfirmRound(
            round=sheet.round.id, by=filled["by"], staff=filled["staff"], day=filled["date"]
        ),
    )


def change_form(
    sheet: RoundSheet, offered: Mapping[Side, str], *, today: date, move: bool
) -> FieldsForm:
    """The whole day moved or called off; ``offered`` are the deviations it would be today."""

    def command(filled: Mapping[str, Any]) -> ChangeRound:
        return ChangeRound(
            round=sheet.round.id,
            by_side=Side(filled["by"]),
            reason=filled["reason"] or "",
            to_day=_day(filled["date"], field="date") if move else None,
            noticed_on=filled["notice"],
            deviation=filled["deviation"],
        )

    tr = translate
    sides = {Side.PROVIDER: tr("Rounds", "Tandvården"), Side.UNIT: tr("Rounds", "Enheten")}
    told = [
        tr("Rounds", "Ändrar {0}: {1}.").format(sides[side].lower(), words)
        for side, words in offered.items()
        if words
    ]
    explanation = tr(
        "Rounds",
        "Hela dagen {0} för {1} ändras i ett steg. Den som skulle ha fått besök väntar på nästa.",
    ).format(sheet.round.day, sheet.unit.name)
    if told:
        counts = tr("Rounds", "Med besked i dag räknas det som en avvikelse.")
        explanation = " ".join((explanation, counts, *told))
    days = (_day_field("date", tr("Rounds", "&Ny dag"), None),) if move else ()
    return FieldsForm(
        what=tr("Rounds", "Flytta besöksdagen") if move else tr("Rounds", "Ställ in besöksdagen"),
        explanation=explanation,
        save=tr("Rounds", "&Flytta") if move else tr("Rounds", "&Ställ in"),
        fields=(
            *days,
            Field(
                name="by",
                label=tr("Rounds", "&Vem ändrade"),
                kind=FieldKind.CHOICE,
                choices=[(words, side) for side, words in sides.items()],
            ),
            _day_field("notice", tr("Rounds", "&Dag för beskedet"), today),
            _text("reason", tr("Rounds", "Va&rför")),
            Field(
                name="deviation",
                label=tr("Rounds", "Avvi&kelse"),
                kind=FieldKind.CHOICE,
                choices=(
                    (tr("Rounds", "Notera den, om det är en"), True),
                    (tr("Rounds", "Notera ingen"), False),
                ),
                value=True,
            ),
        ),
        command=command,
    )


def add_form() -> FieldsForm:
    """Somebody by number; the command is the number."""

    def command(filled: Mapping[str, Any]) -> str:
        if filled["number"] is None:
            raise Rejected("missing", translate("Rounds", "Skriv numret."), field="number")
        number: str = filled["number"]
        return number

    return FieldsForm(
        what=translate("Rounds", "Lägg till på besöksdagen"),
        explanation=translate("Rounds", "Det behöver inte vara dags för den som läggs till."),
        save=translate("Rounds", "&Lägg till"),
        fields=(_text("number", translate("Rounds", "&Personnummer")),),
        command=command,
    )


def strike_form(sheet: RoundSheet, visit: Visit) -> FieldsForm:
    """Somebody taken off the day."""
    return FieldsForm(
        what=translate("Rounds", "Stryk från besöksdagen"),
        explanation=translate(
            "Rounds", "{0} står kvar i listan över dem som det är dags för."
        ).format(visit.name),
        save=translate("Rounds", "&Stryk"),
        fields=(_text("reason", translate("Rounds", "&Varför")),),
        command=lambda filled: ChangeVisits(
            round=sheet.round.id, remove=[visit.person_id], reason=filled["reason"]
        ),
    )


def _text(name: str, label: str, value: str | None = None) -> Field:
    return Field(name=name, label=label, value=value, longest=_LONG)


def _day_field(name: str, label: str, value: date | None) -> Field:
    return Field(name=name, label=label, kind=FieldKind.DAY, value=value)


def _day(value: date | None, *, field: str) -> date:
    if value is None:
        raise Rejected("missing", translate("Rounds", "Ange dagen."), field=field)
    return value
