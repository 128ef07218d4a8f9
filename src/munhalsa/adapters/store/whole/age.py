"""The open file format age (age-encryption.org/v1), with a passphrase, as a stream.

The format is published by the Community Cryptography Specification Project; anybody opens such a
file with ``age --decrypt``. See docs/decisions/0005-the-whole-out-as-age.md.
"""

from __future__ import annotations

import base64
import hmac
import io
import re
import secrets
import struct
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from munhalsa.adapters.vault.sealing import KdfCost

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

WORK_FACTOR = 18
"""log2 of scrypt's N: 256 MiB and about a second for each guess, as age itself writes."""

_HIGHEST_WORK_FACTOR = 20
_FIRST_LINE = b"age-encryption.org/v1\n"
_LABEL = b"age-encryption.org/v1/scrypt"
_STANZA = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n"
    rb"--- ([A-Za-z0-9+/]{43})\n"
)
_LONGEST_HEADER = 256
_CHUNK = 64 * 1024
_TAG = 16
_FILE_KEY, _SALT, _NONCE = 16, 16, 16


class WrongPassphrase(Exception):
    """The passphrase does not open the file."""


class AgeBroken(Exception):
    """The file is no age file with a passphrase, or has been cut off or altered."""


class AgeWriter(io.RawIOBase):
    """Encrypts what is written to it; nothing opens until it has been closed."""

    def __init__(self, sink: IO[bytes], passphrase: str, *, work_factor: int = WORK_FACTOR) -> None:
        super().__init__()
        self._sink = sink
        self._waiting = bytearray()
        self._count = 0
        file_key, nonce = secrets.token_bytes(_FILE_KEY), secrets.token_bytes(_NONCE)
        salt = secrets.token_bytes(_SALT)
        wrapped = _cipher(_stretched(passphrase, salt, work_factor)).encrypt(
            bytes(12), file_key, None
        )
        header = b"%s-> scrypt %s %d\n%s\n---" % (
            _FIRST_LINE,
            _text(salt),
            work_factor,
            _text(wrapped),
        )
        sink.write(b"%s %s\n" % (header, _text(_mac(file_key, header))) + nonce)
        self._stream = _cipher(_derived(file_key, nonce, b"payload"))

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        self._waiting += data
        # The last chunk is marked, so one is held back until it is known whether more comes.
        whole = (len(self._waiting) - 1) // _CHUNK
        for number in range(whole):
            self._seal(self._waiting[number * _CHUNK : (number + 1) * _CHUNK], last=False)
        if whole > 0:
            del self._waiting[: whole * _CHUNK]
        return memoryview(data).nbytes

    def close(self) -> None:
        """Write the last chunk; the sink stays open."""
        if not self.closed:
            self._seal(self._waiting, last=True)
        super().close()

    def _seal(self, chunk: bytearray, *, last: bool) -> None:
        self._sink.write(self._stream.encrypt(_place(self._count, last=last), bytes(chunk), None))
        self._count += 1


class AgeReader(io.RawIOBase):
    """Decrypts as it is read, from any place; raises WrongPassphrase, AgeBroken.

    ``size`` is the number of encrypted bytes from where the source stands.
    """

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        super().__init__()
        self._source = source
        start = source.tell()
        header = _STANZA.match(source.read(_LONGEST_HEADER))
        if header is None:
            raise AgeBroken
        file_key = _file_key(header, passphrase)
        self._begin = start + header.end() + _NONCE
        source.seek(start + header.end())
        self._stream = _cipher(_derived(file_key, source.read(_NONCE), b"payload"))
        self._chunks, self._length = self._measured(source.seek(0, io.SEEK_END) - self._begin)
        self._position = 0
        self._held: tuple[int, bytes] = (-1, b"")
        # The mark of the last chunk tells at once whether the end is there.
        self._opened(self._chunks - 1)

    @staticmethod
    def _measured(sealed: int) -> tuple[int, int]:
        chunks, rest = divmod(sealed, _CHUNK + _TAG)
        if rest:
            chunks += 1
        if chunks == 0 or 0 < rest < _TAG or (rest == _TAG and chunks > 1):
            raise AgeBroken
        return chunks, sealed - chunks * _TAG

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        if base + offset < 0:
            raise OSError("seek before the beginning")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        place, skipped = divmod(self._position, _CHUNK)
        if self._position >= self._length:
            return 0
        target = memoryview(buffer)
        part = self._opened(place)[skipped : skipped + len(target)]
        target[: len(part)] = part
        self._position += len(part)
        return len(part)

    def _opened(self, place: int) -> bytes:
        if self._held[0] != place:
            self._source.seek(self._begin + place * (_CHUNK + _TAG))
            sealed = self._source.read(_CHUNK + _TAG)
            nonce = _place(place, last=place == self._chunks - 1)
            try:
                self._held = (place, self._stream.decrypt(nonce, sealed, None))
            except InvalidTag:
                raise AgeBroken from None
        return self._held[1]


def work_factor(cost: KdfCost | None) -> int:
    """What a guess costs, as a key slot has it: scrypt takes a KiB for each step; None: in full."""
    return WORK_FACTOR if cost is None else cost.memory_kib.bit_length() - 1


def _file_key(header: re.Match[bytes], passphrase: str) -> bytes:
    salt, factor, wrapped, mac = header.groups()
    if int(factor) > _HIGHEST_WORK_FACTOR:
        raise AgeBroken
    key = _stretched(passphrase, _bytes(salt), int(factor))
    try:
        file_key = _cipher(key).decrypt(bytes(12), _bytes(wrapped), None)
    except InvalidTag:
        raise WrongPassphrase from None
    signed = header.group(0)[: -len(mac) - 2]
    if not hmac.compare_digest(_mac(file_key, signed), _bytes(mac)):
        raise AgeBroken
    return file_key


def _stretched(passphrase: str, salt: bytes, factor: int) -> bytes:
    return Scrypt(salt=_LABEL + salt, length=32, n=1 << factor, r=8, p=1).derive(
        passphrase.encode()
    )


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _cipher(key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(key)


def _place(number: int, *, last: bool) -> bytes:
    return struct.pack(">3xQB", number, last)


def _text(value: bytes) -> bytes:
    return base64.b64encode(value).rstrip(b"=")


def _bytes(value: bytes) -> bytes:
    return base64.b64decode(value + b"=" * (-len(value) % 4))
