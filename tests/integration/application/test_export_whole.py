"""The whole municipality out: asked for by one, approved by another, written once."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.whole import write
from munhalsa.adapters.store.whole.write import write_whole
from munhalsa.application.context import Context
from munhalsa.application.export_whole import (
    WholeExported,
    approve_export,
    list_requests,
    request_export,
    write_export,
)
from munhalsa.application.ports_keeping import Keeper, WholeWritten
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.export_approval import ExportApproval
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Refusal, Rejected
from munhalsa.domain.two_people import ApprovalState
from tests.support.deeds import add, assert_refused, found, latest, register
from tests.support.whole_sets import CHEAP


class _Writes:
    """The keeping of a store as far as it writes the whole, at what a test can afford."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def write_whole(self, out: Path, *, day: object, **told: Any) -> WholeWritten:
        return write_whole(self._store.engine, out, made=str(day), work_factor=CHEAP, **told)


@pytest.fixture
def keeper(store: SqlStore) -> Keeper:
    return cast("Keeper", _Writes(store))


@pytest.fixture
def eva(context: Context) -> Context:
    """An administrator, who sees no persons, at the same store."""
    account = Account(id=context.new_id(), name="Eva Ek")
    add(
        context,
        account,
        RoleGrant(id=context.new_id(), account_id=account.id, role=Role.ADMINISTRATOR),
    )
    session = replace(
        context.session,
        account_id=account.id,
        name=account.name,
        roles=frozenset({Role.ADMINISTRATOR}),
    )
    return replace(context, session=session)


@contextmanager
def _room_for(most: int) -> Iterator[None]:
    """A limit on the size of files is as near to a full disk as a test comes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _refused(code: str, attempt: Callable[[], object], *, field: str | None = None) -> None:
    with pytest.raises(Refusal) as caught:
        attempt()
    assert_refused(caught, code, field)


def _asked(context: Context) -> str:
    return request_export(context, recipient="Arkivet", purpose="leverans").request


def _written(context: Context, keeper: Keeper, request: str, out: Path) -> WholeExported:
    return write_export(context, keeper, request, out=out)


def test_one_asks_another_approves_and_who_asked_writes_once(
    context: Context, eva: Context, keeper: Keeper, tmp_path: Path
) -> None:
    request, out = _asked(context), tmp_path / "kommunen.zip"
    with pytest.raises(Rejected, match="inte godkänd"):
        _written(context, keeper, request, out)
    with pytest.raises(Rejected, match="själv har begärt"):
        approve_export(context, request)
    assert [(one.may_approve, one.may_write) for one in list_requests(eva)] == [(True, False)]
    approve_export(eva, request)
    assert [(one.may_approve, one.may_write) for one in list_requests(eva)] == [(False, False)]
    line = list_requests(context)[0]
    assert (line.requested_by, line.approved_by, line.may_write) == ("Kim Lind", "Eva Ek", True)

    done = _written(context, keeper, request, out)

    assert out.exists()
    assert len(done.written.passphrase.split("-")) == 6
    assert done.written.passphrase != done.written.protected_passphrase
    assert done.written.rows["account"] == 2
    event = latest(context)[0]
    assert (event.action, event.purpose) == ("export.whole", "leverans (mottagare: Arkivet)")
    assert list_requests(context)[0].state is ApprovalState.USED
    with pytest.raises(Rejected, match="redan använt"):
        _written(context, keeper, request, out)


def test_roles_and_the_passphrase_are_asked_for(
    context: Context, eva: Context, keeper: Keeper, tmp_path: Path
) -> None:
    _refused("not_allowed", lambda: request_export(eva, recipient="A", purpose="b"))
    request = _asked(context)
    hasty = replace(eva, session=replace(eva.session, confirmed=False))
    _refused("passphrase_needed", lambda: approve_export(hasty, request))
    hurried = replace(context, session=replace(context.session, confirmed=False))
    _refused("passphrase_needed", lambda: _written(hurried, keeper, request, tmp_path / "k.zip"))
    _refused("not_allowed", lambda: _written(eva, keeper, request, tmp_path / "kommunen.zip"))
    unknown = context.new_id()
    _refused("request_not_found", lambda: approve_export(eva, unknown), field="request")


def test_nothing_can_be_asked_for_where_nobody_else_could_approve(context: Context) -> None:
    other = Account(id=context.new_id(), name="Bo Ek", ended_on=context.today)
    issuer = Account(id=context.new_id(), name="Ada Ek")
    grants = ((other, Role.ADMINISTRATOR), (issuer, Role.ISSUER))
    add(
        context,
        *(other, issuer),
        *(RoleGrant(id=context.new_id(), account_id=one.id, role=role) for one, role in grants),
    )
    _refused("nobody_to_approve", lambda: _asked(context), field="request")
    assert found(context, ExportApproval) == []


def test_protected_identities_go_out_only_by_who_sees_them(
    context: Context, eva: Context, keeper: Keeper, tmp_path: Path
) -> None:
    request, out = _asked(context), tmp_path / "kommunen.zip"
    approve_export(eva, request)
    register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    _refused("protected_not_allowed", lambda: _asked(context))

    def gathered(_done: int, _total: int) -> None:
        raise AssertionError("nothing is gathered for who may not see it")

    _refused(
        "protected_not_allowed",
        lambda: write_export(context, keeper, request, out=out, progress=gathered),
    )
    assert not list(tmp_path.glob("*.zip"))
    assert list_requests(context)[0].state is ApprovalState.APPROVED
    sees = replace(context, session=replace(context.session, sees_protected=True))
    done = _written(sees, keeper, request, out)
    assert (done.written.rows["person"], done.written.protected_rows["person"]) == (0, 1)


def test_a_file_that_cannot_be_written_uses_nothing_up(
    context: Context, eva: Context, keeper: Keeper, tmp_path: Path
) -> None:
    request = _asked(context)
    approve_export(eva, request)
    with pytest.raises(FileUnusable):
        _written(context, keeper, request, tmp_path / "saknas" / "kommunen.zip")
    for most in (100, 1000, 4000, 30_000):
        with _room_for(most), pytest.raises(FileUnusable):
            _written(context, keeper, request, tmp_path / "kommunen.zip")
    assert [path.name for path in tmp_path.iterdir() if "kommunen" in path.name] == []
    begun: list[int] = []
    for taken in (tmp_path / "saknas" / "kommunen.zip", tmp_path):
        with pytest.raises(FileUnusable):
            write_export(
                *(context, keeper, request),
                out=taken,
                progress=lambda done, _: begun.append(done),
            )
    assert not begun, "the place is looked at before anything is gathered"
    assert list_requests(context)[0].may_write
    with pytest.raises(NotAllowed):
        approve_export(replace(eva, session=replace(eva.session, roles=frozenset())), request)


@pytest.mark.logs_warnings
def test_what_is_told_is_true_of_the_approval_and_of_the_file(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, late = tmp_path / "kommunen.zip", tmp_path / "sent.zip"
    told = {"made": "2026-11-22", "work_factor": CHEAP}
    with pytest.raises(FileUnusable, match="godkännandet är förbrukat"):
        write_whole(store.engine, late, settle=lambda _: late.mkdir(), **told)  # type: ignore[arg-type]

    def fails(_folder: Path) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(write, "sync_folder", fails)
    written = write_whole(store.engine, out, settle=lambda _: None, **told)  # type: ignore[arg-type]
    assert (written.file, out.exists()) == (out, True)
    before = out.read_bytes()
    with pytest.raises(FileUnusable, match="inte förbrukat"):
        write_whole(store.engine, out, settle=lambda _: None, **told)  # type: ignore[arg-type]
    assert out.read_bytes() == before
