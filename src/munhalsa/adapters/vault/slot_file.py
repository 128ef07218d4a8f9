"""``keyslots.json`` as text: read with suspicion, written in one way only."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from munhalsa.adapters.vault.sealing import (
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    TAG_BYTES,
    Box,
    KdfCost,
    Letter,
)
from munhalsa.adapters.vault.slots import Slot, SlotKind
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import StoreUnavailable

FORMAT = "munhalsa-keyslots"
VERSION = 1
MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_COST = KdfCost(memory_kib=1024 * 1024, iterations=16, lanes=16)
"""What a file may ask for, or a made-up file could bring the machine to its knees."""

_ARGON2ID = "argon2id"
_HKDF = "hkdf-sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """What the file says; ``seal`` is the HMAC of all the rest under the data key.

    While a rekey is pending ``next_seal`` is the ``seal`` that the file will have after it.
    """

    store_id: str
    generation: int
    slots: tuple[Slot, ...]
    next_seal: bytes | None = None
    seal: bytes = b""

    @property
    def rekey_pending(self) -> bool:
        """True while the slots hold two data keys."""
        return self.next_seal is not None


class _Damaged(Exception):
    pass


def decode(content: bytes) -> SlotFile:
    """The file's content; raises StoreUnavailable for one that is damaged, foreign or newer."""
    if len(content) > MAX_FILE_BYTES:
        raise damaged()
    try:
        document = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise damaged() from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise StoreUnavailable(
            "keyslots_foreign",
            "Nyckelfilen keyslots.json hör inte till Munhälsa. Kontrollera att rätt mapp är vald, "
            "eller återställ registret från en säkerhetskopia.",
        )
    version = document.get("version")
    if isinstance(version, int) and version > VERSION:
        raise StoreUnavailable(
            "keyslots_newer",
            "Registrets nyckelfil är gjord av en nyare version av Munhälsa. Uppdatera programmet "
            "och öppna registret igen.",
        )
    try:
        return _decode_document(document)
    except _Damaged:
        raise damaged() from None


def encode(file: SlotFile) -> bytes:
    """The file's content, with a final line break."""
    document = _document(file) | {"seal": _text(file.seal)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def sealed_content(file: SlotFile) -> bytes:
    """All of the file that its ``seal`` covers, in one canonical form."""
    return json.dumps(
        _document(file), ensure_ascii=False, separators=(",", ":"), sort_keys=True
    ).encode()


def damaged() -> StoreUnavailable:
    """What to say when the file cannot be understood or what it seals is broken."""
    return StoreUnavailable(
        "keyslots_damaged",
        "Registrets nyckelfil keyslots.json är skadad. Återställ registret från en säkerhetskopia.",
    )


def _document(file: SlotFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "store_id": file.store_id,
        "generation": file.generation,
        "slots": [_encode_slot(slot) for slot in file.slots],
        "next_seal": file.next_seal and _text(file.next_seal),
    }


def _encode_slot(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "user": slot.user,
        "kdf": _encode_kdf(slot),
        "public": _text(slot.public),
        "private": _encode_box(slot.private),
        "data_key": _encode_letter(slot.data_key),
        "next_data_key": slot.next_data_key and _encode_letter(slot.next_data_key),
    }


def _encode_kdf(slot: Slot) -> dict[str, Any]:
    salt = {"salt": _text(slot.salt)}
    if slot.cost is None:
        return {"name": _HKDF} | salt
    return {
        "name": _ARGON2ID,
        "memory_kib": slot.cost.memory_kib,
        "iterations": slot.cost.iterations,
        "lanes": slot.cost.lanes,
    } | salt


def _encode_box(box: Box) -> dict[str, str]:
    return {"nonce": _text(box.nonce), "sealed": _text(box.sealed)}


def _encode_letter(letter: Letter) -> dict[str, str]:
    return {"ephemeral": _text(letter.ephemeral)} | _encode_box(letter.box)


def _decode_document(document: dict[str, Any]) -> SlotFile:
    seals = {"seal", "next_seal"}
    _expect_keys(document, {"format", "version", "store_id", "generation", "slots"} | seals)
    if document["version"] != VERSION:
        raise _Damaged
    slots, next_seal = document["slots"], document["next_seal"]
    if not isinstance(slots, list):
        raise _Damaged
    file = SlotFile(
        store_id=_string(document["store_id"]),
        generation=_number(document["generation"], most=2**31),
        slots=tuple(_decode_slot(slot) for slot in slots),
        next_seal=None if next_seal is None else _bytes(next_seal, KEY_BYTES),
        seal=_bytes(document["seal"], KEY_BYTES),
    )
    _expect_consistent(file)
    return file


def _expect_consistent(file: SlotFile) -> None:
    ids = [slot.id for slot in file.slots]
    users = [slot.user for slot in file.slots if slot.kind is SlotKind.USER]
    pending = {slot.next_data_key is not None for slot in file.slots}
    if (
        len(set(ids)) != len(ids)
        or len(set(users)) != len(users)
        or pending != {file.rekey_pending}
    ):
        raise _Damaged


def _decode_slot(value: object) -> Slot:
    keys = {"id", "kind", "user", "kdf", "public", "private", "data_key", "next_data_key"}
    fields = _expect_keys(value, keys)
    try:
        kind = SlotKind(fields["kind"])
    except ValueError:
        raise _Damaged from None
    cost, salt = _decode_kdf(fields["kdf"])
    if (cost is None) != (kind is SlotKind.KEYRING):
        raise _Damaged
    following = fields["next_data_key"]
    return Slot(
        id=_string(fields["id"]),
        kind=kind,
        user=_string(fields["user"]),
        cost=cost,
        salt=salt,
        public=_bytes(fields["public"], KEY_BYTES),
        private=_decode_box(fields["private"]),
        data_key=_decode_letter(fields["data_key"]),
        next_data_key=None if following is None else _decode_letter(following),
    )


def _decode_kdf(value: object) -> tuple[KdfCost | None, bytes]:
    if not isinstance(value, dict):
        raise _Damaged
    if value.get("name") == _HKDF:
        _expect_keys(value, {"name", "salt"})
        return None, _bytes(value["salt"], SALT_BYTES)
    _expect_keys(value, {"name", "memory_kib", "iterations", "lanes", "salt"})
    if value["name"] != _ARGON2ID:
        raise _Damaged
    lanes = _number(value["lanes"], most=MAX_COST.lanes)
    cost = KdfCost(
        memory_kib=_number(value["memory_kib"], least=8 * lanes, most=MAX_COST.memory_kib),
        iterations=_number(value["iterations"], most=MAX_COST.iterations),
        lanes=lanes,
    )
    return cost, _bytes(value["salt"], SALT_BYTES)


def _decode_box(value: object) -> Box:
    fields = _expect_keys(value, {"nonce", "sealed"})
    return Box(
        nonce=_bytes(fields["nonce"], NONCE_BYTES),
        sealed=_bytes(fields["sealed"], KEY_BYTES + TAG_BYTES),
    )


def _decode_letter(value: object) -> Letter:
    fields = _expect_keys(value, {"ephemeral", "nonce", "sealed"})
    box = {"nonce": fields["nonce"], "sealed": fields["sealed"]}
    return Letter(ephemeral=_bytes(fields["ephemeral"], KEY_BYTES), box=_decode_box(box))


def _expect_keys(value: object, keys: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != keys:
        raise _Damaged
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise _Damaged
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _Damaged from None
    return value


def _number(value: object, *, least: int = 1, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _Damaged
    return value


def _bytes(value: object, length: int) -> bytes:
    if not isinstance(value, str):
        raise _Damaged
    try:
        content = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise _Damaged from None
    if len(content) != length:
        raise _Damaged
    return content


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
