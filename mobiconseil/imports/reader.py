"""One reader for all the files of other programs: recognises, reads, filters, and says what it could not keep."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from mobiconseil.domain.directory import Organisation, Service
from mobiconseil.domain.directory_codes import ImportKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import InvalidInput
from mobiconseil.imports import carpool, dora, geojson
from mobiconseil.imports.area import area_test, theme_wanted
from mobiconseil.imports.columns import guessed
from mobiconseil.imports.content import raw, text
from mobiconseil.imports.free_tables import FreeTable
from mobiconseil.imports.tables import ZIP, TableContent, read_csv, read_xlsx
from mobiconseil.imports.upgrade_v0 import is_v0, upgraded
from mobiconseil.imports.values import as_list, plain
from mobiconseil.services.bulk import without_collections
from mobiconseil.services.directory_ports import (
    Cancelled,
    FileLook,
    ReadFile,
    ReadOptions,
    RowRemark,
    Severity,
    Tick,
)

_SAMPLES = 5
_STEP = 500
"""Rows between two words about the progress."""
_V1_MARKS = {"nom", "source", "id"}
_SERVICE_MARKS = {"structure_id", "thematiques"}
_BOM = b"\xef\xbb\xbf"
_NOTHING = "Rien n’a été modifié."


_Numbered = tuple[tuple[int, Mapping[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a file holds, before its rows become records."""

    kind: ImportKind
    columns: tuple[str, ...]
    services: tuple[tuple[int, Mapping[str, Any]], ...]
    structures: tuple[tuple[int, Mapping[str, Any]], ...] = ()
    typed: bool = False
    """The values have types: lists are lists, not texts."""
    left_out: int = 0
    """Rows that their source does not show."""


class Reader:
    """Reads files; keeps nothing between two."""

    def __init__(self, today: date) -> None:
        self._today = today

    def look(self, path: Path) -> FileLook:
        """Return what the file seems to be. Raises InvalidInput with what to do."""
        rows = _rows(path)
        samples = tuple(tuple(plain(row.get(column)) for column in rows.columns) for _, row in rows.services[:_SAMPLES])
        return FileLook(
            kind=rows.kind,
            source=_source(rows) or path.name.split(".")[0],
            columns=rows.columns,
            samples=samples,
            guessed=guessed(rows.columns, {}) if rows.kind in {ImportKind.TABLE, ImportKind.GEOJSON} else {},
        )

    def read(self, path: Path, options: ReadOptions, tick: Tick) -> ReadFile:
        """Return what the file says. Raises InvalidInput with what to do, Cancelled when `tick` says to stop."""
        with without_collections():
            return self._read(path, options, tick)

    def _read(self, path: Path, options: ReadOptions, tick: Tick) -> ReadFile:
        rows = _rows(path)
        if rows.kind in {ImportKind.DATA_INCLUSION_V1, ImportKind.DATA_INCLUSION_V0, ImportKind.DORA}:
            return _data_inclusion(rows, options, tick)
        if rows.kind is ImportKind.CARPOOL:
            remarks: list[RowRemark] = []
            found = [
                (n, carpool.service(n, row, remarks)) for n, row in _ticked(rows.services, tick, len(rows.services))
            ]
            return _filtered(rows, options, found, {}, remarks, source=carpool.SOURCE)
        return self._free_table(rows, options, tick, path.name)

    def _free_table(self, rows: _Rows, options: ReadOptions, tick: Tick, name: str) -> ReadFile:
        columns = guessed(rows.columns, options.columns)
        if "name" not in columns.values():
            raise InvalidInput(
                f"Aucune colonne de {name} ne donne le nom du service. {_NOTHING} "
                "Choisissez quelle colonne le donne, ou un autre fichier."
            )
        source = options.source or name.split(".", maxsplit=1)[0]
        table = FreeTable(source=source, today=self._today, columns=columns)
        found = [(n, table.service(n, row)) for n, row in _ticked(rows.services, tick, len(rows.services))]
        owners = {owner.id: owner for owner in table.organisations.values()}
        anything = ReadOptions(
            themes="all",
            departements=options.departements,
            insee_codes=options.insee_codes,
            centre=options.centre,
            radius_km=options.radius_km,
        )
        return _filtered(rows, anything, found, owners, table.remarks, source=source)


def _rows(path: Path) -> _Rows:
    data = raw(path)
    if data.startswith(ZIP):
        return _from_table(read_xlsx(data, path.name))
    start = data[:64].removeprefix(_BOM).lstrip()[:1]
    if start in (b"{", b"["):
        return _from_json(_parsed(data, path.name), path.name)
    return _from_table(read_csv(data, path.name))


def _from_table(table: TableContent) -> _Rows:
    numbered = tuple((row.number, row.cells) for row in table.rows)
    kind = _kind(table.columns)
    if kind is ImportKind.DORA:
        return _from_dora(table.columns, numbered)
    if kind in {ImportKind.DATA_INCLUSION_V1, ImportKind.DATA_INCLUSION_V0} and not _SERVICE_MARKS & set(table.columns):
        return _Rows(kind, table.columns, (), numbered)
    return _Rows(kind, table.columns, numbered)


def _from_json(found: Any, name: str) -> _Rows:
    if geojson.is_geojson(found):
        table = geojson.table(found, name)
        return _Rows(ImportKind.GEOJSON, table.columns, _numbered(row.cells for row in table.rows))
    services, structures = _lists(found)
    rows = services or structures
    if not rows:
        raise InvalidInput(f"{name} ne contient aucun service. {_NOTHING} Choisissez un autre fichier.")
    columns: dict[str, None] = {}
    for row in rows[:200]:
        columns |= dict.fromkeys(row)
    table_kind = _kind(columns)
    if table_kind is ImportKind.DORA:
        return _from_dora(tuple(columns), _numbered(rows))
    if not structures and table_kind is not ImportKind.TABLE and not _SERVICE_MARKS & set(columns):
        services, structures = [], services
    return _Rows(table_kind, tuple(columns), _numbered(services), _numbered(structures), typed=True)


def _from_dora(columns: tuple[str, ...], rows: _Numbered) -> _Rows:
    """Return the rows of DORA under the names of data·inclusion, and the structures that they tell about."""
    shown = [(number, row) for number, row in rows if dora.published(row)]
    owners: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for number, row in shown:
        owner = dora.as_structure(row)
        if owner is not None:
            owners.setdefault(owner["id"], (number, owner))
    services = tuple((number, dora.as_service(row)) for number, row in shown)
    left_out = len(rows) - len(shown)
    return _Rows(ImportKind.DORA, columns, services, tuple(owners.values()), typed=True, left_out=left_out)


def _parsed(data: bytes, name: str) -> Any:
    from pydantic_core import from_json  # late: only JSON needs it

    try:
        return from_json(data.removeprefix(_BOM))
    except ValueError:  # other letters, a line for each service, or a fault whose place the standard module tells
        return _parsed_with_care(text(data, name), name)


def _parsed_with_care(content: str, name: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        lines = [line for line in content.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:3]):
            return _json_lines(lines, name)
        where = f", vers la ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InvalidInput(f"{name} est incomplet ou mal formé{where}. {_NOTHING} Téléchargez-le à nouveau.") from error


def _json_lines(lines: list[str], name: str) -> list[Any]:
    found = []
    for rank, line in enumerate(lines, start=1):
        try:
            found.append(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise InvalidInput(
                f"{name} est incomplet ou mal formé, à la ligne {rank}. {_NOTHING} Téléchargez-le à nouveau."
            ) from error
    return found


def _lists(found: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the services and the structures of a JSON content: a list, pages of an API, or both kinds by name."""
    if isinstance(found, Mapping):
        structures = _objects(found.get("structures"))
        return _objects(found.get("services") or found.get("items") or found.get("results")), structures
    return _objects(found), []


def _objects(found: Any) -> list[dict[str, Any]]:
    rows = found if isinstance(found, list) else []
    # Some pages wrap each service: {"service": {…}, "distance": 3}.
    plain_rows = (row.get("service", row) if isinstance(row, dict) else row for row in rows)
    return [row for row in plain_rows if isinstance(row, dict)]


def _numbered(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[int, Mapping[str, Any]], ...]:
    return tuple(enumerate(rows, start=1))


def _kind(columns: Iterable[str]) -> ImportKind:
    known = set(columns)
    if dora.is_dora(known):
        return ImportKind.DORA
    if carpool.is_carpool(known):
        return ImportKind.CARPOOL
    if not known >= _V1_MARKS:
        return ImportKind.TABLE
    return ImportKind.DATA_INCLUSION_V0 if is_v0(known) else ImportKind.DATA_INCLUSION_V1


def _source(rows: _Rows) -> str:
    if rows.kind is ImportKind.CARPOOL:
        return carpool.SOURCE
    if rows.kind in {ImportKind.TABLE, ImportKind.GEOJSON}:
        return ""
    told = (row.get("source") for _, row in (*rows.services, *rows.structures))
    names = dict.fromkeys(source if type(source) is str else plain(source) for source in told)
    return ", ".join(name for name in list(dict.fromkeys(map(plain, names)))[:4] if name)


def _data_inclusion(rows: _Rows, options: ReadOptions, tick: Tick) -> ReadFile:
    from mobiconseil.imports.data_inclusion import Checker, unknown_columns  # late: the schema takes 150 ms to import

    old, lenient = rows.kind is ImportKind.DATA_INCLUSION_V0, rows.kind is not ImportKind.DATA_INCLUSION_V1
    checker = Checker(lenient=lenient, typed=rows.typed and not lenient)
    total = len(rows.services) + len(rows.structures)
    owners: dict[RecordId, Organisation] = {}
    for number, row in _ticked(rows.structures, tick, total):
        owner = checker.structure(number, upgraded(row) if old else row)
        if owner is not None:
            owners[owner.id] = owner
    found: list[tuple[int, Service | None]] = []
    left_out = rows.left_out
    ticked = _ticked(rows.services, tick, total, start=len(rows.structures))
    while part := tuple(islice(ticked, _STEP)):
        wanted = [told for told in part if options.themes == "all" or _theme_of(told[1], options.themes)]
        left_out += len(part) - len(wanted)
        read = checker.services([(number, upgraded(row)) for number, row in wanted] if old else wanted)
        found += zip((number for number, _ in wanted), read, strict=True)
    if not lenient:
        odd = unknown_columns(rows.columns, structures=not rows.services)
        checker.remarks += [_column_remark(column) for column in odd]
    kept = _filtered(rows, options, found, owners, checker.remarks, source=_source(rows))
    return ReadFile(
        kind=kept.kind, source=kept.source, schema_version=f"v1 ({version('data-inclusion-schema')})",
        organisations=kept.organisations, services=kept.services, rows=kept.rows, remarks=kept.remarks,
        left_out=kept.left_out + left_out,
    )  # fmt: skip


def _theme_of(row: Mapping[str, Any], wanted: str) -> bool:
    themes = row.get("thematiques")
    try:
        return _written_theme_wanted(tuple(themes) if type(themes) is list else themes, wanted)
    except TypeError:  # lists in the list: nothing of it can be remembered
        return theme_wanted(as_list(themes), wanted)


@lru_cache(maxsize=4096)
def _written_theme_wanted(themes: object, wanted: str) -> bool:
    """Answer once for the themes that many services share."""
    return theme_wanted(as_list(themes), wanted)


def _column_remark(column: str) -> RowRemark:
    return RowRemark(
        row=0, column=column, reason="Colonne inconnue du modèle\u00a0: elle est laissée de côté.",
        severity=Severity.WARNING,
    )  # fmt: skip


def _filtered(
    rows: _Rows,
    options: ReadOptions,
    found: list[tuple[int, Service | None]],
    owners: Mapping[RecordId, Organisation],
    remarks: list[RowRemark],
    *,
    source: str,
) -> ReadFile:
    inside = area_test(options, owners)
    services: dict[RecordId, Service] = {}
    ranks: dict[RecordId, int] = {}
    left_out = 0
    for number, service in found:
        if service is None:
            continue
        if service.id in services:
            remarks.append(_double(number, service, ranks[service.id]))
        elif inside(service):
            services[service.id], ranks[service.id] = service, number
        else:
            left_out += 1
    used = {service.organisation_id for service in services.values()}
    kept = tuple(owner for owner in owners.values() if owner.id in used or not rows.services)
    return ReadFile(
        kind=rows.kind, source=source, schema_version="", organisations=kept,
        services=tuple(services.values()), rows=ranks, remarks=tuple(remarks), left_out=left_out,
    )  # fmt: skip


def _double(number: int, service: Service, first: int) -> RowRemark:
    return RowRemark(
        row=number,
        column="id",
        reason=f"Le même service est déjà à la ligne {first}\u00a0: cette ligne est laissée de côté.",
        severity=Severity.WARNING,
        name=service.name,
    )


def _ticked(
    rows: tuple[tuple[int, Mapping[str, Any]], ...], tick: Tick, total: int, *, start: int = 0
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for done, (number, row) in enumerate(rows, start=start):
        if done % _STEP == 0 and not tick(done, total):
            raise Cancelled
        yield number, row
