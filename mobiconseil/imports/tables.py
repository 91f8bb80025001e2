"""Tables: CSV as it is found in the wild, and XLSX workbooks."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from mobiconseil.errors import InvalidInput
from mobiconseil.imports.content import LARGEST, text

_DELIMITERS = ";,\t|"
MOST_COLUMNS = 300
MOST_ROWS = 500_000
_CELL = 1_000_000
_RATIO = 200
_NOTHING = "Rien n’a été modifié."
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the line of the file where it starts (the heading is 1) and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class TableContent:
    """A whole table."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_csv(data: bytes, name: str) -> TableContent:
    """Return the table of a CSV file, whatever its delimiter and encoding. Raises InvalidInput."""
    content = text(data, name)
    csv.field_size_limit(_CELL)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content))
    try:
        return _table(_numbered(reader), name)
    except csv.Error as error:
        raise InvalidInput(
            f"{name} n’est pas un tableau lisible, vers la ligne {reader.line_num}. {_NOTHING} "
            "Ouvrez-le dans un tableur et enregistrez-le à nouveau en CSV."
        ) from error


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Return each record with the line where it starts: a cell that holds a line break takes several lines."""
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def read_xlsx(data: bytes, name: str) -> TableContent:
    """Return the first sheet of a workbook that holds something. Raises InvalidInput."""
    _check_zip(data, name)
    from openpyxl import load_workbook  # late: 150 ms, for workbooks only
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            cells = ([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
            table = _table(enumerate(cells, start=1), name, sheet_may_be_empty=True)
            if table.columns:
                return table
    except (InvalidFileException, zipfile.BadZipFile, zlib_error(), KeyError, ValueError, ParseError) as error:
        raise InvalidInput(
            f"{name} est abîmé, ou n’est pas un classeur Excel. {_NOTHING} "
            "Ouvrez-le dans un tableur et enregistrez-le à nouveau."
        ) from error
    raise InvalidInput(f"{name} ne contient aucun tableau. {_NOTHING} Choisissez un autre fichier.")


def zlib_error() -> type[Exception]:
    """Return the error of a damaged compressed part."""
    import zlib

    return zlib.error


def _check_zip(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [(part.file_size, part.compress_size) for part in archive.infolist()]
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise InvalidInput(
            f"{name} est incomplet ou abîmé. {_NOTHING} Téléchargez-le à nouveau, ou demandez-le à sa source."
        ) from error
    total = sum(size for size, _ in sizes)
    if total > LARGEST or any(size > 1_000_000 and size > _RATIO * max(1, packed) for size, packed in sizes):
        raise InvalidInput(
            f"{name} devient démesuré une fois décompressé. {_NOTHING} Ce n’est pas un annuaire\u00a0: ne l’ouvrez pas."
        )
    if any(part.rpartition("/")[2] == "stop_times.txt" for part in names):
        raise InvalidInput(
            f"{name} contient des horaires de transport (GTFS). {_NOTHING} "
            "Importez-le dans Réglages, page Fonds de carte."
        )
    if "xl/workbook.xml" not in names:
        raise InvalidInput(
            f"{name} est une archive, pas un classeur Excel. {_NOTHING} Décompressez-la, puis choisissez le fichier."
        )


def _delimiter(content: str) -> str:
    head = content.lstrip("\r\n").splitlines()[:1]
    first = head[0] if head else ""
    return max(_DELIMITERS, key=first.count) if any(mark in first for mark in _DELIMITERS) else ";"


def _table(
    lines: Iterator[tuple[int, list[str]]] | Any, name: str, *, sheet_may_be_empty: bool = False
) -> TableContent:
    columns: tuple[str, ...] = ()
    rows: list[TableRow] = []
    uneven = 0
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = _heading(cells, name)
            continue
        uneven += len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :])
        rows.append(TableRow(number, dict(zip(columns, (cell.strip() for cell in cells), strict=False))))
        if len(rows) > MOST_ROWS:
            raise InvalidInput(f"{name} a trop de lignes. {_NOTHING} Demandez un extrait de votre département.")
    if not columns and not sheet_may_be_empty:
        raise InvalidInput(f"{name} ne contient aucun tableau. {_NOTHING} Choisissez un autre fichier.")
    if rows and uneven > len(rows) // 2:
        raise InvalidInput(
            f"{name} n’est pas un tableau\u00a0: ses lignes n’ont pas les colonnes de son titre. {_NOTHING} "
            "Ouvrez-le dans un tableur, mettez les titres en première ligne et enregistrez-le à nouveau."
        )
    return TableContent(columns, tuple(rows))


def _heading(cells: list[str], name: str) -> tuple[str, ...]:
    titles = [cell.strip() for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    if len(titles) > MOST_COLUMNS:
        raise InvalidInput(
            f"{name} a {len(titles)} colonnes\u00a0: ce n’est pas un annuaire. {_NOTHING} Choisissez un autre fichier."
        )
    seen: dict[str, int] = {}
    columns = []
    for rank, title in enumerate(titles, start=1):
        label = title or f"Colonne {rank}"
        seen[label] = seen.get(label, 0) + 1
        columns.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return tuple(columns)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
