"""Loads the step that each service of the catalogue becomes in a plan."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mobiconseil.domain.catalogues import ServiceCatalogue
from mobiconseil.domain.plan_actions import PlanAction, PlanActions
from mobiconseil.domain.trip_cost import CostMode
from mobiconseil.reference.catalogue_loader import read_provenance
from mobiconseil.reference.reader import Table, open_reference


def load_plan_actions(path: Path | None = None, services: ServiceCatalogue | None = None) -> PlanActions:
    """Return the steps of `path`, by default those shipped.

    The services are checked when `services` is given: each has a step, and no other. Raises InvalidReference.
    """
    root = open_reference("plan_actions.toml", path)
    tables = root.tables("action")
    read = PlanActions(
        provenance=read_provenance(root),
        actions=tuple(_action(table) for table in tables),
        ordinary_fallback=root.text("ordinary_fallback"),
        skill_fallback=root.text("skill_fallback"),
    )
    root.close()
    _each_service_once(root, tables, read, services)
    _fallbacks_hold(root, read)
    return read


def _action(table: Table) -> PlanAction:
    action = PlanAction(
        service=table.text("service"),
        title=table.text("title"),
        days=table.optional_integer("days"),
        ask=table.boolean("ask", False),
        before=table.boolean("before", False),
        expense=table.boolean("expense", False),
        bridge=table.boolean("bridge", False),
        skill=table.boolean("skill", False),
        ordinary=table.boolean("ordinary", False),
        mode=table.member("mode", CostMode) if "mode" in table.data else None,
        review=table.text("review", ""),
    )
    if action.days is not None and action.days < 1:
        table.refuse("days", "une étape se fait en un jour au moins.")
    if action.before and action.expense:
        table.refuse("before", "une étape ne peut pas être une demande d’aide et une dépense.")
    table.close()
    return action


def _each_service_once(
    root: Table, tables: tuple[Table, ...], read: PlanActions, services: ServiceCatalogue | None
) -> None:
    known: Collection[str] | None = None if services is None else [service.code for service in services.services]
    seen: set[str] = set()
    for table, action in zip(tables, read.actions, strict=True):
        if action.service in seen:
            table.refuse("service", f"le service «\u00a0{action.service}\u00a0» est en double.")
        if known is not None and action.service not in known:
            table.refuse("service", f"le code «\u00a0{action.service}\u00a0» n’existe pas.")
        seen.add(action.service)
    for code in known or ():
        if code not in seen:
            root.refuse("action", f"il manque l’étape du service «\u00a0{code}\u00a0».")


def _fallbacks_hold(root: Table, read: PlanActions) -> None:
    ordinary, skill = read.of(read.ordinary_fallback), read.of(read.skill_fallback)
    if ordinary is None or not ordinary.ordinary:
        root.refuse("ordinary_fallback", "ce service n’est pas une étape de droit commun.")
    if skill is None or not skill.skill:
        root.refuse("skill_fallback", "ce service n’est pas une étape où l’on apprend.")
