"""Rows that Designer lays no widgets out in, because they are to go on below where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.theme import SPACES
from munhalsa.desktop.widgets.flow import Flow


def flow_of(row: QWidget) -> Flow:
    """Let the widgets of a row flow, in the order they were made."""
    flow = Flow(row, SPACES[1])
    children = row.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for child in children:
        flow.addWidget(child)
    return flow
