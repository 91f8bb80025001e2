"""Raster tiles of an MBTiles file: checked, kept, read."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from mobiconseil.errors import StorageError
from mobiconseil.geo.imports import NOTHING_CHANGED, ReadOnly, check_size, refused, steps

MOST_BYTES = 2_000_000_000
_CHUNK = 4_000_000
_MAGIC = b"SQLite format 3\0"
_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
_OTHER = "Choisissez un fichier MBTiles d’images (png, jpg ou webp)."


@dataclass(frozen=True, slots=True, kw_only=True)
class TileFacts:
    """What an MBTiles file says of itself."""

    name: str
    attribution: str
    mime: str
    min_zoom: int
    max_zoom: int


class TilePack:
    """An imported pack of tiles."""

    def __init__(self, path: Path) -> None:
        self._file = ReadOnly(path)
        self.facts = _facts(path)

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the picture of a tile, rows counted from the north; None where the pack has none."""
        if not 0 <= zoom <= 24 or not 0 <= row < 1 << zoom:
            return None
        sql = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        found = self._file.rows(sql, (zoom, column, (1 << zoom) - 1 - row))
        data = found[0][0] if found else None
        return data if isinstance(data, bytes) and data else None

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def import_tiles(file: Path, target: Path, progress: Callable[[int, int], bool]) -> TileFacts:
    """Check an MBTiles file and keep a copy in `target`.

    Raises InvalidInput, StorageError, or Stopped: `target` is unchanged then.
    """
    size = check_size(file, MOST_BYTES)
    facts = _facts(file)
    tell = steps(progress, size)
    draft = target.with_name(f".{target.name}.making")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(target.parent).free < size + 100_000_000:
            raise OSError("not enough room")
        with file.open("rb") as source, draft.open("wb") as copy:
            while chunk := source.read(_CHUNK):
                tell(copy.tell())
                copy.write(chunk)
        draft.replace(target)
    except OSError as error:
        raise StorageError(
            f"Le disque n’a pas la place de garder {file.name}, ou le dossier est protégé. {NOTHING_CHANGED} "
            "Libérez de la place, puis recommencez."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    tell(size)
    return facts


def _facts(file: Path) -> TileFacts:
    """Return what a file says of itself. Raises InvalidInput when it is no usable MBTiles."""
    with file.open("rb") as stream:
        if stream.read(16) != _MAGIC:
            raise refused(file, "n’est pas un fichier MBTiles", _OTHER)
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        said = dict(connection.execute("SELECT name, value FROM metadata"))
        least, most = connection.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        sample = connection.execute("SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT 1", (most,)).fetchone()
    except sqlite3.DatabaseError as error:
        raise refused(file, "est tronqué, abîmé ou n’a pas les tables d’un MBTiles") from error
    finally:
        connection.close()
    if sample is None or not isinstance(least, int) or not isinstance(most, int) or not 0 <= least <= most <= 24:
        raise refused(file, "ne contient aucune tuile", _OTHER)
    mime = _mime(sample[0])
    if not mime:
        raise refused(file, "contient des tuiles vectorielles, que la carte ne sait pas dessiner", _OTHER)
    return TileFacts(
        name=_plain(said.get("name")) or file.stem,
        attribution=_plain(said.get("attribution")) or "Source non précisée par le fichier",
        mime=mime,
        min_zoom=least,
        max_zoom=most,
    )


def _mime(picture: object) -> str:
    head = picture if isinstance(picture, bytes) else b""
    return next((kind for start, kind in _SIGNATURES.items() if head.startswith(start)), "")


def _plain(text: object) -> str:
    """Return a text without the HTML that some files carry, on one short line."""
    bare = unescape(re.sub(r"<[^>]*>", "", str(text or "")))
    return " ".join(bare.split())[:200]
