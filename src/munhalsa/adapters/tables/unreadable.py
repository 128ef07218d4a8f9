"""Why a workbook is not read, and the bounds that every kind of it is held to."""

from __future__ import annotations

from munhalsa.domain.refusal import FileUnusable

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 40_000_000


def damaged() -> FileUnusable:
    """The refusal of a file that is cut off or otherwise not whole."""
    return FileUnusable(
        "file_damaged",
        "Filen är skadad eller ofullständig. Öppna den i kalkylprogrammet, spara den på nytt och "
        "försök igen.",
    )


def no_table() -> FileUnusable:
    """The refusal of a file of another kind."""
    return FileUnusable(
        "file_not_a_table",
        "Filen är ingen tabell som går att läsa. Spara den som .xlsx, .xls, .ods eller .csv.",
    )


def has_macros() -> FileUnusable:
    """The refusal of a file that carries a program."""
    return FileUnusable(
        "file_has_macros",
        "Filen innehåller makron. Spara den som en vanlig arbetsbok (.xlsx) och försök igen.",
    )


def is_locked() -> FileUnusable:
    """The refusal of a file with a password."""
    return FileUnusable(
        "file_encrypted",
        "Filen är skyddad med lösenord. Ta bort lösenordet i kalkylprogrammet och försök igen.",
    )


def too_large() -> FileUnusable:
    """The refusal of a file that would take too much room."""
    return FileUnusable(
        "file_too_large",
        "Filen är större än 200 MB uppackad, eller har innehåll långt utanför tabellen. Spara bara "
        "tabellen i en ny fil, eller dela upp den.",
    )


def is_unsafe() -> FileUnusable:
    """The refusal of XML that could do more than hold a table."""
    return FileUnusable(
        "file_unsafe",
        "Filen innehåller XML som ingen arbetsbok ska ha och läses därför inte. Spara tabellen "
        "på nytt i kalkylprogrammet.",
    )
