"""Made from ui/mapping_panel.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class MappingPanelForm:
    """The widgets of MappingPanel, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("MappingPanel")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(owner)
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.title.setProperty("look", "section")

        self.column.addWidget(self.title)

        self.read_card = QFrame(owner)
        self.read_card.setObjectName("read_card")
        self.read_card.setFrameShape(QFrame.Shape.NoFrame)
        self.read_card.setProperty("look", "card")
        self.read_column = QVBoxLayout(self.read_card)
        self.read_column.setSpacing(8)
        self.read_column.setObjectName("read_column")
        self.read_column.setContentsMargins(16, 16, 16, 16)
        self.read_heading = QLabel(self.read_card)
        self.read_heading.setObjectName("read_heading")
        self.read_heading.setProperty("look", "section")

        self.read_column.addWidget(self.read_heading)

        self.read_text = QLabel(self.read_card)
        self.read_text.setObjectName("read_text")
        self.read_text.setWordWrap(True)
        self.read_text.setProperty("look", "muted")

        self.read_column.addWidget(self.read_text)

        self.fields = QWidget(self.read_card)
        self.fields.setObjectName("fields")
        self.kind_field = QWidget(self.fields)
        self.kind_field.setObjectName("kind_field")
        self.kind_column = QVBoxLayout(self.kind_field)
        self.kind_column.setSpacing(4)
        self.kind_column.setObjectName("kind_column")
        self.kind_column.setContentsMargins(0, 0, 0, 0)
        self.kind_label = QLabel(self.kind_field)
        self.kind_label.setObjectName("kind_label")
        self.kind_label.setProperty("look", "muted")

        self.kind_column.addWidget(self.kind_label)

        self.kind = QComboBox(self.kind_field)
        self.kind.setObjectName("kind")

        self.kind_column.addWidget(self.kind)

        self.sheet_field = QWidget(self.fields)
        self.sheet_field.setObjectName("sheet_field")
        self.sheet_column = QVBoxLayout(self.sheet_field)
        self.sheet_column.setSpacing(4)
        self.sheet_column.setObjectName("sheet_column")
        self.sheet_column.setContentsMargins(0, 0, 0, 0)
        self.sheet_label = QLabel(self.sheet_field)
        self.sheet_label.setObjectName("sheet_label")
        self.sheet_label.setProperty("look", "muted")

        self.sheet_column.addWidget(self.sheet_label)

        self.sheet = QComboBox(self.sheet_field)
        self.sheet.setObjectName("sheet")

        self.sheet_column.addWidget(self.sheet)

        self.header_row_field = QWidget(self.fields)
        self.header_row_field.setObjectName("header_row_field")
        self.header_row_column = QVBoxLayout(self.header_row_field)
        self.header_row_column.setSpacing(4)
        self.header_row_column.setObjectName("header_row_column")
        self.header_row_column.setContentsMargins(0, 0, 0, 0)
        self.header_row_label = QLabel(self.header_row_field)
        self.header_row_label.setObjectName("header_row_label")
        self.header_row_label.setProperty("look", "muted")

        self.header_row_column.addWidget(self.header_row_label)

        self.header_row = QComboBox(self.header_row_field)
        self.header_row.setObjectName("header_row")

        self.header_row_column.addWidget(self.header_row)

        self.encoding_field = QWidget(self.fields)
        self.encoding_field.setObjectName("encoding_field")
        self.encoding_column = QVBoxLayout(self.encoding_field)
        self.encoding_column.setSpacing(4)
        self.encoding_column.setObjectName("encoding_column")
        self.encoding_column.setContentsMargins(0, 0, 0, 0)
        self.encoding_label = QLabel(self.encoding_field)
        self.encoding_label.setObjectName("encoding_label")
        self.encoding_label.setProperty("look", "muted")

        self.encoding_column.addWidget(self.encoding_label)

        self.encoding = QComboBox(self.encoding_field)
        self.encoding.setObjectName("encoding")

        self.encoding_column.addWidget(self.encoding)

        self.delimiter_field = QWidget(self.fields)
        self.delimiter_field.setObjectName("delimiter_field")
        self.delimiter_column = QVBoxLayout(self.delimiter_field)
        self.delimiter_column.setSpacing(4)
        self.delimiter_column.setObjectName("delimiter_column")
        self.delimiter_column.setContentsMargins(0, 0, 0, 0)
        self.delimiter_label = QLabel(self.delimiter_field)
        self.delimiter_label.setObjectName("delimiter_label")
        self.delimiter_label.setProperty("look", "muted")

        self.delimiter_column.addWidget(self.delimiter_label)

        self.delimiter = QComboBox(self.delimiter_field)
        self.delimiter.setObjectName("delimiter")

        self.delimiter_column.addWidget(self.delimiter)

        self.read_column.addWidget(self.fields)

        self.memory_row = QWidget(self.read_card)
        self.memory_row.setObjectName("memory_row")
        self.memory_line = QHBoxLayout(self.memory_row)
        self.memory_line.setSpacing(12)
        self.memory_line.setObjectName("memory_line")
        self.memory_line.setContentsMargins(0, 0, 0, 0)
        self.memory_text = QLabel(self.memory_row)
        self.memory_text.setObjectName("memory_text")
        self.memory_text.setWordWrap(True)
        self.memory_text.setProperty("look", "ok")

        self.memory_line.addWidget(self.memory_text)

        self.forget = QPushButton(self.memory_row)
        self.forget.setObjectName("forget")
        self.forget.setAutoDefault(False)

        self.memory_line.addWidget(self.forget)

        self.memory_line.setStretch(0, 1)

        self.read_column.addWidget(self.memory_row)

        self.column.addWidget(self.read_card)

        self.columns_card = QFrame(owner)
        self.columns_card.setObjectName("columns_card")
        self.columns_card.setFrameShape(QFrame.Shape.NoFrame)
        self.columns_card.setProperty("look", "card")
        self.columns_column = QVBoxLayout(self.columns_card)
        self.columns_column.setSpacing(8)
        self.columns_column.setObjectName("columns_column")
        self.columns_column.setContentsMargins(16, 16, 16, 16)
        self.columns_heading = QLabel(self.columns_card)
        self.columns_heading.setObjectName("columns_heading")
        self.columns_heading.setProperty("look", "section")

        self.columns_column.addWidget(self.columns_heading)

        self.columns_text = QLabel(self.columns_card)
        self.columns_text.setObjectName("columns_text")
        self.columns_text.setWordWrap(True)
        self.columns_text.setProperty("look", "muted")

        self.columns_column.addWidget(self.columns_text)

        self.rows = QWidget(self.columns_card)
        self.rows.setObjectName("rows")

        self.columns_column.addWidget(self.rows)

        self.column.addWidget(self.columns_card)

        self.words_card = QFrame(owner)
        self.words_card.setObjectName("words_card")
        self.words_card.setFrameShape(QFrame.Shape.NoFrame)
        self.words_card.setProperty("look", "card")
        self.words_column = QVBoxLayout(self.words_card)
        self.words_column.setSpacing(8)
        self.words_column.setObjectName("words_column")
        self.words_column.setContentsMargins(16, 16, 16, 16)
        self.words_heading = QLabel(self.words_card)
        self.words_heading.setObjectName("words_heading")
        self.words_heading.setProperty("look", "section")

        self.words_column.addWidget(self.words_heading)

        self.words_text = QLabel(self.words_card)
        self.words_text.setObjectName("words_text")
        self.words_text.setWordWrap(True)
        self.words_text.setProperty("look", "muted")

        self.words_column.addWidget(self.words_text)

        self.words = QWidget(self.words_card)
        self.words.setObjectName("words")

        self.words_column.addWidget(self.words)

        self.column.addWidget(self.words_card)

        self.foot = QWidget(owner)
        self.foot.setObjectName("foot")
        self.foot_column = QVBoxLayout(self.foot)
        self.foot_column.setSpacing(4)
        self.foot_column.setObjectName("foot_column")
        self.foot_column.setContentsMargins(0, 0, 0, 0)
        self.keep = QCheckBox(self.foot)
        self.keep.setObjectName("keep")

        self.foot_column.addWidget(self.keep)

        self.keep_note = QLabel(self.foot)
        self.keep_note.setObjectName("keep_note")
        self.keep_note.setWordWrap(True)
        self.keep_note.setProperty("look", "muted")

        self.foot_column.addWidget(self.keep_note)

        self.column.addWidget(self.foot)

        self.buttons = QWidget(owner)
        self.buttons.setObjectName("buttons")
        self.go_on = QPushButton(self.buttons)
        self.go_on.setObjectName("go_on")
        self.go_on.setAutoDefault(False)
        self.go_on.setProperty("look", "primary")
        self.leave = QPushButton(self.buttons)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.column.addWidget(self.buttons)

        self.kind_label.setBuddy(self.kind)
        self.sheet_label.setBuddy(self.sheet)
        self.header_row_label.setBuddy(self.header_row)
        self.encoding_label.setBuddy(self.encoding)
        self.delimiter_label.setBuddy(self.delimiter)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.read_heading.setText(
            QCoreApplication.translate("MappingPanel", "Så lästes filen", None)
        )
        self.kind_label.setText(QCoreApplication.translate("MappingPanel", "&Sorts lista", None))
        self.sheet_label.setText(QCoreApplication.translate("MappingPanel", "&Blad", None))
        self.header_row_label.setText(
            QCoreApplication.translate("MappingPanel", "Rad &med rubriker", None)
        )
        self.encoding_label.setText(
            QCoreApplication.translate("MappingPanel", "Teckenk&odning", None)
        )
        self.delimiter_label.setText(
            QCoreApplication.translate("MappingPanel", "Skil&jetecken", None)
        )
        self.forget.setText(
            QCoreApplication.translate("MappingPanel", "Glöm &de sparade valen", None)
        )
        self.columns_heading.setText(
            QCoreApplication.translate("MappingPanel", "Vilken kolumn är vilken?", None)
        )
        self.columns_text.setText(
            QCoreApplication.translate(
                "MappingPanel",
                "Under varje rubrik står det första ur filen. Välj vad kolumnen ska läsas som.",
                None,
            )
        )
        self.words_heading.setText(
            QCoreApplication.translate("MappingPanel", "Ord som inte känns igen", None)
        )
        self.words_text.setText(
            QCoreApplication.translate(
                "MappingPanel",
                "Välj vad orden betyder. Rader med ord som inte är valda tas inte in.",
                None,
            )
        )
        self.keep.setText(
            QCoreApplication.translate("MappingPanel", "Kom &ihåg valen för samma rubriker", None)
        )
        self.go_on.setText(QCoreApplication.translate("MappingPanel", "Vidare till &planen", None))
        self.leave.setText(QCoreApplication.translate("MappingPanel", "Avbr&yt", None))
