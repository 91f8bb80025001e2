"""Characters and lines of the printed papers."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobiconseil import paths
from mobiconseil.pdf.fonts import covered, icon_glyph
from mobiconseil.pdf.glyphs import IN_WORDS, REPLACEMENT, drawable
from mobiconseil.pdf.styles import BODY
from mobiconseil.pdf.text import Run, Text

FRENCH_SIGNS = "œŒæÆ’‘“”«»…€°²½—–-·•×ÉÀÇÊÔÛÎÏÜŸéèàùâêîôûëïüÿç\u00a0\u202f\u20ac₂ªº"


@pytest.mark.parametrize("char", FRENCH_SIGNS)
def test_the_fonts_draw_every_sign_of_french(char: str) -> None:
    assert ord(char) in covered()
    assert drawable(f"a{char}b") == f"a{char}b"


def test_signs_missing_from_the_fonts_are_written_in_words() -> None:
    assert all(ord(sign) not in covered() for sign in IN_WORDS)
    assert drawable("≈ 110 €") == "environ 110 €"
    assert drawable("de Ballots → Craon") == "de Ballots vers Craon"
    assert drawable("niveau≥3") == "niveau au moins 3"
    assert drawable("✓ permis") == "oui permis"


def test_the_words_and_the_replacement_can_themselves_be_drawn() -> None:
    assert all(ord(char) in covered() for char in "".join(IN_WORDS.values()) + REPLACEMENT)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("😀 bravo", f"{REPLACEMENT} bravo"),
        ("👩🏽\u200d🚀", REPLACEMENT * 2),
        ("مرحبا", REPLACEMENT * 5),
        ("E\u0301ric", "Éric"),
        ("a\x00\x07\u200b\u00adb", "ab"),
        ("lone \ud800", f"lone {REPLACEMENT}"),
        ("un\tdeux\r\ntrois\u2028quatre", "un deux\ntrois\nquatre"),
    ],
)
def test_what_cannot_be_drawn_is_shown_as_such(typed: str, printed: str) -> None:
    assert drawable(typed) == printed


@given(st.text(max_size=60))
def test_any_text_becomes_drawable_once_and_for_all(text: str) -> None:
    printed = drawable(text)
    assert all(char == "\n" or ord(char) in covered() for char in printed)
    assert drawable(printed) == printed


def test_a_line_never_breaks_at_a_no_break_space() -> None:
    text = Text("Rendez-vous à 6\u00a0heures\u00a040, pour 1\u202f250\u00a0€\u202f!", BODY)
    for width in range(90, 260, 7):
        text.wrap(width, 100)
        joined = ["".join(piece for piece, _ in line.pieces) for line in text.lines]
        assert any("6\u00a0heures\u00a040," in line for line in joined)
        assert any("1\u202f250\u00a0€\u202f!" in line for line in joined)


@settings(deadline=None)
@given(st.lists(st.text("abcdéœ’", min_size=1, max_size=30), min_size=1, max_size=12), st.integers(30, 300))
def test_breaking_lines_loses_no_letter_and_never_overflows(words: list[str], width: int) -> None:
    text = Text([Run(f"{word} ", strong=index % 2 == 0) for index, word in enumerate(words)], BODY)
    text.wrap(width, 1000)
    printed = "".join(piece for line in text.lines for piece, _ in line.pieces)
    assert printed.replace(" ", "") == "".join(words)
    assert all(Text(line_text(line.pieces), BODY).natural_width() <= width * 1.12 for line in text.lines)


def line_text(pieces: tuple[tuple[str, bool], ...]) -> list[Run]:
    return [Run(text, strong) for text, strong in pieces]


@given(st.integers(1, 30))
def test_cutting_a_text_between_two_pages_keeps_its_words_in_order(lines: int) -> None:
    sentence = "Je réserve la voiture de location avant lundi.\nEnsuite, j’appelle Claire pour le trajet."
    parts = Text(sentence * 3, BODY).split(80, lines * BODY.leading)
    rejoined = " ".join(" ".join(part.plain.split()) for part in parts)
    assert rejoined.split() == (sentence * 3).split()


def test_a_text_with_markup_is_printed_as_typed() -> None:
    assert Text("<b>5 < 6 & 7</b>", BODY).plain == "<b>5 < 6 & 7</b>"


def test_every_pictogram_name_leads_to_one_character() -> None:
    assert len(icon_glyph("flag-checkered")) == 1
    with pytest.raises(KeyError):
        icon_glyph("no-such-icon")


def test_the_fonts_ship_with_their_licence_and_match_their_provenance() -> None:
    folder = paths.resources() / "fonts"
    provenance = (folder / "PROVENANCE.md").read_text(encoding="utf-8")
    files = sorted(folder.glob("*.ttf"))
    assert len(files) == 3
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert all(hashlib.sha256(file.read_bytes()).hexdigest() in provenance for file in files)


def test_reportlab_is_loaded_only_when_something_is_printed() -> None:
    code = "import sys, mobiconseil.pdf, mobiconseil.services.papers.plans; print('reportlab' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
