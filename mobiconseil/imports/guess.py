"""A first idea of the family and of the catalogue service of an imported sheet; the team corrects it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from mobiconseil.domain.french_text import fold
from mobiconseil.paths import resources

_DESCRIPTION_READ = 400
"""Characters of the description that are looked at: what a service is stands at the beginning."""


_FOLDED = {code: fold(chr(code)) or " " for code in (*range(0x80, 0x250), *range(0x2010, 0x2030), *map(ord, "-'_`´"))}
"""`fold`, letter by letter: twenty thousand sheets are looked at in one go."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Family (« F2 ») and catalogue service (« F2-07 »), each empty when nothing tells."""

    family: str
    catalogue: str


@cache
def _rules() -> tuple[re.Pattern[str], Mapping[str, tuple[int, str]], Mapping[str, str]]:
    """Return the words to look for, the rank and the code of each, and the family of each theme."""
    found = tomllib.loads((resources() / "reference" / "directory_words.toml").read_text(encoding="utf-8"))
    codes = {word: (rank, code) for rank, (code, words) in enumerate(found["words"].items()) for word in words}
    return re.compile(rf"\b{_any_of(tuple(codes))}"), codes, found["themes"]


def _any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for the longest of these words: shared beginnings once, so most letters are refused at once."""
    ends: dict[str, list[str]] = {}
    for word in filter(None, words):
        ends.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(letter) + _any_of(tuple(rest)) for letter, rest in ends.items()]
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return pattern if "" not in words else f"(?:{pattern})?" if branches else ""


def guess(name: str, description: str, themes: Iterable[str]) -> Guess:
    """Return what the words of the name tell, then those of the description that agree with the themes."""
    if code := _first(name, ()):
        return _service(code)
    by_theme = _rules()[2]
    families = tuple(by_theme[theme] for theme in themes if theme in by_theme)
    if code := _first(description[:_DESCRIPTION_READ], families):
        return _service(code)
    # « Être accompagné » goes with nearly everything: another theme says more.
    telling = sorted(families, key=lambda family: (family == "F1", family))
    return Guess(telling[0] if telling else "", "")


@cache
def _service(code: str) -> Guess:
    return Guess(code[:2], code)


def _first(text: str, families: tuple[str, ...]) -> str:
    pattern, codes, _ = _rules()
    found = [codes[word] for word in pattern.findall(text.lower().translate(_FOLDED))]
    if families:
        found = [(rank, code) for rank, code in found if code[:2] in families]
    return min(found)[1] if found else ""
