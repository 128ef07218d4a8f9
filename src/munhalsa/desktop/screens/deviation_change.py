"""Other details for a deviation; the second of two who change it sees both and chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.change_deviation import ChangeDeviation, change_deviation
from munhalsa.application.deviation_fields import DeviationDetails, DeviationDone
from munhalsa.application.prepare_deviations import DeviationsDesk
from munhalsa.application.view_deviations import DeviationLine, deviation_rows
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.screens.deviation_forms import change_form, values_of
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.view import Frame
from munhalsa.domain.refusal import Refusal


class DeviationChange(QObject):
    """One dialog; ``done`` is told of what was changed."""

    def __init__(
        self,
        frame: Frame,
        view: QWidget,
        desk: DeviationsDesk,
        line: DeviationLine,
        done: Callable[[DeviationDone], None],
    ) -> None:
        super().__init__(view)
        self._frame, self._desk, self._line, self._done = frame, desk, line, done
        self._dialog = FieldsDialog(
            change_form(desk, line), today=desk.today, look=frame.look, parent=view
        )
        self._dialog.given.connect(self._save)
        self._dialog.finished.connect(lambda _: self.deleteLater())

    def open(self) -> None:
        """Show the form."""
        self._dialog.open()

    def _save(self, details: DeviationDetails) -> None:
        line = self._line
        asked = ChangeDeviation(deviation=line.id, details=details, version=line.version)

        def done(changed: DeviationDone) -> None:
            self._dialog.accept()
            self._done(changed)

        self._frame.desk.do(
            self,
            lambda context: change_deviation(context, asked),
            # The form knows its own version: it goes on with what is newer.
            shown=(),
            done=done,
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        line = self._line
        if isinstance(error, Refusal) and error.code == "conflict":
            self._frame.desk.read(
                self, lambda context: deviation_rows(context, [line.id]), done=self._take_newer
            )
        else:
            explain_at_field(self._frame, self._dialog, error)

    def _take_newer(self, lines: Sequence[DeviationLine]) -> None:
        (self._line,) = lines
        self._dialog.take_newer(values_of(self._desk, self._line))
