"""Every kind of change through queue, file and helper; who is left out; marked meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.profiles import load_profile
from munhalsa.application.add_unit import AddUnit, add_unit
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_number import ChangeNumber, change_number
from munhalsa.application.change_person import ChangePerson, change_person
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.close_unit import CloseUnit, close_unit
from munhalsa.application.contacts import (
    AddContact,
    ChangeContact,
    EndContact,
    add_contact,
    change_contact,
    end_contact,
)
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.mark_registered import (
    Registered,
    mark_certificate_registered,
    mark_unit_registered,
)
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.order_letter_copy import order_letter_copy
from munhalsa.application.registration_help import (
    HelpRow,
    certificates_waiting,
    note_queue,
    show_waiting,
    waiting_queue,
)
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.undo import undo_event
from munhalsa.application.unit_fields import UnitDetails
from munhalsa.application.void_certificate import void_certificate
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Disclosure,
    DisclosureBasis,
    EndReason,
    Ground,
    Recipient,
)
from munhalsa.domain.person import Authority, ProtectedIdentity, Relation
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.unit import UnitType
from tests.support.deeds import SIGNE, add, born, issue, latest, register, unit, user
from tests.support.exports import CERTIFICATES, UNITS, answer, export, rows_of
from tests.support.stores import on_day

DAY = timedelta(days=1)
NEW_NUMBER = born(1942)
PROFILE, UNIT_PROFILE = load_profile(CERTIFICATES), load_profile(UNITS)
Step = tuple[str, Callable[[Context], Any], str]


def move(context: Context, **to: Any) -> None:
    move_person(context, MovePerson(number=SIGNE, day=context.today, **to))


def steps(today: Any) -> list[Step]:
    """What is done, and the action and the fields that follow from it; each twice where it can."""
    contact: dict[str, Any] = {
        "name": "Åke",
        "relation": Relation.GUARDIAN,
        "authority": Authority.REPRESENTS,
    }
    contact |= {"gets_letters": True, "address": "Gatan 1"}
    home = "Brev skickas till"
    place, whose = "Boendetyp, Boendeenhet, Enhetskod", "Ansvarig, Telefon"
    address = f"Gatuadress, Postnummer, Postort, {home}"
    return [
        ("Nytt intyg", issue, ""),
        ("Ändrat svar", lambda c: answer(c, wants=True), "Önskar munhälsobedömning, Svarsdatum"),
        ("Ändrat svar", lambda c: answer(c, wants=False), "Önskar munhälsobedömning, Svarsdatum"),
        ("Ändrad boendeenhet", partial(move, unit="SB01"), f"{place}, {address}, {whose}"),
        ("Ändrad boendeenhet", partial(move, unit="SB02"), f"{place}, {address}, {whose}"),
        ("Ändrad boendeenhet", partial(move, street="Vägen 2"), f"{place}, {address}, {whose}"),
        ("Ändrad adress", partial(move, street="Vägen 3"), address),
        (
            "Ändrad kontakt",
            lambda c: add_contact(c, AddContact(number=SIGNE, fields=contact)),
            home,
        ),
        (
            "Ändrad kontakt",
            lambda c: change_contact(
                c, ChangeContact(number=SIGNE, contact=None, fields={"address": "Gatan 2"})
            ),
            home,
        ),
        (
            "Ändrat namn eller nummer",
            lambda c: change_person(c, ChangePerson(number=SIGNE, fields={"given_name": "Sig"})),
            "Personnummer, Förnamn, Efternamn",
        ),
        (
            "Ändrat namn eller nummer",
            lambda c: change_number(c, ChangeNumber(number=SIGNE, to=NEW_NUMBER)),
            "Personnummer, Förnamn, Efternamn",
        ),
        *[
            (
                "Ändrad giltighet",
                lambda c, days=days: change_validity(
                    c, ChangeValidity(number=NEW_NUMBER, valid_to=today + days * DAY)
                ),
                "Giltigt till",
            )
            for days in (90, 100)
        ],
        *[
            ("Kopia på brev", lambda c: order_letter_copy(c, number=NEW_NUMBER), home)
            for _ in range(2)
        ],
        (
            "Avslutat intyg",
            lambda c: end_certificate(
                c, EndCertificate(number=NEW_NUMBER, day=today, reason=EndReason.MOVED_OUT)
            ),
            "Giltigt till",
        ),
    ]


def change(context: Context, to: UnitDetails) -> None:
    change_unit(context, ChangeUnit(unit="L1", details=to))


def marked(row: HelpRow) -> str:
    return ", ".join(field.heading for field in row.fields if field.changed)


def the_row(context: Context, profile: Any = PROFILE) -> HelpRow:
    (line,) = waiting_queue(context, profile).lines
    return show_waiting(context, profile, line.id)


def mark(context: Context, row: HelpRow, **more: Any) -> Registered:
    return mark_certificate_registered(context, certificate_id=row.id, shown=row.shown, **more)


def test_every_change_reaches_queue_file_and_helper_and_comes_back(
    context: Context, tmp_path: Path
) -> None:
    add(context, unit(), unit("Ängen", "SB02"))
    register(context)
    file = tmp_path / "ut.csv"
    for action, do, fields in steps(context.today):
        do(context)
        row = the_row(context)
        (exported,) = rows_of(export(context, file).file)
        assert (row.action, marked(row)) == (action, fields)
        assert exported["Åtgärd"] == action
        assert exported["Ändringar"] == ", ".join(row.changes)
        assert {one.heading: one.text for one in row.fields}.items() <= exported.items()
        assert mark(context, row, reference="VGR-1").warnings == ()
        assert waiting_queue(context, PROFILE).lines == ()
        assert rows_of(export(context, file).file) == []


def test_a_changed_ground_and_a_void_certificate(context: Context) -> None:
    register(context)
    mark(context, (issue(context), the_row(context))[1])
    later = on_day(context, context.today + DAY)
    change_ground(
        later, ChangeGround(number=SIGNE, ground=Ground.LSS, day=later.today, reason="Beslut")
    )
    old, new = waiting_queue(later, PROFILE).lines
    assert (old.action, new.action) == ("Avslutat intyg", "Ändrad personkrets")
    row = show_waiting(later, PROFILE, new.id)
    assert marked(row) == "Grund, Intygsnummer, Utfärdat, Utfärdare"
    for line in (old, new):
        mark(later, show_waiting(later, PROFILE, line.id))
    void_certificate(later, number=SIGNE)
    row = the_row(later)
    assert (row.changes, marked(row)) == (("Makulerat intyg",), "")
    assert [one.heading for one in row.fields if one.step] == ["Personnummer", "Intygsnummer"]
    assert mark(later, row).lines == 1
    assert waiting_queue(later, PROFILE).lines == ()


def test_every_change_of_a_unit(context: Context, tmp_path: Path) -> None:
    details = UnitDetails(type=UnitType.LSS_HOUSING, code="L1")
    details |= {"responsible_name": "Eva Ek", "responsible_phone": "033-10 00 00"}
    done = add_unit(context, AddUnit(name="Ek", details=details))
    changes: list[tuple[str, UnitDetails, str]] = []
    for one in "12":
        changes += [
            ("Ändrad ansvarig", {"responsible_name": one}, "Ansvarig"),
            ("Ändrad telefon", {"responsible_phone": f"033-10 00 0{one}"}, "Telefon"),
            ("Ändrad e-post", {"email": f"{one}@example.se"}, "E-post"),
            ("Ändrad adress", {"street": one}, "Gatuadress, Postnummer, Postort"),
        ]
    table: list[Step] = [("Ny enhet", lambda _: None, "")]
    table += [(word, partial(change, to=to), shown) for word, to, shown in changes]
    table += [
        ("Ändrat namn", lambda c: rename_unit(c, "L1", name="Alm"), "Boendeenhet"),
        (
            "Stängd enhet",
            lambda c: close_unit(c, CloseUnit(unit="L1", day=c.today)),
            "Aktiv till",
        ),
    ]
    for action, do, shown in table:
        do(context)
        row = the_row(context, UNIT_PROFILE)
        (exported,) = rows_of(export(context, tmp_path / "ut.csv", UNITS).file)
        assert (row.action, marked(row), exported["Åtgärd"]) == (action, shown, action)
        assert mark_unit_registered(context, unit_id=done.unit.id, shown=row.shown).units == 1
        assert waiting_queue(context, UNIT_PROFILE).lines == ()
        with pytest.raises(Rejected) as gone:
            show_waiting(context, UNIT_PROFILE, done.unit.id)
        assert gone.value.code == "not_waiting"


def test_the_protected_and_those_who_withdrew_are_counted_and_never_shown(
    context: Context,
) -> None:
    register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    hidden = issue(context).certificate
    withdrawn = register(context, born(1943))
    kept = issue(context, born(1943)).certificate
    add(
        context,
        Disclosure(
            id=new_id(),
            person_id=withdrawn.id,
            recipient=Recipient.VGR,
            basis=DisclosureBasis.CONSENT,
            decided_on=context.today,
            withdrawn_on=context.today,
        ),
    )
    queue = waiting_queue(context, PROFILE)
    assert (queue.lines, queue.left_out_protected, queue.left_out_consent) == ((), 1, 1)
    assert [one.code for one in queue.notices] == ["left_out_protected", "left_out_consent"]
    for certificate in (hidden.id, kept.id, "no-such"):
        with pytest.raises(Rejected):
            show_waiting(context, PROFILE, certificate)
    with pytest.raises(Rejected):
        certificates_waiting(context, PROFILE, SIGNE)


def test_what_was_marked_or_changed_meanwhile_is_left(context: Context) -> None:
    register(context)
    issue(context)
    row = the_row(context)
    answer(context, wants=True)
    (notice,) = mark(context, row, reference="VGR-1").warnings
    assert notice.code == "still_waits"
    row = the_row(context)
    assert (row.action, row.reference) == ("Ändrat svar", "VGR-1")
    answer(context, wants=False)
    with pytest.raises(Rejected) as changed:
        mark(context, row)
    assert changed.value.code == "changed_meanwhile"
    done = mark(context, the_row(context))
    with pytest.raises(Rejected) as gone:
        mark(context, row)
    assert gone.value.code == "not_waiting"
    undo_event(context, done.event)
    assert the_row(context).action == "Ändrat svar"


def test_by_number_and_what_is_logged(context: Context) -> None:
    person = register(context)
    certificate = issue(context).certificate
    note_queue(context, PROFILE, hits=1)
    assert latest(context)[0].action == "registration.list"
    for number in (SIGNE, certificate.number):
        (row,) = certificates_waiting(context, PROFILE, number)
        assert row.id == certificate.id
        (line,) = latest(context)
        assert (line.action, line.subject_id) == ("registration.show", person.id)
    note_queue(context, UNIT_PROFILE, hits=1)
    assert latest(context)[0].action == "registration.show"
    only_answers = replace(PROFILE, actions={"response": "Svar"})
    assert waiting_queue(context, only_answers).lines == ()
    with pytest.raises(Rejected):
        show_waiting(context, only_answers, certificate.id)
    manager = user(context, Role.UNIT_MANAGER)
    with pytest.raises(NotAllowed):
        waiting_queue(manager, PROFILE)


def test_one_unit_of_several_and_a_profile_that_has_no_word_for_it(context: Context) -> None:
    details: UnitDetails = {"type": UnitType.LSS_HOUSING, "responsible_name": "Eva Ek"}
    details["responsible_phone"] = "033-10 00 00"
    for name in ("Alm", "Ek"):
        add_unit(context, AddUnit(name=name, details=details))
    first, second = waiting_queue(context, UNIT_PROFILE).lines
    assert (first.name, second.name, second.since) == ("Alm", "Ek", context.today)
    assert show_waiting(context, UNIT_PROFILE, second.id).name == "Ek"
    only_closed = replace(UNIT_PROFILE, actions={"closed": "Stängd enhet"})
    assert waiting_queue(context, only_closed).lines == ()


def test_a_profile_of_some_rows_only_has_no_others_in_its_queue(context: Context) -> None:
    """What its file would not hold must not be marked as told by it."""
    register(context)
    certificate = issue(context).certificate
    others = replace(PROFILE, only={"ground": frozenset({"1"})})
    assert waiting_queue(context, others).lines == ()
    with pytest.raises(Rejected) as refused:
        show_waiting(context, others, certificate.id)
    assert refused.value.code == "not_waiting"
    own = replace(PROFILE, only={"ground": frozenset({certificate.ground.value})})
    assert [line.id for line in waiting_queue(context, own).lines] == [certificate.id]
    details: UnitDetails = {"type": UnitType.LSS_HOUSING, "responsible_name": "Eva Ek"}
    details["responsible_phone"] = "033-10 00 00"
    add_unit(context, AddUnit(name="Alm", details=details))
    far = replace(UNIT_PROFILE, only={"type": frozenset({"day_activity"})})
    assert waiting_queue(context, far).lines == ()


def test_a_contact_that_ends_or_begins_later_is_told_of_then(context: Context) -> None:
    """The file has no column for the day, so that today's file would tell of the old one."""
    register(context)
    fields = {"name": "Karin", "relation": Relation.GUARDIAN, "gets_letters": True}
    add_contact(context, AddContact(number=SIGNE, fields=fields))
    issue(context)
    mark(context, the_row(context))
    end_contact(context, EndContact(number=SIGNE, contact=None, day=context.today))
    assert waiting_queue(context, PROFILE).lines == ()
    tomorrow = on_day(context, context.today + DAY)
    later = {**fields, "name": "Per", "from_day": context.today + 10 * DAY}
    (notice,) = [
        one
        for one in add_contact(tomorrow, AddContact(number=SIGNE, fields=later)).warnings
        if one.code == "tell_contact_later"
    ]
    assert str(later["from_day"]) in notice.message
    row = the_row(tomorrow)
    told = {one.heading: one.text for one in row.fields}
    assert (row.action, told["Brev skickas till"]) == ("Ändrad kontakt", "Signe Wåhlström")
    # Once that is registered, what lies ahead waits for its day.
    mark(tomorrow, row)
    assert waiting_queue(tomorrow, PROFILE).lines == ()
    row = the_row(on_day(context, context.today + 10 * DAY))
    assert {one.heading: one.text for one in row.fields}["Brev skickas till"] == "Per"


def test_a_contact_of_long_ago_and_one_beside_tell_nothing(context: Context) -> None:
    register(context)
    fields = {"name": "Karin", "relation": Relation.GUARDIAN, "gets_letters": True}
    add_contact(context, AddContact(number=SIGNE, fields=fields))
    beside = {**fields, "name": "Nu", "to_day": context.today + 9 * DAY}
    add_contact(context, AddContact(number=SIGNE, fields=beside))
    issue(context)
    mark(context, the_row(context))
    assert waiting_queue(on_day(context, context.today + 10 * DAY), PROFILE).lines == ()
    past = {**fields, "name": "Förr", "to_day": context.today - DAY}
    add_contact(context, AddContact(number=SIGNE, fields=past))
    assert waiting_queue(context, PROFILE).lines == ()
