"""The map in its real browser: what it shows, what is clicked, what it refuses, and how it comes back."""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from map_fakes import ATTRIBUTION, CRAON, FakeBackground, service, sylvie_trip
from map_window import PATIENCE, Tiles, open_map, place_of, read, state
from mobiconseil.services.maps import MapData, MapLine, MapPlace, MapTiles
from mobiconseil.ui import theme
from mobiconseil.ui.map_ground import Ground, around_point
from mobiconseil.ui.map_static import StaticMap
from mobiconseil.ui.map_view import MapView
from mobiconseil.ui.theme import Appearance, Theme, look

pytestmark = pytest.mark.usefixtures("still")


NEAR = tuple(service(number, shift=number / 40) for number in range(1, 4))


def complaints(view: MapView) -> tuple[list[str], list[str], list[str]]:
    return view._page.complaints, view._handler.missed, view._interceptor.blocked


def click(view: MapView, at: QPoint) -> None:
    target = view._view.focusProxy()
    assert target is not None
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=at)


def test_the_map_shows_what_it_is_given_and_asks_nothing_else(qtbot: QtBot) -> None:
    data = replace(
        sylvie_trip(services=NEAR),
        radius_km=15.0,
        drop_ins=(MapPlace(latitude=47.9, longitude=-1.0, name="Mairie"),),
        stops=(MapPlace(latitude=47.9, longitude=-1.0, name="Arrêt"),),
    )
    view = open_map(qtbot, data)
    shown = state(qtbot, view)
    assert (shown["services"], shown["selected"], shown["lines"], shown["names"]) == (3, [], 3, 3)
    assert shown["attribution"] == ATTRIBUTION
    tags = read(qtbot, view, "JSON.stringify([...document.querySelectorAll('.mobi-tag')].map(t => t.textContent))")
    assert set(json.loads(tags)) == {"15\u00a0km", "12\u00a0km", "Ballots"}
    with qtbot.waitSignal(view.shown, timeout=PATIENCE):
        view.set_data(replace(data, radius_label="20\u00a0km par la route"))
    assert "20\u00a0km par la route" in read(qtbot, view, "document.querySelector('.mobi-radius').textContent")
    assert complaints(view) == ([], [], [])


def test_a_click_on_a_service_tells_its_id_and_brings_it_out(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData(services=NEAR))
    foot = place_of(qtbot, view, NEAR[1].id)
    with qtbot.waitSignal(view.selected, timeout=PATIENCE) as clicked:
        click(view, foot - QPoint(0, 20))
    assert clicked.args == [NEAR[1].id]
    assert state(qtbot, view)["selected"] == [NEAR[1].id]


def test_a_service_chosen_in_the_list_is_brought_out_of_its_cluster(qtbot: QtBot) -> None:
    together = tuple(service(number) for number in range(1, 6))
    view = open_map(qtbot, MapData(services=together))
    assert state(qtbot, view)["clusters"] == 1
    for chosen in (together[3], together[0]):
        view.select(chosen.id)
        shown = state(qtbot, view)
        assert (shown["selected"], shown["raised"], shown["clusters"]) == ([chosen.id], 1, 1)
    view.select("nobody")
    assert state(qtbot, view)["raised"] == 0


def test_services_where_the_home_is_stay_in_sight(qtbot: QtBot) -> None:
    together = tuple(service(number) for number in range(1, 6))
    home = MapPlace(latitude=CRAON[0], longitude=CRAON[1], name="Craon")
    view = open_map(qtbot, MapData(home=home, radius_km=15.0, services=together))
    edges = (
        "JSON.stringify([document.querySelector('.mobi-home').getBoundingClientRect().right,"
        "document.querySelector('.mobi-cluster').getBoundingClientRect().left])"
    )
    for act in (view.zoom_in, view.zoom_out):
        right, left = json.loads(read(qtbot, view, edges))
        assert abs(right - left) < 8
        with qtbot.waitSignal(view.moved, timeout=PATIENCE):
            act()


def test_signs_of_one_place_stand_side_by_side(qtbot: QtBot) -> None:
    here = MapPlace(latitude=CRAON[0], longitude=CRAON[1], name="Craon")
    beside = (CRAON[0] + 0.002, CRAON[1])
    line = MapLine(start=CRAON, end=beside, label="≈ 300 m")
    together = tuple(service(number) for number in range(1, 6))
    shown = MapData(home=here, radius_km=15.0, services=together, destinations=(here,), drop_ins=(here,), lines=(line,))
    view = open_map(qtbot, shown)
    boxes = (
        "JSON.stringify(['home', 'destination', 'drop-in', 'cluster'].map(kind => document.querySelector('.mobi-'"
        " + kind).getBoundingClientRect()).map(box => [box.left, box.right]))"
    )
    for act in (view.zoom_in, view.zoom_out):
        seats = json.loads(read(qtbot, view, boxes))
        assert all(abs(left[1] - right[0]) < 8 for left, right in pairwise(seats))
        with qtbot.waitSignal(view.moved, timeout=PATIENCE):
            act()
    assert read(qtbot, view, "document.querySelectorAll('.mobi-distance').length") == 0, "it would hide the home"


@pytest.mark.parametrize("scale", [100, 150])
def test_the_name_of_the_home_is_clear_of_its_sign_and_of_what_stands_around(
    qtbot: QtBot, qapp: QApplication, scale: int
) -> None:
    theme.apply(qapp, Appearance(scale=scale))
    here = MapPlace(latitude=CRAON[0], longitude=CRAON[1], name="Craon")
    below = (CRAON[0] - 0.11, CRAON[1])
    line = MapLine(start=CRAON, end=below, label="≈ 12 km")
    chosen = replace(service(1, selected=True), latitude=CRAON[0] - 0.035)
    data = MapData(home=here, radius_km=15.0, services=(chosen,), lines=(line,))
    view = open_map(qtbot, data)
    boxes = (
        "JSON.stringify(['.mobi-home-name span', '.mobi-home', '.mobi-pin', '.mobi-distance span'].map(sign =>"
        " document.querySelector(sign)).map(sign => sign && sign.getBoundingClientRect())"
        ".map(box => box && [box.left, box.top, box.right, box.bottom]))"
    )
    for act in (view.zoom_out, view.zoom_out):
        name, *others = json.loads(read(qtbot, view, boxes))
        for other in filter(None, others):
            apart = name[2] <= other[0] or other[2] <= name[0] or name[3] <= other[1] or other[3] <= name[1]
            assert apart, (name, other)
        with qtbot.waitSignal(view.moved, timeout=PATIENCE):
            act()
    written = "[...document.querySelectorAll('.mobi-name span')].map(name => name.textContent).join()"
    assert "Craon" not in read(qtbot, view, written), "it is said once, with the sign"


def test_the_words_of_the_circle_leave_a_cluster_at_its_foot_in_sight(qtbot: QtBot) -> None:
    home = MapPlace(latitude=CRAON[0] + 15 / 111.195, longitude=CRAON[1], name="Nord")
    together = tuple(service(number) for number in range(1, 6))
    view = open_map(qtbot, MapData(home=home, radius_km=15.0, services=together))
    tops = (
        "JSON.stringify(['.mobi-radius span', '.mobi-home'].map(sign =>"
        " document.querySelector(sign).getBoundingClientRect().top))"
    )
    words, middle = json.loads(read(qtbot, view, tops))
    assert words < middle
    with qtbot.waitSignal(view.shown, timeout=PATIENCE):
        view.set_data(MapData(home=home, radius_km=15.0))
    words, middle = json.loads(read(qtbot, view, tops))
    assert words > middle


def test_thousands_of_services_of_one_address_can_still_be_told_apart(qtbot: QtBot) -> None:
    crowd = tuple(service(number, shift=0.0 if number < 6 else number / 2000) for number in range(1, 1601))
    view = open_map(qtbot, MapData(services=crowd))
    assert state(qtbot, view)["services"] == 1600
    assert 1 < state(qtbot, view)["clusters"] < 400
    read(qtbot, view, "map_map.setView([47.8475, -0.948], 18); 0")
    places = {place_of(qtbot, view, crowd[number].id).toTuple() for number in range(5)}
    assert len(places) == 5


def test_new_data_keep_the_page_and_the_place_of_the_map(qtbot: QtBot) -> None:
    view = open_map(qtbot, replace(sylvie_trip(services=NEAR), radius_km=15.0))
    read(qtbot, view, "window.marked = 1; 0")
    view.zoom_in()
    zoom = state(qtbot, view)["zoom"]
    with qtbot.waitSignal(view.shown, timeout=PATIENCE):
        view.set_data(replace(sylvie_trip(services=NEAR[:1]), radius_km=15.0))
    assert read(qtbot, view, "window.marked") == 1
    assert state(qtbot, view)["services"] == 1
    assert state(qtbot, view)["zoom"] == zoom


def test_data_given_before_the_page_is_ready_end_up_shown(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData())
    other = open_map(qtbot, MapData(services=NEAR[:1]))
    other.set_data(MapData(services=NEAR))
    other.set_data(MapData(services=NEAR[:2]))
    qtbot.waitUntil(lambda: state(qtbot, other)["services"] == 2, timeout=PATIENCE)
    assert state(qtbot, view)["services"] == 0


def test_words_typed_by_people_are_never_markup(qtbot: QtBot) -> None:
    nasty = '<img src=x onerror="window.fooled=1"><script>window.fooled=1</script>'
    data = replace(
        sylvie_trip(services=(replace(NEAR[0], name=nasty, selected=True),)),
        destinations=(MapPlace(latitude=CRAON[0], longitude=CRAON[1], name=nasty),),
        home=MapPlace(latitude=47.9, longitude=-1.05, name=nasty),
        tiles=(MapTiles(pack="pack", attribution=nasty),),
    )
    view = open_map(qtbot, data, Tiles())
    assert read(qtbot, view, "typeof window.fooled") == "undefined"
    assert read(qtbot, view, "document.querySelectorAll('img:not(.leaflet-tile)').length") == 0
    assert nasty in state(qtbot, view)["attribution"]
    assert complaints(view) == ([], [], [])


def test_tiles_are_read_from_their_pack(qtbot: QtBot) -> None:
    tiles = Tiles()
    data = replace(sylvie_trip(), tiles=(MapTiles(pack="pack", attribution="© OSM", max_zoom=10),))
    view = open_map(qtbot, data, tiles)
    qtbot.waitUntil(lambda: bool(tiles.asked), timeout=PATIENCE)
    assert all(zoom <= 10 for zoom, _, _ in tiles.asked)
    assert complaints(view)[1:] == ([], [])


def test_a_click_while_a_place_is_asked_tells_the_place(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData(services=NEAR))
    view.set_picking(True)
    foot = place_of(qtbot, view, NEAR[1].id)
    with qtbot.waitSignal(view.point_picked, timeout=PATIENCE) as picked:
        click(view, foot + QPoint(0, 3))
    assert picked.args == pytest.approx([NEAR[1].latitude, NEAR[1].longitude], abs=0.003)
    assert state(qtbot, view)["selected"] == []


def test_the_box_shown_is_told_when_the_map_moves(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData(services=NEAR))
    with qtbot.waitSignal(view.moved, timeout=PATIENCE) as moved:
        view.zoom_in()
    west, south, east, north = moved.args[0]
    assert west < east
    assert south < north


def test_the_keys_plus_and_minus_move_the_map(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData(services=NEAR))
    before = state(qtbot, view)["zoom"]
    read(qtbot, view, "document.querySelector('.leaflet-container').focus(); 0")
    target = view._view.focusProxy()
    assert target is not None
    target.setFocus()
    with qtbot.waitSignal(view.moved, timeout=PATIENCE):
        QTest.keyClick(target, Qt.Key.Key_Plus)
    assert state(qtbot, view)["zoom"] > before


def test_entree_on_a_service_brings_it_out_and_keeps_the_focus(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData(services=NEAR))
    target = view._view.focusProxy()
    assert target is not None
    target.setFocus()
    name = "document.activeElement.title"
    read(qtbot, view, f"document.querySelector('[title=\"{NEAR[0].name}\"]').focus(); 0")
    assert read(qtbot, view, name) == NEAR[0].name
    with qtbot.waitSignal(view.selected, timeout=PATIENCE) as chosen:
        QTest.keyClick(target, Qt.Key.Key_Return)
    assert chosen.args == [NEAR[0].id]
    assert state(qtbot, view)["selected"] == [NEAR[0].id]
    assert read(qtbot, view, name) == NEAR[0].name


def test_the_map_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    view = open_map(qtbot, replace(sylvie_trip(services=NEAR), radius_km=5.0))
    color = "getComputedStyle(document.documentElement).getPropertyValue('--map-land')"
    assert read(qtbot, view, color) == look().tokens.map_land
    with qtbot.waitSignal(view.shown, timeout=PATIENCE):
        theme.apply(qapp, Appearance(theme=Theme.DARK, reduce_motion=True))
    assert read(qtbot, view, color) == look().tokens.map_land == "#1B252A"


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('https://example.org/x')",
        "fetch('http://127.0.0.1:9/x')",
        "fetch('file:///etc/passwd')",
        "new Promise((ok, no) => { const w = new WebSocket('ws://127.0.0.1:9'); w.onopen = ok; w.onerror = no; })",
        "new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = 'http://[::1]/i'; })",
        "import('https://example.org/x.js')",
        "Promise.resolve().then(() => eval('1'))",
        "Promise.resolve().then(() => new RTCPeerConnection())",
        "Promise.resolve().then(() => localStorage.setItem('a', 'b'))",
        "Promise.resolve().then(() => { if (!document.createElement('canvas').getContext('webgl')) throw 1; })",
    ],
)
def test_the_page_cannot_leave_the_program(qtbot: QtBot, attempt: str) -> None:
    view = open_map(qtbot, MapData())
    read(qtbot, view, f"{attempt}.then(() => window.out = 'left', () => window.out = 'held'); 0")
    qtbot.waitUntil(lambda: read(qtbot, view, "window.out || ''") != "", timeout=PATIENCE)
    assert read(qtbot, view, "window.out") == "held"


def test_the_page_cannot_be_led_elsewhere(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData())
    read(qtbot, view, "location.href = 'https://example.org/'; window.open('https://example.org/'); 0")
    assert state(qtbot, view)["services"] == 0
    assert view._page.url().scheme() == "app"
    assert not view.is_static
    assert not view._page.acceptNavigationRequest(
        QUrl("https://example.org/"), view._page.NavigationType.NavigationTypeTyped, True
    )


def test_the_menu_of_the_browser_never_opens(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData())
    target = view._view.focusProxy()
    assert target is not None
    QTest.mouseClick(target, Qt.MouseButton.RightButton, pos=QPoint(300, 200))
    state(qtbot, view)
    assert QApplication.activePopupWidget() is None


def test_nothing_is_kept_on_disk(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData())
    profile = view._profile
    assert profile.isOffTheRecord()
    assert profile.httpCacheType() == profile.HttpCacheType.NoCache


def end_renderer(view: MapView) -> None:
    os.kill(view._page.renderProcessPid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process by a signal")
def test_a_browser_that_dies_comes_back_once_then_leaves_its_place_to_a_painted_map(qtbot: QtBot) -> None:
    view = open_map(qtbot, MapData(services=NEAR))
    view.select(NEAR[2].id)
    with qtbot.waitSignal(view.shown, timeout=PATIENCE):
        end_renderer(view)
    assert not view.is_static
    assert state(qtbot, view)["selected"] == [NEAR[2].id]
    with qtbot.waitSignal(view.failed, timeout=PATIENCE):
        end_renderer(view)
    assert view.is_static
    with qtbot.waitSignal(view.shown):
        view.set_data(MapData(services=NEAR[:2]))
    picture = view.grab().toImage()
    assert picture.pixelColor(5, 5).name() == look().tokens.map_land.lower()


def test_the_painted_map_is_clicked_like_the_other(qtbot: QtBot) -> None:
    view = open_map(qtbot, replace(sylvie_trip(services=NEAR, hide_home=True), radius_km=15.0))
    view._give_up()
    static = view._static
    x, y = static._sheet().place(NEAR[0].latitude, NEAR[0].longitude)
    with qtbot.waitSignal(view.selected) as clicked:
        qtbot.mouseClick(static, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y) - 14))
    assert clicked.args == [NEAR[0].id]
    view.set_picking(True)
    with qtbot.waitSignal(view.point_picked) as picked:
        qtbot.mouseClick(static, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert picked.args == pytest.approx([NEAR[0].latitude, NEAR[0].longitude], abs=0.003)
    assert not static.grab().isNull()


@pytest.mark.parametrize("scale", [100, 150])
def test_the_painted_map_writes_the_name_of_the_home_beside_what_would_hide_it(
    qtbot: QtBot, qapp: QApplication, scale: int
) -> None:
    theme.apply(qapp, Appearance(scale=scale))
    here = MapPlace(latitude=CRAON[0], longitude=CRAON[1], name="Craon")
    chosen = replace(service(1, selected=True), latitude=CRAON[0] - 0.03)
    line = MapLine(start=CRAON, end=(CRAON[0] - 0.001, CRAON[1]), label="≈ 100 m")
    painted = StaticMap(FakeBackground())
    qtbot.addWidget(painted)
    painted.resize(700, 480)
    painted.set_data(MapData(home=here, radius_km=15.0, services=(chosen,), drop_ins=(here,), lines=(line,)))
    sheet = painted._sheet()
    canvas = QImage(painted.size(), QImage.Format.Format_ARGB32)
    painter = QPainter(canvas)
    ground = painted._ground(painter, sheet)
    x, y = sheet.place(*CRAON)
    name, half = ground.home_name, look().px(16)
    assert name is not None
    assert painted.rect().contains(name.toRect())
    assert not name.intersects(QRectF(x - half, y - half, 2 * half, 2 * half))
    assert not name.intersects(painted._pin(sheet, chosen))
    assert painted._link_tags(sheet) == [], "on so short a line they would hide the home"
    painter.end()
    assert not painted.grab().isNull()


def test_names_of_communes_on_the_painted_map_are_under_no_sign() -> None:
    ground = Ground(QRectF(0, 0, 300, 300))
    pin = QRectF(140, 152, 28, 28)
    ground.take(pin)
    box = ground.first_free(around_point(QPointF(150, 150), QSizeF(60, 16)))
    assert box is not None
    assert not box.intersects(pin)
    ground.take(box)
    assert ground.first_free([box]) is None
    assert not ground.is_free(QRectF(280, 0, 60, 16)), "outside of the map"
