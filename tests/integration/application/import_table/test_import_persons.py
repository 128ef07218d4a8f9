"""Taking in persons, answers and deaths, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_page
from munhalsa.application.import_table.plan import Verdict
from munhalsa.application.undo import undo_event, undo_import
from munhalsa.domain.candidate import Candidate
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Ground,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.due import DueList
from munhalsa.domain.person import (
    Authority,
    Contact,
    Dentist,
    FormerNumber,
    Person,
    ProtectedIdentity,
    Relation,
    Residence,
    ResidenceKind,
)
from munhalsa.domain.response import Offer, OfferChannel, Response
from munhalsa.domain.round import PlannedVisit, Round
from munhalsa.domain.unit import Unit
from tests.support.deeds import SIGNE, add, born, identity
from tests.support.imports import (
    codes,
    every,
    homes,
    one,
    person_line,
    plan_of,
    queue,
    signe,
    take_in,
    verdicts,
)
from tests.support.stores import TODAY, on_day

NEW, CHANGED, UNCHANGED = (1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)
DIED = date(2026, 10, 5)
WAITING = RegistrationState.TO_REGISTER
TOLD = RegistrationState.REGISTERED


def test_a_whole_row_becomes_a_person_with_all_that_hangs_on_them(place: Context) -> None:
    receipt = take_in(
        place,
        "personer",
        signe(
            Rum="12",
            Boende_från="2025-02-10",
            Behandlare="Folktandvården Borås",
            Kontaktperson="Karin Ek",
            Relation="God man",
            Kontakttelefon="070-1",
            Utfärdare="Ulla Ulv",
            Önskar_munhälsobedömning="Ja",
            Svarsdatum="2025-03-04",
            Giltigt_till="2027-03-01",
        ),
    )
    assert verdicts(receipt) == NEW
    assert codes(receipt) == []
    person = one(place, Person)
    assert (person.number, person.given_name, person.birth_year) == (SIGNE, "Signe", 1941)
    assert homes(place) == [("Björkgården", "12", date(2025, 2, 10), None)]
    certificate = one(place, Certificate)
    assert certificate.number == "1490-2025-0001"
    assert (certificate.ground, certificate.issuer) == (Ground.CARE_HOUSING, "Ulla Ulv")
    assert certificate.last_day == certificate.valid_to == date(2027, 3, 1)
    contact = one(place, Contact)
    assert (contact.relation, contact.authority) == (Relation.GUARDIAN, Authority.REPRESENTS)
    assert one(place, Dentist).name == "Folktandvården Borås"
    assert one(place, Response).wants is True
    assert queue(place) == [(RegistrationKind.NEW, WAITING)]


def test_the_same_file_again_changes_nothing(place: Context) -> None:
    line = signe(Rum="12", Önskar_munhälsobedömning="Nej", Svarsdatum="2025-03-04")
    take_in(place, "personer", line)
    assert verdicts(take_in(place, "personer", line)) == UNCHANGED
    later = on_day(place, date(2027, 1, 1))
    assert verdicts(take_in(later, "personer", line)) == UNCHANGED


def test_an_answer_of_a_new_day_is_added_and_of_a_known_day_mended(place: Context) -> None:
    take_in(place, "personer", signe(Önskar_munhälsobedömning="Nej", Svarsdatum="2025-03-04"))
    added = signe(Önskar_munhälsobedömning="Ja", Svarsdatum="2026-03-04")
    assert verdicts(take_in(place, "personer", added)) == CHANGED
    mended = signe(Önskar_munhälsobedömning="Nej", Svarsdatum="2026-03-04")
    assert verdicts(take_in(place, "personer", mended)) == CHANGED
    answers = every(place, Response, order_by="answered")
    assert [(each.answered.year, each.wants) for each in answers] == [(2025, False), (2026, False)]


def test_an_old_answer_is_history_and_not_told(place: Context) -> None:
    answered = signe(Önskar_munhälsobedömning="Nej", Svarsdatum="2025-03-04")
    take_in(place, "personer", answered, registered=True)
    take_in(place, "personer", signe(Önskar_munhälsobedömning="Ja", Svarsdatum="2024-03-04"))
    assert queue(place) == [(RegistrationKind.NEW, TOLD)]
    take_in(place, "personer", signe(Önskar_munhälsobedömning="Ja", Svarsdatum="2026-03-04"))
    assert (RegistrationKind.RESPONSE, WAITING) in queue(place)


def test_an_answer_without_a_word_is_none(place: Context) -> None:
    receipt = take_in(place, "personer", signe(Svarsdatum="2025-03-04"))
    assert codes(receipt) == ["answer_missing"]
    assert every(place, Response) == []


def test_two_rows_with_different_answers_of_one_day(place: Context) -> None:
    old = signe(Giltigt_till="2025-12-31", Önskar_munhälsobedömning="Ja", Svarsdatum="2025-03-04")
    new = signe(
        **{"Intyg utfärdat": "2026-01-01"},
        Önskar_munhälsobedömning="Nej",
        Svarsdatum="2025-03-04",
    )
    receipt = take_in(place, "personer", old, new)
    assert codes(receipt) == ["answer_contradicted"]
    assert one(place, Response).wants is False
    assert verdicts(take_in(place, "personer", old, new)) == (0, 0, 2, 0, 0)


def test_name_dentist_contact_and_protection_are_brought_up_to_date(place: Context) -> None:
    take_in(
        place,
        "personer",
        signe(Behandlare="Gamla", Kontaktperson="Karin Ek", Kontakttelefon="1"),
        registered=True,
    )
    receipt = take_in(
        place,
        "personer",
        signe(
            Efternamn="Åkesson",
            Behandlare="Nya",
            Kontaktperson="karin ek",
            Relation="Närstående",
            Kontakttelefon="2",
            Skyddade_uppgifter="Sekretessmarkering",
        ),
    )
    assert receipt.rows[0].message == (
        "Ändrat: Efternamn, Skyddade uppgifter, Behandlare, Relation, Kontakttelefon."
    )
    person = one(place, Person)
    assert person.protected_identity is ProtectedIdentity.CONFIDENTIALITY_MARKING
    assert [(each.name, each.from_day) for each in every(place, Dentist)] == [
        ("Gamla", None),
        ("Nya", TODAY),
    ]
    contact = one(place, Contact)
    assert (contact.relation, contact.phone) == (Relation.RELATIVE, "2")
    assert {kind for kind, state in queue(place) if state is WAITING} == {
        RegistrationKind.NAME_OR_NUMBER,
        RegistrationKind.CONTACT,
    }
    with place.store.read() as reader:
        hits = reader.persons.search("åkesson", limit=5, day=TODAY, see_protected=True)
    assert [hit.id for hit in hits] == [person.id]


def test_another_contact_stands_beside_the_first(place: Context) -> None:
    take_in(place, "personer", signe(Kontaktperson="Karin Ek"))
    take_in(place, "personer", signe(Kontaktperson="Bo Ek", Relation="Förvaltare"))
    assert [each.relation for each in every(place, Contact)] == [
        Relation.OTHER,
        Relation.ADMINISTRATOR,
    ]


def test_a_protection_is_lifted_only_by_who_may_see_it_and_pointed_out(place: Context) -> None:
    take_in(place, "personer", signe(Skyddade_uppgifter="Skyddad folkbokföring"))
    assert verdicts(take_in(place, "personer", signe())) == UNCHANGED
    receipt = take_in(place, "personer", signe(Skyddade_uppgifter="Nej"))
    assert (verdicts(receipt), codes(receipt)) == (UNCHANGED, ["protection_kept"])
    assert one(place, Person).is_protected
    other = signe(**{"Intyg utfärdat": "2025-05-01"})
    differs = plan_of(place, "personer", other)
    assert [(row.code, "intyg" in str(row.message)) for row in differs.rows] == [
        ("protected_differs", False)
    ]
    assert (differs.notices, differs.conflicts) == ((), ())
    named = replace(place, session=replace(place.session, sees_protected=True))
    assert [row.code for row in plan_of(named, "personer", other).rows] == ["certificate_overlap"]
    receipt = take_in(named, "personer", signe(Skyddade_uppgifter="Nej"))
    assert codes(receipt) == ["protection_lifted"]
    assert not one(place, Person).is_protected


def test_of_several_rows_the_newest_speaks_for_the_person(place: Context) -> None:
    old = signe(Efternamn="Gammal", Giltigt_till="2025-12-31", Behandlare="A")
    new = signe(**{"Intyg utfärdat": "2026-01-01"}, Efternamn="Ny")
    receipt = take_in(place, "personer", new, old)
    assert [(each.code, each.row, each.column) for each in receipt.warnings] == [
        ("differs_from_newer_row", 3, "Efternamn")
    ]
    assert one(place, Person).family_name == "Ny"
    assert one(place, Dentist).name == "A"
    assert verdicts(take_in(place, "personer", new, old)) == (0, 0, 2, 0, 0)


def test_the_key_once_more_in_the_file_is_a_duplicate(place: Context) -> None:
    receipt = take_in(place, "personer", signe(), signe(), signe(Rum="7", Grund="1"))
    assert verdicts(receipt) == (1, 0, 0, 2, 0)
    same, other = receipt.rows
    assert (same.row, same.code, same.column) == (3, "duplicate", None)
    assert (other.code, other.column) == ("duplicate_differs", "Rum")
    assert "Rum, Grund" in (other.message or "")
    assert "rad 2" in (other.message or "")


def test_a_former_number_finds_the_same_person(place: Context) -> None:
    take_in(place, "personer", signe())
    old = identity("19410161", 239)
    person = one(place, Person)
    add(place, FormerNumber(id=new_id(), person_id=person.id, number=old))
    assert verdicts(take_in(place, "personer", {**signe(), "Personnummer": old})) == UNCHANGED
    renamed = {**signe(Förnamn="Sigrid"), "Personnummer": old}
    assert verdicts(take_in(place, "personer", renamed)) == CHANGED
    assert one(place, Person).number == SIGNE
    both = take_in(place, "personer", signe(Förnamn="Sigrid"), renamed)
    assert verdicts(both) == (0, 0, 1, 1, 0)


def test_a_death_ends_certificate_and_home(place: Context) -> None:
    take_in(place, "personer", signe(), registered=True)
    receipt = take_in(place, "personer", signe(Avliden="2026-10-05"))
    assert verdicts(receipt) == CHANGED
    certificate = one(place, Certificate)
    assert certificate.ended == certificate.last_day == date(2026, 10, 5)
    assert certificate.end_reason is EndReason.DECEASED
    assert homes(place)[0][3] == date(2026, 10, 5)
    assert (RegistrationKind.ENDED, WAITING) in queue(place)
    assert codes(receipt) == []
    assert verdicts(take_in(place, "personer", signe(Avliden="2026-10-05"))) == UNCHANGED
    assert verdicts(take_in(place, "personer", signe())) == UNCHANGED
    renamed = take_in(place, "personer", signe(Avliden="2026-10-05", Förnamn="Sigrid"))
    assert renamed.rows[0].message == "Ändrat: Förnamn."


def test_another_day_of_death_moves_what_ended_with_the_first(place: Context) -> None:
    take_in(place, "personer", signe(Avliden="2026-10-05"))
    take_in(place, "personer", signe(Avliden="2026-10-06"))
    assert one(place, Certificate).last_day == date(2026, 10, 6)
    assert homes(place)[0][3] == date(2026, 10, 6)
    take_in(place, "personer", person_line(SIGNE, Avliden="2025-01-01"))
    assert one(place, Certificate).last_day == date(2026, 10, 6)


def test_what_is_dated_after_a_death_follows_the_rule_of_a_single_one(place: Context) -> None:
    late = signe(
        Avslutat="2026-10-31",
        Avslutsorsak="Flyttat",
        Önskar_munhälsobedömning="Ja",
        Svarsdatum="2026-10-02",
    )
    take_in(place, "personer", late)
    person = one(place, Person).id
    care = Residence(
        id=new_id(),
        person_id=person,
        kind=ResidenceKind.RESPONSIBLE,
        unit_id=every(place, Unit)[0].id,
        from_day=date(2026, 1, 1),
    )
    offer = Offer(
        id=new_id(),
        person_id=person,
        offered=date(2026, 10, 9),
        channel=OfferChannel.LETTER,
        offered_by="Kim Lind",
        reminder=1,
    )
    visited = Round(id=new_id(), unit_id=every(place, Unit)[0].id, day=date(2026, 12, 1))
    visit = PlannedVisit(id=new_id(), person_id=person, round_id=visited.id)
    add(place, care, offer, visited, visit)
    receipt = take_in(place, "personer", signe(Avliden="2026-10-05"))
    late_ones = ["records_after_death", "visit_ended", "records_after_death"]
    assert codes(receipt) == late_ones
    assert one(place, PlannedVisit).cancelled_on == place.today
    certificate = one(place, Certificate)
    assert (certificate.ended, certificate.end_reason) == (DIED, EndReason.DECEASED)
    assert {each.to_day for each in every(place, Residence)} == {DIED}
    again = take_in(place, "personer", late | {"Avliden": "2026-10-05"})
    assert verdicts(again) == UNCHANGED
    undo_import(place, receipt.batch or "")
    assert one(place, Certificate).ended == date(2026, 10, 31)
    assert {each.kind: each.to_day for each in every(place, Residence)} == {
        ResidenceKind.HOME: None,
        ResidenceKind.RESPONSIBLE: None,
    }


def test_a_home_of_after_the_death_is_pointed_out_and_kept(place: Context) -> None:
    take_in(place, "personer", signe())
    take_in(place, "personer", signe(Boendeenhet="B2", Boende_från="2026-10-15"))
    assert codes(take_in(place, "personer", signe(Avliden="2026-10-05"))) == ["records_after_death"]
    assert [home[3] for home in homes(place)] == [DIED, None]
    # Another day, by which the person lived on there: the first home ended with the move to it.
    take_in(place, "personer", signe(Avliden="2026-10-20"))
    assert [home[3] for home in homes(place)] == [DIED, date(2026, 10, 20)]


def test_what_a_death_of_the_same_list_ended_comes_back_with_it(place: Context) -> None:
    late = {"Avslutat": "2026-10-31", "Avslutsorsak": "Flyttat"}
    taken = take_in(place, "personer", signe(Avliden="2026-10-05", **late))
    undone = undo_import(place, taken.batch or "")
    assert every(place, Certificate) == []
    undo_event(place, undone.event or "")
    assert one(place, Certificate).ended == DIED


def test_a_home_or_an_answer_after_the_death_is_not_taken_in(place: Context) -> None:
    take_in(place, "personer", person_line(SIGNE, Avliden="2026-10-05", Boendeenhet="B1"))
    assert homes(place) == [("Björkgården", None, date(2026, 10, 5), date(2026, 10, 5))]
    late = person_line(SIGNE, Boendeenhet="B2", Boende_från="2026-10-09")
    receipt = take_in(place, "personer", late)
    assert codes(receipt) == ["home_after_death"]
    answered = person_line(SIGNE, Önskar_munhälsobedömning="Ja", Svarsdatum="2026-10-06")
    receipt = take_in(place, "personer", answered)
    assert (verdicts(receipt), codes(receipt)) == (UNCHANGED, ["answer_after_death"])
    assert every(place, Response) == []
    assert len(homes(place)) == 1
    moved = person_line(SIGNE, Boendeenhet="B2", Boende_från="2026-09-01")
    take_in(place, "personer", moved)
    assert homes(place)[0] == ("Ekgården", None, date(2026, 9, 1), date(2026, 10, 4))


def test_an_end_without_its_day_turns_no_end_by_death(place: Context) -> None:
    certificate = {"Grund": "1", "Intyg utfärdat": "2024-02-01", "Avslutsorsak": "Flyttat"}
    take_in(place, "personer", person_line(SIGNE, Avslutat="2026-08-31", **certificate))
    line = person_line(SIGNE, Avliden="2025-06-01", **certificate)
    for verdict in (CHANGED, UNCHANGED):
        assert verdicts(take_in(place, "personer", line)) == verdict
        ended = one(place, Certificate)
        assert (ended.ended, ended.end_reason) == (date(2025, 6, 1), EndReason.DECEASED)


def test_an_answer_known_before_the_death_was_stays_and_is_not_turned(place: Context) -> None:
    answer = {"Svarsdatum": "2026-10-06", "Önskar munhälsobedömning": "Ja"}
    take_in(place, "personer", person_line(SIGNE, **answer))
    take_in(place, "personer", person_line(SIGNE, Avliden="2026-10-05"))
    turned = person_line(SIGNE, **answer | {"Önskar munhälsobedömning": "Nej"})
    receipt = take_in(place, "personer", turned)
    assert (verdicts(receipt), codes(receipt)) == (UNCHANGED, [])
    assert one(place, Response).wants


def test_a_certificate_of_after_the_death_is_voided(place: Context) -> None:
    later = signe(**{"Intyg utfärdat": "2026-10-10"})
    take_in(place, "personer", later, registered=True)
    receipt = take_in(place, "personer", person_line(SIGNE, Avliden="2026-10-05"))
    assert set(codes(receipt)) == {"records_after_death"}
    assert one(place, Certificate).voided_on == place.today
    assert (RegistrationKind.VOIDED, WAITING) in queue(place)
    assert verdicts(take_in(place, "personer", later | {"Avliden": "2026-10-05"})) == UNCHANGED


@pytest.mark.parametrize(
    ("number", "given", "family", "unit"),
    [
        (identity("19410101", 241), "Signe", "Wåhlstrom", "B2"),
        (identity("19410161", 241), "Singe", "Wåhlström", ""),
        (born(1950), "Signe", "Wåhlström", "B1"),
    ],
)
def test_a_possible_duplicate_warns(
    place: Context, number: str, given: str, family: str, unit: str
) -> None:
    take_in(place, "personer", signe())
    line = {**person_line(number, Boendeenhet=unit), "Förnamn": given, "Efternamn": family}
    receipt = take_in(place, "personer", line, person_line(born(1960), Förnamn="Bo"))
    found = [each for each in receipt.warnings if each.code == "possible_duplicate"]
    assert [(each.row, each.column) for each in found] == [(2, "Personnummer")]


def test_a_protected_person_is_no_duplicate_to_who_may_not_see_them(place: Context) -> None:
    take_in(place, "personer", signe(Skyddade_uppgifter="Sekretessmarkering"))
    like = person_line(identity("19410101", 241))
    assert "possible_duplicate" not in codes(take_in(place, "personer", like))
    seer = replace(place, session=replace(place.session, sees_protected=True))
    like = person_line(identity("19410101", 243), Förnamn="Signo")
    assert "possible_duplicate" in codes(take_in(seer, "personer", like))


def test_two_new_persons_of_one_file_can_be_alike(place: Context) -> None:
    lines = [person_line(identity("19410101", serial), Boendeenhet="B1") for serial in (239, 241)]
    receipt = take_in(place, "personer", *lines)
    told = [(each.code, each.row) for each in receipt.warnings]
    assert told == [
        *(("listed_as_candidate", 2), ("listed_as_candidate", 3)),
        ("possible_duplicate", 3),
    ]
    assert receipt.warnings[-1].message.endswith("Jämför med rad 2 i filen.")


def test_whoever_comes_without_a_certificate_waits_to_be_assessed(place: Context) -> None:
    without = person_line(SIGNE, Boendeenhet="B1")
    dead = person_line(identity("19300101"), Avliden="2026-01-05")
    young = person_line(born(2010), Boendeenhet="B2", Förnamn="Leo", Efternamn="Gran")
    receipt = take_in(place, "personer", without, dead, young)
    assert [each.message for each in receipt.warnings if each.row == 4] == [
        "Raden har inget intyg, så personen står bland möjligen berättigade, att bedömas från 2030."
    ]
    assert len(due_page(on_day(place, date(2030, 1, 1)), DueList.CANDIDATES).rows) == 2
    (row,) = due_page(place, DueList.CANDIDATES).rows
    assert (row.since, every(place, Candidate)[0].source) == (place.today, "personer")
    assert take_in(place, "personer", without, dead, young).unchanged == 3
    take_in(place, "personer", signe())
    assert due_page(place, DueList.CANDIDATES).rows == []
    assert len(every(place, Candidate)) == 2


def test_a_plan_writes_nothing_and_says_the_same(place: Context) -> None:
    plan = plan_of(place, "personer", signe(), signe(Boendeenhet="Okänd"))
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.DUPLICATE]
    assert every(place, Person) == []
