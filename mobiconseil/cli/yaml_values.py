"""Reads YAML one typed key at a time, so that what is wrong is said with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mobiconseil.domain.french_text import fold, quote
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import InvalidInput

T = TypeVar("T")

LARGEST = 2_000_000
"""Bytes of a file of cases: more is another file."""

_YES = frozenset({"oui", "yes", "true", "on", "vrai"})
_NO = frozenset({"non", "no", "false", "off", "faux"})
_UNKNOWN = frozenset({"ne sait pas", "inconnu", "nsp", "?"})
_NOTHING = "tag:yaml.org,2002:null"


def read_yaml(path: Path) -> Value:
    """Return the one document of a YAML file. Raises InvalidInput with the line and the reason."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = "Il n’y a pas de fichier ici" if isinstance(error, FileNotFoundError) else "Ce fichier est illisible"
        raise InvalidInput(f"{what}\u00a0: {path}. Rien n’a été fait. Vérifiez le chemin.") from error
    if len(raw) > LARGEST:
        raise InvalidInput(f"{path.name} est trop gros pour un fichier de situations. Rien n’a été fait.")
    try:
        node = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refusal(path.name, line, "ce texte n’est pas en UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise refusal(path.name, mark.line + 1 if mark else 1, "écriture YAML incorrecte.") from error
    except yaml.YAMLError as error:
        raise refusal(path.name, 1, "un caractère n’a pas sa place dans un fichier YAML.") from error
    except RecursionError as error:
        raise refusal(path.name, 1, "trop de listes les unes dans les autres.") from error
    if node is None:
        raise refusal(path.name, 1, "ce fichier est vide.")
    return Value(name=path.name, node=node)


def refusal(name: str, line: int, reason: str) -> InvalidInput:
    """Return the error shown for a file that cannot be used."""
    return InvalidInput(f"{name}, ligne {line}\u00a0: {reason} Rien n’a été fait. Corrigez cette ligne.")


@dataclass(slots=True, kw_only=True)
class Value:
    """A value written in YAML, with its place; `what` is how it is named in errors."""

    name: str
    node: Node
    what: str = "ce fichier"

    @property
    def line(self) -> int:
        """Return the line where it starts."""
        return int(self.node.start_mark.line) + 1

    @property
    def is_mapping(self) -> bool:
        """Say whether it is made of keys."""
        return isinstance(self.node, MappingNode)

    @property
    def is_nothing(self) -> bool:
        """Say whether nothing is written."""
        return self.node.tag == _NOTHING

    def refuse(self, reason: str) -> NoReturn:
        """Raise InvalidInput at this line."""
        raise refusal(self.name, self.line, reason)

    def text(self) -> str:
        """Return a text, on one line or several."""
        if not isinstance(self.node, ScalarNode) or self.is_nothing:
            self.refuse(f"{quote(self.what)} doit être un texte.")
        return str(self.node.value).strip()

    def whole(self, lowest: int = 0, highest: int = 100_000) -> int:
        """Return a whole number between two others."""
        typed = self.text()
        if not typed.isascii() or not typed.isdigit() or not lowest <= int(typed[:9]) <= highest:
            self.refuse(f"{quote(self.what)} doit être un nombre entier de {lowest} à {highest}, pas {quote(typed)}.")
        return int(typed)

    def number(self) -> float:
        """Return a positive number, whole or not."""
        typed = self.text().replace(",", ".")
        whole, _, fraction = typed.partition(".")
        if not (whole + fraction).isascii() or not whole.isdigit() or not (fraction or "0").isdigit():
            self.refuse(f"{quote(self.what)} doit être un nombre, pas {quote(self.text())}.")
        return float(typed)

    def answer(self) -> TriState:
        """Return oui, non, or not known."""
        if self.is_nothing:
            return TriState.UNKNOWN
        typed = fold(self.text())
        if typed in _YES:
            return TriState.YES
        if typed in _NO:
            return TriState.NO
        if typed in _UNKNOWN:
            return TriState.UNKNOWN
        return self.refuse(f"{quote(self.what)} se répond par oui ou non, pas {quote(self.text())}.")

    def list(self) -> Iterable[Value]:
        """Return the values of a list."""
        if not isinstance(self.node, SequenceNode):
            self.refuse(f"{quote(self.what)} doit être une liste.")
        return [Value(name=self.name, node=each, what=self.what) for each in self.node.value]

    def keys(self) -> Keys:
        """Return the keys of a mapping. A key written twice is refused."""
        if not isinstance(self.node, MappingNode):
            self.refuse(f"{quote(self.what)} doit être fait de clés et de valeurs.")
        found: dict[str, Value] = {}
        for key, value in self.node.value:
            label = Value(name=self.name, node=key, what="une clé")
            code = label.text()
            if code in found:
                label.refuse(f"{quote(code)} est écrit deux fois.")
            found[code] = Value(name=self.name, node=value, what=code)
        return Keys(values=found)


@dataclass(slots=True, kw_only=True)
class Keys:
    """The keys of a mapping, taken one by one; `left` are those that nothing read."""

    values: dict[str, Value]
    taken: set[str] = field(default_factory=set)

    def take(self, key: str, read: Callable[[Value], T], default: T) -> T:
        """Return what `read` makes of a key, or the default when it is absent or says nothing."""
        self.taken.add(key)
        value = self.values.get(key)
        return default if value is None or value.is_nothing else read(value)

    @property
    def left(self) -> list[tuple[str, Value]]:
        """Return the keys that nothing read."""
        return [(key, value) for key, value in self.values.items() if key not in self.taken]


def codes(value: Value, known: Iterable[str] | None, what: str) -> frozenset[str]:
    """Return a list of codes, each of which must be among `known`."""
    allowed = None if known is None else set(known)
    found = set()
    for each in value.list():
        code = each.text()
        if allowed is not None and code not in allowed:
            each.refuse(f"{what} {quote(code)} n’existe pas.")
        found.add(code)
    return frozenset(found)


def pairs(value: Value, read: Callable[[str, Value], T]) -> dict[str, T]:
    """Return what `read` makes of each key of a mapping."""
    return {key: read(key, each) for key, each in value.keys().values.items()}
