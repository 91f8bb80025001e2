"""Texts that every program can read: what a clipboard or another program may slip into one is left out."""

from __future__ import annotations


def clean(text: str) -> str:
    """Return the text without NUL, halves of characters joined again, those that stand alone replaced by « � »."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "")
