"""The frame: what can be opened, searched and done, and how views hear of changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from munhalsa.application.ports import Changes
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.application.view_person import list_persons
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.key_names import key_words
from munhalsa.desktop.look import Look
from munhalsa.desktop.screens import settings
from munhalsa.desktop.start import make_application
from munhalsa.desktop.tasks import Cancelled
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.history import History
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.desktop.window.navigation import NavigationButton
from munhalsa.desktop.window.pages import Pages
from munhalsa.desktop.window.palette import CommandPalette, rank
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected
from tests.support.preferences import KeptPreferences
from tests.support.probe_view import ProbeView, probe_entry
from tests.support.typing import press
from tests.support.windows import settle

PERSONS = Changes(kinds=frozenset({"person"}), subjects=frozenset({"1"}))


def probe(window: MainWindow) -> ProbeView:
    view = window.pages.views["probe"]
    assert isinstance(view, ProbeView)
    return view


def test_the_window_opens_where_work_begins(window: MainWindow) -> None:
    assert window.pages.here == "probe"
    assert window.windowTitle() == "Probe – munhalsa"
    assert probe(window).notes == ["load "]
    assert probe(window).field.hasFocus() or window.focusWidget() is probe(window).field


def test_the_status_tells_municipality_user_and_backup(window: MainWindow) -> None:
    assert window.ui.municipality.text() == "Borås kommun"
    assert window.ui.user.text() == "Kim Lind · administratör, granskare, kontaktperson"
    assert window.ui.backup.text() == "Ingen säkerhetskopia än"


def test_a_count_means_things_to_do_and_is_said(window: MainWindow) -> None:
    buttons = window.navigation.findChildren(NavigationButton)
    assert [button.count for button in buttons] == [17, 0]
    names = [button.accessibleName() for button in buttons]
    assert names == ["Probe, 17 att göra", "Inställningar"]


def test_only_what_the_role_can_open_is_there(window: MainWindow) -> None:
    closed = probe_entry("closed", permissions=frozenset({Permission.SEE_AUDIT}))
    never = probe_entry("never", permissions=frozenset())
    pages = Pages(window.ui.stack, [closed, never], window)
    assert [entry.name for entry in pages.open_entries()] == ["closed", "never"]
    window.desk.close(window.desk, done=lambda _: None, failed=lambda _: None)
    settle(window.desk.tasks)
    assert [entry.name for entry in pages.open_entries()] == ["never"]
    assert pages.entry("closed") is None
    window.go(Place(view="closed"))
    assert window.pages.here == "probe"


def test_back_and_forward_by_keys(window: MainWindow) -> None:
    window.go(Place(view="probe", about="person"))
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.here == "settings"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.history.here == Place(view="probe", about="person")
    assert probe(window).notes[-1] == "load person"
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.pages.here == "settings"
    assert not window.commands.forward.isEnabled()


def test_history_forgets_what_one_went_back_from() -> None:
    history = History()
    for about in "abc":
        history.visit(Place(view="v", about=about))
    history.visit(Place(view="v", about="c"))
    history.back()
    assert history.back().about == "a"
    assert not history.can_go_back
    history.visit(Place(view="v", about="d"))
    assert not history.can_go_forward
    assert history.back().about == "a"
    history.clear()
    assert history.here is None


def test_searching_goes_to_the_view_that_searches(window: MainWindow) -> None:
    window.go(Place(view="settings"))
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.ui.search
    QTest.keyClicks(window.ui.search, "an")
    assert window.pages.here == "probe"
    assert window.focusWidget() is window.ui.search
    QTest.keyClick(window.ui.search, Qt.Key.Key_Return)
    assert probe(window).notes[-3:] == ["search a", "search an", "first"]


def test_a_change_reaches_the_view_that_is_shown_at_once_and_others_when_shown(
    window: MainWindow,
) -> None:
    window.desk.changed.emit(PERSONS, None)
    assert probe(window).notes[-1] == "reload ['person']"
    window.desk.changed.emit(Changes(kinds=frozenset({"training"})), None)
    assert probe(window).notes.count("reload ['person']") == 1
    window.go(Place(view="settings"))
    window.desk.changed.emit(PERSONS, None)
    window.desk.changed.emit(Changes(kinds=frozenset({"person", "response"})), None)
    assert probe(window).notes[-1] == "reload ['person']"
    window.go(Place(view="probe"))
    assert probe(window).notes[-2:] == ["reload ['person', 'response']", "load "]


def test_what_was_done_is_told_and_can_be_undone(window: MainWindow) -> None:
    undone: list[str] = []
    window.say("Personen är flyttad.", undo=lambda: undone.append("ja"))
    assert window.messages.isVisible()
    assert window.messages.accessibleName() == "Klart: Personen är flyttad."
    (button,) = [b for b in window.messages.findChildren(QPushButton) if b.isVisible()]
    button.click()
    assert undone == ["ja"]
    assert not window.messages.isVisible()


def test_a_refusal_and_a_stop_are_told_in_words(window: MainWindow) -> None:
    window.desk.tasks.failed.emit(Rejected("age", "Personen är för ung."))
    assert window.messages.accessibleName() == "Fel: Personen är för ung."
    window.explain(Cancelled())
    assert window.messages.text == "Avbrutet. Ingenting har ändrats."


def test_a_bug_goes_to_the_hook(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: caught.append(error))
    bug = ZeroDivisionError()
    window.explain(bug)
    assert caught == [bug]


def test_every_command_is_in_a_menu_and_has_a_key(window: MainWindow) -> None:
    menus = window.menuBar().findChildren(QMenu)
    in_menus = {action for menu in menus for action in menu.actions()}
    commands = window.all_commands()
    assert set(commands) <= in_menus
    keys = [action.shortcut().toString() for action in commands]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_the_main_command_has_a_button(window: MainWindow) -> None:
    def shown() -> list[QPushButton]:
        return [one for one in window.ui.bar.findChildren(QPushButton) if one.isVisible()]

    (button,) = shown()
    assert button.text() == "Gör &det"
    button.setFocus()
    press(Qt.Key.Key_Return)
    assert probe(window).notes[-1] == "gjort"
    probe(window).action.setEnabled(False)
    assert not button.isEnabled()
    probe(window).action.setVisible(False)
    assert shown() == []
    probe(window).action.setVisible(True)
    assert shown() == [button]
    window.go(Place(view="settings"))
    assert shown() == []


def test_the_palette_finds_and_does(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    (palette,) = window.findChildren(CommandPalette)
    assert {"Gör det", "Inställningar", "Lås"} <= set(palette.shown)
    QTest.keyClicks(palette.ui.wanted, "inst")
    assert palette.shown[0] == "Inställningar"
    QTest.keyClick(palette.ui.wanted, Qt.Key.Key_Return)
    assert window.pages.here == "settings"


def test_the_palette_is_walked_by_arrows(window: MainWindow) -> None:
    actions = [QAction(text, window) for text in ("Ett", "Två", "Tre")]
    done: list[str] = []
    for action in actions:
        action.triggered.connect(partial(done.append, action.text()))
    palette = CommandPalette(actions, window.look, window)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(palette.ui.wanted, key)
    assert done == ["Två"]


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("per", "Personer", "Importera personer"),
        ("ny in", "Nytt intyg", "Inställningar"),
        ("instllningar", "Inställningar", "Personer"),
        ("skut", "Skriv ut", "Personer"),
    ],
)
def test_what_one_means_comes_first(typed: str, better: str, worse: str) -> None:
    assert rank(typed, better) > rank(typed, worse)
    assert rank("xyzzy", better) == 0


def test_keys_are_named_in_swedish_everywhere(window: MainWindow) -> None:
    make_application([])
    keys = QKeySequence("Ctrl+Shift+Return")
    assert key_words(keys) == "Ctrl+Skift+Retur"
    told = command(window, "&Utfärda", lambda: None, key=keys.toString())
    assert told.toolTip() == "Utfärda (Ctrl+Skift+Retur)"
    english = {"Shift", "Return", "Left", "Right", "Up", "Down", "Space", "Backspace"}
    for action in window.all_commands():
        assert english.isdisjoint(key_words(action.shortcut()).split("+")), action.text()


def test_the_key_in_the_search_field_gives_way_to_the_words(window: MainWindow, look: Look) -> None:
    (hint,) = window.ui.search.findChildren(QLabel)
    assert hint.isVisible()
    look.choose(text_percent=200)
    try:
        window.resize(1000, 700)
        settle(window.desk.tasks)
        assert not hint.isVisible()
        window.resize(2400, 700)
        settle(window.desk.tasks)
        assert hint.isVisible()
        QTest.keyClick(window.ui.search, Qt.Key.Key_A)
        assert not hint.isVisible()
    finally:
        look.choose(text_percent=100)


def test_f6_goes_round_the_window(window: MainWindow) -> None:
    seen = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        assert isinstance(focus, QWidget)
        seen.append(focus)
    assert isinstance(seen[0], NavigationButton)
    assert seen[1] is window.ui.search
    assert window.ui.stack.isAncestorOf(seen[2])


def test_large_text_lets_the_navigation_scroll(window: MainWindow, look: Look) -> None:
    look.choose(text_percent=200)
    try:
        window.resize(window.minimumSize())
        settle(window.desk.tasks)
        first, last = window.navigation.buttons
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Down)
        assert window.focusWidget() is last
        assert last.height() >= last.sizeHint().height()
        assert last.visibleRegion().boundingRect().height() == last.height()
    finally:
        look.choose(text_percent=100)


def test_arrows_walk_the_navigation(window: MainWindow) -> None:
    first, second = window.navigation.findChildren(NavigationButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert window.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert window.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Up)
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert window.pages.here == "settings"


def test_files_go_to_the_view_that_takes_them(window: MainWindow, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "lista.xlsx"))])
    event = QDragEnterEvent(
        window.rect().center(), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dragEnterEvent(event)
    assert event.isAccepted()
    window.take_files([tmp_path / "lista.xlsx"])
    assert probe(window).notes[-1] == "files ['lista.xlsx']"
    window.take_files([])
    assert window.messages.text == "Det går inte att släppa det här i fönstret."


def test_text_grows_and_shrinks_by_keys(window: MainWindow, kept: KeptPreferences) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_Plus, control)
    assert window.look.text_percent == 125
    assert kept.values["text_percent"] == 125
    QTest.keyClick(window, Qt.Key.Key_Minus, control)
    QTest.keyClick(window, Qt.Key.Key_Minus, control)
    assert window.look.text_percent == 100
    QTest.keyClick(window, Qt.Key.Key_Plus, control)
    QTest.keyClick(window, Qt.Key.Key_0, control)
    assert window.look.text_percent == 100


def test_closing_keeps_drafts_and_the_place_of_the_window(
    window: MainWindow, kept: KeptPreferences
) -> None:
    ended: list[bool] = []
    window.ended.connect(lambda: ended.append(True))
    window.close()
    assert probe(window).notes[-1] == "draft"
    assert kept.values["window"]
    assert ended == [True]


def test_settings_hold_at_once_and_are_kept(window: MainWindow, kept: KeptPreferences) -> None:
    window.go(Place(view="settings"))
    view = window.pages.views["settings"]
    assert isinstance(view, settings.SettingsView)
    view.ui.theme.setCurrentIndex(2)
    view.ui.text_size.setValue(150)
    view.ui.idle.setValue(99)
    assert kept.values == {"theme": "dark", "text_percent": 150, "idle_minutes": 30}
    assert window.look.theme.value == "dark"
    window.look.choose(theme=type(window.look.theme).LIGHT, text_percent=100)
    assert view.ui.text_size.value() == 100


def test_what_cannot_be_kept_still_holds(window: MainWindow, kept: KeptPreferences) -> None:
    kept.full = True
    assert window.preferences.idle_minutes == 5
    window.preferences.set("idle_minutes", 0)
    assert window.preferences.idle_minutes == 1
    window.preferences.set("idle_minutes", 3)
    assert window.preferences.idle_minutes == 3
    window.preferences.set("idle_minutes", 500)
    assert window.preferences.idle_minutes == 30
    window.preferences.set("theme", "rosa")
    assert window.preferences.theme.value == "system"
    window.say("Sparat.", tone=Tone.OK)


def test_ctrl_z_takes_back_the_last_change_and_gives_it_again(window: MainWindow) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    desk = window.desk
    person = RegisterPerson(number="19121212-1212", given_name="Märta", family_name="Ek")
    counts: list[int] = []

    def count() -> int:
        desk.read(desk, lambda context: len(list_persons(context)), done=counts.append)
        settle(desk.tasks)
        return counts[-1]

    desk.do(desk, lambda context: register_person(context, person), shown=(), done=lambda _: None)
    settle(desk.tasks)
    assert count() == 1
    QTest.keyClick(window, Qt.Key.Key_Z, control)
    settle(desk.tasks)
    (asking,) = window.findChildren(UndoDialog)
    assert asking.rows[0][0] == "Person"
    asking.ui.no.click()
    assert count() == 1
    window.undo.last()
    settle(desk.tasks)
    (asking,) = [one for one in window.findChildren(UndoDialog) if one.isVisible()]
    QTest.keyClick(asking.ui.yes, Qt.Key.Key_Return)
    settle(desk.tasks)
    assert window.messages.text == "Den senaste ändringen är ångrad."
    assert count() == 0
    (again,) = [b for b in window.messages.findChildren(QPushButton) if b.isVisible()]
    again.click()
    settle(desk.tasks)
    assert window.messages.text == "Ändringen gäller igen."
    assert count() == 1
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_Z, control)
    settle(desk.tasks)
    assert window.messages.text == "Det finns inget att ångra."
