"""What the pages beside the grid show: modes, comparison, forms, ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mobiconseil.domain.assessment import Assessment
from mobiconseil.domain.comparison import ChangeKind, Comparison, ItemChange, compare
from mobiconseil.domain.grid import AssessmentForm, Grid
from mobiconseil.domain.life_space import life_space_gained, life_space_score
from mobiconseil.domain.mode_matrix import Mode, ModeVerdict, mode_matrix
from mobiconseil.domain.scoring import rough_minutes
from mobiconseil.domain.situation import Barrier
from mobiconseil.domain.typography import NBSP
from mobiconseil.ui.screens.assessment.board import Board

DURATIONS = (15, 30, 45, 60, 90)
HIDDEN_REASON = f"La raison touche à la santé{NBSP}: elle est masquée en écran partagé."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """A form of the grid with what it costs."""

    form: AssessmentForm
    items: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """What moved since the assessment before."""

    comparison: Comparison
    titles: dict[str, str]
    life_space: str
    felt: str


def form_choices(grid: Grid) -> tuple[FormChoice, ...]:
    """Return the short form and the full one; minutes are rounded to the nearest five."""
    return tuple(
        FormChoice(
            form=form,
            items=len(grid.items(form)),
            minutes=rough_minutes(sum(item.minutes for item in grid.items(form))),
        )
        for form in (AssessmentForm.SHORT, AssessmentForm.FULL)
    )


def modes_of(board: Board, modes: Iterable[Mode]) -> tuple[tuple[ModeVerdict, str], ...]:
    """Return each verdict with its reason, hidden if it rests on health while the screen is shared."""
    return tuple(
        (verdict, HIDDEN_REASON if _rests_on_hidden(board, verdict) else verdict.why)
        for verdict in mode_matrix(modes, board.ratings, board.civility)
    )


def comparison_of(board: Board) -> ComparisonView | None:
    """Return what moved since the assessment before, or None when there is none."""
    if board.before is None:
        return None
    found = compare(board.grid, board.ratings_before, board.ratings)
    visible = tuple(change for change in found.changes if not board.is_hidden(board.domain_of(change.item)))
    return ComparisonView(
        comparison=Comparison(changes=visible),
        titles={change.item: board.grid.item(change.item).title for change in visible},
        life_space=_life_space(board, board.before),
        felt=_felt(board.before, board.assessment),
    )


def in_order(comparison: Comparison) -> tuple[ItemChange, ...]:
    """Return the changes worth reading first: barriers lifted, progress, declines; what is stable comes last."""
    kinds = (
        ChangeKind.BARRIER_LIFTED,
        ChangeKind.PROGRESS,
        ChangeKind.STRONG_DECLINE,
        ChangeKind.DECLINE,
        ChangeKind.STABLE,
    )
    return tuple(change for kind in kinds for change in comparison.of(kind))


def visible_barriers(barriers: Iterable[Barrier], *, shared: bool, sensitive: frozenset[str]) -> tuple[Barrier, ...]:
    """Return the barriers, heaviest first; private and health ones are hidden while the screen is shared."""
    kept = [b for b in barriers if not shared or not (b.private or b.code in sensitive)]
    return tuple(sorted(kept, key=lambda b: (-b.intensity, b.code)))


def _rests_on_hidden(board: Board, verdict: ModeVerdict) -> bool:
    return any(board.is_hidden(board.domain_of(item)) for item in verdict.items)


def _life_space(board: Board, before: Assessment) -> str:
    old, new = life_space_score(before), life_space_score(board.assessment)
    if old is None or new is None:
        return ""
    text = f"{old.text} avant, {new.text} maintenant"
    return f"{text}, un gain qui compte" if life_space_gained(old, new, board.grid.life_space.gain) else text


def _felt(before: Assessment, now: Assessment) -> str:
    if before.felt_autonomy is None or now.felt_autonomy is None:
        return ""
    return f"{before.felt_autonomy} sur 10 avant, {now.felt_autonomy} sur 10 maintenant"
