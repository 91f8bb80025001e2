"""Puts a structure's own labels in place of those shipped, without touching a code or a threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.condition_language import words_of
from mobiconseil.domain.grid import DESCRIPTOR_LENGTH, LEVELS, GridItem
from mobiconseil.domain.reference import LabelOverride, Reference
from mobiconseil.errors import InvalidInput

Labels = Mapping[tuple[str, str], dict[str, str]]

FIELDS: dict[str, frozenset[str]] = {
    "domain": frozenset({"title", "axis"}),
    "item": frozenset({"title", "question", "support", "work_on", *(f"level_{n}" for n in range(LEVELS))}),
    "profile": frozenset({"label", "advice"}),
    "status": frozenset({"label", "short_label"}),
    "branch": frozenset({"label"}),
    "barrier": frozenset({"label"}),
    "unavailability": frozenset({"label", "question"}),
    "family": frozenset({"label", "short_label"}),
    "service": frozenset({"name"}),
    "mode": frozenset({"label"}),
}
"""What a structure may rename, by kind."""


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)


def with_overrides(reference: Reference, overrides: Iterable[LabelOverride]) -> Reference:
    """Return the reference with the labels of a structure.

    A code that this version does not have is ignored. Raises InvalidInput for a kind or field that cannot be
    renamed, an empty text, or a descriptor that does not fit its cell.
    """
    labels: dict[tuple[str, str], dict[str, str]] = {}
    for override in overrides:
        _check(override)
        labels.setdefault((override.kind, override.code), {})[override.field] = override.value
    return _renamed_reference(reference, labels) if labels else reference


def _renamed_reference(reference: Reference, labels: Labels) -> Reference:
    grid, barriers, services = reference.grid, reference.barriers, reference.services
    domains = tuple(replace(d, items=_each("item", d.items, labels, _item)) for d in grid.domains)
    branches = tuple(replace(b, barriers=_each("barrier", b.barriers, labels)) for b in barriers.branches)
    families = tuple(replace(f, services=_each("service", f.services, labels)) for f in services.families)
    renamed = replace(
        reference,
        grid=replace(
            grid,
            domains=_each("domain", domains, labels),
            profiles=_each("profile", grid.profiles, labels),
        ),
        statuses=replace(reference.statuses, kinds=_each("status", reference.statuses.kinds, labels)),
        barriers=replace(barriers, branches=_each("branch", branches, labels)),
        unavailability=replace(
            reference.unavailability, kinds=_each("unavailability", reference.unavailability.kinds, labels)
        ),
        services=replace(services, families=_each("family", families, labels)),
        modes=replace(reference.modes, modes=_each("mode", reference.modes.modes, labels)),
    )
    words = words_of(renamed.grid, renamed.statuses, renamed.barriers)
    return replace(renamed, rules=renamed.rules.relabelled(words))


def _fields(record: T, texts: dict[str, str]) -> T:
    changes: dict[str, Any] = dict(texts)
    renamed: T = replace(record, **changes)  # type: ignore[type-var]
    return renamed


def _item(item: GridItem, texts: dict[str, str]) -> GridItem:
    levels = tuple(texts.get(f"level_{value}", level) for value, level in enumerate(item.levels))
    return _fields(replace(item, levels=levels), {k: v for k, v in texts.items() if not k.startswith("level_")})


def _each(
    kind: str, records: tuple[T, ...], labels: Labels, rename: Callable[[T, dict[str, str]], T] = _fields
) -> tuple[T, ...]:
    return tuple(
        rename(record, labels[kind, record.code]) if (kind, record.code) in labels else record for record in records
    )


def _check(override: LabelOverride) -> None:
    where = f"{override.kind} {override.code}, {override.field}"
    if override.field not in FIELDS.get(override.kind, ()):
        raise InvalidInput(f"Ce libellé ne peut pas être changé ({where}). Rien n’a été modifié.")
    if not override.value.strip():
        raise InvalidInput(f"Un libellé ne peut pas être vide ({where}). Le texte d’avant est gardé.")
    longest = max(len(agree(override.value, civility)) for civility in Civility)
    if override.field.startswith("level_") and longest > DESCRIPTOR_LENGTH:
        raise InvalidInput(
            f"Ce repère a {longest} caractères, {DESCRIPTOR_LENGTH} au plus ({where}). "
            "Le texte d’avant est gardé. Raccourcissez-le."
        )
