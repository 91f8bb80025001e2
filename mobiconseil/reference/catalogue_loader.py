"""Loads the statuses, barriers, unavailabilities and services."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from mobiconseil.domain.catalogues import (
    BarrierBranch,
    BarrierCatalogue,
    BarrierKind,
    CatalogueService,
    Derivation,
    DetailKind,
    Mesh,
    Provenance,
    ServiceCatalogue,
    ServiceFamily,
    StatusCatalogue,
    StatusKind,
    UnavailabilityCatalogue,
    UnavailabilityDetail,
    UnavailabilityKind,
)
from mobiconseil.domain.grid import Grid
from mobiconseil.reference.reader import Table, open_reference, unique

PUBLICS = frozenset(
    {
        "actifs",
        "beneficiaires-des-minimas-sociaux",
        "demandeurs-emploi",
        "etudiants",
        "familles",
        "femmes",
        "jeunes",
        "personnes-en-situation-de-handicap",
        "personnes-en-situation-durgence",
        "personnes-en-situation-juridique-specifique",
        "personnes-exilees",
        "residents-qpv-frr",
        "seniors",
        "tous-publics",
    }
)
"""The target publics of the data·inclusion schema v1."""

_COLOUR = re.compile(r"^#[0-9A-F]{6}$")
_ICON = re.compile(r"^mdi6\.[a-z0-9-]+$")


def read_provenance(root: Table) -> Provenance:
    """Return the version, source, note and date that every reference file starts with."""
    return Provenance(
        version=root.text("version"),
        source=root.text("source"),
        note=root.text("note"),
        verified_on=root.day("verified_on"),
    )


def load_statuses(path: Path | None = None) -> StatusCatalogue:
    """Return the statuses of `path`, by default those shipped.

    Raises InvalidReference if anything in the file is unknown, missing, mistyped, in double or badly referred to.
    """
    root = open_reference("statuses.toml", path)
    tables = root.tables("status")
    catalogue = StatusCatalogue(provenance=read_provenance(root), kinds=tuple(_status(table) for table in tables))
    unique(zip(tables, (kind.code for kind in catalogue.kinds), strict=True))
    root.close()
    return catalogue


def load_unavailability(path: Path | None = None) -> UnavailabilityCatalogue:
    """Return the unavailabilities of `path`, by default those shipped. Raises as `load_statuses` does."""
    root = open_reference("unavailability.toml", path)
    tables = root.tables("unavailability")
    catalogue = UnavailabilityCatalogue(
        provenance=read_provenance(root), kinds=tuple(_unavailability(table) for table in tables)
    )
    unique(zip(tables, (kind.code for kind in catalogue.kinds), strict=True))
    root.close()
    return catalogue


def load_services(path: Path | None = None) -> ServiceCatalogue:
    """Return the service families of `path`, by default those shipped. Raises as `load_statuses` does."""
    root = open_reference("services.toml", path)
    sources_table = root.table("sources")
    sources = {key: sources_table.text(key) for key in sources_table.data}
    tables = root.tables("family")
    families = tuple(_family(table, sources) for table in tables)
    unique(zip(tables, (family.code for family in families), strict=True))
    catalogue = ServiceCatalogue(provenance=read_provenance(root), sources=sources, families=families)
    root.close()
    return catalogue


def load_barriers(
    path: Path | None = None, grid: Grid | None = None, services: ServiceCatalogue | None = None
) -> BarrierCatalogue:
    """Return the barriers of `path`, by default those shipped. Raises as `load_statuses` does.

    The items and services they name are checked when `grid` and `services` are given.
    """
    root = open_reference("barriers.toml", path)
    items = None if grid is None else frozenset(item.code for item in grid.items())
    codes = None if services is None else frozenset(service.code for service in services.services)
    tables = root.tables("branch")
    branches = tuple(_branch(table, items, codes) for table in tables)
    unique(zip(tables, (branch.code for branch in branches), strict=True))
    unique((entry, entry.text("code")) for table in tables for entry in table.tables("barrier"))
    catalogue = BarrierCatalogue(provenance=read_provenance(root), branches=branches)
    root.close()
    return catalogue


def _status(table: Table) -> StatusKind:
    status = StatusKind(
        code=table.text("code"),
        label=table.text("label"),
        short_label=table.text("short_label"),
        derived_from=table.member("derived_from", Derivation),
        attested_by=table.text("attested_by"),
        publics=table.texts("publics"),
        sensitive=table.boolean("sensitive", False),
    )
    table.check_codes("publics", status.publics, PUBLICS)
    table.close()
    return status


def _unavailability(table: Table) -> UnavailabilityKind:
    details = table.tables("detail", optional=True)
    kind = UnavailabilityKind(
        code=table.text("code"),
        label=table.text("label"),
        question=table.text("question"),
        details=tuple(_detail(detail) for detail in details),
    )
    unique(zip(details, (detail.code for detail in kind.details), strict=True))
    table.close()
    return kind


def _detail(table: Table) -> UnavailabilityDetail:
    choices = table.tables("choices", optional=True)
    detail = UnavailabilityDetail(
        code=table.text("code"),
        label=table.text("label"),
        kind=table.member("kind", DetailKind),
        unit=table.text("unit", ""),
        choices=dict(_choice(choice) for choice in choices),
    )
    unique((choice, choice.text("code")) for choice in choices)
    if (detail.kind is DetailKind.CHOICE) != bool(detail.choices):
        table.refuse("kind", "un détail a des choix si, et seulement si, son genre est «\u00a0choice\u00a0».")
    table.close()
    return detail


def _choice(table: Table) -> tuple[str, str]:
    entry = table.text("code"), table.text("label")
    table.close()
    return entry


def _family(table: Table, sources: Collection[str]) -> ServiceFamily:
    code = table.text("code")
    tables = table.tables("service")
    family = ServiceFamily(
        code=code,
        label=table.text("label"),
        short_label=table.text("short_label"),
        colour_light=_matching(table, "colour_light", _COLOUR, "une couleur s’écrit #RRGGBB."),
        colour_dark=_matching(table, "colour_dark", _COLOUR, "une couleur s’écrit #RRGGBB."),
        icon=_icon(table),
        themes=table.texts("themes"),
        services=tuple(_service(service, code, sources) for service in tables),
    )
    unique(zip(tables, (service.code for service in family.services), strict=True))
    table.close()
    return family


def _service(table: Table, family: str, sources: Collection[str]) -> CatalogueService:
    service = CatalogueService(
        code=table.text("code"),
        family=family,
        name=table.text("name"),
        core=table.boolean("core"),
        mesh=table.member("mesh", Mesh),
        target_days=table.optional_integer("target_days"),
        need=table.texts("need"),
    )
    if not service.code.startswith(f"{family}-"):
        table.refuse("code", f"le code de service «\u00a0{service.code}\u00a0» doit commencer par {family}-.")
    table.check_codes("need", service.need, sources)
    table.close()
    return service


def _branch(table: Table, items: Collection[str] | None, services: Collection[str] | None) -> BarrierBranch:
    code = table.text("code")
    tables = table.tables("barrier")
    branch = BarrierBranch(
        code=code,
        label=table.text("label"),
        icon=_icon(table),
        barriers=tuple(_barrier(barrier, code, items, services) for barrier in tables),
        sensitive=table.boolean("sensitive", False),
    )
    table.close()
    return branch


def _barrier(table: Table, branch: str, items: Collection[str] | None, services: Collection[str] | None) -> BarrierKind:
    barrier = BarrierKind(
        code=table.text("code"),
        branch=branch,
        label=table.text("label"),
        initiatives=table.texts("initiatives"),
        services=table.texts("services"),
        items=table.texts("items"),
    )
    if items is not None:
        table.check_codes("items", barrier.items, items)
    if services is not None:
        table.check_codes("services", barrier.services, services)
    table.close()
    return barrier


def _icon(table: Table) -> str:
    return _matching(table, "icon", _ICON, "une icône s’écrit mdi6.nom.")


def _matching(table: Table, key: str, pattern: re.Pattern[str], reason: str) -> str:
    value = table.text(key)
    if not pattern.match(value):
        table.refuse(key, f"«\u00a0{value}\u00a0»\u00a0: {reason}")
    return value
