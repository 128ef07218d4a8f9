"""What waits for Intygsbeställningen: how much, into a file, and marked when it is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame

from munhalsa.application.export_profile import FileType, Subject
from munhalsa.application.export_registrations import Exported, export_registrations
from munhalsa.application.mark_registered import Registered, mark_registered
from munhalsa.application.registration_help import PROFILES
from munhalsa.application.waiting_registrations import Waiting, count_waiting
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.forms.export_panel import ExportPanelForm
from munhalsa.desktop.screens.exchange_words import certificates_and_units, rows_of
from munhalsa.desktop.screens.views import REGISTRATION, UNIT_QUEUE
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Refusal

CERTIFICATES, UNITS = PROFILES[Subject.CERTIFICATE], PROFILES[Subject.UNIT]


class ExportPanel(QFrame):
    """The queue; ``counted`` when its figures are shown."""

    counted = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._written: Path | None = None
        self.ui = ExportPanelForm()
        self.ui.set_up(self)
        self.ui.how.setText(
            self.tr(
                "I registreringshjälpen kopierar du ett fält i taget till Intygsbeställningen och "
                "markerar raderna som registrerade. Eller spara en fil med det som väntar, och "
                "markera den när den är införd: det som har ändrats under tiden ligger kvar."
            )
        )
        self.message = FieldMessage(self.ui.write, self)
        place = self.ui.column.indexOf(self.ui.write_row) + 1
        self.ui.column.insertWidget(place, self.message)
        flow_of(self.ui.write_row)
        flow_of(self.ui.mark_row)
        self.ui.reference.setMaximumWidth(420)
        self._units_only = False
        self.ui.help.setVisible(frame.desk.may(Permission.REGISTER))
        self.ui.help.clicked.connect(self._open_help)
        self.ui.write.clicked.connect(lambda: self.choose_file(CERTIFICATES))
        self.ui.write_units.clicked.connect(lambda: self.choose_file(UNITS))
        self.ui.mark.clicked.connect(self.mark)
        self.ui.mark_other.clicked.connect(self._choose_written)
        for widget in (self.ui.mark_other, self.ui.reference):
            widget.setEnabled(frame.desk.may(Permission.REGISTER))
        self._show_written(None)
        self._show_waiting(Waiting(certificates=0, units=0))

    def reload(self) -> None:
        """Count again."""
        self._frame.desk.read(self, count_waiting, done=self._show_waiting, latest="waiting")

    def choose_file(self, profile: str) -> None:
        """Ask where the file of the profile's kind is to lie, then for the passphrase."""
        self.message.clear()

        def kind(place: Workplace) -> FileType:
            return place.tables.profile(profile).file_type

        self._frame.desk.do_at(
            self, kind, done=lambda found: self._choose(profile, found), failed=self._refused
        )

    def _choose(self, profile: str, kind: FileType) -> None:
        chooser = QFileDialog(self, self.tr("Skriv fil till Intygsbeställningen"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(kind.value)
        chooser.selectFile(f"{profile}.{kind.value}")
        chooser.fileSelected.connect(lambda name: self._ask_passphrase(profile, Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _open_help(self) -> None:
        """To what waits, one row at a time; to the units where only they do."""
        about = f"{REGISTRATION}:{UNIT_QUEUE}" if self._units_only else REGISTRATION
        self._frame.go(Place(view="exchange", about=about))

    def mark(self) -> None:
        """Mark what the file held as registered."""
        if self._written is not None:
            self._mark(self._written)

    def _ask_passphrase(self, profile: str, out: Path) -> None:
        self.message.clear()
        why = self.tr("Filen innehåller personuppgifter och är inte krypterad.")
        dialog = PassphraseDialog(why, self._frame.look, self)

        def job(place: Workplace) -> Exported:
            return export_registrations(
                place.context, place.exporter, profile=place.tables.profile(profile), out=out
            )

        def done(exported: Exported) -> None:
            dialog.done_well()
            self._show_exported(exported)

        def failed(error: BaseException) -> None:
            if not dialog.refuse(error):
                self._refused(error)

        dialog.given.connect(
            lambda passphrase: self._frame.desk.do_at(
                self, job, done=done, failed=failed, passphrase=passphrase
            )
        )
        dialog.open()

    def _show_exported(self, exported: Exported) -> None:
        self._show_written(exported.file)
        told = [self.tr("Filen är skriven med {0}.").format(rows_of(exported.rows))]
        told += [notice.message for notice in exported.warnings]
        self._frame.say(" ".join(told), tone=Tone.WARN if exported.warnings else Tone.OK)
        self.ui.reference.setFocus()

    def _choose_written(self) -> None:
        chooser = QFileDialog(self, self.tr("Välj filen som är registrerad"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda name: self._mark(Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _mark(self, path: Path) -> None:
        self.message.clear()
        reference = " ".join(self.ui.reference.text().split()) or None

        def job(place: Workplace) -> Registered:
            sha256 = place.tables.sha256(path)
            return mark_registered(place.context, file_sha256=sha256, reference=reference)

        self._frame.desk.do_at(self, job, done=self._show_marked, failed=self._refused)

    def _show_marked(self, done: Registered) -> None:
        self.ui.reference.clear()
        self._show_written(None)
        if done.lines:
            what = certificates_and_units(done.certificates, done.units)
            self._frame.say(self.tr("Markerat som registrerat: {0}.").format(what))
        else:
            self._frame.say(" ".join(one.message for one in done.warnings), tone=Tone.WARN)
        self.ui.write.setFocus()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.message.say(error.message)
        else:
            self._frame.explain(error)

    def _show_written(self, path: Path | None) -> None:
        self._written = path
        self.ui.written.setVisible(path is not None)
        self.ui.mark.setEnabled(path is not None)
        if path is not None:
            self.ui.written.setText(
                self.tr("Skriven: {0}. Markera den när den är inne i Intygsbeställningen.").format(
                    path.name
                )
            )

    def _show_waiting(self, waiting: Waiting) -> None:
        what = certificates_and_units(waiting.certificates, waiting.units)
        self.ui.waiting.setText(
            self.tr("{0} väntar på att registreras.").format(what)
            if what
            else self.tr("Inget väntar på att registreras.")
        )
        self._units_only = waiting.units > 0 and not waiting.certificates
        self.ui.help.setEnabled(bool(waiting.certificates or waiting.units))
        may = self._frame.desk.may_change(Permission.EXPORT)
        self.ui.write.setEnabled(may and waiting.certificates > 0)
        self.ui.write_units.setEnabled(may and waiting.units > 0)
        self.counted.emit()
