"""The plan being built: each step may be changed or left out before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.plan_draft import DraftPlan, DraftStep, PlanTerm


@dataclass(slots=True)
class DraftEdits:
    """A draft and what the adviser changed in it."""

    plan: DraftPlan
    steps: list[DraftStep]
    left_out: set[int]

    @classmethod
    def of(cls, plan: DraftPlan) -> DraftEdits:
        """Return a draft untouched."""
        return cls(plan, list(plan.steps), set())

    def set_title(self, place: int, title: str) -> None:
        """Change the words of a step."""
        self.steps[place] = replace(self.steps[place], title=title)

    def set_due(self, place: int, due_on: date, today: date) -> None:
        """Change the day of a step: it falls in the term of its new day."""
        self.steps[place] = replace(self.steps[place], due_on=due_on, term=PlanTerm.of(due_on, today))

    def set_horizon(self, place: int, horizon: StepHorizon) -> None:
        """Send a step to later, or back to now."""
        self.steps[place] = replace(self.steps[place], horizon=horizon)

    def set_taken(self, place: int, taken: bool) -> None:
        """Take a step, or leave it out."""
        (self.left_out.discard if taken else self.left_out.add)(place)

    def terms(self) -> tuple[tuple[PlanTerm, tuple[int, ...]], ...]:
        """Return the places of the steps, term after term."""
        found = []
        for term in PlanTerm:
            places = tuple(place for place, step in enumerate(self.steps) if step.term is term)
            if places:
                found.append((term, places))
        return tuple(found)

    def result(self) -> DraftPlan:
        """Return the steps that were taken, as they were changed."""
        kept = (step for place, step in enumerate(self.steps) if place not in self.left_out and step.title.strip())
        return replace(self.plan, steps=tuple(kept))
