"""The look of the program: theme, text size, font and motion, changed live.

There is one `Look` per application. Widgets ask it for colours, fonts and sizes (`look().px(12)`) and are
told of a change by `follow`, so that no screen needs a style sheet of its own.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import NamedTuple, Protocol, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from mobiconseil.paths import resources
from mobiconseil.ui import tokens as palettes
from mobiconseil.ui.stylesheet import stylesheet
from mobiconseil.ui.tokens import Tokens

TEXT_SCALES = (100, 110, 125, 150, 175, 200)
REGULAR = QFont.Weight.Normal
SEMIBOLD = QFont.Weight.DemiBold
BOLD = QFont.Weight.Bold


class Theme(StrEnum):
    """What the person chose in Réglages > Affichage."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        """Return the French label."""
        return {"light": "Clair", "dark": "Sombre", "contrast": "Contraste renforcé", "system": "Système"}[self.value]


class Appearance(NamedTuple):
    """The three choices of the person about the look of the screen."""

    theme: Theme = Theme.LIGHT
    scale: int = 100
    reduce_motion: bool = False

    def larger(self) -> Appearance:
        """Return the same choices with the next text size."""
        return self._replace(scale=next((step for step in TEXT_SCALES if step > self.scale), TEXT_SCALES[-1]))

    def smaller(self) -> Appearance:
        """Return the same choices with the previous text size."""
        return self._replace(scale=next((step for step in reversed(TEXT_SCALES) if step < self.scale), TEXT_SCALES[0]))


class Look(QObject):
    """Colours, fonts and sizes in force; emits `changed` when the person or the system changes them."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._family = _font_family()
        self._fonts: dict[tuple[float, QFont.Weight], QFont] = {}
        self.appearance = Appearance()
        self.tokens = palettes.light()
        self.sheet = ""
        self._applied = False
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def is_dark(self) -> bool:
        """Tell whether the colours in force are those of the dark theme."""
        return self.tokens is palettes.dark()

    @property
    def scale(self) -> float:
        """Return the text scale, 1.0 at 100 %."""
        return self.appearance.scale / 100

    @property
    def reduced_motion(self) -> bool:
        """Tell whether slides and fades must be skipped."""
        return self.appearance.reduce_motion or _system_reduces_motion(self._app)

    def px(self, size: float) -> int:
        """Return a size drawn at 100 % in the text scale in force."""
        return max(1, round(size * self.scale))

    def font(self, size: float = 14, weight: QFont.Weight = REGULAR) -> QFont:
        """Return the font of the program at a size drawn at 100 %, with digits of equal width."""
        known = self._fonts.get((size, weight))
        if known is None:
            known = QFont(self._family)
            known.setPixelSize(self.px(size))
            known.setWeight(weight)
            known.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[size, weight] = known
        return QFont(known)

    def color(self, name: str) -> QColor:
        """Return a colour by its token name."""
        return QColor(str(getattr(self.tokens, name)))

    def apply(self, appearance: Appearance) -> None:
        """Put these choices in force in every window."""
        if appearance.scale not in TEXT_SCALES:
            appearance = appearance._replace(scale=min(TEXT_SCALES, key=lambda step: abs(step - appearance.scale)))
        if self._applied and appearance == self.appearance and self._resolve(appearance.theme) is self.tokens:
            return
        self.appearance = appearance
        self._fonts.clear()
        self._dress_title_bars(appearance.theme)
        self.tokens = self._resolve(appearance.theme)
        self._applied = True
        self._app.setPalette(_palette(self.tokens))
        self._app.setFont(self.font())
        self.sheet = stylesheet(self.tokens, self.px, self._family, dark=self.is_dark)
        self.changed.emit()

    def _resolve(self, theme: Theme) -> Tokens:
        if theme is Theme.SYSTEM:
            theme = _system_theme(self._app)
        return {Theme.DARK: palettes.dark(), Theme.CONTRAST: palettes.contrast()}.get(theme, palettes.light())

    def _dress_title_bars(self, theme: Theme) -> None:
        hints = self._app.styleHints()
        if theme is Theme.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if theme is Theme.DARK else Qt.ColorScheme.Light)

    def _on_system_changed(self) -> None:
        if self._applied and self.appearance.theme is Theme.SYSTEM:
            self.apply(self.appearance)


class Restyled(Protocol):
    """A widget that sizes or paints itself again after a change of look."""

    def restyle(self) -> None:
        """Take the colours and sizes in force."""


class _Dress(QObject):
    """Keeps the style sheet of its parent in step with the look."""

    def __init__(self, wearer: QWidget | QApplication) -> None:
        super().__init__(wearer)
        self._wearer = wearer
        follow(self)

    def restyle(self) -> None:
        """Put on the sheet in force."""
        self._wearer.setStyleSheet(look().sheet)


def dress(wearer: QWidget | QApplication) -> None:
    """Give a window the style sheet, now and after each change of look; the windows opened from it wear it too.

    The application wears none in the program: Qt would then style each widget again every time that one of its
    ancestors finds its place in a layout, which doubles the time of opening a screen.
    """
    if not any(isinstance(child, _Dress) for child in wearer.children()):
        _Dress(wearer)


def follow(widget: Restyled) -> None:
    """Restyle the widget now and after each change of look, as long as it lives."""
    look().changed.connect(widget.restyle)
    widget.restyle()


def look() -> Look:
    """Return the look of the running application."""
    app = cast("QApplication", QApplication.instance())
    found = getattr(app, "mobiconseil_look", None)
    if not isinstance(found, Look):
        found = Look(app)
        app.mobiconseil_look = found  # type: ignore[attr-defined]
    return found


def apply(app: QApplication, appearance: Appearance) -> Look:
    """Dress the whole application, for widgets shown outside the window of the program: gallery and tests."""
    current = look()
    if current.parent() is not app:
        raise RuntimeError("The look belongs to another application")
    current.apply(appearance)
    dress(app)
    return current


def _font_family() -> str:
    if sys.platform == "win32":
        return "Segoe UI"
    if sys.platform == "darwin":
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    loaded = [
        QFontDatabase.addApplicationFont(str(path)) for path in sorted((resources() / "fonts").glob("NotoSans-*.ttf"))
    ]
    families = QFontDatabase.applicationFontFamilies(loaded[0]) if loaded else []
    if families:
        return families[0]
    installed = (name for name in ("Noto Sans", "Open Sans", "DejaVu Sans") if QFontDatabase.hasFamily(name))
    return next(installed, QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family())


def _system_theme(app: QApplication) -> Theme:
    hints = app.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Theme.CONTRAST
    return Theme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Theme.LIGHT


def _system_reduces_motion(app: QApplication) -> bool:
    accessibility = getattr(app.styleHints(), "accessibility", None)
    preference = getattr(accessibility(), "motionPreference", None) if accessibility is not None else None  # Qt 6.12
    return preference is not None and "Reduce" in str(preference())


def _palette(colors: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: colors.bg, role.WindowText: colors.text, role.Base: colors.surface,
        role.AlternateBase: colors.surface_2, role.Text: colors.text, role.PlaceholderText: colors.text_3,
        role.Button: colors.surface, role.ButtonText: colors.text, role.BrightText: colors.danger,
        role.Highlight: colors.primary, role.HighlightedText: colors.on_primary, role.Link: colors.primary,
        role.LinkVisited: colors.primary, role.ToolTipBase: colors.toast, role.ToolTipText: colors.toast_text,
        role.Light: colors.surface, role.Midlight: colors.surface_2, role.Mid: colors.border,
        role.Dark: colors.border_strong, role.Shadow: colors.border, role.Accent: colors.primary,
    }  # fmt: skip
    for name, color in pairs.items():
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.text_disabled))
    return palette
