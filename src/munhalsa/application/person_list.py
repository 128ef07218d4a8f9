"""The list of persons: who is in it and in what order, rows for a window of it, and its log.

Reading the list writes nothing, so that typing never waits for the log. Whoever shows it notes
what was looked for when that has settled (spec: security, audit).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_lists import PersonFacts, PersonFilter, PersonOrder
from munhalsa.application.practice import practice_in
from munhalsa.application.settings import Held, settings_held
from munhalsa.domain.account import Permission
from munhalsa.domain.due import Practice, ToDo, to_do_of
from munhalsa.domain.identity import formatted, masked
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.swedish import search_words

MOST_HITS = 200
"""How many a search shows: beyond that more letters help better than more rows."""

SHOW_NUMBERS = "show_identity_numbers"
MASKED_NAME = "Skyddad uppgift"
MASKED_NUMBER = "••••••••-••••"
OWN_HOME = "Eget boende"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person in a list, as they may be shown; ``masked``: a protected identity.

    ``number`` is ready to be shown, masked unless the municipality shows whole numbers in lists;
    ``contact`` is the name of the contact that a search found the person by.
    """

    id: str
    name: str
    number: str
    home: str | None = None
    certificate: str | None = None
    ground: str | None = None
    wants: bool | None = None
    answered: date | None = None
    valid_to: date | None = None
    last_day: date | None = None
    to_do: tuple[ToDo, ...] = ()
    masked: bool = False
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """Every id in order, the first rows, and how many persons there are in all (None: uncounted).

    ``contacts`` has the name of the contact that somebody was found by, by the person's id.
    """

    ids: Sequence[str]
    rows: Sequence[PersonRow]
    total: int | None
    contacts: Mapping[str, str] = field(default_factory=dict)


def person_page(
    context: Context, wanted: PersonFilter, order: PersonOrder, *, rows: int
) -> PersonPage:
    """The persons that a filter lets through."""
    return _page(context, wanted, order, rows=rows, counted=True)


def first_persons(
    context: Context, wanted: PersonFilter, order: PersonOrder, *, rows: int
) -> PersonPage:
    """The first of them, uncounted: what can be shown before all ids are there."""
    page = _page(context, wanted, order, rows=rows, most=rows)
    return replace(page, ids=page.ids[:rows])


def _page(
    context: Context,
    wanted: PersonFilter,
    order: PersonOrder,
    *,
    rows: int,
    most: int | None = None,
    counted: bool = False,
) -> PersonPage:
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        held = settings_held(reader, context.rules, day=context.today)
        ids = reader.person_list.ids(
            wanted,
            order,
            day=context.today,
            see_protected=context.session.sees_protected,
            practice=practice_in(held),
            most=most,
        )
        return PersonPage(
            ids=ids,
            rows=_first(context, reader, ids[:rows], held),
            total=reader.person_list.total() if counted else None,
        )


def person_counts(context: Context, lists: Sequence[PersonFilter]) -> Sequence[int]:
    """How many persons each filter lets through."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        practice = practice_in(settings_held(reader, context.rules, day=context.today))
        return [
            len(
                reader.person_list.ids(
                    wanted,
                    PersonOrder(),
                    day=context.today,
                    see_protected=context.session.sees_protected,
                    practice=practice,
                )
            )
            for wanted in lists
        ]


def search_page(context: Context, typed: str, order: PersonOrder, *, rows: int) -> PersonPage:
    """The persons that the typed text finds, exact hits first, at most ``MOST_HITS``.

    By name, part of a name or number, present or former; then by the name or telephone of a
    contact; then those who live in a unit of that name. Sorted by a column only where that is not
    the names, which is the order of the hits. How many persons there are is not counted at a key.
    """
    context.require(Permission.SEE_PERSONS)
    day, see = context.today, context.session.sees_protected
    with context.read() as reader:
        hits = reader.persons.hits(typed, limit=MOST_HITS, see_protected=see)
        through = _through(reader, typed, hits, see_protected=see)
        found = dict.fromkeys([*hits, *through])
        if len(found) < MOST_HITS:
            lodged = reader.person_list.residents(
                typed, limit=MOST_HITS, day=day, see_protected=see
            )
            found.update(dict.fromkeys(lodged))
        ids = list(found)[:MOST_HITS]
        if order != PersonOrder():
            ids = list(
                reader.person_list.ids(PersonFilter(), order, day=day, see_protected=see, among=ids)
            )
            return _told(_hits(context, reader, ids, rows), through)
        page = _hits(context, reader, ids, rows)
    return _told(_exact_first(page, typed), through)


def _through(
    reader: Reader, typed: str, hits: Sequence[str], *, see_protected: bool
) -> Mapping[str, str]:
    """Whom only a contact leads to, where there is room for more."""
    if len(hits) >= MOST_HITS:
        return {}
    found = reader.persons.by_contact(typed, limit=MOST_HITS, see_protected=see_protected)
    known = set(hits)
    return {person: name for person, name in found.items() if person not in known}


def _told(page: PersonPage, contacts: Mapping[str, str]) -> PersonPage:
    return replace(page, rows=_with_contacts(page.rows, contacts), contacts=contacts)


def _with_contacts(rows: Sequence[PersonRow], contacts: Mapping[str, str]) -> list[PersonRow]:
    return [replace(row, contact=contacts[row.id]) if row.id in contacts else row for row in rows]


def person_rows(
    context: Context, ids: Sequence[str], *, contacts: Mapping[str, str] | None = None
) -> Sequence[PersonRow]:
    """The rows of those persons that still exist, in any order; ``contacts`` as of their page."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        held = settings_held(reader, context.rules, day=context.today)
        return _with_contacts(_rows(context, reader, ids, held), contacts or {})


def note_search(context: Context, typed: str, persons: Sequence[str]) -> None:
    """Log a search that has settled: its kind and whom it showed, never what was typed."""
    context.require(Permission.SEE_PERSONS)
    by_number = any(character.isdigit() for character in typed)
    deed = Deed(
        action="person.search",
        subject_kind="search",
        subject_id="",
        details={"kind": "number" if by_number else "name", "hits": len(persons)},
    )
    context.store.note(deed, session=context.session, persons=persons)


def note_list(context: Context, wanted: PersonFilter, *, hits: int) -> None:
    """Log a list that has settled: what it was narrowed by and how many it showed."""
    context.require(Permission.SEE_PERSONS)
    kinds = {
        "certificate": wanted.certified,
        "unit": wanted.unit_id is not None,
        "answer": wanted.answer is not None,
        "to_do": wanted.to_do is not None,
        "handler": wanted.handler_id is not None,
        "own_units": wanted.unit_ids is not None,
    }
    narrowed = " ".join(kind for kind, narrows in kinds.items() if narrows)
    deed = Deed(
        action="person.list",
        subject_kind="search",
        subject_id="",
        details={"hits": hits, "narrowed": narrowed},
    )
    context.store.note(deed, session=context.session)


def _hits(context: Context, reader: Reader, ids: Sequence[str], rows: int) -> PersonPage:
    if not ids:
        return PersonPage(ids=ids, rows=(), total=None)
    held = settings_held(reader, context.rules, day=context.today)
    return PersonPage(ids=ids, rows=_first(context, reader, ids[:rows], held), total=None)


def _first(context: Context, reader: Reader, ids: Sequence[str], held: Held) -> Sequence[PersonRow]:
    found = {row.id: row for row in _rows(context, reader, ids, held)}
    return [found[one] for one in ids if one in found]


def _rows(context: Context, reader: Reader, ids: Sequence[str], held: Held) -> list[PersonRow]:
    if not ids:
        return []
    whole = held(SHOW_NUMBERS) == "yes"
    facts = reader.person_list.facts(ids, day=context.today)
    practice = practice_in(held)
    return [_row(context, one, whole_number=whole, practice=practice) for one in facts]


def _row(
    context: Context, facts: PersonFacts, *, whole_number: bool, practice: Practice
) -> PersonRow:
    standing = facts.standing
    if standing.protected and not context.session.sees_protected:
        return PersonRow(
            id=facts.id,
            name=MASKED_NAME,
            number=MASKED_NUMBER,
            to_do=(ToDo.ON_PAPER,),
            masked=True,
        )
    return PersonRow(
        id=facts.id,
        name=f"{facts.family_name}, {facts.given_name}",
        number=formatted(facts.number) if whole_number else masked(facts.number),
        home=_home(facts),
        certificate=facts.certificate,
        ground=facts.ground,
        wants=standing.wants,
        answered=standing.answered,
        valid_to=standing.valid_to,
        last_day=facts.last_day,
        to_do=to_do_of(standing, context.today, practice),
    )


def _home(facts: PersonFacts) -> str | None:
    if facts.unit is None:
        return OWN_HOME if facts.has_home else None
    return f"{facts.unit}, {facts.room}" if facts.room else facts.unit


def _exact_first(page: PersonPage, typed: str) -> PersonPage:
    """Whoever has every typed word as a whole name comes before those it only begins."""
    words = search_words(typed)
    exact = [
        row.id
        for row in page.rows
        if words and not row.masked and set(words) <= set(search_words(row.name))
    ]
    order = {one: place for place, one in enumerate(dict.fromkeys([*exact, *page.ids]))}
    return PersonPage(
        ids=list(order), rows=sorted(page.rows, key=lambda row: order[row.id]), total=page.total
    )
