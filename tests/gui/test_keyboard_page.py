import re
from pathlib import Path

import pytest

import keyboard_page
from mobiconseil.ui.sections import SECTIONS
from mobiconseil.ui.shortcuts import KEYS

FRENCH = {"Shift": "Maj", "PgDown": "Page ↓", "PgUp": "Page ↑", "Esc": "Échap"}
TWINS = {"Ctrl+=", "Ctrl+à", "Ctrl+Shift+Z", "Ctrl+PgDown", "Ctrl+PgUp"}
"""Second ways of writing a key that is told."""


def as_told(key: str) -> str:
    parts = ["+"] if key.endswith("++") else []
    parts = [part for part in key.removesuffix("+" if parts else "").split("+") if part] + parts
    return " ".join(FRENCH.get(part, part) for part in parts)


def test_the_page_of_the_keys_is_the_one_of_the_help() -> None:
    written = keyboard_page.PAGE.read_text(encoding="utf-8")

    assert written == keyboard_page.text(), "run: python3 packaging/keyboard_page.py"


@pytest.mark.parametrize("key", [key for keys in KEYS.values() for key in keys if key not in TWINS])
def test_every_key_of_the_window_is_told(key: str) -> None:
    everywhere = Path(keyboard_page.HELP / "clavier.md").read_text(encoding="utf-8")

    assert f"`{as_told(key)}`" in everywhere


def test_the_number_of_sections_is_told() -> None:
    everywhere = Path(keyboard_page.HELP / "clavier.md").read_text(encoding="utf-8")

    assert re.search(rf"`Alt 1` à `Alt {len(SECTIONS)}` \| {', '.join(entry.text for entry in SECTIONS)} ", everywhere)
