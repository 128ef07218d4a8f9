"""What somebody around a person may be told to be, and for how long (spec: records, contacts)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from munhalsa.domain.dates import add_months
from munhalsa.domain.identity import without_separators
from munhalsa.domain.person import Authority, Contact, Relation
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit_details import phone, required, tidy

LONGEST_WORDS = 300
# Antagande: a mandate is known a year before it begins, and is never given for more than ten.
_MONTHS_AHEAD = {"from": 12, "to": 120}
_A_DAY = timedelta(days=1)
_DIALLED = re.compile(r"[^A-Za-zÅÄÖåäö]*")
_SWEDEN = re.compile(r"(?:\+|00)46(?:\(0\)|0)?")
REPRESENTING = frozenset({Relation.GUARDIAN, Relation.ADMINISTRATOR, Relation.LASTING_POWER})
"""Those whose mandate is to represent somebody, until anything else is said of them."""

TOLD = frozenset(
    {"name", "relation", "authority", "phone", "address", "gets_letters", "from_day", "to_day"}
)
"""What Intygsbeställningen is told of when it changes."""


def told_of(contacts: Iterable[Contact], day: date) -> Contact | None:
    """The one whom Intygsbeställningen knows on a day: who gets the letters goes first."""
    current = [one for one in contacts if one.is_current_on(day)]
    return min(current, key=lambda one: (not one.gets_letters, one.id), default=None)


def next_told(contacts: Collection[Contact], after: date) -> date | None:
    """The first later day on which it is to know another one, or nobody."""
    begin = {one.from_day for one in contacts if one.from_day is not None}
    ended = {one.to_day + _A_DAY for one in contacts if one.to_day is not None}
    now = told_of(contacts, after)
    days = sorted(day for day in begin | ended if day > after)
    return next((day for day in days if told_of(contacts, day) != now), None)


def tidied(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields of a contact, each made tidy; what it cannot be is refused at its field."""
    return {name: _tidied(name, value) for name, value in fields.items()}


def _tidied(name: str, value: Any) -> Any:
    if name == "name":
        return required(value, field=name, message="Ange kontaktens namn.")
    if name == "phone":
        return phone(value, field=name)
    if name in ("mandate", "may_be_told", "address"):
        return tidy(value, field=name, longest=LONGEST_WORDS)
    return value


def phone_digits(text: str) -> str:
    """The digits to dial from within Sweden, however the number is written; no extension."""
    dialled = _DIALLED.match(without_separators(text))
    national = _SWEDEN.sub("0", dialled[0] if dialled else "", count=1)
    return "".join(one for one in national if one.isdigit())


def usual_authority(relation: Relation) -> Authority:
    """What a contact of that relation may do with an answer, where nobody has said."""
    return Authority.REPRESENTS if relation in REPRESENTING else Authority.PASSES_ON


def check_days(
    first: date | None, last: date | None, *, birth_year: int | None, today: date
) -> None:
    """Refuse a period that ends before it begins, begins before birth or lies far ahead."""
    check_first_day(first, birth_year=birth_year, today=today)
    if last is None:
        return
    _check_ahead(last, "to", today=today)
    if last < (first or date.min):
        raise Rejected(
            "end_before_start", "Sista dagen ligger före den första. Rätta datumet.", field="to"
        )
    _check_born(last, "to", birth_year=birth_year)


def check_first_day(day: date | None, *, birth_year: int | None, today: date) -> None:
    """Refuse a first day before birth or far ahead."""
    if day is not None:
        _check_ahead(day, "from", today=today)
        _check_born(day, "from", birth_year=birth_year)


def _check_ahead(day: date, field: str, *, today: date) -> None:
    if day > add_months(today, _MONTHS_AHEAD[field]):
        raise Rejected(
            "date_too_far_ahead",
            "Datumet ligger för långt framåt i tiden. Kontrollera årtalet.",
            field=field,
        )


def _check_born(day: date, field: str, *, birth_year: int | None) -> None:
    if birth_year is not None and day.year < birth_year:
        raise Rejected(
            "before_birth", "Datumet ligger före personens födelse. Rätta det.", field=field
        )


def day_before_successor(old: Contact, first: date) -> date:
    """The last day of somebody who is followed by another; earlier where it was so already."""
    last = first - _A_DAY
    if old.from_day is not None and last < old.from_day:
        raise Rejected(
            "successor_too_early",
            "Den nya börjar samma dag som den förra eller tidigare. Ange en senare dag, "
            "eller ändra den förra i stället.",
            field="from",
        )
    return last if old.to_day is None else min(last, old.to_day)


def contact_named(
    contacts: Iterable[Contact], wanted: str | None, *, among: frozenset[Relation] | None = None
) -> Contact:
    """The one of that name or id, else the only one there is (of the relations asked for)."""
    if wanted is None:
        found = [one for one in contacts if among is None or one.relation in among]
    else:
        key = sort_key(wanted)
        found = [one for one in contacts if one.id == wanted or sort_key(one.name) == key]
    if len(found) == 1:
        return found[0]
    if found:
        raise Rejected(
            "contact_ambiguous",
            "Det finns flera kontakter att välja mellan. Ange vilken, med namn eller id.",
            field="contact",
        )
    raise Rejected(
        "contact_not_found",
        "Personen har ingen sådan nuvarande kontakt. Kontrollera namnet, "
        "eller lägg till kontakten.",
        field="contact",
    )
