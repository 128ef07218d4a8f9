"""Wrong, missing and damaged input: one sentence, the right exit code, nothing lost or told."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from munhalsa.adapters.lock import StoreLock
from tests.support.commands import (
    INSTALLED,
    CommandLine,
    Outcome,
    check_manners,
    surroundings,
    unmeasured,
)
from tests.support.founded import PASSPHRASE, open_store
from tests.support.imports import dump
from tests.support.small_municipality import NEWCOMER, PEOPLE, WITH_YES, WITHOUT


def _store(line: CommandLine, name: str) -> Path:
    return Path(line.store) / name


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 4, "passphrase_file_empty"),
        (b"\n", 4, "passphrase_file_empty"),
        ("lösenfras".encode("latin-1"), 4, "passphrase_file_not_utf8"),
        (b"x" * 20_000, 4, "passphrase_file_too_large"),
        (b"\x00" * 16, 3, "wrong_key"),
        (PASSPHRASE.upper().encode(), 3, "wrong_key"),
        (PASSPHRASE.encode() + b"\n\n", 3, "wrong_key"),
    ],
)
def test_a_passphrase_file_that_is_not_right(
    boras: CommandLine, content: bytes, status: int, code: str
) -> None:
    outcome = boras.with_passphrase(content).run("unit", "list", "--json")
    assert (outcome.status, outcome.error["code"]) == (status, code)


def test_a_passphrase_file_that_is_not_there(boras: CommandLine) -> None:
    line = CommandLine(
        folder=boras.folder,
        store=boras.store,
        passphrase_file=boras.folder / "finns-inte.txt",
        program=boras.program,
    )
    line.refused("unit", "list", status=4, code="passphrase_file_missing")


def test_a_decomposed_passphrase_opens(boras: CommandLine) -> None:
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert boras.with_passphrase(decomposed).run("unit", "list").status == 0


def test_five_wrong_tries_are_delayed(boras: CommandLine) -> None:
    wrong = boras.with_passphrase("en helt annan lösenfras")
    codes = [wrong.run("unit", "list", "--json").error["code"] for _ in range(6)]
    assert codes[:5] == ["wrong_key"] * 5
    assert codes[5] == "too_many_attempts"
    boras.refused("unit", "list", status=3, code="too_many_attempts")


def test_no_store_where_one_was_said_to_be(boras: CommandLine, tmp_path: Path) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    for place in (empty, tmp_path / "finns-inte"):
        for words in (("unit", "list"), ("verify",), ("rekey",), ("audit", "list")):
            outcome = boras.at(str(place)).run(*words, "--json")
            assert (outcome.status, outcome.error["code"]) == (3, "store_missing")
    assert not any(empty.iterdir())


def test_a_missing_part_of_a_store(boras: CommandLine) -> None:
    _store(boras, "keyslots.json").rename(boras.folder / "undan")
    boras.refused("unit", "list", status=3, code="keyslots_missing")
    (boras.folder / "undan").rename(_store(boras, "keyslots.json"))
    _store(boras, "store.db").rename(boras.folder / "undan")
    boras.refused("unit", "list", status=3, code="store_missing")
    assert not _store(boras, "store.db").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"version": 99}', b"\xff\xfe\x00"])
def test_damaged_key_slots(boras: CommandLine, content: bytes) -> None:
    _store(boras, "keyslots.json").write_bytes(content)
    outcome = boras.run("unit", "list", "--json")
    assert outcome.status == 3
    assert outcome.error["code"].startswith("keyslots_")


def test_a_key_slot_that_somebody_has_changed(boras: CommandLine) -> None:
    path = _store(boras, "keyslots.json")
    slots = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(slots)
    path.write_text(text.replace("Kim Lind", "Kim Lund"), encoding="utf-8")
    assert boras.run("unit", "list").status in (3, 5)


@pytest.mark.parametrize(
    ("name", "damage", "code"),
    [
        ("empty", lambda _: b"", "store_damaged"),
        ("short", lambda data: data[:100], "store_damaged"),
        ("noise", lambda data: os.urandom(len(data)), "store_damaged"),
        ("header", lambda data: b"x" * 64 + data[64:], "store_damaged"),
    ],
)
def test_a_damaged_file(boras: CommandLine, name: str, damage: object, code: str) -> None:
    path = _store(boras, "store.db")
    assert callable(damage), name
    path.write_bytes(damage(path.read_bytes()))
    boras.refused("person", "list", status=3, code=code)
    outcome = boras.run("verify", "--json")
    assert (outcome.status, outcome.answer["ok"]) == (3, False)


def test_damage_in_the_middle_is_found(boras: CommandLine) -> None:
    path = _store(boras, "store.db")
    data = bytearray(path.read_bytes())
    for page in range(4, len(data) // 4096, 3):
        data[page * 4096 + 100 : page * 4096 + 120] = os.urandom(20)
    path.write_bytes(bytes(data))
    outcome = boras.run("verify", "--json")
    assert (outcome.status, outcome.answer["ok"]) == (3, False)
    assert boras.run("person", "list").status == 3


def test_a_plain_file_is_not_taken_for_a_store(boras: CommandLine) -> None:
    path = _store(boras, "store.db")
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE person (id)")
    plain.close()
    before = path.read_bytes()
    boras.refused("person", "list", status=3, code="store_not_encrypted")
    assert path.read_bytes() == before


def test_a_store_in_use(boras: CommandLine) -> None:
    with StoreLock(Path(boras.store)):
        for words in (("verify",), ("rekey",), ("backup",)):
            outcome = boras.run(*words, "--json")
            assert (outcome.status, outcome.error["code"]) == (3, "store_in_use")
        other = boras.installed("person", "list", "--json")
        assert (other.status, other.error["code"]) == (3, "store_in_use")
        again = boras.run("init", "--municipality", "1490", "--json")
        assert (again.status, again.error["code"]) == (3, "store_exists")


def _xlsx(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "file_not_text"),
        ("tom.csv", b"", "headings_missing"),
        ("trasig.xlsx", b"PK\x03\x04" + bytes(200), "file_damaged"),
        ("trasig.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_damaged"),
        ("rubriker.csv", b"Namn;Adress\nA;B\n", "headings_missing"),
        ("utf16.csv", "Personnummer;Förnamn\n".encode("utf-16"), "file_not_text"),
    ],
)
def test_a_file_that_is_no_such_table(
    boras: CommandLine, name: str, content: bytes, code: str
) -> None:
    path = boras.folder / name
    path.write_bytes(content)
    before = boras.ask("audit", "verify")["head"]
    outcome = boras.run("import", "personer", path, "--json")
    assert outcome.status == 4, outcome
    assert outcome.error["code"] == code
    assert boras.ask("audit", "verify")["head"] != before  # the log-in
    assert len(boras.ask("person", "list")["persons"]) == len(PEOPLE)


def test_files_that_cannot_be_read(boras: CommandLine) -> None:
    boras.refused("import", "personer", boras.folder / "x.csv", status=4, code="file_not_found")
    boras.refused("import", "personer", boras.folder, status=4, code="file_is_folder")
    boras.refused("import", "personer", "/dev/zero", status=4, code="file_unusable")


def test_other_encodings_are_understood(boras: CommandLine) -> None:
    text = f"Personnummer;Förnamn;Efternamn\n{NEWCOMER};Åse;Öst\n"
    for encoding in ("cp1252", "utf-8-sig"):
        path = boras.folder / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        plan = boras.do("import", "personer", path, "--dry-run")
        assert plan["new"] == 1
    boras.do("import", "personer", boras.folder / "cp1252.csv")
    record = boras.ask("person", "show", NEWCOMER)
    assert record["person"]["family_name"] == "Öst"


def test_wrong_cells_never_stop_the_others_and_name_nobody(boras: CommandLine) -> None:
    rows = (
        ("Personnummer", "Förnamn", "Efternamn", "Boendeenhet", "Grund", "Intyg utfärdat"),
        (NEWCOMER, "Åse", "Öst", "A1", "2a", "2026-11-01"),
        ("19360101-6988", "Tyra", "Kvist", "A1", "2a", "2026-11-01"),
        ("193601037710", "Ture", "Ljung", "A1", "2a", "31/2 2026"),
        ("193601056942", "Tage", "Myr", "A1", "9z", "2026-11-01"),
        ("193601286499", "", "Sköld", "A1", "", ""),
        ("", "Tova", "Rehn", "A1", "", ""),
    )
    receipt = boras.do("import", "personer", _xlsx(boras.folder / "fel.xlsx", *rows))
    assert (receipt["new"], receipt["rejected"]) == (1, 5)
    for row in receipt["rows"]:
        assert row["column"] in rows[0]
        assert not any(str(cell) in row["message"] for cell in rows[row["row"] - 1][:3] if cell)


UNWRITABLE = [
    ("template", "personer", "--out"),
    ("export", "intygsbestallningen", "--all", "--out"),
    ("print", "certificate", "--all", "--out"),
    ("print", "letter", WITH_YES.number, "--out"),
    ("metrics", "--year", "2026", "--quarter", "4", "--format", "json", "--out"),
    ("metrics", "--year", "2026", "--quarter", "4", "--format", "xlsx", "--out"),
]


@pytest.mark.parametrize("words", UNWRITABLE, ids=" ".join)
def test_a_place_that_cannot_be_written(boras: CommandLine, words: tuple[str, ...]) -> None:
    folder = boras.folder / "finns-inte"
    file = boras.write("fil", "hej")
    for out in (folder / "ut.pdf", file / "ut.pdf", boras.folder):
        outcome = boras.run(*words, out, "--json")
        assert outcome.status == 4, outcome
    assert not folder.exists()
    assert file.read_text() == "hej"


TEST_NUMBERS: list[str] = json.loads(
    (Path(__file__).parents[1] / "fixtures/numbers/personal_identity_numbers.json").read_text()
)


def _limited(line: CommandLine, *words: object, most: int) -> Outcome:
    """Run the installed program where no file may grow beyond so many bytes: a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        [str(INSTALLED), *(str(word) for word in words), "--json", *line.common()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env=unmeasured(surroundings(line.folder)),
        preexec_fn=limit,
    )
    outcome = Outcome(status=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())
    check_manners(outcome)
    return outcome


def _records(line: CommandLine) -> dict[str, list[Any]]:
    """Every record of the store, when no command has it."""
    with open_store(Path(line.store)) as opened:
        return dump(opened.store)


def _many(line: CommandLine) -> tuple[Path, int]:
    """A list of so many newcomers."""
    known = {person.number for person in PEOPLE}
    numbers = [number for number in TEST_NUMBERS if number not in known][:600]
    lines = ["Personnummer;Förnamn;Efternamn;Boendeenhet", *(f"{each};Å;B;A1" for each in numbers)]
    return line.write("många.csv", "\n".join(lines) + "\n"), len(numbers)


def test_a_disk_that_takes_no_more_in_an_import_keeps_the_store_as_it_was(
    boras: CommandLine,
) -> None:
    size = _store(boras, "store.db").stat().st_size
    table, newcomers = _many(boras)
    before = _records(boras)
    outcome = _limited(boras, "import", "personer", table, most=size + 64 * 1024)
    assert (outcome.status, outcome.error["code"]) == (4, "store_io")
    assert outcome.error["message"] == (
        "Det gick inte att skriva till registret, så inget sparades. Kontrollera disken."
    )
    assert _records(boras) == before
    assert boras.ask("verify")["ok"] is True
    assert boras.do("import", "personer", table)["new"] == newcomers


@pytest.mark.long
@pytest.mark.parametrize(
    ("room", "told"),
    [
        (0.5, "ingen säkerhetskopia gjordes. Frigör utrymme och försök igen; registret är orört."),
        (2.6, "inget sparades. Frigör utrymme och försök igen."),
    ],
    ids=["in the backup", "among the rows"],
)
def test_a_disk_that_is_full_in_the_middle_of_an_import_keeps_the_store_as_it_was(
    boras: CommandLine, room: float, told: str
) -> None:
    """A real small file system, in a namespace of its own; what is left in it is copied out."""
    store, small, left = Path(boras.store), boras.folder / "liten", boras.folder / "kvar"
    small.mkdir()
    table, newcomers = _many(boras)
    before = _records(boras)
    used = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
    size = used + int(room * _store(boras, "store.db").stat().st_size)
    script = (
        f'mount -t tmpfs -o size={size} none "$1" && cp -a "$2" "$1/register" || exit 99; '
        'shift 2; "$@"; status=$?; cp -a liten/register kvar || exit 99; exit $status'
    )
    line = boras.at(str(small / "register"))
    words = [str(INSTALLED), "import", "personer", str(table), "--json", *line.common()]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", str(small), str(store), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=boras.folder,
        env=unmeasured(surroundings(boras.folder)),
    )
    outcome = Outcome(status=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())
    check_manners(outcome)
    assert (outcome.status, outcome.error["code"]) == (4, "disk_full")
    assert outcome.error["message"] == f"Disken är full, så {told}"
    after = boras.at(str(left))
    assert _records(after) == before
    assert after.ask("verify")["ok"] is True
    assert after.do("import", "personer", table)["new"] == newcomers


def test_a_full_disk_leaves_no_half_file(boras: CommandLine) -> None:
    boras.do("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    out = boras.folder / "mall.xlsx"
    outcome = _limited(boras, "template", "personer", "--out", out, most=2048)
    assert (outcome.status, out.exists()) == (4, False)
    assert not [path for path in boras.folder.iterdir() if path.name.startswith(".munhalsa")]


def test_nothing_is_written_over_the_store(boras: CommandLine) -> None:
    database = _store(boras, "store.db")
    boras.run("unit", "list")
    for asked in (
        ("metrics", "--year", "2026", "--quarter", "1", "--format", "pdf", "--out", database),
        ("metrics", "--year", "2026", "--quarter", "1", "--format", "json", "--out", database),
        ("export", "intygsbestallningen", "--all", "--out", _store(boras, "ny.xlsx")),
        ("template", "personer", "--out", _store(boras, "backups") / "ny.xlsx"),
    ):
        boras.refused(*map(str, asked), status=4, code="place_in_store")
    assert boras.run("verify").status == 0
