"""A list into a file: which, for whom, why and how; then where, and the work with its progress."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.context import Context
from munhalsa.application.save_list import ListRow, ListSaved, SaveList, Windows, save_list
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.progress import run_long
from munhalsa.desktop.dialogs.secret import Secret
from munhalsa.desktop.look import set_look
from munhalsa.desktop.models.listing import Listing
from munhalsa.desktop.tasks import Cancelled, Control
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.account import Permission
from munhalsa.domain.handing_out import LONGEST, told
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.swedish import rows_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A list that can be saved; ``told`` is what it is narrowed by, ``name`` the log's own word."""

    name: str
    listing: Listing
    told: tuple[tuple[str, str], ...] = ()


class SaveListDialog(QDialog):
    """Asks, saves and closes; a refusal is shown at its field and nothing is lost."""

    def __init__(self, offers: Sequence[Offer], frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame, self._offers = frame, offers
        self.setWindowTitle(self.tr("Spara listan"))
        self.setMinimumWidth(frame.look.sizes.px(480))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self._messages: dict[str, FieldMessage] = {}
        self._make_head()
        self._make_fields()
        self._make_passphrase()
        self._make_buttons()
        self._faults = Faults(self._messages)
        keep_still(self)
        self.which.currentIndexChanged.connect(self._show_offer)
        self.finished.connect(self.deleteLater)
        self._show_offer()
        self.recipient.setFocus()

    @property
    def offer(self) -> Offer:
        """The list that is chosen."""
        return self._offers[max(self.which.currentIndex(), 0)]

    def ask_where(self) -> None:
        """Ask where the file is to lie; without recipient and purpose it goes there first."""
        self._faults.clear()
        for field, name in ((self.recipient, "recipient"), (self.purpose, "purpose")):
            try:
                told(field.text(), field=name)
            except Refusal as refusal:
                self._faults.show(refusal)
                self._grow()
                return
        ending = self.format.currentData()
        chooser = QFileDialog(self, self.tr("Spara listan"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(ending)
        chooser.selectFile(f"{file_name(self.offer.listing.name)}.{ending}")
        chooser.fileSelected.connect(lambda name: self.save(Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def save(self, out: Path) -> None:
        """Write the file, with its progress and a way to stop."""
        offer, command = self.offer, self._command()
        total = offer.listing.count
        self._secret.hold()

        def job(place: Workplace, control: Control) -> ListSaved:
            windows = telling(offer.listing.windows, control, total)
            return self.write(place, command, windows=windows, out=out)

        def done(saved: ListSaved) -> None:
            self.passphrase.clear()
            self._secret.release()
            self.accept()
            self._tell(saved)

        def failed(error: BaseException) -> None:
            self._secret.release()
            self._refused(error)

        run_long(
            self._frame,
            self,
            self.tr("Listan sparas"),
            job,
            done=done,
            failed=failed,
            passphrase=self.passphrase.text() if offer.listing.of_persons else None,
        )

    def write(
        self, place: Workplace, command: SaveList, *, windows: Windows, out: Path
    ) -> ListSaved:
        """What is done on the store's worker."""
        return save_list(place.context, place.tables, command, windows=windows, out=out)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self._grow()

    def reject(self) -> None:
        """What is on its way is stopped where it is shown, not left."""
        if not self._secret.is_held:
            super().reject()

    # Within.

    def _make_head(self) -> None:
        heading = QLabel(self.tr("Spara listan"), self)
        set_look(heading, "page")
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        set_look(self.about, "muted")
        self.which = QComboBox(self)
        self.which.addItems([offer.listing.name for offer in self._offers])
        self._column.addWidget(heading)
        label = self._labelled(self.tr("&Lista"), self.which)
        self._column.addWidget(self.about)
        for widget in (label, self.which):
            widget.setVisible(len(self._offers) > 1)

    def _make_fields(self) -> None:
        self.recipient, self.purpose = QLineEdit(self), QLineEdit(self)
        self.format = QComboBox(self)
        self.format.addItem(self.tr("Arbetsbok för kalkylprogram (.xlsx)"), "xlsx")
        self.format.addItem(self.tr("Textfil med semikolon (.csv)"), "csv")
        who, why = self.tr("&Mottagare: vem ska ha listan?"), self.tr("&Ändamål: vad ska den till?")
        self._labelled(who, self.recipient, says="recipient")
        self._labelled(why, self.purpose, says="purpose")
        for one in (self.recipient, self.purpose):
            one.setMaxLength(LONGEST)
        self.note = QLabel(
            self.tr("Mottagare och ändamål skrivs i loggen. Skriv inget om enskilda personer där."),
            self,
        )
        self.note.setWordWrap(True)
        set_look(self.note, "muted")
        self._column.addWidget(self.note)
        self._labelled(self.tr("Fil&typ"), self.format)
        self.whole_numbers = QCheckBox(self.tr("Skriv &hela personnummer"), self)
        self._column.addWidget(self.whole_numbers)

    def _make_passphrase(self) -> None:
        self.why = QLabel(self)
        self.why.setWordWrap(True)
        self.passphrase = QLineEdit(self)
        self.passphrase.setMaxLength(256)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_passphrase = QCheckBox(self.tr("&Visa det jag skriver"), self)
        self.busy = QProgressBar(self)
        self.busy.setMaximum(0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Lösenfrasen prövas"))
        self._column.addWidget(self.why)
        text = self.tr("Lösen&fras")
        self.passphrase_label = self._labelled(text, self.passphrase, says="passphrase")
        for widget in (self.show_passphrase, self.busy):
            self._column.addWidget(widget)

    def _make_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.leave = QPushButton(self.tr("Av&bryt"), self)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.go_on = QPushButton(self.tr("Välj &plats och spara …"), self)
        self.go_on.setDefault(True)
        set_look(self.go_on, "primary")
        self.go_on.clicked.connect(self.ask_where)
        row.addWidget(self.leave)
        row.addWidget(self.go_on)
        self._column.addLayout(row)
        self._secret = Secret(
            self.passphrase,
            button=self.go_on,
            busy=self.busy,
            show=self.show_passphrase,
            rest=[self.leave],
            parent=self,
        )

    def _labelled(self, text: str, field: QWidget, *, says: str = "") -> QLabel:
        """A field below its label; ``says``: with room for what is wrong with it."""
        label = QLabel(text, self)
        label.setBuddy(field)
        group = QVBoxLayout()
        group.setSpacing(4)
        group.addWidget(label)
        group.addWidget(field)
        if says:
            message = self._messages[says] = FieldMessage(field, self)
            group.addWidget(message)
        self._column.addLayout(group)
        return label

    def _show_offer(self) -> None:
        listing = self.offer.listing
        rows = rows_told(listing.count)
        columns = ", ".join(column.title for column in listing.columns)
        self.about.setText(
            self.tr("{0}: {1} med de kolumner som visas: {2}. {3}")
            .format(listing.name, rows, columns, listing.remark)
            .strip()
        )
        self.whole_numbers.setVisible(listing.has_numbers)
        may = self._frame.desk.may(Permission.EXPORT)
        self.why.setVisible(listing.of_persons)
        self.why.setText(
            self.tr("Filen innehåller personuppgifter och är inte krypterad. Skriv din lösenfras.")
            if may
            else self.tr(
                "Din roll ger inte rätt att lämna ut listor om personer. "
                "Fråga kommunens kontaktperson."
            )
        )
        for widget in (self.passphrase_label, self.passphrase, self.show_passphrase):
            widget.setVisible(listing.of_persons and may)
        self._secret.need(listing.of_persons)
        self._grow()

    def _grow(self) -> None:
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _command(self) -> SaveList:
        offer = self.offer
        order = offer.listing.order
        return SaveList(
            name=offer.name,
            title=offer.listing.name,
            columns=offer.listing.columns,
            told=(*offer.told, *([(self.tr("Ordning"), order)] if order else [])),
            of_persons=offer.listing.of_persons,
            recipient=self.recipient.text(),
            purpose=self.purpose.text(),
            whole_numbers=offer.listing.has_numbers and self.whole_numbers.isChecked(),
        )

    def _tell(self, saved: ListSaved) -> None:
        rows = rows_told(saved.rows)
        words = [self.tr("Listan är sparad med {0} i {1}.").format(rows, saved.file.name)]
        words += [notice.message for notice in saved.warnings]
        self._frame.say(" ".join(words), tone=Tone.WARN if saved.warnings else Tone.OK)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal) and self._faults.show(error):
            self._grow()
            if error.field == "passphrase":
                self._secret.again()
            return
        self.passphrase.clear()
        super().reject()
        if isinstance(error, Cancelled):
            words = self.tr("Avbrutet. Ingen fil är sparad.")
            self._frame.say(words, tone=Tone.WARN)
        else:
            self._frame.explain(error)


def file_name(title: str) -> str:
    """What a file with that list is proposed to be called."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-") or "lista"


def telling(windows: Windows, control: Control, total: int) -> Windows:
    """The same windows, telling how far they have come."""

    def tell(context: Context) -> Iterator[Sequence[ListRow]]:
        done = 0
        for window in windows(context):
            control.report(done, total)
            yield window
            done += len(window)
        control.report(total, total)

    return tell
