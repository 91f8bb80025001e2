"""Words typed by people, turned into queries that the full-text index never refuses."""

from __future__ import annotations

from mobiconseil.domain.typography import fold


def match_expression(text: str) -> str:
    """Return an FTS5 expression that matches rows with all the words of `text`, each as a prefix.

    Words are quoted, so no character of the text can be taken for syntax. Empty when nothing can be searched.
    A run of digit groups is a phone number: « 06 39 98 » is searched as « 063998 ».
    """
    words = [word for word in _words(text) if any(character.isalnum() for character in word)]
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words)


def _words(text: str) -> list[str]:
    cleaned = text.replace("\0", " ")
    compact = "".join(character for character in cleaned if character not in " .-/+\u00a0\u202f")
    if compact.isdigit():
        return [compact]
    return fold(cleaned).split()
