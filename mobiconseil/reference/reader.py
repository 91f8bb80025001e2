"""Reads TOML one typed key at a time, so that nothing unknown, missing or mistyped passes, and says where it was."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from mobiconseil import paths
from mobiconseil.errors import InvalidReference, MobiConseilError

E = TypeVar("E", bound=StrEnum)
Position = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[{1,2})\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")
_SYNTAX_LINE = re.compile(r"at line (\d+)")


Refusal = Callable[[str, int, str], MobiConseilError]
"""Makes the error shown for (name of the file, line, reason)."""


def refused(name: str, line: int, reason: str) -> InvalidReference:
    """Return the error shown for a reference file that cannot be used."""
    return InvalidReference(
        f"Le fichier de référence {name}, ligne {line}\u00a0: {reason} "
        "Vos dossiers sont intacts. Corrigez ce fichier ou réinstallez MobiConseil."
    )


@dataclass(slots=True)
class Source:
    """A reference file: its name, its text, and how it is refused."""

    name: str
    text: str
    refusal: Refusal = refused

    def refuse(self, where: Position, reason: str) -> NoReturn:
        """Raise the error naming the file, the line of `where` and the reason."""
        raise self.refusal(self.name, line_of(self.text, where), reason)


def open_table(path: Path, refusal: Refusal = refused) -> Table:
    """Return the root table of the TOML file `path`.

    Raises what `refusal` makes, InvalidReference by default, if it cannot be read or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise refusal(path.name, 1, "fichier introuvable.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise refusal(path.name, 1, "fichier illisible.") from error
    return read_table(path.name, text, refusal)


def open_reference(name: str, path: Path | None = None) -> Table:
    """Return the root table of a reference file: the one that came with the program, or another one."""
    return open_table(path or paths.resources() / "reference" / name)


def read_table(name: str, text: str, refusal: Refusal = refused) -> Table:
    """Return the root table of a TOML text. Raises what `refusal` makes if it is not TOML."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _SYNTAX_LINE.search(str(error))
        line = int(found.group(1)) if found else len(text.splitlines()) or 1
        raise refusal(name, line, "écriture TOML incorrecte.") from error
    return Table(Source(name, text, refusal), (), data)


@dataclass(slots=True)
class Table:
    """A TOML table whose keys are taken one by one; `close` refuses those that were not."""

    source: Source
    where: Position
    data: dict[str, Any]
    taken: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; an empty one is refused unless it is the default."""
        value = self._take(key, str, "un texte", default)
        if not value.strip() and value != default:
            self.refuse(key, f"«\u00a0{key}\u00a0» est vide.")
        return str(value)

    def integer(self, key: str) -> int:
        """Return a whole number."""
        return int(self._take(key, int, "un nombre entier", None))

    def optional_integer(self, key: str) -> int | None:
        """Return a whole number, or None if the key is absent."""
        return self.integer(key) if key in self.data else None

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number, whole or not."""
        return float(self._take(key, (int, float), "un nombre", default))

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """Return true or false."""
        return bool(self._take(key, bool, "true ou false", default))

    def day(self, key: str) -> date:
        """Return a date."""
        value: date = self._take(key, date, "une date", None)
        return value

    def member(self, key: str, vocabulary: type[E]) -> E:
        """Return the member of `vocabulary` whose code is written."""
        code = self.text(key)
        if code not in [member.value for member in vocabulary]:
            self.refuse(key, f"«\u00a0{code}\u00a0» n’est pas une valeur connue ({', '.join(vocabulary)}).")
        return vocabulary(code)

    def texts(self, key: str, optional: bool = False) -> tuple[str, ...]:
        """Return a list of texts; none when it is optional and absent."""
        values: list[Any] = self._take(key, list, "une liste de textes", [] if optional else None)
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.refuse(key, f"«\u00a0{key}\u00a0» doit être une liste de textes.")
        return tuple(values)

    def table(self, key: str) -> Table:
        """Return a sub-table."""
        return Table(self.source, (*self.where, key), self._take(key, dict, "une section", None))

    def tables(self, key: str, optional: bool = False) -> tuple[Table, ...]:
        """Return a list of sub-tables; not empty unless optional."""
        values: list[Any] = self._take(key, list, "une liste de sections", [] if optional else None)
        if not all(isinstance(value, dict) for value in values):
            self.refuse(key, f"«\u00a0{key}\u00a0» doit être une liste de sections.")
        return tuple(Table(self.source, (*self.where, key, index), value) for index, value in enumerate(values))

    def entries(self, key: str, code: str) -> tuple[Table, ...]:
        """Return an optional list of sub-tables, each of which may be written as the mere text of its key `code`."""
        values: list[Any] = self._take(key, list, "une liste", [])
        if not all(isinstance(value, (str, dict)) for value in values):
            self.refuse(key, f"«\u00a0{key}\u00a0» doit être une liste de textes ou de sections.")
        return tuple(
            Table(self.source, (*self.where, key, index), {code: value} if isinstance(value, str) else value)
            for index, value in enumerate(values)
        )

    def check_codes(self, key: str, codes: Iterable[str], known: Iterable[str]) -> None:
        """Refuse the first of the codes of a key that is not known."""
        names = frozenset(known)
        for code in codes:
            if code not in names:
                self.refuse(key, f"le code «\u00a0{code}\u00a0» n’existe pas.")

    def close(self) -> None:
        """Refuse the keys that nothing read."""
        unknown = sorted(self.data.keys() - self.taken)
        if unknown:
            self.refuse(unknown[0], f"clé inconnue «\u00a0{unknown[0]}\u00a0».")

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raise InvalidReference at the line of `key`."""
        self.source.refuse((*self.where, key), reason)

    def _take(self, key: str, kind: type | tuple[type, ...], expected: str, default: Any) -> Any:
        self.taken.add(key)
        if key not in self.data:
            if default is None:
                self.refuse(key, f"il manque «\u00a0{key}\u00a0».")
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(key, f"«\u00a0{key}\u00a0» doit être {expected}.")
        return value


def unique(tables: Iterable[tuple[Table, str]]) -> None:
    """Refuse a code that appears twice among (table, code)."""
    seen: set[str] = set()
    for table, code in tables:
        if code in seen:
            table.refuse("code", f"le code «\u00a0{code}\u00a0» est en double.")
        seen.add(code)


def line_of(text: str, where: Position) -> int:
    """Return the line of the key or section `where` in a TOML text, or of the nearest section that holds it."""
    best_line, best_depth = 1, 0
    for line, path in _positions(text):
        depth = _common(path, where)
        if depth == len(path) and depth > best_depth:
            best_line, best_depth = line, depth
    return best_line


def _positions(text: str) -> Iterable[tuple[int, Position]]:
    """Yield each header, key and element, one per line, of a list of a TOML text with its line."""
    counts: dict[Position, int] = {}
    section: Position = ()
    array: Position = ()
    element = 0
    for line, content in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(content)
        if header:
            section = _section(header.group(2).split("."), header.group(1) == "[[", counts)
            yield line, section
        elif key := _KEY.match(content):
            array, element = (*section, key.group(1)), 0
            yield line, array
        elif content.lstrip().startswith(("{", '"')):
            yield line, (*array, element)
            element += 1


def _section(names: list[str], repeated: bool, counts: dict[Position, int]) -> Position:
    path: Position = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, names[-1])
    if repeated:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


def _common(path: Position, where: Position) -> int:
    depth = 0
    for left, right in zip(path, where, strict=False):
        if left != right:
            break
        depth += 1
    return depth
