"""French agreement with the person, or with nobody in particular."""

from __future__ import annotations

import pytest

from mobiconseil.domain.civility import Civility, agree


@pytest.mark.parametrize(
    ("text", "madame", "monsieur", "none"),
    [
        ("seul{e}, lieux connus", "seule, lieux connus", "seul, lieux connus", "seul(e), lieux connus"),
        ("pour {lui|elle}", "pour elle", "pour lui", "pour lui ou elle"),
        ("{Apprenti|Apprentie|Apprentissage}", "Apprentie", "Apprenti", "Apprentissage"),
        ("trajets connus", "trajets connus", "trajets connus", "trajets connus"),
    ],
)
def test_braces_agree_with_the_person(text: str, madame: str, monsieur: str, none: str) -> None:
    assert agree(text, Civility.MADAME) == madame
    assert agree(text, Civility.MONSIEUR) == monsieur
    assert agree(text, Civility.NONE) == none


def test_a_civility_written_by_a_newer_version_reads_as_none() -> None:
    assert agree("accompagné{e}", Civility("docteur")) == "accompagné(e)"


def test_no_title_prints_nothing_before_the_name() -> None:
    assert [civility.label for civility in Civility] == ["Mme", "M.", ""]
