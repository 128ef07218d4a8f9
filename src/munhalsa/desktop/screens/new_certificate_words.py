"""Words of the page Nytt intyg for the code words of the domain."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from munhalsa.domain.certificate import DisclosureBasis
from munhalsa.domain.identity import IdentityKind
from munhalsa.domain.person import ProtectedIdentity

translate = QCoreApplication.translate


def valid_number(kind: IdentityKind) -> str:
    """That a number of its kind is right."""
    return {
        IdentityKind.PERSONAL: translate("Identity", "Giltigt nummer"),
        IdentityKind.COORDINATION: translate("Identity", "Giltigt samordningsnummer"),
        IdentityKind.VGR_RESERVE: translate("Identity", "Giltigt reservnummer (VGR)"),
        IdentityKind.NATIONAL_RESERVE: translate("Identity", "Giltigt nationellt reservnummer"),
    }[kind]


def protection_name(protection: ProtectedIdentity) -> str:
    """How somebody's data is protected."""
    return {
        ProtectedIdentity.NONE: translate("Protection", "Nej"),
        ProtectedIdentity.CONFIDENTIALITY_MARKING: translate("Protection", "Sekretessmarkering"),
        ProtectedIdentity.PROTECTED_REGISTRATION: translate("Protection", "Skyddad folkbokföring"),
    }[protection]


def basis_wants(basis: DisclosureBasis) -> str:
    """What must be told of that ground."""
    return {
        DisclosureBasis.CONSENT: translate("DisclosureBasis", "Vem, hur och till vad"),
        DisclosureBasis.HARM_TEST: translate("DisclosureBasis", "Skälen"),
        DisclosureBasis.LAW: translate("DisclosureBasis", "Lagrum"),
    }[basis]
