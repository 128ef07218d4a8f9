"""Death and leaving: what a last day does to certificates and homes (spec: records)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from munhalsa.domain.certificate import LONGEST_AHEAD, Certificate, EndReason
from munhalsa.domain.identity import parse
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Rejected


class Fate(StrEnum):
    """What becomes of a certificate when the person is gone after a day."""

    STAYS = "stays"
    ENDS = "ends"
    BEGAN_LATER = "began_later"


class Lasting(Protocol):
    """What a certificate's fate hangs on: the record, or what an import knows of it."""

    @property
    def issued(self) -> date: ...

    @property
    def last_day(self) -> date | None: ...

    @property
    def voided_on(self) -> date | None: ...

    @property
    def ended(self) -> date | None: ...

    @property
    def end_reason(self) -> str | None: ...


class Stretch(Protocol):
    """What the end of a home hangs on."""

    @property
    def kind(self) -> ResidenceKind: ...

    @property
    def from_day(self) -> date: ...

    @property
    def to_day(self) -> date | None: ...


Home = TypeVar("Home", bound=Stretch)


def fate_of(certificate: Lasting, *, last: date) -> Fate:
    """What becomes of it: nothing where it was void or over by then."""
    over = certificate.last_day is not None and certificate.last_day <= last
    if certificate.voided_on is not None or over:
        return Fate.STAYS
    return Fate.ENDS if certificate.issued <= last else Fate.BEGAN_LATER


def fate_at_death(certificate: Lasting, *, died: date, before: date | None) -> Fate:
    """As ``fate_of``; what ended with an earlier stated day of death ends with this one too."""
    fate = fate_of(certificate, last=died)
    if fate is Fate.STAYS and ended_by_death(certificate, before):
        return Fate.ENDS
    return fate


def was_over_later(certificate: Lasting, *, before: date | None) -> bool:
    """Whether one that ends with a death had ended for another reason, after it."""
    return certificate.ended is not None and not ended_by_death(certificate, before)


def ended_by_death(certificate: Lasting, day: date | None) -> bool:
    """Whether it ended with a death on that day, and follows when the day is corrected."""
    return (
        day is not None
        and certificate.voided_on is None
        and certificate.end_reason == EndReason.DECEASED
        and certificate.ended == day
    )


def homes_to_end(
    residences: Iterable[Home], *, last: date, before: date | None = None
) -> list[Home]:
    """Those that reach beyond the day, and those that ended with an earlier stated day.

    One of the latter that another of its kind has followed since stays as it is.
    """
    stretches = list(residences)
    return [
        home
        for home in stretches
        if home.from_day <= last
        and home.to_day != last
        and (
            home.to_day is None
            or home.to_day > last
            or (home.to_day == before and not _is_followed(home, stretches, last=last))
        )
    ]


def _is_followed(home: Stretch, stretches: Iterable[Stretch], *, last: date) -> bool:
    return any(
        other.kind is home.kind and home.from_day < other.from_day <= last for other in stretches
    )


def check_day_of_death(person: Person, day: date, *, today: date) -> None:
    """Refuse a day to come, one before birth, and the day that is known already."""
    if day > today:
        raise Rejected(
            "date_in_future", "Dödsdagen ligger framåt i tiden. Rätta datumet.", field="date"
        )
    _check_born(person, day, today=today)
    if person.died_on == day:
        raise Rejected(
            "already_deceased",
            "Personen är redan registrerad som avliden den dagen.",
            field="date",
        )


def check_day_of_leaving(
    person: Person,
    day: date,
    *,
    today: date,
    residences: Iterable[Residence],
    certificates: Iterable[Certificate],
) -> None:
    """Refuse a day before birth, after death or far ahead, and leaving twice."""
    _check_born(person, day, today=today)
    if person.died_on is not None:
        raise Rejected(
            "person_deceased",
            "Personen är registrerad som avliden. Ångra det först om det är fel.",
            field="number",
        )
    if day - today > LONGEST_AHEAD:
        raise Rejected(
            "date_too_far_ahead",
            "En flytt kan registreras högst 60 dagar framåt. Välj ett tidigare datum.",
            field="date",
        )
    gone = person.moved_out_on
    if gone is None:
        return
    back = any(has_returned(gone, home.from_day) for home in residences) or any(
        has_returned(gone, one.issued) and one.voided_on is None for one in certificates
    )
    if not back:
        raise Rejected(
            "already_moved_out",
            f"Personen är redan registrerad som utflyttad {gone.isoformat()}. "
            "Ångra det först om det är fel.",
            field="number",
        )


def has_returned(gone: date | None, day: date) -> bool:
    """Whether whoever moved away on a day is back with a home or a certificate from ``day``."""
    return gone is not None and day > gone


def check_leaves_region(to: str | None, *, region: Mapping[str, str]) -> None:
    """Refuse to end a certificate for a move to a municipality where it goes on being valid.

    ``region`` is the municipalities of Västra Götaland, by code.
    """
    if to is None:
        return
    if municipality_named(to, region) is not None:
        raise Rejected(
            "moves_within_region",
            "Kommunen ligger i Västra Götaland, där intyget fortsätter att gälla. "
            "Lämna över ansvaret till den i stället.",
            field="to",
        )


def municipality_named(text: str, region: Mapping[str, str]) -> str | None:
    """The code of the municipality in the region that is meant by a code or a name."""
    place = " ".join(text.casefold().split()).removesuffix(" kommun")
    plain = {code: name.casefold() for code, name in region.items()}
    for code, name in plain.items():
        if place in (code, name, f"{name}s"):
            return code
    return None


def _check_born(person: Person, day: date, *, today: date) -> None:
    born = parse(person.number, today=today).birth_date
    too_early = person.birth_year is not None and day.year < person.birth_year
    if too_early or (born is not None and day < born):
        raise Rejected(
            "before_birth", "Datumet ligger före personens födelse. Rätta det.", field="date"
        )
