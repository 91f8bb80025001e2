"""What the Diagnostic tab shows, worked out without window nor base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, new_rating
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.scoring import DomainState
from mobiconseil.domain.situation import Barrier
from mobiconseil.reference import load_reference
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.facts import (
    HIDDEN_REASON,
    comparison_of,
    form_choices,
    in_order,
    modes_of,
    visible_barriers,
)

REFERENCE = load_reference()
GRID = REFERENCE.grid
LEA = RecordId(b"L" * 16)
AT = datetime(2026, 11, 17, 14, tzinfo=UTC)
NOW = Assessment(
    id=RecordId(b"2" * 16),
    subject=LEA,
    form=AssessmentForm.FULL,
    stage=AssessmentStage.INTERMEDIATE,
    started_on=date(2026, 11, 17),
)
BEFORE = replace(NOW, id=RecordId(b"1" * 16), started_on=date(2026, 5, 4), stage=AssessmentStage.INITIAL)


def ratings(values: Mapping[str, int | None], assessment: Assessment = NOW) -> tuple[Rating, ...]:
    blanks = {item: new_rating(assessment, item) for item in values}
    return tuple(
        blanks[item].not_applicable(AT) if value is None else blanks[item].rated(value, AT)
        for item, value in values.items()
    )


def board(values: Mapping[str, int | None] | None = None, **fields: object) -> Board:
    start = Board(grid=GRID, civility=Civility.MADAME, assessment=NOW, ratings=ratings(values or {}))
    return replace(start, **fields)  # type: ignore[arg-type]


def test_the_short_form_shows_its_items_and_those_already_rated() -> None:
    shown = board({"D3.4": 1}, assessment=replace(NOW, form=AssessmentForm.SHORT))
    assert [item.code for item in shown.shown_items(GRID.domain("D3"))] == ["D3.1", "D3.2", "D3.4"]


def test_the_next_item_passes_over_what_is_not_applicable_but_arrows_do_not() -> None:
    shown = board({"D3.2": None})
    assert shown.after("D3.1") == "D3.3"
    assert shown.step("D3.1", 1) == "D3.2"
    assert shown.step("D3.1", -1) == "D2.4"


def test_there_is_nothing_after_the_last_item_nor_before_the_first() -> None:
    shown = board()
    assert shown.after("D12.4") is None
    assert shown.step("D1.1", -1) is None


def test_an_item_outside_the_form_still_leads_to_the_next_of_the_form() -> None:
    shown = board(assessment=replace(NOW, form=AssessmentForm.SHORT))
    assert shown.after("D3.4") == "D4.1"


def test_a_domain_opens_on_its_first_gap() -> None:
    assert board({"D3.1": 0, "D3.2": None}).first_of(GRID.domain("D3")) == "D3.3"
    assert board({f"D2.{number}": 4 for number in range(1, 5)}).first_of(GRID.domain("D2")) == "D2.1"


def test_words_agree_with_the_civility() -> None:
    (view,) = [view for view in board().views(GRID.domain("D3")) if view.code == "D3.2"]
    assert "seule, réseau habituel" in view.descriptors
    assert (view.rank, view.total) == (2, 5)


def test_an_axis_has_a_value_from_sixty_percent_only() -> None:
    assert board({"D3.1": 4, "D3.2": 2}).axes()[2].value is None
    axis = board({"D3.1": 4, "D3.2": 2, "D3.3": 3}).axes()[2]
    assert (axis.value, axis.state) == (3.0, DomainState.CURRENT)


def test_a_first_assessment_has_no_former_axis() -> None:
    assert {axis.previous for axis in board({"D1.1": 3}).axes()} == {None}


def test_the_former_note_shows_beside_the_new_one_but_not_on_hidden_domains() -> None:
    former = ratings({"D3.1": 1, "D10.1": 0}, BEFORE)
    shown = board({"D3.1": 3}, before=BEFORE, ratings_before=former)
    assert shown.views(GRID.domain("D3"))[0].previous == 1
    assert shown.views(GRID.domain("D10"))[0].previous == 0
    assert replace(shown, shared=True).views(GRID.domain("D10"))[0].previous is None


def test_a_shared_screen_leaves_health_out_of_words_profile_and_order() -> None:
    values = {f"D10.{number}": 0 for number in range(1, 5)} | {"D1.1": 3}
    open_board = board(values)
    shared = replace(open_board, shared=True)
    assert [point.item for point in open_board.work_on()][:1] == ["D10.3"]
    assert shared.work_on() == ()
    assert not any(item.startswith("D10") for item in shared.order())
    assert shared.step("D9.4", 1) == "D11.1"
    assert shared.step("D11.1", -1) == "D9.4"


def test_gaps_count_what_has_no_answer_and_not_applicable_is_one() -> None:
    gaps = {line.code: line.total - line.answered for line in board({"D7.1": 3, "D7.2": None}).gaps()}
    assert gaps["D7"] == 1
    assert sum(gaps.values()) == 52


def test_the_two_forms_say_what_they_cost() -> None:
    short, full = form_choices(GRID)
    assert (short.items, short.minutes) == (26, 25)
    assert (full.items, full.minutes) == (54, 40)


def test_a_mode_that_rests_on_health_hides_its_reason_on_a_shared_screen() -> None:
    values = {"D1.1": 3, "D4.1": 3, "D10.1": 0, "D10.2": 0, "D10.3": 0, "D10.4": 0, "D5.1": 0}
    shared = board(values, shared=True)
    for verdict, why in modes_of(shared, REFERENCE.modes.modes):
        rests = any(item.startswith("D10") for item in verdict.items)
        assert (why == HIDDEN_REASON) == rests


def test_the_comparison_reads_lifted_barriers_first_and_hides_health() -> None:
    former = ratings({"D3.1": 2, "D5.1": 0, "D2.1": 3, "D10.1": 0}, BEFORE)
    shown = board({"D3.1": 3, "D5.1": 3, "D2.1": 1, "D10.1": 4}, before=BEFORE, ratings_before=former)
    view = comparison_of(shown)
    assert view is not None
    assert [change.item for change in in_order(view.comparison)] == ["D5.1", "D10.1", "D3.1", "D2.1"]
    hidden = comparison_of(replace(shown, shared=True))
    assert hidden is not None
    assert "D10.1" not in hidden.titles


def test_felt_autonomy_and_life_space_are_compared_only_when_both_are_known() -> None:
    zones: dict[str, object] = {f"lsa_frequency_{number}": 4 for number in range(1, 6)}
    zones |= {f"lsa_help_{number}": 1.0 for number in range(1, 6)}
    past = replace(BEFORE, felt_autonomy=2, **zones)  # type: ignore[arg-type]
    now = replace(NOW, felt_autonomy=6, **(zones | {"lsa_help_5": 2.0}))  # type: ignore[arg-type]
    view = comparison_of(board(assessment=now, before=past))
    assert view is not None
    assert view.felt == "2 sur 10 avant, 6 sur 10 maintenant"
    assert view.life_space == "60 sur 120 avant, 80 sur 120 maintenant, un gain qui compte"
    alone = comparison_of(board(before=past))
    assert alone is not None
    assert (alone.felt, alone.life_space) == ("", "")


def test_without_a_former_assessment_there_is_nothing_to_compare() -> None:
    assert comparison_of(board()) is None


@pytest.mark.parametrize(("shared", "codes"), [(False, ["T1", "M1", "M2"]), (True, ["M1"])])
def test_private_and_health_barriers_are_hidden_on_a_shared_screen(shared: bool, codes: list[str]) -> None:
    barriers = (
        Barrier(id=RecordId(b"a" * 16), subject=LEA, code="M1", intensity=2),
        Barrier(id=RecordId(b"b" * 16), subject=LEA, code="M2", intensity=1, private=True),
        Barrier(id=RecordId(b"c" * 16), subject=LEA, code="T1", intensity=3),
    )
    shown = visible_barriers(barriers, shared=shared, sensitive=frozenset({"T1"}))
    assert [barrier.code for barrier in shown] == codes
