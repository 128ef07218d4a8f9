"""Disposal on both engines: asked for, approved by another, and then nothing is left."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import inspect, text

from munhalsa.adapters.store import disposing
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.disposing import write_over
from munhalsa.adapters.store.shelves import SHELVES
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.whole.age import AgeReader
from munhalsa.adapters.store.whole.packing import Part
from munhalsa.adapters.store.whole.write import write_whole
from munhalsa.application.carry_out_disposal import DisposalDone, carry_out_disposal
from munhalsa.application.close_quarter import close_quarter, frozen_quarter
from munhalsa.application.context import Context
from munhalsa.application.deliver_disposal import confirm_delivery, deliver_disposal
from munhalsa.application.disposal_receipt import receipt_of
from munhalsa.application.disposal_words import order_state_words, receipt_facts
from munhalsa.application.ports_keeping import Keeper, WholeWritten
from munhalsa.application.request_disposal import (
    approve_disposal,
    list_disposals,
    request_disposal,
    show_disposal,
)
from munhalsa.application.settings import set_setting
from munhalsa.application.undo import undo_event
from munhalsa.application.withdraw_disposal import withdraw_disposal
from munhalsa.domain.account import Account, DeliveredExport, DeliveredPart, Role, RoleGrant
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.disposal_order import Disposal
from munhalsa.domain.person import Note, Person, ProtectedIdentity
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Refusal
from munhalsa.domain.round import PlannedVisit
from munhalsa.domain.two_people import ApprovalState
from tests.support.deeds import (
    add,
    alter,
    assert_refused,
    born,
    found,
    issue,
    latest,
    mark_registered,
    register,
    unit,
    user,
)
from tests.support.exports import export, mark
from tests.support.stores import on_day
from tests.support.whole_person import SECRET, fill
from tests.support.whole_sets import (
    CHEAP,
    empty_sqlcipher,
    laid_out,
    name_the_municipality,
    write_set,
)

# What a store holds is stamped by the real time, and what the provider sees is kept ten years.
LATER = date(datetime.now(UTC).year + 11, 1, 15)
GONE, STAYS = born(1941), born(1942)
FORMER = born(1943)


class _Keeps:
    """The keeping of a store that has no key slots, as far as disposal needs it."""

    has_key_slots = False

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def write_over(self) -> None:
        write_over(self._store.engine)

    def write_whole(self, out: Path, *, day: object, **told: Any) -> WholeWritten:
        return write_whole(self._store.engine, out, made=str(day), work_factor=CHEAP, **told)


@pytest.fixture
def keeper(store: SqlStore) -> Keeper:
    return cast("Keeper", _Keeps(store))


@pytest.fixture
def later(context: Context) -> Context:
    """A coordinator, eleven years on."""
    return on_day(context, LATER)


@pytest.fixture
def eva(later: Context) -> Context:
    """Another coordinator, at the same time."""
    account = Account(id=later.new_id(), name="Eva Ek")
    add(later, account, RoleGrant(id=later.new_id(), account_id=account.id, role=Role.COORDINATOR))
    session = replace(later.session, account_id=account.id, name=account.name)
    return replace(later, session=replace(session, roles=frozenset({Role.COORDINATOR})))


def _approved(later: Context, eva: Context) -> str:
    request = request_disposal(later, decision="ON 2026/17").request
    approve_disposal(eva, request)
    return request


def _refused(code: str, attempt: Callable[[], object], *, field: str | None = None) -> None:
    with pytest.raises(Refusal) as caught:
        attempt()
    assert_refused(caught, code, field, SECRET)


def _cells(store: SqlStore) -> Iterator[tuple[str, Any]]:
    """Every value of every table there is, those of the index of the search too."""
    with reading(store.engine) as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                for value in row:
                    yield table, value


def _places(store: SqlStore, *wanted: str) -> set[str]:
    """The tables where any of it stands, however it is written."""
    marks = [one.lower().encode() for one in wanted]
    return {
        table
        for table, value in _cells(store)
        if any(mark in _bytes(value).lower() for mark in marks)
    }


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _somebody(context: Context) -> tuple[Person, dict[type[Any], Any], str]:
    """A person with a record of every kind, counted in a closed quarter, and with a draft."""
    home = unit()
    add(context, home)
    person = register(context, GONE, given_name="Signe", family_name=SECRET)
    issued = issue(context, GONE, issued=date(2026, 4, 1), valid_to=date(2026, 10, 31))
    mark_registered(context, issued.certificate.id)
    made = fill(context, person, home, FORMER)
    close_quarter(context, Quarter(year=2026, number=3))
    content = json.dumps({"number": f"{GONE[2:8]}+{GONE[8:]}"})
    context.store.drafts.keep(account_id="a", kind="ny", content=content)
    return person, made, issued.event


def test_nothing_of_the_disposed_is_left_and_all_else_stands(
    store: SqlStore,
    context: Context,
    later: Context,
    eva: Context,
    keeper: Keeper,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    signe, made, issued = _somebody(context)
    assert _places(store, SECRET[:3], GONE) > {"person", "search_term", "audit_payload"}
    tora = register(context, STAYS, given_name="Tora", family_name="Stannar")
    add(context, Note(id=context.new_id(), person_id=tora.id, day=LATER, text="Ny", author="K"))
    for shelf in SHELVES:
        about = shelf.about or shelf.subject_column
        if "person" in (shelf.subject_kind, shelf.about and "person"):
            assert found(context, shelf.record, **{about: signe.id}), shelf.table.name
    context.store.drafts.keep(account_id="b", kind="ny", content='{"number": "420101"}')
    reported = frozen_quarter(context, Quarter(year=2026, number=3))
    assert reported is not None

    done = carry_out_disposal(later, keeper, _approved(later, eva))

    files = (DeliveredExport, DeliveredPart)
    ids = [signe.id, *(one.id for kind, one in made.items() if kind not in files)]
    numbers = (GONE, GONE[2:], FORMER, "1490-2026-0900", "1490-2026-0001")
    # The index of the search holds its text in pieces of three letters.
    assert _places(store, SECRET, SECRET[:3], *numbers) == set()
    # The events stay, with whom they were about by id, so that the chain of the log holds.
    assert _places(store, *ids) == {"audit_event", "audit_entry"}
    assert _places(store, "Stannar") >= {"person", "search_text", "audit_payload"}
    assert context.store.drafts.kept(account_id="a", kind="ny") is None
    assert context.store.drafts.kept(account_id="b", kind="ny") is not None
    with reading(store.engine) as connection:
        log = check_log(connection)
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA freelist_count")) == 0
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    assert (log.faults, log.total) == ([], 0)
    kept = frozen_quarter(later, Quarter(year=2026, number=3))
    assert kept is not None
    assert kept.report == reported.report
    assert {one.disposed for one in kept.differences} == {1}
    _check_receipt(later, done)
    folder = tmp_path_factory.mktemp("ut")
    name_the_municipality(store.engine)
    write_set(store.engine, folder / "kommunen.zip")
    with (
        empty_sqlcipher(folder / "nytt") as engine,
        laid_out(folder / "kommunen.zip", engine),
        reading(engine) as connection,
    ):
        assert check_log(connection).faults == [], "it goes out and back as it is"
    _refused("content_gone", lambda: undo_event(later, issued), field="event")
    _refused("not_undoable", lambda: undo_event(later, done.event))


def test_of_a_file_that_told_of_several_only_who_is_disposed_of_goes(
    store: SqlStore, context: Context, later: Context, eva: Context, keeper: Keeper, tmp_path: Path
) -> None:
    signe, _made, _issued = _somebody(context)
    register(context, STAYS, given_name="Tora", family_name="Stannar")
    stays = issue(context, STAYS).certificate
    folder = tmp_path / "ut"
    folder.mkdir()
    event = export(context, folder / "till-vgr.csv", everything=True).event
    parts = [part for part in found(context, DeliveredPart) if stays.id in part.subjects]
    theirs = {one.id for one in found(context, Certificate, person_id=signe.id)}
    (part,) = parts
    assert theirs & set(part.subjects.splitlines())
    tora = found(context, Person, number=STAYS)[0]
    add(context, Note(id=context.new_id(), person_id=tora.id, day=LATER, text="Ny", author="K"))

    carry_out_disposal(later, keeper, _approved(later, eva))

    (kept,) = found(later, DeliveredPart, id=part.id)
    assert kept.subjects == stays.id
    assert mark(later, folder / "till-vgr.csv").lines == 1
    with store.read() as reader:
        assert reader.undo.has_lost_content(event)
    with reading(store.engine) as connection:
        assert check_log(connection).faults == []


def _check_receipt(later: Context, done: DisposalDone) -> None:
    order = done.order
    assert (order.disposed, order.left_out, order.asked_for) == (1, 0, 1)
    assert (order.requested_by, order.approved_by, order.decision) == (
        "Kim Lind", "Eva Ek", "ON 2026/17",
    )  # fmt: skip
    assert order.state is ApprovalState.USED
    assert order.backups_gone_on == date(LATER.year + 1, 2, 15)
    assert order.carried_out_on == LATER
    assert (order.rows or 0) > 25
    assert (order.log_contents or 0) > 3
    assert [(rule.name, rule.years, rule.persons) for rule in order.rules] == [
        ("Patientuppgifter", 10, 1)
    ]
    assert done.warnings == ()
    event = latest(later)[0]
    assert (event.action, event.purpose) == ("disposal.carry_out", "ON 2026/17")
    assert found(later, Disposal)[0].persons == ""


def test_the_list_is_looked_at_again_and_who_has_a_new_note_is_left_out(
    store: SqlStore, context: Context, later: Context, eva: Context, keeper: Keeper
) -> None:
    one, other = register(context, GONE), register(context, STAYS)
    request = _approved(later, eva)
    assert show_disposal(eva, request).fallen_away == 0
    add(context, Note(id=context.new_id(), person_id=other.id, day=LATER, text="Ny", author="K"))
    shown = show_disposal(eva, request)
    assert ([line.id for line in shown.persons], shown.fallen_away) == ([one.id], 1)

    done = carry_out_disposal(later, keeper, request)

    assert (done.order.disposed, done.order.left_out) == (1, 1)
    assert [notice.code for notice in done.warnings] == ["left_out"]
    assert [person.id for person in found(context, Person)] == [other.id]
    _refused("approval_used", lambda: carry_out_disposal(later, keeper, request), field="request")
    _refused("approval_used", lambda: withdraw_disposal(later, request), field="request")
    _refused("nobody_due", lambda: request_disposal(later, decision="ON 2026/17"))


def test_a_list_of_nobody_any_longer_takes_nothing_away_and_is_withdrawn(
    context: Context, later: Context, eva: Context, keeper: Keeper
) -> None:
    one = register(context, GONE)
    request = _approved(later, eva)
    add(context, Note(id=context.new_id(), person_id=one.id, day=LATER, text="Ny", author="K"))
    _refused("nobody_due", lambda: carry_out_disposal(later, keeper, request), field="request")
    assert list_disposals(later)[0].state is ApprovalState.APPROVED

    with pytest.raises(NotAllowed):
        withdraw_disposal(user(later, Role.ISSUER), request)
    _refused("reason_too_long", lambda: withdraw_disposal(eva, request, reason="x" * 201),
             field="reason")  # fmt: skip
    stopped = withdraw_disposal(eva, request, reason=" fel  beslut ")
    assert stopped.persons == 1
    event = latest(later)[0]
    assert (event.action, event.purpose) == ("disposal.withdraw", "fel beslut")
    (line,) = list_disposals(later)
    assert (order_state_words(line), line.may_withdraw) == ("återkallad", False)
    assert found(context, Disposal)[0].persons == ""
    for attempt in (
        lambda: carry_out_disposal(later, keeper, request),
        lambda: withdraw_disposal(later, request),
    ):
        _refused("request_withdrawn", attempt, field="request")
    _refused("request_settled", lambda: approve_disposal(eva, request), field="request")
    _refused("not_undoable", lambda: undo_event(later, stopped.event))
    _refused("not_carried_out", lambda: receipt_of(eva, request), field="request")


def test_a_fault_in_the_middle_leaves_all(
    store: SqlStore,
    context: Context,
    later: Context,
    eva: Context,
    keeper: Keeper,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signe = register(context, GONE)
    request = _approved(later, eva)

    def fails(*_: object) -> None:
        raise OSError("strömmen gick")

    monkeypatch.setattr(disposing, "_drop_others", fails)
    before = sum(1 for _ in _cells(store))
    with pytest.raises(OSError, match="strömmen"):
        carry_out_disposal(later, keeper, request)
    assert sum(1 for _ in _cells(store)) == before
    assert found(context, Person) == [signe]
    monkeypatch.undo()
    assert carry_out_disposal(later, keeper, request).order.disposed == 1


def test_another_person_with_the_leave_and_the_passphrase(
    context: Context, later: Context, eva: Context, keeper: Keeper
) -> None:
    register(context, GONE)
    alone = replace(eva, session=replace(eva.session, account_id=context.new_id()))
    request = request_disposal(later, decision=" ON  2026/17 ").request
    _refused("own_request", lambda: approve_disposal(later, request), field="request")
    _refused("not_approved", lambda: carry_out_disposal(later, keeper, request), field="request")
    hasty = replace(eva, session=replace(eva.session, confirmed=False))
    _refused("passphrase_needed", lambda: approve_disposal(hasty, request))
    hurried = replace(later, session=replace(later.session, confirmed=False))
    _refused("passphrase_needed", lambda: carry_out_disposal(hurried, keeper, request))
    nowhere = Path("arkiv.zip")
    _refused("passphrase_needed", lambda: deliver_disposal(hurried, keeper, request, out=nowhere))
    part = user(later, Role.COORDINATOR, confirmed=True, scopes={Role.COORDINATOR: frozenset()})
    _refused("outside_scope", lambda: request_disposal(part, decision="x"))
    _refused("outside_scope", lambda: approve_disposal(part, request))
    _refused("outside_scope", lambda: show_disposal(part, request))
    issuer = user(later, Role.ISSUER, confirmed=True)
    _refused("not_allowed", lambda: carry_out_disposal(issuer, keeper, request))
    _refused("not_allowed", lambda: list_disposals(issuer))
    assert list_disposals(user(later, Role.AUDITOR))[0].may_approve is False
    assert list_disposals(eva)[0].may_approve is True
    approve_disposal(eva, request)
    _refused("not_carried_out", lambda: receipt_of(eva, request), field="request")
    _refused("request_not_found", lambda: receipt_of(eva, "finns inte"), field="request")
    _refused("request_settled", lambda: approve_disposal(eva, request), field="request")
    _refused("request_of_another", lambda: carry_out_disposal(alone, keeper, request),
             field="request")  # fmt: skip
    _refused("request_not_found", lambda: show_disposal(eva, "finns inte"), field="request")
    _refused("decision_missing", lambda: request_disposal(later, decision=" "), field="decision")
    for account in found(context, Account):
        if account.id != later.session.account_id:
            alter(context, account, ended_on=date(2026, 1, 1))
    _refused("nobody_to_approve", lambda: request_disposal(later, decision="x"), field="request")


def test_protected_identities_are_for_those_who_may_see_them(
    context: Context, later: Context, eva: Context, keeper: Keeper
) -> None:
    alter(
        context,
        register(context, GONE),
        protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING,
    )
    _refused("nobody_due", lambda: request_disposal(later, decision="x"))
    named = replace(later, session=replace(later.session, sees_protected=True))
    request = request_disposal(named, decision="x").request
    _refused("protected_not_allowed", lambda: approve_disposal(eva, request))
    _refused("protected_not_allowed", lambda: show_disposal(eva, request))
    approve_disposal(replace(eva, session=replace(eva.session, sees_protected=True)), request)
    _refused("protected_not_allowed", lambda: carry_out_disposal(later, keeper, request))
    assert carry_out_disposal(named, keeper, request).order.disposed == 1


def test_a_full_disk_after_it_is_done_is_told(
    context: Context, later: Context, eva: Context, keeper: Keeper
) -> None:
    class _Full(_Keeps):
        def write_over(self) -> None:
            raise FileUnusable("disk_full", "Disken är full.")

    register(context, GONE)
    full = cast("Keeper", _Full(cast("SqlStore", context.store)))
    done = carry_out_disposal(later, full, _approved(later, eva))
    assert [notice.code for notice in done.warnings] == ["not_written_over"]
    assert done.order.disposed == 1


def _part(file: Path, part: Part, passphrase: str) -> dict[str, list[dict[str, Any]]]:
    """What the archive finds in a part, kind by kind."""
    with zipfile.ZipFile(file) as outer:
        sealed = io.BytesIO(outer.read(part.file))
    with zipfile.ZipFile(io.BufferedReader(AgeReader(sealed, passphrase))) as inner:
        assert json.loads(inner.read("manifest.json"))["format"] == "munhalsa-archive"
        return {
            name.removeprefix("data/").removesuffix(".jsonl"): [
                json.loads(line) for line in inner.read(name).splitlines()
            ]
            for name in inner.namelist()
            if name.startswith("data/")
        }


def test_the_archive_has_it_first_where_the_plan_says_so(
    context: Context,
    later: Context,
    eva: Context,
    keeper: Keeper,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    named = replace(later, session=replace(later.session, sees_protected=True))
    seeing = replace(eva, session=replace(eva.session, sees_protected=True))
    signe, made, _ = _somebody(context)
    hidden, other = register(context, STAYS), register(context, born(1944))
    alter(context, hidden, protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION)
    set_setting(context, key="disposal_archive_first", value="yes", source="plan 2026")
    request, out = _approved(named, seeing), tmp_path_factory.mktemp("ut") / "leverans.zip"
    add(context, Note(id=context.new_id(), person_id=other.id, day=LATER, text="Ny", author="K"))
    _refused("not_delivered", lambda: carry_out_disposal(named, keeper, request), field="request")
    _refused("not_delivered", lambda: confirm_delivery(named, request, reference="A 1"),
             field="request")  # fmt: skip
    _refused("protected_not_allowed", lambda: deliver_disposal(later, keeper, request, out=out))
    (line,) = list_disposals(named)
    assert (line.may_deliver, line.may_confirm, line.may_carry_out) == (True, False, False)
    assert order_state_words(line) == "godkänd, ska till arkivet först"

    done = deliver_disposal(named, keeper, request, out=out)

    assert done.persons == 2
    assert found(context, Disposal)[0].delivered_sha256 == sha256(out.read_bytes()).hexdigest()
    plain = _part(out, Part.MUNICIPALITY, done.written.passphrase)
    apart = _part(out, Part.PROTECTED, done.written.protected_passphrase)
    assert [one["id"] for one in plain["person"]] == [signe.id]
    assert [one["id"] for one in apart["person"]] == [hidden.id]
    assert {one["id"] for one in plain["note"]} == {made[Note].id}
    assert [one["id"] for one in plain["round"]] == [made[PlannedVisit].round_id]
    assert (len(plain["unit"]), len(apart["unit"])) == (1, 0)
    assert plain["audit_event"] == plain["account"] == plain["closed_quarter"] == []
    (line,) = list_disposals(named)
    assert (line.may_deliver, line.may_confirm, line.may_carry_out) == (True, True, False)
    assert order_state_words(line) == "godkänd, väntar på arkivets kvitto"
    assert latest(named, 2)[1].action == "export.archive"
    _refused("not_delivered", lambda: carry_out_disposal(named, keeper, request), field="request")
    _refused("reference_missing", lambda: confirm_delivery(named, request, reference=" "),
             field="reference")  # fmt: skip
    confirm_delivery(named, request, reference="A 2037-1")
    _refused("already_confirmed", lambda: confirm_delivery(named, request, reference="A 2"),
             field="request")  # fmt: skip
    _refused("already_confirmed", lambda: deliver_disposal(named, keeper, request, out=out),
             field="request")  # fmt: skip
    (line,) = list_disposals(named)
    assert (line.may_deliver, line.may_confirm, line.may_carry_out) == (False, False, True)
    assert order_state_words(line) == "godkänd, levererad till arkivet"
    receipt = carry_out_disposal(named, keeper, request).order
    assert (receipt.disposed, receipt.left_out) == (2, 1)
    assert ("Levererat till arkivet", "ja, kvitto A 2037-1") in receipt_facts(receipt)


def test_nothing_goes_to_an_archive_that_is_not_to_have_it(
    context: Context,
    later: Context,
    eva: Context,
    keeper: Keeper,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    one, out = register(context, GONE), tmp_path_factory.mktemp("ut") / "leverans.zip"
    request = _approved(later, eva)
    deliver = partial(deliver_disposal, later, keeper, request, out=out)
    _refused("no_archive", deliver, field="request")
    alter(later, found(context, Disposal)[0], archive_first=True)
    add(context, Note(id=context.new_id(), person_id=one.id, day=LATER, text="Ny", author="K"))
    _refused("nobody_due", deliver, field="request")
    assert not out.exists()
