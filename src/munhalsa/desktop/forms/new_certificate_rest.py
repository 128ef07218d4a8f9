"""Made from ui/new_certificate_rest.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class NewCertificateRestForm:
    """The widgets of NewCertificateRest, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("NewCertificateRest")
        self.rest_column = QVBoxLayout(owner)
        self.rest_column.setSpacing(12)
        self.rest_column.setObjectName("rest_column")
        self.rest_column.setContentsMargins(0, 0, 0, 0)
        self.basis_form = QFormLayout()
        self.basis_form.setObjectName("basis_form")
        self.basis_form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.basis_form.setLabelAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.basis_form.setHorizontalSpacing(12)
        self.basis_form.setVerticalSpacing(8)
        self.basis_form.setContentsMargins(0, 0, 0, 0)
        self.basis_label = QLabel(owner)
        self.basis_label.setObjectName("basis_label")

        self.basis_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.basis_label)

        self.basis_cell = QWidget(owner)
        self.basis_cell.setObjectName("basis_cell")
        self.basis_column = QVBoxLayout(self.basis_cell)
        self.basis_column.setSpacing(4)
        self.basis_column.setObjectName("basis_column")
        self.basis_column.setContentsMargins(0, 0, 0, 0)
        self.basis_line = QWidget(self.basis_cell)
        self.basis_line.setObjectName("basis_line")
        self.basis = QLineEdit(self.basis_line)
        self.basis.setObjectName("basis")

        self.basis_column.addWidget(self.basis_line)

        self.basis_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.basis_cell)

        self.rest_column.addLayout(self.basis_form)

        self.assessment_heading = QLabel(owner)
        self.assessment_heading.setObjectName("assessment_heading")
        self.assessment_heading.setProperty("look", "section")

        self.rest_column.addWidget(self.assessment_heading)

        self.assessment_note = QLabel(owner)
        self.assessment_note.setObjectName("assessment_note")
        self.assessment_note.setProperty("look", "muted")
        self.assessment_note.setWordWrap(True)

        self.rest_column.addWidget(self.assessment_note)

        self.questions = QFrame(owner)
        self.questions.setObjectName("questions")
        self.questions.setProperty("look", "card")
        self.questions.setFrameShape(QFrame.Shape.NoFrame)
        self.questions_column = QVBoxLayout(self.questions)
        self.questions_column.setSpacing(0)
        self.questions_column.setObjectName("questions_column")
        self.questions_column.setContentsMargins(0, 0, 0, 0)

        self.rest_column.addWidget(self.questions)

        self.more_line = QWidget(owner)
        self.more_line.setObjectName("more_line")
        self.more = QPushButton(self.more_line)
        self.more.setObjectName("more")
        self.more.setAutoDefault(False)
        self.more.setCheckable(True)
        self.more.setProperty("look", "link")

        self.rest_column.addWidget(self.more_line)

        self.decision = QFrame(owner)
        self.decision.setObjectName("decision")
        self.decision.setProperty("look", "card")
        self.decision.setFrameShape(QFrame.Shape.NoFrame)
        self.decision_column = QVBoxLayout(self.decision)
        self.decision_column.setSpacing(8)
        self.decision_column.setObjectName("decision_column")
        self.decision_column.setContentsMargins(16, 12, 16, 12)
        self.verdict = QLabel(self.decision)
        self.verdict.setObjectName("verdict")
        self.verdict.setWordWrap(True)

        self.decision_column.addWidget(self.verdict)

        self.verdict_text = QLabel(self.decision)
        self.verdict_text.setObjectName("verdict_text")
        self.verdict_text.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict_text.setWordWrap(True)

        self.decision_column.addWidget(self.verdict_text)

        self.decision_line = QWidget(self.decision)
        self.decision_line.setObjectName("decision_line")
        self.show_rule = QPushButton(self.decision_line)
        self.show_rule.setObjectName("show_rule")
        self.show_rule.setAutoDefault(False)
        self.show_rule.setCheckable(True)
        self.show_rule.setProperty("look", "link")
        self.other_ground = QPushButton(self.decision_line)
        self.other_ground.setObjectName("other_ground")
        self.other_ground.setAutoDefault(False)
        self.other_ground.setCheckable(True)
        self.other_ground.setProperty("look", "link")

        self.decision_column.addWidget(self.decision_line)

        self.rule = QLabel(self.decision)
        self.rule.setObjectName("rule")
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        self.rule.setWordWrap(True)

        self.decision_column.addWidget(self.rule)

        self.ground_line = QWidget(self.decision)
        self.ground_line.setObjectName("ground_line")
        self.ground_label = QLabel(self.ground_line)
        self.ground_label.setObjectName("ground_label")
        self.ground = QComboBox(self.ground_line)
        self.ground.setObjectName("ground")

        self.decision_column.addWidget(self.ground_line)

        self.reason_label = QLabel(self.decision)
        self.reason_label.setObjectName("reason_label")
        self.reason_label.setWordWrap(True)

        self.decision_column.addWidget(self.reason_label)

        self.reason = QPlainTextEdit(self.decision)
        self.reason.setObjectName("reason")
        self.reason.setTabChangesFocus(True)

        self.decision_column.addWidget(self.reason)

        self.rest_column.addWidget(self.decision)

        self.rest_form = QFormLayout()
        self.rest_form.setObjectName("rest_form")
        self.rest_form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.rest_form.setLabelAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.rest_form.setHorizontalSpacing(12)
        self.rest_form.setVerticalSpacing(8)
        self.rest_form.setContentsMargins(0, 0, 0, 0)
        self.disclosure_label = QLabel(owner)
        self.disclosure_label.setObjectName("disclosure_label")

        self.rest_form.setWidget(0, QFormLayout.ItemRole.LabelRole, self.disclosure_label)

        self.disclosure_cell = QWidget(owner)
        self.disclosure_cell.setObjectName("disclosure_cell")
        self.disclosure_column = QVBoxLayout(self.disclosure_cell)
        self.disclosure_column.setSpacing(4)
        self.disclosure_column.setObjectName("disclosure_column")
        self.disclosure_column.setContentsMargins(0, 0, 0, 0)
        self.disclosure_line = QWidget(self.disclosure_cell)
        self.disclosure_line.setObjectName("disclosure_line")

        self.disclosure_column.addWidget(self.disclosure_line)

        self.rest_form.setWidget(0, QFormLayout.ItemRole.FieldRole, self.disclosure_cell)

        self.information_label = QLabel(owner)
        self.information_label.setObjectName("information_label")

        self.rest_form.setWidget(1, QFormLayout.ItemRole.LabelRole, self.information_label)

        self.information_cell = QWidget(owner)
        self.information_cell.setObjectName("information_cell")
        self.information_column = QVBoxLayout(self.information_cell)
        self.information_column.setSpacing(4)
        self.information_column.setObjectName("information_column")
        self.information_column.setContentsMargins(0, 0, 0, 0)
        self.information_line = QWidget(self.information_cell)
        self.information_line.setObjectName("information_line")
        self.information = QLineEdit(self.information_line)
        self.information.setObjectName("information")

        self.information_column.addWidget(self.information_line)

        self.rest_form.setWidget(1, QFormLayout.ItemRole.FieldRole, self.information_cell)

        self.answer_label = QLabel(owner)
        self.answer_label.setObjectName("answer_label")

        self.rest_form.setWidget(2, QFormLayout.ItemRole.LabelRole, self.answer_label)

        self.answer_cell = QWidget(owner)
        self.answer_cell.setObjectName("answer_cell")
        self.answer_column = QVBoxLayout(self.answer_cell)
        self.answer_column.setSpacing(4)
        self.answer_column.setObjectName("answer_column")
        self.answer_column.setContentsMargins(0, 0, 0, 0)
        self.answer_line = QWidget(self.answer_cell)
        self.answer_line.setObjectName("answer_line")

        self.answer_column.addWidget(self.answer_line)

        self.rest_form.setWidget(2, QFormLayout.ItemRole.FieldRole, self.answer_cell)

        self.answered_label = QLabel(owner)
        self.answered_label.setObjectName("answered_label")

        self.rest_form.setWidget(3, QFormLayout.ItemRole.LabelRole, self.answered_label)

        self.answered_cell = QWidget(owner)
        self.answered_cell.setObjectName("answered_cell")
        self.answered_column = QVBoxLayout(self.answered_cell)
        self.answered_column.setSpacing(4)
        self.answered_column.setObjectName("answered_column")
        self.answered_column.setContentsMargins(0, 0, 0, 0)
        self.answered_line = QWidget(self.answered_cell)
        self.answered_line.setObjectName("answered_line")
        self.answered_by = QComboBox(self.answered_line)
        self.answered_by.setObjectName("answered_by")
        self.answered_name = QLineEdit(self.answered_line)
        self.answered_name.setObjectName("answered_name")
        self.answered_on = QLabel(self.answered_line)
        self.answered_on.setObjectName("answered_on")

        self.answered_column.addWidget(self.answered_line)

        self.rest_form.setWidget(3, QFormLayout.ItemRole.FieldRole, self.answered_cell)

        self.letter_label = QLabel(owner)
        self.letter_label.setObjectName("letter_label")

        self.rest_form.setWidget(4, QFormLayout.ItemRole.LabelRole, self.letter_label)

        self.letter_cell = QWidget(owner)
        self.letter_cell.setObjectName("letter_cell")
        self.letter_column = QVBoxLayout(self.letter_cell)
        self.letter_column.setSpacing(4)
        self.letter_column.setObjectName("letter_column")
        self.letter_column.setContentsMargins(0, 0, 0, 0)
        self.letter_line = QWidget(self.letter_cell)
        self.letter_line.setObjectName("letter_line")
        self.letter = QComboBox(self.letter_line)
        self.letter.setObjectName("letter")
        self.letter_name = QLineEdit(self.letter_line)
        self.letter_name.setObjectName("letter_name")

        self.letter_column.addWidget(self.letter_line)

        self.rest_form.setWidget(4, QFormLayout.ItemRole.FieldRole, self.letter_cell)

        self.validity_label = QLabel(owner)
        self.validity_label.setObjectName("validity_label")

        self.rest_form.setWidget(5, QFormLayout.ItemRole.LabelRole, self.validity_label)

        self.validity_cell = QWidget(owner)
        self.validity_cell.setObjectName("validity_cell")
        self.validity_column = QVBoxLayout(self.validity_cell)
        self.validity_column.setSpacing(4)
        self.validity_column.setObjectName("validity_column")
        self.validity_column.setContentsMargins(0, 0, 0, 0)
        self.validity_line = QWidget(self.validity_cell)
        self.validity_line.setObjectName("validity_line")

        self.validity_column.addWidget(self.validity_line)

        self.rest_form.setWidget(5, QFormLayout.ItemRole.FieldRole, self.validity_cell)

        self.rest_column.addLayout(self.rest_form)

        self.basis_label.setBuddy(self.basis)
        self.ground_label.setBuddy(self.ground)
        self.reason_label.setBuddy(self.reason)
        self.information_label.setBuddy(self.information)
        self.answered_label.setBuddy(self.answered_by)
        self.letter_label.setBuddy(self.letter)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.basis_label.setText(
            QCoreApplication.translate("NewCertificateRest", "&Underlag", None)
        )
        self.basis.setAccessibleName(
            QCoreApplication.translate("NewCertificateRest", "Underlag", None)
        )
        self.assessment_heading.setText(
            QCoreApplication.translate("NewCertificateRest", "Bedömning", None)
        )
        self.more.setText(QCoreApplication.translate("NewCertificateRest", "&Fler frågor", None))
        self.show_rule.setText(
            QCoreApplication.translate("NewCertificateRest", "Visa regeln", None)
        )
        self.other_ground.setText(
            QCoreApplication.translate("NewCertificateRest", "Välj annan personkrets", None)
        )
        self.ground_label.setText(
            QCoreApplication.translate("NewCertificateRest", "Personkrets", None)
        )
        self.reason_label.setText(
            QCoreApplication.translate("NewCertificateRest", "M&otivering", None)
        )
        self.disclosure_label.setText(
            QCoreApplication.translate("NewCertificateRest", "Sekretesspr&övning", None)
        )
        self.information_label.setText(
            QCoreApplication.translate("NewCertificateRest", "&Information", None)
        )
        self.information.setAccessibleName(
            QCoreApplication.translate("NewCertificateRest", "Information", None)
        )
        self.answer_label.setText(
            QCoreApplication.translate("NewCertificateRest", "&Munhälsobedömning", None)
        )
        self.answered_label.setText(
            QCoreApplication.translate("NewCertificateRest", "Svar från", None)
        )
        self.answered_by.setAccessibleName(
            QCoreApplication.translate("NewCertificateRest", "Svar från", None)
        )
        self.answered_name.setPlaceholderText(
            QCoreApplication.translate("NewCertificateRest", "Namn", None)
        )
        self.answered_name.setAccessibleName(
            QCoreApplication.translate("NewCertificateRest", "Namn på den som svarade", None)
        )
        self.answered_on.setText(QCoreApplication.translate("NewCertificateRest", "den", None))
        self.letter_label.setText(
            QCoreApplication.translate("NewCertificateRest", "Brev ti&ll", None)
        )
        self.letter.setAccessibleName(
            QCoreApplication.translate("NewCertificateRest", "Brev till", None)
        )
        self.letter_name.setPlaceholderText(
            QCoreApplication.translate("NewCertificateRest", "Namn", None)
        )
        self.letter_name.setAccessibleName(
            QCoreApplication.translate("NewCertificateRest", "Namn på den som får brevet", None)
        )
        self.validity_label.setText(
            QCoreApplication.translate("NewCertificateRest", "Giltigt från", None)
        )
