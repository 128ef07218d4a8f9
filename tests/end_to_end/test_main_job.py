"""The whole main job on the bundled example municipality, and the installed demonstration of it.

From the municipality's lists to certificates, export and figures, step by step as commands; among
the long tests each is a process of its own. The figures are worked out a second time by an
independent script.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import fields, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.commands import CommandLine, Outcome, somebody
from tests.support.figures_oracle import figures_of_files, of_document
from tests.support.pdf_reading import plain_text, unbroken

REFERENCE_DAY = "2026-09-30"
NEW = "193601016987"
CRITERIA = """
[answers]
lives_in_special_housing = true
daily_personal_care = true
lasting_need = true
[[disclosure]]
recipient = "vgr"
basis = "consent"
details = "Personen själv, muntligt vid hembesök"
[[disclosure]]
recipient = "dental_provider"
basis = "law"
details = "25 kap. 11 § OSL"
"""


def _ask(line: CommandLine, *words: object) -> dict[str, Any]:
    outcome = line.installed(*words, "--json")
    assert outcome.status == 0, outcome
    return outcome.answer


def _refused(line: CommandLine, *words: object) -> Outcome:
    outcome = line.installed(*words, "--json")
    assert outcome.status == 1, outcome
    return outcome


@pytest.fixture
def embedded(tmp_path: Path) -> CommandLine:
    """Somebody who is about to make an embedded store."""
    return replace(somebody(tmp_path), today=REFERENCE_DAY)


class InThisProcess(CommandLine):
    """The same commands without a process each; the long tests take the installed program."""

    def installed(
        self, *words: object, bare: bool = False, program: Sequence[str] | None = None
    ) -> Outcome:
        assert program is None
        return self.run(*words, bare=bare)


@pytest.fixture
def shared(tmp_path: Path, postgres_url: str, postgres_passphrase_file: Path) -> CommandLine:
    """Somebody who is about to make a store in a shared database."""
    line = somebody(tmp_path, store=postgres_url, passphrase_file=postgres_passphrase_file)
    return replace(line, today=REFERENCE_DAY)


@pytest.fixture(
    params=[
        ("embedded", InThisProcess),
        ("shared", InThisProcess),
        pytest.param(("embedded", CommandLine), marks=pytest.mark.long),
        pytest.param(("shared", CommandLine), marks=pytest.mark.long),
    ],
    ids=["embedded", "shared", "embedded-installed", "shared-installed"],
)
def line(request: pytest.FixtureRequest) -> CommandLine:
    """The one and then the other, in this process and as the installed program."""
    store, kind = request.param
    chosen = request.getfixturevalue(store)
    made = kind(**{field.name: getattr(chosen, field.name) for field in fields(chosen)})
    assert isinstance(made, CommandLine)
    return made


def test_from_lists_to_certificates_export_and_figures(line: CommandLine) -> None:
    made = _ask(line, "init", "--municipality", "1471", "--user", "Kim Lind")
    is_shared = made["recovery_code"] is None
    assert is_shared == line.store.startswith("postgresql://")
    with as_file(files("munhalsa.resources") / "example") as lists:
        _lists_go_in(line, lists)
        _figures_agree(line, lists)
    _one_more_certificate(line)
    _printed(line)
    _told_to_vgr(line)
    assert _ask(line, "verify")["ok"] is True
    assert _ask(line, "audit", "verify")["ok"] is True
    if not is_shared:
        _kept_and_brought_back(line)


def _lists_go_in(line: CommandLine, lists: Path) -> None:
    tables = (
        ("boendeenheter", "boendeenheter.xlsx"),
        ("personer", "personer.xlsx"),
        ("befolkning", "befolkning.csv"),
    )
    for kind, name in tables:
        receipt = _ask(line, "import", kind, lists / name, "--registered")
        assert receipt["new"] == receipt["rows_in"] > 0, receipt["rows"][:5]
    for kind, name in tables:
        again = _ask(line, "import", kind, lists / name, "--registered")
        assert again["unchanged"] == again["rows_in"], again["rows"][:5]


def _figures_agree(line: CommandLine, lists: Path) -> None:
    for year, quarter in ((2026, 3), (2025, 4), (2024, 2)):
        words = ("metrics", "--year", str(year), "--quarter", str(quarter))
        told = of_document(_ask(line, *words))
        assert told == figures_of_files(lists, year, quarter)
        assert told["M1"] > 0


def _one_more_certificate(line: CommandLine) -> None:
    _ask(
        line,
        *("person", "add", "--number", NEW, "--given", "Maj-Britt", "--family", "Årman-Łukasz"),
        *("--unit", "SB01", "--room", "202"),
    )
    criteria = line.write("svar.toml", CRITERIA)
    assessed = _ask(line, "certificate", "assess", NEW, "--criteria", criteria)
    assert (assessed["verdict"], assessed["ground"]) == ("entitled", "2a")
    words = ("certificate", "issue", NEW, "--date", REFERENCE_DAY, "--criteria", criteria)
    issued = _ask(line, *words)
    assert issued["warnings"] == []
    assert _refused(line, *words).error["code"] == "certificate_overlap"
    young = ("person", "add", "--number", "201001012382", "--given", "Elvira", "--family", "N")
    _ask(line, *young)
    under_age = ("certificate", "issue", "201001012382", "--ground", "1", "--date", REFERENCE_DAY)
    assert _refused(line, *under_age).error["code"] == "under_age_limit"
    _ask(line, "response", "add", NEW, "--date", REFERENCE_DAY, "--wants", "yes", "--by", "self")


def _printed(line: CommandLine) -> None:
    _ask(line, "municipality", "set", "--department", "Vård och omsorg", "--phone", "031-390 06 05")
    texts = {}
    for kind in ("certificate", "basis", "letter"):
        out = line.folder / f"{kind}.pdf"
        done = _ask(line, "print", kind, NEW, "--out", out)
        assert done["pages"] >= 1
        texts[kind] = unbroken(plain_text(out))
        assert "Maj-Britt Årman-Łukasz" in texts[kind]
        assert "031-390 06 05" in texts[kind]
    assert "Intyg om N-tandvård" in texts["certificate"]
    assert "19360101-6987" in texts["certificate"]
    assert "2a" not in texts["certificate"].split()
    assert "Underlag för intyg" in texts["basis"]
    everybody = line.folder / "alla.pdf"
    valid = _ask(line, "certificate", "list", "--valid-on", REFERENCE_DAY)["certificates"]
    shown = [one for one in valid if one["personal_identity_number"] is not None]
    assert _ask(line, "print", "certificate", "--all", "--out", everybody)["pages"] == len(shown)


def _told_to_vgr(line: CommandLine) -> None:
    out = line.folder / "att-registrera.csv"
    done = _ask(line, "export", "intygsbestallningen", "--out", out)
    assert done["rows"] == 1
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert (row["Personnummer"], row["Önskar munhälsobedömning"]) == (NEW, "Ja")
    assert row["Efternamn"] == "Årman-Łukasz"
    assert _ask(line, "registered", out, "--reference", "VGR-1")["registered"] == 1
    whole = line.folder / "alla.xlsx"
    everything = _ask(line, "export", "intygsbestallningen", "--all", "--out", whole)
    assert everything["left_out_protected"] > 0
    assert load_workbook(whole).worksheets[0].max_row == everything["rows"] + 1


def _kept_and_brought_back(line: CommandLine) -> None:
    kept = _ask(line, "backup")
    elsewhere = line.folder / "aterlast"
    _ask(line, "restore", kept["file"], "--to", elsewhere)
    there = line.at(str(elsewhere))
    assert _ask(there, "verify")["ok"] is True
    assert _ask(there, "person", "show", NEW) == _ask(line, "person", "show", NEW)
    words = ("metrics", "--year", "2026", "--quarter", "3")
    told, known = _ask(there, *words), _ask(line, *words)
    # Each look is logged, so the logs have gone different ways since.
    assert told | {"head": None} == known | {"head": None}


def test_the_demonstration_makes_what_it_says(tmp_path: Path) -> None:
    line = replace(somebody(tmp_path), passphrase_file=None)
    folder = tmp_path / "demo"
    words = ("demo", folder, "--profile", line.profile, "--today", "2026-11-22")
    answer = line.installed(*words, "--json", bare=True).answer
    made = [Path(name) for name in answer["files"]]
    assert all(path.is_file() and path.stat().st_size for path in made)
    names = {path.name for path in made}
    assert {"intyg.pdf", "underlag.pdf", "brev.pdf", "att-registrera.xlsx", "kvartal.json"} <= names
    read_me = (folder / "LÄS-MIG.txt").read_text(encoding="utf-8")
    assert answer["passphrase"] in read_me
    assert all(str(path.relative_to(folder)) in read_me for path in made[:-1])
    for secret in ("losenfras.txt", "aterstallningskod.txt"):
        assert (folder / secret).stat().st_mode & 0o077 == 0
    assert "031-390 06 05" in plain_text(folder / "intyg.pdf")
    figures = json.loads((folder / "kvartal.json").read_text(encoding="utf-8"))["figures"]
    assert f"{figures['M1']} personer med intyg" in read_me
    with_key = replace(line.at(answer["store"]), passphrase_file=folder / "losenfras.txt")
    assert _ask(with_key, "verify")["ok"] is True
    again = line.installed(*words, "--json", bare=True)
    assert (again.status, again.error["code"]) == (4, "folder_not_empty")
    # What is only shown does not become the store last used.
    last = line.installed("unit", "list", "--profile", tmp_path / "annan", "--json", bare=True)
    assert last.error["code"] == "store_not_chosen"


@pytest.mark.long
@pytest.mark.parametrize("day", ["2024-02-29", "2031-01-01"])
def test_the_demonstration_on_any_day(tmp_path: Path, day: str) -> None:
    line = replace(somebody(tmp_path), passphrase_file=None)
    words = ("demo", tmp_path / "demo", "--profile", line.profile, "--today", day)
    told = line.installed(*words, bare=True)
    assert told.status == 0, told
    assert "allt var som det skulle" in told.out
    assert "0 gick inte att ta in" in told.out
    assert "täckningsgrad saknas" not in told.out
