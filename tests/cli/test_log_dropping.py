"""The oldest of the log goes by a command, with the passphrase, a backup and a receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.store.found import found_embedded, found_postgres
from munhalsa.adapters.vault.anchors import Anchors
from tests.support.commands import CommandLine, somebody
from tests.support.founded import CHEAP, FOUNDER, PASSPHRASE
from tests.support.stores import TODAY, FixedDay


@dataclass(frozen=True, slots=True)
class _YearsAgo(FixedDay):
    """A clock that was right then."""

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), tzinfo=UTC) - timedelta(days=366 * 11)


_THEN = _YearsAgo(TODAY)
Founded = Callable[[], CommandLine]


def _founded(request: pytest.FixtureRequest, tmp_path: Path, *, shared: bool) -> CommandLine:
    """Somebody at a store that was founded eleven years ago."""
    if shared:
        address = request.getfixturevalue("postgres_url")
        file = request.getfixturevalue("postgres_passphrase_file")
        password = request.getfixturevalue("postgres_password")
        found_postgres(address, password=password, municipality="1490", clock=_THEN, user=FOUNDER)
        return somebody(tmp_path, store=address, passphrase_file=file)
    line = somebody(tmp_path)
    found_embedded(
        Path(line.store),
        municipality="1490",
        passphrase=PASSPHRASE,
        clock=_THEN,
        user=FOUNDER,
        cost=CHEAP,
    )
    return line


@pytest.mark.parametrize("shared", [False, True])
def test_the_oldest_goes_with_a_receipt(
    request: pytest.FixtureRequest, tmp_path: Path, shared: bool
) -> None:
    line = _founded(request, tmp_path, shared=shared)
    none = replace(line, passphrase_file=None)
    assert none.run("audit", "drop-older").status in (3, 5)

    then = _THEN.now().astimezone().date()
    would = line.ask("audit", "drop-older", "--dry-run")
    assert (would["would_drop"], would["first"], would["last"]) == (1, str(then), str(then))

    told = line.do("audit", "drop-older", "--out", str(tmp_path / "kvitto.pdf"))

    assert (tmp_path / "kvitto.pdf").read_bytes().startswith(b"%PDF")
    assert (told["dropped"], told["first"], told["last"]) == (1, str(then), str(then))
    assert told["before"] == str(TODAY.replace(year=TODAY.year - 10))
    checks = {one["name"]: one for one in line.ask("verify")["checks"]}
    assert checks["Loggen"]["ok"]
    assert "1 äldre har tagits bort" in checks["Loggen"]["detail"]
    assert told["key"] in checks["Loggen"]["detail"]
    assert "registrets nyckel" in checks["Loggen"]["detail"]
    actions = [one["action"] for one in line.ask("audit", "list")["events"]]
    assert {"audit.checkpoint", "print.log_receipt"} <= set(actions)
    assert "store.founded" not in actions
    if not shared:
        assert "backup.made" in actions
        reasons = [one.reason.value for one in Anchors(Path(line.store)).read()]
        assert "checkpoint" in reasons
    again = line.run("audit", "drop-older", "--json")
    assert (again.status, again.error["code"]) == (1, "log_not_old")
    none_left = line.run("audit", "drop-older", "--dry-run", "--json")
    assert (none_left.status, none_left.error["code"]) == (1, "log_not_old")
    shorter = line.run("setting", "set", "log_years", "4", "--json")
    assert (shorter.status, shorter.error["code"]) == (1, "setting_value")


def test_a_receipt_that_cannot_be_a_file_is_told_all_the_same(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    line = _founded(request, tmp_path, shared=False)
    told = line.do("audit", "drop-older", "--out", str(tmp_path / "saknas" / "kvitto.pdf"))
    assert (told["dropped"], "file" in told) == (1, False)
    (unprinted,) = told["warnings"]
    assert unprinted["message"].startswith("Kvittot blev ingen fil, så spara det som står här. ")
    assert told["key"]
