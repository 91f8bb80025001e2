"""The container: three clear lines, then age, then gzip, then a signature and lines of JSON.

    MOBICONSEIL-ECHANGE
    {"format":1,"reader":1,"scope":"complet"}
    <SHA-256 of the file without this line: tells an accident from a wrong key; protects against nobody>
    age v1, X25519 recipients, of gzip( {"signer":…,"signature":…} line | lines )

The signature is Ed25519 over the first two lines and the SHA-256 of the lines: age alone says nothing of the sender.
Nothing is released before everything was decrypted and its signature found good. The content is inflated by pieces;
a large one, or one that grows much, is not kept meanwhile: it is inflated again.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mobiconseil.domain.sealed import Header
from mobiconseil.exchange import limits
from mobiconseil.exchange.header import MAGIC, read_header, write_header
from mobiconseil.exchange.keys import age_identity, age_recipient, is_sealing_key
from mobiconseil.exchange.refusals import refusal
from mobiconseil.exchange.strict_json import read_object, write_object

_GZIP = 31
_CHUNK = 64 * 1024
_PIECE = 1024 * 1024
_SUM_LENGTH = 64
_SIGNATURE_LINE = 1024
_AGE_END = 48
"""Length of the last line of the header of age."""
_AGE = b"age-encryption.org/v1\n"
_HEX = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A file whose clear lines are sound; its content is still closed."""

    header: Header
    signed: bytes
    """The two first lines: what the signature covers besides the content."""
    age: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A content whose signature holds; nothing in it was looked at yet."""

    signer: bytes
    compressed: bytes
    inflated: tuple[bytes, ...] = ()
    """The content itself, by pieces, when it was of an ordinary size and kept while its signature was checked."""

    def lines(self) -> Iterator[bytes]:
        """Yield the lines, their ends left out; raises Refused for one that is too long or that has no end."""
        found = _lines(iter(self.inflated) if self.inflated else _inflated(self.compressed))
        next(found)
        return found


def seal(lines: bytes, header: Header, signing: bytes, recipients: Sequence[bytes]) -> bytes:
    """Return the file that closes `lines` for each of the public keys `recipients`.

    Raises Refused when it would be larger than a reader accepts, or when a recipient is no key.
    """
    if not recipients or not all(is_sealing_key(public) for public in recipients):
        raise refusal("recipient")
    signed = MAGIC + write_header(header)
    if len(lines) > limits.MAX_INFLATED - _SIGNATURE_LINE:
        raise refusal("outgrown")
    age = pyrage.encrypt(
        _compressed(_signature_line(signed, hashlib.sha256(lines).digest(), signing), lines),
        [pyrage.x25519.Recipient.from_str(age_recipient(public)) for public in dict.fromkeys(recipients)],
    )
    if len(signed) + _SUM_LENGTH + 1 + len(age) > limits.MAX_FILE or age.find(b"\n--- ") > limits.MAX_AGE_HEADER:
        raise refusal("outgrown")
    return b"".join((signed, _sum(signed, age), b"\n", age))


def read_sealed(data: bytes) -> Sealed:
    """Check the clear lines of a file, and that no accident damaged it; raises Refused."""
    check_start(data)
    end = data.find(b"\n", len(MAGIC), len(MAGIC) + limits.MAX_HEADER) + 1
    start = end + _SUM_LENGTH + 1
    if end == 0 or len(data) <= start:
        raise refusal("damaged", "no header")
    signed, age = data[:end], data[start:]
    if data[end:start] != _sum(signed, age) + b"\n":
        raise refusal("mangled" if _is_text(age) else "damaged", "checksum")
    return Sealed(header=read_header(signed[len(MAGIC) :]), signed=signed, age=age)


def decrypt(sealed: Sealed, secrets: Sequence[bytes]) -> bytes:
    """Return the compressed content, opened by one of the private keys; raises Refused (« wrong-key », « damaged »)."""
    _check_age_header(sealed.age)
    identities = [pyrage.x25519.Identity.from_str(age_identity(secret)) for secret in secrets]
    try:
        return bytes(pyrage.decrypt(sealed.age, identities))
    except pyrage.DecryptError as error:
        code = "wrong-key" if "matching keys" in str(error) else "damaged"
        raise refusal(code, f"age: {error}") from error
    except MemoryError as error:
        raise refusal("memory") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what Rust gives up on; it has no importable class
            raise refusal("damaged", f"age: {error}") from error
        raise


def verify(sealed: Sealed, compressed: bytes) -> Content:
    """Inflate the content and check its signature; raises Refused. Only a content of ordinary size is kept."""
    line, rest = b"", hashlib.sha256()
    kept: list[bytes] = []
    room = limits.MAX_KEPT_RATIO * len(compressed) if len(compressed) <= limits.MAX_KEPT else 0
    for piece in _inflated(compressed):
        room -= len(piece)
        if room < 0:
            kept.clear()
        else:
            kept.append(piece)
        if line.endswith(b"\n"):
            rest.update(piece)
            continue
        before, end, after = piece.partition(b"\n")
        line += before + end
        rest.update(after)
        if len(line) > _SIGNATURE_LINE:
            raise refusal("forged", "no signature")
    signer, signature = _read_signature(line)
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, sealed.signed + rest.digest())
    except (InvalidSignature, ValueError) as error:
        raise refusal("forged") from error
    return Content(signer=signer, compressed=compressed, inflated=tuple(kept))


def check_start(data: bytes) -> None:
    """Raise Refused for what cannot be a file of ours, with the reason that its first bytes show."""
    if not data:
        raise refusal("empty")
    if len(data) > limits.MAX_FILE:
        raise refusal("too-big")
    if data.startswith(MAGIC):
        return
    name = MAGIC[:-1]
    if data.removeprefix(b"\xef\xbb\xbf").startswith((name + b"\r", MAGIC)):
        raise refusal("mangled", "line ends")
    if name.startswith(data) or not data[:_CHUNK].strip(b"\0"):
        raise refusal("damaged", "truncated or zeroed")
    raise refusal("not-ours")


def _is_text(age: bytes) -> bool:
    """Say whether the encrypted part became text: random bytes never are."""
    tail = age[age.find(b"\n--- ") + 1 :][_AGE_END:]
    try:
        tail.decode("utf-8")
    except UnicodeDecodeError:
        return b"\xef\xbf\xbd" * 2 in tail
    return len(tail) > _AGE_END


def _check_age_header(age: bytes) -> None:
    """Bound the header of age before its parser, whose work grows faster than the header."""
    end = age.find(b"\n--- ", 0, limits.MAX_AGE_HEADER)
    if not age.startswith(_AGE) or end < 0:
        raise refusal("damaged", "no age header")
    if age.count(b"\n-> ", 0, end) > limits.MAX_STANZAS:
        raise refusal("bomb", "too many recipients")


def _sum(signed: bytes, age: bytes) -> bytes:
    digest = hashlib.sha256(signed)
    digest.update(age)
    return digest.hexdigest().encode()


def _signature_line(signed: bytes, content: bytes, signing: bytes) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(signing)
    signer = key.public_key().public_bytes_raw()
    return write_object({"signer": signer.hex(), "signature": key.sign(signed + content).hex()})


def _read_signature(line: bytes) -> tuple[bytes, bytes]:
    try:
        raw = read_object(line)
    except ValueError as error:
        raise refusal("forged", "no signature") from error
    signer, signature = raw.get("signer"), raw.get("signature")
    if not _is_hex(signer, 32) or not _is_hex(signature, 64):
        raise refusal("forged", "no signature")
    return bytes.fromhex(str(signer)), bytes.fromhex(str(signature))


def _is_hex(raw: object, length: int) -> bool:
    return isinstance(raw, str) and len(raw) == 2 * length and _HEX.fullmatch(raw) is not None


def _compressed(first: bytes, lines: bytes) -> bytes:
    """Return the gzip of both; what repeats itself so much that a reader would fear a bomb is stored as it is."""
    for level in (6, 0):
        engine = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
        result = b"".join((engine.compress(first), engine.compress(lines), engine.flush()))
        if len(first) + len(lines) <= limits.MAX_RATIO * len(result):
            break
    return result


def _inflated(compressed: bytes) -> Iterator[bytes]:
    """Yield the content by pieces of 1 MiB at most; raises Refused beyond the limits or at the first wrong byte."""
    allowed = min(limits.MAX_INFLATED, limits.MAX_RATIO * len(compressed))
    engine = zlib.decompressobj(_GZIP)
    view = memoryview(compressed)
    try:
        for start in range(0, len(compressed), _CHUNK):
            part: bytes | memoryview = view[start : start + _CHUNK]
            while part and not engine.eof:
                piece = engine.decompress(part, _PIECE)
                part = engine.unconsumed_tail
                allowed -= len(piece)
                if allowed < 0:
                    raise refusal("bomb", "inflates too much")
                if piece:
                    yield piece
            if engine.eof and (engine.unused_data or start + _CHUNK < len(compressed)):
                raise refusal("damaged", "bytes after the content")
    except zlib.error as error:
        raise refusal("damaged", f"gzip: {error}") from error
    if not engine.eof:
        raise refusal("damaged", "the content is cut")


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            if len(line) > limits.MAX_LINE:
                raise refusal("content", "a line is too long")
            yield line
        if len(rest) > limits.MAX_LINE:
            raise refusal("content", "a line is too long")
    if rest:
        raise refusal("content", "the last line has no end")
