"""CSV files of public data as found in the wild: their columns, their encodings, their limits."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mobiconseil.geo.imports import refused

if TYPE_CHECKING:
    from typing_extensions import Buffer

_LONGEST_FIELD = 20_000
_GZIP = b"\x1f\x8b"
_HANDLER = "mobiconseil.cp1252"
Fields = dict[str, str]


def _windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as the old Windows encoding, which some networks still use."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_HANDLER, _windows)


class Counted(io.RawIOBase):
    """A stream that refuses to give more bytes than expected of an honest file, and tells how far it is."""

    def __init__(self, stream: IO[bytes], most: int, tell: Callable[[int], None], where: Callable[[], int]) -> None:
        self._stream = stream
        self._left = most
        self._tell = tell
        self._where = where

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Give the next bytes."""
        room = memoryview(buffer)
        data = self._stream.read(min(len(room), 1 << 20))
        self._left -= len(data)
        if self._left < 0:
            raise TooBig
        self._tell(self._where())
        room[: len(data)] = data
        return len(data)


class TooBig(Exception):
    """A file unpacks to more than its kind ever holds."""


def text_of(stream: IO[bytes], most: int, tell: Callable[[int], None], where: Callable[[], int]) -> io.TextIOWrapper:
    """Return the text of a stream, without its mark of encoding."""
    counted = io.BufferedReader(Counted(stream, most, tell, where), 1 << 20)
    return io.TextIOWrapper(counted, encoding="utf-8-sig", errors=_HANDLER, newline="")


@contextmanager
def known_faults(file: Path) -> Iterator[None]:
    """Say in French what the readers of files say in English."""
    try:
        yield
    except TooBig as error:
        raise refused(
            file, "contient bien plus de données qu’un fichier de ce genre", "Vérifiez d’où il vient."
        ) from error
    except (EOFError, OSError, zlib.error) as error:  # only the file is read here: what is written is SQLite's
        raise refused(file, "est tronqué ou abîmé") from error
    except csv.Error as error:
        raise refused(file, "n’est pas un fichier de ce format", "Vérifiez que c’est le bon fichier.") from error


@contextmanager
def opened(file: Path, most: int, tell: Callable[[int], None]) -> Iterator[io.TextIOWrapper]:
    """Give the text of a file, packed with gzip or not; progress is counted on the file itself."""
    with known_faults(file), file.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        stream: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
        yield text_of(stream, most, tell, raw.tell)


def records(text: Iterable[str], delimiter: str) -> tuple[list[str], Iterator[list[str]]]:
    """Return the names of the columns and the rows."""
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(text, delimiter=delimiter)
    names = [name.strip().lower() for name in next(rows, [])]
    return names, rows


def picked(names: list[str], rows: Iterable[list[str]], wanted: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the wanted columns of each row, empty where the file has none."""
    places = [names.index(name) if name in names else -1 for name in wanted]
    most = max(places, default=-1)
    for row in rows:
        if row:
            cells = row if len(row) > most else [*row, *[""] * (most + 1 - len(row))]
            yield tuple(cells[place].strip() if place >= 0 else "" for place in places)
