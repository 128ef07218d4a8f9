"""The quick answer for a file that comes again: most of its rows say only what is known.

Whatever is in doubt is left to the planners; these tests never say yes to a row that would change
something or call for a warning.
"""

from __future__ import annotations

from datetime import date

from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.rows_persons import PersonRow
from munhalsa.domain.unit import Unit


def says_nothing_new(file: PersonFile, row: PersonRow, unit: Unit | None, *, today: date) -> bool:
    """Whether a row about the person, at that unit, agrees with the store word for word."""
    person = file.person
    return (
        row.family_name == person.family_name
        and row.given_name == person.given_name
        and (row.protected_identity is None or row.protected_identity == person.protected_identity)
        and (row.died_on is None or row.died_on == person.died_on)
        and (
            row.dentist is None
            or (len(file.dentists) == 1 and file.dentists[0].name == row.dentist)
        )
        and (row.contact_name is None or _knows_contact(file, row))
        and (row.wants is None or row.answered is None or _knows_answer(file, row))
        and (row.issued is None or _knows_certificate(file, row))
        and _knows_home(file, row, unit, today)
    )


def _knows_contact(file: PersonFile, row: PersonRow) -> bool:
    known = file.contacts[0] if file.contacts else None
    return (
        known is not None
        and row.contact_name == known.name
        and (row.contact_relation is None or row.contact_relation == known.relation)
        and (row.contact_phone is None or row.contact_phone == known.phone)
    )


def _knows_answer(file: PersonFile, row: PersonRow) -> bool:
    day, known = row.answered, None
    for each in file.responses:
        if each.answered == day:
            if known is not None:
                return False
            known = each
    return known is not None and known.wants == row.wants


def _knows_certificate(file: PersonFile, row: PersonRow) -> bool:
    day, known = row.issued, None
    for each in file.certificates:
        if each.issued == day:
            if known is not None:
                return False
            known = each
    return (
        known is not None
        and (row.ground is None or row.ground == known.ground)
        and (row.valid_to is None or row.valid_to == known.valid_to)
        and (row.ended is None or row.ended == known.ended)
        and (row.end_reason is None or row.end_reason == known.end_reason)
        and (row.issuer is None or row.issuer == known.issuer)
        and known.voided_on is None
    )


def _knows_home(file: PersonFile, row: PersonRow, unit: Unit | None, today: date) -> bool:
    day = row.residence_from or row.issued or today
    died = file.person.died_on
    if died is not None and day > died:
        return False
    for home in file.homes:
        if home.from_day <= day and (home.to_day is None or home.to_day >= day):
            return (
                (home.unit_id == unit.id if unit is not None else row.unit is None)
                and (row.room is None or row.room == home.room)
                and (row.street is None or row.street == home.street)
                and (row.postal_code is None or row.postal_code == home.postal_code)
                and (row.city is None or row.city == home.city)
            )
    return False
