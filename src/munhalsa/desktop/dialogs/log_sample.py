"""A sample of the log to be judged: its events, and what the check showed once it is written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from munhalsa.application.deed_words import deed_words
from munhalsa.application.extract_words import role_words
from munhalsa.application.log_samples import SampleShown
from munhalsa.application.person_log import local_time
from munhalsa.desktop.look import set_look
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.desktop.window.saving import saving_button
from munhalsa.domain.account import Permission
from munhalsa.domain.log_sample import LogSample
from munhalsa.domain.swedish import spaced

translate = QCoreApplication.translate
_WIDE, _SPACE = 820, 12
_MARGIN = 20


class LogSampleDialog(QDialog):
    """``wanted``: the result is to be written; the dialog stays until the caller closes it."""

    wanted = Signal()

    def __init__(self, shown: SampleShown, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        sample, look = shown.sample, frame.look
        self.setWindowTitle(self.tr("Stickprov ur loggen"))
        self.setMinimumWidth(look.sizes.px(_WIDE))
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_SPACE)
        heading, self.about = QLabel(self), QLabel(self)
        heading.setText(
            self.tr("{0} av {1} händelser, {2} till {3}").format(
                len(shown.lines), spaced(sample.drawn_from), sample.first_day, sample.last_day
            )
        )
        set_look(heading, "page")
        heading.setWordWrap(True)
        self.about.setText(checked_words(sample))
        self.about.setWordWrap(True)
        self.list = PlainList(
            (
                self.tr("Tid"),
                self.tr("Användare"),
                self.tr("Roll"),
                self.tr("Händelse"),
                self.tr("Ändamål"),
            ),
            look,
            name=self.tr("Händelserna i stickprovet"),
            parent=self,
            grow=4,
        )
        buttons = QDialogButtonBox(self)
        self.write = buttons.addButton(
            self.tr("Skriv &resultatet …"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.write.setVisible(sample.checked_on is None)
        self.write.setEnabled(frame.desk.may_change(Permission.SEE_AUDIT))
        self.save = saving_button(self, frame, name="log_sample")
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        self.leave = buttons.addButton(self.tr("&Stäng"), QDialogButtonBox.ButtonRole.RejectRole)
        set_look(self.write, "primary")
        for widget in (heading, self.about, self.list, buttons):
            column.addWidget(widget)
        self.write.clicked.connect(self.wanted)
        buttons.rejected.connect(self.reject)
        self.list.show_rows(
            [
                (
                    str(place),
                    (
                        local_time(line.time),
                        line.user,
                        role_words(line.role),
                        deed_words(line.action),
                        line.purpose,
                    ),
                )
                for place, line in enumerate(shown.lines)
            ]
        )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self.column.activate()
        self.resize(self.width(), self.column.totalHeightForWidth(self.width()))


def checked_words(sample: LogSample) -> str:
    """What the check showed, or what is to be done."""
    if sample.checked_on is None:
        return translate(
            "LogSample",
            "Hörde varje händelse till arbetet? Fråga den som gjorde det om du inte ser det, och "
            "skriv sedan vad granskningen visade. Skriv inget om enskilda.",
        )
    return translate("LogSample", "Granskat {0} av {1}, {2} med anmärkning: {3}").format(
        sample.checked_on, sample.checked_by, sample.remarks, sample.result
    )
