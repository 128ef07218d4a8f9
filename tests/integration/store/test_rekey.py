"""A new data key: everything is encrypted anew, every way in still opens, and no crash loses it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import rekey
from munhalsa.adapters.store.copy import encrypt_anew
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import open_embedded
from munhalsa.adapters.store.recover import recover
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.store.verify import verify_embedded
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.keyring_copy import KeyringCopy
from munhalsa.application.keep_store import change_passphrase, renew_data_key
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Rejected, StoreUnavailable
from tests.support.founded import (
    CHEAP,
    CLOCK,
    FOUNDER,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    copied_store,
    make_store,
    open_store,
)
from tests.support.keys import TRUSTED, MemoryKeyring
from tests.support.people import register, somebody
from tests.support.stores import context_for

SECOND = "Bo Ek"
SECOND_PASSPHRASE = "nio röda höns i regnet"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with two users and twenty persons."""
    copied_store(tmp_path / "register")
    with open_store(tmp_path / "register") as opened:
        register(opened.store, [somebody() for _ in range(20)], session=opened.session)
        deed = Deed(action="user.added", subject_kind="account", subject_id="-")
        with opened.store.write(deed, session=opened.session) as work:
            account = Account(id=new_id(), name=SECOND)
            work.add(account)
            work.add(RoleGrant(id=new_id(), account_id=account.id, role=Role.ISSUER))
            work.commit()
        StoreKeeper(opened).set_passphrase(SECOND, SECOND_PASSPHRASE, before=lambda: None)
    return tmp_path / "register"


def _expect_whole(folder: Path) -> None:
    """Both users get in, everything is there, and nothing of a rekey is left."""
    with open_store(folder, user=SECOND, passphrase=SECOND_PASSPHRASE) as opened:
        assert opened.session.name == SECOND
    with open_store(folder) as opened:
        assert opened.vault is not None
        assert not opened.vault.slots.rekey_pending
        with opened.store.read() as reader:
            assert len(reader.find(Person)) == 20
    checks = verify_embedded(folder, way_in=WayIn(passphrase=PASSPHRASE), clock=CLOCK)
    assert [check.detail for check in checks if not check.ok] == []
    assert not (folder / "work").exists()


def test_every_page_is_encrypted_anew_and_every_way_in_still_opens(
    folder: Path, tmp_path: Path
) -> None:
    keyring = KeyringCopy(MemoryKeyring(), trusted=TRUSTED)
    recovery_code = make_store(tmp_path / "annat").recovery_code
    assert recovery_code is not None
    other = tmp_path / "annat"
    with open_store(other) as opened:
        assert opened.vault is not None
        keyring.remember(opened.vault.slots, FOUNDER, opened.vault.data_key)
        before = (other / "store.db").read_bytes()
        old_key = opened.vault.data_key.reveal()
        StoreKeeper(opened).renew_data_key(session=opened.session)
        assert opened.vault.data_key.reveal() != old_key
        with opened.store.read() as reader:
            assert reader.history.latest(1)[0].action == "store.rekeyed"
        register(opened.store, [somebody()], session=opened.session)
    after = (other / "store.db").read_bytes()
    assert all(before[at : at + 64] != after[at : at + 64] for at in range(16, len(before), 4096))
    open_store(other).close()
    by_keyring = open_embedded(other, way_in=WayIn(keyring=keyring), clock=CLOCK)
    with by_keyring as opened:
        assert not opened.session.confirmed
    recover(
        other,
        recovery_code=recovery_code,
        user=FOUNDER,
        passphrase=OTHER_PASSPHRASE,
        clock=CLOCK,
        cost=CHEAP,
    )
    open_store(other, passphrase=OTHER_PASSPHRASE).close()


@pytest.mark.long
def test_a_rekey_killed_at_any_step_loses_nothing(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.rekey_crash", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    steps = int(done.stdout)
    assert steps >= 12
    for step in range(steps + 1):
        _expect_whole(folder.with_name(f"{folder.name}-{step}"))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_a_rekey_killed_at_any_moment_loses_nothing(folder: Path, seed: int) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from munhalsa.adapters.store.keeping import StoreKeeper\n"
        "from tests.support.founded import open_store\n"
        "with open_store(Path(sys.argv[1])) as opened:\n"
        "    print('ready', flush=True)\n"
        "    StoreKeeper(opened).renew_data_key(session=opened.session)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", script, folder], stdout=subprocess.PIPE)
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        try:
            child.wait(timeout=random.Random(seed).random() * 0.12)
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
    _expect_whole(folder)


@pytest.mark.parametrize("step", ["copy_database", "encrypt_anew", "_check_and_note", "leave_wal"])
def test_a_rekey_that_fails_leaves_the_old_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rekey, step, fail)
    with open_store(folder) as opened:
        assert opened.vault is not None
        key = opened.vault.data_key.reveal()
        with pytest.raises(FileUnusable) as refused:
            StoreKeeper(opened).renew_data_key(session=opened.session)
        assert refused.value.code == "rekey_not_written"
        assert opened.vault.data_key.reveal() == key
        register(opened.store, [], session=opened.session)
        with opened.store.read() as reader:
            assert len(reader.find(Person)) == 20
    monkeypatch.undo()
    _expect_whole(folder)


def test_a_copy_that_is_not_whole_never_takes_the_stores_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = encrypt_anew

    def spoil(database: Path, key: DataKey, next_key: DataKey) -> None:
        real(database, key, next_key)
        content = bytearray(database.read_bytes())
        content[-100] ^= 1
        database.write_bytes(content)

    monkeypatch.setattr(rekey, "encrypt_anew", spoil)
    with open_store(folder) as opened, pytest.raises(StoreUnavailable) as refused:
        StoreKeeper(opened).renew_data_key(session=opened.session)
    assert refused.value.code == "store_damaged"
    monkeypatch.undo()
    _expect_whole(folder)


def test_a_new_key_is_for_the_administrator_who_gives_the_passphrase(folder: Path) -> None:
    with open_store(folder) as opened:
        keeper = StoreKeeper(opened)
        unconfirmed = replace(opened.session, confirmed=False)
        with pytest.raises(NotAllowed) as refused:
            renew_data_key(context_for(opened.store, session=unconfirmed), keeper)
        assert refused.value.code == "passphrase_needed"
        issuer = replace(opened.session, roles=frozenset({Role.ISSUER}))
        with pytest.raises(NotAllowed) as refused:
            renew_data_key(context_for(opened.store, session=issuer), keeper)
        assert refused.value.code == "not_allowed"
        kept = renew_data_key(context_for(opened.store, session=opened.session), keeper)
    assert kept.file.exists()
    _expect_whole(folder)


def test_a_passphrase_is_changed_by_its_owner(folder: Path) -> None:
    with open_store(folder, user=SECOND, passphrase=SECOND_PASSPHRASE) as opened:
        keeper = StoreKeeper(opened)
        unconfirmed = replace(opened.session, confirmed=False)
        with pytest.raises(NotAllowed):
            change_passphrase(
                context_for(opened.store, session=unconfirmed), keeper, OTHER_PASSPHRASE
            )
        context = context_for(opened.store, session=opened.session)
        with pytest.raises(Rejected) as refused:
            change_passphrase(context, keeper, "kort")
        assert refused.value.code == "passphrase_too_short"
        with opened.store.read() as reader:
            assert reader.history.latest(1)[0].action == "session.began"
        change_passphrase(context, keeper, OTHER_PASSPHRASE)
        with opened.store.read() as reader:
            assert reader.history.latest(1)[0].action == "passphrase.changed"
    with pytest.raises(StoreUnavailable):
        open_store(folder, user=SECOND, passphrase=SECOND_PASSPHRASE)
    open_store(folder, user=SECOND, passphrase=OTHER_PASSPHRASE).close()
    open_store(folder).close()


def test_a_passphrase_of_words_everybody_knows_is_refused(folder: Path) -> None:
    with open_store(folder) as opened, pytest.raises(Rejected) as refused:
        StoreKeeper(opened).set_passphrase(FOUNDER, "Borås kommun 2026", before=lambda: None)
    assert refused.value.code == "passphrase_guessable"


def test_a_user_whose_ways_in_are_taken_away(folder: Path) -> None:
    with open_store(folder) as opened:
        StoreKeeper(opened).remove_user(SECOND)
        StoreKeeper(opened).remove_user("aldrig funnits")
    with pytest.raises(NotAllowed):
        open_store(folder, user=SECOND, passphrase=SECOND_PASSPHRASE)


class TestRecovery:
    """Back in by the recovery code."""

    @pytest.fixture
    def code(self, tmp_path: Path) -> str:
        made = make_store(tmp_path / "r")
        assert made.recovery_code is not None
        return made.recovery_code

    def _recover(self, tmp_path: Path, code: str, **other: str) -> None:
        named = {"user": FOUNDER, "passphrase": OTHER_PASSPHRASE} | other
        recover(tmp_path / "r", recovery_code=code, clock=CLOCK, cost=CHEAP, **named)

    def test_a_new_passphrase_by_the_code(self, tmp_path: Path, code: str) -> None:
        self._recover(tmp_path, code)
        with pytest.raises(StoreUnavailable):
            open_store(tmp_path / "r")
        with (
            open_store(tmp_path / "r", passphrase=OTHER_PASSPHRASE) as opened,
            opened.store.read() as reader,
        ):
            actions = [line.action for line in reader.history.latest(3)]
        assert actions == ["session.began", "passphrase.recovered", "store.founded"]
        checks = verify_embedded(
            tmp_path / "r", way_in=WayIn(passphrase=OTHER_PASSPHRASE), clock=CLOCK
        )
        assert all(check.ok for check in checks)

    def test_a_slip_of_the_pen(self, tmp_path: Path, code: str) -> None:
        wrong = ("0" if code[0] != "0" else "1") + code[1:]
        with pytest.raises(StoreUnavailable) as refused:
            self._recover(tmp_path, wrong)
        assert refused.value.code == "recovery_code_mistyped"

    def test_the_code_of_another_store(self, tmp_path: Path, code: str) -> None:
        other = make_store(tmp_path / "annat").recovery_code
        assert other is not None
        with pytest.raises(StoreUnavailable) as refused:
            self._recover(tmp_path, other)
        assert refused.value.code == "wrong_key"

    def test_nobody_of_that_name(self, tmp_path: Path, code: str) -> None:
        with pytest.raises(NotAllowed) as refused:
            self._recover(tmp_path, code, user="Någon Annan")
        assert refused.value.code == "unknown_user"
        open_store(tmp_path / "r").close()

    def test_a_weak_passphrase_changes_nothing(self, tmp_path: Path, code: str) -> None:
        with pytest.raises(Rejected):
            self._recover(tmp_path, code, passphrase="kort")
        with open_store(tmp_path / "r") as opened, opened.store.read() as reader:
            assert len(reader.history.latest(5)) == 2
