"""The commands' grammar: common options, help in Swedish, and what wrong usage answers."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn, cast

import pytest

from munhalsa.application import program_version
from munhalsa.application.workplace import Program, WhichStore
from munhalsa.cli.answer import as_json
from munhalsa.cli.commands import COMMANDS
from munhalsa.cli.common import take_common
from munhalsa.cli.main import BUG, INTERRUPTED, main
from munhalsa.cli.parser import Command, Parser, build_parser
from munhalsa.domain.refusal import NotAllowed
from tests.support.commands import CommandLine

GROUPS = sorted({command.words.rpartition(" ")[0] for command in COMMANDS} - {""})
ENGLISH = re.compile(
    r"\b(usage|options?:|positional|arguments?:|show this|optional|required|default|commands?:)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("words", ["", *GROUPS, *(command.words for command in COMMANDS)])
def test_help_is_swedish_and_has_an_example(nobody_yet: CommandLine, words: str) -> None:
    outcome = nobody_yet.run(*words.split(), "--help")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("Användning: munhalsa")
    assert outcome.out.count("Användning") == 1
    assert f"Exempel:\n  munhalsa {words}" in outcome.out
    assert "Gemensamma val" in outcome.out
    assert ENGLISH.search(outcome.out) is None
    assert nobody_yet.run(*words.split(), "-h").out == outcome.out


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.words)
def test_an_example_is_grammatical(nobody_yet: CommandLine, command: Command) -> None:
    _, words = take_common(shlex.split(command.example))
    assert _every_command().parse_args(words).run is command.run


@cache
def _every_command() -> Parser:
    return build_parser(COMMANDS)


def test_no_option_takes_a_secret_but_by_a_file() -> None:
    named = [
        argument.name
        for command in COMMANDS
        for argument in command.arguments
        if argument.name[0] == "-"
    ]
    secret = {name for name in named if re.search("pass|secret|key|recovery", name)}
    assert len(secret) > 3
    assert {name for name in secret if not name.endswith("-file")} == set()


def test_help_as_json_is_one_object(nobody_yet: CommandLine) -> None:
    assert nobody_yet.ask("verify", "--help")["help"].startswith("Användning")


def test_the_version_is_that_of_the_package(nobody_yet: CommandLine) -> None:
    outcome = nobody_yet.run("--version")
    assert (outcome.status, outcome.out.strip()) == (0, f"munhalsa {version('munhalsa')}")
    assert nobody_yet.ask("--version") == {"version": version("munhalsa")}


def test_a_version_that_is_not_known_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_name: str) -> NoReturn:
        raise PackageNotFoundError

    monkeypatch.setattr(program_version, "version", lost)
    assert program_version.program_version() == "?"


def test_common_options_stand_anywhere(boras: CommandLine) -> None:
    store = ("--store", boras.store)
    key = ("--passphrase-file", boras.passphrase_file, "--today", boras.today)
    profile = (f"--profile={boras.profile}",)
    wanted = boras.ask("person", "list")
    for words in (
        (*store, *key, *profile, "--json", "person", "list"),
        (*store, "person", *key, *profile, "list", "--json"),
        ("person", "list", "--json", *profile, *key, *store),
        ("--json", *profile, "person", *store, "list", *key),
    ):
        outcome = boras.run(*words, bare=True)
        assert (outcome.status, outcome.answer) == (0, wanted)


def test_what_stands_after_two_dashes_is_the_commands_own(boras: CommandLine) -> None:
    outcome = boras.run(
        *("--store", boras.store, "--passphrase-file", boras.passphrase_file),
        *("--profile", boras.profile, "person", "show", "--", "--json"),
        bare=True,
    )
    assert outcome.status == 1
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("person", "Det saknas: KOMMANDO."),
        ("finnsinte", "Kommandot finns inte."),
        ("person finnsinte", "Kommandot finns inte."),
        ("person show", "Det saknas: NUMMER."),
        ("person add", "Det saknas: --number, --given, --family."),
        ("person list --finnsinte", "Valet --finnsinte finns inte."),
        ("person list --search", "--search saknar värde."),
        ("person list --sear x", "Valet --sear finns inte."),
        ("person show 19360101-6987 19360101-6987", "Kommandot är inte rätt skrivet."),
        ("import personer", "Det saknas: TABELL."),
        ("export --out x", "Det saknas: PROFIL."),
        ("verify --json=ja", "Valet --json finns inte."),
        ("person show -19360101-6987 x", "Kommandot är inte rätt skrivet."),
        ("person list --nummer=193601016987", "Valet --nummer finns inte."),
        ("person list --193601016987", "Kommandot är inte rätt skrivet."),
    ],
)
def test_wrong_usage(nobody_yet: CommandLine, words: str, said: str) -> None:
    error = nobody_yet.refused(*words.split(), status=2, code="wrong_usage")
    assert error["message"].startswith(said)
    assert "--help" in error["message"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--today"], "option_value"),
        (["--user", "a", "--user", "b"], "option_twice"),
    ],
)
def test_wrong_common_options(nobody_yet: CommandLine, words: list[str], code: str) -> None:
    outcome = nobody_yet.run("--json", "person", "list", *words, bare=True)
    assert (outcome.status, outcome.error["code"]) == (2, code)


def test_a_wrong_day_is_a_wrong_value(nobody_yet: CommandLine) -> None:
    outcome = nobody_yet.run("person", "list", "--today", "2026-02-30", "--json", bare=True)
    assert (outcome.status, outcome.error["field"]) == (1, "today")


class _Window:
    """Answers for the window, whose own start is told by tests/gui and tests/end_to_end."""

    def __init__(self) -> None:
        self.asked: list[WhichStore] = []

    def window(self, which: WhichStore) -> int:
        self.asked.append(which)
        return 7


def test_without_a_command_the_window_is_asked_for() -> None:
    window = _Window()
    reported: list[BaseException] = []
    status = main(
        ["--store", "register"], program=cast("Program", window), report_bug=reported.append
    )
    assert (status, reported) == (7, [])
    assert [which.store for which in window.asked] == ["register"]


class _Pictures:
    """Answers for the drawing of pictures, which tests/gui tells of."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def pictures(self, which: WhichStore, *, folder: Path, theme: str, scale: int) -> list[str]:
        self.asked.append((theme, scale))
        return [str(folder / "a.png")]


def test_pictures_are_drawn_in_a_theme_and_a_size(capsys: pytest.CaptureFixture[str]) -> None:
    pictures = _Pictures()
    reported: list[BaseException] = []

    def draw(*words: str) -> int:
        line = ["--json", "window", "--screenshots", "bilder", *words]
        return main(line, program=cast("Program", pictures), report_bug=reported.append)

    assert (draw(), draw("--theme", "contrast", "--scale", "200")) == (0, 0)
    assert pictures.asked == [("light", 100), ("contrast", 200)]
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"files": ["bilder/a.png"]}
    assert (draw("--theme", "rosa"), draw("--scale", "110")) == (1, 1)
    assert reported == []


class _Program:
    """Stands where the program is and fails as it should never do."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __getattr__(self, name: str) -> NoReturn:
        raise self._error


def _run(
    words: list[str], error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, str, str, list[BaseException]]:
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    reported: list[BaseException] = []
    program = cast("Program", _Program(error))
    status = main(words, program=program, report_bug=reported.append)
    return status, out.getvalue(), err.getvalue(), reported


def test_a_bug_is_reported_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    bug = RuntimeError("Ragnhild 19360101-6987")
    status, out, err, reported = _run(["verify", "--json"], bug, monkeypatch)
    assert (status, reported) == (BUG, [bug])
    assert '"code": "bug"' in out
    assert "6987" not in out + err
    assert "logg" in err


def test_an_interrupted_command_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, err, reported = _run(["verify"], KeyboardInterrupt(), monkeypatch)
    assert (status, out, reported) == (INTERRUPTED, "", [])
    assert err.startswith("Avbrutet.")


def test_a_refusal_of_any_kind_has_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = NotAllowed("not_allowed", "Nej.")
    status, out, _, _ = _run(["doctor", "--json"], refusal, monkeypatch)
    assert status == 5
    assert out == as_json({"error": {"code": "not_allowed", "message": "Nej.", "field": None}}) + (
        "\n"
    )
