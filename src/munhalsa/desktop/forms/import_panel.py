"""Made from ui/import_panel.ui by tools/make_forms.py: change that file, not this one."""

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
    QRadioButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class ImportPanelForm:
    """The widgets of ImportPanel, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("ImportPanel")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.steps = QLabel(owner)
        self.steps.setObjectName("steps")
        self.steps.setWordWrap(True)
        self.steps.setProperty("look", "muted")

        self.column.addWidget(self.steps)

        self.choose_card = QFrame(owner)
        self.choose_card.setObjectName("choose_card")
        self.choose_card.setFrameShape(QFrame.Shape.NoFrame)
        self.choose_card.setProperty("look", "card")
        self.choose_column = QVBoxLayout(self.choose_card)
        self.choose_column.setSpacing(8)
        self.choose_column.setObjectName("choose_column")
        self.choose_column.setContentsMargins(16, 16, 16, 16)
        self.choose_heading = QLabel(self.choose_card)
        self.choose_heading.setObjectName("choose_heading")
        self.choose_heading.setProperty("look", "section")

        self.choose_column.addWidget(self.choose_heading)

        self.choose_text = QLabel(self.choose_card)
        self.choose_text.setObjectName("choose_text")
        self.choose_text.setWordWrap(True)
        self.choose_text.setProperty("look", "muted")

        self.choose_column.addWidget(self.choose_text)

        self.choose_row = QWidget(self.choose_card)
        self.choose_row.setObjectName("choose_row")
        self.choose = QPushButton(self.choose_row)
        self.choose.setObjectName("choose")
        self.choose.setAutoDefault(False)
        self.choose.setProperty("look", "primary")
        self.template = QPushButton(self.choose_row)
        self.template.setObjectName("template")
        self.template.setAutoDefault(False)

        self.choose_column.addWidget(self.choose_row)

        self.kind_row = QFrame(self.choose_card)
        self.kind_row.setObjectName("kind_row")
        self.kind_row.setFrameShape(QFrame.Shape.NoFrame)
        self.kind_column = QVBoxLayout(self.kind_row)
        self.kind_column.setSpacing(8)
        self.kind_column.setObjectName("kind_column")
        self.kind_column.setContentsMargins(0, 0, 0, 0)
        self.kind_label = QLabel(self.kind_row)
        self.kind_label.setObjectName("kind_label")

        self.kind_column.addWidget(self.kind_label)

        self.kind_fields = QHBoxLayout()
        self.kind_fields.setSpacing(8)
        self.kind_fields.setObjectName("kind_fields")
        self.kind_fields.setContentsMargins(0, 0, 0, 0)
        self.kind = QComboBox(self.kind_row)
        self.kind.setObjectName("kind")

        self.kind_fields.addWidget(self.kind)

        self.read = QPushButton(self.kind_row)
        self.read.setObjectName("read")
        self.read.setAutoDefault(False)

        self.kind_fields.addWidget(self.read)

        self.kind_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.kind_fields.addItem(self.kind_push)

        self.kind_column.addLayout(self.kind_fields)

        self.choose_column.addWidget(self.kind_row)

        self.column.addWidget(self.choose_card)

        self.result = QWidget(owner)
        self.result.setObjectName("result")
        self.result_column = QVBoxLayout(self.result)
        self.result_column.setSpacing(12)
        self.result_column.setObjectName("result_column")
        self.result_column.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel(self.result)
        self.title.setObjectName("title")
        self.title.setWordWrap(True)
        self.title.setProperty("look", "section")

        self.result_column.addWidget(self.title)

        self.summary = QLabel(self.result)
        self.summary.setObjectName("summary")
        self.summary.setWordWrap(True)

        self.result_column.addWidget(self.summary)

        self.tiles = QWidget(self.result)
        self.tiles.setObjectName("tiles")

        self.result_column.addWidget(self.tiles)

        self.read_note = QLabel(self.result)
        self.read_note.setObjectName("read_note")
        self.read_note.setWordWrap(True)
        self.read_note.setProperty("look", "muted")

        self.result_column.addWidget(self.read_note)

        self.columns_note = QLabel(self.result)
        self.columns_note.setObjectName("columns_note")
        self.columns_note.setWordWrap(True)
        self.columns_note.setProperty("look", "warn")

        self.result_column.addWidget(self.columns_note)

        self.filter_row = QWidget(self.result)
        self.filter_row.setObjectName("filter_row")
        self.filter_outcome = QWidget(self.filter_row)
        self.filter_outcome.setObjectName("filter_outcome")
        self.filter_outcome_fields = QHBoxLayout(self.filter_outcome)
        self.filter_outcome_fields.setSpacing(8)
        self.filter_outcome_fields.setObjectName("filter_outcome_fields")
        self.filter_outcome_fields.setContentsMargins(0, 0, 8, 0)
        self.filter_label = QLabel(self.filter_outcome)
        self.filter_label.setObjectName("filter_label")

        self.filter_outcome_fields.addWidget(self.filter_label)

        self.filter = QComboBox(self.filter_outcome)
        self.filter.setObjectName("filter")
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.filter_outcome_fields.addWidget(self.filter)

        self.filter_reason = QWidget(self.filter_row)
        self.filter_reason.setObjectName("filter_reason")
        self.filter_reason_fields = QHBoxLayout(self.filter_reason)
        self.filter_reason_fields.setSpacing(8)
        self.filter_reason_fields.setObjectName("filter_reason_fields")
        self.filter_reason_fields.setContentsMargins(0, 0, 8, 0)
        self.reason_label = QLabel(self.filter_reason)
        self.reason_label.setObjectName("reason_label")

        self.filter_reason_fields.addWidget(self.reason_label)

        self.reason = QComboBox(self.filter_reason)
        self.reason.setObjectName("reason")
        self.reason.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.filter_reason_fields.addWidget(self.reason)

        self.filter_column = QWidget(self.filter_row)
        self.filter_column.setObjectName("filter_column")
        self.filter_column_fields = QHBoxLayout(self.filter_column)
        self.filter_column_fields.setSpacing(8)
        self.filter_column_fields.setObjectName("filter_column_fields")
        self.filter_column_fields.setContentsMargins(0, 0, 8, 0)
        self.column_label = QLabel(self.filter_column)
        self.column_label.setObjectName("column_label")

        self.filter_column_fields.addWidget(self.column_label)

        self.column_filter = QComboBox(self.filter_column)
        self.column_filter.setObjectName("column_filter")
        self.column_filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.filter_column_fields.addWidget(self.column_filter)

        self.result_column.addWidget(self.filter_row)

        self.table = QWidget(self.result)
        self.table.setObjectName("table")

        self.result_column.addWidget(self.table)

        self.detail = QLabel(self.result)
        self.detail.setObjectName("detail")
        self.detail.setWordWrap(True)

        self.result_column.addWidget(self.detail)

        self.row_buttons = QWidget(self.result)
        self.row_buttons.setObjectName("row_buttons")
        self.open_row = QPushButton(self.row_buttons)
        self.open_row.setObjectName("open_row")
        self.open_row.setAutoDefault(False)

        self.result_column.addWidget(self.row_buttons)

        self.choices = QFrame(self.result)
        self.choices.setObjectName("choices")
        self.choices.setFrameShape(QFrame.Shape.NoFrame)
        self.choices.setProperty("look", "card")
        self.choices_column = QVBoxLayout(self.choices)
        self.choices_column.setSpacing(8)
        self.choices_column.setObjectName("choices_column")
        self.choices_column.setContentsMargins(16, 16, 16, 16)
        self.registered_label = QLabel(self.choices)
        self.registered_label.setObjectName("registered_label")
        self.registered_label.setWordWrap(True)
        self.registered_label.setProperty("look", "strong")

        self.choices_column.addWidget(self.registered_label)

        self.registered_yes = QRadioButton(self.choices)
        self.registered_yes.setObjectName("registered_yes")

        self.choices_column.addWidget(self.registered_yes)

        self.registered_no = QRadioButton(self.choices)
        self.registered_no.setObjectName("registered_no")

        self.choices_column.addWidget(self.registered_no)

        self.add_units = QCheckBox(self.choices)
        self.add_units.setObjectName("add_units")

        self.choices_column.addWidget(self.add_units)

        self.all_or_nothing = QCheckBox(self.choices)
        self.all_or_nothing.setObjectName("all_or_nothing")

        self.choices_column.addWidget(self.all_or_nothing)

        self.all_or_nothing_note = QLabel(self.choices)
        self.all_or_nothing_note.setObjectName("all_or_nothing_note")
        self.all_or_nothing_note.setWordWrap(True)
        self.all_or_nothing_note.setProperty("look", "muted")

        self.choices_column.addWidget(self.all_or_nothing_note)

        self.result_column.addWidget(self.choices)

        self.result_buttons = QWidget(self.result)
        self.result_buttons.setObjectName("result_buttons")
        self.commit = QPushButton(self.result_buttons)
        self.commit.setObjectName("commit")
        self.commit.setAutoDefault(False)
        self.commit.setProperty("look", "primary")
        self.another = QPushButton(self.result_buttons)
        self.another.setObjectName("another")
        self.another.setAutoDefault(False)
        self.another.setProperty("look", "primary")
        self.save_rejected = QPushButton(self.result_buttons)
        self.save_rejected.setObjectName("save_rejected")
        self.save_rejected.setAutoDefault(False)
        self.change_columns = QPushButton(self.result_buttons)
        self.change_columns.setObjectName("change_columns")
        self.change_columns.setAutoDefault(False)
        self.show_receipt = QPushButton(self.result_buttons)
        self.show_receipt.setObjectName("show_receipt")
        self.show_receipt.setAutoDefault(False)
        self.save_receipt = QPushButton(self.result_buttons)
        self.save_receipt.setObjectName("save_receipt")
        self.save_receipt.setAutoDefault(False)
        self.undo = QPushButton(self.result_buttons)
        self.undo.setObjectName("undo")
        self.undo.setAutoDefault(False)
        self.leave = QPushButton(self.result_buttons)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.result_column.addWidget(self.result_buttons)

        self.result_below = QSpacerItem(
            0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding
        )

        self.result_column.addItem(self.result_below)

        self.column.addWidget(self.result)

        self.kind_label.setBuddy(self.kind)
        self.filter_label.setBuddy(self.filter)
        self.reason_label.setBuddy(self.reason)
        self.column_label.setBuddy(self.column_filter)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.choose_heading.setText(
            QCoreApplication.translate("ImportPanel", "Ta in en lista", None)
        )
        self.choose.setText(QCoreApplication.translate("ImportPanel", "Välj &fil …", None))
        self.template.setText(QCoreApplication.translate("ImportPanel", "Spara en &mall", None))
        self.kind_label.setText(QCoreApplication.translate("ImportPanel", "&Sorts lista", None))
        self.read.setText(QCoreApplication.translate("ImportPanel", "F&ortsätt", None))
        self.filter_label.setText(QCoreApplication.translate("ImportPanel", "Vi&sa rader", None))
        self.reason_label.setText(QCoreApplication.translate("ImportPanel", "S&käl", None))
        self.column_label.setText(QCoreApplication.translate("ImportPanel", "Kol&umn", None))
        self.open_row.setText(QCoreApplication.translate("ImportPanel", "Ö&ppna raden …", None))
        self.registered_label.setText(
            QCoreApplication.translate(
                "ImportPanel", "Finns de här uppgifterna redan i Intygsbeställningen?", None
            )
        )
        self.registered_yes.setText(
            QCoreApplication.translate(
                "ImportPanel", "&Ja, det som tas in är redan registrerat där", None
            )
        )
        self.registered_no.setText(
            QCoreApplication.translate(
                "ImportPanel", "&Nej, lägg det i kön för att registreras", None
            )
        )
        self.add_units.setText(
            QCoreApplication.translate("ImportPanel", "Lägg till okända &boendeenheter", None)
        )
        self.all_or_nothing.setText(
            QCoreApplication.translate("ImportPanel", "Ta in allt &eller inget", None)
        )
        self.all_or_nothing_note.setText(
            QCoreApplication.translate(
                "ImportPanel", "En rad som inte kan tas in stoppar då de andra.", None
            )
        )
        self.commit.setText(QCoreApplication.translate("ImportPanel", "Ta &in", None))
        self.another.setText(QCoreApplication.translate("ImportPanel", "Ta in &en till", None))
        self.save_rejected.setText(
            QCoreApplication.translate("ImportPanel", "S&para raderna som inte togs in …", None)
        )
        self.change_columns.setText(
            QCoreApplication.translate("ImportPanel", "Än&dra kolumner …", None)
        )
        self.show_receipt.setText(QCoreApplication.translate("ImportPanel", "Visa kvitt&ot", None))
        self.save_receipt.setText(
            QCoreApplication.translate("ImportPanel", "Spara kvittot som ar&betsbok …", None)
        )
        self.undo.setText(QCoreApplication.translate("ImportPanel", "Å&ngra intaget …", None))
        self.leave.setText(QCoreApplication.translate("ImportPanel", "Avbr&yt", None))
