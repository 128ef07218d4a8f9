"""Which file systems are on this machine, and which of them lie on another one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath

from munhalsa.domain.lazy_dataclass import dataclass

NETWORK_TYPES = frozenset(
    {
        "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs",
        "gpfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "ocfs2", "smb2", "smb3", "smbfs",
        "webdav",
    }
)  # fmt: skip
NETWORK_FUSE_TYPES = frozenset(
    {
        "acd_cli", "ceph", "curlftpfs", "davfs", "davfs2", "gcsfuse", "glusterfs",
        "google-drive-ocamlfuse", "gvfsd-fuse", "jmtpfs", "juicefs", "kio-fuse", "mergerfs-nfs",
        "nfs", "onedriver", "rclone", "s3fs", "seadrive", "smbnetfs", "sshfs", "winfsp",
    }
)  # fmt: skip
"""Without the "fuse." before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A file system and the folder it is seen in."""

    point: PurePath
    type: str

    @property
    def is_network(self) -> bool:
        """True when what is written there goes to another machine."""
        kind, _, fuse = self.type.casefold().partition(".")
        return kind in NETWORK_TYPES or (kind in ("fuse", "osxfuse") and fuse in NETWORK_FUSE_TYPES)


def is_on_network(path: PurePath, mounts: Iterable[Mount]) -> bool:
    """True when ``path`` (absolute, links resolved) lies on a network share."""
    if str(path).startswith("\\\\"):
        return True
    nearest: Mount | None = None
    for mount in mounts:
        over = path.is_relative_to(mount.point)
        if over and (nearest is None or mount.point.is_relative_to(nearest.point)):
            nearest = mount
    return nearest is not None and nearest.is_network


def read_mountinfo(text: str) -> tuple[Mount, ...]:
    """The mounts in Linux' ``mountinfo``, in its order: a later one covers an earlier one."""
    mounts = []
    for line in text.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split()
        if dash and len(fields) > 4 and after:
            point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
            mounts.append(Mount(point=Path(point), type=after.split()[0]))
    return tuple(mounts)


def read_mount_output(text: str) -> tuple[Mount, ...]:
    """The mounts as macOS' ``mount`` lists them: ``… on /Volumes/share (smbfs, nodev)``."""
    found = re.findall(r"^.+? on (/.*) \(([\w.]+)[,)]", text, re.MULTILINE)
    return tuple(Mount(point=Path(point), type=kind) for point, kind in found)


if sys.platform == "win32":
    import ctypes

    _DRIVE_REMOTE = 4

    def mounts_of_this_machine() -> tuple[Mount, ...]:
        """Drive letters that stand for a share."""
        drives = [f"{letter}:\\" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        get_type = ctypes.windll.kernel32.GetDriveTypeW
        remote = [drive for drive in drives if get_type(drive) == _DRIVE_REMOTE]
        return tuple(Mount(point=Path(drive), type="smbfs") for drive in remote)

elif sys.platform == "darwin":

    def mounts_of_this_machine() -> tuple[Mount, ...]:
        """What ``mount`` lists; nothing if it cannot be asked."""
        try:
            answer = subprocess.run(["/sbin/mount"], capture_output=True, check=True, text=True)
        except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
            return ()
        return read_mount_output(answer.stdout)

else:

    def mounts_of_this_machine() -> tuple[Mount, ...]:
        """What the kernel says this process sees; nothing where there is no such list."""
        try:
            text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ()
        return read_mountinfo(text)
