"""The borders: each edge once, joined into lines, with what it parts."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

from geo_communes import Area
from geo_shapes import Point, Shape, signed_area
from mobiconseil.geo.line_codec import PRECISION, Steps

COMMUNE, DEPARTEMENT, OUTER = 0, 1, 2
_FINE = 100_000
_MOST_POINTS = 64
_ASIDE = 80
_LLIVIA = (1.95, 2.02, 42.44, 42.49)
"""The one enclave of another country: a hole that is a border."""

Node = tuple[int, int]
Edge = tuple[Node, Node]


def border_lines(areas: Iterable[Area]) -> list[tuple[int, Steps]]:
    """Return the borders of the communes as lines in steps, the widest borders first."""
    communes = [area for area in areas if area.kind == "COM"]
    users = _edges(communes)
    around = _Neighbourhood(communes)
    by_kind: dict[int, list[Edge]] = defaultdict(list)
    once: dict[Node, list[Node]] = defaultdict(list)
    for edge, (directed, users_here) in users.items():
        owners = users_here if len(users_here) > 1 else users_here + around.beyond(directed)
        if len(owners) == 1:
            once[directed[0]].append(directed[1])
        else:
            by_kind[COMMUNE if len(set(owners)) == 1 else DEPARTEMENT].append(edge)
    for kind, edges in _outer(once):
        by_kind[kind] += edges
    return [(kind, _steps(line)) for kind in (OUTER, DEPARTEMENT, COMMUNE) for line in _joined(by_kind[kind])]


class _Neighbourhood:
    """Finds the commune on the other side of an edge: two neighbours drawn a few metres apart leave no coast."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._cells: dict[Node, list[tuple[str, Shape]]] = defaultdict(list)
        for owner, shape in ((_departement(area), area.shape) for area in areas if area.shape):
            points = [point for ring in shape.shells for point in ring]
            easts, norths = [point[0] for point in points], [point[1] for point in points]
            for column in range(_cell(min(easts)), _cell(max(easts)) + 1):
                for row in range(_cell(min(norths)), _cell(max(norths)) + 1):
                    self._cells[column, row].append((owner, shape))

    def beyond(self, edge: Edge) -> list[str]:
        """Return the département of the communes 90 m away on the right of a directed edge."""
        (north, east), (other_north, other_east) = edge
        rise, run = other_north - north, other_east - east
        length = math.hypot(rise, run)
        point = (
            ((east + other_east) / 2 + rise / length * _ASIDE) / _FINE,
            ((north + other_north) / 2 - run / length * _ASIDE) / _FINE,
        )
        near = self._cells[_cell(point[0]), _cell(point[1])]
        return [owner for owner, shape in near if shape.contains(point)]


def _departement(area: Area) -> str:
    return area.code[:3] if area.code.startswith("97") else area.code[:2]


def _cell(degrees: float) -> int:
    return math.floor(degrees * 10)


def _edges(areas: Iterable[Area]) -> dict[Edge, tuple[Edge, list[str]]]:
    """Return each edge with its direction in the first area that uses it, and the départements of its users."""
    users: dict[Edge, tuple[Edge, list[str]]] = {}
    for area in areas:
        owner = _departement(area)
        for ring in area.shape.rings if area.shape else ():
            shell = area.shape is not None and ring in area.shape.shells
            forward = (signed_area(ring) > 0) == shell
            nodes = _nodes(ring if forward else ring[::-1])
            for start, end in itertools.pairwise(nodes):
                edge = (start, end) if start < end else (end, start)
                if edge in users:
                    users[edge][1].append(owner)
                else:
                    users[edge] = ((start, end), [owner])
    return users


def _nodes(ring: list[Point]) -> list[Node]:
    nodes: list[Node] = []
    for east, north in ring:
        node = (round(north * _FINE), round(east * _FINE))
        if not nodes or nodes[-1] != node:
            nodes.append(node)
    return nodes


def _outer(after: dict[Node, list[Node]]) -> Iterator[tuple[int, list[Edge]]]:
    """Follow the outer edges round: what turns clockwise is the hole of a commune without contour, not a coast."""
    while after:
        start = next(iter(after))
        loop = [start]
        while loop[-1] in after:
            following = after[loop[-1]]
            loop.append(following.pop())
            if not following:
                del after[loop[-2]]
            if loop[-1] == start:
                break
        ring = [(east / _FINE, north / _FINE) for north, east in loop]
        closed = loop[-1] == start and len(loop) > 3
        hole = closed and signed_area(ring) < 0 and not _is_llivia(ring)
        yield COMMUNE if hole else OUTER, list(itertools.pairwise(loop))


def _is_llivia(ring: list[Point]) -> bool:
    west, east, south, north = _LLIVIA
    return all(west < x < east and south < y < north for x, y in ring)


def _joined(edges: list[Edge]) -> Iterator[list[Node]]:
    """Join edges into lines that stop where three meet, and that stay short enough for a query by area."""
    around: dict[Node, list[Node]] = defaultdict(list)
    for start, end in edges:
        around[start].append(end)
        around[end].append(start)
    ends = {node for node, others in around.items() if len(others) != 2}
    for start in (*sorted(ends), *sorted(around)):
        while around[start]:
            line = [start]
            while around[line[-1]] and (len(line) == 1 or line[-1] not in ends):
                following = around[line[-1]].pop()
                around[following].remove(line[-1])
                line.append(following)
            yield from _short(line)


def _short(line: list[Node]) -> Iterator[list[Node]]:
    for start in range(0, len(line) - 1, _MOST_POINTS - 1):
        yield line[start : start + _MOST_POINTS]


def _steps(line: list[Node]) -> Steps:
    ratio = _FINE // PRECISION
    steps: Steps = []
    for north, east in line:
        point = [round(north / ratio), round(east / ratio)]
        if steps[-2:] != point:
            steps += point
    return steps if len(steps) > 2 else steps * 2
