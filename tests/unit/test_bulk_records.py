"""Records made together are those that would have been made one by one."""

from __future__ import annotations

import gc
import weakref
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from mobiconseil.domain.assessment import Rating
from mobiconseil.domain.directory import Service
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.records import many_at_once
from mobiconseil.imports.data_inclusion import Checker
from mobiconseil.services.bulk import without_collections

_ROW: dict[str, Any] = {
    "source": "dora", "structure_id": "dora--s1", "id": "dora--1", "nom": "Auto-école sociale",
    "description": "Passer le permis avec un accompagnement vers l’emploi, en petit groupe, à son rythme.",
    "date_maj": "2026-10-01", "thematiques": ["mobilite--preparer-un-permis"], "publics": ["jeunes"],
    "frais": "gratuit", "type": "accompagnement", "latitude": 47.8, "longitude": -0.9, "courriel": "a@asso.fr",
}  # fmt: skip
_ROWS: tuple[dict[str, Any], ...] = (
    _ROW,
    {**_ROW, "id": "dora--2", "commune": " Craon ", "adresse": "null", "zone_eligibilite": ["53", "49"]},
    {**_ROW, "id": "dora--3", "date_maj": "hier"},
    {**_ROW, "id": "dora--4", "publics": ["martiens", "jeunes"], "original": "v0"},
    {**_ROW, "id": "5", "structure_id": "mobiconseil--sans-structure", "code_postal": 53400, "nombre_semaines": 12},
    {**_ROW, "id": "dora--6", "frais": "au-lance-pierre", "latitude": None, "courriel": "pas une adresse"},
)


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("lenient", [True, False])
def test_rows_read_together_are_what_each_says_alone(typed: bool, lenient: bool) -> None:
    numbered = list(enumerate(_ROWS, start=1))
    together, alone = Checker(typed=typed, lenient=lenient), Checker(typed=typed, lenient=lenient)

    found = together.services(numbered)

    assert found == [service for told in numbered for service in alone.services([told])]
    assert together.remarks == alone.remarks
    assert found[2] is None
    assert found[1] is not None
    assert (found[1].commune, found[1].address, found[1].zones) == ("Craon", "", "49 53")
    assert found[4] is not None
    assert (found[4].organisation_id, found[4].weeks) == (None, 12)


def test_a_record_made_with_others_is_like_any_other() -> None:
    alone = Service(id=RecordId(b"0123456789abcdef"), name="Vélo solidaire")
    (made,) = many_at_once(Service)({field.name: [getattr(alone, field.name)] for field in fields(Service)})

    assert made == alone
    assert hash(made) == hash(alone)
    assert type(made) is Service
    assert repr(made) == repr(alone)
    with pytest.raises(FrozenInstanceError):
        made.name = "Autre"  # type: ignore[misc]


def test_records_that_check_themselves_are_not_made_so() -> None:
    with pytest.raises(TypeError):
        many_at_once(Rating)


def test_a_pause_of_the_collections_leaves_nothing_to_look_through_at_once_and_forgets_no_cycle() -> None:
    class Node:
        itself: Node

    with without_collections():
        assert not gc.isenabled()
        node = Node()
        node.itself = node
        gone = weakref.ref(node)
        del node
        made = [[rank] for rank in range(10_000)]
    assert gc.isenabled()
    assert len(gc.get_objects(generation=0)) < len(made) // 10
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert gone() is None
