"""What is typed, as the indexes of places know it."""

from __future__ import annotations

import re

from mobiconseil.domain.french_text import fold

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = ("le ", "la ", "les ", "l ", "los ", "las ")


def normalise(text: str) -> str:
    """Return the words without case, accent nor sign; « st » is « saint »."""
    words = _NOT_WORD.sub(" ", fold(text)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def without_article(normalised: str) -> str:
    """Return a normalised name without its article; empty when it has none."""
    for article in _ARTICLES:
        if normalised.startswith(article):
            return normalised[len(article) :]
    return ""


def forms(typed: str) -> tuple[str, ...]:
    """Return how the typed text may read: « st » at the end is « saint », or the start of « Strasbourg »."""
    first = normalise(typed)
    last = _NOT_WORD.sub(" ", fold(typed)).split()[-1:]
    if last and last[0] in _SHORT:
        return first, f"{first.rpartition(' ')[0]} {last[0]}".strip()
    return (first,) if first else ()
