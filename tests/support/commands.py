"""The command line as scripts use it: in this process for speed, or as the installed program."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from munhalsa.adapters.logs import describe_error
from munhalsa.adapters.vault.keyring_copy import KeyringCopy
from munhalsa.bootstrap import MunhalsaProgram
from munhalsa.cli.main import main
from tests.support.founded import CHEAP, FOUNDER, PASSPHRASE
from tests.support.keys import MemoryKeyring
from tests.support.small_municipality import PEOPLE, write_lists

DAY = "2026-11-22"
INSTALLED = Path(sys.executable).with_name("munhalsa")
_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+]?\d{4}(?!\d)")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""An id is told in some refusals, and its random digits may look like somebody's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command left: its exit code and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document

    @property
    def error(self) -> dict[str, Any]:
        """The error as --json gives it."""
        error = self.answer["error"]
        assert set(error) == {"code", "message", "field"}
        assert isinstance(error, dict)
        return error


def check_manners(outcome: Outcome) -> None:
    """What holds for every command: no trace, no bug, nobody's name or number where errors go."""
    everything = outcome.out + outcome.err
    assert "Traceback" not in everything
    assert '"bug"' not in everything
    assert outcome.status in range(6), outcome
    assert _NUMBER.search(_ID.sub("", outcome.err)) is None, outcome.err
    for person in PEOPLE:
        assert person.family_name not in outcome.err, outcome.err
        assert person.given_name not in outcome.err, outcome.err
    if outcome.status:
        assert outcome.err.strip(), "an error is told to people too"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """Somebody at the command line, with a profile of their own and a store."""

    folder: Path
    store: str
    passphrase_file: Path | None
    program: MunhalsaProgram
    today: str = DAY

    @property
    def profile(self) -> Path:
        """The program's own files."""
        return self.folder / "profil"

    def run(self, *words: object, bare: bool = False) -> Outcome:
        """Run a command in this process; ``bare``: without the common options."""
        arguments = [str(word) for word in words] + ([] if bare else self.common())
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(arguments, program=self.program, report_bug=_fail)
        outcome = Outcome(status=status, out=out.getvalue(), err=err.getvalue())
        check_manners(outcome)
        return outcome

    def ask(self, *words: object) -> dict[str, Any]:
        """The answer of a command that must succeed, as JSON."""
        outcome = self.run(*words, "--json")
        assert outcome.status == 0, outcome
        assert "error" not in outcome.answer
        return outcome.answer

    def do(self, *words: object) -> dict[str, Any]:
        """As ``ask``, for a command that writes: it has warnings, each of the one shape."""
        answer = self.ask(*words)
        for warning in answer["warnings"]:
            assert set(warning) == {"row", "code", "column", "message"}
        return answer

    def refused(self, *words: object, status: int, code: str) -> dict[str, Any]:
        """The error of a command that must be refused so."""
        outcome = self.run(*words, "--json")
        assert (outcome.status, outcome.error["code"]) == (status, code), outcome
        message = outcome.error["message"]
        assert message.rstrip().endswith(".")
        assert outcome.err == message + "\n"
        plain = self.run(*words)
        assert (plain.status, plain.out) == (status, "")
        assert plain.err == message + "\n"
        return outcome.error

    def installed(
        self, *words: object, bare: bool = False, program: Sequence[str] | None = None
    ) -> Outcome:
        """Run the installed program in a process of its own, where nobody sits at a keyboard."""
        arguments = [str(word) for word in words] + ([] if bare else self.common())
        done = subprocess.run(
            [*(program or [str(INSTALLED)]), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            cwd=self.folder,
            env=surroundings(self.folder),
        )
        outcome = Outcome(
            status=done.returncode, out=done.stdout.decode("utf-8"), err=done.stderr.decode("utf-8")
        )
        check_manners(outcome)
        return outcome

    def at(self, store: str) -> CommandLine:
        """The same person at another store."""
        return replace(self, store=store)

    def with_passphrase(self, text: str | bytes) -> CommandLine:
        """The same person bringing another passphrase."""
        path = self.folder / "annan-losenfras.txt"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return replace(self, passphrase_file=path)

    def write(self, name: str, text: str) -> Path:
        """A file beside the store."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def common(self) -> list[str]:
        """The common options of this person."""
        key = self.passphrase_file
        return [
            *("--profile", str(self.profile), "--store", self.store, "--today", self.today),
            *(() if key is None else ("--passphrase-file", str(key))),
        ]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of the installed program: a home of its own and no choice of store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MUNHALSA_")}
    return {**kept, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}


def unmeasured(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program whose coverage is not taken: elsewhere, or short of disk."""
    return {name: value for name, value in environment.items() if not name.startswith("COVERAGE_")}


def somebody(
    folder: Path,
    *,
    store: str | None = None,
    passphrase_file: Path | None = None,
    keyring: KeyringCopy | None = None,
) -> CommandLine:
    """Somebody who has no store yet; key slots cost little, and the keyring is not trusted."""
    key = passphrase_file
    if key is None:
        key = folder / "losenfras.txt"
        key.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return CommandLine(
        folder=folder,
        store=store or str(folder / "register"),
        passphrase_file=key,
        program=MunhalsaProgram(cost=CHEAP, keyring=keyring or KeyringCopy(MemoryKeyring())),
    )


def found(line: CommandLine) -> dict[str, Any]:
    """Make the store, in Borås."""
    return line.do("init", "--municipality", "1490", "--user", FOUNDER)


def fill(line: CommandLine) -> None:
    """Take the small municipality's lists in, as registered already."""
    lists = write_lists(line.folder / "listor")
    for kind, file in lists.items():
        done = line.do("import", kind, file, "--registered")
        assert done["rejected"] == 0, done


def copy_of(line: CommandLine, folder: Path) -> CommandLine:
    """The same embedded store, profile and lists in another folder."""
    shutil.copytree(line.folder, folder, dirs_exist_ok=True)
    return somebody(folder)


def _fail(error: BaseException) -> None:
    raise AssertionError(describe_error(error)) from error
