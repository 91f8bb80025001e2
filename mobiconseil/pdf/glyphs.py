"""Turn any text into characters that the embedded fonts can draw.

Signs absent from the fonts are written in French words; every other unknown character (emoji, another script)
becomes one visible replacement sign, so that a reader sees that something could not be printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mobiconseil.pdf.fonts import covered

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

IN_WORDS = {
    "≈": "environ",
    "→": "vers",
    "←": "depuis",
    "≥": "au moins",
    "≤": "au plus",
    "✓": "oui",
    "✔": "oui",
    "✗": "non",
    "✘": "non",
    "☐": "[ ]",
    "☑": "[x]",
}

_IN_WORDS = re.compile(" ?([" + "".join(IN_WORDS) + "]) ?")
_INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def drawable(text: str) -> str:
    """Return the text with only drawable characters; line ends are kept, other controls are not."""
    flat = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    flat = flat.replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(map(_drawn, _IN_WORDS.sub(_word, flat)))


def _word(match: re.Match[str]) -> str:
    before = " " if match.start() else ""
    after = " " if match.end() < len(match.string) else ""
    return f"{before}{IN_WORDS[match.group(1)]}{after}"


@lru_cache(maxsize=4096)
def _drawn(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or (ord(char) in covered() and category not in {"Cc", "Cf"}):
        return char
    if category in _INVISIBLE or ord(char) in _SKIN_TONES:
        return ""
    return " " if char.isspace() else REPLACEMENT
