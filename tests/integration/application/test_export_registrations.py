"""What goes to Intygsbeställningen: who, what of them, and who is left out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.log_rows import audit_event
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.domain.account import DeliveredExport, DeliveredPart, Role
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EndReason,
    Recipient,
    RegistrationKind,
)
from munhalsa.domain.person import (
    Authority,
    Contact,
    Dentist,
    ProtectedIdentity,
    Relation,
)
from munhalsa.domain.refusal import FileUnusable, NotAllowed
from munhalsa.domain.response import AnsweredBy
from munhalsa.domain.unit import UnitType
from tests.support.deeds import (
    FAMILY,
    GIVEN,
    SIGNE,
    add,
    alter,
    born,
    found,
    issue,
    latest,
    mark_registered,
    register,
    unit,
    user,
)
from tests.support.exports import CERTIFICATES, answer, export, home, rows_of, tell
from tests.support.stores import on_day

DAY = timedelta(days=1)


def exported(context: Context, folder: Path, **options: Any) -> list[dict[str, str]]:
    file = folder / "till-vgr.csv"
    export(context, file, **options)
    return rows_of(file)


def test_a_new_certificate_carries_its_answer(context: Context, tmp_path: Path) -> None:
    register(context)
    issue(context)
    assert exported(context, tmp_path)[0]["Önskar munhälsobedömning"] == "Ej tillfrågad"
    answer(context, wants=False)
    (row,) = exported(context, tmp_path)
    assert (row["Åtgärd"], row["Ändringar"]) == ("Nytt intyg", "Nytt intyg")
    assert (row["Önskar munhälsobedömning"], row["Svarsdatum"]) == ("Nej", "2026-11-22")


@pytest.mark.parametrize(
    ("kinds", "action", "changes"),
    [
        ({"response"}, "Ändrat svar", "Ändrat svar"),
        ({"address", "unit"}, "Ändrad boendeenhet", "Ändrad boendeenhet, Ändrad adress"),
        (
            {"letter_copy", "name_or_number", "contact", "validity", "ground"},
            "Ändrad personkrets",
            (
                "Ändrad personkrets, Ändrad giltighet, Ändrad kontakt, Ändrat namn eller nummer, "
                "Kopia på brev"
            ),
        ),
        ({"response", "ended"}, "Avslutat intyg", "Avslutat intyg, Ändrat svar"),
        (
            {"new", "ended", "letter_copy"},
            "Nytt intyg",
            "Nytt intyg, Avslutat intyg, Kopia på brev",
        ),
    ],
)
def test_the_action_goes_by_precedence_and_the_changes_name_all(
    context: Context, tmp_path: Path, kinds: set[str], action: str, changes: str
) -> None:
    register(context)
    certificate = issue(context).certificate
    mark_registered(context, certificate.id)
    tell(context, certificate, *map(RegistrationKind, kinds))
    (row,) = exported(context, tmp_path)
    assert (row["Åtgärd"], row["Ändringar"]) == (action, changes)


def test_a_void_certificate_is_told_once_and_is_not_among_all(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    certificate = issue(context).certificate
    mark_registered(context, certificate.id)
    alter(context, certificate, voided_on=context.today)
    tell(context, certificate, RegistrationKind.VOIDED)
    (row,) = exported(context, tmp_path)
    assert row["Åtgärd"] == "Makulerat intyg"
    assert exported(context, tmp_path, everything=True) == []


def test_all_are_certificates_that_are_not_void_whatever_waits(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    first = issue(context, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1)).certificate
    mark_registered(context, first.id)
    second = issue(context).certificate
    assert [row["Intygsnummer"] for row in exported(context, tmp_path)] == [second.number]
    rows = exported(context, tmp_path, everything=True)
    assert [(row["Intygsnummer"], row["Åtgärd"]) for row in rows] == [
        (first.number, ""),
        (second.number, "Nytt intyg"),
    ]


def test_what_has_changed_since_a_day_is_told_again_when_registered(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    register(context, born(1942))
    early = issue(context).certificate
    mark_registered(context, early.id)
    later = on_day(context, context.today + 9 * DAY)
    new = issue(later, born(1942)).certificate
    mark_registered(later, new.id)
    assert exported(later, tmp_path) == []
    (row,) = exported(later, tmp_path, since=later.today)
    assert (row["Intygsnummer"], row["Åtgärd"]) == (new.number, "Nytt intyg")
    assert len(exported(later, tmp_path, since=context.today)) == 2
    assert exported(later, tmp_path, since=later.today + DAY) == []


def test_a_change_since_a_day_to_what_waits_already_is_told(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    certificate = issue(context).certificate
    mark_registered(context, certificate.id)
    answer(context)
    later = on_day(context, context.today + DAY)
    answer(later, wants=False)
    (row,) = exported(later, tmp_path, since=later.today)
    assert (row["Åtgärd"], row["Önskar munhälsobedömning"]) == ("Ändrat svar", "Nej")


def test_since_a_day_a_certificate_that_still_is_new_does_not_look_changed(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    issue(context)
    later = on_day(context, context.today + DAY)
    answer(later)
    (row,) = exported(later, tmp_path, since=later.today)
    assert row["Åtgärd"] == "Nytt intyg"


def test_the_protected_and_those_who_withdrew_are_left_out_and_counted_as_persons(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    protected = register(
        context, born(1942), protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING
    )
    withdrawn = register(context, born(1943), given_name="Nej", family_name="Tack")
    for person in (protected, withdrawn):
        issue(context, person.number, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1))
        issue(context, person.number)
    issue(context)
    add(
        context,
        Disclosure(
            id=new_id(),
            person_id=withdrawn.id,
            recipient=Recipient.VGR,
            basis=DisclosureBasis.CONSENT,
            decided_on=date(2026, 1, 1),
            withdrawn_on=context.today,
        ),
    )
    file = tmp_path / "till-vgr.csv"
    done = export(context, file, everything=True)
    assert [row["Personnummer"] for row in rows_of(file)] == [SIGNE]
    assert (done.rows, done.left_out_protected, done.left_out_consent) == (1, 1, 1)
    assert [notice.code for notice in done.warnings] == ["left_out_protected", "left_out_consent"]
    text = file.read_text("utf-8-sig")
    assert protected.number not in text
    assert withdrawn.number not in text
    named = user(context, Role.COORDINATOR, sees_protected=True, confirmed=True)
    assert export(named, file).rows == 1


def test_a_consent_withdrawn_for_somebody_else_stops_nothing(
    context: Context, tmp_path: Path
) -> None:
    person = register(context)
    issue(context)
    add(
        context,
        Disclosure(
            id=new_id(),
            person_id=person.id,
            recipient=Recipient.DENTAL_PROVIDER,
            basis=DisclosureBasis.CONSENT,
            decided_on=date(2026, 1, 1),
            withdrawn_on=context.today,
        ),
    )
    assert len(exported(context, tmp_path)) == 1


def test_the_log_tells_how_much_and_nothing_of_whom(
    store: SqlStore, context: Context, tmp_path: Path
) -> None:
    person = register(context)
    issue(context)
    done = export(context, tmp_path / "till-vgr.csv")
    assert done.warnings == ()
    (line,) = latest(context)
    assert (line.event, line.action) == (done.event, "export.write")
    assert (line.subject_kind, line.subject_id) == ("export", CERTIFICATES)
    assert _details(store, done.event) == {
        "rows": 1,
        "left_out_protected": 0,
        "left_out_consent": 0,
    }
    (kept,) = found(context, DeliveredExport)
    assert (kept.row_count, kept.profile) == (1, CERTIFICATES)
    (certificate,) = found(context, Certificate)
    (part,) = found(context, DeliveredPart)
    assert (part.export_id, part.subjects) == (kept.id, certificate.id)
    for secret in (SIGNE, GIVEN, FAMILY, person.id):
        assert secret not in f"{kept}{part}"


def _details(store: SqlStore, event: str) -> dict[str, int]:
    wanted = select(audit_event.c.details).where(audit_event.c.id == event)
    with store.engine.connect() as connection:
        details: dict[str, int] = json.loads(connection.scalars(wanted).one())
    return details


def test_it_takes_the_right_and_the_passphrase_anew(context: Context, tmp_path: Path) -> None:
    file = tmp_path / "till-vgr.csv"
    with pytest.raises(NotAllowed) as by_role:
        export(user(context, Role.ISSUER, confirmed=True), file)
    assert by_role.value.code == "not_allowed"
    with pytest.raises(NotAllowed) as unconfirmed:
        export(user(context, Role.COORDINATOR), file)
    assert unconfirmed.value.code == "passphrase_needed"
    assert not file.exists()
    assert found(context, DeliveredExport) == []


def test_a_file_that_cannot_be_written_leaves_no_trace(context: Context, tmp_path: Path) -> None:
    register(context)
    issue(context)
    before = latest(context)
    with pytest.raises(FileUnusable):
        export(context, tmp_path / "ingen mapp" / "till-vgr.csv")
    assert found(context, DeliveredExport) == []
    assert latest(context) == before


def test_no_file_is_left_that_is_not_in_the_log(context: Context, tmp_path: Path) -> None:
    """An id that is taken makes the deed fail when the file has been written already."""
    register(context)
    issue(context)
    export(context, tmp_path / "first.csv")
    (kept,) = found(context, DeliveredExport)
    unlucky = replace(context, new_id=lambda: kept.id)
    file = tmp_path / "second.csv"
    with pytest.raises(Exception, match=r"\S"):
        export(unlucky, file)
    assert not file.exists()
    assert found(context, DeliveredExport) == [kept]


class TestWhereSomebodyLives:
    def row(self, context: Context, folder: Path, **fields: Any) -> dict[str, str]:
        person = register(context)
        issue(context)
        home(context, person.id, **fields)
        (row,) = exported(context, folder)
        return row

    def test_a_housing_lends_its_address(self, context: Context, tmp_path: Path) -> None:
        place = unit(street="Parkgatan 4", postal_code="504 30", city="Borås")
        add(context, place)
        row = self.row(context, tmp_path, unit_id=place.id, room="12")
        assert (row["Boendetyp"], row["Boendeenhet"]) == ("Särskilt boende", "Björkgläntan")
        assert (row["Enhetskod"], row["Ansvarig"]) == ("SB01", "Anna Jonsson")
        assert row["Telefon"] == "031-390 06 71"
        address = (row["Gatuadress"], row["Postnummer"], row["Postort"])
        assert address == ("Parkgatan 4", "504 30", "Borås")
        assert row["Brev skickas till"] == "Signe Wåhlström, Parkgatan 4, 504 30 Borås"

    def test_the_office_of_home_care_is_nobodys_address(
        self, context: Context, tmp_path: Path
    ) -> None:
        office = unit(type=UnitType.HOME_HELP, street="Kontoret 1", city="Borås")
        add(context, office)
        own = {"street": "Vägen 2", "postal_code": "504 31", "city": "Sandared"}
        row = self.row(context, tmp_path, unit_id=office.id, care_of="Öst", **own)
        assert (row["Boendetyp"], row["Boendeenhet"]) == ("Hemtjänst", "Björkgläntan")
        assert (row["Gatuadress"], row["Postort"]) == ("Vägen 2", "Sandared")
        assert row["Brev skickas till"] == "Signe Wåhlström, c/o Öst, Vägen 2, 504 31 Sandared"

    def test_without_an_own_address_there_is_none(self, context: Context, tmp_path: Path) -> None:
        office = unit(type=UnitType.HOME_HELP, street="Kontoret 1", city="Borås")
        add(context, office)
        row = self.row(context, tmp_path, unit_id=office.id)
        assert (row["Gatuadress"], row["Postort"]) == ("", "")
        assert row["Brev skickas till"] == "Signe Wåhlström"

    def test_somebody_who_has_moved_away_is_told_where_the_certificate_ended(
        self, context: Context, tmp_path: Path
    ) -> None:
        last = context.today - DAY
        person = register(context)
        issue(context, issued=date(2026, 1, 1))
        end_certificate(context, EndCertificate(number=SIGNE, day=last, reason=EndReason.DECEASED))
        home(context, person.id, street="Vägen 2", city="Borås", to_day=last)
        (row,) = exported(context, tmp_path)
        assert (row["Åtgärd"], row["Gatuadress"]) == ("Nytt intyg", "Vägen 2")
        assert (row["Ändringar"], row["Giltigt till"]) == (
            "Nytt intyg, Avslutat intyg",
            last.isoformat(),
        )


class TestWhoGetsTheLetter:
    def contact(self, person_id: str, name: str, **fields: Any) -> Contact:
        values = {"authority": Authority.REPRESENTS, "relation": Relation.GUARDIAN, **fields}
        return Contact(id=new_id(), person_id=person_id, name=name, **values)

    def test_the_contact_that_gets_the_letters_today(
        self, context: Context, tmp_path: Path
    ) -> None:
        person = register(context)
        issue(context)
        add(
            context,
            self.contact(person.id, "Dotter", phone="070"),
            self.contact(
                person.id, "Förre", gets_letters=True, address="A", to_day=context.today - DAY
            ),
            self.contact(
                person.id, "Nästa", gets_letters=True, address="B", from_day=context.today + DAY
            ),
            self.contact(
                person.id,
                "Åke Ståhl",
                gets_letters=True,
                address="Gatan 1, 504 30 Borås",
                from_day=context.today,
                to_day=context.today,
            ),
        )
        (row,) = exported(context, tmp_path)
        assert row["Brev skickas till"] == "Åke Ståhl, Gatan 1, 504 30 Borås"

    def test_what_the_certificate_says_goes_first(self, context: Context, tmp_path: Path) -> None:
        person = register(context)
        issue(context, letter_to="Enhetschefen")
        add(context, self.contact(person.id, "Åke Ståhl", gets_letters=True, address="Gatan 1"))
        (row,) = exported(context, tmp_path)
        assert row["Brev skickas till"] == "Enhetschefen"

    def test_a_contact_without_letters_changes_nothing(
        self, context: Context, tmp_path: Path
    ) -> None:
        person = register(context)
        issue(context)
        add(context, self.contact(person.id, "Åke Ståhl", address="Gatan 1"))
        (row,) = exported(context, tmp_path)
        assert row["Brev skickas till"] == "Signe Wåhlström"


def test_the_dentist_is_the_newest_who_has_begun(context: Context, tmp_path: Path) -> None:
    person = register(context)
    issue(context)
    for name, day in (
        ("Folktandvården Centrum", context.today - DAY),
        ("Folktandvården Norr", date(2020, 1, 1)),
        ("Tandläkare Ek", None),
        ("Kommande", context.today + DAY),
    ):
        add(context, Dentist(id=new_id(), person_id=person.id, name=name, from_day=day))
    (row,) = exported(context, tmp_path)
    assert row["Behandlare"] == "Folktandvården Centrum"


def test_the_answer_is_the_newest_by_its_day(context: Context, tmp_path: Path) -> None:
    register(context)
    issue(context)
    answer(context, wants=True)
    command = RecordResponse(
        number=SIGNE,
        answered=context.today - DAY,
        wants=False,
        answered_by=AnsweredBy.SELF,
    )
    record_response(context, command)
    (row,) = exported(context, tmp_path)
    assert row["Önskar munhälsobedömning"] == "Ja"
