"""The content of a file as text, within limits: no bomb, no binary, no half file gets past here."""

from __future__ import annotations

import zlib
from pathlib import Path

from mobiconseil.errors import InvalidInput

MEGABYTE = 1_000_000
LARGEST = 256 * MEGABYTE
"""Bytes of a file once decompressed: five times the services of the whole country."""
_RATIO = 200
"""No table nor JSON shrinks more than this; a bomb does."""
_GZIP = b"\x1f\x8b"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PAR1", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"SQLite")
_SAMPLE = 65_536
_NOTHING = "Rien n’a été modifié."


def raw(path: Path) -> bytes:
    """Return the bytes of a file, decompressed when it is a gzip. Raises InvalidInput with what to do."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InvalidInput(
                f"{path.name} est trop gros ({size // MEGABYTE} Mo). {_NOTHING} "
                "Demandez un extrait de votre département."
            )
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"{path.name} ne peut pas être lu. {_NOTHING} Vérifiez que le fichier existe et que la clé est branchée."
        ) from error
    if not data.strip():
        raise InvalidInput(f"{path.name} est vide. {_NOTHING} Demandez ce fichier à nouveau.")
    return _inflated(data, path.name) if data.startswith(_GZIP) else data


def _inflated(data: bytes, name: str) -> bytes:
    limit = min(LARGEST, max(MEGABYTE, len(data) * _RATIO))
    stream = zlib.decompressobj(wbits=31)
    try:
        text = stream.decompress(data, limit + 1)
    except zlib.error as error:
        raise InvalidInput(
            f"{name} est abîmé\u00a0: il ne se décompresse pas. {_NOTHING} Téléchargez-le à nouveau."
        ) from error
    if len(text) > limit:
        raise InvalidInput(
            f"{name} devient démesuré une fois décompressé. {_NOTHING} Ce n’est pas un annuaire\u00a0: ne l’ouvrez pas."
        )
    if not stream.eof:
        raise InvalidInput(f"{name} est incomplet\u00a0: il en manque la fin. {_NOTHING} Téléchargez-le à nouveau.")
    return text


def text(data: bytes, name: str) -> str:
    """Return the text of UTF-8, UTF-16 with its mark, or cp1252 bytes. Raises InvalidInput for binary content."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _not_text(name) from error
    sample = data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in sample)
    if sample.startswith(_BINARY) or b"\0" in sample or controls > len(sample) // 100:
        raise _not_text(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _not_text(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} n’est pas un tableau ni un fichier de données. {_NOTHING} "
        "Choisissez un fichier CSV, XLSX, JSON ou GeoJSON."
    )
