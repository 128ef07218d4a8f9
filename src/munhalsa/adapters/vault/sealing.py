"""The cryptography of a key slot: Argon2id, AES-256-GCM, X25519, HKDF and HMAC with SHA-256."""

from __future__ import annotations

import hmac
import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from munhalsa.domain.lazy_dataclass import dataclass

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 32
TAG_BYTES = 16


class SealBroken(Exception):
    """The key does not fit, or what it should open has been altered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """What one guess at a passphrase costs; RFC 9106's second choice unless a test says less."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Bytes under AES-256-GCM."""

    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Bytes that only the holder of one private key can read."""

    ephemeral: bytes
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """An X25519 key pair as raw bytes."""

    private: bytes
    public: bytes

    @classmethod
    def generate(cls) -> KeyPair:
        """A new pair from the operating system's random source."""
        private = X25519PrivateKey.generate()
        return cls(
            private=private.private_bytes_raw(), public=private.public_key().public_bytes_raw()
        )


def context(*parts: str | int) -> bytes:
    """The parts as bytes that no other parts give."""
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def stretch(passphrase: bytes, *, salt: bytes, cost: KdfCost) -> bytes:
    """A wrapping key from a passphrase by Argon2id."""
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(passphrase)


def derive(secret: bytes, *, salt: bytes, purpose: bytes) -> bytes:
    """A key for one purpose from a secret that is already random, by HKDF."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(secret)


def authenticate(key: bytes, content: bytes) -> bytes:
    """The HMAC of ``content``."""
    return hmac.digest(key, content, "sha256")


def wrap(key: bytes, plain: bytes, *, bound_to: bytes) -> Box:
    """Encrypt ``plain`` so that it opens only with ``key`` and in the same context."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Box(nonce=nonce, sealed=AESGCM(key).encrypt(nonce, plain, bound_to))


def unwrap(key: bytes, box: Box, *, bound_to: bytes) -> bytes:
    """What ``wrap`` was given; raises SealBroken."""
    try:
        return AESGCM(key).decrypt(box.nonce, box.sealed, bound_to)
    except InvalidTag:
        raise SealBroken from None


def seal(public: bytes, plain: bytes, *, bound_to: bytes) -> Letter:
    """Encrypt ``plain`` to the holder of the private half of ``public``; raises SealBroken."""
    ephemeral = KeyPair.generate()
    key = _shared_key(ephemeral.private, public, ephemeral.public, public, bound_to)
    return Letter(ephemeral=ephemeral.public, box=wrap(key, plain, bound_to=bound_to))


def unseal(pair: KeyPair, letter: Letter, *, bound_to: bytes) -> bytes:
    """What ``seal`` was given; raises SealBroken."""
    key = _shared_key(pair.private, letter.ephemeral, letter.ephemeral, pair.public, bound_to)
    return unwrap(key, letter.box, bound_to=bound_to)


def _shared_key(
    private: bytes, other: bytes, ephemeral: bytes, recipient: bytes, bound_to: bytes
) -> bytes:
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(other)
        )
    except ValueError:
        raise SealBroken from None
    return derive(shared, salt=ephemeral + recipient, purpose=b"munhalsa seal" + bound_to)
