"""How the screen looks: theme, size of the text, motion. It acts at once."""

from __future__ import annotations

from mobiconseil.settings import SCALES
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.theme import Theme
from mobiconseil.ui.widgets.buttons import Height
from mobiconseil.ui.widgets.choices import SegmentedChoice, Toggle
from mobiconseil.ui.widgets.labels import Label, Role


class DisplayPage(SettingsPage):
    """Three choices about the look."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._settings = context.settings
        themes = [(theme.value, theme.label) for theme in Theme]
        scales = [(str(scale), f"{scale}\u202f%") for scale in SCALES]
        self.theme = SegmentedChoice(themes, self.tr("Couleurs"), height=Height.NORMAL)
        self.scale = SegmentedChoice(scales, self.tr("Taille du texte"), height=Height.NORMAL)
        self.motion = Toggle(self.tr("Réduire les animations"))
        card = self.add_card(self.tr("Couleurs"))
        card.body.addWidget(self.theme)
        card.body.addWidget(
            Label(
                self.tr("«\u00a0Système\u00a0» suit le réglage de l’ordinateur, contraste renforcé compris."),
                Role.SECONDARY,
                wrap=True,
            )
        )
        card = self.add_card(
            self.tr("Taille du texte"), self.tr("Ctrl + et Ctrl − la changent partout, Ctrl 0 la remet")
        )
        card.body.addWidget(self.scale)
        card = self.add_card(self.tr("Mouvements"))
        card.body.addWidget(self.motion)
        self.theme.chosen.connect(self._on_theme_chosen)
        self.scale.chosen.connect(self._on_scale_chosen)
        self.motion.clicked.connect(self._on_motion_clicked)
        self._settings.changed.connect(self._render)
        self._render()

    def _render(self) -> None:
        value = self._settings.value
        self.theme.set_current(value.theme)
        self.scale.set_current(str(value.scale))
        self.motion.setChecked(value.reduce_motion)

    def _on_theme_chosen(self, code: str) -> None:
        self._settings.change(theme=code)

    def _on_scale_chosen(self, code: str) -> None:
        self._settings.change(scale=int(code))

    def _on_motion_clicked(self) -> None:
        self._settings.change(reduce_motion=self.motion.isChecked())
