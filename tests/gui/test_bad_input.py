"""What befalls a window: odd files and characters, a store that is full or gone, a clock set back.

Each is told in words where it happened, nothing that was typed is lost, and the work goes on.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from munhalsa.adapters import clock
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.drafts import kept_draft
from munhalsa.application.person_list import note_search
from munhalsa.application.workplace import WhichStore
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.crash import CrashDialog
from munhalsa.desktop.locking.idle import IdleWatch
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.screens import views
from munhalsa.desktop.screens.exchange import ExchangeView
from munhalsa.desktop.screens.new_certificate_draft import KIND
from munhalsa.desktop.screenshots import Stage
from munhalsa.desktop.start import Running, Surroundings
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable
from munhalsa.domain.response import Response
from munhalsa.domain.unit import Unit
from tests.gui.new_certificate import NUMBER, Page, page
from tests.support.deeds import found, identity, latest
from tests.support.founded import FOUNDER, PASSPHRASE
from tests.support.keyboard import Keyboard
from tests.support.person_list import MARTA, fill
from tests.support.person_view import answer_no, find, names, run, view_of
from tests.support.preferences import KeptPreferences
from tests.support.stores import TODAY
from tests.support.tables import write_xlsx
from tests.support.typing import ALT, press, shown_dialog
from tests.support.whole_program import whole_program
from tests.support.windows import settle, unexpected

__all__ = ["page"]

ISSUE = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def window(stage: Stage) -> MainWindow:
    """The window with every view, at some persons."""
    run(stage.window.desk, fill)
    stage.window.go(Place(view="persons"))
    settle(stage.window.desk.tasks)
    return stage.window


def drop(window: MainWindow, *urls: QUrl) -> None:
    """Let go of something over the window."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = window.rect().center()
    entering = QDragEnterEvent(middle, Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    dropped = QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, mime, left, none)
    QApplication.sendEvent(window, dropped)
    settle(window.desk.tasks)


def exchange(window: MainWindow) -> ExchangeView:
    shown = window.pages.views["exchange"]
    assert isinstance(shown, ExchangeView)
    return shown


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("brev.txt", "Hej")
    return packed.getvalue()


NEITHER = "Filen är varken en arbetsbok eller en textfil"
NO_TABLE = "Filen är ingen tabell som går att läsa."
UNKNOWN = "Rubrikerna visar inte vad det är för lista."
NO_TABLES = {
    "bild.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NEITHER),
    "avtal.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", UNKNOWN),
    "program.exe": (b"MZ\x90\x00" + bytes(200), NEITHER),
    "arkiv.zip": (_zip(), NO_TABLE),
    "tom.xlsx": (b"", UNKNOWN),
    "brev.txt": ("Hej, här kommer listan.\n".encode(), UNKNOWN),
    "noll.csv": (bytes(50), NEITHER),
}


class TestFiles:
    def test_a_table_dropped_anywhere_is_shown_as_a_plan(
        self, window: MainWindow, tmp_path: Path
    ) -> None:
        assert window.pages.here == "persons"
        headings = ("Enhetskod", "Boendenamn", "Boendetyp", "Ansvarig", "Telefon")
        row = ("B1", "Björkgården", "Särskilt boende", "Eva Ek", "033-10 00 00")
        path = write_xlsx(tmp_path / "enheter.xlsx", headings, row)
        drop(window, QUrl.fromLocalFile(str(path)))
        assert window.pages.here == "exchange"
        planned = exchange(window).importing.planned
        assert planned is not None, exchange(window).importing.message.text()
        assert planned.file.path == path

    @pytest.mark.parametrize("name", NO_TABLES)
    def test_any_other_file_gets_a_sentence(
        self, window: MainWindow, tmp_path: Path, name: str
    ) -> None:
        content, words = NO_TABLES[name]
        path = tmp_path / name
        path.write_bytes(content)
        drop(window, QUrl.fromLocalFile(str(path)))
        panel = exchange(window).importing
        assert panel.planned is None
        assert panel.message.isVisible()
        assert panel.message.text().startswith(words)
        assert panel.ui.choose.isEnabled()

    def test_a_file_that_changes_or_goes_after_the_plan_is_not_taken_in(
        self, window: MainWindow, tmp_path: Path
    ) -> None:
        path = tmp_path / "enheter.csv"
        line = "Boendenamn;Boendetyp;Ansvarig;Telefon\n%s;LSS;Eva Ek;1\n"
        path.write_text(line % "Björkgården", encoding="utf-8")
        drop(window, QUrl.fromLocalFile(str(path)))
        before = run(window.desk, lambda context: len(found(context, Unit)))
        path.write_text(line % "Ekgården", encoding="utf-8")
        press(Qt.Key.Key_J, ALT)
        press(Qt.Key.Key_I, ALT)
        settle(window.desk.tasks)
        told = window.messages.text
        assert told == "Filen har ändrats sedan planen gjordes. Läs in den på nytt."
        path.unlink()
        press(Qt.Key.Key_I, ALT)
        settle(window.desk.tasks)
        assert window.messages.text == "Filen eller mappen finns inte. Kontrollera sökvägen."
        assert run(window.desk, lambda context: len(found(context, Unit))) == before

    def test_what_is_no_file_is_told_where_one_is(self, window: MainWindow) -> None:
        drop(window, QUrl("https://example.org/lista.xlsx"))
        assert window.pages.here == "persons"
        assert window.messages.text == "Det går inte att släppa det här i fönstret."


ODD = {
    "no-break space": "\N{NO-BREAK SPACE}{0}\N{NO-BREAK SPACE}{1}\N{NARROW NO-BREAK SPACE}",
    "en dash": "{0}\N{EN DASH}{1}",
    "em dash": "{0}\N{EM DASH}{1}",
    "minus": "{0}\N{MINUS SIGN}{1}",
    "non-breaking hyphen": "{0}\N{NON-BREAKING HYPHEN}{1}",
    "soft hyphen": "{0}\N{SOFT HYPHEN}-{1}",
    "full-width hyphen": "{0}\N{FULLWIDTH HYPHEN-MINUS}{1}",
    "zero width": "\N{ZERO WIDTH NO-BREAK SPACE}{0}\N{ZERO WIDTH SPACE}-\N{WORD JOINER}{1}",
    "direction marks": "\N{LEFT-TO-RIGHT MARK}{0}-{1}\N{RIGHT-TO-LEFT MARK}",
    "line break and tab": "{0}\t-{1}\r\n",
}
FULL_WIDTH = str.maketrans({str(digit): chr(0xFF10 + digit) for digit in range(10)})
ARABIC = str.maketrans({str(digit): chr(0x660 + digit) for digit in range(10)})


def paste(field: QLineEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    field.setFocus()
    field.selectAll()
    field.paste()


def odd_ways(number: str) -> list[str]:
    """The number as it comes out of other programs."""
    ways = [way.format(number[:8], number[8:]) for way in ODD.values()]
    return [*ways, number.translate(FULL_WIDTH)]


class TestPastedNumbers:
    @pytest.mark.parametrize("pasted", odd_ways(MARTA), ids=[*ODD, "full-width digits"])
    def test_somebody_is_found_by_a_number_however_it_was_written(
        self, window: MainWindow, pasted: str
    ) -> None:
        paste(window.ui.search, pasted)
        window.ui.search.textEdited.emit(window.ui.search.text())
        settle(window.desk.tasks)
        assert names(view_of(window)) == ["Andersson, Märta"]

    @pytest.mark.parametrize("pasted", odd_ways(NUMBER), ids=[*ODD, "full-width digits"])
    def test_a_new_number_is_read_however_it_was_written(self, page: Page, pasted: str) -> None:
        paste(page.ui.number, pasted)
        settle(page.window.desk.tasks)
        read = page.view.sheet.person.number
        assert read is not None
        assert read.value == NUMBER

    def test_a_plus_means_a_hundred_years(self, page: Page) -> None:
        number = identity("19180101", 981)
        paste(page.ui.number, f"{number[2:8]}+{number[8:]}")
        settle(page.window.desk.tasks)
        read = page.view.sheet.person.number
        assert read is not None
        assert read.value == number

    def test_digits_of_another_script_are_told_at_the_field(self, page: Page) -> None:
        paste(page.ui.number, NUMBER.translate(ARABIC))
        page.keys.type("\t")
        assert page.view.sheet.person.number is None
        assert page.message("number").startswith("Numret ska ha 10 eller 12 tecken")


def refused(page: Page) -> str:
    """Try to issue what is filled in; what the window says then, and nothing is lost."""
    before = page.view.sheet.draft()
    page.keys.press(*ISSUE)
    assert page.view.sheet.draft() == before
    assert page.ui.form.isVisible()
    return page.window.messages.text


def is_issued(page: Page) -> bool:
    """The same page once more, when it can."""
    page.keys.press(*ISSUE)
    return len(page.ask(lambda context: found(context, Certificate))) == 1


def pragma(page: Page, words: str) -> None:
    """Say something to the engine behind the program's back, on its one connection."""

    def say(context: Context) -> None:
        store = context.store
        assert isinstance(store, SqlStore)
        with store.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA {words}").all()

    page.ask(say)


class TestTheStore:
    def test_a_full_disk_is_told_and_the_page_is_issued_when_there_is_room(
        self, page: Page
    ) -> None:
        page.fill()
        paste(page.ui.basis, "Vårdplan. " * 3000)
        pragma(page, "max_page_count = 1")
        assert refused(page) == (
            "Disken är full, så inget sparades. Frigör utrymme och försök igen."
        )
        assert page.ask(lambda context: found(context, Certificate)) == []
        pragma(page, "max_page_count = 1000000")
        assert is_issued(page)

    def test_a_folder_that_is_gone_is_told_and_what_is_typed_is_saved_when_it_is_back(
        self, page: Page, which: WhichStore
    ) -> None:
        assert which.store is not None
        folder = Path(which.store)
        page.fill()
        folder.rename(folder.with_name("borta"))
        assert refused(page).startswith(
            "Registrets mapp går inte längre att nå, så inget sparades."
        )
        folder.with_name("borta").rename(folder)
        assert is_issued(page)


@pytest.fixture
def shared(
    postgres_url: str,
    postgres_password: str,
    postgres_passphrase_file: Path,
    tasks: Tasks,
    tmp_path: Path,
) -> Iterator[Desk]:
    """A desk at a shared database, with the founder logged in."""
    program = whole_program()
    which = WhichStore(
        store=postgres_url,
        user=FOUNDER,
        passphrase_file=postgres_passphrase_file,
        today=TODAY,
        profile=tmp_path / "profil",
    )
    program.found(which, municipality="1490")
    desk = Desk(program, which, tasks)
    desk.open(desk, passphrase=postgres_password, done=lambda _: None, failed=unexpected)
    settle(tasks)
    yield desk
    desk.close(desk, done=lambda _: None, failed=unexpected)
    settle(tasks)


def kill_backends(url: str, password: str) -> None:
    """What serves everybody else in that database ends in the middle of it."""
    with psycopg.connect(url, password=password, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert ended


class TestTheDatabaseProcess:
    def test_a_lost_connection_is_told_and_the_next_try_finds_another(
        self,
        shared: Desk,
        postgres_url: str,
        postgres_password: str,
        look: Look,
        qapp: QApplication,
        tmp_path: Path,
    ) -> None:
        run(shared, fill)
        window = MainWindow(
            shared,
            look,
            Preferences(KeptPreferences()),
            Clipboard(qapp.clipboard()),
            [views.persons()],
            temp=tmp_path,
        )
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        window.start()
        settle(shared.tasks)
        kill_backends(postgres_url, postgres_password)
        find(window, "a")
        assert window.messages.text == (
            "Kontakten med databasen bröts, så inget sparades. Försök igen när den är tillbaka."
        )
        assert window.ui.search.text() == "a"
        find(window, "andersson")
        assert names(view_of(window)) == ["Andersson, Märta"]
        window.close()
        window.deleteLater()

    def test_a_change_that_was_cut_off_is_wholly_absent_and_can_be_made_again(
        self, shared: Desk, postgres_url: str, postgres_password: str
    ) -> None:
        run(shared, fill)
        kill_backends(postgres_url, postgres_password)
        failures: list[BaseException] = []
        shared.do(shared, answer_no, shown=(), done=unexpected, failed=failures.append)
        settle(shared.tasks)
        (failure,) = failures
        assert isinstance(failure, StoreUnavailable)
        assert failure.code == "store_lost"
        before = run(shared, lambda context: len(found(context, Response)))
        shared.do(shared, answer_no, shown=(), done=lambda _: None, failed=unexpected)
        settle(shared.tasks)
        assert run(shared, lambda context: len(found(context, Response))) == before + 1


class TestTheClock:
    @pytest.mark.parametrize("step", [-86_400.0, 0.0])
    def test_the_window_locks_by_a_clock_that_nobody_can_set(
        self, qapp: QApplication, step: float
    ) -> None:
        wall, steady = [1_000_000.0], [50.0]
        idle: list[bool] = []
        watch = IdleWatch(qapp, minutes=lambda: 5, now=lambda: wall[0], steady=lambda: steady[0])
        watch.idle.connect(lambda: idle.append(True))
        watch.start()
        for _ in range(3):
            wall[0] += step
            steady[0] += 99
            watch.look()
        assert idle == []
        steady[0] += 3
        watch.look()
        assert idle == [True]

    def test_a_clock_set_far_on_locks_at_once(self, qapp: QApplication) -> None:
        wall = [1_000_000.0]
        idle: list[bool] = []
        watch = IdleWatch(qapp, minutes=lambda: 5, now=lambda: wall[0], steady=lambda: 50.0)
        watch.idle.connect(lambda: idle.append(True))
        watch.start()
        wall[0] += 86_400
        watch.look()
        assert idle == [True]

    def test_what_is_logged_stays_in_order_when_the_clock_is_set_back(
        self, which: WhichStore, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = Desk(whole_program(), which, tasks)
        desk.open(desk, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
        settle(tasks)
        real = clock.machine_time
        for hours in (2, -5, 3):
            step = timedelta(hours=hours)
            monkeypatch.setattr(clock, "machine_time", lambda step=step: real() + step)
            run(desk, lambda context: note_search(context, "x", []))
        times = [line.time for line in reversed(run(desk, lambda context: latest(context, 4)))]
        assert times == sorted(times)
        assert len(set(times)) == 3
        monkeypatch.undo()
        desk.close(desk, done=lambda _: None, failed=unexpected)
        settle(tasks)


def raises(error: Exception) -> Callable[[Context], object]:
    """A job that fails so."""

    def job(_context: Context) -> object:
        raise error

    return job


class TestAWorkerThatRaises:
    def test_what_was_foreseen_is_told_and_the_work_goes_on(self, window: MainWindow) -> None:
        fault = FileUnusable("disk_full", "Disken är full, så inget sparades.")
        window.desk.read(window, raises(fault), done=unexpected)
        settle(window.desk.tasks)
        assert window.messages.text == "Disken är full, så inget sparades."
        find(window, "andersson")
        assert names(view_of(window)) == ["Andersson, Märta"]

    def test_a_bug_shows_its_report_and_what_was_typed_is_offered_afterwards(
        self, closed_desk: Desk, look: Look, tmp_path: Path, qapp: QApplication
    ) -> None:
        logged: list[BaseException] = []
        running = started(closed_desk, look, tmp_path, qapp, logged)
        window = running.window
        assert window is not None
        window.go(Place(view="new_certificate"))
        settle(closed_desk.tasks)
        keys = Keyboard(closed_desk.tasks)
        keys.type("N3601016987\tMaj-Britt")
        bug = ZeroDivisionError("19360101-6987")
        closed_desk.read(window, raises(bug), done=unexpected)
        settle(closed_desk.tasks)
        settle(closed_desk.tasks)
        dialog = shown_dialog(CrashDialog)
        assert "ZeroDivisionError" in dialog.ui.report.toPlainText()
        assert "6987" not in dialog.ui.report.toPlainText()
        assert logged == [bug]
        kept = run(closed_desk, lambda context: kept_draft(context, KIND))
        assert kept is not None
        assert kept.content["person"]["given_name"] == "Maj-Britt"
        running.hook.uninstall()
        dialog.accept()
        settle(closed_desk.tasks)
        assert closed_desk.session is None
        window.deleteLater()


def started(
    desk: Desk, look: Look, temp: Path, app: QApplication, logged: list[BaseException]
) -> Running:
    """The program with its window open, taking every error."""
    desk.open(desk, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    surroundings = Surroundings(
        preferences=KeptPreferences(), profile="p", temp=temp, log_bug=logged.append
    )
    running = Running(app, desk, look, Preferences(KeptPreferences()), surroundings)
    running.hook.install()
    running.open_window()
    settle(desk.tasks)
    assert running.window is not None
    running.window.activateWindow()
    return running
