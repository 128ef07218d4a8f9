"""Words on screen about units."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from munhalsa.application.unit_list import UnitToDo
from munhalsa.desktop.models.columns import Cell
from munhalsa.desktop.theme import Tone
from munhalsa.domain.person import ResidenceKind
from munhalsa.domain.unit import RunBy, UnitChange, UnitType

translate = QCoreApplication.translate


def unit_type_name(kind: UnitType) -> str:
    """What a unit is, after its name."""
    return {
        UnitType.NURSING_HOME: translate("Unit", "särskilt boende"),
        UnitType.SHORT_STAY: translate("Unit", "korttidsboende"),
        UnitType.LSS_HOUSING: translate("Unit", "bostad med särskild service (LSS)"),
        UnitType.HOME_HELP: translate("Unit", "hemtjänst"),
        UnitType.HOME_HEALTH_CARE: translate("Unit", "hemsjukvård"),
        UnitType.DAY_ACTIVITY: translate("Unit", "daglig verksamhet (LSS)"),
        UnitType.DAY_CARE: translate("Unit", "dagverksamhet (SoL)"),
    }[kind]


def unit_type_title(kind: UnitType) -> str:
    """The same where it stands alone."""
    name = unit_type_name(kind)
    return name[0].upper() + name[1:]


def run_by_words(who: RunBy) -> str:
    """Who runs a unit."""
    return {
        RunBy.MUNICIPALITY: translate("Unit", "Kommunen"),
        RunBy.CONTRACTOR: translate("Unit", "Ett företag"),
    }[who]


def to_do_chip(what: UnitToDo) -> Cell:
    """What waits to be done with a unit."""
    return {
        UnitToDo.CONFIRM: Cell(translate("Unit", "Bekräfta kontakt"), Tone.WARN),
        UnitToDo.REGISTER: Cell(translate("Unit", "Registrera hos VGR"), Tone.NEUTRAL),
    }[what]


def change_words(change: UnitChange) -> str:
    """What is to be told of a unit."""
    return {
        UnitChange.NEW: translate("Unit", "ny enhet"),
        UnitChange.CLOSED: translate("Unit", "stängd enhet"),
        UnitChange.NAME: translate("Unit", "namn"),
        UnitChange.RESPONSIBLE: translate("Unit", "ansvarig"),
        UnitChange.PHONE: translate("Unit", "telefon"),
        UnitChange.EMAIL: translate("Unit", "e-post"),
        UnitChange.ADDRESS: translate("Unit", "adress"),
    }[change]


def tie_words(kind: ResidenceKind) -> str:
    """Why somebody is at a unit, where it is not that they live there."""
    return {
        ResidenceKind.HOME: "",
        ResidenceKind.RESPONSIBLE: translate("Unit", "får vård hemma"),
        ResidenceKind.VISIT: translate("Unit", "besöks här"),
    }[kind]


def confirmed_words(verified: date | None) -> str:
    """When the contact details were confirmed."""
    if verified is None:
        return translate("Unit", "Kontaktuppgifterna är aldrig bekräftade")
    return translate("Unit", "Kontaktuppgifterna bekräftades {0}").format(verified)
