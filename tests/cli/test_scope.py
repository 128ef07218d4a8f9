"""A walk over every command: whose roles hold for one unit reaches nobody of another by any."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from munhalsa.adapters.store.first_shelves import Shelf
from munhalsa.adapters.store.shelves import SHELVES
from munhalsa.application.ports import Reader
from munhalsa.application.sight import OUTSIDE_SCOPE
from munhalsa.cli.answer import as_json, full_document
from munhalsa.cli.commands import COMMANDS
from munhalsa.cli.parser import Argument, Command, build_parser
from munhalsa.cli.saved_lists import LISTS
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Refusal
from tests.cli.test_users import EVA, add, has_keys, person
from tests.support.commands import CommandLine
from tests.support.opened import desk_at, opened
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.small_municipality import NOT_ASKED, PEOPLE, WITH_YES

# They need no log-in, or are the program's own.
NOBODY_LOGS_IN = {"init", "restore", "demo", "recover", "window", "doctor", "template", "verify"}
NOBODY_LOGS_IN |= {"audit verify", "whole read-back"}
_TO_TABLES = {"export", *LISTS} - {"response list"}
_THERE, _HERE = "A1", "B2"
_NO_SUCH = "01900000-0000-7000-8000-00000000000f"
OUTSIDE = [one for one in PEOPLE if one.unit == _THERE]
INSIDE = [one for one in PEOPLE if one.unit == _HERE]


@dataclass(frozen=True, slots=True)
class Reach:
    """What the words of a command are filled with: somebody or something outside."""

    folder: Path
    certificate: str
    event: str
    batch: str
    assessment: str
    deviation: str

    def values(self, command: str) -> Mapping[str, str]:
        """By the names of options and of positional words."""
        file = self.folder / "fil.txt"
        file.write_text("en fras om minst tolv tecken\n", encoding="utf-8")
        ending = "xlsx" if command in _TO_TABLES else "pdf"
        out = str(self.folder / f"{command.replace(' ', '-')}.{ending}")
        return {
            "number": WITH_YES.number,
            "numbers": WITH_YES.number,
            "unit": _THERE,
            "code": _THERE,
            "to": _THERE,
            "event": self.event,
            "batch": self.batch,
            "request": _NO_SUCH,
            "--purpose": "ett ändamål",
            "--decision": "ON 2026/17",
            "--reference": "A 17",
            "assessment": self.assessment,
            "deviation": self.deviation,
            "more": self.deviation,
            "--deviation": self.deviation,
            "disagreement": self.deviation,
            "--about": "Vem bokar",
            "--temporary-solution": "Kommunen bokar",
            "--step": "1",
            "--category": "not_booked",
            "--person": WITH_YES.number,
            "--measures": "Ny rutin",
            "--of": self.assessment,
            "kind": "personer",
            "file": str(self.folder / "listor" / "personer.csv"),
            "profile": "intygsbestallningen",
            "folder": str(self.folder / "mapp"),
            "key": "backup_months",
            "value": "12",
            "name": EVA,
            "training": _NO_SUCH,
            "sample": _NO_SUCH,
            "--first": "2026-01-01",
            "--last": "2026-11-22",
            "--remarks": "0",
            "--result": "inget",
            "mapping": _NO_SUCH,
            "round": _NO_SUCH,
            "--add": WITH_YES.number,
            "issuer": EVA,
            "--kind": "practical",
            "--hours": "2",
            "provider": "Folktandvården",
            "list": "offer",
            "action": "add",
            "keep": WITH_YES.number,
            "other": OUTSIDE[-1].number,
            "merge": OUTSIDE[-1].number,
            "--relation": "god_man",
            "--phone": "033-10 20 30",
            "--text": "Ring före besök",
            "--language": "finska",
            "--level": "confidentiality_marking",
            "--number": "195001232296",
            "--given": "Ny",
            "--family": "Person",
            "--unit": _THERE,
            "--date": "2026-11-22",
            "--wants": "yes",
            "--by": "self",
            "--channel": "phone",
            "--outcome": "performed" if command.startswith("assessment") else "declines",
            "--again": "2027-11-22",
            "--ground": "2a",
            "--valid-to": "2027-06-30",
            "--reason": "not_entitled" if command == "certificate end" else "ett skäl",
            "--recipient": "vgr",
            "--basis": "consent",
            "--details": "muntligt",
            "--to": {"certificate handover": "1480"}.get(command, _HERE)
            if not command.endswith(("agenda", "deviation list"))
            else "2026-11-22",
            "--sheet": "3x8",
            "form": "letter",
            "language": "fi",
            "--name": "Ekbacken",
            "--year": "2026",
            "--figure": "M1",
            "--period": "quarter",
            "--quarter": "4",
            "--out": out,
            "--only": WITH_YES.number,
            "--role": "issuer",
            "--from": "2026-11-22",
            "--new-passphrase-file": str(file),
            "--since": "2020-01-01",
            "--search": "e",
        }

    def words(self, command: Command) -> Sequence[Sequence[str]]:
        """The command with what it must have, with all that is known, and for a certificate."""
        values = self.values(command.words)
        least = [*command.words.split()]
        most = [*least]
        for argument in command.arguments:
            filled = _filled(argument, values)
            most += filled
            if argument.more.get("required") or not argument.name.startswith("-"):
                least += filled
        by_certificate = [self.certificate if one == WITH_YES.number else one for one in most]
        return least, most, by_certificate


def _filled(argument: Argument, values: Mapping[str, str]) -> Sequence[str]:
    if argument.more.get("action") == "store_true":
        return [argument.name] if argument.name in ("--all", "--all-exported") else []
    if argument.name not in values:
        assert not argument.more.get("required"), f"{argument.name}: give the walk a value"
        assert argument.name.startswith("-"), f"{argument.name}: give the walk a value"
        return []
    value = values[argument.name]
    return [argument.name, value] if argument.name.startswith("-") else [value]


def _of_outside(line: CommandLine, ids: Sequence[str]) -> list[Any]:
    """Every record of those outside, as it stands."""
    shelves = [shelf for shelf in SHELVES if shelf.subject_kind == "person"]
    with opened(line) as workplace, workplace.context.store.read() as reader:
        own = [record for shelf in shelves for record in _found(reader, shelf, ids)]
        return own + reader.find(Deviation, person_id=ids)


def _found(reader: Reader, shelf: Shelf, ids: Sequence[str]) -> list[Any]:
    whose: dict[str, Any] = {shelf.subject_column: ids}
    return reader.find(shelf.record, **whose)


def _written(folder: Path) -> str:
    """All that is in the files of a folder, as a person reads it."""
    told = []
    for path in folder.glob("*.*"):
        if path.suffix == ".pdf":
            told.append(unbroken(plain_text(path)))
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as book:
                told += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    return "\n".join(told)


def test_no_command_gives_or_changes_anybody_outside(everywhere: CommandLine) -> None:
    roles = ("coordinator", "unit_manager", "mas", "auditor", "hygienist", "statistics", "issuer")
    add(everywhere, *[word for role in roles for word in ("--role", role)], "--unit", _HERE)
    with opened(everywhere) as workplace, workplace.context.store.read() as reader:
        people = {one.number: one.id for one in reader.find(Person)}
        ids = [people[one.number] for one in OUTSIDE]
        certificate = reader.find(Certificate, person_id=people[WITH_YES.number])[0].number
    answer = everywhere.do(
        "response", "add", WITH_YES.number, "--date", "2026-11-20", "--wants", "no", "--by", "self"
    )
    batch = everywhere.do("import", "personer", everywhere.folder / "listor" / "personer.csv")
    visit = ("--date", "2026-11-20", "--outcome", "performed")
    seen = everywhere.do("assessment", "add", WITH_YES.number, *visit)["assessment"]["id"]
    told_of = ("--category", "wrong_unit", "--person", WITH_YES.number)
    deviation = everywhere.do("deviation", "add", *told_of)["deviation"]["id"]
    before = _of_outside(everywhere, ids)
    reach = Reach(everywhere.folder, certificate, answer["event"], batch["batch"], seen, deviation)
    secrets = {certificate, *(one.number for one in OUTSIDE)}
    secrets |= {one.family_name for one in OUTSIDE}

    eva = person(everywhere).line
    codes, told = [], []
    parser = build_parser(COMMANDS)
    with opened(eva, "--user", EVA) as workplace:
        desk = desk_at(eva, workplace)
        for command in COMMANDS:
            if command.words in NOBODY_LOGS_IN:
                continue
            for words in reach.words(command):
                try:
                    asked = parser.parse_args(words)
                    given = asked.run(desk, asked)
                except Refusal as refusal:
                    codes.append(refusal.code)
                    text = refusal.message
                else:
                    text = as_json(full_document(given)) + "\n".join(given.lines)
                found = {secret for secret in secrets if secret in text}
                assert not found, (words, found)
                told.append(text)
    assert codes.count(OUTSIDE_SCOPE) > 40, codes
    everything = "\n".join(told)
    assert any(one.family_name in everything for one in INSIDE), "who is inside is given"
    files = _written(everywhere.folder)
    assert not {secret for secret in secrets if secret in files}
    assert NOT_ASKED.number in files
    assert _of_outside(everywhere, ids) == before
    assert has_keys(everywhere) or everywhere.ask("audit", "list")["events"]
