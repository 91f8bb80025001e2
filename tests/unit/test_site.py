"""The site: the guide and docs/ as pages that load nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import build_site
from mobiconseil.services.guide.pages import ORDER


def test_a_page_of_the_guide_becomes_plain_markdown() -> None:
    text = "# Titre\n\n## Clavier\n| `F1` | aide |\n- un\n1. deux\n\n![Une page](01-accueil)\nVoir [là](accueil).\n"
    assert build_site.guide_page(text).splitlines() == [
        "# Titre",
        "",
        "## Clavier",
        "",
        "| Touches | Effet |",
        "|---|---|",
        "| `F1` | aide |",
        "",
        "- un",
        "",
        "1. deux",
        "",
        "![Une page](images/01-accueil.png)",
        "",
        "Voir [là](accueil.md).",
    ]


def test_a_link_to_what_is_no_page_becomes_words() -> None:
    known = frozenset({Path("docs/rules.md"), Path("README.md")})
    text = (
        "[les règles](rules.md#lire), [le code](../mobiconseil/app.py), [lisez-moi](../README.md), [web](https://a.fr)"
    )
    assert build_site.technical_page(text, Path("docs/aids.md"), known) == (
        "[les règles](rules.md#lire), le code, [lisez-moi](../README.md), [web](https://a.fr)"
    )


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/css">',
        '@import url("http://fonts.example/css");',
        "background: url(https://a.example/b.png)",
    ],
)
def test_what_would_be_fetched_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "page.html").write_text(
        f'<a href="https://lien.example">un lien se suit, il ne se charge pas</a>{line}'
    )
    assert len(build_site.loads_from_elsewhere(tmp_path)) == 1


def test_the_whole_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    pytest.importorskip("myst_parser")
    assert build_site.build(tmp_path / "site") == 0
    for name in ORDER:
        assert (tmp_path / "site" / "guide" / f"{name}.html").is_file()
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in home
    found = re.fullmatch(
        r"Search\.setIndex\((.*)\)", (tmp_path / "site" / "searchindex.js").read_text(encoding="utf-8")
    )
    assert found is not None
    assert "guide/poste-perdu" in json.loads(found[1])["docnames"]
