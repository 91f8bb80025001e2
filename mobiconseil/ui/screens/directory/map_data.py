"""What the map shows of the list: the same services, the start, her destinations, and lines to what is kept."""

from __future__ import annotations

from mobiconseil.domain.distance import CrowFly
from mobiconseil.services.maps import MapData, MapLine, MapPlace, MapService, hidden
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.screens.directory.wording import radius_words


def map_data(model: DirectoryViewModel) -> MapData:
    """Return everything the map needs; the circle holds what the list says is within the radius.

    While the screen is shared, neither the point nor the street of a home is told.
    """
    start = model.asked.start
    point = start.point
    hide_home = model.context.shared.is_on and start.is_private
    name = start.shared_name if hide_home else start.name
    home = None if point is None else MapPlace(latitude=point[0], longitude=point[1], name=name, id="home")
    return MapData(
        home=home,
        radius_km=0.0 if home is None else model.asked.radius_km / model.factor,
        radius_label=radius_words(model.asked.radius_km),
        services=_services(model),
        destinations=_destinations(model),
        drop_ins=_drop_ins(model),
        lines=_lines(model, hidden(home) if home is not None and hide_home else home),
        stops=_stops(model, point),
        hide_home=hide_home,
        tiles=model.session.geography.tile_layers(),
    )


def _services(model: DirectoryViewModel) -> tuple[MapService, ...]:
    return tuple(
        MapService(
            id=line.id.hex(),
            name=line.name,
            family=line.family,
            latitude=line.latitude,
            longitude=line.longitude,
            selected=line.id == model.selected,
        )
        for line in model.lines
        if line.latitude is not None and line.longitude is not None
    )


def _destinations(model: DirectoryViewModel) -> tuple[MapPlace, ...]:
    trips = model.person.trips if model.person is not None else ()
    names = dict.fromkeys(trip.destination_commune for trip in trips if trip.destination_commune)
    found = ((name, model.starts.point_of(name)) for name in names)
    return tuple(
        MapPlace(latitude=point[0], longitude=point[1], name=name, id=f"trip-{rank}")
        for rank, (name, point) in enumerate(found)
        if point is not None
    )


def _drop_ins(model: DirectoryViewModel) -> tuple[MapPlace, ...]:
    return tuple(
        MapPlace(
            latitude=drop_in.latitude,
            longitude=drop_in.longitude,
            name=drop_in.name or drop_in.place or drop_in.commune,
            id=drop_in.id.hex(),
        )
        for drop_in in model.starts.drop_ins
        if drop_in.latitude is not None and drop_in.longitude is not None
    )


def _stops(model: DirectoryViewModel, point: tuple[float, float] | None) -> tuple[MapPlace, ...]:
    """Return the stops that one walks to, when timetables were imported."""
    near = () if point is None else model.session.geography.timetables.stops_near(*point)
    return tuple(
        MapPlace(latitude=stop.latitude, longitude=stop.longitude, name=stop.name, id=f"stop-{rank}")
        for rank, stop in enumerate(near)
    )


def _lines(model: DirectoryViewModel, home: MapPlace | None) -> tuple[MapLine, ...]:
    """Return the lines to what is kept; their lengths are those of what is drawn, so that they give no home away."""
    if home is None or model.person is None:
        return ()
    start = home.latitude, home.longitude
    kept = {step.service_id for step in model.person.steps if step.service_id is not None}
    far = CrowFly(model.factor)
    ends = (
        (line.latitude, line.longitude)
        for line in model.lines
        if line.id in kept and line.latitude is not None and line.longitude is not None
    )
    return tuple(MapLine(start=start, end=end, label=far.between(start, end).text) for end in ends)
