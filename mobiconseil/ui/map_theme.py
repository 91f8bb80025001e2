"""The look in force, as the map receives it: colours by token name, families with their icon."""

from __future__ import annotations

from mobiconseil.services.maps import MapFamily, MapTheme
from mobiconseil.ui import tokens
from mobiconseil.ui.icons import glyph
from mobiconseil.ui.theme import look


def map_theme() -> MapTheme:
    """Return the colours, families and text size in force."""
    current = look()
    families = tuple(
        MapFamily(
            code=family.code, label=family.label, color=family.color(dark=current.is_dark), glyph=glyph(family.icon)
        )
        for family in tokens.families().values()
    )
    return MapTheme(
        colors=current.tokens.as_dict(),
        families=families,
        scale=current.scale,
        reduced_motion=current.reduced_motion,
    )
