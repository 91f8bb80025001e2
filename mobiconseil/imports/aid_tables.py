"""Tables of local aids (CSV, XLSX), read as French people write them; what cannot be read is said, row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mobiconseil.domain.aid import Volatility
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.directory import joined
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.french_dates import parse_date
from mobiconseil.domain.french_input import parse_email, parse_phone
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.local_aids import PREFIX, local_code
from mobiconseil.domain.reference import Reference
from mobiconseil.errors import InvalidInput
from mobiconseil.imports.aid_columns import COLUMNS, EXAMPLE, field_of
from mobiconseil.imports.content import raw
from mobiconseil.imports.tables import ZIP, TableContent, TableRow, read_csv, read_xlsx
from mobiconseil.imports.values import as_list, number, plain
from mobiconseil.services.aid_ports import ReadAid, ReadAids
from mobiconseil.services.directory_ports import RowRemark, Severity

_LONGEST = 10_000
_SHORTEST_NAME = 3
_LARGEST = 1_000_000
_YES = {"oui", "o", "1", "true", "vrai", "x", "yes"}
_NO = {"non", "n", "0", "false", "faux", "no"}
_EVERYWHERE = {"france", "france entiere", "toute la france", "partout"}
_NOTHING = "Rien n’a été modifié."


class AidTables:
    """Reads tables of aids; keeps nothing between two."""

    def __init__(self, today: date) -> None:
        self._today = today

    def read(self, path: Path, reference: Reference) -> ReadAids:
        """Return what the table says. Raises InvalidInput with what to do."""
        data = raw(path)
        table = read_xlsx(data, path.name) if data.startswith(ZIP) else read_csv(data, path.name)
        fields = _fields(table, path.name)
        rows = _Rows(fields, _Words.of(reference), self._today)
        aids = tuple(aid for row in table.rows if (aid := rows.aid(row)) is not None)
        left_out = tuple(column for column in table.columns if column not in fields)
        return ReadAids(file_name=path.name, aids=aids, remarks=tuple(rows.remarks), left_out=left_out)

    def model(self) -> bytes:
        """Return a table to fill, as a CSV that spreadsheets open: the titles, and one aid as an example."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(COLUMNS.values())
        writer.writerow(EXAMPLE.get(name, "") for name in COLUMNS)
        return text.getvalue().encode("utf-8-sig")


def _fields(table: TableContent, name: str) -> dict[str, str]:
    """Return column → field, each field once. Raises InvalidInput when the names of the aids are nowhere."""
    found: dict[str, str] = {}
    for column in table.columns:
        wanted = field_of(column)
        if wanted and wanted not in found.values():
            found[column] = wanted
    if "name" not in found.values():
        raise InvalidInput(
            f"{name} n’a pas de colonne «\u00a0{COLUMNS['name']}\u00a0». {_NOTHING} "
            "Mettez les titres des colonnes en première ligne, comme dans le modèle."
        )
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a table → codes of the reference."""

    statuses: Mapping[str, str]
    publics: Mapping[str, str]
    services: Mapping[str, str]
    aids: Mapping[str, str]
    questions: Mapping[str, str]

    @classmethod
    def of(cls, reference: Reference) -> _Words:
        """Return the codes and the labels that a cell may hold."""
        statuses: dict[str, str] = {}
        for kind in reference.statuses.kinds:
            for words in (kind.code, kind.label, kind.short_label):
                statuses |= {fold(agree(words, civility)): kind.code for civility in Civility}
        publics = {fold(text): member.value for member in Audience for text in (member.value, member.label)}
        services = {fold(s.code): s.code for s in reference.services.services}
        aids = {fold(text): aid.code for aid in reference.aids.aids for text in (aid.code, aid.name)}
        questions = {fold(text): q.code for q in reference.questions.questions for text in (q.code, q.label)}
        return cls(statuses, publics, services, aids, questions)


@dataclass(slots=True)
class _Rows:
    """Turns the rows of one table into aids."""

    fields: Mapping[str, str]
    words: _Words
    today: date
    remarks: list[RowRemark] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def aid(self, row: TableRow) -> ReadAid | None:
        """Return what a row says, or None when it is refused."""
        cells = {name: plain(row.cells.get(column, "")) for column, name in self.fields.items()}
        titles = {name: column for column, name in self.fields.items()}
        name = cells.get("name", "")
        if len(name) < _SHORTEST_NAME:
            self._refuse(row, titles["name"], "Le nom de l’aide manque.", name)
            return None
        code = self._code(cells)
        if code in self.seen:
            self._refuse(row, titles["name"], f"La même aide est déjà à la ligne {self.seen[code]}.", name)
            return None

        def warn(wanted: str, reason: str) -> None:
            self.remarks.append(
                RowRemark(row=row.number, column=titles[wanted], reason=reason, severity=Severity.WARNING, name=name)
            )

        read = {wanted: value for wanted, text in cells.items() if text and wanted != "code"
                for value in [self._value(wanted, text, warn)] if value is not None}  # fmt: skip
        for lowest, highest, reason in _BOUNDS:
            if _upside_down(read, lowest, highest):
                self._refuse(row, titles[lowest], reason, name)
                return None
        self.seen[code] = row.number
        return ReadAid(row=row.number, code=code, fields=self._completed(read, cells))

    def _value(self, wanted: str, text: str, warn: Callable[[str, str], None]) -> Any:
        reader = _READERS.get(wanted)
        if reader is None:
            return text[:_LONGEST]
        try:
            return reader(self, text)
        except InvalidInput as error:
            warn(wanted, str(error))
            return None

    def _completed(self, read: Mapping[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
        """Keep in the conditions whom and where it is for when no code says so: nobody is to be promised an aid."""
        found = dict(read)
        for wanted, label in _RESTRICTING.items():
            if cells.get(wanted) and wanted not in found:
                said = f"{label}\u00a0: {cells[wanted][:_LONGEST]}"
                found["conditions"] = "\n".join(part for part in (found.get("conditions", ""), said) if part)
        return found

    def _code(self, cells: Mapping[str, str]) -> str:
        if cells.get("code"):
            return local_code(cells["code"].removeprefix("local_"))
        return local_code(cells["name"], cells.get("decided_by", ""))

    def _refuse(self, row: TableRow, column: str, reason: str, name: str) -> None:
        remark = RowRemark(row=row.number, column=column, reason=reason, severity=Severity.REFUSED, name=name)
        self.remarks.append(remark)


_RESTRICTING = {"publics": "Publics", "statuses": "Situations", "zones": "Zone"}
"""Fields whose words are read by the adviser when they are no code."""

_BOUNDS = (
    ("min_age", "max_age", "L’âge minimum dépasse l’âge maximum."),
    ("min_distance_km", "max_distance_km", "Le trajet minimum dépasse le trajet maximum."),
)


def _upside_down(read: Mapping[str, Any], lowest: str, highest: str) -> bool:
    low, high = read.get(lowest), read.get(highest)
    return low is not None and high is not None and low > high


def _integer(_: _Rows, text: str) -> int:
    figure = number(text.replace("€", "").replace("euros", ""))
    if figure is None or not 0 <= figure <= _LARGEST:
        raise InvalidInput(f"Ce nombre n’est pas compris\u00a0: {text[:40]}. La case est laissée de côté.")
    return round(figure)


def _decimal(_: _Rows, text: str) -> float:
    figure = number(fold(text).replace("km", ""))
    if figure is None or not 0 <= figure <= _LARGEST:
        raise InvalidInput(f"Ce nombre n’est pas compris\u00a0: {text[:40]}. La case est laissée de côté.")
    return figure


def _boolean(_: _Rows, text: str) -> bool:
    said = fold(text)
    if said not in _YES | _NO:
        raise InvalidInput(f"Répondez oui ou non\u00a0: {text[:40]}. La case est laissée de côté.")
    return said in _YES


def _past_day(rows: _Rows, text: str) -> date:
    day = parse_date(text[:10] if text[4:5] == "-" else text, rows.today, prefer="past")
    if day is None or day > rows.today or day.year < 2000:
        raise InvalidInput(
            f"Cette date n’est pas comprise, ou elle est dans le futur\u00a0: {text[:40]}. La case est laissée de côté."
        )
    return day


def _day(rows: _Rows, text: str) -> date:
    day = parse_date(text[:10] if text[4:5] == "-" else text, rows.today)
    if day is None or day.year < 2000:
        raise InvalidInput(f"Cette date n’est pas comprise\u00a0: {text[:40]}. La case est laissée de côté.")
    return day


def _coded(words: Callable[[_Words], Mapping[str, str]], *, kept: bool = False) -> Callable[[_Rows, str], str]:
    fate = "Elle est gardée dans les conditions." if kept else "La case est laissée de côté."

    def read(rows: _Rows, text: str) -> str:
        known = words(rows.words)
        said = _parts(text, known)
        unknown = [part for part in said if fold(part) not in known]
        if unknown:
            raise InvalidInput(f"Valeur non reconnue\u00a0: {unknown[0][:40]}. {fate}")
        found = {known[fold(part)] for part in said}
        return Audience.EVERYBODY.value if Audience.EVERYBODY in found else joined(found)

    return read


def _excluded(rows: _Rows, text: str) -> str:
    """Return the codes of aids: those shipped by code or name, those of the structure by code."""
    own = {fold(part): part for piece in as_list(text) for part in piece.split() if part.startswith(PREFIX)}
    return _coded(lambda words: {**words.aids, **own})(rows, text)


def _parts(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parts of a list; codes may also stand with a mere space between them."""
    parts = as_list(text)
    if len(parts) == 1 and fold(parts[0]) not in known:
        return tuple(parts[0].split()) if all(fold(word) in known for word in parts[0].split()) else parts
    return parts


def _zones(_: _Rows, text: str) -> str:
    if fold(text) in _EVERYWHERE:
        return "france"
    parts = [part for piece in as_list(text) for part in piece.split()]
    if not parts or not all(_is_zone(part) for part in parts):
        raise InvalidInput("Cette zone n’est pas un code\u00a0: elle est gardée dans les conditions.")
    return joined(part.upper() for part in parts)


def _is_zone(part: str) -> bool:
    digits = part.upper().replace("2A", "20").replace("2B", "20")
    return digits.isdigit() and len(part) in (2, 3, 5, 9)


def _papers(_: _Rows, text: str) -> str:
    separators = text.replace("|", "\n").replace(";", "\n")
    return "\n".join(line.strip() for line in separators.splitlines() if line.strip())


def _volatility(_: _Rows, text: str) -> str:
    code = text.strip().upper()
    if code not in [member.value for member in Volatility]:
        raise InvalidInput(f"La volatilité est V1, V2 ou V3\u00a0: {text[:40]}. La case est laissée de côté.")
    return code


def _link(_: _Rows, text: str) -> str:
    link = text if text.startswith(("http://", "https://")) else f"https://{text}"
    if " " in link or "." not in link:
        raise InvalidInput(f"Cette adresse Web n’est pas complète\u00a0: {text[:40]}. La case est laissée de côté.")
    return link


def _same(names: Iterable[str], reader: Callable[[_Rows, str], Any]) -> dict[str, Callable[[_Rows, str], Any]]:
    return dict.fromkeys(names, reader)


_READERS: Mapping[str, Callable[[_Rows, str], Any]] = {
    **_same(
        ("min_age", "max_age", "ceiling", "deposit", "max_income_quotient", "licence_seniority_years",
         "min_duration_min"),
        _integer,
    ),
    **_same(("ask_before", "licence_needed", "needs_registration"), _boolean),
    **_same(("valid_from", "valid_until", "abolished_on"), _day),
    **_same(("min_distance_km", "max_distance_km"), _decimal),
    "verified_on": _past_day,
    "statuses": _coded(lambda words: words.statuses, kept=True),
    "publics": _coded(lambda words: words.publics, kept=True),
    "catalogue": _coded(lambda words: words.services),
    "excludes": _excluded,
    "questions": _coded(lambda words: words.questions),
    "zones": _zones,
    "papers": _papers,
    "volatility": _volatility,
    "source_url": _link,
    "phone": lambda _, text: parse_phone(text),
    "email": lambda _, text: parse_email(text) or "",
}  # fmt: skip
