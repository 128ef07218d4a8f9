"""Walks a window the way people without a mouse and without sight do, and tells what is amiss."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from munhalsa.desktop.models.listing import ShowsList

_MOST_TABS = 300
_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_CONTROLS = (*_FIELDS, QAbstractButton, QAbstractItemView)
# What is looked at to decide by, or typed from; and a table of days.
_NO_LISTS = {"DeviationDialog", "DuplicatesDialog", "ReasonsDialog", "UndoDialog"} | {
    "ImportRowDialog",
    "FieldList",
    "MonthCalendar",
}
_OF_PERSONS = {"Personnummer", "Person"}
_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def faults(root: QWidget) -> list[str]:
    """Everything that is amiss in a window or dialog that is shown; empty when all is well."""
    return [
        *_without_name_or_role(root),
        *same_keys(root),
        *_out_of_reach(root),
        *_secrets_in_the_open(root),
        *_silent_rows(root),
        *_lists_that_stay(root),
    ]


def _controls(root: QWidget) -> Iterator[QWidget]:
    """What is shown and can be used; the parts that Qt makes a control of are left out."""
    for widget in [root, *root.findChildren(QWidget)]:
        part = widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView)
        if isinstance(widget, _CONTROLS) and widget.isVisible() and not part:
            yield widget


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or '(no name)'}"


def _interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, _told(widget)
    return found


def _without_name_or_role(root: QWidget) -> Iterator[str]:
    for widget in _controls(root):
        interface = _interface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            yield f"{_told(widget)}: no name"
        if interface.role() in _NO_ROLE:
            yield f"{_told(widget)}: no role"
    for label in root.findChildren(QLabel):
        if "&" not in label.text().replace("&&", ""):
            continue
        if label.buddy() is None:
            yield f"{_told(label)}: a key but no field"
        elif label.buddy().focusPolicy() is Qt.FocusPolicy.NoFocus:
            yield f"{_told(label)}: a key that goes nowhere"


def same_keys(root: QWidget) -> Iterator[str]:
    """Two that are shown and have the same key with Alt, of which neither then does anything."""
    taken: dict[str, str] = {}
    for text in _with_keys(root):
        key = QKeySequence.mnemonic(text).toString()
        if key and key in taken:
            yield f"{key} is both {taken[key]} and {text}"
        taken[key] = text


def _with_keys(root: QWidget) -> Iterator[str]:
    for bar in root.findChildren(QMenuBar):
        yield from (action.text() for action in bar.actions() if bar.isVisible())
    for widget in root.findChildren(QWidget):
        if widget.window() is not root.window() or not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) or (
            isinstance(widget, QLabel) and widget.buddy() is not None
        ):
            yield widget.text()


def _takes_tab(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _out_of_reach(root: QWidget) -> Iterator[str]:
    """What Tab does not come to, and where Tab is swallowed."""
    wanted = {widget for widget in _controls(root) if _takes_tab(widget)}
    for widget in _controls(root):
        reachable = _takes_tab(widget) or _has_another_way(widget)
        if widget.isEnabled() and not reachable:
            yield f"{_told(widget)}: takes no focus by Tab"
    root.activateWindow()
    assert QTest.qWaitForWindowActive(root)
    for key, modifier in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    ):
        seen: list[QWidget] = []
        for _ in range(_MOST_TABS):
            focus = QApplication.focusWidget() or root
            QTest.keyClick(focus, key, modifier)
            now = QApplication.focusWidget()
            if now is focus and wanted == {focus}:
                seen.append(focus)
                break
            if now is None or now is focus:
                yield f"{_told(focus)}: Tab does not leave it"
                break
            if seen and now is seen[0]:
                break
            seen.append(now)
        for widget in wanted - set(seen):
            if not _holds_focus(widget, seen):
                yield f"{_told(widget)}: {key.name} never comes here"


def read_in_another_order(root: QWidget) -> Iterator[str]:
    """Where the tree that a reader goes through is not in the order of Tab, which goes round."""
    tabbed: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        tabbed.append(widget)
        widget = widget.nextInFocusChain()
    read = [one for one in _as_read(root) if _takes_tab(one)]
    if not read:
        return
    order = [one for one in tabbed if one in set(read)]
    start = order.index(read[0])
    for wanted, found in zip(read, order[start:] + order[:start], strict=True):
        if wanted is not found:
            yield f"{_told(wanted)}: comes next in the tree, but Tab goes to {_told(found)}"
            return


def _as_read(root: QWidget) -> Iterator[QWidget]:
    """The controls that are shown, in the order of the tree."""
    controls = set(_controls(root))

    def below(interface: QAccessibleInterface) -> Iterator[QWidget]:
        widget = interface.object()
        if isinstance(widget, QWidget) and widget in controls:
            yield widget
        if isinstance(widget, QAbstractItemView):
            return
        for number in range(interface.childCount()):
            child = interface.child(number)
            if not child.state().invisible:
                yield from below(child)

    yield from below(_interface(root))


def _holds_focus(widget: QWidget, seen: list[QWidget]) -> bool:
    """A control that gives its focus to a part of it, or a choice reached by the arrows."""
    if any(widget.isAncestorOf(other) or other.focusProxy() is widget for other in seen):
        return True
    if not isinstance(widget, QAbstractButton):
        return False
    return widget.autoExclusive() or bool(widget.group())


def _has_another_way(widget: QWidget) -> bool:
    """A button whose action has a key, a choice reached by the arrows, or what only shows."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
        return True
    if isinstance(widget, QAbstractButton):
        if widget.autoExclusive():
            return True
        return any(not action.shortcut().isEmpty() for action in widget.actions())
    return False


def _secrets_in_the_open(root: QWidget) -> Iterator[str]:
    for field in root.findChildren(QLineEdit):
        secret = field.echoMode() is QLineEdit.EchoMode.Password
        if secret and not _interface(field).state().passwordEdit:
            yield f"{_told(field)}: a secret without the password state"


def _silent_rows(root: QWidget) -> Iterator[str]:
    for view in root.findChildren(QAbstractItemView):
        model: QAbstractItemModel | None = view.model()
        if not view.isVisible() or model is None or not model.rowCount(QModelIndex()):
            continue
        yield from (f"{_told(view)}: {fault}" for fault in _faults_of_rows(model))


def _lists_that_stay(root: QWidget) -> Iterator[str]:
    """Lists that cannot be saved in a file, or that would be without asking for leave."""
    tables = [
        one
        for one in root.findChildren(QTableView)
        if one.isVisible() and not {type(one).__name__, type(root).__name__} & _NO_LISTS
    ]
    for table in tables:
        if not isinstance(table, ShowsList):
            yield f"{_told(table)}: a list that cannot be saved"
            continue
        titles = {column.title for column in table.listing().columns}
        if titles & _OF_PERSONS and not table.listing().of_persons:
            yield f"{_told(table)}: tells of persons, and does not say of whom"
    ways = [action.text() for action in root.actions()]
    ways += [button.text() for button in root.findChildren(QAbstractButton)]
    if tables and not any("Spara &listan" in one for one in ways):
        yield f"{_told(root)}: no way to save the list"


def _faults_of_rows(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    shown = model.data(model.index(0, 0), Qt.ItemDataRole.DisplayRole)
    if columns == 1:
        if not (said or shown):
            yield "a row says nothing"
        return
    if not isinstance(said, str) or not said.endswith("."):
        yield "a row is not said as a sentence"
    for column in range(columns):
        if not model.headerData(column, Qt.Orientation.Horizontal):
            yield f"column {column} has no heading"
