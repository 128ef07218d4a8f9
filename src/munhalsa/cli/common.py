"""Options that stand before or after the command, at every level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from munhalsa.cli.values import day_of
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Refusal, WrongUsage

_WITH_VALUE = ("--store", "--passphrase-file", "--today", "--user", "--profile")
_FLAGS = ("--json",)

HELP = """Gemensamma val, före eller efter kommandot:
  --store MAPP|postgresql://…  registret (annars MUNHALSA_STORE, annars det senast använda)
  --passphrase-file FIL        fil med lösenfrasen (annars det datorn har sparat, annars frågas)
  --user NAMN                  vem som loggar in (annars registrets första användare)
  --today ÅÅÅÅ-MM-DD           den dag programmet räknar som i dag
  --profile MAPP               programmets egna filer
  --json                       ett JSON-objekt på standard ut, inget annat"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What was given with the command; None: not given."""

    store: str | None = None
    passphrase_file: Path | None = None
    today: date | None = None
    user: str | None = None
    profile: Path | None = None
    json: bool = False


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether errors, even about the arguments themselves, are to be given as JSON."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return "--json" in arguments[:end]


def profile_in(arguments: Sequence[str]) -> Path | None:
    """The profile's folder, also where the arguments have faults: the log must go somewhere."""
    try:
        return take_common(arguments)[0].profile
    except Refusal:
        return None


def take_common(arguments: Sequence[str]) -> tuple[Common, list[str]]:
    """The common options, and the arguments that are left for the command."""
    values: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            rest += [word, *waiting]
            break
        name, equals, value = word.partition("=")
        if name in _FLAGS and not equals:
            continue
        if name not in _WITH_VALUE:
            rest.append(word)
            continue
        if not equals:
            if not waiting:
                raise WrongUsage("option_value", f"{name} saknar värde.", field=name[2:])
            value = waiting.pop(0)
        if name in values:
            raise WrongUsage("option_twice", f"{name} är angivet två gånger.", field=name[2:])
        values[name] = value
    return _common(values, json=wants_json(arguments)), rest


def _common(values: dict[str, str], *, json: bool) -> Common:
    today = values.get("--today")
    passphrase_file = values.get("--passphrase-file")
    profile = values.get("--profile")
    return Common(
        store=values.get("--store"),
        passphrase_file=None if passphrase_file is None else Path(passphrase_file),
        today=None if today is None else day_of(today, field="today"),
        user=values.get("--user"),
        profile=None if profile is None else Path(profile),
        json=json,
    )
