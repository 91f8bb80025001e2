"""Colours, sizes and live changes of the look."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel

from mobiconseil.paths import resources
from mobiconseil.ui import icons, theme, tokens
from mobiconseil.ui.theme import Appearance, Theme, look
from mobiconseil.ui.translation import speak_french
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.width_class import WidthClass, width_class

TEXT = (
    ("text", "surface"), ("text", "bg"), ("text_2", "surface"), ("text_2", "bg"), ("text_3", "surface"),
    ("text_3", "sunken"), ("text_2", "surface_2"), ("primary", "surface"), ("on_primary", "primary"),
    ("on_primary", "primary_hover"), ("on_primary", "primary_pressed"), ("on_tint", "primary_tint"),
    ("ok", "surface"), ("ok", "ok_bg"), ("warn", "surface"), ("warn", "warn_bg"), ("danger", "surface"),
    ("danger", "danger_bg"), ("accent", "surface"), ("rail_text", "rail"), ("rail_text", "rail_active"),
    ("rail_text_active", "rail_active"), ("toast_text", "toast"), ("toast_action", "toast"), ("toast_ok", "toast"),
    ("text", "warn_bg"), ("text_2", "primary_tint"), ("on_tint", "primary_tint_2"),
)  # fmt: skip
SHAPES = (("border_strong", "surface"), ("border_strong", "bg"), ("focus", "surface"), ("focus_on_dark", "rail"))


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Appearance())
    yield
    theme.apply(qapp, Appearance())


@pytest.mark.parametrize("palette", [tokens.light(), tokens.dark(), tokens.contrast()], ids=["light", "dark", "more"])
def test_every_text_reaches_four_and_a_half_and_every_shape_three(palette: tokens.Tokens) -> None:
    def ratio(pair: tuple[str, str]) -> float:
        return tokens.contrast_ratio(getattr(palette, pair[0]), getattr(palette, pair[1]))

    assert [pair for pair in TEXT if ratio(pair) < 4.5] == []
    assert [pair for pair in SHAPES if ratio(pair) < 3] == []


def test_the_ratios_are_those_announced() -> None:
    day, night = tokens.light(), tokens.dark()
    assert tokens.contrast_ratio(day.text, day.surface) == pytest.approx(15.6, abs=0.1)
    assert tokens.contrast_ratio(day.border_strong, day.surface) == pytest.approx(3.8, abs=0.1)
    assert tokens.contrast_ratio(night.primary, night.surface) == pytest.approx(8.3, abs=0.1)
    assert round(tokens.contrast_ratio("#000000", "#FFFFFF")) == 21


def test_families_can_be_read_on_both_grounds() -> None:
    families = tokens.families()
    assert list(families) == ["F1", "F2", "F3", "F4", "F5", "F6", "F7"]
    for family in families.values():
        assert tokens.contrast_ratio(family.light, tokens.light().surface) >= 6.5
        assert tokens.contrast_ratio(family.dark, tokens.dark().surface) >= 7.9


@pytest.mark.parametrize("name", ["chevron-down", "check", "dot", "tick", "dash"])
def test_the_images_of_the_style_sheet_use_token_colours(name: str) -> None:
    for mode, palette in (("light", tokens.light()), ("dark", tokens.dark())):
        source = (resources() / "icons" / "style" / f"{name}-{mode}.svg").read_text(encoding="utf-8")
        colours = set(re.findall(r"#[0-9A-Fa-f]{6}", source))
        assert colours <= set(palette.as_dict().values())


@pytest.mark.parametrize("scale", theme.TEXT_SCALES)
def test_no_text_is_smaller_than_twelve_pixels_and_all_follow_the_scale(qapp: QApplication, scale: int) -> None:
    theme.apply(qapp, Appearance(scale=scale))
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", qapp.styleSheet())]
    assert min(sizes) >= round(12 * scale / 100)
    assert look().font(14).pixelSize() == round(14 * scale / 100)


def test_a_change_of_theme_and_scale_reaches_living_widgets(qapp: QApplication, qtbot) -> None:
    button, label = Button("Enregistrer", Kind.PRIMARY), QLabel("Texte")
    label.setProperty("role", "page")
    for widget in (button, label):
        qtbot.addWidget(widget)
        widget.show()
    before = button.sizeHint()
    light_pixel = button.grab().toImage().pixelColor(6, before.height() // 2).name()
    with qtbot.waitSignal(look().changed):
        theme.apply(qapp, Appearance(theme=Theme.DARK, scale=150))
    after = button.sizeHint()
    assert after.height() == 54
    button.resize(after)
    assert light_pixel == tokens.light().primary.lower()
    assert button.grab().toImage().pixelColor(6, after.height() // 2).name() == tokens.dark().primary.lower()
    assert label.font().pixelSize() == 30


def test_applying_the_same_choices_again_changes_nothing(qapp: QApplication, qtbot) -> None:
    with qtbot.assertNotEmitted(look().changed):
        theme.apply(qapp, Appearance())


def test_the_text_grows_and_shrinks_by_known_steps() -> None:
    appearance = Appearance()
    assert [appearance.larger().scale, appearance.smaller().scale] == [110, 100]
    assert Appearance(scale=200).larger().scale == 200


def test_more_contrast_uses_one_text_colour_and_strong_borders() -> None:
    palette = tokens.contrast()
    assert palette.text_2 == palette.text_3 == palette.text
    assert palette.border == palette.border_strong


def test_the_layout_follows_the_width_divided_by_the_scale() -> None:
    assert width_class(1366, 1.0) is WidthClass.WIDE
    assert width_class(1366, 1.25) is WidthClass.MEDIUM
    assert width_class(1366, 1.5) is WidthClass.NARROW


def test_qt_speaks_french(qapp: QApplication) -> None:
    assert speak_french(qapp)
    assert QLocale().name() == "fr_FR"
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Annuler"


def test_the_icon_of_the_program_is_drawn(qapp: QApplication) -> None:
    image = icons.app_icon().pixmap(64, 64).toImage()
    assert image.pixelColor(32, 3).name() == tokens.light().rail.lower()
    colours = {image.pixelColor(x, y).name() for x in range(64) for y in range(64)}
    assert "#ffd166" in colours
