"""Which mounts are shares, as each system lists them."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from munhalsa.adapters.mounts import (
    Mount,
    is_on_network,
    mounts_of_this_machine,
    read_mount_output,
    read_mountinfo,
)

MOUNTINFO = r"""
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /srv/gemensam\040mapp rw,relatime shared:1 - cifs //server/share rw
31 30 8:2 / /srv/gemensam\040mapp/lokal rw - ext4 /dev/sdb1 rw
32 22 0:41 / /home/x/moln rw - fuse.rclone remote: rw
33 22 0:42 / /mnt/a rw - nfs4 server:/a rw
34 33 8:3 / /mnt/a rw - xfs /dev/sdc1 rw
35 22 0:43 / /mnt/b rw - ext4 /dev/sdd1 rw
36 35 0:44 / /mnt/b rw master:2 - nfs server:/b rw
37 22 0:45 / /mnt/zip rw - fuse.archivemount x rw
a line that is none
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/x/register", False),
        ("/srv/gemensam mapp", True),
        ("/srv/gemensam mapp/under/register", True),
        ("/srv/gemensam mapp/lokal/register", False),
        ("/srv/gemensam mappen", False),
        ("/home/x/moln/register", True),
        ("/mnt/a/register", False),
        ("/mnt/b/register", True),
        ("/mnt/zip/register", False),
    ],
)
def test_the_last_and_nearest_mount_decides(path: str, expected: bool) -> None:
    assert is_on_network(Path(path), read_mountinfo(MOUNTINFO)) is expected


@pytest.mark.parametrize(
    "kind", ["cifs", "smb3", "nfs", "nfs4", "fuse.sshfs", "fuse.rclone", "davfs", "fuse.davfs2"]
)
def test_each_kind_of_share_is_known(kind: str) -> None:
    assert Mount(point=Path("/x"), type=kind).is_network


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "apfs", "tmpfs", "overlay", "fuseblk"])
def test_a_disk_is_not_a_share(kind: str) -> None:
    assert not Mount(point=Path("/x"), type=kind).is_network


def test_macos_list() -> None:
    mounts = read_mount_output(
        "/dev/disk3s1 on / (apfs, sealed, local, read-only)\n"
        "//kim@server/share on /Volumes/Delad mapp (smbfs, nodev, nosuid)\n"
        "map auto_home on /System/Volumes/Data/home (autofs, automounted)\n"
    )
    assert is_on_network(Path("/Volumes/Delad mapp/register"), mounts)
    assert not is_on_network(Path("/Users/kim/register"), mounts)


def test_windows_share_by_its_own_name() -> None:
    assert is_on_network(PureWindowsPath(r"\\server\share\register"), ())
    assert not is_on_network(PureWindowsPath(r"C:\register"), ())


def test_a_windows_drive_letter_for_a_share() -> None:
    mounts = (Mount(point=PureWindowsPath("H:\\"), type="smbfs"),)
    assert is_on_network(PureWindowsPath(r"h:\register"), mounts)
    assert not is_on_network(PureWindowsPath(r"C:\register"), mounts)


def test_this_machine_lists_its_root() -> None:
    assert Path("/") in {mount.point for mount in mounts_of_this_machine()}
