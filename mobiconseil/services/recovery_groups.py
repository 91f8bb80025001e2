"""The recovery key as it is retyped: groups of four characters, forgiving about case, spaces and look-alikes."""

from __future__ import annotations

GROUPS = 8
GROUP_LENGTH = 4

_LOOK_ALIKES = str.maketrans({"O": "0", "I": "L", "1": "L", "B": "8", "|": "L"})
_SEPARATORS = str.maketrans(dict.fromkeys("-‐‑‒–—−_./,;:·•\u200b\ufeff"))


def clean(text: str) -> str:
    """Return the characters that count, in capitals, look-alikes replaced."""
    return "".join(text.translate(_SEPARATORS).split()).upper().translate(_LOOK_ALIKES)


def groups(code: str) -> tuple[str, ...]:
    """Return the groups of a code, to have some of them retyped: « PDLV-7TAA-… » → ("PDLV", "7TAA", …)."""
    text = clean(code)
    return tuple(text[i : i + GROUP_LENGTH] for i in range(0, len(text), GROUP_LENGTH))


def same_group(typed: str, expected: str) -> bool:
    """Say whether a retyped group is the expected one, look-alikes, case and spaces aside."""
    return clean(typed) == clean(expected)
