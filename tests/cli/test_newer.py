"""A store of a newer program on the command line: what reads answers, what changes is refused."""

from __future__ import annotations

from pathlib import Path

from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.reading_only import OPEN_FOR_READING
from munhalsa.cli.commands import COMMANDS
from munhalsa.cli.parser import build_parser
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.refusal import Refusal
from tests.cli.test_scope import NOBODY_LOGS_IN, Reach
from tests.support.commands import CommandLine
from tests.support.founded import open_store
from tests.support.imports import dump
from tests.support.newer import make_newer
from tests.support.opened import desk_at, opened
from tests.support.small_municipality import WITH_YES

_READ = {
    *("person list", "person show", "unit list", "history", "due", "certificate list"),
    *("metrics", "explain", "audit list", "audit person", "setting list", "user list", "reconcile"),
    *("print certificate", "print quarterly-report", "whole list", "training list", "self-check"),
}
_CHANGE = {
    *("person add", "person move", "person died", "person merge", "person protect"),
    *("certificate renew", "certificate end", "response add", "offer add", "assessment add"),
    *("undo", "import", "import-undo", "setting set", "user add", "unit add", "export"),
    *("backup", "rekey", "passphrase", "round plan", "whole approve", "deviation add"),
}


def test_what_reads_answers_and_what_changes_is_refused(boras: CommandLine) -> None:
    answer = boras.do(
        "response", "add", WITH_YES.number, "--date", "2026-11-20", "--wants", "no", "--by", "self"
    )
    batch = boras.do("import", "personer", boras.folder / "listor" / "personer.csv")["batch"]
    with open_store(Path(boras.store)) as one:
        with one.store.read() as reader:
            certificate = reader.find(Certificate)[0].number
        make_newer(one.store.engine)
        before = dump(one.store)
    reach = Reach(boras.folder, certificate, answer["event"], batch, "-", "-")
    read, refused = set(), set()
    parser = build_parser(COMMANDS)
    with opened(boras) as workplace:
        desk = desk_at(boras, workplace)
        for command in COMMANDS:
            if command.words in NOBODY_LOGS_IN:
                continue
            for words in reach.words(command):
                there = set(boras.folder.glob("*.*"))
                try:
                    asked = parser.parse_args(words)
                    asked.run(desk, asked)
                    read.add(command.words)
                except Refusal as refusal:
                    if refusal.code == "store_reads_only":
                        refused.add(command.words)
                        assert set(boras.folder.glob("*.*")) <= there, words
        store = workplace.context.store
        assert isinstance(store, SqlStore)
        assert dump(store) == before
    assert _READ - read == set()
    assert _CHANGE - refused == set()


def test_it_is_told_to_people_and_the_answer_is_as_ever(boras: CommandLine) -> None:
    with open_store(Path(boras.store)) as store:
        make_newer(store.store.engine)
    read = boras.run("person", "list", "--json")
    assert (read.status, read.err) == (0, OPEN_FOR_READING + "\n")
    assert read.answer["persons"]
    boras.refused("setting", "set", "backup_months", "12", status=3, code="store_reads_only")
    checked = boras.run("verify", "--json")
    assert (checked.status, checked.answer["ok"]) == (0, True)
    assert any("nyare version" in check["detail"] for check in checked.answer["checks"])
