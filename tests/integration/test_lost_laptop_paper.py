"""« Ordinateur perdu ou volé » says what to do, in order, with the names of this team."""

from __future__ import annotations

from pathlib import Path

from laptop_team import admit, founder, newcomer
from mobiconseil.pdf.printer import render
from pdf_reader import page_texts


def words(pages: list[str]) -> str:
    return " ".join(" ".join(pages).split())


def test_the_procedure_names_the_laptops_and_who_to_warn(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a", "Poste de l’accueil")
    _, zoe = newcomer(tmp_path / "b", "Éloïse", "D’Été")
    admit(claire, zoe, "Portable nº 2")
    other = zoe.laptops.identity().laptop
    data = claire.papers.lost_laptop(claire.laptops.team(), other)
    assert data.lost == "Portable nº 2\u00a0(Éloïse D’Été)"
    assert not data.lost_is_referent
    assert data.referents == ("Poste de l’accueil\u00a0(Claire Morin)",)
    pages = page_texts(render(data))
    assert len(pages) == 1
    text = words(pages)
    for part in ("Ordinateur perdu ou volé", "Éloïse D’Été", "Retirer de l’équipe", "72 heures", "CNIL", "Signature"):
        assert part in text
    assert "Ce poste était référent" not in text


def test_a_lost_referent_calls_for_the_sheet(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    data = claire.papers.lost_laptop(claire.laptops.team(), claire.laptops.identity().laptop)
    assert data.lost_is_referent
    assert data.referents == ()
    text = words(page_texts(render(data)))
    assert "Ce poste était référent. Sortez la feuille de secours du coffre." in text


def test_the_procedure_is_printed_before_anything_is_lost(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    data = claire.papers.lost_laptop(claire.laptops.team())
    assert data.lost == ""
    assert render(data) == render(data)
    assert "Si le poste perdu est le seul référent" in words(page_texts(render(data)))
