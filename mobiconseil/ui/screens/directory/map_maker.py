"""Makes the map of a session; the browser engine is imported only now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context


def make_map(context: Context) -> QWidget:
    """Return the map, empty."""
    from mobiconseil.ui.map_view import MapView

    return MapView(context.session.map_site())
