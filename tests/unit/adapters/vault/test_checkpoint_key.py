"""What signs a checkpoint of the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from munhalsa.adapters.vault.checkpoint_key import (
    FILE_NAME,
    CheckpointKey,
    fingerprint,
    is_signed,
)
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.domain.refusal import FileUnusable


def test_a_store_has_one_for_as_long_as_its_data_key() -> None:
    data_key = DataKey.generate()
    one = CheckpointKey.of_store(data_key, "a")
    assert CheckpointKey.of_store(data_key, "a").public == one.public
    others = {
        CheckpointKey.of_store(data_key, "b").public,
        CheckpointKey.of_store(DataKey.generate(), "a").public,
    }
    assert one.public not in others
    assert len(fingerprint(one.public)) == 19


def test_only_what_was_signed_is_signed() -> None:
    key = CheckpointKey.of_store(DataKey.generate(), "a")
    signature = key.sign(b"gone")
    assert is_signed(b"gone", public=key.public, signature=signature)
    assert not is_signed(b"more", public=key.public, signature=signature)
    for public, made_up in (("", signature), (key.public, "zz"), ("00" * 32, signature)):
        assert not is_signed(b"gone", public=public, signature=made_up)


def test_a_machine_keeps_its_own_where_nobody_else_reads_it(tmp_path: Path) -> None:
    assert CheckpointKey.of_machine(tmp_path, make=False) is None
    made = CheckpointKey.of_machine(tmp_path, make=True)
    again = CheckpointKey.of_machine(tmp_path, make=True)
    assert made is not None
    assert again is not None
    assert made.public == again.public
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0
    (tmp_path / FILE_NAME).write_bytes(b"short")
    with pytest.raises(FileUnusable):
        CheckpointKey.of_machine(tmp_path, make=False)
    with pytest.raises(FileUnusable):
        CheckpointKey.of_machine(tmp_path / "gone", make=True)
