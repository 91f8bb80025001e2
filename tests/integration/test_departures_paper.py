"""« Mes départs », read back from the PDF."""

from __future__ import annotations

import dataclasses
from datetime import date, time

import pytest

from mobiconseil.domain.team import Adviser, Structure
from mobiconseil.domain.transit import Departure, Validity
from mobiconseil.pdf.printer import render
from mobiconseil.reference import load_reference
from mobiconseil.services.departures import Board
from mobiconseil.services.papers.departures import DeparturesData, departures_paper
from mobiconseil.services.papers.desk import PaperDesk
from pdf_reader import ink_outside, letters, page_texts, roles, whole_text

TODAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 24)


class Today:
    def today(self) -> date:
        return TODAY


DESK = PaperDesk(
    structure=Structure(id=b"0" * 16, name="Cap Mobilité Craonnais", phone="+33261913045"),
    logos=(),
    adviser=Adviser(id=b"1" * 16, slot="a", first_name="Claire", last_name="Morin", job_title="Conseillère"),
    reference=load_reference(),
    clock=Today(),
)
NETWORK = Validity(network="Réseau d’essai", first=date(2026, 9, 1), last=date(2027, 7, 2))


def leaving(minutes: int, **changes: object) -> Departure:
    fields = {"stop": "Craon, place du Pilori", "line": "10 Craon – Laval", "towards": "Laval, gare"}
    return Departure(minutes=minutes, **(fields | changes))  # type: ignore[arg-type]


def paper(*departures: Departure, warnings: tuple[str, ...] = ()) -> DeparturesData:
    board = Board(has_networks=True, departures=departures, validity=(NETWORK,), warnings=warnings)
    return departures_paper(board, DESK, place="Craon", day=TUESDAY, before=time(9))


def flat(data: DeparturesData) -> str:
    return " ".join(whole_text(render(data)).replace("\u00a0", " ").split())


def test_the_sheet_says_the_hours_the_lines_what_must_be_booked_and_whom_to_call() -> None:
    data = paper(leaving(415), leaving(425, on_request=True, line="TAD", towards=""), leaving(480, about=True))
    said = flat(data)
    assert "Depuis Craon. Mardi 24 novembre 2026, avant 9 heures." in said
    for words in ("6 h 55", "10 Craon – Laval, vers Laval, gare", "À réserver avant", "vers 8 h", "02 61 91 30 45"):
        assert words in said
    assert "Réseau d’essai : horaires connus du" in said
    assert said.index("6 h 55") < said.index("7 h 05") < said.index("vers 8 h")


def test_nobody_is_told_to_call_without_a_number() -> None:
    data = paper(leaving(415))
    silent = dataclasses.replace(data, adviser=dataclasses.replace(data.adviser, phone="", dialled=""))
    assert "J’ai une question, j’appelle :" in flat(data)
    assert "j’appelle" not in flat(silent)
    assert "J’ai une question, je vois :" in flat(silent)


def test_a_day_that_is_not_known_is_said_in_place_of_the_hours() -> None:
    said = flat(paper(warnings=("Réseau d’essai : les passages du 5 juil. ne sont pas connus.",)))
    assert "ne sont pas connus" in said
    assert "Aucun départ connu ce jour-là avant cette heure." in said


@pytest.mark.parametrize("count", [1, 60])
def test_what_the_person_reads_is_large_whole_and_inside_the_page(count: int) -> None:
    content = render(paper(*(leaving(300 + number, stop="Gare " * 8) for number in range(count))))
    assert ink_outside(content) == 0
    assert "".join(page_texts(content)).count("Gare") == 8 * count
    assert roles(content).count("H1") == 1
    assert render(paper(leaving(415))) == render(paper(leaving(415)))


def test_the_letters_of_the_hours_have_the_size_of_the_plan() -> None:
    sizes = {round(letter.size, 1) for letter in letters(render(paper(leaving(415)))) if letter.char in "6h5"}
    assert max(sizes) >= 14
