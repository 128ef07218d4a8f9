"""Made from ui/new_certificate_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class NewCertificateViewForm:
    """The widgets of NewCertificateView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("NewCertificateView")
        self.page = QVBoxLayout(owner)
        self.page.setSpacing(12)
        self.page.setObjectName("page")
        self.page.setContentsMargins(20, 16, 20, 20)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.page.addWidget(self.heading)

        self.columns = QHBoxLayout()
        self.columns.setSpacing(20)
        self.columns.setObjectName("columns")
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.left = QVBoxLayout()
        self.left.setSpacing(12)
        self.left.setObjectName("left")
        self.left.setContentsMargins(0, 0, 0, 0)
        self.offer = QFrame(owner)
        self.offer.setObjectName("offer")
        self.offer.setProperty("look", "card-warn")
        self.offer.setFrameShape(QFrame.Shape.NoFrame)
        self.offer_column = QVBoxLayout(self.offer)
        self.offer_column.setSpacing(8)
        self.offer_column.setObjectName("offer_column")
        self.offer_column.setContentsMargins(16, 12, 16, 12)
        self.offer_text = QLabel(self.offer)
        self.offer_text.setObjectName("offer_text")
        self.offer_text.setProperty("look", "warn")
        self.offer_text.setWordWrap(True)

        self.offer_column.addWidget(self.offer_text)

        self.offer_line = QWidget(self.offer)
        self.offer_line.setObjectName("offer_line")
        self.offer_take = QPushButton(self.offer_line)
        self.offer_take.setObjectName("offer_take")
        self.offer_take.setAutoDefault(False)
        self.offer_take.setProperty("look", "primary")
        self.offer_drop = QPushButton(self.offer_line)
        self.offer_drop.setObjectName("offer_drop")
        self.offer_drop.setAutoDefault(False)

        self.offer_column.addWidget(self.offer_line)

        self.left.addWidget(self.offer)

        self.done = QFrame(owner)
        self.done.setObjectName("done")
        self.done.setProperty("look", "card-ok")
        self.done.setFrameShape(QFrame.Shape.NoFrame)
        self.done_column = QVBoxLayout(self.done)
        self.done_column.setSpacing(12)
        self.done_column.setObjectName("done_column")
        self.done_column.setContentsMargins(16, 16, 16, 16)
        self.done_heading = QLabel(self.done)
        self.done_heading.setObjectName("done_heading")
        self.done_heading.setProperty("look", "section")
        self.done_heading.setWordWrap(True)

        self.done_column.addWidget(self.done_heading)

        self.done_text = QLabel(self.done)
        self.done_text.setObjectName("done_text")
        self.done_text.setTextFormat(Qt.TextFormat.PlainText)
        self.done_text.setWordWrap(True)

        self.done_column.addWidget(self.done_text)

        self.done_line = QWidget(self.done)
        self.done_line.setObjectName("done_line")
        self.next = QPushButton(self.done_line)
        self.next.setObjectName("next")
        self.next.setAutoDefault(False)
        self.next.setProperty("look", "primary")
        self.open_person = QPushButton(self.done_line)
        self.open_person.setObjectName("open_person")
        self.open_person.setAutoDefault(False)
        self.print_again = QPushButton(self.done_line)
        self.print_again.setObjectName("print_again")
        self.print_again.setAutoDefault(False)

        self.done_column.addWidget(self.done_line)

        self.left.addWidget(self.done)

        self.form = QWidget(owner)
        self.form.setObjectName("form")
        self.form_column = QVBoxLayout(self.form)
        self.form_column.setSpacing(8)
        self.form_column.setObjectName("form_column")
        self.form_column.setContentsMargins(0, 0, 0, 0)
        self.person = QWidget(self.form)
        self.person.setObjectName("person")

        self.form_column.addWidget(self.person)

        self.rest = QWidget(self.form)
        self.rest.setObjectName("rest")

        self.form_column.addWidget(self.rest)

        self.buttons_line = QWidget(self.form)
        self.buttons_line.setObjectName("buttons_line")
        self.issue_and_print = QPushButton(self.buttons_line)
        self.issue_and_print.setObjectName("issue_and_print")
        self.issue_and_print.setAutoDefault(False)
        self.issue_and_print.setProperty("look", "primary")
        self.issue = QPushButton(self.buttons_line)
        self.issue.setObjectName("issue")
        self.issue.setAutoDefault(False)
        self.save_draft = QPushButton(self.buttons_line)
        self.save_draft.setObjectName("save_draft")
        self.save_draft.setAutoDefault(False)
        self.clear = QPushButton(self.buttons_line)
        self.clear.setObjectName("clear")
        self.clear.setAutoDefault(False)
        self.clear.setProperty("look", "quiet")

        self.form_column.addWidget(self.buttons_line)

        self.left.addWidget(self.form)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.left.addItem(self.below)

        self.columns.addLayout(self.left)

        self.right = QVBoxLayout()
        self.right.setSpacing(12)
        self.right.setObjectName("right")
        self.right.setContentsMargins(0, 0, 0, 0)
        self.panel = QFrame(owner)
        self.panel.setObjectName("panel")
        self.panel.setProperty("look", "card")
        self.panel.setFrameShape(QFrame.Shape.NoFrame)
        self.panel_column = QVBoxLayout(self.panel)
        self.panel_column.setSpacing(8)
        self.panel_column.setObjectName("panel_column")
        self.panel_column.setContentsMargins(16, 16, 16, 16)
        self.known_heading = QLabel(self.panel)
        self.known_heading.setObjectName("known_heading")
        self.known_heading.setProperty("look", "section")
        self.known_heading.setWordWrap(True)

        self.panel_column.addWidget(self.known_heading)

        self.known_text = QLabel(self.panel)
        self.known_text.setObjectName("known_text")
        self.known_text.setTextFormat(Qt.TextFormat.PlainText)
        self.known_text.setProperty("look", "muted")
        self.known_text.setWordWrap(True)

        self.panel_column.addWidget(self.known_text)

        self.alike = QWidget(self.panel)
        self.alike.setObjectName("alike")
        self.alike_column = QVBoxLayout(self.alike)
        self.alike_column.setSpacing(8)
        self.alike_column.setObjectName("alike_column")
        self.alike_column.setContentsMargins(0, 0, 0, 0)

        self.panel_column.addWidget(self.alike)

        self.then_heading = QLabel(self.panel)
        self.then_heading.setObjectName("then_heading")
        self.then_heading.setProperty("look", "section")

        self.panel_column.addWidget(self.then_heading)

        self.then_text = QLabel(self.panel)
        self.then_text.setObjectName("then_text")
        self.then_text.setTextFormat(Qt.TextFormat.PlainText)
        self.then_text.setProperty("look", "muted")
        self.then_text.setWordWrap(True)

        self.panel_column.addWidget(self.then_text)

        self.right.addWidget(self.panel)

        self.right_below = QSpacerItem(
            0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding
        )

        self.right.addItem(self.right_below)

        self.columns.addLayout(self.right)

        self.page.addLayout(self.columns)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("NewCertificateView", "Nytt intyg", None))
        self.offer_take.setText(
            QCoreApplication.translate("NewCertificateView", "Fortsätt med ut&kastet", None)
        )
        self.offer_drop.setText(
            QCoreApplication.translate("NewCertificateView", "Släng utkastet", None)
        )
        self.next.setText(QCoreApplication.translate("NewCertificateView", "&Nästa intyg", None))
        self.open_person.setText(
            QCoreApplication.translate("NewCertificateView", "Visa personen", None)
        )
        self.print_again.setText(
            QCoreApplication.translate("NewCertificateView", "Skriv ut igen", None)
        )
        self.issue_and_print.setText(
            QCoreApplication.translate("NewCertificateView", "Utfärda och skriv ut", None)
        )
        self.issue.setText(QCoreApplication.translate("NewCertificateView", "Utfärda", None))
        self.save_draft.setText(
            QCoreApplication.translate("NewCertificateView", "Spara utkast", None)
        )
        self.clear.setText(QCoreApplication.translate("NewCertificateView", "Börja om", None))
        self.known_heading.setText(
            QCoreApplication.translate("NewCertificateView", "Finns personen redan?", None)
        )
        self.then_heading.setText(QCoreApplication.translate("NewCertificateView", "Sedan", None))
