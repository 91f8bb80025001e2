"""Load and validate the reference data of resources/reference into domain objects."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mobiconseil import paths
from mobiconseil.domain.reference import Reference
from mobiconseil.reference.aids_loader import load_aids, load_questions
from mobiconseil.reference.catalogue_loader import (
    load_barriers,
    load_services,
    load_statuses,
    load_unavailability,
)
from mobiconseil.reference.grid_loader import load_grid, load_modes
from mobiconseil.reference.overrides import with_overrides
from mobiconseil.reference.plan_actions_loader import load_plan_actions
from mobiconseil.reference.rules_loader import load_rules, rule_reader, rule_words, with_rule_file
from mobiconseil.reference.trip_costs_loader import load_trip_costs

__all__ = [
    "Reference",
    "load_aids",
    "load_barriers",
    "load_grid",
    "load_modes",
    "load_plan_actions",
    "load_questions",
    "load_reference",
    "load_rules",
    "load_services",
    "load_statuses",
    "load_trip_costs",
    "load_unavailability",
    "rule_reader",
    "with_overrides",
    "with_rule_file",
]


def load_reference(folder: Path | None = None) -> Reference:
    """Return everything that comes as data, from `folder` or from what ships with the program; read once.

    Raises InvalidReference naming the file, the line and the reason.
    """
    return _load(folder or paths.resources() / "reference")


@lru_cache(maxsize=4)
def _load(folder: Path) -> Reference:
    grid = load_grid(folder / "assessment.toml")
    services = load_services(folder / "services.toml")
    statuses = load_statuses(folder / "statuses.toml")
    barriers = load_barriers(folder / "barriers.toml", grid, services)
    questions = load_questions(folder / "questions.toml")
    aids = load_aids(folder / "aids.toml", statuses, services, questions)
    words = rule_words(grid, statuses, barriers, services, (aid.code for aid in aids.aids))
    return Reference(
        grid=grid,
        statuses=statuses,
        barriers=barriers,
        unavailability=load_unavailability(folder / "unavailability.toml"),
        services=services,
        modes=load_modes(folder / "modes.toml", grid),
        rules=load_rules(words, folder / "rules.toml"),
        plan_actions=load_plan_actions(folder / "plan_actions.toml", services),
        trip_costs=load_trip_costs(folder / "trip_costs.toml", services),
        questions=questions,
        aids=aids,
    )
