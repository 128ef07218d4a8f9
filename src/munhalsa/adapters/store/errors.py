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
LOG_BROKEN = StoreUnavailable(
    "audit_chain_broken",
    "Registrets logg hänger inte ihop, så inget sparades. Kontrollera registret med "
    "munhalsa verify och säg till den som ansvarar för informationssäkerheten.",
)
_LOG_MARKS = ("audit_chain_moved", "audit_event.", "pk_audit_event", "uq_audit_event_id")
CONFLICT = (
    "conflict",
    "Någon annan har ändrat uppgiften under tiden. Läs in den på nytt och gör om ändringen.",
)


class PointsNowhere(Rejected):
    """Somebody else has taken away what a row points to, or added one that points to it."""


def explained(error: DBAPIError) -> Exception:
    """The refusal that an engine's error means; a bug stays what it was, but quotes nobody."""
    cause = str(error.orig)
    if any(mark in cause for mark in _LOG_MARKS):
        return LOG_BROKEN
    if isinstance(error, IntegrityError) or "certificate_overlap" in cause:
        return _broken_rule(cause) or _quoting_nobody(error)
    if error.connection_invalidated:
        return _lost()
    return of_surroundings(cause) or _quoting_nobody(error)


def _quoting_nobody(error: DBAPIError) -> DBAPIError:
    """The same kind of error without the values that PostgreSQL tells below its first line."""
    kind = Exception if error.orig is None else type(error.orig)
    told = kind(str(error.orig).partition("\n")[0])
    return type(error)(error.statement, None, told, hide_parameters=True)


def _broken_rule(cause: str) -> Refusal | None:
    for marks, code, message, field in _RULES:
        if any(mark in cause for mark in marks):
            return Rejected(code, message, field=field)
    # PostgreSQL's words: where one writes at a time, what points nowhere is a bug.
    if "violates foreign key" in cause:
        return PointsNowhere(*CONFLICT)
    if "UNIQUE" in cause or "duplicate key" in cause:
        return Rejected(*CONFLICT)
    return None


def _lost() -> Refusal:
    return StoreUnavailable(
        "store_lost",
        "Kontakten med databasen bröts, så inget sparades. Försök igen när den är tillbaka.",
    )


def _not_connected(cause: str) -> Refusal:
    if "password" in cause or "authentication" in cause:
        return StoreUnavailable(
            "wrong_key",
            "Databasen godtar inte lösenordet. Kontrollera användarnamnet i adressen och filen "
            "som anges med --passphrase-file.",
            field="passphrase",
        )
    if "does not exist" in cause:
        return StoreUnavailable(
            "store_missing",
            "Databasen, eller användaren i adressen, finns inte på servern. Kontrollera adressen.",
        )
    return StoreUnavailable(
        "database_unreachable",
        "Det går inte att nå databasen. Kontrollera adressen och nätet, eller fråga databasens "
        "administratör.",
    )


def of_surroundings(cause: str) -> Refusal | None:
    """The refusal that an engine's own words mean; None for a bug."""
    lowered = cause.lower()
    if ("connection" in lowered and "failed" in lowered) or "failed to resolve" in lowered:
        return _not_connected(lowered)
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
    if "connection" in lowered or "closed" in lowered:
        return _lost()
    if "could not serialize" in lowered or "deadlock" in lowered:
        return Rejected(*CONFLICT)
    if "permission denied" in lowered:
        return StoreUnavailable(
            "database_permission",
            "Databasen tillåter inte det för den här inloggningen. Fråga databasens administratör.",
        )
    return None
