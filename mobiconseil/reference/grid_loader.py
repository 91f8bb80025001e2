"""Loads the assessment grid and the mode matrix."""

from __future__ import annotations

import re
from pathlib import Path

from mobiconseil.domain.assessment import RatingMethod
from mobiconseil.domain.catalogues import ModeCatalogue
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.grid import (
    DESCRIPTOR_LENGTH,
    LEVELS,
    Grid,
    GridDomain,
    GridItem,
    GridRules,
    LifeSpaceForm,
    LifeSpaceLevel,
    Nature,
    ProfileCondition,
    ProfileRule,
    Synthesis,
)
from mobiconseil.domain.life_space import FREQUENCY_MAXIMUM, HELP_WEIGHTS
from mobiconseil.domain.mode_matrix import Mode, ModeCondition
from mobiconseil.reference.catalogue_loader import read_provenance
from mobiconseil.reference.reader import Table, open_reference, unique

_ITEM_CODE = re.compile(r"^[A-Z]+\d+\.\d+$")
_SHORT_ITEM_MINUTES = 1.0
_OTHER_ITEM_MINUTES = 0.5
_ZONES = 5


def load_grid(path: Path | None = None) -> Grid:
    """Return the grid of `path`, by default the one shipped with the program.

    Raises InvalidReference if anything in it is unknown, missing, mistyped, in double or badly referred to.
    """
    root = open_reference("assessment.toml", path)
    provenance = read_provenance(root)
    domain_tables = root.tables("domain")
    domains = tuple(_domain(table, number) for number, table in enumerate(domain_tables, start=1))
    unique(zip(domain_tables, (domain.code for domain in domains), strict=True))
    items = frozenset(item.code for domain in domains for item in domain.items)
    profiles = root.tables("profile")
    grid = Grid(
        version=provenance.version,
        source=provenance.source,
        note=provenance.note,
        verified_on=provenance.verified_on,
        domains=domains,
        rules=_rules(root.table("rules"), items),
        profiles=tuple(_profile(table, items, {domain.code for domain in domains}) for table in profiles),
        legends=_legends(root.table("legend")),
        method_help=_methods(root.tables("method")),
        synthesis=_synthesis(root.table("synthesis")),
        life_space=_life_space(root.table("life_space")),
    )
    unique(zip(profiles, (profile.code for profile in grid.profiles), strict=True))
    root.close()
    return grid


def load_modes(path: Path | None = None, grid: Grid | None = None) -> ModeCatalogue:
    """Return the transport modes of `path`, checked against the items of `grid` (by default, the shipped ones).

    Raises InvalidReference as `load_grid` does.
    """
    root = open_reference("modes.toml", path)
    items = frozenset(item.code for item in (grid or load_grid()).items())
    provenance = read_provenance(root)
    tables = root.tables("mode")
    modes = tuple(_mode(table, items) for table in tables)
    unique(zip(tables, (mode.code for mode in modes), strict=True))
    root.close()
    return ModeCatalogue(provenance=provenance, modes=modes)


def _domain(table: Table, number: int) -> GridDomain:
    code = table.text("code")
    item_tables = table.tables("item")
    sensitive = table.boolean("sensitive", False)
    items = tuple(_item(item, code, sensitive) for item in item_tables)
    unique(zip(item_tables, (item.code for item in items), strict=True))
    domain = GridDomain(
        code=code,
        number=number,
        title=table.text("title"),
        axis=table.text("axis"),
        items=items,
        optional=table.boolean("optional", False),
        sensitive=sensitive,
    )
    table.close()
    return domain


def _item(table: Table, domain: str, sensitive: bool) -> GridItem:
    code = table.text("code")
    if not _ITEM_CODE.match(code) or not code.startswith(f"{domain}."):
        table.refuse("code", f"le code d’item «\u00a0{code}\u00a0» doit s’écrire {domain}.1, {domain}.2…")
    short = table.boolean("short")
    item = GridItem(
        code=code,
        number=code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        domain=domain,
        title=table.text("title"),
        question=table.text("question"),
        nature=table.member("nature", Nature),
        levels=_levels(table),
        support=table.text("support"),
        work_on=table.text("work_on"),
        minutes=table.number("minutes", _SHORT_ITEM_MINUTES if short else _OTHER_ITEM_MINUTES),
        short=short,
        sensitive=table.boolean("sensitive", False) or sensitive,
    )
    table.close()
    return item


def _levels(table: Table) -> tuple[str, ...]:
    levels = table.texts("levels")
    if len(levels) != LEVELS:
        table.refuse("levels", f"il faut {LEVELS} repères, de 0 à 4, et non {len(levels)}.")
    for level in levels:
        longest = max((agree(level, civility) for civility in Civility), key=len)
        if len(longest) > DESCRIPTOR_LENGTH:
            table.refuse("levels", f"«\u00a0{longest}\u00a0» a {len(longest)} caractères, {DESCRIPTOR_LENGTH} au plus.")
    return levels


def _rules(table: Table, items: frozenset[str]) -> GridRules:
    rules = GridRules(
        support_at_least=table.integer("support_at_least"),
        work_on_at_most=table.integer("work_on_at_most"),
        shown_percent=table.integer("shown_percent"),
        progress_at_least=table.integer("progress_at_least"),
        lifted_at_least=table.integer("lifted_at_least"),
        blocking=table.texts("blocking"),
    )
    for code in rules.blocking:
        _known(table, "blocking", code, items)
    table.close()
    return rules


def _profile(table: Table, items: frozenset[str], domains: set[str]) -> ProfileRule:
    profile = ProfileRule(
        code=table.text("code"),
        label=table.text("label"),
        advice=table.text("advice"),
        all_of=tuple(_profile_condition(c, items, domains) for c in table.tables("all", optional=True)),
        any_of=tuple(_profile_condition(c, items, domains) for c in table.tables("any", optional=True)),
        minimum_rated=table.optional_integer("minimum_rated") or 0,
    )
    table.close()
    if not (profile.all_of or profile.any_of or profile.minimum_rated):
        table.refuse("code", f"le profil «\u00a0{profile.code}\u00a0» n’a aucune condition.")
    return profile


def _profile_condition(table: Table, items: frozenset[str], domains: set[str]) -> ProfileCondition:
    condition = ProfileCondition(
        item=table.text("item", ""),
        domain=table.text("domain", ""),
        at_least=table.optional_integer("at_least"),
        at_most=table.optional_integer("at_most"),
        below=table.optional_integer("below"),
    )
    table.close()
    if bool(condition.item) == bool(condition.domain):
        table.refuse("item", "une condition porte sur un item ou sur un domaine, pas les deux.")
    if condition.item:
        _known(table, "item", condition.item, items)
    else:
        _known(table, "domain", condition.domain, domains)
    if condition.at_least is None and condition.at_most is None and condition.below is None:
        table.refuse("item", "une condition a besoin de at_least, at_most ou below.")
    return condition


def _legends(table: Table) -> dict[Nature, tuple[str, ...]]:
    legends = {nature: table.texts(nature.value) for nature in Nature}
    for nature, headings in legends.items():
        if len(headings) != LEVELS:
            table.refuse(nature.value, f"il faut {LEVELS} en-têtes de colonne, et non {len(headings)}.")
    table.close()
    return legends


def _methods(tables: tuple[Table, ...]) -> dict[str, str]:
    help_texts = {table.member("code", RatingMethod).value: table.text("help") for table in tables}
    unique((table, table.text("code")) for table in tables)
    for table in tables:
        table.close()
    missing = [method.value for method in RatingMethod if method.value not in help_texts]
    if missing:
        tables[0].refuse("code", f"il manque la méthode «\u00a0{missing[0]}\u00a0».")
    return help_texts


def _synthesis(table: Table) -> Synthesis:
    synthesis = Synthesis(
        own_words_title=table.text("own_words_title"),
        own_words_question=table.text("own_words_question"),
        felt_autonomy_title=table.text("felt_autonomy_title"),
        felt_autonomy_question=table.text("felt_autonomy_question"),
    )
    table.close()
    return synthesis


def _life_space(table: Table) -> LifeSpaceForm:
    form = LifeSpaceForm(
        title=table.text("title"),
        weeks=table.integer("weeks"),
        gain=table.integer("gain"),
        from_age=table.integer("from_age"),
        note=table.text("note"),
        frequencies=table.texts("frequencies"),
        levels=tuple(_zone(zone) for zone in table.tables("level")),
        helps=dict(_help(entry) for entry in table.tables("help")),
    )
    if len(form.frequencies) != FREQUENCY_MAXIMUM + 1:
        table.refuse("frequencies", f"il faut {FREQUENCY_MAXIMUM + 1} fréquences.")
    if [zone.number for zone in form.levels] != list(range(1, _ZONES + 1)):
        table.refuse("level", f"il faut {_ZONES} zones numérotées de 1 à {_ZONES}.")
    if tuple(form.helps) != HELP_WEIGHTS:
        table.refuse("help", "les poids de l’aide sont 1, 1.5 et 2, dans cet ordre.")
    table.close()
    return form


def _zone(table: Table) -> LifeSpaceLevel:
    zone = LifeSpaceLevel(number=table.integer("number"), label=table.text("label"), question=table.text("question"))
    table.close()
    return zone


def _help(table: Table) -> tuple[float, str]:
    entry = table.number("weight"), table.text("label")
    table.close()
    return entry


def _mode(table: Table, items: frozenset[str]) -> Mode:
    mode = Mode(
        code=table.text("code"),
        label=table.text("label"),
        icon=table.text("icon"),
        alone=_conditions(table, "alone", items),
        common=_conditions(table, "common", items),
        paths=tuple(_path(path, items) for path in table.tables("path")),
    )
    table.close()
    return mode


def _path(table: Table, items: frozenset[str]) -> tuple[ModeCondition, ...]:
    conditions = _conditions(table, "learning", items)
    table.close()
    return conditions


def _conditions(table: Table, key: str, items: frozenset[str]) -> tuple[ModeCondition, ...]:
    return tuple(_mode_condition(entry, items) for entry in table.tables(key, optional=True))


def _mode_condition(table: Table, items: frozenset[str]) -> ModeCondition:
    condition = ModeCondition(
        item=table.text("item"),
        need=table.text("need"),
        at_least=table.optional_integer("at_least"),
        at_most=table.optional_integer("at_most"),
        if_rated=table.boolean("if_rated", False),
        guard=table.boolean("guard", False),
    )
    table.close()
    _known(table, "item", condition.item, items)
    if condition.at_least is None and condition.at_most is None:
        table.refuse("item", "une condition a besoin de at_least ou de at_most.")
    return condition


def _known(table: Table, key: str, code: str, codes: frozenset[str] | set[str]) -> None:
    if code not in codes:
        table.refuse(key, f"le code «\u00a0{code}\u00a0» n’existe pas dans la grille.")
