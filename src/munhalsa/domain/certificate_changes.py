"""What may be done with a certificate after it was issued, and from which day (spec: records)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from munhalsa.domain.certificate import LONGEST_AHEAD, Certificate, Ground, last_day_of, overlapping
from munhalsa.domain.refusal import Rejected

_ONE_DAY = timedelta(days=1)


def renewal_start(certificate: Certificate, *, today: date) -> date:
    """The day after the last one; today where there is no last day or it has passed."""
    last = certificate.last_day
    return today if last is None or last < today else last + _ONE_DAY


def last_day_before(certificate: Certificate, start: date) -> date | None:
    """When it ends for another one to begin that day; None where it is over by then."""
    if certificate.last_day is not None and certificate.last_day < start:
        return None
    if start <= certificate.issued:
        raise Rejected(
            "replacement_too_early",
            f"Intyget började gälla {certificate.issued.isoformat()}, så det nya måste börja "
            "senare. Är intyget fel från början: makulera det och utfärda ett nytt.",
            field="date",
        )
    return start - _ONE_DAY


def check_not_void(certificate: Certificate) -> None:
    """Refuse to do anything with a certificate that is as if it had never been."""
    if certificate.voided_on is not None:
        raise Rejected(
            "certificate_void",
            "Intyget är makulerat. Utfärda ett nytt, eller ångra makuleringen.",
            field="number",
        )


def check_ours(certificate: Certificate) -> None:
    """Refuse to change a certificate that another municipality is responsible for."""
    if certificate.handed_over_on is not None:
        raise Rejected(
            "handed_over",
            "Ansvaret för intyget är överlämnat till en annan kommun, som ändrar det. "
            "Har personen flyttat tillbaka: förnya intyget.",
            field="number",
        )


def check_ground(certificate: Certificate, *, ground: Ground, day: date) -> None:
    """Refuse a change of ground that changes nothing or leaves a gap."""
    check_not_void(certificate)
    check_ours(certificate)
    if certificate.ground is ground:
        raise Rejected(
            "ground_unchanged",
            "Intyget har redan den personkretsen. Välj en annan.",
            field="ground",
        )
    if not certificate.is_valid_on(day):
        raise Rejected(
            "certificate_not_valid",
            "Intyget gäller inte den dagen. Välj en dag då det gäller, eller utfärda ett nytt.",
            field="date",
        )


def check_validity(
    certificate: Certificate,
    *,
    valid_to: date | None,
    others: Iterable[Certificate],
    died_on: date | None,
) -> None:
    """Refuse a last day that cannot be; None is until further notice."""
    check_not_void(certificate)
    check_ours(certificate)
    if certificate.ended is not None:
        raise Rejected(
            "certificate_already_ended",
            f"Intyget är avslutat {certificate.ended.isoformat()}. Ångra avslutet om det är fel.",
            field="number",
        )
    if valid_to == certificate.valid_to:
        raise Rejected(
            "validity_unchanged",
            "Intyget har redan den giltigheten. Välj ett annat datum.",
            field="valid_to",
        )
    if valid_to is not None and valid_to < certificate.issued:
        raise Rejected(
            "valid_to_before_issued",
            "Giltigt till ligger före den dag intyget börjar gälla. Rätta datumet.",
            field="valid_to",
        )
    if died_on is not None and (valid_to is None or valid_to > died_on):
        raise Rejected(
            "person_deceased",
            "Personen är registrerad som avliden, så intyget kan inte gälla efter dödsdagen.",
            field="valid_to",
        )
    last = last_day_of(valid_to, None)
    other = overlapping(
        (one for one in others if one.id != certificate.id),
        issued=certificate.issued,
        last_day=last,
    )
    if other is not None:
        raise Rejected(
            "certificate_overlap",
            f"Då skulle intyget gälla samma dagar som {other.number}. "
            "Välj ett datum före det, eller avsluta eller makulera det andra först.",
            field="valid_to",
        )


def check_copy(certificate: Certificate, *, today: date) -> None:
    """Refuse a copy of the letter about a certificate that does not hold any longer."""
    check_not_void(certificate)
    if certificate.last_day is not None and certificate.last_day < today:
        raise Rejected(
            "certificate_not_valid",
            "Intyget gäller inte längre, så det skickas ingen kopia. Förnya det först.",
            field="number",
        )


def check_hand_over(
    certificate: Certificate,
    *,
    day: date,
    today: date,
    to: str,
    own: str,
    region: Mapping[str, str],
) -> None:
    """Refuse a hand-over that has no certificate to hand over, or nobody to receive it.

    ``to`` and ``own`` are codes; ``region`` is the municipalities of Västra Götaland, by code.
    """
    check_not_void(certificate)
    if certificate.handed_over_on is not None:
        raise Rejected(
            "handed_over",
            f"Ansvaret är redan överlämnat {certificate.handed_over_on.isoformat()}. "
            "Ångra det om det är fel.",
            field="number",
        )
    if to not in region:
        raise Rejected(
            "municipality_unknown",
            "Det finns ingen kommun i Västra Götaland med den koden. Kontrollera den. "
            "Flyttar personen från regionen: registrera det i stället.",
            field="to",
        )
    if to == own:
        raise Rejected(
            "municipality_own",
            "Det är den egna kommunen. Välj kommunen som personen flyttar till.",
            field="to",
        )
    if day - today > LONGEST_AHEAD:
        raise Rejected(
            "date_too_far_ahead",
            "Ansvaret kan lämnas över högst 60 dagar framåt. Välj ett tidigare datum.",
            field="date",
        )
    if not certificate.is_valid_on(day):
        raise Rejected(
            "certificate_not_valid",
            "Intyget gäller inte den dagen, så det finns inget att lämna över. Välj en annan dag.",
            field="date",
        )
