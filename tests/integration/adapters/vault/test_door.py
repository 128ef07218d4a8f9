"""Wrong tries: five are free, then one waits, also after a restart."""

from __future__ import annotations

import json
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.vault.door import Door
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.tries import (
    FIRST_DELAY,
    LONGEST_DELAY,
    TryCounter,
    delay_after,
)
from munhalsa.domain.refusal import Rejected, StoreUnavailable
from tests.support.keys import PASSPHRASE, store_with_one_user

WRONG = "fel"


class HandClock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store_with_one_user(tmp_path)
    return tmp_path


def _door(folder: Path, clock: HandClock) -> Door:
    return Door(KeySlots.load(folder), TryCounter(folder, clock))


def _refusal(folder: Path, clock: HandClock, passphrase: str = WRONG) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as caught:
        _door(folder, clock).by_passphrase(passphrase)
    return caught.value


def _fail(folder: Path, clock: HandClock, times: int) -> None:
    for _ in range(times):
        assert _refusal(folder, clock).code == "wrong_key"


def test_the_sixth_try_has_to_wait_also_with_the_right_passphrase(
    folder: Path, clock: HandClock
) -> None:
    _fail(folder, clock, 5)
    refusal = _refusal(folder, clock, PASSPHRASE)
    assert refusal.code == "too_many_attempts"
    assert "Vänta 30 sekunder" in refusal.message
    clock.go(29.5)
    assert "Vänta 1 sekund " in _refusal(folder, clock, PASSPHRASE).message
    clock.go(0.5)
    assert _door(folder, clock).by_passphrase(PASSPHRASE).slot.user == "Kim"


def test_the_delay_grows_and_has_an_end(folder: Path, clock: HandClock) -> None:
    _fail(folder, clock, 5)
    waits = []
    for _ in range(8):
        refusal = _refusal(folder, clock)
        assert refusal.code == "too_many_attempts"
        found = re.search(r"Vänta (\d+) sekunder", refusal.message)
        assert found
        waits.append(int(found[1]))
        clock.go(waits[-1])
        _fail(folder, clock, 1)
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_waiting_costs_no_try(folder: Path, clock: HandClock) -> None:
    _fail(folder, clock, 5)
    for _ in range(20):
        assert _refusal(folder, clock).code == "too_many_attempts"
    clock.go(30)
    assert _door(folder, clock).by_passphrase(PASSPHRASE).slot.kind


def test_getting_in_starts_from_nought(folder: Path, clock: HandClock) -> None:
    _fail(folder, clock, 4)
    _door(folder, clock).by_passphrase(PASSPHRASE)
    assert not (folder / "tries.json").exists()
    _fail(folder, clock, 5)


def test_the_file_holds_a_count_and_a_time_only(folder: Path, clock: HandClock) -> None:
    _fail(folder, clock, 2)
    path = folder / "tries.json"
    assert path.read_text() == '{"count": 2, "last": "2026-11-22T08:00:00+00:00"}'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_try_counts_before_it_is_made(folder: Path, clock: HandClock) -> None:
    """A program that is killed while it works on a guess has used a try."""
    for _ in range(5):
        TryCounter(folder, clock).begin()
    assert _refusal(folder, clock, PASSPHRASE).code == "too_many_attempts"


def test_a_clock_set_back_neither_opens_nor_locks_for_ever(folder: Path, clock: HandClock) -> None:
    _fail(folder, clock, 5)
    clock.go(-365 * 24 * 3600)
    assert "Vänta 30 sekunder" in _refusal(folder, clock, PASSPHRASE).message
    clock.go(30)
    assert _door(folder, clock).by_passphrase(PASSPHRASE).slot.kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"count": "5", "last": "2026-11-22T08:00:00+00:00"}',
        b'{"count": -1, "last": "2026-11-22T08:00:00+00:00"}',
        b'{"count": 5, "last": "2026-11-22T08:00:00"}',
        b'{"count": 5, "last": 7}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_does_not_keep_the_rightful_user_out(
    folder: Path, clock: HandClock, content: bytes
) -> None:
    (folder / "tries.json").write_bytes(content)
    assert _door(folder, clock).by_passphrase(PASSPHRASE).slot.kind


@pytest.mark.parametrize("count", [-3, "0", 3.0])
def test_a_count_that_nobody_wrote_counts_for_nothing(
    folder: Path, clock: HandClock, count: object
) -> None:
    content = {"count": count, "last": "2026-11-22T08:00:00+00:00"}
    (folder / "tries.json").write_text(json.dumps(content))
    _fail(folder, clock, 5)
    assert _refusal(folder, clock, PASSPHRASE).code == "too_many_attempts"


def test_a_file_that_cannot_be_written_does_not_either(folder: Path, clock: HandClock) -> None:
    slots = KeySlots.load(folder)
    nowhere = TryCounter(folder / "nowhere", clock)
    with pytest.raises(StoreUnavailable):
        Door(slots, nowhere).by_passphrase("fel")
    assert Door(slots, nowhere).by_passphrase(PASSPHRASE).slot.kind


def test_a_try_that_fails_for_another_reason_is_not_counted(folder: Path, clock: HandClock) -> None:
    _fail(folder, clock, 3)
    for _ in range(4):
        with pytest.raises(StoreUnavailable) as caught:
            _door(folder, clock).by_passphrase(PASSPHRASE, user="Bo")
        assert caught.value.code == "unknown_user"
        with pytest.raises(Rejected):
            _door(folder, clock).by_passphrase("\ud83d")
    _fail(folder, clock, 2)
    assert _refusal(folder, clock).code == "too_many_attempts"


def test_a_count_that_cannot_be_taken_away_does_not_either(folder: Path, clock: HandClock) -> None:
    (folder / "tries.json").mkdir()
    assert _door(folder, clock).by_passphrase(PASSPHRASE).slot.kind


def test_taking_back_what_was_not_counted_does_nothing(folder: Path, clock: HandClock) -> None:
    TryCounter(folder, clock).take_back()
    assert not (folder / "tries.json").exists()


def test_the_recovery_code_has_the_same_door(folder: Path, clock: HandClock) -> None:
    slots = KeySlots.load(folder)
    code = slots.add_recovery(slots.open_with_passphrase(PASSPHRASE).data_key)
    wrong = "0000-0000-0000-0000-0000-0000-0000"
    for _ in range(20):
        with pytest.raises(StoreUnavailable) as caught:
            _door(folder, clock).by_recovery_code(code[:-1] + ("A" if code[-1] != "A" else "B"))
        assert caught.value.code == "recovery_code_mistyped"
    assert _door(folder, clock).by_recovery_code(code).slot.kind
    for _ in range(5):
        with pytest.raises(StoreUnavailable) as caught:
            _door(folder, clock).by_recovery_code(wrong)
        assert caught.value.code == "wrong_key"
    with pytest.raises(StoreUnavailable) as caught:
        _door(folder, clock).by_recovery_code(code)
    assert caught.value.code == "too_many_attempts"


def test_delays_never_shrink() -> None:
    delays = [delay_after(count) for count in range(1001)]
    assert delays == sorted(delays)
    assert delays[:6] == [timedelta()] * 5 + [FIRST_DELAY]
    assert delays[-1] == LONGEST_DELAY
