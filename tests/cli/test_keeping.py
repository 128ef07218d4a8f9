"""Making, checking and keeping an embedded store on the command line."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from munhalsa.adapters.store.engine import sqlcipher_connection
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.keyring_copy import KeyringCopy
from tests.support.commands import CommandLine, found, somebody
from tests.support.founded import FOUNDER, OTHER_PASSPHRASE, PASSPHRASE
from tests.support.keys import TRUSTED, MemoryKeyring
from tests.support.small_municipality import PEOPLE, WITHOUT


def _secret(line: CommandLine, text: str, name: str = "ny.txt") -> Path:
    return line.write(name, text + "\n")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_init_answers_with_the_store_and_its_code(nobody_yet: CommandLine) -> None:
    made = found(nobody_yet)
    folder = Path(made["store"])
    assert folder == nobody_yet.folder / "register"
    assert made["recovery_code"]
    assert (folder / "store.db").read_bytes()[:6] != b"SQLite"
    assert _mode(folder) == 0o700
    assert _mode(folder / "store.db") == 0o600
    assert _mode(folder / "keyslots.json") == 0o600


def test_the_code_is_shown_to_people_once(nobody_yet: CommandLine) -> None:
    told = nobody_yet.run("init", "--municipality", "1490", "--user", FOUNDER)
    assert told.status == 0
    assert "Återställningskod: " in told.out
    assert "Den visas bara nu" in told.out


def test_without_a_name_the_first_user_is_whoever_is_logged_in(nobody_yet: CommandLine) -> None:
    assert nobody_yet.do("init", "--municipality", "1490")["user"]


def test_init_is_refused(nobody_yet: CommandLine) -> None:
    words = ("init", "--municipality", "1490", "--user", FOUNDER)
    nobody_yet.refused("init", status=2, code="wrong_usage")
    nobody_yet.refused("init", "--municipality", "0180", status=1, code="unknown_municipality")
    short = nobody_yet.with_passphrase("kort")
    assert short.run(*words).status == 1
    common = nobody_yet.with_passphrase("sommarsommar")
    assert common.run(*words).status == 1
    found(nobody_yet)
    nobody_yet.refused(*words, status=3, code="store_exists")


def test_a_store_in_a_cloud_folder_is_refused(nobody_yet: CommandLine) -> None:
    cloud = nobody_yet.at(str(nobody_yet.folder / "OneDrive" / "register"))
    cloud.refused("init", "--municipality", "1490", status=3, code="store_in_cloud_folder")


def test_the_store_last_used_is_opened_when_none_is_named(boras: CommandLine) -> None:
    boras.ask("unit", "list")
    words = ("unit", "list", "--profile", boras.profile, "--passphrase-file")
    remembered = boras.run(*words, boras.passphrase_file, "--json", bare=True)
    assert len(remembered.answer["units"]) == 2


def test_the_environment_names_the_store(
    boras: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = ("unit", "list", "--profile", tmp_path / "ny-profil", "--passphrase-file")
    nowhere = boras.run(*words, boras.passphrase_file, "--json", bare=True)
    assert (nowhere.status, nowhere.error["code"]) == (3, "store_not_chosen")
    monkeypatch.setenv("MUNHALSA_STORE", boras.store)
    assert boras.run(*words, boras.passphrase_file, bare=True).status == 0


def test_verify_of_a_whole_store(boras: CommandLine) -> None:
    answer = boras.ask("verify")
    assert answer["ok"] is True
    assert all(set(check) == {"name", "ok", "detail"} for check in answer["checks"])
    assert len(answer["checks"]) == 6


def _tamper(line: CommandLine, statement: str) -> None:
    """Change the store as somebody with its key could, behind the program's back."""
    place = StoreFolder(Path(line.store))
    key = KeySlots.load(place.path).open_with_passphrase(PASSPHRASE, user=FOUNDER).keys[-1]
    connection = sqlcipher_connection(place.database, key.reveal(), mode="rw")
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("command", ["verify", "audit verify"])
def test_a_tampered_log_is_found(boras: CommandLine, command: str) -> None:
    _tamper(boras, "UPDATE audit_event SET user_name = 'Någon annan' WHERE seq = 3")
    outcome = boras.run(*command.split(), "--json")
    assert outcome.status == 3
    assert outcome.answer["ok"] is False
    assert outcome.error["code"] == "check_failed"
    wrong = [check["name"] for check in outcome.answer["checks"] if not check["ok"]]
    assert "Loggen" in wrong
    told = boras.run(*command.split())
    assert "FEL Loggen" in told.out


@pytest.mark.parametrize("command", ["verify", "audit verify"])
def test_a_store_that_does_not_open_is_not_ok(boras: CommandLine, command: str) -> None:
    stranger = boras.with_passphrase("en helt annan lösenfras")
    outcome = stranger.run(*command.split(), "--json")
    assert outcome.status == 3
    assert outcome.answer["ok"] is False
    assert outcome.error["code"] == "wrong_key"
    assert boras.run(*command.split()).status == 0


def test_backup_restore_and_verify(boras: CommandLine) -> None:
    kept = boras.do("backup")
    assert Path(kept["file"]).parent == Path(boras.store) / "backups"
    assert kept["rows"]["person"] == len(PEOPLE)
    elsewhere = boras.folder / "aterlast"
    restored = boras.do("restore", kept["file"], "--to", elsewhere)
    assert restored["store"] == str(elsewhere)
    there = boras.at(str(elsewhere))
    assert there.ask("verify")["ok"] is True
    assert there.ask("person", "list") == boras.ask("person", "list")
    boras.refused("restore", kept["file"], "--to", elsewhere, status=3, code="store_exists")


def test_backup_to_another_folder(boras: CommandLine) -> None:
    folder = boras.folder / "kopior"
    boras.refused("backup", "--to", folder, status=4, code="backup_not_written")
    folder.mkdir()
    assert Path(boras.do("backup", "--to", folder)["file"]).parent == folder


def test_restore_of_something_else(boras: CommandLine, tmp_path: Path) -> None:
    to = tmp_path / "ny"
    assert boras.run("restore", boras.write("x.txt", "hej"), "--to", to).status == 4
    assert boras.run("restore", tmp_path / "finns-inte", "--to", to).status == 4
    assert not to.exists()


def test_the_passphrase_is_changed(boras: CommandLine) -> None:
    done = boras.do("passphrase", "--new-passphrase-file", _secret(boras, OTHER_PASSPHRASE))
    assert done["changed"] is True
    boras.refused("unit", "list", status=3, code="wrong_key")
    assert boras.with_passphrase(OTHER_PASSPHRASE + "\r\n").ask("unit", "list")["units"]


def test_the_new_one_is_asked_for_twice_at_a_keyboard(
    boras: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [OTHER_PASSPHRASE, "något annat", OTHER_PASSPHRASE, OTHER_PASSPHRASE]
    monkeypatch.setattr("munhalsa.cli.desk._somebody_is_there", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: typed.pop(0))
    assert "inte lika" in boras.run("passphrase").err
    assert boras.run("passphrase").status == 0
    assert typed == []
    assert boras.with_passphrase(OTHER_PASSPHRASE).ask("unit", "list")["units"]


def test_a_bad_new_passphrase_changes_nothing(boras: CommandLine) -> None:
    words = ("passphrase", "--new-passphrase-file")
    assert boras.run(*words, _secret(boras, "kort")).status == 1
    assert boras.run(*words, boras.folder / "finns-inte").status == 4
    boras.refused("passphrase", status=2, code="wrong_usage")
    assert boras.run("unit", "list").status == 0


def test_rekey_keeps_every_way_in(boras: CommandLine) -> None:
    before = (Path(boras.store) / "store.db").read_bytes()
    assert boras.do("rekey")["rekeyed"] is True
    assert (Path(boras.store) / "store.db").read_bytes() != before
    assert len(boras.ask("person", "list")["persons"]) == len(PEOPLE)
    assert boras.ask("verify")["ok"] is True


def test_a_lost_code_is_replaced(nobody_yet: CommandLine) -> None:
    lost = _secret(nobody_yet, found(nobody_yet)["recovery_code"], "borta.txt")
    code = _secret(nobody_yet, nobody_yet.do("recovery-code")["recovery_code"], "kod.txt")
    new = _secret(nobody_yet, OTHER_PASSPHRASE)
    words = ("recover", "--new-passphrase-file", new, "--user", FOUNDER, "--recovery-file")
    nobody_yet.refused(*words, lost, status=3, code="wrong_key")
    assert nobody_yet.do(*words, code)["recovered"] is True


def test_recover_by_the_code(nobody_yet: CommandLine) -> None:
    code = _secret(nobody_yet, found(nobody_yet)["recovery_code"], "kod.txt")
    new = _secret(nobody_yet, OTHER_PASSPHRASE)
    words = ("recover", "--recovery-file", code, "--new-passphrase-file", new)
    nobody_yet.refused(*words, status=2, code="user_missing")
    nobody_yet.refused(*words, "--user", "Disa Falk", status=5, code="unknown_user")
    nobody_yet.do(*words, "--user", FOUNDER)
    nobody_yet.refused("unit", "list", status=3, code="wrong_key")
    assert nobody_yet.with_passphrase(OTHER_PASSPHRASE).ask("verify")["ok"] is True
    wrong = _secret(nobody_yet, "AAAA-BBBB-CCCC", "fel-kod.txt")
    nobody = ("recover", "--recovery-file", wrong, "--new-passphrase-file", new, "--user", FOUNDER)
    assert nobody_yet.run(*nobody).status in (1, 3)


def test_doctor_at_a_whole_store_and_without_one(
    boras: CommandLine, nobody_yet: CommandLine
) -> None:
    answer = boras.ask("doctor")
    assert answer["ok"] is True
    names = [check["name"] for check in answer["checks"]]
    assert {"Program", "Databasmotor", "Nyckelring", "Registrets fil"} <= set(names)


def test_doctor_says_what_is_wrong(boras: CommandLine) -> None:
    (Path(boras.store) / "store.db").write_bytes(b"SQLite format 3\x00" + bytes(4096))
    outcome = boras.run("doctor", "--json")
    assert (outcome.status, outcome.answer["ok"]) == (3, False)


def _with_keyring(folder: Path) -> CommandLine:
    """Somebody whose way in lies in a keyring, and who brings no passphrase file."""
    ring = KeyringCopy(MemoryKeyring(), trusted=TRUSTED)
    line = somebody(folder, keyring=ring)
    found(line)
    slots = KeySlots.load(Path(line.store))
    key = slots.open_with_passphrase(PASSPHRASE, user=FOUNDER).keys[-1]
    ring.remember(slots, FOUNDER, key)
    return CommandLine(folder=folder, store=line.store, passphrase_file=None, program=line.program)


def test_a_keyring_opens_but_does_not_confirm(tmp_path: Path) -> None:
    line = _with_keyring(tmp_path)
    assert line.ask("unit", "list")["units"] == []
    out = tmp_path / "ut.csv"
    line.refused("export", "intygsbestallningen", "--out", out, status=5, code="passphrase_needed")
    line.refused("rekey", status=5, code="passphrase_needed")
    new = _secret(line, OTHER_PASSPHRASE)
    line.refused("passphrase", "--new-passphrase-file", new, status=5, code="passphrase_needed")
    line.refused("import-undo", "x", status=5, code="passphrase_needed")
    assert not out.exists()


def test_without_keyring_terminal_or_file_no_command_waits(tmp_path: Path) -> None:
    line = somebody(tmp_path)
    found(line)
    bare = CommandLine(
        folder=tmp_path, store=line.store, passphrase_file=None, program=line.program
    )
    for words in (("unit", "list"), ("verify",), ("export", "intygsbestallningen", "--out", "x")):
        outcome = bare.run(*words, "--json")
        assert (outcome.status, outcome.error["code"]) == (3, "passphrase_needed")


def test_a_backup_is_made_when_something_has_changed(boras: CommandLine) -> None:
    shutil.rmtree(Path(boras.store) / "backups")
    boras.do("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    assert len(list((Path(boras.store) / "backups").glob("*.mhbackup"))) == 1
    boras.ask("person", "list")
    assert len(list((Path(boras.store) / "backups").glob("*.mhbackup"))) == 1
    assert sqlcipher.sqlite_version_info >= (3, 51, 3)


def test_what_is_lost_is_told_by_every_command(boras: CommandLine) -> None:
    database = Path(boras.store) / "store.db"
    older = database.read_bytes()
    assert boras.run("unit", "list").err == ""
    database.write_bytes(older)
    told = boras.run("unit", "list")
    assert told.status == 0
    assert "saknar något som har gjorts" in told.err
