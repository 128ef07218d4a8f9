"""One contact of a person: a new one, another word on one there is, or who follows a god man."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from munhalsa.application.contacts import AddContact, ChangeContact
from munhalsa.application.replace_contact import ReplaceContact
from munhalsa.desktop.dialogs.conflict import ConflictDialog
from munhalsa.desktop.forms.contact_dialog import ContactDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.person_words import authority_words, relation_words
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.conflict import both_changes
from munhalsa.domain.contact import REPRESENTING, usual_authority
from munhalsa.domain.person import Authority, Contact, Relation
from munhalsa.domain.refusal import Refusal, Rejected

translate = QCoreApplication.translate
_TEXTS = ("name", "phone", "address", "mandate", "may_be_told")
_OWN = ("name", "phone", "address")


class ContactDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal.

    ``follows``: somebody takes over after the contact that is chosen.
    """

    given = Signal(object)

    def __init__(
        self,
        number: str,
        contacts: Sequence[Contact],
        *,
        follows: bool,
        today: date,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.ui = ContactDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self._number, self._follows, self._today = number, follows, today
        self._look = look
        self._contacts = {
            one.id: one for one in contacts if not follows or one.relation in REPRESENTING
        }
        self.from_day = DateField(look, today=today, parent=self)
        self.to_day = DateField(look, today=today, parent=self)
        self.ui.from_column.addWidget(self.from_day)
        self.ui.to_column.addWidget(self.to_day)
        self._faults = self._messages()
        self._fill_choices()
        self._say_what()
        self.ui.which.currentIndexChanged.connect(self._show_chosen)
        self.ui.relation.currentIndexChanged.connect(self._relation_chosen)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        self._put_in_order()
        self._show_chosen()
        self.setMinimumWidth(look.sizes.px(560))

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        shown = self._faults.show(refusal)
        self._grow()
        return shown

    def take_newer(self, contact: Contact) -> None:
        """Somebody else was first: what only they changed is taken, of the rest one chooses."""
        mine, base = self._filled(), _values(self._contacts[contact.id])
        for name in _TEXTS:
            mine[name] = mine[name].strip() or None
        found = both_changes(base=base, mine=mine, theirs=_values(contact))
        self._contacts[contact.id] = contact
        self._show_values(found.values)
        if not found.clashes:
            self._give()
            return
        asked = [
            (one.field, self._title(one.field), _words(one.theirs), _words(one.mine))
            for one in found.clashes
        ]
        dialog = ConflictDialog(asked, look=self._look, parent=self)
        dialog.ask(lambda kept: self._keep_mine({**found.values, **_those(mine, kept)}))

    def _keep_mine(self, values: Mapping[str, Any]) -> None:
        self._show_values(values)
        self._give()

    def _title(self, name: str) -> str:
        """What the field is called on the form."""
        if name == "gets_letters":
            return self.ui.letters.text().replace("&", "")
        return self._fields()[name.removesuffix("_day")].accessibleName()

    def _show_values(self, values: Mapping[str, Any]) -> None:
        for name in _TEXTS:
            field: QLineEdit = getattr(self.ui, name)
            field.setText(values[name] or "")
        self.ui.relation.setCurrentIndex(self.ui.relation.findData(values["relation"].value))
        authority = values["authority"].value
        self.ui.authority.setCurrentIndex(self.ui.authority.findData(authority))
        self.ui.letters.setChecked(values["gets_letters"])
        self.from_day.set_day(values["from_day"])
        self.to_day.set_day(values["to_day"])

    def _grow(self) -> None:
        """As high as the words need at this width: lines that wrap are not told by a size hint."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _messages(self) -> Faults:
        ui = self.ui
        messages = {}
        for name, field in self._fields().items():
            label = getattr(ui, f"{name}_label")
            label.setBuddy(field)
            field.setAccessibleName(label.text().replace("&", ""))
            messages[name] = FieldMessage(field, self)
            getattr(ui, f"{name}_column").addWidget(messages[name])
        return Faults({**messages, "contact": messages["which"]})

    def _fields(self) -> dict[str, QWidget]:
        """The fields by the names of the form, in their order."""
        ui = self.ui
        return {
            "which": ui.which,
            "name": ui.name,
            "relation": ui.relation,
            "phone": ui.phone,
            "authority": ui.authority,
            "address": ui.address,
            "mandate": ui.mandate,
            "may_be_told": ui.may_be_told,
            "from": self.from_day,
            "to": self.to_day,
        }

    def _fill_choices(self) -> None:
        ui = self.ui
        if not self._follows:
            ui.which.addItem(self.tr("Ny kontakt"), None)
        for one in self._contacts.values():
            ui.which.addItem(f"{one.name} ({relation_words(one.relation)})", one.id)
        for relation in Relation:
            ui.relation.addItem(relation_words(relation), relation.value)
        for authority in Authority:
            ui.authority.addItem(authority_words(authority), authority.value)

    def _say_what(self) -> None:
        ui = self.ui
        if self._follows:
            self.setWindowTitle(self.tr("Byt god man"))
            ui.which_label.setText(self.tr("Vem som s&lutar"))
            ui.which.setAccessibleName(self.tr("Vem som slutar"))
            ui.consequence.setText(
                self.tr(
                    "Den förra slutar dagen före. Breven och obesvarade erbjudanden går till den "
                    "nya, och intyget ställs i kön till Intygsbeställningen. Bytet går att ångra."
                )
            )
        else:
            ui.consequence.setText(
                self.tr(
                    "Lämna Till och med tomt så länge kontakten gäller. Ändringen ställs i kön "
                    "till Intygsbeställningen och går att ångra."
                )
            )
        ui.what.setText(self.windowTitle())
        for widget in (ui.which_label, ui.which_slot):
            widget.setVisible(ui.which.count() > 1 or self._follows)

    def _put_in_order(self) -> None:
        ui = self.ui
        order = (*self._fields().values(), ui.letters, ui.leave, ui.save)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        ui.name.setFocus()

    def _chosen(self) -> Contact | None:
        return self._contacts.get(self.ui.which.currentData() or "")

    def _show_chosen(self) -> None:
        """What is known of the one chosen; of who follows another, what is taken over."""
        self._faults.clear()
        chosen = self._chosen()
        for name in _TEXTS:
            field: QLineEdit = getattr(self.ui, name)
            known = chosen is not None and not (self._follows and name in _OWN)
            field.setText((getattr(chosen, name) or "") if known else "")
        relation = Relation.RELATIVE if chosen is None else chosen.relation
        self.ui.relation.setCurrentIndex(self.ui.relation.findData(relation.value))
        authority = usual_authority(relation) if chosen is None else chosen.authority
        self.ui.authority.setCurrentIndex(self.ui.authority.findData(authority.value))
        self.ui.letters.setChecked(chosen is not None and chosen.gets_letters)
        begins = chosen is None or self._follows
        self.from_day.set_day(self._today if begins or chosen is None else chosen.from_day)
        self.to_day.set_day(None if begins or chosen is None else chosen.to_day)

    def _relation_chosen(self) -> None:
        usual = usual_authority(Relation(self.ui.relation.currentData()))
        self.ui.authority.setCurrentIndex(self.ui.authority.findData(usual.value))

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._command())
        except Rejected as refusal:
            self.show_refusal(refusal)

    def _command(self) -> AddContact | ChangeContact | ReplaceContact:
        chosen, fields = self._chosen(), self._filled()
        if self._follows:
            first = fields.pop("from_day")
            if first is None:
                raise Rejected("missing", self.tr("Ange den nyas första dag."), field="from")
            return ReplaceContact(
                number=self._number,
                contact=None if chosen is None else chosen.id,
                day=first,
                fields=fields,
            )
        if chosen is None:
            return AddContact(number=self._number, fields=fields)
        return ChangeContact(
            number=self._number, contact=chosen.id, fields=fields, version=chosen.version
        )

    def _filled(self) -> dict[str, Any]:
        texts: dict[str, Any] = {name: getattr(self.ui, name).text() for name in _TEXTS}
        return {
            **texts,
            "relation": Relation(self.ui.relation.currentData()),
            "authority": Authority(self.ui.authority.currentData()),
            "gets_letters": self.ui.letters.isChecked(),
            "from_day": self.from_day.day(field="from"),
            "to_day": self.to_day.day(field="to"),
        }


_NAMES = (*_TEXTS, "relation", "authority", "gets_letters", "from_day", "to_day")


def _values(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in _NAMES}


def _those(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _words(value: Any) -> str:
    """A value of a contact as it is read."""
    if isinstance(value, bool):
        yes, no = translate("ContactDialog", "ja"), translate("ContactDialog", "nej")
        return yes if value else no
    if isinstance(value, Relation):
        return relation_words(value)
    if isinstance(value, Authority):
        return authority_words(value)
    return "–" if value is None else str(value)
