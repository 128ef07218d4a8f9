"""Faults of the engines, said by whose they are: a rule, the surroundings, or a bug."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, IntegrityError

from munhalsa.domain.refusal import FileUnusable, Refusal, Rejected, StoreUnavailable

_RULES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (
        ("certificate_overlap",),
        "certificate_overlap",
        (
            "Personen har redan ett giltigt intyg under de dagarna. "
            "Förnya, ändra eller avsluta det i stället."
        ),
        "issued",
    ),
    (
        ("person.number", "uq_person_number", "former_number.number", "uq_former_number_number"),
        "number_taken",
        "Numret finns redan i registret. Sök fram personen i stället.",
        "number",
    ),
    (
        ("residence_overlap",),
        "residence_overlap",
        "Boendet krockar med ett annat boende under samma dagar. Rätta datumen.",
        "from_day",
    ),
    (
        ("unit.code", "uq_unit_code"),
        "unit_code_taken",
        "En annan enhet har redan den enhetskoden. Välj en annan kod.",
        "code",
    ),
    (
        ("account.name", "uq_account_name"),
        "user_taken",
        "Det finns redan en användare med det namnet. Välj ett annat.",
        "name",
    ),
)

DISK_FULL = FileUnusable(
    "disk_full",
    "Disken är full, så inget sparades. Frigör utrymme och försök igen.",
)
CONFLICT = (
    "conflict",
    "Någon annan har ändrat uppgiften under tiden. Läs in den på nytt och gör om ändringen.",
)


def explained(error: DBAPIError) -> Exception:
    """The refusal that an engine's error means; a bug stays the error it was."""
    cause = str(error.orig)
    if isinstance(error, IntegrityError) or "certificate_overlap" in cause:
        return _broken_rule(cause) or error
    return _surroundings(cause, error) or error


def _broken_rule(cause: str) -> Refusal | None:
    for marks, code, message, field in _RULES:
        if any(mark in cause for mark in marks):
            return Rejected(code, message, field=field)
    if "UNIQUE" in cause or "duplicate key" in cause:
        return Rejected(*CONFLICT)
    return None


def _surroundings(cause: str, error: DBAPIError) -> Refusal | None:
    lowered = cause.lower()
    if "disk is full" in lowered or "no space left" in lowered:
        return DISK_FULL
    if "readonly" in lowered or "read-only" in lowered:
        return FileUnusable(
            "store_read_only",
            "Registret är skrivskyddat, så inget sparades. Kontrollera rätten till mappen.",
        )
    if "disk i/o" in lowered or "unable to open" in lowered:
        return FileUnusable(
            "store_io",
            "Det gick inte att skriva till registret, så inget sparades. Kontrollera disken.",
        )
    if "malformed" in lowered or "not a database" in lowered or "corrupt" in lowered:
        return StoreUnavailable(
            "store_damaged",
            "Registret är skadat. Läs tillbaka den senaste säkerhetskopian med munhalsa restore.",
        )
    if "locked" in lowered or "busy" in lowered:
        return StoreUnavailable(
            "store_in_use", "Registret används av ett annat program. Försök igen om en stund."
        )
    if error.connection_invalidated or "connection" in lowered or "closed" in lowered:
        return StoreUnavailable(
            "store_lost",
            "Kontakten med databasen bröts, så inget sparades. Försök igen när den är tillbaka.",
        )
    if "could not serialize" in lowered or "deadlock" in lowered:
        return Rejected(*CONFLICT)
    if "permission denied" in lowered:
        return StoreUnavailable(
            "database_permission",
            "Databasen tillåter inte det för den här inloggningen. Fråga databasens administratör.",
        )
    return None
