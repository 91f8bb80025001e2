"""A gentle sentence about what a shared text should rather not hold."""

from __future__ import annotations

from mobiconseil.domain.free_text_guard import SensitiveWords, inspect


def advice(text: str, words: SensitiveWords) -> str:
    """Return the first thing to look at again, with its place in the text, or an empty text."""
    found = inspect(text, words)
    if not found:
        return ""
    first = found[0]
    return f"«\u00a0{first.excerpt}\u00a0»\u00a0: {first.sentence}"
