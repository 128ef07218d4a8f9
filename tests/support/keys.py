"""Key slots that open fast, and a keyring that keeps its entries in memory."""

from __future__ import annotations

from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.sealing import KdfCost

CHEAP = KdfCost(memory_kib=8, iterations=1, lanes=1)
"""What Argon2id does with least work."""

STORE_ID = "0193b5e6-0000-7000-8000-000000000001"
PASSPHRASE = "gröna stolar dansar tyst"
OTHER_PASSPHRASE = "sju lampor flyger hemåt"
NEW_PASSPHRASE = "varm lax under bordet"


class MemoryKeyring(KeyringBackend):
    """A keyring that keeps what it is given until the test ends."""

    priority = 1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.entries:
            raise PasswordDeleteError
        del self.entries[service, username]


TRUSTED = frozenset({f"{MemoryKeyring.__module__}.MemoryKeyring"})


def store_with_one_user(folder: Path) -> tuple[KeySlots, DataKey]:
    """New key slots with the user Kim, and the data key they hold."""
    data_key = DataKey.generate()
    slots = KeySlots.create(folder, STORE_ID, cost=CHEAP)
    slots.add_passphrase("Kim", PASSPHRASE, data_key)
    return slots, data_key
