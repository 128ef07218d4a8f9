"""Asking before something is taken back: what it changes is shown first, wherever it is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.preview_undo import UndoPreview, preview_undo
from munhalsa.application.undo import Undone, undo_event
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.dialogs.undo import UndoDialog
from munhalsa.desktop.view import Frame

translate = QCoreApplication.translate


def ask_to_undo(
    event: str,
    frame: Frame,
    parent: QWidget,
    *,
    done: Callable[[Undone], None],
    left: Callable[[], None] = lambda: None,
) -> None:
    """Show what would change and do it if that is wanted; ``left`` is called if it is not done."""

    def failed(error: BaseException) -> None:
        left()
        frame.explain(error)

    def ask(preview: UndoPreview) -> None:
        dialog = UndoDialog(preview, frame.look, parent)
        dialog.rejected.connect(left)
        dialog.accepted.connect(lambda: undo(preview))
        dialog.open()

    def undo(preview: UndoPreview) -> None:
        if preview.asks_again:
            ask_for_passphrase(event, frame, parent, done=done, left=left)
            return
        frame.desk.do(
            parent, lambda context: undo_event(context, event), shown=(), done=done, failed=failed
        )

    frame.desk.read(parent, lambda context: preview_undo(context, event), done=ask, failed=failed)


def take_back(event: str, frame: Frame, receiver: QObject, *, said: str | None = None) -> None:
    """Undo what was done just now, without asking; ``said`` is told when it is done."""
    words = said or translate("Undo", "Ändringen är ångrad.")
    frame.desk.do(
        receiver,
        lambda context: undo_event(context, event),
        shown=(),
        done=lambda _: frame.say(words),
        failed=frame.explain,
    )


def ask_for_passphrase(
    event: str,
    frame: Frame,
    parent: QWidget,
    *,
    done: Callable[[Undone], None],
    left: Callable[[], None],
) -> None:
    """Undo what takes the passphrase; ``left`` is called if it is not done."""
    why = translate("Undo", "Det här ångras bara med lösenfrasen.")
    dialog = PassphraseDialog(why, frame.look, parent)

    def well(undone: Undone) -> None:
        dialog.done_well()
        done(undone)

    def failed(error: BaseException) -> None:
        if not dialog.refuse(error):
            frame.explain(error)

    dialog.rejected.connect(left)
    dialog.given.connect(
        lambda passphrase: frame.desk.do_at(
            parent,
            lambda place: _undo(place, event),
            done=well,
            failed=failed,
            passphrase=passphrase,
        )
    )
    dialog.open()


def _undo(place: Workplace, event: str) -> Undone:
    return undo_event(
        place.context,
        event,
        before_merge=lambda: back_up_if_changed(place.context, place.keeper),
    )
