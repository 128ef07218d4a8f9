"""The filters of the persons as chips: each says what it narrows by, and opens with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from munhalsa.application.ports_lists import AnswerIs, PersonFilter
from munhalsa.desktop.look import set_look
from munhalsa.desktop.person_words import answer_chip, to_do_words
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.due import ToDo

_WANTS = {AnswerIs.YES: True, AnswerIs.NO: False, AnswerIs.NOT_ASKED: None}


def opens_menu(words: str) -> str:
    """The words of a chip with choices below it: a mark says so, and no letter is a key."""
    return f"{words} ▾".replace("&", "&&")


class Chip(QPushButton):
    """Keeps room for its words in the weight they have when it is chosen."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as the words are at their boldest."""
        size = super().sizeHint()
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = self.text().replace("&&", "&")
        more = QFontMetrics(bold).horizontalAdvance(words)
        size.setWidth(size.width() + max(0, more - self.fontMetrics().horizontalAdvance(words)) + 2)
        return size


class FilterBar(QWidget):
    """Chips for what a list can be narrowed by; ``changed`` after each choice."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = PersonFilter()
        self._units: Sequence[tuple[str, str]] = ()
        self._sees_protected = False
        self._own: tuple[str, frozenset[str]] = ("", frozenset())
        self._resting = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.flow = Flow(self, spacing=8)
        self.certified = self._chip(self.tr("Alla med intyg"))
        self.whose = self._chip(self.tr("Vilka"))
        self.unit = self._chip(self.tr("Enhet"))
        self.answer = self._chip(self.tr("Svar"))
        self.to_do = self._chip(self.tr("Att göra"))
        self.views = self._chip(self.tr("Vyer"))
        self.columns = self._chip(self.tr("Kolumner"))
        self.duplicates = self._chip(self.tr("Möjliga dubbletter …"))
        self.certified.setCheckable(True)
        self.certified.clicked.connect(lambda on: self._choose(certified=on))
        self.whose.clicked.connect(lambda: self._open(self.whose, self._whose_menu()))
        self.unit.clicked.connect(lambda: self._open(self.unit, self._units_menu()))
        self.answer.clicked.connect(lambda: self._open(self.answer, self._answers_menu()))
        self.to_do.clicked.connect(lambda: self._open(self.to_do, self._to_do_menu()))

    @property
    def wanted(self) -> PersonFilter:
        """What was chosen."""
        return self._wanted

    def set_wanted(self, wanted: PersonFilter) -> None:
        """Choose without telling anybody."""
        self._wanted = wanted
        self._show()

    def set_choices(self, units: Sequence[tuple[str, str]], *, sees_protected: bool) -> None:
        """The units there are, by id and name; protected persons only for those named for it."""
        self._units, self._sees_protected = units, sees_protected
        self._show()

    def set_own(self, account: str, units: frozenset[str]) -> None:
        """Whom the user handles, and the units that the user has some role for by name."""
        if (account, units) != self._own:
            self._own = (account, units)
            self._wanted = replace(self._wanted, handler_id=None, unit_ids=None)
        self._show()

    def clear(self) -> None:
        """Everybody."""
        self._set(PersonFilter())

    def choose(self, wanted: PersonFilter) -> None:
        """Choose all at once."""
        self._set(wanted)

    def rest(self, resting: bool) -> None:
        """A search is over everybody: the filters wait until it is done."""
        if resting == self._resting:
            return
        self._resting = resting
        self._show()
        for chip in (self.certified, self.whose, self.unit, self.answer, self.to_do, self.views):
            chip.setEnabled(not resting)
            chip.setToolTip(self.tr("Filtren vilar medan du söker bland alla.") if resting else "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The chips may need other rows with another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.flow.invalidate()
            self.updateGeometry()

    def open_units(self) -> None:
        """Show the units to choose among."""
        self.unit.click()

    def _chip(self, text: str) -> QPushButton:
        chip = Chip(text, self)
        set_look(chip, "filter")
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.flow.addWidget(chip)
        return chip

    def _open(self, chip: QPushButton, menu: QMenu) -> None:
        self._show()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _choose(self, *, certified: bool) -> None:
        self._set(replace(self._wanted, certified=certified))

    def _whose_menu(self) -> QMenu:
        menu = QMenu(self.tr("Vilka"), self)
        group = QActionGroup(menu)
        wanted, (account, units) = self._wanted, self._own
        everybody = wanted.handler_id is None and wanted.unit_ids is None
        self._add(menu, group, self.tr("Alla jag får se"), everybody, self._by_whose(None, None))
        menu.addSeparator()
        mine = wanted.handler_id is not None
        self._add(menu, group, self.tr("Mina"), mine, self._by_whose(account, None))
        if units:
            at_mine = wanted.unit_ids is not None
            self._add(menu, group, self.tr("Mina enheter"), at_mine, self._by_whose(None, units))
        return menu

    def _by_whose(self, account: str | None, units: frozenset[str] | None) -> Callable[[], None]:
        return lambda: self._set(replace(self._wanted, handler_id=account, unit_ids=units))

    def _units_menu(self) -> QMenu:
        menu = QMenu(self.tr("Enhet"), self)
        group = QActionGroup(menu)
        chosen = self._wanted.unit_id
        self._add(menu, group, self.tr("Alla enheter"), chosen is None, self._by_unit(None))
        menu.addSeparator()
        for key, name in self._units:
            self._add(menu, group, name, key == chosen, self._by_unit(key))
        return menu

    def _by_unit(self, id: str | None) -> Callable[[], None]:
        return lambda: self._set(replace(self._wanted, unit_id=id))

    def _answers_menu(self) -> QMenu:
        menu = QMenu(self.tr("Svar"), self)
        group = QActionGroup(menu)
        chosen = self._wanted.answer
        self._add(menu, group, self.tr("Alla svar"), chosen is None, self._by_answer(None))
        menu.addSeparator()
        for one, wants in _WANTS.items():
            words = answer_chip(wants).text
            self._add(menu, group, words, one is chosen, self._by_answer(one))
        return menu

    def _by_answer(self, answer: AnswerIs | None) -> Callable[[], None]:
        return lambda: self._set(replace(self._wanted, answer=answer))

    def _to_do_menu(self) -> QMenu:
        menu = QMenu(self.tr("Att göra"), self)
        group = QActionGroup(menu)
        chosen = self._wanted.to_do
        self._add(menu, group, self.tr("Allt"), chosen is None, self._by_to_do(None))
        menu.addSeparator()
        for one in ToDo:
            if one is not ToDo.ON_PAPER or self._sees_protected:
                words = to_do_words(one)
                self._add(menu, group, words, one is chosen, self._by_to_do(one))
        return menu

    def _by_to_do(self, what: ToDo | None) -> Callable[[], None]:
        return lambda: self._set(replace(self._wanted, to_do=what))

    def _add(
        self, menu: QMenu, group: QActionGroup, text: str, chosen: bool, run: Callable[[], None]
    ) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda _=False: run())
        group.addAction(action)
        menu.addAction(action)

    def _set(self, wanted: PersonFilter) -> None:
        before, self._wanted = self._wanted, wanted
        self._show()
        if wanted != before:
            self.changed.emit()

    def _show(self) -> None:
        wanted = PersonFilter() if self._resting else self._wanted
        certified = self.tr("Alla med intyg")
        self.certified.setChecked(wanted.certified)
        self.certified.setText(f"{certified} ✕" if wanted.certified else certified)
        self.certified.setAccessibleName(certified)
        unit = next((name for key, name in self._units if key == wanted.unit_id), None)
        mine = None if wanted.handler_id is None else self.tr("Mina")
        whose = mine if wanted.unit_ids is None else self.tr("Mina enheter")
        answer = None if wanted.answer is None else answer_chip(_WANTS[wanted.answer]).text
        to_do = None if wanted.to_do is None else to_do_words(wanted.to_do)
        for chip, title, chosen in (
            (self.whose, self.tr("Vilka"), whose),
            (self.unit, self.tr("Enhet"), unit),
            (self.answer, self.tr("Svar"), answer),
            (self.to_do, self.tr("Att göra"), to_do),
        ):
            words = f"{title}: {chosen}" if chosen else title
            chip.setText(opens_menu(words))
            chip.setAccessibleName(words)
            chip.setCheckable(chosen is not None)
            chip.setChecked(chosen is not None)
        self.views.setText(opens_menu(self.tr("Vyer")))
        self.views.setAccessibleName(self.tr("Sparade vyer"))
        self.columns.setText(opens_menu(self.tr("Kolumner")))
        self.columns.setAccessibleName(self.tr("Kolumner och sortering"))
        self.flow.invalidate()
