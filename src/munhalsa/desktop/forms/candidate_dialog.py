"""Made from ui/candidate_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class CandidateDialogForm:
    """The widgets of CandidateDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("CandidateDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.question = QLabel(owner)
        self.question.setObjectName("question")
        self.question.setProperty("look", "section")
        self.question.setWordWrap(True)

        self.column.addWidget(self.question)

        self.not_entitled = QRadioButton(owner)
        self.not_entitled.setObjectName("not_entitled")

        self.column.addWidget(self.not_entitled)

        self.declines = QRadioButton(owner)
        self.declines.setObjectName("declines")

        self.column.addWidget(self.declines)

        self.needs_judgement = QRadioButton(owner)
        self.needs_judgement.setObjectName("needs_judgement")

        self.column.addWidget(self.needs_judgement)

        self.answered = QRadioButton(owner)
        self.answered.setObjectName("answered")

        self.column.addWidget(self.answered)

        self.outcome_slot = QWidget(owner)
        self.outcome_slot.setObjectName("outcome_slot")
        self.outcome_column = QVBoxLayout(self.outcome_slot)
        self.outcome_column.setSpacing(4)
        self.outcome_column.setObjectName("outcome_column")
        self.outcome_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.outcome_slot)

        self.day_label = QLabel(owner)
        self.day_label.setObjectName("day_label")
        self.day_label.setProperty("look", "apart")

        self.column.addWidget(self.day_label)

        self.day_slot = QWidget(owner)
        self.day_slot.setObjectName("day_slot")
        self.day_column = QVBoxLayout(self.day_slot)
        self.day_column.setSpacing(4)
        self.day_column.setObjectName("day_column")
        self.day_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.day_slot)

        self.reason_label = QLabel(owner)
        self.reason_label.setObjectName("reason_label")
        self.reason_label.setProperty("look", "apart")

        self.column.addWidget(self.reason_label)

        self.reason = QLineEdit(owner)
        self.reason.setObjectName("reason")
        self.reason.setMaxLength(500)

        self.column.addWidget(self.reason)

        self.answer_label = QLabel(owner)
        self.answer_label.setObjectName("answer_label")
        self.answer_label.setProperty("look", "apart")

        self.column.addWidget(self.answer_label)

        self.answer = QLineEdit(owner)
        self.answer.setObjectName("answer")
        self.answer.setMaxLength(500)

        self.column.addWidget(self.answer)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 12, 0, 0)
        self.button_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.buttons.addItem(self.button_push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.reason_label.setBuddy(self.reason)
        self.answer_label.setBuddy(self.answer)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("CandidateDialog", "Möjligen berättigad", None)
        )
        self.question.setText(
            QCoreApplication.translate("CandidateDialog", "Vad kom fram om personen?", None)
        )
        self.not_entitled.setText(
            QCoreApplication.translate("CandidateDialog", "&Inte berättigad nu", None)
        )
        self.declines.setText(
            QCoreApplication.translate("CandidateDialog", "A&vstår från intyg", None)
        )
        self.needs_judgement.setText(
            QCoreApplication.translate("CandidateDialog", "&Fråga ställd till VGR", None)
        )
        self.answered.setText(
            QCoreApplication.translate("CandidateDialog", "VG&R har svarat", None)
        )
        self.day_label.setText(QCoreApplication.translate("CandidateDialog", "&Dag", None))
        self.reason_label.setText(QCoreApplication.translate("CandidateDialog", "S&käl", None))
        self.answer_label.setText(
            QCoreApplication.translate("CandidateDialog", "VGR:s s&var", None)
        )
        self.leave.setText(QCoreApplication.translate("CandidateDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("CandidateDialog", "&Spara", None))
