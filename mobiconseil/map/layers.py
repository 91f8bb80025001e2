"""Folium without the web: the map, the clusters and the layers of the program, all from the app: scheme."""

from __future__ import annotations

from typing import Any

import folium
from folium.elements import JSCSSMixin
from folium.plugins import MarkerCluster
from folium.template import Template

from mobiconseil.services.maps import MAP_HOST, MAP_SCHEME

BASE = f"{MAP_SCHEME}://{MAP_HOST}"
_LIB = f"{BASE}/lib"


class LocalMap(folium.Map):
    """A Leaflet map whose libraries are on this laptop; it has no tiles of its own.

    The lists are redefined, never changed: Folium shares them between all the maps of the process.
    """

    default_js = [
        ("leaflet", f"{_LIB}/leaflet/leaflet.js"),
        ("jquery", f"{_LIB}/jquery/jquery.min.js"),
        ("qwebchannel", f"{BASE}/qwebchannel.js"),
    ]
    default_css = [
        ("leaflet_css", f"{_LIB}/leaflet/leaflet.css"),
        ("fontawesome", f"{_LIB}/fa/css/all.min.css"),
    ]


class LocalCluster(MarkerCluster):
    """Clusters of the services, filled by the page from what it fetches."""

    default_js = [("markerclusterjs", f"{_LIB}/markercluster/leaflet.markercluster.js")]
    default_css = [
        ("markerclustercss", f"{_LIB}/markercluster/MarkerCluster.css"),
        ("markerclusterdefaultcss", f"{_LIB}/markercluster/MarkerCluster.Default.css"),
    ]


class FetchedLayers(JSCSSMixin):
    """Everything of the program on the map: background, home, circle, services, lines; fetched as JSON.

    The page stays at a few kilobytes whatever the number of services, and texts typed by people reach it as data,
    never as HTML.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            mobi.start({{ this._parent.get_name() }}, {{ this.cluster }}, {{ this.options | tojson }});
        {% endmacro %}
        """
    )
    default_js = [("mobi-background", f"{_LIB}/own/background.js"), ("mobi", f"{_LIB}/own/map.js")]
    default_css = [("mobi-css", f"{_LIB}/own/map.css")]

    def __init__(self, cluster: LocalCluster, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "FetchedLayers"
        self.cluster = cluster.get_name()
        self.options = options
