"""Nothing that leaves the program is put over a store's files, or over what is no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.application.outputs import check_out, copy_out, is_inside_store
from munhalsa.domain.refusal import FileUnusable


@pytest.fixture(params=["database", "key_slots"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> StoreFolder:
    """Each of the files alone makes a store: what is left of one may be all that there is."""
    folder = StoreFolder(tmp_path / "register")
    folder.backups.mkdir(parents=True)
    file: Path = getattr(folder, request.param)
    file.write_text("allt som finns")
    return folder


def test_a_store_is_written_in_by_nothing_else(store: StoreFolder, tmp_path: Path) -> None:
    link, folder = tmp_path / "lista.csv", tmp_path / "mapp"
    link.symlink_to(store.database)
    folder.symlink_to(store.path)
    for out in (
        store.database,
        store.key_slots,
        store.path / "ny.pdf",
        store.backups / "ny.pdf",
        store.path / "finns inte än" / "ny.pdf",
        link,
        folder / "ny.pdf",
    ):
        with pytest.raises(FileUnusable) as refused:
            check_out(out)
        assert (refused.value.code, refused.value.field) == ("place_in_store", "out")
    check_out(tmp_path / "lista.xlsx")
    assert not is_inside_store(store.path), "a store may lie where it lies"


def test_what_is_no_file_is_no_place(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör")
    with pytest.raises(FileUnusable) as refused:
        check_out(tmp_path / "rör")
    assert refused.value.code == "not_a_file"
    check_out(tmp_path)


def test_a_copy_is_whole_or_what_was_there_before(tmp_path: Path) -> None:
    source, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_text("nytt")
    out.write_text("gammalt")
    copy_out(source, out)
    assert out.read_text() == "nytt"
    with pytest.raises(FileNotFoundError):
        copy_out(tmp_path / "saknas.pdf", out)
    assert out.read_text() == "nytt"
    assert {file.name for file in tmp_path.iterdir()} == {"a.pdf", "b.pdf"}
