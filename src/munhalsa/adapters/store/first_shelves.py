"""The shelves that a start needs: a municipality with its units, persons and users."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from munhalsa.adapters.store import own_rows, rows
from munhalsa.domain import account, candidate, certificate, merge, person, response, unit
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where records of one kind stand, and whose history they belong to."""

    table: Table
    record: type[Any]
    subject_kind: str
    subject_column: str
    about: str | None = None
    """The column of a person whom the record concerns without belonging to their history alone."""


FIRST: tuple[Shelf, ...] = (
    Shelf(rows.municipality, unit.Municipality, "municipality", "id"),
    Shelf(rows.logo, unit.Logo, "municipality", "municipality_code"),
    Shelf(rows.municipality_contact, unit.MunicipalityContact, "municipality", "municipality_code"),
    Shelf(rows.dental_contract, unit.DentalContract, "municipality", "municipality_code"),
    Shelf(rows.district, unit.District, "district", "id"),
    Shelf(rows.unit_table, unit.Unit, "unit", "id"),
    Shelf(rows.unit_name, unit.UnitName, "unit", "unit_id"),
    Shelf(rows.unit_registration, unit.UnitRegistration, "unit", "unit_id"),
    Shelf(rows.person_table, person.Person, "person", "id"),
    Shelf(rows.former_number, person.FormerNumber, "person", "person_id"),
    Shelf(rows.residence, person.Residence, "person", "person_id"),
    Shelf(rows.contact, person.Contact, "person", "person_id"),
    Shelf(rows.dentist, person.Dentist, "person", "person_id"),
    Shelf(rows.certificate_table, certificate.Certificate, "person", "person_id"),
    Shelf(rows.registration, certificate.Registration, "person", "person_id"),
    Shelf(rows.disclosure, certificate.Disclosure, "person", "person_id"),
    Shelf(rows.eligibility_decision, certificate.EligibilityDecision, "person", "person_id"),
    Shelf(rows.response_table, response.Response, "person", "person_id"),
    Shelf(rows.offer, response.Offer, "person", "person_id"),
    Shelf(rows.note, person.Note, "person", "person_id"),
    Shelf(rows.paper_step, person.PaperStep, "person", "person_id"),
    Shelf(rows.candidate_table, candidate.Candidate, "person", "person_id"),
    Shelf(rows.support, candidate.Support, "person", "person_id"),
    Shelf(rows.merge_table, merge.Merge, "person", "person_id"),
    Shelf(rows.came_under, merge.CameUnder, "person", "person_id"),
    Shelf(rows.not_same, merge.NotSame, "person", "person_id"),
    Shelf(rows.population, unit.Population, "population", "municipality_code"),
    Shelf(own_rows.account_table, account.Account, "account", "id"),
    Shelf(own_rows.role_grant, account.RoleGrant, "account", "account_id"),
    Shelf(own_rows.setting, account.Setting, "setting", "id"),
    Shelf(own_rows.import_batch, account.ImportBatch, "import_batch", "id"),
    Shelf(own_rows.remembered_mapping, account.RememberedMapping, "remembered_mapping", "id"),
    Shelf(own_rows.delivered_export, account.DeliveredExport, "delivered_export", "id"),
    Shelf(own_rows.delivered_part, account.DeliveredPart, "delivered_export", "export_id"),
)
_FIRST_OF = {shelf.record: shelf for shelf in FIRST}
_FIRST_NAMED = {shelf.table.name: shelf for shelf in FIRST}


def shelf_of(kind: type[Any]) -> Shelf:
    """Where records of a kind stand; the tables of the yearly work are made at the first of them.

    KeyError for what is no kind of record.
    """
    found = _FIRST_OF.get(kind)
    if found is None:
        from munhalsa.adapters.store.shelves import SHELF_OF

        found = SHELF_OF[kind]
    return found


def shelf_named(table: str) -> Shelf:
    """The same by the table's name."""
    found = _FIRST_NAMED.get(table)
    if found is None:
        from munhalsa.adapters.store.shelves import SHELF_NAMED

        found = SHELF_NAMED[table]
    return found
