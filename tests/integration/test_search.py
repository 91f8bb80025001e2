"""The search box: whatever is typed, it answers, and it finds what people mean."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import Desk
from mobiconseil.services.ports import ListFilter
from mobiconseil.services.session import Session

PEOPLE = (
    {"first_name": "Jean-Luc", "last_name": "Pottier", "commune": "Saint-Aignan-sur-Roë", "postal_code": "53390"},
    {"first_name": "Émilie", "last_name": "L’Hôte", "commune": "Cossé-le-Vivien", "phone": "+33639980562"},
    {"first_name": "Aïcha", "last_name": "Traoré", "commune": "Craon", "phone": "+33261914477"},
    {"first_name": "Inès", "last_name": "Lecœur", "commune": "Œuilly", "email": "ines@exemple.example"},
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    desk = Desk(Path(tmp_path_factory.mktemp("recherche")) / "base")
    made = desk.create()
    for fields in PEOPLE:
        made.files.create(**fields)
    yield made
    made.close()
    desk.release()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jean-luc", "Pottier"),
        ("jean luc", "Pottier"),
        ("pottier jean", "Pottier"),
        ("POTT", "Pottier"),
        ("saint aignan", "Pottier"),
        ("Saint-Aignan-sur-Roe", "Pottier"),
        ("53390", "Pottier"),
        ("a-0001", "Pottier"),
        ("emilie", "L’Hôte"),
        ("l'hote", "L’Hôte"),
        ("l’hôte", "L’Hôte"),
        ("cosse", "L’Hôte"),
        ("06 39 98 05 62", "L’Hôte"),
        ("06.39.98.05.62", "L’Hôte"),
        ("0639980562", "L’Hôte"),
        ("+33 6 39 98 05 62", "L’Hôte"),
        ("06 39 98", "L’Hôte"),
        ("02 61 91", "Traoré"),
        ("aicha", "Traoré"),
        ("traore cr", "Traoré"),
        ("lecoeur", "Lecœur"),
        ("lecœur", "Lecœur"),
        ("LECŒUR", "Lecœur"),
        ("oeuilly", "Lecœur"),
        ("ines@ex", "Lecœur"),
    ],
)
def test_the_search_finds_what_people_mean(session: Session, typed: str, found: str) -> None:
    assert [line.last_name for line in session.overviews.search(typed)] == [found]
    assert [line.last_name for line in session.overviews.page(ListFilter(text=typed), session.clock.today())] == [found]


@pytest.mark.parametrize("typed", ["", "   ", "-", "'", '"', "\0", "*", "()", "« »", "zzzz", "traore pottier"])
def test_what_cannot_be_found_gives_nothing(session: Session, typed: str) -> None:
    assert session.overviews.search(typed) == ()


def test_five_thousand_strings_of_any_kind_never_raise(session: Session) -> None:
    chance = random.Random(53)
    alphabet = "abcéèœŒ'’\"«»-–*()^:;.,!?%_/\\+@#&|~<>[]{}=\0\t\n\u00a0\u202f 0123456789NEARORANDNOTÀ中ع😀\u0301"
    pieces = ("AND", "OR", "NOT", "NEAR(", "name:", "06 ", "l'", "rendez-vous", '""', "a*", "^a", "{a b}")
    today = session.clock.today()
    for number in range(5_000):
        text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(0, 14)))
        if number % 3 == 0:
            text += chance.choice(pieces) + text[:3]
        session.overviews.search(text)
        if number % 10 == 0:
            session.overviews.page(ListFilter(text=text), today)
            session.overviews.count(ListFilter(text=text), today)
