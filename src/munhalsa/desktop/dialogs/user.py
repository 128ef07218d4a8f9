"""What is asked when a user is added, given or taken a right, or has handed all over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.users import AddUser, GrantLine, GrantRole, UserLine
from munhalsa.desktop.forms.handover_dialog import HandoverDialogForm
from munhalsa.desktop.forms.revoke_dialog import RevokeDialogForm
from munhalsa.desktop.forms.user_dialog import UserDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.desktop.words import grant_words, role_name
from munhalsa.domain.account import Role
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.unit import District, Unit

_NARROW = 460
_UNIT, _DISTRICT = "unit", "district"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a role can hold for, and today."""

    units: Sequence[Unit]
    districts: Sequence[District]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """Whom to let in, and the passphrase that is to open the way."""

    command: AddUser
    passphrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A role, or what protected identities are seen by, given to or taken from a user."""

    name: str
    role: GrantRole | None
    sees_protected: bool


class _Dialog(QDialog):
    """``given`` carries what is asked; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._faults = Faults({})
        self.setMinimumWidth(look.sizes.px(_NARROW))

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)


class UserDialog(_Dialog):
    """A new user with a first role, or (with ``to``) another right for one; NewUser or Right."""

    def __init__(
        self, places: Places, *, look: Look, parent: QWidget, to: str | None = None
    ) -> None:
        super().__init__(look, parent)
        self.ui = UserDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self._to = to
        self.until = DateField(look, today=places.today, parent=self)
        self._put_until()
        self._fill(places)
        ui = self.ui
        if to is not None:
            ui.role.insertItem(0, self.tr("Ingen ny roll"), None)
            ui.role.setCurrentIndex(0)
            ui.save.setText(self.tr("Ge r&ättigheten"))
            only_new = (
                *(ui.name_label, ui.name, ui.passphrase_label),
                *(ui.passphrase, ui.again_label, ui.again),
            )
            for widget in only_new:
                widget.setVisible(False)
        what = self.tr("Ny användare") if to is None else self.tr("Rättigheter för {0}").format(to)
        ui.what.setText(what)
        self._faults = Faults(
            {
                "user": self._message(ui.name),
                "role": self._message(ui.role),
                "unit": self._message(ui.where),
                "until": self._message(self.until),
                "passphrase": self._message(ui.passphrase),
                "again": self._message(ui.again),
            }
        )
        ui.save.clicked.connect(self._give)
        ui.leave.clicked.connect(self.reject)
        (ui.name if to is None else ui.role).setFocus()

    def _put_until(self) -> None:
        ui = self.ui
        ui.until_label.setBuddy(self.until)
        self.until.setAccessibleName(ui.until_label.text().replace("&", ""))
        ui.until_column.addWidget(self.until)
        QWidget.setTabOrder(ui.where, self.until)
        QWidget.setTabOrder(self.until, ui.authorised)

    def _fill(self, places: Places) -> None:
        for role in Role:
            self.ui.role.addItem(role_name(role), role.value)
        where = self.ui.where
        where.addItem(self.tr("Hela kommunen"), ("", ""))
        for district in places.districts:
            name = self.tr("Organisationsdel: {0}").format(district.name)
            where.addItem(name, (_DISTRICT, district.id))
        for unit in places.units:
            where.addItem(unit.name, (_UNIT, unit.id))

    def _message(self, field: QWidget) -> FieldMessage:
        message = FieldMessage(field, self)
        place = self.ui.column.indexOf(field)
        if place < 0:
            self.ui.until_column.addWidget(message)
        else:
            self.ui.column.insertWidget(place + 1, message)
        return message

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._asked())
        except Rejected as refusal:
            self._faults.show(refusal)

    def _asked(self) -> NewUser | Right:
        ui = self.ui
        role, protected = self._role(), ui.sees_protected.isChecked()
        if self._to is not None:
            if role is None and not protected:
                raise Rejected("role_missing", self.tr("Välj vad användaren ska få."), field="role")
            return Right(name=self._to, role=role, sees_protected=protected)
        if ui.passphrase.text() != ui.again.text():
            raise Rejected(
                "passphrases_differ",
                self.tr("De två lösenfraserna är inte lika. Skriv den igen."),
                field="again",
            )
        roles = () if role is None else (role,)
        command = AddUser(name=ui.name.text(), roles=roles, sees_protected=protected)
        return NewUser(command=command, passphrase=ui.passphrase.text())

    def _role(self) -> GrantRole | None:
        ui = self.ui
        if ui.role.currentData() is None:
            return None
        kind, place = ui.where.currentData()
        return GrantRole(
            role=Role(ui.role.currentData()),
            unit=place if kind == _UNIT else None,
            district=place if kind == _DISTRICT else None,
            until=self.until.day(field="until"),
            authorised_by=ui.authorised.text(),
        )


class RevokeDialog(_Dialog):
    """Which of a user's rights to take back; asks for Right."""

    def __init__(self, user: UserLine, *, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.ui = RevokeDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self._user = user
        self.ui.what.setText(self.tr("Ta tillbaka från {0}").format(user.name))
        for grant in user.grants:
            self.ui.right.addItem(grant_words(grant), grant)
        if user.sees_protected:
            self.ui.right.addItem(self.tr("får se skyddade uppgifter"), None)
        message = FieldMessage(self.ui.right, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.right) + 1, message)
        self._faults = Faults({"user": message, "role": message})
        self.ui.save.clicked.connect(lambda: self.given.emit(self._asked()))
        self.ui.leave.clicked.connect(self.reject)
        self.ui.right.setFocus()

    def _asked(self) -> Right:
        grant = self.ui.right.currentData()
        if not isinstance(grant, GrantLine):
            return Right(name=self._user.name, role=None, sees_protected=True)
        role = GrantRole(role=grant.role, unit=grant.unit_id, district=grant.district_id)
        return Right(name=self._user.name, role=role, sees_protected=False)


class HandoverDialog(_Dialog):
    """Who takes over what a user handles; asks for that user's name."""

    def __init__(
        self, name: str, others: Sequence[str], *, persons: int, look: Look, parent: QWidget
    ) -> None:
        super().__init__(look, parent)
        self.ui = HandoverDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self.ui.what.setText(self.tr("Lämna över från {0}").format(name))
        count = self.tr("1 person") if persons == 1 else self.tr("{0} personer").format(persons)
        self.ui.consequence.setText(
            self.tr("{0} får en ny handläggare i ett steg. Det går att ångra.").format(count)
        )
        self.ui.to.addItems(list(others))
        message = FieldMessage(self.ui.to, self)
        self.ui.column.insertWidget(self.ui.column.indexOf(self.ui.to) + 1, message)
        self._faults = Faults({"to": message, "name": message})
        self.ui.save.clicked.connect(lambda: self.given.emit(self.ui.to.currentText()))
        self.ui.leave.clicked.connect(self.reject)
        self.ui.to.setFocus()
