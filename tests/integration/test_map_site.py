"""What the page of the map is made of, and what it may ask for."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

import pytest

from map_fakes import ATTRIBUTION, HOME, FakeBackground, service, sylvie_trip
from map_tiles import PNG, OneTile
from mobiconseil.map.assets import ASSETS, OWN, library
from mobiconseil.map.page import policy, render_page
from mobiconseil.map.site import LocalSite
from mobiconseil.services.maps import Answer, MapData, MapFamily, MapTheme, MapTiles


@pytest.fixture
def site() -> LocalSite:
    return LocalSite(FakeBackground(), {"pack": OneTile()}.get)


def page(site: LocalSite, data: MapData) -> Answer:
    answer = site.answer(site.open(data), {})
    assert answer is not None
    return answer


def told(site: LocalSite, data: MapData) -> dict:
    answer = site.answer(site.update(data), {})
    assert answer is not None
    return json.loads(answer.body)


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_the_page_names_no_web_address_and_stays_small_whatever_it_shows(site: LocalSite, count: int) -> None:
    html = page(site, replace(sylvie_trip(), services=tuple(map(service, range(count))))).body.decode()
    assert re.findall(r"https?:|//cdn|[a-z]\.(?:com|org|net)/", html) == []
    assert len(html) < 5000


def test_everything_that_the_page_loads_is_there(site: LocalSite) -> None:
    html = page(site, sylvie_trip()).body.decode()
    asked = re.findall(r"(?:src|href)=\"app://carte([^\"]+)\"", html)
    assert len(asked) >= 9
    assert [path for path in asked if path != "/qwebchannel.js" and site.answer(path, {}) is None] == []


def test_the_policy_lets_the_page_read_the_program_only() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in policy("ab12").split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "app: 'nonce-ab12'"
    assert rules["connect-src"] == "app:"
    assert "unsafe-eval" not in policy("ab12")
    assert "http" not in policy("ab12")


def test_each_page_has_its_own_nonce_in_lower_case_which_qt_keeps(site: LocalSite) -> None:
    path = site.open(sylvie_trip())
    answers = [site.answer(path, {}), site.answer(path, {})]
    nonces = [
        re.findall(r"nonce-([^']+)'", answer.headers["Content-Security-Policy"])[0] for answer in answers if answer
    ]
    assert len(set(nonces)) == 2
    for nonce, answer in zip(nonces, answers, strict=True):
        assert answer is not None
        assert re.fullmatch(r"[0-9a-f]{32}", nonce)
        html = answer.body.decode()
        assert html.count(f'<script nonce="{nonce}">') == len(re.findall(r"<script(?! src)", html)) == 2


def test_the_same_page_is_written_twice_the_same() -> None:
    assert render_page((0, 1, 2, 3), "/data/a.json", nonce="a") == render_page((0, 1, 2, 3), "/data/a.json", nonce="a")


@pytest.mark.parametrize("path", sorted(ASSETS))
def test_each_library_is_the_file_that_was_looked_at(path: str) -> None:
    found = library(path)
    assert found is not None
    assert hashlib.sha256(found[1]).hexdigest() == ASSETS[path].sha256


def test_the_libraries_stay_under_their_weight() -> None:
    thirteen = sum(len((library(path) or ("", b""))[1]) for path in ASSETS)
    assert len(ASSETS) == 13
    assert thirteen < 560_000


@pytest.mark.parametrize("name", OWN)
def test_the_scripts_of_the_program_reach_for_nothing_outside(name: str) -> None:
    text = (library(f"own/{name}") or ("", b""))[1].decode()
    assert not re.search(r"https?:|\.innerHTML\s*=|eval\(|new Function|WebSocket|XMLHttpRequest|localStorage", text)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/lib/", "/lib/../../etc/passwd", "/lib/own/../map.js", "/lib/leaflet/leaflet-src.js",
        "/lib/own/secret.js",
        "/page/zz.html", "/page/ab12.html", "/data/ab12.json", "/tiles/other/1/2/3", "/tiles/../1/2/3", "/background",
        "/tiles/pack/1/2", "/etc/passwd",
    ],
)  # fmt: skip
def test_nothing_else_can_be_asked(site: LocalSite, path: str) -> None:
    assert site.answer(path, {}) is None


@pytest.mark.parametrize(
    "query",
    [
        {}, {"bbox": "1,2,3", "z": "9"}, {"bbox": "a,b,c,d", "z": "9"}, {"bbox": "2,1,1,2", "z": "9"},
        {"bbox": "nan,1,2,3", "z": "9"}, {"bbox": "0,0,1,1", "z": "x"}, {"bbox": "0,0,1,1"},
        {"bbox": "0,0,1,1", "z": "-1"},
    ],
)  # fmt: skip
def test_a_background_asked_wrongly_is_not_answered(site: LocalSite, query: dict[str, str]) -> None:
    assert site.answer("/background", query) is None


def test_the_background_comes_with_its_lines_and_names(site: LocalSite) -> None:
    answer = site.answer("/background", {"bbox": "-1.2,47.7,-0.8,48", "z": "11"})
    assert answer is not None
    found = json.loads(answer.body)
    assert [kind for kind, _ in found["lines"]] == [0, 1, 12]
    assert found["names"][0] == [47.8475, -0.948, "Craon", 4500]


def test_a_hidden_home_never_reaches_the_page(site: LocalSite) -> None:
    hidden, plain = told(site, sylvie_trip(hide_home=True)), told(site, sylvie_trip())
    for number in (str(HOME[0]), str(HOME[1])):
        assert number in json.dumps(plain)
        assert number not in json.dumps(hidden)
    html = page(site, sylvie_trip(hide_home=True)).body.decode()
    assert str(HOME[0]) not in html
    assert hidden["disc"] == 0.5


def test_the_attribution_of_each_imported_pack_joins_that_of_the_background(site: LocalSite) -> None:
    packs = (MapTiles(pack="pack", attribution="© Contributeurs OpenStreetMap"),) * 2
    assert told(site, MapData(tiles=packs))["attribution"] == f"{ATTRIBUTION} · © Contributeurs OpenStreetMap"


def test_a_tile_that_a_pack_lacks_is_transparent(site: LocalSite) -> None:
    there, missing = site.answer("/tiles/pack/6/31/22", {}), site.answer("/tiles/pack/6/0/0", {})
    assert there == Answer(mime="image/png", body=PNG)
    assert missing is not None
    assert missing.mime == "image/png"
    assert missing.body.startswith(b"\x89PNG")


def test_only_the_last_data_are_kept_and_the_page_opened_again_shows_them(site: LocalSite) -> None:
    path = site.open(MapData())
    first = site.update(MapData(radius_km=1))
    paths = [site.update(MapData(radius_km=number)) for number in range(2, 12)]
    assert site.answer(first, {}) is None
    answer = site.answer(path, {})
    assert answer is not None
    assert paths[-1] in answer.body.decode()


def test_the_theme_is_told_as_data(site: LocalSite) -> None:
    family = MapFamily(code="F4", label="Accéder", color="#1B57A6", glyph="x")
    theme = MapTheme(colors={"map_land": "#F3F1EA"}, families=(family,), scale=1.25)
    found = told(site, MapData(theme=theme))["theme"]
    assert found["colors"]["map_land"] == "#F3F1EA"
    assert found["families"]["F4"] == {"label": "Accéder", "color": "#1B57A6", "glyph": "x"}
    assert found["scale"] == 1.25
