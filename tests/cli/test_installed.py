"""The program as it is installed: a process of its own, its exit codes, streams and log."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import INSTALLED, CommandLine, Outcome, surroundings
from tests.support.small_municipality import NEWCOMER, PEOPLE, WITH_YES

MODULE = (sys.executable, "-m", "munhalsa")
LOG = "munhalsa.log"


@pytest.mark.parametrize("program", [(str(INSTALLED),), MODULE], ids=["installed", "module"])
def test_an_answer_and_an_error(boras: CommandLine, program: tuple[str, ...]) -> None:
    done = boras.installed("person", "list", "--json", program=program)
    assert (done.status, done.err) == (0, "")
    assert len(done.answer["persons"]) == len(PEOPLE)
    refused = boras.installed("person", "show", NEWCOMER, program=program)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.count("\n") == 1


def test_no_command_waits_where_nobody_is(boras: CommandLine) -> None:
    words = ("person", "list", "--store", boras.store, "--profile", boras.profile, "--json")
    outcome = boras.installed(*words, bare=True)
    assert (outcome.status, outcome.error["code"]) == (3, "passphrase_needed")


def test_the_log_follows_the_profile_and_names_nobody(boras: CommandLine) -> None:
    boras.installed("person", "show", WITH_YES.number)
    boras.installed("person", "show", "19360101-6988")
    log = boras.profile / "logs" / LOG
    assert log.exists()
    text = log.read_text(encoding="utf-8")
    assert WITH_YES.number[2:] not in text
    assert WITH_YES.family_name not in text
    assert not list(boras.folder.glob(f".local/**/{LOG}"))


def test_key_slots_of_the_installed_program_are_dear(nobody_yet: CommandLine) -> None:
    done = nobody_yet.installed("init", "--municipality", "1490", "--user", "Kim Lind", "--json")
    assert done.status == 0
    slots = json.loads((Path(nobody_yet.store) / "keyslots.json").read_text(encoding="utf-8"))
    costs = list(_costs(slots))
    assert costs
    assert all(memory >= 64 * 1024 and iterations >= 3 for memory, iterations in costs)


def _costs(value: object) -> list[tuple[int, int]]:
    """Every (memory in KiB, iterations) that stands anywhere in the key slots."""
    if isinstance(value, dict):
        own = (
            [(value["memory_kib"], value["iterations"])]
            if {"memory_kib", "iterations"} <= set(value)
            else []
        )
        return own + [cost for part in value.values() for cost in _costs(part)]
    if isinstance(value, list):
        return [cost for part in value for cost in _costs(part)]
    return []


def _to(line: CommandLine, path: str) -> Outcome:
    """The list of persons, written straight to a file."""
    with open(path, "w", encoding="utf-8") as out:  # noqa: PTH123 - a device, not a path of ours
        done = subprocess.run(
            [str(INSTALLED), "person", "list", "--json", *line.common()],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
            env=surroundings(line.folder),
        )
    return Outcome(status=done.returncode, out="", err=done.stderr.decode())


def test_an_answer_that_does_not_fit_is_an_error(boras: CommandLine) -> None:
    outcome = _to(boras, "/dev/full")
    assert outcome.status == 4
    assert outcome.err.startswith("Svaret kunde inte skrivas ut")
    assert outcome.err.count("\n") == 1


def test_a_reader_who_has_had_enough_is_no_error(boras: CommandLine) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [str(INSTALLED), "person", "list", *boras.common()],
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
            env=surroundings(boras.folder),
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf_8_whatever_the_locale(boras: CommandLine) -> None:
    environment = surroundings(boras.folder) | {"LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [str(INSTALLED), "person", "list", *boras.common()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        env=environment,
    )
    assert "Åkesson" in done.stdout.decode("utf-8")
