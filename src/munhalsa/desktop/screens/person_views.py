"""Saved views of the persons: filters under a name, each with how many it shows just now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from munhalsa.application.person_list import person_counts
from munhalsa.application.ports_lists import AnswerIs, PersonFilter
from munhalsa.desktop.commands import command
from munhalsa.desktop.kept import keep, read_kept
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.filter_bar import FilterBar
from munhalsa.domain.due import ToDo
from munhalsa.domain.refusal import Rejected

_VIEWS, _LAST = "persons_views", "persons_filter"
translate = QCoreApplication.translate
_LONGEST = 60


class PersonViews(QObject):
    """The menu of the saved views, and the filters as they were left."""

    def __init__(self, frame: Frame, view: QWidget, filters: FilterBar) -> None:
        super().__init__(view)
        self._frame, self._view, self._filters = frame, view, filters
        self.open = command(self, self.tr("Sparade &vyer …"), self._open, key="Ctrl+Alt+V")
        filters.views.clicked.connect(self._open)

    @property
    def chip(self) -> QPushButton:
        """What opens the menu."""
        return self._filters.views

    def recall(self) -> None:
        """The filters as they were left; the first time those with a certificate."""
        kept = read_kept(self._frame, _LAST)
        self._filters.set_wanted(self._filter(kept) if kept else PersonFilter(certified=True))

    def keep(self) -> None:
        """Remember the filters as they are."""
        keep(self._frame, _LAST, _words(self._filters.wanted))

    def _saved(self) -> Mapping[str, PersonFilter]:
        found = read_kept(self._frame, _VIEWS)
        return {name: self._filter(one) for name, one in found.items() if isinstance(one, dict)}

    def _save_all(self, views: Mapping[str, PersonFilter]) -> None:
        keep(self._frame, _VIEWS, {name: _words(one) for name, one in views.items()})

    def _open(self) -> None:
        """Count first, so that the menu can say how many each view shows."""
        views = self._saved()
        self._frame.desk.read(
            self,
            lambda context: (person_counts(context, list(views.values())), context.today),
            done=lambda found: self._show(views, *found),
            latest="saved views",
        )

    def _show(self, views: Mapping[str, PersonFilter], counts: Sequence[int], today: date) -> None:
        menu = QMenu(self.tr("Sparade vyer"), self._view)
        wanted = self._filters.wanted
        for (name, one), count in zip(views.items(), counts, strict=True):
            words = self.tr("{0} · {1}").format(name, count)
            action = _add(menu, words)
            action.setCheckable(True)
            action.setChecked(one == wanted)
            action.triggered.connect(partial(self._choose, one))
        menu.addSeparator()
        _add(menu, self.tr("Spara filtren som en vy …")).triggered.connect(lambda: self._ask(today))
        for name in (name for name, one in views.items() if one == wanted):
            words = self.tr("Ta bort vyn {0}").format(name)
            _add(menu, words).triggered.connect(partial(self._remove, name))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.chip.mapToGlobal(QPoint(0, self.chip.height() + 2)))

    def _choose(self, wanted: PersonFilter, _on: bool = False) -> None:
        self._filters.choose(wanted)

    def _ask(self, today: date) -> None:
        from munhalsa.desktop.dialogs.change import ChangeDialog
        from munhalsa.desktop.screens.person_view_forms import name_form

        form = name_form(_named)
        dialog = ChangeDialog(form, today=today, look=self._frame.look, parent=self._view)
        dialog.given.connect(self._add_view)
        dialog.given.connect(dialog.accept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add_view(self, name: str) -> None:
        self._save_all({**self._saved(), name: self._filters.wanted})
        self._frame.say(self.tr("Vyn är sparad. Den finns under Vyer."))

    def _remove(self, name: str, _on: bool = False) -> None:
        before = self._saved()
        self._save_all({one: wanted for one, wanted in before.items() if one != name})
        self._frame.say(self.tr("Vyn är borttagen."), undo=lambda: self._save_all(before))

    def _filter(self, kept: Mapping[str, Any]) -> PersonFilter:
        """What was kept, as far as it means anything today, for whoever is logged in."""
        session = self._frame.desk.session
        own = None if session is None else session.own_units
        unit = kept.get("unit")
        return PersonFilter(
            certified=kept.get("certified") is True,
            unit_id=unit if isinstance(unit, str) else None,
            answer=next((one for one in AnswerIs if one.value == kept.get("answer")), None),
            to_do=next((one for one in ToDo if one.value == kept.get("to_do")), None),
            handler_id=session.account_id if session and kept.get("mine") is True else None,
            unit_ids=own if own and kept.get("my_units") is True else None,
        )


def _words(wanted: PersonFilter) -> Mapping[str, Any]:
    """The filters as they are kept; whose they are is told anew by who is logged in."""
    return {
        "certified": wanted.certified,
        "unit": wanted.unit_id,
        "answer": wanted.answer and wanted.answer.value,
        "to_do": wanted.to_do and wanted.to_do.value,
        "mine": wanted.handler_id is not None,
        "my_units": wanted.unit_ids is not None,
    }


def _named(words: str | None) -> str:
    name = " ".join((words or "").split())
    if not name:
        raise Rejected(
            "name_missing", translate("PersonViews", "Skriv ett namn på vyn."), field="name"
        )
    return name[:_LONGEST]


def _add(menu: QMenu, words: str) -> QAction:
    action = QAction(words.replace("&", "&&"), menu)
    menu.addAction(action)
    return action
