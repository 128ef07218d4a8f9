"""What is known of an issuer, made tidy, and finding the one who is meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from munhalsa.application.districts import district_by_name
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Changes, Reader, UnitOfWork
from munhalsa.application.training_steps import issuers_by_name
from munhalsa.application.users import account_in_force
from munhalsa.domain.account import Account
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.training import Issuer, Participant
from munhalsa.domain.training_rules import name_key
from munhalsa.domain.unit_details import email, required, tidy


class IssuerDetails(TypedDict, total=False):
    """What can be said of an issuer; ``user`` is a user's name, ``unit`` a code or name."""

    name: str
    title: str | None
    workplace: str | None
    email: str | None
    hsa_id: str | None
    user: str | None
    unit: str | None
    district: str | None
    authorised_by: str | None
    authorised_on: date | None
    ordered_on: date | None
    closed_on: date | None
    from_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerChanged:
    """The issuer as they now stand; ``handed_over`` is how many persons went to somebody else."""

    issuer: Issuer
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()
    handed_over: int = 0


def issuer_meant(reader: Reader, text: str) -> Issuer:
    """The issuer of that name or id."""
    wanted = name_key(text)
    found = [
        one
        for one in reader.find(Issuer, order_by="sort_key")
        if text.strip() == one.id or wanted == name_key(one.name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Rejected(
            "issuer_ambiguous",
            "Flera intygsutfärdare har det namnet. Ange id i stället.",
            field="issuer",
        )
    raise Rejected(
        "issuer_not_found",
        "Det finns ingen intygsutfärdare med det namnet. Kontrollera stavningen.",
        field="issuer",
    )


def fields_of(reader: Reader, details: IssuerDetails) -> dict[str, Any]:
    """The same as fields of the record, each made tidy."""
    given: Mapping[str, Any] = details
    fields: dict[str, Any] = {}
    for name, value in given.items():
        fields |= _FIELDS[name](reader, name, value) if name in _FIELDS else {name: value}
    return fields


def _name(_reader: Reader, field: str, value: str) -> dict[str, Any]:
    name = required(value, field=field, message="Ange intygsutfärdarens namn.")
    return {"name": name, "sort_key": sort_key(name)}


def _text(_reader: Reader, field: str, value: str | None) -> dict[str, Any]:
    return {field: tidy(value, field=field)}


def _email(_reader: Reader, field: str, value: str | None) -> dict[str, Any]:
    return {field: email(value, field=field)}


def _user(reader: Reader, field: str, value: str | None) -> dict[str, Any]:
    plain = tidy(value, field=field)
    found = None if plain is None else account_in_force(reader, plain, field=field)
    return {"account_id": None if found is None else found.id}


def _unit(reader: Reader, field: str, value: str | None) -> dict[str, Any]:
    plain = tidy(value, field=field)
    return {"unit_id": None if plain is None else unit_by_code_or_name(reader, plain).id}


def _district(reader: Reader, field: str, value: str | None) -> dict[str, Any]:
    plain = tidy(value, field=field)
    return {"district_id": None if plain is None else district_by_name(reader, plain).id}


_FIELDS = {
    "name": _name,
    "title": _text,
    "workplace": _text,
    "hsa_id": _text,
    "authorised_by": _text,
    "email": _email,
    "user": _user,
    "unit": _unit,
    "district": _district,
}


def account_of_name(reader: Reader, name: str) -> str | None:
    """The user of that name, if there is one in force that no other issuer is."""
    taken = {one.account_id for one in reader.find(Issuer)}
    for account in reader.find(Account, ended_on=None):
        if name_key(account.name) == name_key(name) and account.id not in taken:
            return account.id
    return None


def check_account_free(reader: Reader, issuer: Issuer) -> None:
    """Refuse a user who is another issuer already."""
    if issuer.account_id is None:
        return
    if any(one.id != issuer.id for one in reader.find(Issuer, account_id=issuer.account_id)):
        raise Rejected(
            "user_is_issuer",
            "Användaren är redan kopplad till en annan intygsutfärdare.",
            field="user",
        )


def link_participants(work: UnitOfWork, issuer: Issuer) -> int:
    """Let those of that name who took part before have been this issuer; how many."""
    work.flush()
    if issuers_by_name(work).get(name_key(issuer.name)) != issuer.id:
        return 0
    unnamed = [
        one
        for one in work.find(Participant, issuer_id=None)
        if name_key(one.name) == name_key(issuer.name)
    ]
    for one in unnamed:
        work.change(one, issuer_id=issuer.id)
    return len(unnamed)
