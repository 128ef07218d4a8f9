"""The provider that VGR has hired to make the assessments in the municipality, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import DentalContract
from munhalsa.domain.unit_details import email, phone, required, tidy

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProvider:
    """A provider from a day, and to a day where that is known."""

    provider: str
    from_day: date
    to_day: date | None = None
    contact_name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderChanged:
    """The contract as it now stands."""

    contract: DentalContract
    event: str
    changes: Changes


def list_providers(context: Context) -> Sequence[DentalContract]:
    """Every contract, the first one first."""
    with context.read() as reader:
        return reader.find(DentalContract, order_by="from_day")


def provider_on(contracts: Sequence[DentalContract], day: date) -> DentalContract | None:
    """Who has the contract that day."""
    for contract in contracts:
        if contract.from_day <= day and (contract.to_day is None or day <= contract.to_day):
            return contract
    return None


def set_provider(context: Context, command: SetProvider) -> ProviderChanged:
    """A new contract; an open one ends the day before, any other overlap is refused."""
    context.require_everywhere(Permission.EDIT_UNITS)
    provider = required(command.provider, field="provider", message="Ange vårdgivarens namn.")
    if command.to_day is not None and command.to_day < command.from_day:
        raise Rejected(
            "end_before_start",
            "Avtalets sista dag ligger före den första. Rätta ett av datumen.",
            field="to_day",
        )
    contact_name = tidy(command.contact_name, field="contact_name")
    number, mail = phone(command.phone, field="phone"), email(command.email)
    with context.read() as reader:
        municipality = the_municipality(reader)
    contract = DentalContract(
        id=context.new_id(),
        municipality_code=municipality.id,
        provider=provider,
        contact_name=contact_name,
        phone=number,
        email=mail,
        from_day=command.from_day,
        to_day=command.to_day,
    )
    deed = Deed(
        action="municipality.provider",
        subject_kind="municipality",
        subject_id=municipality.id,
    )
    with context.write(deed, Permission.EDIT_UNITS) as work:
        _make_room(work, contract)
        work.add(contract)
        done = work.commit()
    return ProviderChanged(contract=contract, event=done.event, changes=done.changes)


def _make_room(work: UnitOfWork, new: DentalContract) -> None:
    for old in work.find(DentalContract, order_by="from_day"):
        if old.to_day is None and old.from_day < new.from_day:
            work.change(old, to_day=new.from_day - _A_DAY)
        elif _overlap(old, new):
            raise Rejected(
                "provider_overlap",
                "En annan vårdgivare har avtalet under de dagarna. Rätta datumen.",
                field="from_day",
            )


def _overlap(one: DentalContract, other: DentalContract) -> bool:
    return (one.to_day is None or other.from_day <= one.to_day) and (
        other.to_day is None or one.from_day <= other.to_day
    )
