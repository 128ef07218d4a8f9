"""Folders that some program copies to a cloud, known by name, by mark or by what it says itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_NAMES = (
    (re.compile(r"onedrive( - .+|-.+)?"), "OneDrive"),
    (re.compile(r"skydrive"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"icloud ?drive( \(.+\))?|mobile documents|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"google ?drive.*|googledrive-.+|drivefs"), "Google Drive"),
    (re.compile(r"nextcloud\d*"), "Nextcloud"),
    (re.compile(r"owncloud\d*"), "ownCloud"),
    (re.compile(r"pcloud ?drive|pclouddrive"), "pCloud"),
    (re.compile(r"seafile|seadrive"), "Seafile"),
    (re.compile(r"cloudstorage"), "en molntjänst"),
)
"""Whole names of folders, in small letters."""

_MARKS = (
    (".849c9593-d756-4e56-8d6e-42412f2a707b", "OneDrive"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
)
"""Files or folders that a program lays in the folder it copies."""

_JOURNAL = re.compile(r"\._?sync_[0-9a-f]+\.db")
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DROPBOX_INFO = (
    ("HOME", ".dropbox/info.json"),
    ("APPDATA", "Dropbox/info.json"),
    ("LOCALAPPDATA", "Dropbox/info.json"),
)


def cloud_service_of(path: Path, environ: Mapping[str, str]) -> str | None:
    """The service that copies ``path`` (absolute, links resolved), or None."""
    for folder, service in _declared_folders(environ):
        if path.is_relative_to(folder):
            return service
    for folder in (path, *path.parents):
        found = _by_name(folder) or _by_mark(folder, environ)
        if found is not None:
            return found
    return None


def _by_name(folder: Path) -> str | None:
    name = folder.name.casefold()
    return next((service for pattern, service in _NAMES if pattern.fullmatch(name)), None)


def _by_mark(folder: Path, environ: Mapping[str, str]) -> str | None:
    """Dropbox keeps its own settings in ~/.dropbox, which marks nothing."""
    try:
        entries = {entry.name.casefold(): entry for entry in folder.iterdir()}
    except OSError:
        return None
    for mark, service in _MARKS:
        entry = entries.get(mark)
        own_settings = mark == ".dropbox" and str(folder) == environ.get("HOME")
        if entry is not None and not own_settings:
            return service
    if any(_JOURNAL.fullmatch(name) for name in entries):
        return "Nextcloud"
    return None


def _declared_folders(environ: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    for variable in _VARIABLES:
        if environ.get(variable):
            yield Path(environ[variable]).resolve(), "OneDrive"
    for variable, place in _DROPBOX_INFO:
        if environ.get(variable):
            for folder in _dropbox_folders(Path(environ[variable]) / place):
                yield folder, "Dropbox"


def _dropbox_folders(info: Path) -> Iterator[Path]:
    try:
        accounts = json.loads(info.read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    for account in accounts.values() if isinstance(accounts, dict) else ():
        folder = account.get("path") if isinstance(account, dict) else None
        if isinstance(folder, str) and folder:
            yield Path(folder).resolve()
