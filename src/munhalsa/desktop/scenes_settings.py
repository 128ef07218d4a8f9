"""Made-up pictures of Inställningar: the municipality's choices, and the safety of the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from munhalsa.application.ports_keeping import Check
from munhalsa.application.settings import SettingLine
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.scenes_settled import scroll_to
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_keeping import passphrase_form
from munhalsa.desktop.screens.settings_rules import setting_form
from munhalsa.desktop.screens.settings_texts import language_form
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.rules import SettingDefinition, SettingKind

_DAY = date(2026, 11, 22)
_SINCE = date(2017, 1, 1)


def choice(window: MainWindow) -> QWidget:
    """Another value for one of them."""
    tr = window.tr
    name, source = tr("Täckningsgradens åldersbas"), tr("Överenskommelse Samverkan om Munhälsa")
    rule = SettingDefinition(
        valid_from=_SINCE,
        valid_to=None,
        source=source,
        assumption=None,
        key="coverage_base",
        name=name,
        kind=SettingKind.CHOICE,
        default="from_24",
        choices=("from_24", "over_24"),
        choice_names=(tr("från 24 år"), tr("över 24 år")),
    )
    line = SettingLine(
        key=rule.key,
        name=name,
        value="from_24",
        default="from_24",
        source=source,
        assumption=tr("Överenskommelsen skriver både från 24 år och över 24 år."),
        valid_from=_SINCE,
    )
    form = setting_form(line, rule, today=_DAY)
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)


def passphrase(window: MainWindow) -> QWidget:
    """Another passphrase for oneself."""
    return FieldsDialog(passphrase_form(), today=_DAY, look=window.look, parent=window)


def keeping(window: MainWindow) -> QWidget:
    """The choices, and what a check has found, further down the page."""
    window.go(Place(view="settings"))
    view, tr = window.pages.views["settings"], window.tr

    def show(_: None) -> None:
        if isinstance(view, SettingsView):
            view.keeping.show_checks(
                [
                    Check(name=tr("Databasfilen"), ok=True, detail=tr("hel")),
                    Check(name=tr("Loggen"), ok=True, detail=tr("2 041 händelser hänger ihop")),
                ]
            )
            scroll_to(window, view.keeping.drop_log)

    window.desk.read(window, lambda _: None, done=show)
    return window


def language(window: MainWindow) -> QWidget:
    """A text of the letters in a new language."""
    return FieldsDialog(language_form(), today=_DAY, look=window.look, parent=window)


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "settings-keeping": keeping,
        "settings-choice": choice,
        "settings-passphrase": passphrase,
        "settings-language": language,
    }
)
