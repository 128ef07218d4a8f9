"""Backups: made by the engine, restored on trial, thinned; restored beside, never over."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.store import backup
from munhalsa.adapters.store.backup import backups_in, thin_out
from munhalsa.adapters.store.backup_file import Manifest, backup_name, pack, read_manifest, time_in
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import OpenStore
from munhalsa.adapters.store.restore import restore_backup
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.store.verify import verify_embedded
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.application.keep_store import back_up, back_up_if_changed
from munhalsa.domain.account import Role
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Refusal, StoreUnavailable
from tests.support.founded import (
    CLOCK,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    copied_store,
    make_store,
    open_store,
)
from tests.support.people import register, somebody
from tests.support.stores import context_for

WAY_IN = WayIn(passphrase=PASSPHRASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with twenty persons in it."""
    copied_store(tmp_path / "register")
    with open_store(tmp_path / "register") as opened:
        register(opened.store, [somebody() for _ in range(20)], session=opened.session)
    return tmp_path / "register"


def _kept(opened: OpenStore, to: Path | None = None) -> Path:
    return StoreKeeper(opened).keep_backup(to=to, months=13).file


def test_a_backup_holds_all_it_takes_and_says_what(folder: Path) -> None:
    with open_store(folder) as opened:
        kept = StoreKeeper(opened).keep_backup(to=None, months=13)
        with opened.store.read() as reader:
            heads = reader.history.heads()
    assert kept.file.parent == folder / "backups"
    manifest = read_manifest(kept.file)
    assert manifest.rows == kept.rows
    assert (kept.rows["person"], kept.rows["account"]) == (20, 1)
    assert manifest.heads == {chain: (head.seq, head.hash) for chain, head in heads.items()}
    trial = json.loads(backup.trial_of(kept.file).read_text(encoding="utf-8"))
    assert (trial["ok"], trial["rows"]) == (True, kept.rows)
    assert time_in(kept.file) == kept.taken
    assert {path.name for path in (folder / "backups").iterdir()} == {
        kept.file.name,
        f"{kept.file.name}.trial.json",
    }


def test_nothing_of_a_person_is_readable_in_a_backup(folder: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    assert b"SQLite format" not in file.read_bytes()
    assert b"Lind" not in file.read_bytes().replace(b'"user": "Kim Lind"', b"")


def test_a_backup_is_restored_beside(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    target = restore_backup(file, tmp_path / "ater" / "register", clock=CLOCK, way_in=WAY_IN)
    assert all(check.ok for check in verify_embedded(target, way_in=WAY_IN, clock=CLOCK))
    with open_store(target) as opened, opened.store.read() as reader:
        assert len(reader.find(Person)) == 20
    assert [path.name for path in target.parent.iterdir()] == ["register"]


def test_a_backup_is_restored_without_a_key_for_whoever_has_the_recovery_code(
    folder: Path, tmp_path: Path
) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    target = restore_backup(file, tmp_path / "b", clock=CLOCK)
    open_store(target).close()


def test_a_backup_taken_while_the_key_was_renewed_opens(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        vault = opened.vault
        assert vault is not None
        vault.slots.seal_next(vault.data_key, DataKey.generate())
        file = _kept(opened)
        vault.slots.settle(vault.data_key)
    (tmp_path / "b").mkdir()
    target = restore_backup(file, tmp_path / "b", clock=CLOCK, way_in=WAY_IN)
    with open_store(target) as opened:
        assert opened.vault is not None
        assert not opened.vault.slots.rekey_pending


def test_a_backup_that_neither_key_opens_is_refused(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        vault = opened.vault
        assert vault is not None
        vault.slots.seal_next(vault.data_key, DataKey.generate())
        file = _kept(opened)
        vault.slots.settle(vault.data_key)
    make_store(tmp_path / "annat")
    other = _rewritten(
        file,
        {"database_sha256": _sha256(tmp_path / "annat" / "store.db")},
        database=(tmp_path / "annat" / "store.db").read_bytes(),
    )
    with pytest.raises(StoreUnavailable) as refused:
        restore_backup(other, tmp_path / "b", clock=CLOCK, way_in=WAY_IN)
    assert refused.value.code == "store_damaged"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_wrong_passphrase_restores_nothing(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    with pytest.raises(StoreUnavailable) as refused:
        restore_backup(
            file, tmp_path / "b", clock=CLOCK, way_in=WayIn(passphrase="inte den rätta frasen")
        )
    assert refused.value.code == "wrong_key"
    assert not (tmp_path / "b").exists()


def test_a_backup_is_never_restored_over_anything(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    before = (folder / "store.db").read_bytes()
    for target in (folder, tmp_path):
        with pytest.raises(StoreUnavailable):
            restore_backup(file, target, clock=CLOCK, way_in=WAY_IN)
    assert (folder / "store.db").read_bytes() == before
    with pytest.raises(StoreUnavailable) as refused:
        restore_backup(file, tmp_path / "Dropbox" / "a", clock=CLOCK)
    assert refused.value.code == "store_in_cloud_folder"


def _damaged(content: bytes, part: str) -> bytes:
    if part == "cut":
        return content[: len(content) // 2]
    if part == "empty":
        return b""
    if part == "text":
        return b"Hej!"
    at = {"database": 5000, "tail": len(content) - 22}[part]
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("part", ["cut", "empty", "text", "database", "tail"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    folder: Path, tmp_path: Path, part: str
) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    file.write_bytes(_damaged(file.read_bytes(), part))
    with pytest.raises(FileUnusable) as refused:
        restore_backup(file, tmp_path / "b", clock=CLOCK, way_in=WAY_IN)
    assert refused.value.code == "backup_damaged"
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": 2}, "backup_newer"),
        ({"format": "annat"}, "backup_damaged"),
        ({"rows": 7}, "backup_damaged"),
        ({"database_sha256": "0" * 64}, "backup_damaged"),
        ({"key_slots_sha256": "0" * 64}, "backup_damaged"),
        ({"rows": {"person": 21}}, "backup_differs"),
    ],
)
def test_a_manifest_that_says_something_else(
    folder: Path, tmp_path: Path, change: dict[str, object], code: str
) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    other = _rewritten(file, change)
    with pytest.raises(FileUnusable) as refused:
        restore_backup(other, tmp_path / "b", clock=CLOCK, way_in=WAY_IN)
    assert refused.value.code == code


def _rewritten(file: Path, change: dict[str, object], database: bytes | None = None) -> Path:
    other = file.with_name("annan.mhbackup")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(other, "w") as sink:
        for name in source.namelist():
            content = source.read(name)
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | change).encode()
            elif name == "store.db" and database is not None:
                content = database
            sink.writestr(name, content)
    return other


def test_a_packed_backup_is_none_of_ours(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    other = file.with_name("annan.mhbackup")
    with (
        zipfile.ZipFile(file) as source,
        zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as sink,
    ):
        for name in source.namelist():
            sink.writestr(name, source.read(name))
    with pytest.raises(FileUnusable) as refused:
        restore_backup(other, tmp_path / "b", clock=CLOCK)
    assert refused.value.code == "backup_damaged"


def test_a_backup_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable) as refused:
        restore_backup(tmp_path / "saknas.mhbackup", tmp_path / "b", clock=CLOCK)
    assert refused.value.code == "backup_missing"
    (tmp_path / "mapp").mkdir()
    with pytest.raises(FileUnusable) as refused:
        restore_backup(tmp_path / "mapp", tmp_path / "b", clock=CLOCK)
    assert refused.value.code == "backup_unreadable"


def test_a_folder_where_nothing_can_be_restored(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(FileUnusable) as refused:
        restore_backup(file, tmp_path / "fil" / "b", clock=CLOCK)
    assert refused.value.code == "store_not_made"


def test_a_backup_to_another_folder_leaves_its_files_alone(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "minne"
    stick.mkdir()
    old = stick / backup_name(CLOCK.now() - timedelta(days=1000))
    old.write_bytes(b"")
    with open_store(folder) as opened:
        file = _kept(opened, to=stick)
    assert file.parent == stick
    assert old.exists()


def test_a_folder_that_is_gone_is_said_and_not_made(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        with pytest.raises(FileUnusable) as refused:
            _kept(opened, to=tmp_path / "borta")
        assert refused.value.code == "backup_not_written"
        register(opened.store, [somebody()], session=opened.session)
    assert not (tmp_path / "borta").exists()


def test_the_stores_own_folder_is_made_again(folder: Path) -> None:
    (folder / "backups").rmdir()
    with open_store(folder) as opened:
        assert _kept(opened).exists()


def test_a_file_in_the_place_of_the_folder_is_said(folder: Path) -> None:
    (folder / "backups").rmdir()
    (folder / "backups").write_bytes(b"")
    with open_store(folder) as opened, pytest.raises(FileUnusable) as refused:
        _kept(opened)
    assert refused.value.code == "backup_not_written"


def test_a_full_disk_is_said_and_work_goes_on(folder: Path, tmp_path: Path) -> None:
    """A limit on the size of files is as near to a full disk as a test comes."""
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from munhalsa.adapters.store.keeping import StoreKeeper\n"
        "from munhalsa.domain.refusal import FileUnusable\n"
        "from tests.support.founded import open_store\n"
        "from tests.support.people import register, somebody\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "opened = open_store(Path(sys.argv[1]))\n"
        "size = Path(sys.argv[1], 'store.db').stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    StoreKeeper(opened).keep_backup(to=None, months=13)\n"
        "except FileUnusable as refusal:\n"
        "    print(refusal.code)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)\n"
        "register(opened.store, [somebody()], session=opened.session)\n"
        "opened.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, folder], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() in ("disk_full", "backup_not_written")
    assert list((folder / "backups").iterdir()) == []
    with open_store(folder) as opened, opened.store.read() as reader:
        assert len(reader.find(Person)) == 21


@pytest.mark.parametrize("fault", [OSError(28, "full"), OSError(30, "read-only")])
def test_what_the_system_says_is_said_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(backup, "pack", fail)
    with open_store(folder) as opened, pytest.raises(FileUnusable) as refused:
        _kept(opened)
    assert refused.value.code == ("disk_full" if fault.errno == 28 else "backup_not_written")
    assert list((folder / "backups").iterdir()) == []


def test_a_backup_that_does_not_open_again_is_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pack

    def spoil(target: Path, *, database: Path, slots: bytes, manifest: Manifest) -> Manifest:
        content = bytearray(database.read_bytes())
        content[9000] ^= 1
        database.write_bytes(content)
        return real(target, database=database, slots=slots, manifest=manifest)

    monkeypatch.setattr(backup, "pack", spoil)
    with open_store(folder) as opened, pytest.raises(Refusal) as refused:
        _kept(opened)
    assert refused.value.code in ("store_damaged", "backup_not_written")
    assert list((folder / "backups").iterdir()) == []


def test_what_a_killed_program_left_is_cleared(folder: Path) -> None:
    left = folder / "backups" / "munhalsa-20260101T000000-000000Z.mhbackup.part"
    left.mkdir()
    (left / "store.db").write_bytes(b"x")
    with open_store(folder) as opened:
        _kept(opened)
    assert not left.exists()


def test_older_ones_are_thinned_with_their_results(folder: Path) -> None:
    backups = folder / "backups"
    now = CLOCK.now()
    ages = [timedelta(minutes=20), timedelta(days=500)]
    for age in ages:
        file = backups / backup_name(now - age)
        file.write_bytes(b"")
        backup.trial_of(file).write_text("{}", encoding="utf-8")
    (backups / "minnen.txt").write_text("mitt", encoding="utf-8")
    thin_out(backups, now=now)
    assert {path.name for path in backups.iterdir()} == {
        "minnen.txt",
        backup_name(now - ages[0]),
        backup.trial_of(backups / backup_name(now - ages[0])).name,
    }


def test_reads_alone_trigger_no_backup(folder: Path) -> None:
    with open_store(folder) as opened:
        keeper = StoreKeeper(opened)
        context = context_for(opened.store, session=opened.session)
        assert keeper.newest_backup() is None
        made = back_up_if_changed(context, keeper)
        assert made is not None
        assert keeper.newest_backup() == made.taken
        assert back_up_if_changed(context, keeper) is None
        register(opened.store, [somebody()], session=opened.session)
        assert back_up_if_changed(context, keeper) is not None
        with opened.store.read() as reader:
            assert reader.history.latest(1)[0].action == "backup.made"
    assert len(backups_in(folder / "backups")) == 2


def test_a_backup_on_demand_is_for_the_administrator(folder: Path) -> None:
    with open_store(folder) as opened:
        as_issuer = replace(opened.session, roles=frozenset({Role.ISSUER}))
        issuer = context_for(opened.store, session=as_issuer)
        with pytest.raises(NotAllowed):
            back_up(issuer, StoreKeeper(opened))
        allowed = context_for(opened.store, session=opened.session)
        assert back_up(allowed, StoreKeeper(opened)).file.exists()


def test_a_newest_backup_that_is_damaged_is_found_by_verify(folder: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
    os.truncate(file, 1000)
    checks = verify_embedded(folder, way_in=WAY_IN, clock=CLOCK)
    assert [check.name for check in checks if not check.ok] == ["Säkerhetskopian"]


def test_a_backup_keeps_the_keys_of_its_day(folder: Path, tmp_path: Path) -> None:
    with open_store(folder) as opened:
        file = _kept(opened)
        keeper = StoreKeeper(opened)
        keeper.renew_data_key(session=opened.session)
        keeper.set_passphrase(opened.session.name, OTHER_PASSPHRASE, before=lambda: None)
    restore_backup(file, tmp_path / "b", clock=CLOCK, way_in=WAY_IN)
    open_store(tmp_path / "b", passphrase=PASSPHRASE).close()
    open_store(folder, passphrase=OTHER_PASSPHRASE).close()
