"""People are found by who stands around them: a contact's name or telephone."""

from __future__ import annotations

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.person_list import MOST_HITS, person_rows, search_page
from munhalsa.application.ports import Deed
from munhalsa.application.ports_lists import PersonOrder, SortBy
from munhalsa.domain.person import Contact, ProtectedIdentity, Relation
from tests.support.people import somebody
from tests.support.stores import COORDINATOR, TODAY

DEED = Deed(action="person.tried", subject_kind="person", subject_id="-")
MOTHER = somebody("Lind", "Åsa")
HIDDEN = somebody("Zander", "Ylva", protected=ProtectedIdentity.CONFIDENTIALITY_MARKING)


def contact(person_id: str, name: str, phone: str | None = None) -> Contact:
    return Contact(
        id=new_id(), person_id=person_id, name=name, relation=Relation.RELATIVE, phone=phone
    )


@pytest.fixture
def around(store: SqlStore) -> list[Contact]:
    """Somebody with two contacts and somebody protected with one."""
    contacts = [
        contact(MOTHER.id, "Björn Märta Öst", "+46 (0)31-12 34 56 ankn 7"),
        contact(MOTHER.id, "Karin Ek", "070-111 22 33"),
        contact(HIDDEN.id, "Björn Väst", "031-12 34 99"),
    ]
    with store.write(DEED, session=COORDINATOR) as work:
        for record in (MOTHER, HIDDEN, *contacts):
            work.add(record)
        work.commit()
    return contacts


def _found(store: SqlStore, typed: str, *, see: bool = False) -> dict[str, str]:
    with store.read() as reader:
        return dict(reader.persons.by_contact(typed, limit=9, see_protected=see))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("björn", "Björn Märta Öst"),
        ("bjorn", "Björn Märta Öst"),
        ("öst björn", "Björn Märta Öst"),
        ("marta", "Björn Märta Öst"),
        ("ekk", None),
        ("ek", None),
        ("ek k", "Karin Ek"),
        ("kärin", None),
        ("031-123", "Björn Märta Öst"),
        ("0046 31 12 34 56", "Björn Märta Öst"),
        ("(031) 123456", "Björn Märta Öst"),
        ("070 111 22 33", "Karin Ek"),
        ("0701 x", None),
        ("0701", None),
        ("19400101", None),
    ],
)
def test_a_contact_leads_to_the_person(
    store: SqlStore, around: list[Contact], typed: str, name: str | None
) -> None:
    assert _found(store, typed) == ({} if name is None else {MOTHER.id: name})


def test_protected_identities_are_found_by_those_who_see_them(
    store: SqlStore, around: list[Contact]
) -> None:
    assert set(_found(store, "björn", see=True)) == {MOTHER.id, HIDDEN.id}
    assert set(_found(store, "0311234", see=True)) == {MOTHER.id, HIDDEN.id}
    assert set(_found(store, "0311234")) == {MOTHER.id}


def test_the_index_follows_what_becomes_of_a_contact(
    store: SqlStore, around: list[Contact]
) -> None:
    first, second, _ = around
    with store.write(DEED, session=COORDINATOR) as work:
        work.change(first, name="Sven Syd", phone=None)
        work.remove(second)
        work.commit()
    assert _found(store, "björn") == _found(store, "karin") == _found(store, "03112") == {}
    assert _found(store, "syd") == {MOTHER.id: "Sven Syd"}


def test_the_answer_says_that_it_was_by_a_contact(store: SqlStore, around: list[Contact]) -> None:
    with store.read() as reader:
        lines = reader.persons.search("karin", limit=9, day=TODAY, see_protected=False)
        own = reader.persons.search("lind", limit=9, day=TODAY, see_protected=False)
    assert [(line.id, line.contact) for line in lines] == [(MOTHER.id, "Karin Ek")]
    assert [line.contact for line in own] == [None]


def test_the_list_in_the_window_says_so_too(context: Context, around: list[Contact]) -> None:
    for order in (PersonOrder(), PersonOrder(by=SortBy.NUMBER)):
        page = search_page(context, "karin", order, rows=9)
        assert [(row.id, row.contact) for row in page.rows] == [(MOTHER.id, "Karin Ek")]
    more = person_rows(context, page.ids, contacts=page.contacts)
    assert [row.contact for row in more] == ["Karin Ek"]
    assert [row.contact for row in person_rows(context, page.ids)] == [None]


def test_where_names_fill_the_answer_no_contact_is_asked_for(
    context: Context, around: list[Contact]
) -> None:
    with context.store.write(DEED, session=COORDINATOR) as work:
        for _ in range(MOST_HITS):
            work.add(somebody("Karinsson", "Ida"))
        work.commit()
    page = search_page(context, "karin", PersonOrder(), rows=5)
    assert (len(page.ids), page.contacts) == (MOST_HITS, {})
    with context.store.read() as reader:
        lines = reader.persons.search("karin", limit=5, day=TODAY, see_protected=False)
    assert [line.contact for line in lines] == [None] * 5
