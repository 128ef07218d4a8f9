"""Opening: every way it can be refused, each with its code and without a word about anybody."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from munhalsa.adapters.store.found import found_postgres
from munhalsa.adapters.store.lost import LOST
from munhalsa.adapters.store.opening import open_embedded, open_postgres
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.vault.anchors import Anchors
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.refusal import NotAllowed, Refusal, StoreUnavailable, WrongUsage
from tests.support.founded import CLOCK, FOUNDER, PASSPHRASE, copied_store, make_store, open_store
from tests.support.stores import TODAY, FixedDay


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed embedded store."""
    copied_store(tmp_path / "register")
    return tmp_path / "register"


def _refused(folder: Path, **wanted: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        open_store(folder, **wanted).close()
    assert FOUNDER.split()[0] not in refused.value.message
    return refused.value


def test_every_file_is_let_go_of_in_the_end(folder: Path) -> None:
    open_store(folder).close()
    assert {path.name for path in folder.iterdir()} == {
        "anchors.jsonl",
        "backups",
        "keyslots.json",
        "store.db",
        "store.lock",
    }
    open_store(folder).close()


def test_log_in_and_out_are_events_and_anchored(folder: Path) -> None:
    with open_store(folder) as opened:
        (first, *_) = opened.anchors.read() if opened.anchors else ()
        assert (first.chain, first.seq, first.reason.value) == ("store", 2, "log_in")
    with open_store(folder) as opened:
        with opened.store.read() as reader:
            actions = [line.action for line in reader.history.latest(4)]
        assert actions == ["session.began", "session.ended", "session.began", "store.founded"]
        assert [anchor.seq for anchor in Anchors(folder).read()] == [2, 3, 4]


def test_an_older_file_in_the_stores_place_is_told_when_it_opens(folder: Path) -> None:
    older = (folder / "store.db").read_bytes()
    with open_store(folder) as opened:
        assert opened.lost is None
    (folder / "store.db").write_bytes(older)
    for _ in range(2):
        with open_store(folder) as opened:
            assert opened.lost == LOST, "also when others have worked on in it"
    with (folder / "anchors.jsonl").open("a") as file:
        file.write("{}\n")
    with open_store(folder) as opened:
        assert opened.lost is not None
        assert "anchors.jsonl" in opened.lost


def test_a_wrong_passphrase(folder: Path) -> None:
    refusal = _refused(folder, passphrase="något helt annat än den rätta")
    assert (type(refusal), refusal.code) == (StoreUnavailable, "wrong_key")


def test_no_passphrase_and_nobody_to_ask(folder: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store(folder, passphrase=None)
    assert refused.value.code == "passphrase_needed"


def test_the_passphrase_is_asked_for_with_the_reason(folder: Path) -> None:
    reasons: list[str] = []

    def ask(reason: str) -> str:
        reasons.append(reason)
        return PASSPHRASE

    open_embedded(folder, way_in=WayIn(ask=ask), clock=CLOCK).close()
    assert len(reasons) == 1
    assert "lösenfras" in reasons[0]


def test_a_missing_store_is_not_made(tmp_path: Path) -> None:
    assert _refused(tmp_path).code == "store_missing"
    assert _refused(tmp_path / "ingenting").code == "store_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_missing_database_is_not_made(folder: Path) -> None:
    (folder / "store.db").unlink()
    assert _refused(folder).code == "store_missing"
    assert not (folder / "store.db").exists()


def test_missing_key_slots(folder: Path) -> None:
    (folder / "keyslots.json").unlink()
    assert _refused(folder).code == "keyslots_missing"


def test_damaged_key_slots(folder: Path) -> None:
    path = folder / "keyslots.json"
    path.write_bytes(path.read_bytes()[:-40])
    assert _refused(folder).code == "keyslots_damaged"


def test_key_slots_of_another_store(folder: Path, tmp_path: Path) -> None:
    make_store(tmp_path / "annat")
    (tmp_path / "annat" / "keyslots.json").replace(folder / "keyslots.json")
    refusal = _refused(folder)
    assert (type(refusal), refusal.code) == (StoreUnavailable, "store_damaged")


def test_an_empty_file(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"")
    assert _refused(folder).code == "store_damaged"


def test_a_plain_sqlite_file(folder: Path) -> None:
    (folder / "store.db").unlink()
    plain = sqlite3.connect(folder / "store.db")
    plain.execute("CREATE TABLE person (name TEXT)")
    plain.close()
    assert _refused(folder).code == "store_not_encrypted"


def test_a_file_damaged_at_its_beginning(folder: Path) -> None:
    _spoil(folder / "store.db", 100)
    assert _refused(folder).code == "store_damaged"


@pytest.mark.parametrize("seed", range(8))
def test_a_file_damaged_anywhere_is_found_after_an_unclean_end(folder: Path, seed: int) -> None:
    database = folder / "store.db"
    _spoil(database, random.Random(seed).randrange(database.stat().st_size))
    (folder / "store.open").touch()
    refusal = _refused(folder)
    assert (type(refusal), refusal.code) == (StoreUnavailable, "store_damaged")


def test_a_truncated_file(folder: Path) -> None:
    database = folder / "store.db"
    os.truncate(database, database.stat().st_size // 2)
    (folder / "store.open").touch()
    assert _refused(folder).code == "store_damaged"


def _spoil(path: Path, offset: int) -> None:
    with path.open("rb+") as file:
        file.seek(offset)
        byte = file.read(1)
        file.seek(offset)
        file.write(bytes([byte[0] ^ 0x55]))


def test_a_store_in_use_by_another_program(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from munhalsa.adapters.lock import StoreLock\n"
        "with StoreLock(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        refusal = _refused(folder)
        assert (type(refusal), refusal.code) == (StoreUnavailable, "store_in_use")
        assert other.stdin is not None
        other.stdin.close()
    open_store(folder).close()


def test_a_program_that_was_killed_leaves_a_store_that_opens(folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path\n"
        "from tests.support.founded import open_store\n"
        "opened = open_store(Path(sys.argv[1]))\n"
        "os.kill(os.getpid(), 9)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, folder], check=False, cwd=Path.cwd())
    assert ended.returncode == -9
    assert (folder / "store.open").exists()
    with open_store(folder) as opened, opened.store.read() as reader:
        actions = [line.action for line in reader.history.latest(3)]
    assert actions == ["session.began", "session.began", "store.founded"]
    assert not (folder / "store.open").exists()


def test_an_engine_that_can_corrupt(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlcipher, "sqlite_version_info", (3, 51, 2))
    assert _refused(folder).code == "sqlite_too_old"


def test_a_folder_that_is_copied_to_a_cloud(folder: Path) -> None:
    cloud = folder.parent / "Dropbox"
    folder.rename(cloud)
    assert _refused(cloud).code == "store_in_cloud_folder"


def test_another_users_name(folder: Path) -> None:
    refusal = _refused(folder, user="Någon Annan")
    assert (type(refusal), refusal.code) == (NotAllowed, "unknown_user")


def test_an_ended_account_and_one_whose_roles_have_run_out(folder: Path) -> None:
    with open_store(folder) as opened:
        deed = Deed(action="user.ended", subject_kind="account", subject_id="-")
        with opened.store.write(deed, session=opened.session) as work:
            for grant in work.find(RoleGrant):
                work.change(grant, until=TODAY)
            work.commit()
    way_in = WayIn(passphrase=PASSPHRASE)
    open_embedded(folder, way_in=way_in, clock=CLOCK).close()
    tomorrow = FixedDay(TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed) as refused:
        open_embedded(folder, way_in=way_in, clock=tomorrow)
    assert refused.value.code == "account_without_role"
    with open_store(folder) as opened, opened.store.write(deed, session=opened.session) as work:
        work.change(work.find(Account)[0], ended_on=TODAY)
        work.commit()
    assert _refused(folder).code == "account_ended"
    yesterday = FixedDay(TODAY - timedelta(days=1))
    with open_embedded(folder, way_in=way_in, clock=yesterday) as opened:
        with opened.store.read() as reader:
            (_, refused_try, *_) = reader.history.latest(3)
        assert (refused_try.action, refused_try.subject_id, refused_try.user) == (
            "access.refused",
            "account_ended",
            "",
        )


class TestSharedDatabase:
    """The same where the store is a PostgreSQL database."""

    @pytest.fixture
    def address(self, postgres_url: str, postgres_password: str) -> str:
        """A closed shared store."""
        found_postgres(
            postgres_url, password=postgres_password, municipality="1490", clock=CLOCK, user=FOUNDER
        )
        return postgres_url

    def _refused(self, address: str, password: str | None, user: str | None = None) -> Refusal:
        with pytest.raises(Refusal) as refused:
            open_postgres(address, password=password, clock=CLOCK, user=user).close()
        return refused.value

    def test_every_session_has_a_chain_that_witnesses_the_others(
        self, address: str, postgres_password: str, tmp_path: Path
    ) -> None:
        for _ in range(2):
            open_postgres(address, password=postgres_password, clock=CLOCK).close()
        with open_postgres(
            address, password=postgres_password, clock=CLOCK, anchors_folder=tmp_path
        ) as opened:
            with opened.store.read() as reader:
                found = reader.run(text("SELECT chain, seq FROM audit_event"))
                by_chain: dict[str, int] = {}
                for row in found:
                    by_chain[row.chain] = max(row.seq, by_chain.get(row.chain, 0))
                details = reader.run(
                    text("SELECT details FROM audit_event WHERE chain = :chain"),
                    {"chain": opened.store.chain},
                ).scalar_one()
            assert sorted(by_chain.values()) == [1, 1, 2, 2]
            others = {chain: seq for chain, seq in by_chain.items() if chain != opened.store.chain}
            heads = json.loads(details)["heads"]
            assert {chain: head[0] for chain, head in heads.items()} == others
            assert opened.anchors is not None
            (anchor,) = opened.anchors.read()
            assert (anchor.chain, anchor.seq) == (opened.store.chain, 1)

    def test_a_wrong_password(self, address: str, postgres_password: str) -> None:
        refusal = self._refused(address, f"inte {postgres_password}")
        assert (type(refusal), refusal.code) == (StoreUnavailable, "wrong_key")

    def test_an_empty_database_is_not_filled(
        self, postgres_url: str, postgres_password: str
    ) -> None:
        refusal = self._refused(postgres_url, postgres_password)
        assert (type(refusal), refusal.code) == (StoreUnavailable, "store_empty")

    def test_a_database_that_is_not_there(self, address: str, postgres_password: str) -> None:
        gone = address.rsplit("/", 1)[0] + "/ingenting"
        assert self._refused(gone, postgres_password).code == "store_missing"

    def test_a_server_that_is_not_there(self, postgres_password: str) -> None:
        address = "postgresql://munhalsa@127.0.0.1:1/munhalsa"
        assert self._refused(address, postgres_password).code == "database_unreachable"

    def test_a_password_in_the_address(self) -> None:
        refusal = self._refused("postgresql://a:hemligt@127.0.0.1/b", None)
        assert (type(refusal), refusal.code) == (WrongUsage, "password_in_address")
        assert "hemligt" not in refusal.message

    def test_another_users_name(self, address: str, postgres_password: str) -> None:
        refusal = self._refused(address, postgres_password, "Någon Annan")
        assert (type(refusal), refusal.code) == (NotAllowed, "unknown_user")


def test_the_roles_of_a_session_are_those_in_force(folder: Path) -> None:
    with open_store(folder) as opened:
        deed = Deed(action="user.changed", subject_kind="account", subject_id="-")
        with opened.store.write(deed, session=opened.session) as work:
            for grant in work.find(RoleGrant):
                if grant.role is not Role.AUDITOR:
                    work.change(grant, until=date(2026, 1, 1))
            work.commit()
    with open_store(folder) as opened:
        assert opened.session == replace(opened.session, roles=frozenset({Role.AUDITOR}))
