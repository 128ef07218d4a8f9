"""Marking what Intygsbeställningen has been told: what was told, and nothing that came after."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.tables.export_writer import ProfileExportWriter
from munhalsa.adapters.tables.profiles import load_profile
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.export_registrations import export_registrations
from munhalsa.application.mark_registered import mark_certificate_registered, mark_registered
from munhalsa.application.ports import Deed
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import SIGNE, born, content, found, issue, latest, register, user, waiting
from tests.support.exports import CERTIFICATES, export, mark, rows_of
from tests.support.stores import on_day

DAY = timedelta(days=1)


def answer(context: Context, *, wants: bool) -> None:
    command = RecordResponse(
        number=SIGNE, answered=context.today, wants=wants, answered_by=AnsweredBy.SELF
    )
    record_response(context, command)


def response_line(context: Context, certificate: Certificate) -> Registration:
    lines = found(context, Registration, certificate_id=certificate.id)
    (line,) = [line for line in lines if line.kind is RegistrationKind.RESPONSE]
    return line


def test_what_a_file_told_is_registered_with_day_user_and_reference(
    context: Context, tmp_path: Path
) -> None:
    person = register(context)
    certificate = issue(context).certificate
    answer(context, wants=True)
    file = tmp_path / "till-vgr.xlsx"
    export(context, file)
    later = on_day(context, context.today + DAY)
    done = mark(later, file, reference="VGR-7")
    assert (done.certificates, done.units, done.lines, done.warnings) == (1, 0, 2, ())
    for line in found(context, Registration, certificate_id=certificate.id):
        assert line.state is RegistrationState.REGISTERED
        assert (line.registered_on, line.registered_by) == (later.today, "Kim Lind")
        assert line.reference == "VGR-7"
    assert done.changes.subjects == {person.id}
    assert content(context, done.event).action == "registration.mark"
    export(context, file)
    assert rows_of(file) == []


def test_an_answer_that_changes_after_the_file_stays_in_the_queue(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    certificate = issue(context).certificate
    answer(context, wants=True)
    file = tmp_path / "till-vgr.csv"
    export(context, file)
    answer(context, wants=False)
    mark(context, file)
    assert waiting(context, certificate.id) == {RegistrationKind.RESPONSE}
    export(context, file)
    (row,) = rows_of(file)
    assert (row["Åtgärd"], row["Önskar munhälsobedömning"]) == ("Ändrat svar", "Nej")


def test_a_first_answer_after_the_file_is_a_changed_answer_and_no_new_certificate(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    certificate = issue(context).certificate
    file = tmp_path / "till-vgr.csv"
    export(context, file)
    answer(context, wants=True)
    mark(context, file)
    assert waiting(context, certificate.id) == {RegistrationKind.RESPONSE}


def test_an_older_file_marks_nothing_that_has_changed_and_been_registered_since(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    certificate = issue(context).certificate
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    export(context, old)
    mark(context, old)
    answer(context, wants=True)
    export(context, new)
    mark(context, new)
    answer(context, wants=False)
    for file in (old, new):
        assert [notice.code for notice in mark(context, file).warnings] == ["nothing_to_mark"]
    assert waiting(context, certificate.id) == {RegistrationKind.RESPONSE}


def test_marking_again_is_harmless(context: Context, tmp_path: Path) -> None:
    register(context)
    certificate = issue(context).certificate
    file = tmp_path / "till-vgr.csv"
    export(context, file)
    mark(context, file, reference="VGR-7")
    before = found(context, Registration, certificate_id=certificate.id)
    later = on_day(context, context.today + DAY)
    again = mark(later, file, reference="VGR-8")
    assert (again.certificates, again.lines) == (0, 0)
    assert found(context, Registration, certificate_id=certificate.id) == before


def test_a_change_takes_it_back_to_the_queue_and_the_reference_is_kept(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    certificate = issue(context).certificate
    answer(context, wants=True)
    file = tmp_path / "till-vgr.csv"
    export(context, file)
    mark(context, file, reference="VGR-7")
    later = on_day(context, context.today + DAY)
    answer(later, wants=False)
    line = response_line(context, certificate)
    assert (line.state, line.since) == (RegistrationState.TO_REGISTER, later.today)
    assert (line.registered_on, line.registered_by, line.reference) == (None, None, "VGR-7")
    export(later, file)
    mark(later, file)
    line = response_line(context, certificate)
    assert (line.state, line.reference) == (RegistrationState.REGISTERED, "VGR-7")


def test_all_that_was_exported(context: Context, tmp_path: Path) -> None:
    register(context)
    register(context, born(1942))
    register(context, born(1943))
    first = issue(context).certificate
    export(context, tmp_path / "first.csv")
    second = issue(context, born(1942)).certificate
    export(context, tmp_path / "second.xlsx", everything=True)
    third = issue(context, born(1943)).certificate
    end_certificate(
        context, EndCertificate(number=SIGNE, day=context.today, reason=EndReason.MOVED_OUT)
    )
    done = mark_registered(context, file_sha256=None)
    assert (done.certificates, done.lines) == (2, 2)
    assert waiting(context, first.id) == {RegistrationKind.ENDED}
    assert waiting(context, second.id) == set()
    assert waiting(context, third.id) == {RegistrationKind.NEW}


def test_nothing_was_exported(context: Context) -> None:
    register(context)
    issue(context)
    done = mark_registered(context, file_sha256=None)
    assert (done.lines, [notice.code for notice in done.warnings]) == (0, ["nothing_to_mark"])


def test_the_protected_in_the_queue_are_not_marked_by_a_file(
    context: Context, tmp_path: Path
) -> None:
    register(context, protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    certificate = issue(context).certificate
    file = tmp_path / "till-vgr.csv"
    export(context, file)
    mark(context, file)
    assert waiting(context, certificate.id) == {RegistrationKind.NEW}


def test_a_file_from_elsewhere_or_changed_since(context: Context, tmp_path: Path) -> None:
    register(context)
    certificate = issue(context).certificate
    file = tmp_path / "till-vgr.csv"
    export(context, file)
    file.write_bytes(file.read_bytes() + b"\r\n")
    with pytest.raises(Rejected) as caught:
        mark(context, file)
    assert (caught.value.code, caught.value.field) == ("export_unknown", "file")
    assert waiting(context, certificate.id) == {RegistrationKind.NEW}


def test_one_certificate_as_typed_into_the_web_form(context: Context) -> None:
    person = register(context)
    register(context, born(1942))
    certificate = issue(context).certificate
    other = issue(context, born(1942)).certificate
    answer(context, wants=True)
    issuer = user(context, Role.ISSUER)
    done = mark_certificate_registered(issuer, certificate_id=certificate.id, reference="VGR-9")
    assert (done.certificates, done.lines, done.warnings) == (1, 2, ())
    assert (waiting(context, certificate.id), waiting(context, other.id)) == (
        set(),
        {RegistrationKind.NEW},
    )
    (line,) = latest(context)
    assert (line.event, line.subject_id) == (done.event, person.id)
    again = mark_certificate_registered(issuer, certificate_id=certificate.id)
    assert (again.certificates, [notice.code for notice in again.warnings]) == (
        0,
        ["nothing_to_mark"],
    )
    references = {line.reference for line in found(context, Registration, person_id=person.id)}
    assert references == {"VGR-9"}


def test_it_takes_the_right(context: Context) -> None:
    register(context)
    certificate = issue(context).certificate
    nobody = user(context, Role.UNIT_MANAGER)
    with pytest.raises(NotAllowed):
        mark_registered(nobody, file_sha256=None)
    with pytest.raises(NotAllowed):
        mark_certificate_registered(nobody, certificate_id=certificate.id)
    assert waiting(context, certificate.id) == {RegistrationKind.NEW}


def test_what_a_profile_has_no_word_for_is_not_told_and_still_waits(
    context: Context, tmp_path: Path
) -> None:
    profile = load_profile(CERTIFICATES)
    answers_only = replace(profile, actions={"response": "Ändrat svar"})
    register(context)
    certificate = issue(context).certificate
    file = tmp_path / "svar.csv"
    writer = ProfileExportWriter()
    assert export_registrations(context, writer, profile=answers_only, out=file).rows == 0
    mark_certificate_registered(context, certificate_id=certificate.id)
    answer(context, wants=True)
    end_certificate(
        context, EndCertificate(number=SIGNE, day=context.today, reason=EndReason.MOVED_OUT)
    )
    assert export_registrations(context, writer, profile=answers_only, out=file).rows == 1
    assert mark(context, file).lines == 1
    assert waiting(context, certificate.id) == {RegistrationKind.ENDED}


def test_what_comes_with_a_new_certificate_in_one_deed_needs_no_line_of_its_own(
    context: Context,
) -> None:
    register(context)
    certificate = issue(context).certificate
    kinds = [RegistrationKind.NEW, RegistrationKind.RESPONSE, RegistrationKind.ENDED]
    deed = Deed(action="test.queue", subject_kind="test", subject_id="")
    with context.write(deed) as work:
        mark_to_register(
            work,
            new_id=context.new_id,
            certificate_id=certificate.id,
            person_id=certificate.person_id,
            kinds=kinds,
            day=context.today,
        )
        work.commit()
    assert waiting(context, certificate.id) == {RegistrationKind.NEW, RegistrationKind.ENDED}
