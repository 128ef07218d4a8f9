"""Nytt intyg, the decision: what the rules say and why, and what the issuer makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from munhalsa.desktop.forms.new_certificate_rest import NewCertificateRestForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.certificate import Ground
from munhalsa.domain.eligibility import AgeStatus, Assessment, Verdict

_GAP = 12


class DecisionBox(QObject):
    """``changed`` when the issuer chose a ground or wrote a reason."""

    changed = Signal()

    def __init__(self, ui: NewCertificateRestForm, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._ui, self._look = ui, look
        self._ground: Ground | None = None
        self._needs_reason = False
        links = Flow(ui.decision_line, _GAP)
        links.addWidget(ui.show_rule)
        links.addWidget(ui.other_ground)
        line = Flow(ui.ground_line, _GAP)
        line.addWidget(ui.ground_label)
        line.addWidget(ui.ground)
        ui.verdict.setTextFormat(Qt.TextFormat.RichText)
        ui.reason.setAccessibleName(self.tr("Motivering"))
        self.messages: Mapping[str, FieldMessage] = {
            "ground": FieldMessage(ui.ground, ui.decision),
            "reason": FieldMessage(ui.reason, ui.decision),
        }
        ui.decision_column.insertWidget(
            ui.decision_column.indexOf(ui.ground_line) + 1, self.messages["ground"]
        )
        ui.decision_column.addWidget(self.messages["reason"])
        ui.show_rule.toggled.connect(lambda _: self._show_parts())
        ui.other_ground.toggled.connect(lambda _: self._show_parts())
        ui.ground.activated.connect(lambda _: self._choose())
        ui.reason.textChanged.connect(self._reasoned)
        self._several = False

    @property
    def ground(self) -> Ground | None:
        """The ground that the issuer has chosen; None: as the rules say."""
        return self._ground

    @property
    def reason(self) -> str | None:
        """What the issuer has written, if a reason is asked for."""
        text = self._ui.reason.toPlainText().strip()
        return text if text and self._needs_reason else None

    def show(self, said: Assessment | None, *, grounds: Sequence[Ground], asked: bool) -> None:
        """What the rules say; not ``asked``: nothing is answered yet."""
        ui = self._ui
        young = said is not None and said.age.status is AgeStatus.TOO_YOUNG
        if said is None or not (asked or young):
            self._tell("card", "muted", self.tr("Svara på frågorna, så visas vad reglerna säger."))
            ui.verdict_text.clear()
            ui.rule.clear()
            self._needs_reason = self._several = False
        else:
            look, tone = self._looks(said)
            self._tell(look, tone, self._headline(said))
            ui.verdict_text.setText(self._sources(said))
            ui.rule.setText("\n".join(f"{one.sentence} ({one.source})" for one in said.because))
            self._needs_reason = said.verdict is not Verdict.ENTITLED and not young
            self._several = len(said.grounds) > 1
        self._offer(grounds, said)
        ui.verdict_text.setVisible(bool(ui.verdict_text.text()))
        self._show_parts()

    def fit(self) -> None:
        """The text may have another size."""
        self._ui.reason.setFixedHeight(self._look.sizes.px(64))

    def check(self, said: Assessment | None) -> None:
        """Say what the issuer must still decide."""
        if said is None or said.age.status is AgeStatus.TOO_YOUNG:
            return
        if said.verdict is not Verdict.ENTITLED and self.reason is None:
            self.messages["reason"].say(self._reason_wanted(said))
        if self._ground is None and said.ground is None:
            self._ui.other_ground.setChecked(True)
            self.messages["ground"].say(self.tr("Personkrets saknas. Välj 1, 2a, 2b eller 2c."))

    def clear(self) -> None:
        """Somebody else."""
        self._ground = None
        self._ui.reason.clear()
        self._ui.show_rule.setChecked(False)
        self._ui.other_ground.setChecked(False)
        for message in self.messages.values():
            message.clear()

    def draft(self) -> dict[str, Any]:
        """What the issuer has decided so far."""
        ground = self._ground
        return {
            "ground": None if ground is None else ground.value,
            "reason": self._ui.reason.toPlainText(),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was decided."""
        ground = draft["ground"]
        self._ground = None if ground is None else Ground(ground)
        self._ui.other_ground.setChecked(ground is not None)
        self._ui.reason.setPlainText(draft["reason"])

    # Within.

    def _tell(self, card: str, look: str, headline: str) -> None:
        ui = self._ui
        set_look(ui.decision, card)
        set_look(ui.verdict, look)
        text = f"<b>{escape(headline)}</b>" if look != "muted" else escape(headline)
        if ui.verdict.text() != text:
            ui.verdict.setText(text)
            ui.decision.setAccessibleName(headline)
            if look != "muted":
                announce(ui.decision, headline)

    def _looks(self, said: Assessment) -> tuple[str, str]:
        if said.verdict is Verdict.ENTITLED:
            return "card-ok", Tone.OK.value
        if said.verdict is Verdict.NOT_ENTITLED:
            return "card-bad", Tone.BAD.value
        return "card-warn", Tone.WARN.value

    def _headline(self, said: Assessment) -> str:
        if said.verdict is Verdict.ENTITLED:
            return self.tr("Berättigad · personkrets {0}").format(said.ground)
        if said.verdict is Verdict.NOT_ENTITLED:
            return self.tr("Inte berättigad enligt reglerna")
        left = len(said.unanswered)
        if left and not said.grounds:
            return self.tr("Inte avgjort än")
        return self.tr("Behöver bedömas")

    def _sources(self, said: Assessment) -> str:
        """Rule and source in short: what the decision rests on beside the age."""
        if said.age.status is not AgeStatus.OK:
            return said.age.because.sentence
        if said.verdict is Verdict.ENTITLED:
            return " ".join(f"{one.source}." for one in reversed(said.because[1:3]))
        if said.verdict is Verdict.NEEDS_JUDGEMENT and not said.grounds and said.unanswered:
            return self.tr("Svara på frågorna som är kvar, eller utfärda med en motivering.")
        return said.because[1].sentence if len(said.because) > 1 else said.because[0].sentence

    def _reason_wanted(self, said: Assessment) -> str:
        if said.unanswered and not said.grounds:
            return self.tr(
                "Reglerna avgör inte saken än. Svara på frågorna som är kvar, eller skriv en "
                "motivering."
            )
        return self.tr("Reglerna ger inte rätt till intyg. Skriv varför det ändå utfärdas.")

    def _offer(self, grounds: Sequence[Ground], said: Assessment | None) -> None:
        combo = self._ui.ground
        fitting = () if said is None else said.grounds
        ordered = [*fitting, *(one for one in grounds if one not in fitting)]
        combo.clear()
        if not fitting:
            combo.addItem(self.tr("Välj"), None)
        for one in ordered:
            text = self.tr("{0} (svaren stöder)").format(one) if one in fitting else str(one)
            combo.addItem(text, one.value)
        shown = self._ground or (said.ground if said is not None else None)
        combo.setCurrentIndex(max(combo.findData(shown.value), 0) if shown is not None else 0)

    def _choose(self) -> None:
        chosen = self._ui.ground.currentData()
        self._ground = None if chosen is None else Ground(chosen)
        self.messages["ground"].clear()
        self.changed.emit()

    def _reasoned(self) -> None:
        if self._ui.reason.toPlainText().strip():
            self.messages["reason"].clear()
        self.changed.emit()

    def _show_parts(self) -> None:
        ui = self._ui
        told = bool(ui.rule.text())
        ui.decision_line.setVisible(told)
        ui.rule.setVisible(told and ui.show_rule.isChecked())
        ui.ground_line.setVisible(
            self._several or ui.other_ground.isChecked() or self._needs_reason
        )
        ui.other_ground.setVisible(told and not self._several and not self._needs_reason)
        ui.reason_label.setVisible(self._needs_reason)
        ui.reason.setVisible(self._needs_reason)
        if not self._needs_reason:
            self.messages["reason"].clear()
