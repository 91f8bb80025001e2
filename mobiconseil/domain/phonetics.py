"""How a French name sounds, as a short key: « Renaud », « Renault » and « Reno » give the same one."""

from __future__ import annotations

import re
from functools import lru_cache

from mobiconseil.domain.french_text import fold

_PARTICLES = frozenset(
    {"de", "du", "des", "la", "le", "les", "d", "l", "van", "von", "der", "den", "el", "al", "ben", "ibn", "da", "do"}
    | {"dos", "di", "epouse", "ep", "nee", "ne", "veuve", "vve"}
)

_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^franco(?=is)", "franso"),  # « François » typed without its cedilla
        (r"e?aul[tdx]s?$", "o"),  # Renault
        (r"e?au", "o"),
        (r"ph", "f"),
        (r"ch(?=[rl])", "k"),  # Christelle
        (r"sch|sh|ch", "X"),  # one sound, kept apart from c and h
        (r"h", ""),
        (r"y", "i"),
        (r"gu(?=[ei])", "G"),
        (r"ge(?=[ao])|g(?=[ei])", "j"),
        (r"G", "g"),
        (r"qu|q|ck", "k"),
        (r"c(?=[ei])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"bv", "v"),  # Lefebvre
        (r"ez$|ee$|(?<=[aoi])e$", "E"),  # Fourniez, RENEE, ZOE, FOURNIE: é without its accent
        (r"z", "s"),
        (r"x(?=.)", "ks"),
        (r"[ae]in(?![aeiou])", "in"),
        (r"(?:e[nm]|am)(?=[bcdfgjkpqstvX])", "an"),
        (r"m(?=[bp])", "n"),
        (r"ai|ei", "e"),
        (r"oo|ou", "u"),
        (r"(.)\1+", r"\1"),
        (r"e[rt]s?$", "E"),  # Fournier, Collet: sounds é
        (r"(?<=..)es?$", ""),
        (r"(?<=.)[tdsx]+$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=100_000)
def phonetic_key(name: str) -> str:
    """Return how `name` sounds, without accents, spaces, doubled nor silent letters; empty without any letter.

    It is lossy on purpose and stable: it serves to find look-alikes in an index, never to decide alone.
    """
    sounded = re.sub(r"(?:é|e\u0301|É|E\u0301)(?=e?s?$)", "er", name.strip())
    sounded = re.sub(r"er[eE]?[sS]?$", "er", sounded) if sounded != name.strip() else sounded
    key = "".join(c for c in fold(sounded) if c.isalpha())
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key.lower().replace("x", "ch") if key else ""


def name_parts(name: str) -> tuple[str, ...]:
    """Return the folded parts that distinguish a name: « Le Goff-Martin » → ("goff", "martin")."""
    words = tuple(fold(name).split())
    return tuple(word for word in words if word not in _PARTICLES and len(word) > 1) or words


def phonetic_keys(name: str) -> tuple[str, ...]:
    """Return the keys of the whole name, with and without its accents, then of its parts: what an index stores."""
    keys = (phonetic_key(name), phonetic_key(fold(name)), *(phonetic_key(part) for part in name_parts(name)))
    return tuple(dict.fromkeys(key for key in keys if key))
