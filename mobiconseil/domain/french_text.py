"""French text tools without figures: folding for search, sorting, initials, typography of what people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

NBSP = "\u00a0"
NARROW = "\u202f"

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n"}
)
_JOINERS = re.compile(r"[\s'’‘ʼ`´\-‐‑‒–—−_]+")
_PARTICLES = frozenset({"de", "du", "des", "la", "le", "les", "d", "l", "van", "von", "el", "al", "ben", "da", "dos"})

_PROTECTED = (
    r"(?P<protected>(?:https?://|www\.)[^\s«»\"]*[^\s«»\".,;:!?)…]"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d))"
)
_BEFORE = r"(?<=[\w)\]»’…\"€%.])"
_SPACES = r"[ \u00a0\u202f]*"
_END = r"(?=\s|$|[»”)\]])"
_RULES = (
    (r"\.{3,}", "…"),
    (r"(?<=[^\W\d_])'", "’"),
    (r"\"(?P<text>[^\"\n]+)\"", f"«{NBSP}{{text}}{NBSP}»"),
    (rf"«{_SPACES}", f"«{NBSP}"),
    (rf"{_SPACES}»", f"{NBSP}»"),
    (rf"{_BEFORE}{_SPACES}(?P<text>[!?]+|;){_END}", f"{NARROW}{{text}}"),
    (rf"(?<=\d){_SPACES}%(?!\w)", f"{NARROW}%"),
    (rf"{_BEFORE}{_SPACES}:(?=\s|$)", f"{NBSP}:"),
    (r"(?<=\d) (?=(?:€|km|min|h|j)(?!\w))", NBSP),
    (r"(?<=\d\u00a0h) (?=\d\d(?!\d))", NBSP),
    (r"(?P<text>\b(?:M\.|MM\.|Mme|Mmes|Mlle|Dr)) (?=[^\W\d_])", f"{{text}}{NBSP}"),
)


def fold(text: str) -> str:
    """Return `text` as search and comparison see it: no case, accents, hyphens nor apostrophes; œ is oe."""
    if text.isascii():
        return _JOINERS.sub(" ", text.lower()).strip()
    lowered = text.casefold().translate(_LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return _JOINERS.sub(" ", bare.casefold().translate(_LIGATURES)).strip()


def sort_key(text: str) -> tuple[str, str]:
    """Return the key that sorts as a French reader expects: « Élodie » between « Édith » and « Émile »."""
    return fold(text), text


def initials(name: str) -> str:
    """Return one or two capitals for a name: « Lucie Martin » → « LM », « Anne de La Tour » → « AT »."""
    words = [word for word in name.replace("’", " ").replace("'", " ").split() if word[0].isalpha()]
    main = [word for word in words if fold(word) not in _PARTICLES] or words
    if not main:
        return ""
    chosen = [main[0]] if len(main) == 1 else [main[0], main[-1]]
    return "".join(word[0].upper() for word in chosen)


def quote(text: str) -> str:
    """Return `text` between French quotation marks, with their no-break spaces."""
    return f"«{NBSP}{text.strip()}{NBSP}»"


def tidy(text: str) -> str:
    """Return text typed by a person with French typography; addresses, e-mails and times 8:30 are left alone.

    Applying it twice changes nothing more.
    """
    for _ in range(8):
        tidied = text
        for pattern, replacement in _rules():
            tidied = pattern.sub(_replacer(replacement), tidied)
        if tidied == text:
            break
        text = tidied
    return text


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the rules, compiled when a first text is tidied: the lock screen has none."""
    return tuple((re.compile(_PROTECTED + "|" + pattern), replacement) for pattern, replacement in _RULES)


def _replacer(replacement: str) -> Callable[[re.Match[str]], str]:
    """Return the function that applies a rule, except inside what is protected."""

    def replace(match: re.Match[str]) -> str:
        found = match.groupdict()
        if found["protected"] is not None:
            return found["protected"]
        kept = (found.get("text") or "").strip(f" {NBSP}{NARROW}") if "«" in replacement else found.get("text")
        return replacement.replace("{text}", kept or "")

    return replace
