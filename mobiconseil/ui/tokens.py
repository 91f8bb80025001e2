"""Colours of the program, read from resources/tokens.json, the only place where they are written."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from mobiconseil.paths import resources


class Tokens:
    """Every colour of one theme, as « #RRGGBB »."""

    def __init__(self, **colors: str) -> None:
        self.__dict__.update(colors)

    bg: str
    surface: str
    surface_2: str
    sunken: str
    border: str
    border_strong: str
    text: str
    text_2: str
    text_3: str
    text_disabled: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_tint: str
    primary_tint_2: str
    on_tint: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    danger: str
    danger_bg: str
    accent: str
    focus: str
    rail: str
    rail_active: str
    rail_text: str
    rail_text_active: str
    focus_on_dark: str
    titlebar: str
    map_land: str
    map_in: str
    map_line: str
    map_road: str
    map_water: str
    toast: str
    toast_text: str
    toast_ok: str
    toast_action: str

    def as_dict(self) -> dict[str, str]:
        """Return the colours under their names, for pages that receive them as JSON."""
        return dict(vars(self))


class FamilyLook(NamedTuple):
    """Colour, icon and usual label of a family of services."""

    code: str
    label: str
    light: str
    dark: str
    icon: str

    def color(self, *, dark: bool) -> str:
        """Return the colour of the family in a light or dark theme."""
        return self.dark if dark else self.light


@cache
def _document() -> dict[str, Any]:
    path = resources() / "tokens.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _load(name: str) -> Tokens:
    return Tokens(**{key.replace("-", "_"): value for key, value in _document()[name].items()})


@cache
def light() -> Tokens:
    """Return the colours of the light theme."""
    return _load("light")


@cache
def dark() -> Tokens:
    """Return the colours of the dark theme."""
    return _load("dark")


@cache
def contrast() -> Tokens:
    """Return the light colours with stronger borders and a single text colour."""
    base = light()
    plain = {"text_2": base.text, "text_3": base.text, "rail_text": base.rail_text_active}
    return Tokens(**{**base.as_dict(), **plain, "border": base.border_strong})


@cache
def families() -> dict[str, FamilyLook]:
    """Return the look of each family of services, by code (F1 to F7)."""
    return {
        code: FamilyLook(code=code, label=label, light=day, dark=night, icon=icon)
        for code, (label, day, night, icon) in _document()["families"].items()
    }


def contrast_ratio(first: str, second: str) -> float:
    """Return the WCAG 2.2 contrast ratio of two « #RRGGBB » colours, from 1 to 21."""
    brightest, darkest = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brightest + 0.05) / (darkest + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else float(((channel + 0.055) / 1.055) ** 2.4)
