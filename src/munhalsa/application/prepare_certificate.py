"""What somebody about to issue a certificate needs at hand: the rules, the units, the day."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.settings import rules_of_municipality
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.rules import RuleBook
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDesk:
    """``rules`` with the municipality's own choices; ``units`` in name order, closed ones too."""

    today: date
    rules: RuleBook
    units: tuple[Unit, ...]


def prepare_certificate(context: Context) -> CertificateDesk:
    """Everything that the answers are judged by and the home is chosen from."""
    context.require(Permission.ISSUE_CERTIFICATES)
    with context.read(Permission.ISSUE_CERTIFICATES) as reader:
        return CertificateDesk(
            today=context.today,
            rules=rules_of_municipality(reader, context.rules),
            units=tuple(reader.find(Unit, order_by="sort_key")),
        )
