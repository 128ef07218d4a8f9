"""F1: what a view is for and how it is used, one page a view in resources/help."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.forms.help_dialog import HelpDialogForm
from munhalsa.desktop.look import Look


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
        self.ui.leave.clicked.connect(self.accept)
        self.setMinimumSize(look.sizes.px(560), look.sizes.px(460))
