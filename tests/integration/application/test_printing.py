"""Certificates, bases and letters on paper: what stands there, for whom, what the log keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.application.assess_entitlement import DecideNotToIssue, decide_not_to_issue
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.issue_certificate import DisclosureDraft
from munhalsa.application.mark_registered import mark_certificate_registered
from munhalsa.application.ports import Deed
from munhalsa.application.print_basis import print_basis
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_letters import print_letters
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Disclosure,
    DisclosureBasis,
    EndReason,
    Ground,
    IssuedBy,
    Recipient,
)
from munhalsa.domain.person import Authority, Contact, ProtectedIdentity, Relation, Residence
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.unit import Municipality, UnitType
from tests.support.deeds import (
    ENTITLED,
    FAMILY,
    GIVEN,
    SIGNE,
    add,
    alter,
    born,
    found,
    issue,
    latest,
    register,
    unit,
    user,
)
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.stores import on_day

DAY = timedelta(days=1)
PDF = PdfForms()
PROTECTED = {"protected_identity": ProtectedIdentity.CONFIDENTIALITY_MARKING}


def certificates(context: Context, out: Path, *numbers: str) -> str:
    """The text of a job for these numbers, or for everybody."""
    printed = print_certificates(context, PDF, numbers=numbers or None, out=out)
    assert printed.path == out
    return unbroken(plain_text(out))


def basis(context: Context, out: Path, number: str = SIGNE) -> str:
    print_basis(context, PDF, number=number, out=out)
    return unbroken(plain_text(out))


def letter(context: Context, out: Path, *numbers: str, easy_read: bool = False) -> str:
    print_letters(context, PDF, numbers=numbers or [SIGNE], easy_read=easy_read, out=out)
    return unbroken(plain_text(out))


def home(context: Context, person_id: str, **fields: Any) -> None:
    add(context, Residence(id=new_id(), person_id=person_id, from_day=date(2020, 1, 1), **fields))


def persons_in_log(context: Context, person_id: str) -> list[str]:
    """What the history of a person tells, newest first."""
    with context.store.read() as reader:
        return [line.action for line in reader.history.of_subject(person_id)]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "utskrift.pdf"


class TestCertificate:
    def test_before_and_after_it_is_registered(self, context: Context, out: Path) -> None:
        register(context)
        certificate = issue(context).certificate
        before = certificates(context, out, SIGNE)
        assert "Intyg om N-tandvård" in before
        assert f"Intyg nr {certificate.number}" in before
        assert f"{GIVEN} {FAMILY}" in before
        assert f"Personnummer {SIGNE[:8]}-{SIGNE[8:]}" in before
        assert "Beställs hos VGR" in before
        assert "Registrerat hos VGR" not in before
        assert "Utfärdat av Kim Lind" in before
        assert "tills vidare" in before
        mark_certificate_registered(
            on_day(context, context.today + DAY), certificate_id=certificate.id
        )
        after = certificates(context, out, certificate.number)
        assert "Registrerat hos VGR 2026-11-23" in after
        assert "Beställs hos VGR" not in after

    def test_neither_the_ground_nor_the_answer(self, context: Context, out: Path) -> None:
        register(context)
        issue(context)
        text = certificates(context, out, SIGNE)
        for secret in ("Personkrets", "2a", "Önskar"):
            assert secret not in text

    def test_one_that_is_limited_and_one_that_has_ended(self, context: Context, out: Path) -> None:
        register(context)
        issue(context, valid_to=date(2027, 1, 31))
        assert "2026-11-22, till och med 2027-01-31" in certificates(context, out, SIGNE)
        last = context.today + DAY
        end_certificate(
            context, EndCertificate(number=SIGNE, day=last, reason=EndReason.NOT_ENTITLED)
        )
        assert "2026-11-22, till och med 2026-11-23" in certificates(context, out, SIGNE)

    @pytest.mark.parametrize(
        ("issued_by", "word"),
        [
            (IssuedBy.DOCTOR, "läkare"),
            (IssuedBy.VGR, "Västra Götalandsregionen"),
            (IssuedBy.OTHER_MUNICIPALITY, "en annan kommun"),
        ],
    )
    def test_one_that_somebody_else_has_issued(
        self, context: Context, out: Path, issued_by: IssuedBy, word: str
    ) -> None:
        register(context)
        issue(context, issued_by=issued_by)
        text = certificates(context, out, SIGNE)
        assert f"Bedömningen är gjord av {word}." in text
        assert f"Utfärdat av {word}" in text
        assert "Utfärdat av Kim" not in text

    def test_one_that_was_taken_in_without_an_issuer(self, context: Context, out: Path) -> None:
        register(context)
        alter(context, issue(context).certificate, issuer=None)
        assert "Bedömningen är gjord av någon annan än kommunen." in certificates(
            context, out, SIGNE
        )

    @pytest.mark.parametrize(
        ("number", "label"),
        [("191401682396", "Samordningsnummer"), ("19450829K088", "Reservnummer")],
    )
    def test_every_kind_of_number_by_its_name(
        self, context: Context, out: Path, number: str, label: str
    ) -> None:
        register(context, number)
        issue(context, number)
        assert f"{label} {number[:8]}-{number[8:]}" in certificates(context, out, number)

    def test_a_housing_with_room(self, context: Context, out: Path) -> None:
        place = unit(street="Parkgatan 4", postal_code="504 30", city="Borås")
        add(context, place)
        home(context, register(context).id, unit_id=place.id, room="rum 12")
        issue(context)
        text = certificates(context, out, SIGNE)
        assert "Boende Björkgläntan, rum 12, Parkgatan 4, 504 30 Borås" in text

    def test_a_home_of_ones_own(self, context: Context, out: Path) -> None:
        office = unit(type=UnitType.HOME_HELP, street="Kontoret 1", city="Borås")
        add(context, office)
        person = register(context)
        own = {"street": "Vägen 2", "postal_code": "504 31", "city": "Sandared"}
        home(context, person.id, unit_id=office.id, care_of="Öst", **own)
        issue(context)
        text = certificates(context, out, SIGNE)
        assert "Boende c/o Öst, Vägen 2, 504 31 Sandared" in text
        assert "Kontoret" not in text

    def test_home_care_without_an_address_names_the_unit(self, context: Context, out: Path) -> None:
        office = unit(type=UnitType.HOME_HELP, street="Kontoret 1")
        add(context, office)
        home(context, register(context).id, unit_id=office.id)
        issue(context)
        text = certificates(context, out, SIGNE)
        assert "Boende Björkgläntan" in text
        assert "Kontoret" not in text

    def test_the_sender_is_the_municipality(self, context: Context, out: Path) -> None:
        (municipality,) = found(context, Municipality)
        alter(
            context,
            municipality,
            department="Vård- och äldreförvaltningen",
            phone="033-35 70 00",
            street="Kungsgatan 55",
            postal_code="501 80",
            city="Borås",
        )
        register(context)
        issue(context)
        text = certificates(context, out, SIGNE)
        sender = "Borås kommun Vård- och äldreförvaltningen"
        assert sender in text
        assert "Ring Kim Lind, 033-35 70 00." in text
        assert f"{sender} Kungsgatan 55 501 80 Borås" in letter(context, out)

    def test_several_in_name_order_each_once(self, context: Context, out: Path) -> None:
        for year, family in ((1941, "Öst"), (1942, "Wik"), (1943, "Alm"), (1944, "Åberg")):
            register(context, born(year), family_name=family)
            issue(context, born(year))
        asked = [born(1941), born(1944), born(1943), born(1941)]
        text = certificates(context, out, *asked)
        places = [text.index(f"{GIVEN} {name}") for name in ("Alm", "Åberg", "Öst")]
        assert places == sorted(places)
        assert "Wik" not in text
        assert text.count("Namn ") == 3

    def test_all_that_are_valid_without_the_protected(self, context: Context, out: Path) -> None:
        register(context, born(1941), family_name="Öst")
        register(context, born(1942), family_name="Alm")
        over = register(context, born(1943), family_name="Slut")
        hidden = register(context, born(1944), family_name="Dold", **PROTECTED)
        issue(context, over.number, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1))
        for number in (born(1941), born(1942), hidden.number):
            issue(context, number)
        text = certificates(context, out)
        assert text.index("Alm") < text.index("Öst")
        assert "Slut" not in text
        assert "Dold" not in text
        assert persons_in_log(context, hidden.id)[0] == "certificate.issue"
        named = user(context, Role.ISSUER, sees_protected=True)
        assert "Dold" in certificates(named, out)

    def test_a_void_one_is_not_printed(self, context: Context, out: Path) -> None:
        register(context)
        certificate = issue(context).certificate
        alter(context, certificate, voided_on=context.today)
        with pytest.raises(Rejected) as caught:
            certificates(context, out, certificate.number)
        assert (caught.value.code, caught.value.field) == ("certificate_void", "number")
        assert not out.exists()

    def test_nobody_has_one(self, context: Context, out: Path) -> None:
        with pytest.raises(Rejected) as caught:
            certificates(context, out)
        assert caught.value.code == "nothing_to_print"
        assert not out.exists()

    def test_progress_is_told(self, context: Context, out: Path) -> None:
        register(context)
        issue(context)
        steps: list[tuple[int, int]] = []
        print_certificates(
            context,
            PDF,
            numbers=None,
            out=out,
            progress=lambda done, total: steps.append((done, total)),
        )
        assert steps == [(1, 1)]


class TestBasis:
    def test_answers_rule_source_and_secrecy(self, context: Context, out: Path) -> None:
        register(context)
        consent = DisclosureDraft(
            recipient=Recipient.VGR, basis=DisclosureBasis.CONSENT, details="Muntligt, Signe"
        )
        done = issue(context, ground=None, answers=ENTITLED, disclosures=[consent])
        text = basis(context, out)
        assert text.count("Underlag för intyg") >= 1
        assert done.certificate.number in text
        assert "Bor i särskilt boende, inte som medboende" in text
        assert "Ja VGR, vårdgivarwebben" in text
        assert "Anteckning: biståndsbeslut Se anteckning" in text
        assert "Har rätt till N-tandvård" in text
        assert "Åldersgränsen 24 år är nådd" in text
        assert "Tandvårdslagen (1985:125) 8 a §" in text
        assert f"Regelversion {context.rules.version}" in text
        assert "2a: Har varaktigt behov" in text
        assert "Västra Götalandsregionen: samtycke, 2026-11-22 (Muntligt, Signe)" in text
        assert "Bedömning gjord av Kim Lind" in text

    def test_a_reason_and_a_criterion_judged_as_a_whole(self, context: Context, out: Path) -> None:
        register(context)
        criterion = context.rules.criteria_on(context.today)[0]
        issue(context, answers={criterion.id: False}, reason="Samlad bedömning efter hembesök.")
        text = basis(context, out)
        assert unbroken(criterion.text)[:40] in text
        assert " Nej " in text
        assert "Intygsutfärdarens skäl Samlad bedömning efter hembesök." in text

    def test_decided_outside_the_program(self, context: Context, out: Path) -> None:
        register(context)
        issue(context, reason="Läkarintyg.")
        text = basis(context, out)
        assert "Bedömningen är gjord utanför programmet." in text
        assert "Vad reglerna säger" not in text

    def test_the_right_has_ended_since(self, context: Context, out: Path) -> None:
        person = register(context)
        issue(context)
        end_certificate(
            context,
            EndCertificate(number=SIGNE, day=context.today, reason=EndReason.NOT_ENTITLED),
        )
        for basis_of, withdrawn in (
            (DisclosureBasis.HARM_TEST, None),
            (DisclosureBasis.LAW, context.today),
        ):
            add(
                context,
                Disclosure(
                    id=new_id(),
                    person_id=person.id,
                    recipient=Recipient.UNIT,
                    basis=basis_of,
                    decided_on=date(2026, 3, 1),
                    withdrawn_on=withdrawn,
                ),
            )
        text = basis(context, out)
        assert "2026-11-22, till och med 2026-11-22" in text
        assert "Boendeenheten: menprövning, 2026-03-01" in text
        assert "Boendeenheten: bestämmelse i lag, 2026-03-01, återkallat 2026-11-22" in text

    def test_too_young(self, context: Context, out: Path) -> None:
        young = born(2010)
        register(context, young)
        decide_not_to_issue(context, DecideNotToIssue(number=young, answers=ENTITLED))
        text = basis(context, out, young)
        assert "Intyg utfärdas inte" in text
        assert "Därför utfärdas inte intyget" in text
        assert "Personen är under åldersgränsen" in text
        assert "Intyg nr" not in text

    def test_the_issuer_says_no_where_the_rules_say_yes(self, context: Context, out: Path) -> None:
        register(context)
        decide_not_to_issue(
            context,
            DecideNotToIssue(number=SIGNE, answers=ENTITLED, reason="Behovet är tillfälligt."),
        )
        text = basis(context, out)
        assert "Intyg utfärdas inte" in text
        assert "Därför utfärdas inte intyget" not in text
        assert "Intygsutfärdarens skäl Behovet är tillfälligt." in text

    def test_the_newest_decision_counts(self, context: Context, out: Path) -> None:
        register(context)
        decide_not_to_issue(
            context, DecideNotToIssue(number=SIGNE, answers=None, reason="Ansökan drogs tillbaka.")
        )
        assert "Intyg utfärdas inte" in basis(context, out)
        issue(context, answers=ENTITLED)
        assert "Intyg utfärdas inte" not in basis(context, out)

    def test_nothing_is_decided(self, context: Context, out: Path) -> None:
        register(context)
        with pytest.raises(Rejected) as caught:
            basis(context, out)
        assert (caught.value.code, caught.value.field) == ("decision_not_found", "number")
        assert not out.exists()


class TestLetter:
    def contact(self, person_id: str, **fields: Any) -> Contact:
        made = Contact(
            id=new_id(),
            person_id=person_id,
            name="Åke Ståhl",
            relation=Relation.GUARDIAN,
            authority=Authority.REPRESENTS,
            address="Norra Långgatan 118, 504 30 Borås",
            gets_letters=True,
        )
        return replace(made, **fields)

    def test_to_the_person_at_a_housing(self, context: Context, out: Path) -> None:
        place = unit(street="Parkgatan 4", postal_code="504 30", city="Borås")
        add(context, place)
        home(context, register(context).id, unit_id=place.id, room="12")
        number = issue(context).certificate.number
        text = letter(context, out)
        assert f"{GIVEN} {FAMILY} Björkgläntan Parkgatan 4 504 30 Borås" in text
        assert "Din rätt till nödvändig tandvård" in text
        assert "företräder" not in text
        assert number in text
        assert SIGNE[8:] not in text

    def test_to_the_person_at_home_with_home_care(self, context: Context, out: Path) -> None:
        office = unit("Hemtjänst Norr", type=UnitType.HOME_HELP, street="Kontoret 1")
        add(context, office)
        home(context, register(context).id, unit_id=office.id, street="Vägen 2", city="Borås")
        text = letter(context, out)
        assert f"{GIVEN} {FAMILY} Vägen 2 Borås" in text
        assert "Hemtjänst Norr" not in text
        assert "Kontoret" not in text

    def test_without_a_home_there_is_only_the_name(self, context: Context, out: Path) -> None:
        register(context)
        assert f"{GIVEN} {FAMILY} Din rätt" in letter(context, out)

    def test_to_somebody_who_represents(self, context: Context, out: Path) -> None:
        person = register(context)
        home(context, person.id, street="Vägen 2", city="Borås")
        add(context, self.contact(person.id))
        for easy_read, sentence in (
            (False, f"Du får brevet för att du företräder {GIVEN} {FAMILY}."),
            (True, f"Du får brevet för att du hjälper {GIVEN} {FAMILY}."),
        ):
            text = letter(context, out, easy_read=easy_read)
            assert "Åke Ståhl Norra Långgatan 118 504 30 Borås" in text
            assert sentence in text
            assert "Vägen 2" not in text

    def test_to_somebody_who_only_passes_on(self, context: Context, out: Path) -> None:
        person = register(context)
        add(context, self.contact(person.id, authority=Authority.PASSES_ON))
        text = letter(context, out)
        assert f"{GIVEN} {FAMILY} c/o Åke Ståhl Norra Långgatan 118 504 30 Borås" in text
        assert "företräder" not in text

    def test_one_to_each_who_gets_them_today(self, context: Context, out: Path) -> None:
        person = register(context)
        today = context.today
        add(
            context,
            self.contact(person.id, name="Förre Ek", to_day=today - DAY),
            self.contact(person.id, name="Nästa Ek", from_day=today + DAY),
            self.contact(person.id, name="Stilla Ek", gets_letters=False),
            self.contact(person.id, name="Eva Ek", from_day=today, to_day=today),
            self.contact(person.id, name="Ulf Ek", address=None),
        )
        text = letter(context, out)
        assert "Eva Ek Norra Långgatan 118" in text
        assert "Ulf Ek Din rätt" in text
        for name in ("Förre", "Nästa", "Stilla"):
            assert name not in text

    def test_easy_to_read(self, context: Context, out: Path) -> None:
        register(context)
        assert "Tandvård för dig" in letter(context, out, easy_read=True)

    def test_the_reference_is_the_newest_that_is_not_void(
        self, context: Context, out: Path
    ) -> None:
        register(context)
        first = issue(context, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1)).certificate
        second = issue(context).certificate
        alter(context, second, voided_on=context.today)
        text = letter(context, out)
        assert first.number in text
        assert second.number not in text

    def test_many_in_name_order(self, context: Context, out: Path) -> None:
        for year, family in ((1941, "Öst"), (1942, "Alm")):
            register(context, born(year), family_name=family)
        text = letter(context, out, born(1941), born(1942), born(1941))
        assert text.index("Alm") < text.index("Öst")
        assert text.count("Din rätt till nödvändig tandvård") == 2


class TestEveryForm:
    def print_all(self, context: Context, out: Path) -> list[str]:
        """Prints each form to a file of its own; the actions as the log should name them."""
        certificates(context, out.with_suffix(".1"), SIGNE)
        basis(context, out.with_suffix(".2"))
        letter(context, out.with_suffix(".3"))
        return ["print.letter", "print.basis", "print.certificate"]

    def test_the_log_knows_for_whom(self, context: Context, out: Path) -> None:
        person = register(context)
        issue(context)
        actions = self.print_all(context, out)
        assert persons_in_log(context, person.id)[:3] == actions
        lines = latest(context, 3)
        assert [line.action for line in lines] == actions
        assert {(line.subject_kind, line.subject_id) for line in lines} == {("person", person.id)}

    def test_a_job_for_many_names_each_in_the_log(self, context: Context, out: Path) -> None:
        people = [register(context, born(year)) for year in (1941, 1942)]
        for person in people:
            issue(context, person.number)
        certificates(context, out)
        (line,) = latest(context)
        assert (line.action, line.subject_id) == ("print.certificate", "")
        for person in people:
            assert persons_in_log(context, person.id)[0] == "print.certificate"

    def test_the_protected_are_refused_and_the_try_is_logged(
        self, context: Context, out: Path
    ) -> None:
        person = register(context, **PROTECTED)
        open_one = register(context, born(1942))
        issue(context)
        issue(context, born(1942))
        jobs: list[tuple[Callable[..., str], list[str]]] = [
            (certificates, [born(1942), SIGNE]),
            (basis, [SIGNE]),
            (letter, [SIGNE]),
        ]
        for job, numbers in jobs:
            with pytest.raises(NotAllowed) as caught:
                job(context, out, *numbers)
            assert caught.value.code == "protected_identity"
            assert not out.exists()
            (line,) = latest(context)
            assert (line.action, line.subject_id) == ("access.refused", person.id)
        assert "access.refused" not in persons_in_log(context, open_one.id)
        hidden = register(context, born(1943), **PROTECTED)
        with pytest.raises(NotAllowed):
            letter(context, out, SIGNE, hidden.number)
        assert latest(context)[0].subject_id == ""
        named = user(context, Role.ISSUER, sees_protected=True)
        self.print_all(named, out)

    def test_it_takes_the_right(self, context: Context, out: Path) -> None:
        register(context)
        issue(context)
        nobody = user(context, Role.UNIT_MANAGER)
        jobs: list[Callable[..., str]] = [certificates, basis, letter]
        for job in jobs:
            with pytest.raises(NotAllowed):
                job(nobody, out, SIGNE)
        assert not out.exists()

    def test_no_file_is_left_that_is_not_in_the_log(self, context: Context, out: Path) -> None:
        register(context)
        issue(context)

        class Unlucky:
            """A store whose log can't be written just then."""

            def __init__(self, store: Any) -> None:
                self.read = store.read

            def note(self, deed: Deed, **_: Any) -> str:
                assert out.exists(), deed
                raise OSError("disk full")

        store: Any = Unlucky(context.store)
        with pytest.raises(OSError, match="disk full"):
            certificates(replace(context, store=store), out, SIGNE)
        assert not out.exists()

    @pytest.mark.parametrize("job", [certificates, basis, letter])
    def test_nothing_personal_but_on_the_pages(
        self, context: Context, out: Path, job: Callable[..., str]
    ) -> None:
        """Neither the document's own data nor its bookmarks tell of anybody."""
        register(context)
        issue(context, answers=ENTITLED)
        job(context, out, SIGNE)
        with pikepdf.Pdf.open(out) as pdf:
            told = str(pdf.docinfo) + str(pdf.open_metadata())
            told += str([item.title for item in pdf.open_outline().root])
        for secret in (GIVEN, FAMILY, SIGNE, SIGNE[8:]):
            assert secret not in told

    @pytest.mark.parametrize("job", [certificates, letter])
    def test_nor_do_the_bookmarks_of_a_job_for_many(
        self, context: Context, out: Path, job: Callable[..., str]
    ) -> None:
        numbers = [born(year) for year in (1941, 1942)]
        for number in numbers:
            register(context, number)
            issue(context, number)
        job(context, out, *numbers)
        with pikepdf.Pdf.open(out) as pdf:
            told = [item.title for item in pdf.open_outline().root]
        assert len(told) == 2
        for secret in (GIVEN, FAMILY, SIGNE, SIGNE[8:]):
            assert secret not in str(told)


def test_the_time_of_printing_is_the_real_one(context: Context, out: Path) -> None:
    register(context)
    issue(context)
    certificates(context, out)
    with pikepdf.Pdf.open(out) as pdf:
        made = pdf.open_metadata()["xmp:CreateDate"]
    assert abs(datetime.fromisoformat(made) - context.clock.now()) < timedelta(minutes=5)


def test_grounds_do_not_leave_the_basis(context: Context, out: Path) -> None:
    register(context)
    issue(context, ground=Ground.LSS)
    assert "1: Omfattas av lagen om stöd och service" in basis(context, out)
    assert "LSS" not in certificates(context, out, SIGNE)
    assert "LSS" not in letter(context, out)
