"""The gallery shows every widget, in every theme and size, and each can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mobiconseil.ui import gallery, theme
from mobiconseil.ui.theme import Appearance, Theme


@pytest.fixture(autouse=True)
def restored(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Appearance())


def _nameless(page: QWidget) -> list[str]:
    focusable = [child for child in page.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [
        f"{type(child).__name__} in {type(child.parentWidget()).__name__}"
        for child in focusable
        if child.isVisibleTo(page) and not child.accessibleName() and not getattr(child, "text", str)()
    ]


@pytest.mark.parametrize("build", [gallery.gallery, gallery.more])
def test_everything_that_takes_the_focus_has_a_name(qapp: QApplication, qtbot, build) -> None:
    theme.apply(qapp, Appearance())
    page = build()
    qtbot.addWidget(page)
    page.show()
    assert _nameless(page) == []


@pytest.mark.parametrize("build", [gallery.gallery, gallery.more])
@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("chosen", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_the_gallery_is_drawn_without_a_warning(qapp: QApplication, qtbot, build, scale: int, chosen: Theme) -> None:
    theme.apply(qapp, Appearance(theme=chosen, scale=scale))
    page = build()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    image = page.grab().toImage()
    assert image.pixelColor(2, 2).name() == theme.look().tokens.bg.lower()
