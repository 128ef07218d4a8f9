"""Words on screen for the code words of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from munhalsa.domain.account import Role

if TYPE_CHECKING:
    from munhalsa.application.users import GrantLine

translate = QCoreApplication.translate


def role_name(role: Role) -> str:
    """What a role is called."""
    return {
        Role.ISSUER: translate("Role", "intygsutfärdare"),
        Role.UNIT_MANAGER: translate("Role", "enhetschef"),
        Role.COORDINATOR: translate("Role", "kontaktperson"),
        Role.HYGIENIST: translate("Role", "tandhygienist"),
        Role.MAS: translate("Role", "MAS"),
        Role.STATISTICS: translate("Role", "statistik"),
        Role.AUDITOR: translate("Role", "granskare"),
        Role.ADMINISTRATOR: translate("Role", "administratör"),
    }[role]


def grant_words(grant: GrantLine) -> str:
    """A role with where and how long it holds."""
    words = role_name(grant.role)
    place = grant.unit or grant.district
    if place is not None:
        words = translate("Role", "{0} för {1}").format(words, place)
    if grant.until is not None:
        words = translate("Role", "{0} till och med {1}").format(words, grant.until)
    return words
