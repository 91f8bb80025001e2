"""The words of an address, as the index knows them and as people shorten them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mobiconseil.geo.words import normalise

_SHORT = {
    "av": "avenue",
    "ave": "avenue",
    "all": "allee",
    "bd": "boulevard",
    "bld": "boulevard",
    "bvd": "boulevard",
    "ch": "chemin",
    "che": "chemin",
    "chem": "chemin",
    "crs": "cours",
    "dr": "docteur",
    "fbg": "faubourg",
    "gal": "general",
    "imp": "impasse",
    "lot": "lotissement",
    "mal": "marechal",
    "pce": "place",
    "pl": "place",
    "pr": "professeur",
    "pte": "porte",
    "qu": "quai",
    "res": "residence",
    "rte": "route",
    "sq": "square",
    "vc": "voie communale",
    "zi": "zone industrielle",
    "za": "zone artisanale",
}
_WRITTEN = frozenset(_SHORT)
_NUMBER = re.compile(r"^\s*(\d{1,4})(?!\d)\s*(?:(bis|ter|quater|[a-h])\b(?!['’]))?[\s,]*(?=\S)", re.IGNORECASE)
_SUFFIXES = {"bis": "bis", "ter": "ter", "quater": "quater"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An address as typed: a number or none, then words."""

    number: int | None
    suffix: str
    words: tuple[str, ...]
    ended: bool
    """Whether the last word is whole: a space was typed after it."""


def parse(typed: str) -> Asked:
    """Return the number and the words of what is typed."""
    match = _NUMBER.match(typed)
    rest = typed[match.end() :] if match else typed
    suffix = (match.group(2) or "").lower() if match else ""
    return Asked(
        number=int(match.group(1)) if match else None,
        suffix=_SUFFIXES.get(suffix, suffix),
        words=tuple(normalise(rest).split()),
        ended=typed[-1:].isspace(),
    )


def street_words(*texts: str) -> str:
    """Return the words of a street for the index: those written short are also indexed at full length."""
    words = normalise(" ".join(texts)).split()
    return " ".join([*words, *(_SHORT[word] for word in words if word in _WRITTEN)])


def match_expression(asked: Asked) -> str:
    """Return the query of the streets that have each word, the last one perhaps only begun."""
    parts = []
    for place, word in enumerate(asked.words):
        begun = place == len(asked.words) - 1 and not asked.ended
        parts.append(_either(word, begun))
    return " AND ".join(parts)


def _either(word: str, begun: bool) -> str:
    plain = f'"{word}" *' if begun else f'"{word}"'
    whole = _SHORT.get(word, "").split()
    if not whole:
        return plain
    full = " AND ".join(f'"{part}"' for part in whole)
    return f"({plain} OR ({full}))"
