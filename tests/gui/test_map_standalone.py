"""The map in one file opens in a browser without the program and without a network."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from pytestqt.qtbot import QtBot

from map_fakes import ATTRIBUTION, HOME, FakeBackground, service, sylvie_trip
from map_window import PATIENCE
from mobiconseil.map.standalone import light_theme, standalone_page
from mobiconseil.ui.map_web import register_scheme


def test_the_file_holds_everything_that_it_shows(qtbot: QtBot, tmp_path: Path) -> None:
    register_scheme()
    nasty = "</script><script>document.title = 'fooled'</script>"
    services = (*(service(number, shift=number / 40) for number in range(1, 4)), replace(service(9), name=nasty))
    data = replace(sylvie_trip(services=services, hide_home=True), radius_km=15.0, theme=light_theme())
    html = standalone_page(data, FakeBackground())
    elements = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)=", elements) == []
    assert re.findall(r"url\((?!data:)", elements) == []
    assert str(HOME[0]) not in html
    path = tmp_path / "carte.html"
    path.write_text(html, encoding="utf-8")
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    found: list[str] = []
    with qtbot.waitSignal(page.loadFinished, timeout=PATIENCE) as loaded:
        page.load(QUrl.fromLocalFile(str(path)))
    assert loaded.args == [True]

    def is_drawn() -> bool:
        page.runJavaScript("mobi.state()", 0, found.append)
        return bool(found) and json.loads(found[-1])["attribution"] == ATTRIBUTION

    qtbot.waitUntil(is_drawn, timeout=PATIENCE)
    shown = json.loads(found[-1])
    assert shown["services"] == 4
    assert page.title() == "Carte des services"
    page.deleteLater()
    with qtbot.waitSignal(page.destroyed, timeout=PATIENCE):
        pass
    profile.deleteLater()
