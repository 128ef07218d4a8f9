"""A duty of the agreement, as rule data says it; duties.py checks them."""

from __future__ import annotations

from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.rules import Rule


class Party(StrEnum):
    """Whose duty it is."""

    MUNICIPALITY = "municipality"
    PROVIDER = "provider"
    BOTH = "both"


class Evidence(StrEnum):
    """By what in the records a duty is checked."""

    COVERAGE = "coverage"
    ASKED = "asked"
    REGISTERED = "registered"
    ASSESSED = "assessed"
    STAFF_PRESENT = "staff_present"
    CARED_FOR = "cared_for"
    DENTIST_KNOWN = "dentist_known"
    UNITS_TRAINED = "units_trained"
    ISSUERS_TRAINED = "issuers_trained"
    UNITS_RIGHT = "units_right"
    CONTACT_PERSON = "contact_person"
    DEVIATIONS_ANSWERED = "deviations_answered"
    QUARTERS_REPORTED = "quarters_reported"
    DISAGREEMENTS_FOLLOWED_UP = "disagreements_followed_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Rule):
    """What the agreement asks for, and by what it is checked."""

    id: str
    party: Party
    text: str
    evidence: Evidence
