"""Inställningar: how the program looks for one user, who the users are, the parts, the forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from munhalsa.application.ports import Changes
from munhalsa.application.program_version import program_version
from munhalsa.desktop.forms.settings_view import SettingsViewForm
from munhalsa.desktop.preferences import LONGEST_IDLE, SHORTEST_IDLE
from munhalsa.desktop.screens.settings_disposal import DISPOSAL_KINDS, DisposalPanel
from munhalsa.desktop.screens.settings_keeping import KeepingPanel
from munhalsa.desktop.screens.settings_log import LOG_KINDS, LogPanel
from munhalsa.desktop.screens.settings_organisation import KINDS, OrganisationPanel
from munhalsa.desktop.screens.settings_place import SettingsParts
from munhalsa.desktop.screens.settings_rules import SETTING_KINDS, RulesPanel
from munhalsa.desktop.screens.settings_sender import SENDER_KINDS, SenderPanel
from munhalsa.desktop.screens.settings_texts import TEXT_KINDS, TextsPanel
from munhalsa.desktop.screens.settings_users import UsersPanel
from munhalsa.desktop.screens.settings_whole import WHOLE_KINDS, WholePanel
from munhalsa.desktop.theme import ThemeName
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.keys_within import KeysWithin

_WIDEST_FIELD = 280


class SettingsView(QWidget):
    """Each choice holds at once and is kept."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = SettingsViewForm()
        self.ui.set_up(self)
        self._names = {
            ThemeName.SYSTEM: self.tr("Som datorn"),
            ThemeName.LIGHT: self.tr("Ljusa"),
            ThemeName.DARK: self.tr("Mörka"),
            ThemeName.CONTRAST: self.tr("Hög kontrast"),
        }
        for name, words in self._names.items():
            self.ui.theme.addItem(words, name.value)
        self.ui.idle.setRange(SHORTEST_IDLE, LONGEST_IDLE)
        for field in (self.ui.theme, self.ui.text_size, self.ui.idle):
            field.setMaximumWidth(_WIDEST_FIELD)
        for number in (self.ui.text_size, self.ui.idle):
            # A style sheet's padding does not reach the field within.
            number.lineEdit().setTextMargins(8, 0, 0, 0)
        self._tell_version(self.ui.version)
        self.ui.licences.setText(
            self.tr("Fri programvara under EUPL-1.2. Ikoner: Lucide (ISC). Typsnitt: Noto Sans.")
        )
        self.users = UsersPanel(frame, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.safety) + 1, self.users)
        QWidget.setTabOrder(self.ui.idle, self.users.table)
        self.users.put_in_order()
        self.organisation = OrganisationPanel(frame, self)
        place = self.ui.column.indexOf(self.users) + 1
        self.forms = SenderPanel(frame, self)
        self.texts = TextsPanel(frame, self)
        self.rules = RulesPanel(frame, self)
        self.keeping = KeepingPanel(frame, self)
        self.log = LogPanel(frame, self)
        self.whole = WholePanel(frame, self)
        self.disposal = DisposalPanel(frame, self)
        others = (
            *(self.organisation, self.forms, self.texts, self.rules),
            *(self.keeping, self.log, self.whole, self.disposal),
        )
        for step, panel in enumerate(others):
            self.ui.column.insertWidget(place + step, panel)
        panels = [field for panel in others for field in panel.fields]
        for before, after in pairwise((self.users.ui.end, *panels)):
            QWidget.setTabOrder(before, after)
        cards = [one for one in self.findChildren(QFrame) if one.property("look") == "card"]
        self._keys = KeysWithin(self, cards)
        self.parts = SettingsParts(frame, self, self._cards(), first=self.ui.theme)
        self._show_chosen()
        self.ui.theme.currentIndexChanged.connect(self._choose_theme)
        self.ui.text_size.valueChanged.connect(self._choose_text)
        self.ui.idle.valueChanged.connect(
            lambda minutes: frame.preferences.set("idle_minutes", minutes)
        )
        frame.look.changed.connect(self._show_chosen)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """None of its own."""
        return ()

    def load(self, place: Place) -> None:
        """The first choice gets the focus, or the part that was asked for."""
        self.users.load()
        self.organisation.load()
        self.forms.load()
        self.texts.load()
        self.rules.load()
        self.keeping.load()
        self.log.load()
        self.whole.load()
        self.disposal.load()
        self.parts.show_part(place.about)

    def touched_by(self, changes: Changes) -> bool:
        """Of what is here, the users, the organisation and the sender come from the store."""
        own = KINDS | SENDER_KINDS | TEXT_KINDS | SETTING_KINDS
        kinds = own | LOG_KINDS | WHOLE_KINDS | DISPOSAL_KINDS
        return self.users.model.is_touched_by(changes) or bool(kinds & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """The users may be others, or the organisation."""
        self.users.take_in(changes)
        self.organisation.take_in(changes)
        self.forms.take_in(changes)
        self.texts.take_in(changes)
        self.rules.take_in(changes)
        self.log.take_in(changes)
        self.whole.take_in(changes)
        self.disposal.take_in(changes)

    def _cards(self) -> Mapping[str, QWidget]:
        ui = self.ui
        return {
            "appearance": ui.appearance,
            "lock": ui.safety,
            "users": self.users,
            "contacts": self.organisation.contacts,
            "provider": self.organisation.provider,
            "districts": self.organisation.districts,
            "sender": self.forms,
            "texts": self.texts,
            "rules": self.rules,
            "keeping": self.keeping,
            "log": self.log,
            "whole": self.whole,
            "disposal": self.disposal,
            "about": ui.about,
        }

    def _tell_version(self, label: QLabel) -> None:
        label.setText(f"munhalsa {program_version()}")

    def _show_chosen(self) -> None:
        look = self._frame.look
        self.ui.theme.setCurrentIndex(self.ui.theme.findData(look.theme.value))
        self.ui.text_size.setValue(look.text_percent)
        self.ui.idle.setValue(self._frame.preferences.idle_minutes)

    def _choose_theme(self) -> None:
        theme = ThemeName(self.ui.theme.currentData())
        if theme is not self._frame.look.theme:
            self._frame.look.choose(theme=theme)
            self._frame.preferences.set("theme", theme.value)

    def _choose_text(self, percent: int) -> None:
        if percent != self._frame.look.text_percent:
            self._frame.look.choose(text_percent=percent)
            self._frame.preferences.set("text_percent", percent)
