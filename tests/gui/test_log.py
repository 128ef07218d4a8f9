"""The log in the window: samples drawn and judged, and the log of one person on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from munhalsa.adapters.clock import MachineClock
from munhalsa.application.context import Context
from munhalsa.application.log_samples import list_samples
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.log_sample import LogSampleDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.persons import PersonsView
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_log import LogPanel
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.log_sample import LogSample
from tests.gui.test_organisation import fill, press, rows
from tests.support.deeds import SIGNE, latest, register
from tests.support.typing import shown_dialog
from tests.support.windows import settle, unexpected


@pytest.fixture
def which(which: WhichStore) -> WhichStore:
    """On the machine's own day: the log has its times by the machine's clock."""
    return replace(which, today=MachineClock().today())


def answer_of(window: MainWindow, job: object) -> object:
    """What a use case answers on the window's store."""
    answers: list[object] = []
    assert callable(job)
    window.desk.do(window, job, shown=(), done=answers.append, failed=unexpected)
    settle(window.desk.tasks)
    (answer,) = answers
    return answer


def asked(window: MainWindow) -> FieldsDialog:
    """The form that is open."""
    (dialog,) = [one for one in window.findChildren(FieldsDialog) if one.isVisible()]
    return dialog


def events_of(panel: LogPanel) -> LogSampleDialog:
    """The sample whose events are shown."""
    assert panel.sample is not None
    return panel.sample


def test_a_sample_is_drawn_judged_and_kept(window: MainWindow) -> None:
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel = view.log
    assert not panel.open.isEnabled()
    press(window, panel.draw)
    for wrong in ({"first": ""}, {"first": "=", "size": "många"}, {"size": "9"}):
        assert fill(window, **wrong).isVisible(), "without a day, a number, anything to draw"
    answer_of(window, register)
    press(window, asked(window).ui.save)
    shown = events_of(panel)
    assert rows(shown.list)[0][1:4] == [
        *("Kim Lind", "administratör, granskare, kontaktperson"),
        "Registrerad",
    ]
    press(window, shown.write)
    dialog = asked(window)
    press(window, dialog.ui.save)
    assert dialog.isVisible(), "a result is needed"
    words = dialog.fields["result"]
    assert isinstance(words, QPlainTextEdit)
    words.setPlainText("Allt hörde till arbetet.")
    press(window, dialog.ui.save)
    samples = answer_of(window, list_samples)
    assert isinstance(samples, list)
    assert isinstance(samples[0], LogSample)
    assert (samples[0].remarks, samples[0].result) == (0, "Allt hörde till arbetet.")
    assert rows(panel.part.list)[0][3] == "0 med anmärkning. Allt hörde till arbetet."
    press(window, panel.open)
    again = events_of(panel)
    assert again is not shown, "the first was closed when the result was written"
    assert not again.write.isVisible()
    assert again.about.text().startswith("Granskat ")
    press(window, again.leave)
    assert panel.sample is None


def test_the_log_of_a_person_is_shown_from_the_card_and_by_number(stage: Stage) -> None:
    window = stage.window
    person = answer_of(window, lambda context: register(context).id)
    assert isinstance(person, str)
    window.go(Place(view="persons", about=person))
    settle(window.desk.tasks)
    view = window.pages.views["persons"]
    assert isinstance(view, PersonsView)
    view.actions_.log.trigger()
    assert fill(window, purpose="").isVisible(), "a purpose is needed"
    fill(window, recipient="Anna Ek, god man", purpose="Begäran")
    preview = shown_dialog(PreviewDialog)
    assert preview.windowTitle() == "Loggutdrag"
    preview.reject()
    answer_of(window, check_logged)
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    settings = window.pages.views["settings"]
    assert isinstance(settings, SettingsView)
    press(window, settings.log.extract)
    assert fill(window, number="19410101-2392").isVisible(), "a check digit is wrong"
    number = asked(window).fields["number"]
    assert isinstance(number, QLineEdit)
    number.setText(SIGNE)
    press(window, asked(window).ui.save)
    shown_dialog(PreviewDialog).reject()


def check_logged(context: Context) -> None:
    event = next(one for one in latest(context, 10) if one.action == "audit.person")
    assert event.purpose == "Begäran (mottagare: Anna Ek, god man)"
