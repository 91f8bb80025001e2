"""Loads the figures of the cost of the usual trip."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mobiconseil.domain.catalogues import ServiceCatalogue
from mobiconseil.domain.situation import TravelMode
from mobiconseil.domain.trip_cost import CostMode, CostPart, CostUnit, ModeCost, TripCostParameters
from mobiconseil.reference.catalogue_loader import read_provenance
from mobiconseil.reference.reader import Table, open_reference


def load_trip_costs(path: Path | None = None, services: ServiceCatalogue | None = None) -> TripCostParameters:
    """Return the figures of `path`, by default those shipped.

    The services of the catalogue are checked when `services` is given. Raises InvalidReference if anything in the
    file is unknown, missing, mistyped, negative, in double or badly referred to.
    """
    root = open_reference("trip_costs.toml", path)
    tables = root.tables("mode")
    known = None if services is None else frozenset(service.code for service in services.services)
    parameters = TripCostParameters(
        provenance=read_provenance(root),
        month_days=_days(root),
        modes=tuple(_mode(table, known) for table in tables),
    )
    root.close()
    _each_mode_once(root, tables, parameters)
    _each_word_once(tables, parameters)
    return parameters


def _days(root: Table) -> int:
    days = root.integer("month_days")
    if not 1 <= days <= 31:
        root.refuse("month_days", "un mois a de 1 à 31 jours de trajet.")
    return days


def _mode(table: Table, known: Collection[str] | None) -> ModeCost:
    read = ModeCost(
        mode=table.member("mode", CostMode),
        parts=tuple(_part(part) for part in table.tables("part", optional=True)),
        co2_grams=_positive(table, "co2_grams"),
        co2_source=table.text("co2_source"),
        co2_dated=table.day("co2_dated"),
        speed=table.number("speed"),
        wait_minutes=int(_positive(table, "wait_minutes")),
        reach_km=table.number("reach_km") if "reach_km" in table.data else None,
        catalogue=table.texts("catalogue"),
        travel=_travel(table),
        remark=table.text("remark"),
    )
    if read.speed <= 0:
        table.refuse("speed", "une vitesse est plus grande que zéro.")
    for code in read.catalogue:
        if known is not None and code not in known:
            table.refuse("catalogue", f"le code «\u00a0{code}\u00a0» n’existe pas.")
    table.close()
    return read


def _travel(table: Table) -> tuple[TravelMode, ...]:
    codes = table.texts("travel")
    for code in codes:
        if code not in TravelMode.__members__.values():
            table.refuse("travel", f"«\u00a0{code}\u00a0» n’est pas un mode de trajet connu.")
    return tuple(TravelMode(code) for code in codes)


def _part(table: Table) -> CostPart:
    part = CostPart(
        label=table.text("label"),
        unit=table.member("unit", CostUnit),
        euros=_positive(table, "euros"),
        source=table.text("source"),
        dated=table.day("dated"),
    )
    table.close()
    return part


def _positive(table: Table, key: str) -> float:
    value = table.number(key)
    if value < 0:
        table.refuse(key, f"«\u00a0{key}\u00a0» ne peut pas être négatif.")
    return value


def _each_mode_once(root: Table, tables: tuple[Table, ...], parameters: TripCostParameters) -> None:
    seen: set[CostMode] = set()
    for table, read in zip(tables, parameters.modes, strict=True):
        if read.mode in seen:
            table.refuse("mode", f"le mode «\u00a0{read.mode}\u00a0» est en double.")
        seen.add(read.mode)
    for mode in CostMode:
        if mode not in seen:
            root.refuse("mode", f"il manque le mode «\u00a0{mode}\u00a0».")


def _each_word_once(tables: tuple[Table, ...], parameters: TripCostParameters) -> None:
    """Refuse a service of the catalogue, or a mode of a trip, that would mean two modes."""
    seen: set[str] = set()
    for table, read in zip(tables, parameters.modes, strict=True):
        for key, codes in (("catalogue", read.catalogue), ("travel", read.travel)):
            for code in codes:
                if code in seen:
                    table.refuse(key, f"«\u00a0{code}\u00a0» est déjà un autre mode.")
                seen.add(code)
