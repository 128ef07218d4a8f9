"""The key that signs what is dropped from the log: Ed25519, its private half never in the database.

Of an embedded store it follows from the data key, so it changes with a rekey; of a shared database
it lies on the machine of whoever drops, beside the anchors.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from munhalsa.adapters.atomic_file import write_atomically
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.sealing import KEY_BYTES, context, derive
from munhalsa.domain.refusal import FileUnusable

FILE_NAME = "checkpoint.key"
_PURPOSE = "munhalsa checkpoint"


class CheckpointKey:
    """A private half with its public one."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key().public_bytes_raw().hex()

    @classmethod
    def of_store(cls, data_key: DataKey, store_id: str) -> Self:
        """The key of an embedded store, as long as it has that data key."""
        seed = derive(data_key.reveal(), salt=store_id.encode(), purpose=context(_PURPOSE))
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def of_machine(cls, folder: Path, *, make: bool) -> Self | None:
        """The key in a folder of this machine; without one a new one, or None. FileUnusable."""
        path = folder / FILE_NAME
        try:
            if not path.exists():
                if not make:
                    return None
                write_atomically(path, Ed25519PrivateKey.generate().private_bytes_raw())
            seed = path.read_bytes()
        except OSError:
            raise _unusable() from None
        if len(seed) != KEY_BYTES:
            raise _unusable()
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    def sign(self, content: bytes) -> str:
        """The signature, in hexadecimal."""
        return self._private.sign(content).hex()


def is_signed(content: bytes, *, public: str, signature: str) -> bool:
    """Whether the signature is of that content by that key; never raises for what was made up."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A public half in four groups of four, for people to compare."""
    short = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16].upper()
    return "-".join(short[place : place + 4] for place in range(0, 16, 4))


def _unusable() -> FileUnusable:
    return FileUnusable(
        "checkpoint_key_unusable",
        f"Nyckeln som undertecknar det som tas bort ur loggen, {FILE_NAME}, kan inte läsas eller "
        "skrivas i programmets mapp. Kontrollera mappen; loggen är orörd.",
    )
