"""Inställningar, reglerna: what the municipality may choose, what holds today, on whose word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes
from munhalsa.application.settings import (
    SettingChanged,
    SettingLine,
    choices_made,
    list_settings,
    set_setting,
)
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsForm
from munhalsa.desktop.screens.form_steps import FormSteps
from munhalsa.desktop.screens.settings_organisation import Part
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission, Setting
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import SettingDefinition

translate = QCoreApplication.translate
SETTING_KINDS = frozenset({"setting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is shown: each setting as it holds today, and what it may be."""

    today: date
    settings: Sequence[tuple[SettingLine, SettingDefinition]]
    choices: tuple[Setting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSetting:
    """What was filled in."""

    key: str
    value: str
    valid_from: date
    source: str | None


class RulesPanel(QWidget):
    """Only for whoever may change settings."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._shown: Chosen | None = None
        self.steps = FormSteps(frame, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.part = Part(
            self.tr("Kommunens val"),
            self.tr("Det som reglerna lämnar öppet. Ett val gäller från sin dag; det som var valt "
                    "tidigare gäller för dagarna före."),
            (self.tr("Val"), self.tr("I dag"), self.tr("Från"), self.tr("Källa")),
            frame.look,
            self,
            grow=0,
        )  # fmt: skip
        column.addWidget(self.part)
        self.change = self.part.add_button(self.tr("Ändra &valet …"), self._change)
        frame.look.changed.connect(self.part.list.fit)

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (self.part.list, self.change)

    def load(self) -> None:
        """Fill the list, or hide all of it."""
        shown = self._frame.desk.may(Permission.CHANGE_SETTINGS)
        self.setVisible(shown)
        if shown:
            self._frame.desk.read(self, _read, done=self._show, latest="settings")

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and (not changes.kinds or SETTING_KINDS & changes.kinds):
            self.load()

    def _show(self, found: Chosen) -> None:
        self._shown = found
        self.part.list.show_rows(
            [
                (
                    line.key,
                    (
                        line.name,
                        rule.word(line.value) or self.tr("som i reglerna"),
                        line.valid_from.isoformat(),
                        self.tr("antagande") if line.assumption else line.source,
                    ),
                )
                for line, rule in found.settings
            ]
        )

    def _change(self) -> None:
        found, chosen = self._shown, self.part.list.chosen
        if found is None or chosen is None:
            return
        line, rule = next(one for one in found.settings if one[0].key == chosen)
        self.steps.ask(
            setting_form(line, rule, today=found.today),
            _set,
            self.tr("Valet är sparat."),
            shown=(found.choices,),
            today=found.today,
        )


def setting_form(line: SettingLine, rule: SettingDefinition, *, today: date) -> FieldsForm:
    """Another value, from which day, and on whose word."""
    options = [(word, value) for value, word in rule.options]
    bounds = translate("Settings", "Ett helt tal från {0} till {1}.").format(
        rule.lowest, rule.highest
    )
    about = [line.name + ".", "" if options else bounds, line.assumption or ""]
    return FieldsForm(
        what=translate("Settings", "Ändra valet"),
        explanation=" ".join(filter(None, about)),
        save=translate("Settings", "&Spara"),
        fields=(
            Field(
                name="value",
                label=translate("Settings", "&Värde"),
                kind=FieldKind.CHOICE if options else FieldKind.TEXT,
                value=line.value,
                choices=options,
            ),
            Field(
                name="valid_from",
                label=translate("Settings", "Gäller &från"),
                kind=FieldKind.DAY,
                value=today,
            ),
            Field(name="source", label=translate("Settings", "&Beslut eller källa")),
        ),
        command=lambda filled: _asked(line.key, filled),
    )


def _asked(key: str, filled: Mapping[str, Any]) -> SetSetting:
    for name, words in (
        ("value", translate("Settings", "Ange värdet.")),
        ("valid_from", translate("Settings", "Ange från vilken dag det gäller.")),
    ):
        if filled[name] is None:
            raise Rejected("missing", words, field=name)
    return SetSetting(key=key, **filled)


def _set(context: Context, asked: SetSetting) -> SettingChanged:
    return set_setting(
        context,
        key=asked.key,
        value=asked.value,
        valid_from=asked.valid_from,
        source=asked.source,
    )


def _read(context: Context) -> Chosen:
    today = context.today
    return Chosen(
        today=today,
        settings=[
            (line, context.rules.setting(line.key, day=today)) for line in list_settings(context)
        ],
        choices=choices_made(context),
    )
