"""F1: what a view is for and how it is used, one page a view in resources/help."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.forms.help_dialog import HelpDialogForm
from munhalsa.desktop.look import Look

_TO_END = QTextCursor.MoveOperation.EndOfBlock


def help_text(view: str) -> str:
    """The page about a view, as Markdown; the page about the window where there is none."""
    folder = files("munhalsa.resources") / "help"
    page = folder / f"{view}.md"
    return (page if page.is_file() else folder / "window.md").read_text(encoding="utf-8")


class HelpDialog(QDialog):
    """Shows the page."""

    def __init__(self, view: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ui = HelpDialogForm()
        self.ui.set_up(self)
        self.setWindowTitle(self.tr("Hjälp"))
        self.ui.text.document().setDocumentMargin(look.sizes.px(8))
        self.ui.text.setMarkdown(help_text(view))
        _set_type(self.ui.text.document(), look)
        self.ui.leave.clicked.connect(self.accept)
        self.setMinimumSize(look.sizes.px(560), look.sizes.px(460))


def _set_type(document: QTextDocument, look: Look) -> None:
    """Headings as large as the window's own, and room between the paragraphs."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        room = QTextBlockFormat()
        room.setTopMargin(look.sizes.px(12 if level and block.position() else 4))
        room.setBottomMargin(look.sizes.px(4))
        cursor.mergeBlockFormat(room)
        if level:
            cursor.movePosition(_TO_END, QTextCursor.MoveMode.KeepAnchor)
            letters = QTextCharFormat()
            letters.setFont(
                look.font(
                    pixels=look.sizes.page if level == 1 else look.sizes.section,
                    weight=QFont.Weight.DemiBold,
                )
            )
            # Set whole: Markdown's own steps of size would come on top of it.
            cursor.setCharFormat(letters)
        block = block.next()
