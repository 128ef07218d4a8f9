"""Where the program's own folders are, and where a store is refused."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from munhalsa.adapters.mounts import Mount
from munhalsa.adapters.paths import PrivateTemp, program_paths, refuse_unsafe_place
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable

NO_MOUNTS: tuple[Mount, ...] = ()


def _refusal(folder: Path, environ: dict[str, str] | None = None) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as caught:
        refuse_unsafe_place(folder, mounts=NO_MOUNTS, environ=environ or {})
    refusal = caught.value
    assert "delad databas" in refusal.message
    assert "paket" in refusal.message
    assert str(folder) not in refusal.message
    return refusal


def _accept(folder: Path, environ: dict[str, str] | None = None) -> None:
    refuse_unsafe_place(folder, mounts=NO_MOUNTS, environ=environ or {})


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Borås Stad", "OneDrive"),
        ("OneDrive-BoråsStad", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)", "Dropbox"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-kim@example.org", "Google Drive"),
        ("Library/CloudStorage/Box-Box", "molntjänst"),
        ("Nextcloud", "Nextcloud"),
        ("ownCloud", "ownCloud"),
    ],
)
def test_a_cloud_folder_by_name(tmp_path: Path, name: str, service: str) -> None:
    for folder in (tmp_path / name, tmp_path / name / "deep" / "register"):
        refusal = _refusal(folder)
        assert refusal.code == "store_in_cloud_folder"
        assert service in refusal.message


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".sync_0123abcdef.db", "Nextcloud"),
        ("._sync_0123abcdef.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_cloud_folder_by_its_mark_whatever_it_is_called(
    tmp_path: Path, mark: str, service: str
) -> None:
    root = tmp_path / "Arbete"
    root.mkdir()
    (root / mark).touch()
    assert service in _refusal(root / "deep" / "register").message
    _accept(tmp_path / "register")


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_a_cloud_folder_by_what_the_system_says(tmp_path: Path, variable: str) -> None:
    root = tmp_path / "Arbete"
    assert "OneDrive" in _refusal(root / "register", {variable: str(root)}).message
    _accept(tmp_path / "register", {variable: str(root)})
    _accept(root, {variable: ""})


def test_a_dropbox_by_its_own_settings(tmp_path: Path) -> None:
    info = tmp_path / ".dropbox" / "info.json"
    info.parent.mkdir()
    root = tmp_path / "Arbete"
    info.write_text(json.dumps({"personal": {"path": str(root)}, "business": {"host": 1}, "x": 2}))
    environ = {"HOME": str(tmp_path)}
    assert "Dropbox" in _refusal(root / "register", environ).message
    _accept(tmp_path / "register", environ)


@pytest.mark.parametrize("content", ["", "[]", "null", "{", '{"personal": {"path": ""}}'])
def test_settings_that_cannot_be_read_say_nothing(tmp_path: Path, content: str) -> None:
    info = tmp_path / "Dropbox" / "info.json"
    info.parent.mkdir()
    info.write_text(content)
    _accept(tmp_path / "register", {"APPDATA": str(tmp_path)})


@pytest.mark.parametrize("name", ["register", "Mina drivrutiner", "onedriver", "moln", "Box"])
def test_an_ordinary_folder_is_taken(tmp_path: Path, name: str) -> None:
    _accept(tmp_path / name)


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "register").symlink_to(tmp_path / "Dropbox")
    assert "Dropbox" in _refusal(tmp_path / "register").message


def test_a_network_share_is_refused_with_the_way_out(tmp_path: Path) -> None:
    mounts = (
        Mount(point=Path("/"), type="ext4"),
        Mount(point=tmp_path.resolve() / "share", type="cifs"),
    )
    with pytest.raises(StoreUnavailable) as caught:
        refuse_unsafe_place(tmp_path / "share" / "register", mounts=mounts, environ={})
    assert caught.value.code == "store_on_network"
    assert "delad databas" in caught.value.message
    refuse_unsafe_place(tmp_path / "register", mounts=mounts, environ={})


def test_this_machines_own_disk_is_taken(tmp_path: Path) -> None:
    refuse_unsafe_place(tmp_path / "register")


def test_a_profile_holds_everything(tmp_path: Path) -> None:
    paths = program_paths(tmp_path, {"MUNHALSA_PROFILE": "/elsewhere"})
    for folder in (paths.config, paths.data, paths.logs, paths.temp, paths.default_store):
        assert folder.is_relative_to(tmp_path)
    assert len({paths.config, paths.data, paths.logs, paths.temp}) == 4
    assert list(tmp_path.iterdir()) == []


def test_the_variable_names_a_profile_too(tmp_path: Path) -> None:
    environ = {"MUNHALSA_PROFILE": str(tmp_path)}
    assert program_paths(None, environ) == program_paths(tmp_path, {})


def test_without_a_profile_the_system_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    paths = program_paths(None, {"MUNHALSA_PROFILE": ""})
    folders = {paths.config, paths.data, paths.logs, paths.temp}
    assert len(folders) == 4
    assert all(folder.is_relative_to(tmp_path) for folder in folders)
    assert all("munhalsa" in folder.parts for folder in folders)


def test_the_temp_folder_is_private_and_gone_at_the_end(tmp_path: Path) -> None:
    root = tmp_path / "deep" / "temp"
    with PrivateTemp(root) as temp:
        (temp.folder / "page.pdf").write_bytes(b"x")
        (temp.folder / "under").mkdir()
        for folder in (root, temp.folder):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path for path in root.rglob("*") if path.name != ".gate"] == []


LEAVE_A_PAGE = """
import os, sys
from pathlib import Path
from munhalsa.adapters.paths import PrivateTemp
temp = PrivateTemp(Path(sys.argv[1]))
temp.open()
(temp.folder / "page.pdf").write_bytes(b"x")
os.kill(os.getpid(), 9)
"""


def test_what_a_killed_program_left_is_gone_at_the_next_start(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", LEAVE_A_PAGE, str(tmp_path)], check=False)
    assert killed.returncode == -9
    assert len(list(tmp_path.rglob("page.pdf"))) == 1
    with PrivateTemp(tmp_path):
        assert list(tmp_path.rglob("page.pdf")) == []


def test_another_running_programs_pages_stay(tmp_path: Path) -> None:
    with PrivateTemp(tmp_path) as first:
        page = first.folder / "page.pdf"
        page.write_bytes(b"x")
        with PrivateTemp(tmp_path) as second:
            assert second.folder != first.folder
        assert page.exists()


def test_emptying_follows_no_link(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").touch()
    root = tmp_path / "temp"
    root.mkdir(mode=0o755)
    (root / "link").symlink_to(precious)
    (root / "file").touch()
    with PrivateTemp(root) as temp:
        assert {path.name for path in root.iterdir()} == {".gate", temp.folder.name}
    assert (precious / "file").exists()


def test_a_place_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileUnusable) as caught:
        PrivateTemp(tmp_path / "file").open()
    assert caught.value.code == "temp_not_writable"
