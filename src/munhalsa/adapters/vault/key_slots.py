"""The ways into a store: ``keyslots.json``, written whole and at once, sealed by the data key.

Re-encrypting a store (``rekey``) needs no passphrase and survives a crash at any moment:

1. ``seal_next(current, next)``: every slot holds both keys, on the disk.
2. The store is copied, encrypted with the next key, beside the old one, checked and synced.
3. The copy takes the old one's place by a rename, and the folder is synced.
4. ``settle(next)``: every slot holds the next key only.

Whoever opens tries the keys of ``Opened.keys`` in order and then calls ``settle`` with the one that
opened the store: before step 3 that gives the rekey up, after it completes it. Until then no slot
may be changed.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from munhalsa.adapters.atomic_file import remove_leftovers, write_atomically
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.passphrases import accept_passphrase
from munhalsa.adapters.vault.recovery_code import generate_recovery_code, read_recovery_code
from munhalsa.adapters.vault.sealing import KdfCost, SealBroken, authenticate, context, derive
from munhalsa.adapters.vault.slot_file import (
    MAX_FILE_BYTES,
    SlotFile,
    damaged,
    decode,
    encode,
    sealed_content,
)
from munhalsa.adapters.vault.slots import (
    Slot,
    SlotKind,
    SlotPlace,
    WrongSecret,
    make_slot,
    open_slot,
    with_next,
    with_next_committed,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.passphrase import normalise_passphrase
from munhalsa.domain.refusal import FileUnusable, Rejected, StoreUnavailable

FILE_NAME = "keyslots.json"
WRONG_KEY = "wrong_key"


def users_in(folder: Path) -> tuple[str, ...]:
    """Who has a way in, the first user first, without touching anything; none where that fails."""
    try:
        with (folder / FILE_NAME).open("rb") as file:
            slots = decode(file.read(MAX_FILE_BYTES + 1)).slots
    except (OSError, StoreUnavailable):
        return ()
    return tuple(slot.user for slot in slots if slot.kind is SlotKind.USER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An opened slot; ``next_key`` is there only after a rekey that was cut short."""

    slot: Slot
    data_key: DataKey
    next_key: DataKey | None

    @property
    def keys(self) -> tuple[DataKey, ...]:
        """The keys that may open the store, in the order to try them."""
        return (self.data_key,) if self.next_key is None else (self.data_key, self.next_key)


class KeySlots:
    """The key slots of one store; every change is on the disk when the method returns.

    Only the program that holds the store's lock may use this. A method that changes something
    takes the data key and refuses one that did not seal the file.
    """

    def __init__(self, path: Path, file: SlotFile, *, cost: KdfCost | None = None) -> None:
        self._path = path
        self._file = file
        self._cost = cost or KdfCost()

    @classmethod
    def create(cls, folder: Path, store_id: str, *, cost: KdfCost | None = None) -> Self:
        """No slots yet, and no file before the first one; refuses where there is a file."""
        path = folder / FILE_NAME
        if path.exists():
            raise StoreUnavailable(
                "store_exists",
                "I mappen finns redan ett register. Välj en tom mapp, eller öppna det som finns.",
            )
        return cls(path, SlotFile(store_id=store_id, generation=1, slots=(), seal=b""), cost=cost)

    @classmethod
    def load(cls, folder: Path, *, cost: KdfCost | None = None) -> Self:
        """The slots of the store in ``folder``; raises StoreUnavailable.

        ``cost`` holds for new slots only: a slot that exists costs what it cost when it was made.
        """
        path = folder / FILE_NAME
        try:
            with path.open("rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
            remove_leftovers(path)
        except (FileNotFoundError, NotADirectoryError):
            raise StoreUnavailable(
                "keyslots_missing",
                "I mappen finns inget register: nyckelfilen keyslots.json saknas. Kontrollera att "
                "rätt mapp är vald, eller återställ registret från en säkerhetskopia.",
            ) from None
        except OSError:
            raise StoreUnavailable(
                "keyslots_unreadable",
                "Registrets nyckelfil keyslots.json gick inte att läsa. Kontrollera att du har "
                "rätt att läsa och skriva i mappen och att disken fungerar.",
            ) from None
        return cls(path, decode(content), cost=cost)

    @property
    def store_id(self) -> str:
        """The store that the slots belong to."""
        return self._file.store_id

    @property
    def users(self) -> tuple[str, ...]:
        """Names of users with a passphrase, the first user of the store first."""
        return tuple(slot.user for slot in self._of_kind(SlotKind.USER))

    @property
    def has_recovery(self) -> bool:
        """True when there is a recovery code."""
        return any(self._of_kind(SlotKind.RECOVERY))

    @property
    def rekey_pending(self) -> bool:
        """True from ``seal_next`` to ``settle``."""
        return self._file.rekey_pending

    def keyring_slots(self, user: str | None = None) -> tuple[Slot, ...]:
        """Slots that a keyring's copy may open, of everybody or of one user."""
        return tuple(self._of_kind(SlotKind.KEYRING, user))

    def to_bytes(self) -> bytes:
        """The file as it stands, to lie beside a backup that the same data key opens."""
        return encode(self._file)

    # Opening

    def open_with_passphrase(self, passphrase: str, user: str | None = None) -> Opened:
        """Open the user's slot, or without ``user`` the first one that the passphrase fits."""
        slots = tuple(self._of_kind(SlotKind.USER, user))
        if user is not None and not slots:
            raise StoreUnavailable(
                "unknown_user",
                "Det finns ingen användare med det namnet i registret. Kontrollera stavningen.",
                field="user",
            )
        secret = normalise_passphrase(passphrase).encode()
        return self._open_first(slots, secret, what="Lösenfrasen", field="passphrase")

    def open_with_recovery(self, code: str) -> Opened:
        """Open by the recovery code as somebody typed it."""
        secret = read_recovery_code(code)
        slots = tuple(self._of_kind(SlotKind.RECOVERY))
        return self._open_first(slots, secret, what="Återställningskoden", field="recovery_code")

    def open_with_keyring_secret(self, slot: Slot, secret: bytes) -> Opened:
        """Open a slot of ``keyring_slots`` by the secret that a keyring kept."""
        return self._open_first((slot,), secret, what="Nyckelringens kopia", field=None)

    def is_sealed_by(self, data_key: DataKey) -> bool:
        """True when nobody without ``data_key`` has changed a slot, a user or a public key."""
        return hmac.compare_digest(self._file.seal, _seal(self._file, data_key))

    # Changing

    def add_passphrase(
        self, user: str, passphrase: str, data_key: DataKey, *, own_words: Iterable[str] = ()
    ) -> Slot:
        """A slot for a new user; raises Rejected when the passphrase is too easily guessed."""
        if not user.strip():
            raise Rejected("user_name_missing", "Ange ett användarnamn.", field="user")
        if user in self.users:
            raise Rejected(
                "user_exists",
                "Det finns redan en användare med det namnet. Ange ett annat.",
                field="user",
            )
        slot = self._new_user_slot(user, passphrase, data_key, own_words=own_words)
        self._write(data_key, (*self._file.slots, slot))
        return slot

    def change_passphrase(
        self, user: str, passphrase: str, data_key: DataKey, *, own_words: Iterable[str] = ()
    ) -> Slot:
        """Another passphrase for a user, whose old one then opens nothing."""
        old = self._user_slot(user)
        slot = self._new_user_slot(user, passphrase, data_key, own_words=own_words)
        self._write(data_key, (slot if each is old else each for each in self._file.slots))
        return slot

    def add_recovery(self, data_key: DataKey) -> str:
        """A new recovery code, in the place of any former one."""
        code = generate_recovery_code()
        slot = make_slot(
            self._place,
            kind=SlotKind.RECOVERY,
            user="",
            secret=read_recovery_code(code),
            cost=self._cost,
            data_key=data_key,
        )
        others = (each for each in self._file.slots if each.kind is not SlotKind.RECOVERY)
        self._write(data_key, (*others, slot))
        return code

    def prepare_keyring_slot(self, user: str, secret: bytes, data_key: DataKey) -> Slot:
        """A slot for a keyring's secret, not yet among the slots; only beside a passphrase."""
        self._user_slot(user)
        return make_slot(
            self._place,
            kind=SlotKind.KEYRING,
            user=user,
            secret=secret,
            cost=None,
            data_key=data_key,
        )

    def add_prepared(self, slot: Slot, data_key: DataKey) -> None:
        """Take in what ``prepare_keyring_slot`` made."""
        self._write(data_key, (*self._file.slots, slot))

    def remove(self, user: str, data_key: DataKey) -> None:
        """Take away all of a user's ways in; never the last user's."""
        self._user_slot(user)
        if len(self.users) == 1:
            raise Rejected(
                "last_key_slot",
                "Den sista användarens lösenfras kan inte tas bort, för då kan ingen öppna "
                "registret. Lägg till en annan användare först.",
                field="user",
            )
        self._write(data_key, (each for each in self._file.slots if each.user != user))

    def remove_slot(self, slot: Slot, data_key: DataKey) -> None:
        """Take away one of ``keyring_slots``."""
        if slot.kind is not SlotKind.KEYRING:
            raise ValueError("only a keyring's slot goes by itself")
        self._write(data_key, (each for each in self._file.slots if each.id != slot.id))

    # Re-encrypting

    def seal_next(self, current: DataKey, next_key: DataKey) -> None:
        """Give every slot the next data key beside the current one."""
        self._expect_changeable(current)
        slots = tuple(with_next(slot, self._place, next_key) for slot in self._file.slots)
        pending = replace(self._file, slots=slots)
        next_seal = _seal(_committed(pending), next_key)
        self._save(replace(pending, next_seal=next_seal), current)

    def settle(self, key: DataKey) -> None:
        """End a pending rekey by the key that opens the store; does nothing when none is pending.

        Raises StoreUnavailable for a key that is neither the current nor the next one.
        """
        if not self.rekey_pending:
            return
        if self.is_sealed_by(key):
            self._save(_abandoned(self._file), key)
            return
        committed = _committed(self._file)
        if not hmac.compare_digest(_seal(committed, key), self._file.next_seal or b""):
            raise _tampered()
        self._save(committed, key)

    @property
    def _place(self) -> SlotPlace:
        return SlotPlace(store_id=self._file.store_id, generation=self._file.generation)

    def _of_kind(self, kind: SlotKind, user: str | None = None) -> Iterator[Slot]:
        return (
            slot for slot in self._file.slots if slot.kind is kind and user in (None, slot.user)
        )

    def _user_slot(self, user: str) -> Slot:
        for slot in self._of_kind(SlotKind.USER, user):
            return slot
        raise Rejected(
            "unknown_user",
            "Det finns ingen användare med det namnet i registret. Kontrollera stavningen.",
            field="user",
        )

    def _new_user_slot(
        self,
        user: str,
        passphrase: str,
        data_key: DataKey,
        *,
        own_words: Iterable[str],
    ) -> Slot:
        accepted = accept_passphrase(passphrase, own_words=(user, *own_words))
        return make_slot(
            self._place,
            kind=SlotKind.USER,
            user=user,
            secret=accepted.encode(),
            cost=self._cost,
            data_key=data_key,
        )

    def _open_first(
        self, slots: Iterable[Slot], secret: bytes, *, what: str, field: str | None
    ) -> Opened:
        for slot in slots:
            try:
                data_key, next_key = open_slot(slot, self._place, secret)
            except WrongSecret:
                continue
            except SealBroken:
                raise damaged() from None
            if not self.is_sealed_by(data_key):
                raise _tampered()
            return Opened(slot=slot, data_key=data_key, next_key=next_key)
        raise StoreUnavailable(WRONG_KEY, f"{what} stämmer inte. Försök igen.", field=field)

    def _write(self, data_key: DataKey, slots: Iterable[Slot]) -> None:
        self._expect_changeable(data_key)
        self._save(replace(self._file, slots=tuple(slots)), data_key)

    def _expect_changeable(self, data_key: DataKey) -> None:
        if self.rekey_pending:
            raise StoreUnavailable(
                "rekey_pending",
                "Ett nyckelbyte avbröts innan det var klart. Öppna registret på nytt, så görs det "
                "färdigt eller tas tillbaka.",
            )
        if self._file.slots and not self.is_sealed_by(data_key):
            raise _tampered()

    def _save(self, file: SlotFile, data_key: DataKey) -> None:
        sealed = replace(file, seal=_seal(file, data_key))
        try:
            write_atomically(self._path, encode(sealed))
        except OSError:
            raise FileUnusable(
                "keyslots_not_written",
                "Registrets nyckelfil kunde inte skrivas, så inget har ändrats. Kontrollera att "
                "det finns plats på disken och att du har rätt att skriva i mappen.",
            ) from None
        self._file = sealed


def _seal(file: SlotFile, data_key: DataKey) -> bytes:
    key = derive(data_key.reveal(), salt=b"", purpose=context("key slots seal", file.store_id))
    return authenticate(key, sealed_content(file))


def _committed(file: SlotFile) -> SlotFile:
    slots = tuple(with_next_committed(slot) for slot in file.slots)
    return replace(file, generation=file.generation + 1, slots=slots, next_seal=None)


def _abandoned(file: SlotFile) -> SlotFile:
    slots = tuple(replace(slot, next_data_key=None) for slot in file.slots)
    return replace(file, slots=slots, next_seal=None)


def _tampered() -> StoreUnavailable:
    return StoreUnavailable(
        "keyslots_tampered",
        "Registrets nyckelfil har ändrats av något annat än programmet och används därför inte. "
        "Återställ registret från en säkerhetskopia och säg till den som ansvarar för "
        "informationssäkerheten.",
    )
