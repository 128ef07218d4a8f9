"""`doctor` says what the program stands on, what is wrong and how to mend it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from munhalsa.adapters.lock import StoreLock
from munhalsa.adapters.paths import ProgramPaths, program_paths
from munhalsa.adapters.store import doctor
from munhalsa.adapters.store.doctor import examine
from munhalsa.adapters.store.found import found_postgres
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.vault.keyring_copy import KeyringCopy
from munhalsa.application.ports_keeping import Check
from tests.support.founded import CLOCK, FOUNDER, make_store, open_store
from tests.support.keys import TRUSTED, MemoryKeyring


@pytest.fixture
def paths(tmp_path: Path) -> ProgramPaths:
    return program_paths(tmp_path / "profil")


def _examined(
    paths: ProgramPaths, *, store: str | None = None, password: str | None = None
) -> dict[str, Check]:
    keyring = KeyringCopy(MemoryKeyring())
    checks = examine(paths, keyring=keyring, store=store, password=password)
    return {check.name: check for check in checks}


def test_a_machine_in_order(paths: ProgramPaths) -> None:
    found = _examined(paths)
    assert [check.name for check in found.values() if not check.ok] == []
    assert "munhalsa" in found["Program"].detail
    assert sqlcipher.sqlite_version in found["Databasmotor"].detail
    assert str(paths.logs) in found["Mappar"].detail


def test_the_keyring_of_this_machine_is_asked(paths: ProgramPaths) -> None:
    assert any(check.name == "Nyckelring" for check in examine(paths))


def test_a_trusted_keyring_says_what_it_protects_against(paths: ProgramPaths) -> None:
    keyring = KeyringCopy(MemoryKeyring(), trusted=TRUSTED)
    (check,) = [one for one in examine(paths, keyring=keyring) if one.name == "Nyckelring"]
    assert "skadliga program" in check.detail


def test_an_engine_that_can_corrupt(paths: ProgramPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlcipher, "sqlite_version_info", (3, 51, 2))
    assert "Installera om" in _examined(paths)["Databasmotor"].detail


def test_a_resource_that_is_missing(paths: ProgramPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_RESOURCES", ("fonts/Saknas.ttf",))
    check = _examined(paths)["Resurser"]
    assert not check.ok
    assert "fonts/Saknas.ttf" in check.detail


def test_a_file_in_the_place_of_a_folder(paths: ProgramPaths) -> None:
    paths.config.mkdir()
    paths.data.write_bytes(b"")
    assert not _examined(paths)["Mappar"].ok


def test_file_names_in_another_encoding(
    paths: ProgramPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    assert not _examined(paths)["Språk och tid"].ok


class TestStore:
    """A store in a folder, seen from the outside."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        make_store(tmp_path / "register")
        return tmp_path / "register"

    def test_a_store_in_order(self, paths: ProgramPaths, folder: Path) -> None:
        before = {path.name for path in folder.iterdir()}
        found = _examined(paths, store=str(folder))
        assert [check.name for check in found.values() if not check.ok] == []
        assert "ingen använder" in found["Registrets mapp"].detail
        assert "ingen säkerhetskopia" in found["Säkerhetskopior"].detail
        assert {path.name for path in folder.iterdir()} <= before | {"store.lock"}

    def test_a_store_in_use(self, paths: ProgramPaths, folder: Path) -> None:
        with open_store(folder) as opened:
            StoreKeeper(opened).keep_backup(to=None, months=13)
            found = _examined(paths, store=str(folder))
        assert "ett annat program" in found["Registrets mapp"].detail
        assert "öppen" in found["Registrets fil"].detail
        assert found["Säkerhetskopior"].detail.startswith("1 säkerhetskopior")

    def test_a_store_that_is_not_there(self, paths: ProgramPaths, tmp_path: Path) -> None:
        found = _examined(paths, store=str(tmp_path / "borta"))
        assert not found["Registrets mapp"].ok
        assert not found["Registrets fil"].ok
        assert not found["Registrets nycklar"].ok
        assert not (tmp_path / "borta").exists()

    def test_a_folder_nothing_can_be_written_in(self, paths: ProgramPaths, folder: Path) -> None:
        (folder / "store.lock").unlink(missing_ok=True)
        (folder / "store.lock").mkdir()
        assert not _examined(paths, store=str(folder))["Registrets mapp"].ok

    def test_damaged_and_pending_key_slots(self, paths: ProgramPaths, folder: Path) -> None:
        with open_store(folder) as opened:
            assert opened.vault is not None
            key = opened.vault.data_key
            opened.vault.slots.seal_next(key, type(key).generate())
            assert "avbröts" in _examined(paths, store=str(folder))["Registrets nycklar"].detail
            opened.vault.slots.settle(key)
        (folder / "keyslots.json").write_bytes(b"{")
        assert not _examined(paths, store=str(folder))["Registrets nycklar"].ok

    def test_little_room(
        self, paths: ProgramPaths, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(doctor, "_LEAST_FREE", 1 << 62)
        assert not _examined(paths, store=str(folder))["Diskutrymme"].ok

    def test_the_lock_is_let_go_of(self, paths: ProgramPaths, folder: Path) -> None:
        _examined(paths, store=str(folder))
        with StoreLock(folder):
            assert "ett annat program" in (
                _examined(paths, store=str(folder))["Registrets mapp"].detail
            )


def test_a_shared_database(paths: ProgramPaths, postgres_url: str, postgres_password: str) -> None:
    check = _examined(paths, store=postgres_url, password=postgres_password)["Delad databas"]
    assert not check.ok
    found_postgres(
        postgres_url, password=postgres_password, municipality="1490", clock=CLOCK, user=FOUNDER
    )
    check = _examined(paths, store=postgres_url, password=postgres_password)["Delad databas"]
    assert (check.ok, check.detail) == (True, "Databasen nås och innehåller ett register.")
    check = _examined(paths, store=postgres_url, password="fel")["Delad databas"]
    assert not check.ok
