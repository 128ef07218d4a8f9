"""The program's own settings: kept whole, read with patience."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from munhalsa.adapters.settings import LocalSettings, SettingsFile
from munhalsa.domain.refusal import FileUnusable


def test_before_the_first_time_there_are_none(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "nowhere").read() == LocalSettings()
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_read(tmp_path: Path) -> None:
    settings = LocalSettings(
        last_store="/srv/register åäö", preferences={"theme": "dark", "scale": 150, "mask": True}
    )
    SettingsFile(tmp_path / "deep" / "profile").write(settings)
    assert SettingsFile(tmp_path / "deep" / "profile").read() == settings
    file = tmp_path / "deep" / "profile" / "settings.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b"[]", b"null", b'{"last_store": 7, "preferences": []}']
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert SettingsFile(tmp_path).read() == LocalSettings()
    SettingsFile(tmp_path).write(LocalSettings(last_store="/x"))
    assert SettingsFile(tmp_path).read().last_store == "/x"


def test_what_can_be_read_of_it_is_read(tmp_path: Path) -> None:
    content = {"last_store": "/x", "preferences": {"good": 1, "bad": [], "none": None}}
    (tmp_path / "settings.json").write_text(json.dumps(content))
    assert SettingsFile(tmp_path).read() == LocalSettings(last_store="/x", preferences={"good": 1})


def test_what_a_newer_program_wrote_stays(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"last_store": "/x", "later": {"a": [1]}}')
    SettingsFile(tmp_path).write(LocalSettings(last_store="/y"))
    content = json.loads((tmp_path / "settings.json").read_text())
    assert content == {"last_store": "/y", "later": {"a": [1]}, "preferences": {}}


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileUnusable) as caught:
        SettingsFile(tmp_path / "file").write(LocalSettings())
    assert caught.value.code == "settings_not_written"
