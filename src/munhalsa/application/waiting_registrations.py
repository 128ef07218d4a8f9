"""How much waits to be told to Intygsbeställningen."""

from __future__ import annotations

from munhalsa.application.context import Context
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Certificates and units with something that waits; protected identities are among them."""

    certificates: int
    units: int


def count_waiting(context: Context) -> Waiting:
    """What waits just now."""
    context.require(Permission.REGISTER)
    with context.read(Permission.REGISTER) as reader:
        certificates, units = reader.registrations.waiting(context.today)
    return Waiting(certificates=certificates, units=units)
