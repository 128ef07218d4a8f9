"""Made from ui/assessment_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class AssessmentDialogForm:
    """The widgets of AssessmentDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("AssessmentDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(10)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 16, 20)
        self.name = QLabel(owner)
        self.name.setObjectName("name")
        self.name.setProperty("look", "page")
        self.name.setWordWrap(True)

        self.column.addWidget(self.name)

        self.before = QLabel(owner)
        self.before.setObjectName("before")
        self.before.setProperty("look", "muted")
        self.before.setWordWrap(True)

        self.column.addWidget(self.before)

        self.area = QScrollArea(owner)
        self.area.setObjectName("area")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.page = QWidget()
        self.page.setObjectName("page")
        self.page_column = QVBoxLayout(self.page)
        self.page_column.setSpacing(14)
        self.page_column.setObjectName("page_column")
        self.page_column.setContentsMargins(0, 0, 0, 0)
        self.grid = QGridLayout()
        self.grid.setObjectName("grid")
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(10)
        self.grid.setContentsMargins(0, 0, 8, 0)
        self.outcome_label = QLabel(self.page)
        self.outcome_label.setObjectName("outcome_label")
        self.outcome_label.setProperty("look", "strong")
        self.outcome_label.setWordWrap(True)

        self.grid.addWidget(self.outcome_label, 0, 0, 1, 1)

        self.outcome_slot = QWidget(self.page)
        self.outcome_slot.setObjectName("outcome_slot")
        self.outcome_column = QVBoxLayout(self.outcome_slot)
        self.outcome_column.setSpacing(4)
        self.outcome_column.setObjectName("outcome_column")
        self.outcome_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.outcome_slot, 0, 1, 1, 1)

        self.counts_slot = QWidget(self.page)
        self.counts_slot.setObjectName("counts_slot")
        self.counts_column = QVBoxLayout(self.counts_slot)
        self.counts_column.setSpacing(4)
        self.counts_column.setObjectName("counts_column")
        self.counts_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.counts_slot, 1, 1, 1, 1)

        self.reason_label = QLabel(self.page)
        self.reason_label.setObjectName("reason_label")
        self.reason_label.setProperty("look", "strong")
        self.reason_label.setWordWrap(True)

        self.grid.addWidget(self.reason_label, 2, 0, 1, 1)

        self.reason_slot = QWidget(self.page)
        self.reason_slot.setObjectName("reason_slot")
        self.reason_column = QVBoxLayout(self.reason_slot)
        self.reason_column.setSpacing(4)
        self.reason_column.setObjectName("reason_column")
        self.reason_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.reason_slot, 2, 1, 1, 1)

        self.deviation_slot = QWidget(self.page)
        self.deviation_slot.setObjectName("deviation_slot")
        self.deviation_column = QVBoxLayout(self.deviation_slot)
        self.deviation_column.setSpacing(4)
        self.deviation_column.setObjectName("deviation_column")
        self.deviation_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.deviation_slot, 3, 1, 1, 1)

        self.correction_label = QLabel(self.page)
        self.correction_label.setObjectName("correction_label")
        self.correction_label.setProperty("look", "strong")
        self.correction_label.setWordWrap(True)

        self.grid.addWidget(self.correction_label, 4, 0, 1, 1)

        self.correction_slot = QWidget(self.page)
        self.correction_slot.setObjectName("correction_slot")
        self.correction_column = QVBoxLayout(self.correction_slot)
        self.correction_column.setSpacing(4)
        self.correction_column.setObjectName("correction_column")
        self.correction_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.correction_slot, 4, 1, 1, 1)

        self.day_label = QLabel(self.page)
        self.day_label.setObjectName("day_label")
        self.day_label.setProperty("look", "strong")
        self.day_label.setWordWrap(True)

        self.grid.addWidget(self.day_label, 5, 0, 1, 1)

        self.day_slot = QWidget(self.page)
        self.day_slot.setObjectName("day_slot")
        self.day_column = QVBoxLayout(self.day_slot)
        self.day_column.setSpacing(4)
        self.day_column.setObjectName("day_column")
        self.day_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.day_slot, 5, 1, 1, 1)

        self.staff_label = QLabel(self.page)
        self.staff_label.setObjectName("staff_label")
        self.staff_label.setProperty("look", "strong")
        self.staff_label.setWordWrap(True)

        self.grid.addWidget(self.staff_label, 6, 0, 1, 1)

        self.staff_slot = QWidget(self.page)
        self.staff_slot.setObjectName("staff_slot")
        self.staff_column = QVBoxLayout(self.staff_slot)
        self.staff_column.setSpacing(4)
        self.staff_column.setObjectName("staff_column")
        self.staff_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.staff_slot, 6, 1, 1, 1)

        self.help_label = QLabel(self.page)
        self.help_label.setObjectName("help_label")
        self.help_label.setProperty("look", "strong")
        self.help_label.setWordWrap(True)

        self.grid.addWidget(self.help_label, 7, 0, 1, 1)

        self.help_slot = QWidget(self.page)
        self.help_slot.setObjectName("help_slot")
        self.help_column = QVBoxLayout(self.help_slot)
        self.help_column.setSpacing(4)
        self.help_column.setObjectName("help_column")
        self.help_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.help_slot, 7, 1, 1, 1)

        self.need_label = QLabel(self.page)
        self.need_label.setObjectName("need_label")
        self.need_label.setProperty("look", "strong")
        self.need_label.setWordWrap(True)

        self.grid.addWidget(self.need_label, 8, 0, 1, 1)

        self.need_slot = QWidget(self.page)
        self.need_slot.setObjectName("need_slot")
        self.need_column = QVBoxLayout(self.need_slot)
        self.need_column.setSpacing(4)
        self.need_column.setObjectName("need_column")
        self.need_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.need_slot, 8, 1, 1, 1)

        self.referred_label = QLabel(self.page)
        self.referred_label.setObjectName("referred_label")
        self.referred_label.setProperty("look", "strong")
        self.referred_label.setWordWrap(True)

        self.grid.addWidget(self.referred_label, 9, 0, 1, 1)

        self.referred_slot = QWidget(self.page)
        self.referred_slot.setObjectName("referred_slot")
        self.referred_column = QVBoxLayout(self.referred_slot)
        self.referred_column.setSpacing(4)
        self.referred_column.setObjectName("referred_column")
        self.referred_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.referred_slot, 9, 1, 1, 1)

        self.told_label = QLabel(self.page)
        self.told_label.setObjectName("told_label")
        self.told_label.setProperty("look", "strong")
        self.told_label.setWordWrap(True)

        self.grid.addWidget(self.told_label, 10, 0, 1, 1)

        self.told_slot = QWidget(self.page)
        self.told_slot.setObjectName("told_slot")
        self.told_column = QVBoxLayout(self.told_slot)
        self.told_column.setSpacing(4)
        self.told_column.setObjectName("told_column")
        self.told_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.told_slot, 10, 1, 1, 1)

        self.performed_by_label = QLabel(self.page)
        self.performed_by_label.setObjectName("performed_by_label")
        self.performed_by_label.setProperty("look", "strong")
        self.performed_by_label.setWordWrap(True)

        self.grid.addWidget(self.performed_by_label, 11, 0, 1, 1)

        self.performed_by_slot = QWidget(self.page)
        self.performed_by_slot.setObjectName("performed_by_slot")
        self.performed_by_column = QVBoxLayout(self.performed_by_slot)
        self.performed_by_column.setSpacing(4)
        self.performed_by_column.setObjectName("performed_by_column")
        self.performed_by_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.performed_by_slot, 11, 1, 1, 1)

        self.title_label = QLabel(self.page)
        self.title_label.setObjectName("title_label")
        self.title_label.setProperty("look", "strong")
        self.title_label.setWordWrap(True)

        self.grid.addWidget(self.title_label, 12, 0, 1, 1)

        self.title_slot = QWidget(self.page)
        self.title_slot.setObjectName("title_slot")
        self.title_column = QVBoxLayout(self.title_slot)
        self.title_column.setSpacing(4)
        self.title_column.setObjectName("title_column")
        self.title_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.title_slot, 12, 1, 1, 1)

        self.phone_label = QLabel(self.page)
        self.phone_label.setObjectName("phone_label")
        self.phone_label.setProperty("look", "strong")
        self.phone_label.setWordWrap(True)

        self.grid.addWidget(self.phone_label, 13, 0, 1, 1)

        self.phone_slot = QWidget(self.page)
        self.phone_slot.setObjectName("phone_slot")
        self.phone_column = QVBoxLayout(self.phone_slot)
        self.phone_column.setSpacing(4)
        self.phone_column.setObjectName("phone_column")
        self.phone_column.setContentsMargins(0, 0, 0, 0)

        self.grid.addWidget(self.phone_slot, 13, 1, 1, 1)

        self.page_column.addLayout(self.grid)

        self.provider = QFrame(self.page)
        self.provider.setObjectName("provider")
        self.provider.setProperty("look", "card")
        self.provider_column = QVBoxLayout(self.provider)
        self.provider_column.setSpacing(8)
        self.provider_column.setObjectName("provider_column")
        self.provider_column.setContentsMargins(16, 12, 16, 12)
        self.provider_title = QLabel(self.provider)
        self.provider_title.setObjectName("provider_title")
        self.provider_title.setProperty("look", "section")
        self.provider_title.setWordWrap(True)

        self.provider_column.addWidget(self.provider_title)

        self.provider_note = QLabel(self.provider)
        self.provider_note.setObjectName("provider_note")
        self.provider_note.setProperty("look", "muted")
        self.provider_note.setWordWrap(True)

        self.provider_column.addWidget(self.provider_note)

        self.teeth = QGridLayout()
        self.teeth.setObjectName("teeth")
        self.teeth.setHorizontalSpacing(16)
        self.teeth.setVerticalSpacing(8)

        self.provider_column.addLayout(self.teeth)

        self.areas = QGridLayout()
        self.areas.setObjectName("areas")
        self.areas.setHorizontalSpacing(16)
        self.areas.setVerticalSpacing(6)

        self.provider_column.addLayout(self.areas)

        self.page_column.addWidget(self.provider)

        self.rest = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.page_column.addItem(self.rest)

        self.area.setWidget(self.page)

        self.column.addWidget(self.area)

        self.signs = QLabel(owner)
        self.signs.setObjectName("signs")
        self.signs.setProperty("look", "muted")
        self.signs.setWordWrap(True)

        self.column.addWidget(self.signs)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 6, 8, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("AssessmentDialog", "Munhälsobedömning", None)
        )
        self.outcome_label.setText(QCoreApplication.translate("AssessmentDialog", "Resultat", None))
        self.reason_label.setText(QCoreApplication.translate("AssessmentDialog", "S&käl", None))
        self.correction_label.setText(
            QCoreApplication.translate("AssessmentDialog", "Varför &rättas den", None)
        )
        self.day_label.setText(QCoreApplication.translate("AssessmentDialog", "&Dag", None))
        self.staff_label.setText(
            QCoreApplication.translate("AssessmentDialog", "Personal som deltog", None)
        )
        self.help_label.setText(
            QCoreApplication.translate("AssessmentDialog", "Klarar munvården", None)
        )
        self.need_label.setText(
            QCoreApplication.translate("AssessmentDialog", "Preliminärt vårdbehov", None)
        )
        self.referred_label.setText(
            QCoreApplication.translate("AssessmentDialog", "Remitterad &till", None)
        )
        self.told_label.setText(QCoreApplication.translate("AssessmentDialog", "&Informerad", None))
        self.performed_by_label.setText(
            QCoreApplication.translate("AssessmentDialog", "Utförd a&v", None)
        )
        self.title_label.setText(QCoreApplication.translate("AssessmentDialog", "Titel", None))
        self.phone_label.setText(QCoreApplication.translate("AssessmentDialog", "Te&lefon", None))
        self.provider_title.setText(
            QCoreApplication.translate("AssessmentDialog", "Vårdgivarens del", None)
        )
        self.provider_note.setText(
            QCoreApplication.translate(
                "AssessmentDialog",
                "Tänder och ROAG. Lämna allt tomt om vårdgivaren har det i sin egen journal.",
                None,
            )
        )
        self.signs.setText(
            QCoreApplication.translate(
                "AssessmentDialog",
                "Bedömningen signeras när den sparas. Efter det rättas den bara "
                "synligt, med ett skäl.",
                None,
            )
        )
        self.leave.setText(QCoreApplication.translate("AssessmentDialog", "Av&bryt", None))
        self.save.setText(
            QCoreApplication.translate("AssessmentDialog", "&Spara och signera", None)
        )
