"""The page of the map: built by Folium, with a policy that lets it read nothing but this laptop."""

from __future__ import annotations

from mobiconseil.domain.projection import Box
from mobiconseil.map.layers import FetchedLayers, LocalCluster, LocalMap

CLUSTER_OPTIONS = {
    "max_cluster_radius": 44,
    "spiderfy_on_max_zoom": True,
    "show_coverage_on_hover": False,
    "animate": False,
    "remove_outside_visible_bounds": True,
}


def render_page(bounds: Box, data_path: str, *, nonce: str) -> str:
    """Return the HTML of a map that opens on `bounds` and fetches what it shows from `data_path`.

    `nonce` is lower-case hexadecimal: QtWebEngine writes headers in lower case, and another would never match.
    """
    west, south, east, north = bounds
    page = LocalMap(
        location=((south + north) / 2, (west + east) / 2),
        tiles=None,
        zoom_control=False,
        attributionControl=True,
        zoomSnap=0.25,
        zoomAnimation=False,
        fadeAnimation=False,
        markerZoomAnimation=False,
        inertia=False,
        zoomDelta=1,
        minZoom=5,
        maxZoom=18,
    )
    # Folium numbers its elements at random: fixed names give the same page for the same data.
    page._id = "map"
    cluster = LocalCluster(**CLUSTER_OPTIONS)  # type: ignore[no-untyped-call]
    cluster._id = "services"
    page.add_child(cluster)
    page.add_child(FetchedLayers(cluster, {"data": data_path, "bounds": [[south, west], [north, east]]}))
    html: str = page.get_root().render()
    return html.replace("<script>", f'<script nonce="{nonce}">').replace("<html>", '<html lang="fr">')


def policy(nonce: str) -> str:
    """Return the Content-Security-Policy of the page."""
    return (
        f"default-src 'none'; script-src app: 'nonce-{nonce}'; style-src app: 'unsafe-inline'; "
        "img-src app: data: blob:; font-src app:; connect-src app:; worker-src blob: app:; base-uri 'none'; "
        "form-action 'none'; frame-src 'none'; object-src 'none'"
    )
