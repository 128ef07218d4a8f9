"""What is asked about a protected identity: the level, and a step of the paper way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import QCoreApplication

from munhalsa.application.protect_person import NotePaperStep, SetProtection
from munhalsa.desktop.dialogs.change import ChangeForm, Filled
from munhalsa.domain.person import PaperState, Person, ProtectedIdentity

translate = QCoreApplication.translate


def level_form(person: Person) -> ChangeForm:
    """Another level than the one now."""
    names = {
        ProtectedIdentity.CONFIDENTIALITY_MARKING: translate("Protect", "Sekretessmarkering"),
        ProtectedIdentity.PROTECTED_REGISTRATION: translate("Protect", "Skyddad folkbokföring"),
        ProtectedIdentity.NONE: translate("Protect", "Inga skyddade uppgifter"),
    }
    return ChangeForm(
        what=translate("Protect", "Skyddade uppgifter"),
        explanation=translate(
            "Protect",
            "Den som har skyddade uppgifter döljs för alla utom dem som har särskild rätt, och "
            "hanteras på papper. Inget om personen går ut i filer eller paket.",
        ),
        save=translate("Protect", "&Spara"),
        choice_label=translate("Protect", "Sk&ydd"),
        choices=[
            (text, level.value)
            for level, text in names.items()
            if level is not person.protected_identity
        ],
        words_label=translate("Protect", "&Varför; det sparas i loggen"),
        command=lambda filled: SetProtection(
            number=person.number,
            level=ProtectedIdentity(filled.choice),
            reason=filled.words or "",
        ),
    )


def print_form(person: Person) -> ChangeForm:
    """Why the form to post is printed; its command is the reason."""
    return ChangeForm(
        what=translate("Protect", "Skriv ut pappersansökan"),
        explanation=translate(
            "Protect",
            "Blanketten postas; adressen skrivs inte på den. Utskriften noteras som ett steg på "
            "papper för {0} {1}.",
        ).format(person.given_name, person.family_name),
        save=translate("Protect", "&Skriv ut …"),
        words_label=translate("Protect", "&Varför; det sparas i loggen"),
        command=lambda filled: filled.words or "",
    )


def step_form(person: Person, *, today: date, taken: Collection[PaperState] = ()) -> ChangeForm:
    """A step of the paper way; what is not ``taken`` yet is offered first."""
    names = {
        PaperState.FORM_PRINTED: translate("Protect", "Blanketten utskriven"),
        PaperState.POSTED: translate("Protect", "Postad"),
        PaperState.RECEIPT: translate("Protect", "Kvitto har kommit"),
        PaperState.VISIT_BOOKED: translate("Protect", "Besök bokat per telefon"),
    }

    def step(filled: Filled) -> NotePaperStep:
        return NotePaperStep(
            number=person.number,
            state=PaperState(filled.choice),
            day=filled.day or today,
            reason=filled.words or "",
        )

    return ChangeForm(
        what=translate("Protect", "Steg på papper"),
        explanation=translate(
            "Protect", "Hur långt ärendet har kommit. För ett bokat besök: dagen för besöket."
        ),
        save=translate("Protect", "&Spara"),
        choice_label=translate("Protect", "S&teg"),
        choices=sorted(
            ((text, state.value) for state, text in names.items()),
            key=lambda one: PaperState(one[1]) in taken,
        ),
        day_label=translate("Protect", "&Dag"),
        day=today,
        words_label=translate("Protect", "&Varför; det sparas i loggen"),
        command=step,
    )
