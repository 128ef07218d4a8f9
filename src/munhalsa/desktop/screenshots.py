"""Every view and dialog as a picture, drawn without a screen; also what the tests walk through.

A scene is a state worth seeing. Add one to ``scenes`` for each new view and dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.context import Context
from munhalsa.application.ports import HistoryLine
from munhalsa.application.ports_lists import PersonFilter, PersonOrder
from munhalsa.application.prepare_units import UnitsDesk
from munhalsa.application.preview_undo import UndoLine, UndoPreview
from munhalsa.application.view_units import list_units
from munhalsa.desktop import (
    scenes_deviations,
    scenes_follow_up,
    scenes_import,
    scenes_log,
    scenes_persons,
    scenes_plan,
    scenes_printing,
    scenes_reconciliation,
    scenes_registration,
    scenes_rounds,
    scenes_saving,
    scenes_settings,
    scenes_staff,
    scenes_training,
    scenes_units,
    scenes_unlocking,
    scenes_users,
    scenes_visits,
    scenes_whole,
    screens,
)
from munhalsa.desktop.dialogs.candidate import CandidateDialog
from munhalsa.desktop.dialogs.change import ChangeDialog, ChangeForm
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.dialogs.crash import CrashDialog
from munhalsa.desktop.dialogs.end_certificate import EndDialog
from munhalsa.desktop.dialogs.help import HelpDialog
from munhalsa.desktop.dialogs.move import MoveDialog, Mover
from munhalsa.desktop.dialogs.offer import OfferDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.place import PlaceDialog
from munhalsa.desktop.dialogs.progress import ProgressDialog
from munhalsa.desktop.dialogs.response import ResponseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.first_start.wizard import FirstStart
from munhalsa.desktop.scenes_settled import lay_out
from munhalsa.desktop.screens.certificate_changes import Change, death, hand_over
from munhalsa.desktop.screens.new_certificate import NewCertificateView
from munhalsa.desktop.screens.new_certificate_home import OWN
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.desktop.window.palette import CommandPalette
from munhalsa.domain.certificate import Certificate, EndReason, Ground
from munhalsa.domain.due import DueList
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ResidenceKind
from munhalsa.domain.rules import EndReasonRule

_DAY = date(2026, 11, 22)
_CERTIFICATE = Certificate(
    id="", number="1490-2026-0412", person_id="", ground=Ground.CARE_HOUSING, issued=_DAY
)
_UNITS = UnitsDesk(today=_DAY, units=(), districts=())
Show = Callable[[MainWindow], QWidget]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A name for the file, and how to come there; ``show`` gives the window or a new dialog."""

    name: str
    show: Show


def scenes() -> Sequence[Scene]:
    """Every scene there is."""
    views = [Scene(name=entry.name, show=_view(entry.name)) for entry in screens.entries()]
    return [
        *views,
        Scene(name="person_card", show=_person_card),
        *(Scene(name=f"due-{which}", show=_due(which)) for which in DueList),
        *(Scene(name=name, show=show) for name, show in scenes_follow_up.SCENES.items()),
        Scene(name="new_certificate_questions", show=_questions),
        Scene(name="answer_list-unit", show=_answer_list),
        Scene(name="answer", show=_answer),
        *(Scene(name=name, show=show) for name, show in scenes_visits.SCENES.items()),
        Scene(name="offer", show=_offer),
        Scene(name="candidate", show=_candidate),
        Scene(name="end_certificate", show=_end_certificate),
        *(Scene(name=f"change-{name}", show=_change(name)) for name in _CHANGES),
        Scene(name="move", show=_move),
        Scene(name="place", show=_place),
        *(Scene(name=name, show=show) for name, show in scenes_persons.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_saving.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_staff.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_training.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_settings.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_users.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_whole.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_import.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_log.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_plan.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_registration.SCENES.items()),
        *(Scene(name=name, show=show) for name, show in scenes_reconciliation.SCENES.items()),
        Scene(name="visits-day", show=scenes_rounds.visits),
        Scene(name="rounds-day", show=scenes_rounds.day),
        Scene(name="rounds-calendar", show=scenes_rounds.calendar),
        Scene(name="rounds-plan", show=scenes_rounds.plan),
        Scene(name="rounds-confirm", show=scenes_rounds.confirm),
        Scene(name="rounds-move", show=scenes_rounds.move),
        Scene(name="rounds-cancel", show=scenes_rounds.cancel),
        Scene(name="rounds-add", show=scenes_rounds.add),
        Scene(name="rounds-strike", show=scenes_rounds.strike),
        Scene(name="deviation", show=scenes_deviations.detail),
        *(
            Scene(name=f"deviation-{name}", show=scenes_deviations.form(name))
            for name in scenes_deviations.FORMS
        ),
        *(
            Scene(name=f"deviations-{name}", show=scenes_deviations.tab(place))
            for place, name in enumerate(("disagreements", "trends", "meeting"), start=1)
        ),
        *(Scene(name=name, show=show) for name, show in scenes_units.SCENES.items()),
        Scene(name="message", show=_message),
        Scene(name="reading_only", show=_reading_only),
        Scene(name="palette", show=_palette),
        Scene(name="help", show=_help),
        *(Scene(name=name, show=show) for name, show in scenes_unlocking.SCENES.items()),
        Scene(name="crash", show=_crash),
        Scene(name="progress", show=_progress),
        Scene(name="confirm", show=_confirm),
        Scene(name="undo", show=_undo),
        Scene(name="undo-blocked", show=_undo_blocked),
        Scene(name="passphrase", show=_passphrase),
        *(Scene(name=name, show=show) for name, show in scenes_printing.SCENES.items()),
        Scene(name="first-start", show=_first_start),
    ]


class Stage:
    """Shows scenes one after another in one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def show(self, scene: Scene) -> QWidget:
        """Come to a scene; what it asks the store for may still be on its way."""
        shown = scene.show(self.window)
        if isinstance(shown, QDialog):
            shown.open()
        return shown

    def put_away(self, shown: QWidget) -> None:
        """Leave a scene."""
        self.window.messages.clear()
        self.window.reading.take_in()
        if shown is not self.window:
            shown.hide()
            shown.deleteLater()


def draw_all(window: MainWindow, folder: Path) -> Sequence[Path]:
    """Every scene as NAME.png in the folder; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    stage, files = Stage(window), []
    for scene in scenes():
        shown = stage.show(scene)
        lay_out(window.desk.tasks)
        path = folder / f"{scene.name}.png"
        shown.grab().save(str(path))
        files.append(path)
        stage.put_away(shown)
    return files


def _view(name: str) -> Show:
    def show(window: MainWindow) -> QWidget:
        window.go(Place(view=name))
        return window

    return show


def _person_card(window: MainWindow) -> QWidget:
    """The first in the list whose card is open to all; in an empty register the list alone."""

    def first(context: Context) -> str:
        with context.read() as reader:
            wanted, order = PersonFilter(certified=True), PersonOrder()
            found = reader.person_list.ids(wanted, order, day=context.today, see_protected=False)
            rows = reader.person_list.facts(found[:50], day=context.today)
        shown = {row.id for row in rows if not row.standing.protected}
        return next((one for one in found if one in shown), "")

    window.desk.read(
        window, first, done=lambda person: window.go(Place(view="persons", about=person))
    )
    return window


def _due(which: DueList) -> Show:
    def show(window: MainWindow) -> QWidget:
        window.go(Place(view="overview", about=which.value))
        return window

    return show


def _answer_list(window: MainWindow) -> QWidget:
    """The list of the first unit; in an empty register the list without a unit."""

    def first(context: Context) -> str:
        units = list_units(context)
        return units[0].id if units else ""

    window.desk.read(
        window, first, done=lambda unit: window.go(Place(view="answer_list", about=unit))
    )
    return window


def _offer(window: MainWindow) -> QWidget:
    return OfferDialog(("a", "b"), today=_DAY, look=window.look, parent=window)


def _candidate(window: MainWindow) -> QWidget:
    return CandidateDialog("", today=_DAY, look=window.look, parent=window)


def _questions(window: MainWindow) -> QWidget:
    """Nytt intyg when a home is chosen, so that the rules ask."""
    window.go(Place(view="new_certificate"))
    view = window.pages.current

    def choose(_: None) -> None:
        if isinstance(view, NewCertificateView):
            view.sheet.home.picker.choose(OWN)
            view.sheet.home.picker.chosen.emit()

    window.desk.read(window, lambda _: None, done=choose)
    return window


def _answer(window: MainWindow) -> QWidget:
    return ResponseDialog("", today=_DAY, look=window.look, parent=window)


_CHANGES: dict[str, Callable[[], Change]] = {
    "hand-over": lambda: hand_over(
        _CERTIFICATE, today=_DAY, region=[("Partille", "1402"), ("Lerum", "1441")]
    ),
    "death": lambda: death(""),
}


def _change(name: str) -> Show:
    def show(window: MainWindow) -> QWidget:
        form = _CHANGES[name]().form
        if not isinstance(form, ChangeForm):
            raise TypeError(name)
        dialog = ChangeDialog(form, today=_DAY, look=window.look, parent=window)
        dialog.show_follows(_follows(window, name))
        return dialog

    return show


def _follows(window: MainWindow, name: str) -> Sequence[str]:
    """What the change would bring about, as its trial says it."""
    number = _CERTIFICATE.number
    ends = window.tr("Intyg {0} avslutas, sista dag {1}.").format(number, _DAY)
    if name == "hand-over":
        kept = window.tr("Intyg {0} gäller som förut.").format(number)
        return (kept, window.tr("{0} kommun svarar för det efter {1}.").format("Partille", _DAY))
    return (ends, window.tr("Boendet {0} slutar {1}.").format("Solbacken", _DAY))


def _end_certificate(window: MainWindow) -> QWidget:
    reason = EndReasonRule(
        valid_from=_DAY, source="", reason=EndReason.MOVED_OUT, word=window.tr("Flyttat")
    )
    return EndDialog(
        "1490-2026-0001", reasons=[reason], today=_DAY, look=window.look, parent=window
    )


def _move(window: MainWindow) -> QWidget:
    mover = Mover(number="", residences=(), certified=True)
    return MoveDialog(mover, _UNITS, look=window.look, parent=window)


def _place(window: MainWindow) -> QWidget:
    mover = Mover(number="", residences=(), certified=True)
    kind = ResidenceKind.RESPONSIBLE
    return PlaceDialog(mover, kind, _UNITS, look=window.look, parent=window)


def _message(window: MainWindow) -> QWidget:
    window.say(window.tr("Personen har flyttats till Hemgården."), tone=Tone.OK, undo=lambda: None)
    return window


def _reading_only(window: MainWindow) -> QWidget:
    window.go(Place(view="persons"))
    window.reading.setVisible(True)
    return window


def _palette(window: MainWindow) -> QWidget:
    return CommandPalette(window.all_commands(), window.look, window)


def _help(window: MainWindow) -> QWidget:
    return HelpDialog("window", window.look, window)


def _crash(window: MainWindow) -> QWidget:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        return CrashDialog(error, window.look, window)


def _progress(window: MainWindow) -> QWidget:
    dialog = ProgressDialog(window.tr("Listan tas in"), window.look, window)
    dialog.show_progress(3120, 12400)
    return dialog


def _passphrase(window: MainWindow) -> QWidget:
    why = window.tr("Filen innehåller personuppgifter och är inte krypterad.")
    return PassphraseDialog(why, window.look, window)


def _first_start(window: MainWindow) -> QWidget:
    return FirstStart(window.desk, window.look, window.temp)


def _undo(window: MainWindow) -> QWidget:
    ended, reason = window.tr("Intyg: avslutat"), window.tr("Intyg: orsak")
    lines = (
        UndoLine(what=ended, now="2026-11-22", becomes="–"),
        UndoLine(what=reason, now=window.tr("inte berättigad"), becomes="–"),
    )
    return UndoDialog(_undoing(lines=lines), window.look, window)


def _undo_blocked(window: MainWindow) -> QWidget:
    later = _event("response.record"), _event("person.move")
    return UndoDialog(_undoing(in_the_way=later), window.look, window)


def _undoing(
    *, lines: tuple[UndoLine, ...] = (), in_the_way: tuple[HistoryLine, ...] = ()
) -> UndoPreview:
    return UndoPreview(
        event=_event("certificate.end"),
        records=len(lines),
        lines=lines,
        more=0,
        in_the_way=in_the_way,
        asks_again=False,
    )


def _event(action: str) -> HistoryLine:
    time = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return HistoryLine(event="", time=time, user="Kim Lind", action=action, undone=False)


def _confirm(window: MainWindow) -> QWidget:
    return ConfirmDialog(
        window.tr("Ta bort användarens nyckel?"),
        window.tr("Det går inte att ångra. Användaren kan inte öppna registret efteråt."),
        yes=window.tr("&Ta bort nyckeln"),
        look=window.look,
        parent=window,
    )
