"""The map as one file: everything inside, for any browser, still without a network."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from mobiconseil.domain.projection import Box, sheet_around
from mobiconseil.map.assets import library
from mobiconseil.map.layers import BASE
from mobiconseil.map.page import render_page
from mobiconseil.map.site import LocalSite
from mobiconseil.paths import resources
from mobiconseil.services.maps import MapBackground, MapData, MapFamily, MapTheme

_SCRIPT = re.compile(rf'<script src="{BASE}/([^"]+)"></script>')
_STYLE = re.compile(rf'<link rel="stylesheet" href="{BASE}/lib/([^"]+)"/>')
_URL = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
_SCREEN = (900.0, 600.0)
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_FETCH = """
window.fetch = (address) => {
  const told = address.includes('/background') ? MOBI.background : MOBI.data;
  return Promise.resolve({ ok: true, json: () => Promise.resolve(told) });
};
"""


def standalone_page(data: MapData, background: MapBackground) -> str:
    """Return the map in one HTML file; the background is the one around the first view."""
    site = LocalSite(background)
    told = {"data": _read(site, site.update(data), {}), "background": _background(site, data.bounds)}
    html = render_page(data.bounds, "/data/one.json", nonce="one").replace(' nonce="one"', "")
    head = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<title>Carte des services</title>'
    html = html.replace("<head>", f"<head>\n{head}\n{_inline_script(f'const MOBI = {_safe_json(told)};{_FETCH}')}", 1)
    html = _SCRIPT.sub(lambda found: _script(found[1]), html)
    return _STYLE.sub(lambda found: f"<style>\n{_stylesheet(found[1])}\n</style>", html)


@lru_cache(maxsize=1)
def light_theme() -> MapTheme:
    """Return the light colours and the families, for a map made without a window."""
    tokens = json.loads((resources() / "tokens.json").read_text(encoding="utf-8"))
    charmap = next(
        Path(str(file.locate()))
        for file in distribution("QtAwesome").files or ()
        if file.match("qtawesome/fonts/materialdesignicons6-webfont-charmap-*.json")
    )
    glyphs = json.loads(charmap.read_text(encoding="utf-8"))
    families = tuple(
        MapFamily(code=code, label=label, color=color, glyph=chr(int(glyphs[icon], 16)))
        for code, (label, color, _dark, icon) in tokens["families"].items()
    )
    return MapTheme(colors={name.replace("-", "_"): c for name, c in tokens["light"].items()}, families=families)


def _background(site: LocalSite, bounds: Box) -> Any:
    sheet = sheet_around(bounds, *_SCREEN, margin=24)
    west, south, east, north = sheet.box
    wide, high = (east - west) / 3, (north - south) / 3
    box = f"{west - wide},{south - high},{east + wide},{north + high}"
    return _read(site, "/background", {"bbox": box, "z": str(sheet.zoom)})


def _read(site: LocalSite, path: str, query: Mapping[str, str]) -> Any:
    answer = site.answer(path, query)
    return json.loads(answer.body) if answer is not None else None


def _script(path: str) -> str:
    """Return a script written in the page; the channel to the program has no use here."""
    found = library(path.removeprefix("lib/"))
    return "" if found is None else _inline_script(found[1].decode())


def _inline_script(text: str) -> str:
    closed = text.replace("</script", "<\\u002fscript")
    return f"<script>\n{closed}\n</script>"


def _safe_json(value: Any) -> str:
    """Return JSON that no text typed by people can close."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _stylesheet(path: str) -> str:
    """Return a style sheet whose fonts and pictures are inside it; those that the map never uses are left out."""
    found = library(path)
    text = "" if found is None else found[1].decode()
    return _URL.sub(lambda match: f"url({_data_url(path, match[1])})", text)


def _data_url(sheet: str, address: str) -> str:
    if address.startswith(f"{BASE}/lib/"):
        path = address.removeprefix(f"{BASE}/lib/")
    else:
        parts = [*sheet.split("/")[:-1], *address.split("/")]
        while ".." in parts:
            index = parts.index("..")
            del parts[index - 1 : index + 1]
        path = "/".join(parts)
    found = library(path)
    return "data:," if found is None else f"data:{found[0]};base64,{base64.b64encode(found[1]).decode()}"
