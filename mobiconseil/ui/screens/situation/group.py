"""What the groups of the form share: a card, its fields, its place in the index."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.screens.situation.binder import FieldBinder
from mobiconseil.ui.screens.situation.view_model import SituationModel
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.labels import Label, Role


class Group(Card):
    """One group of the form. Subclasses fill `body` in `build`, and may refine `refresh`."""

    resized = Signal()

    def __init__(self, title: str, model: SituationModel, subtitle: str = "") -> None:
        super().__init__(title, subtitle, role=Role.SECTION)
        self.model = model
        self.fields = FieldBinder(model.person, self)
        self.body.set_space((15, 4, 15, 15), 12)
        self._single = False
        self.fields.badge_pressed.connect(model.decide)
        self.build()
        self.refresh()

    def build(self) -> None:
        """Make the fields."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the file as it now is."""
        self.fields.show()

    def mark(self, conflicts: Mapping[tuple[RecordId, str], int]) -> None:
        """Show which fields have several values."""
        self.fields.mark(self.model.subject, conflicts)

    def commit(self) -> None:
        """Hand over what is typed in the fields that were not left."""
        self.fields.commit()

    def set_shared(self, on: bool) -> None:
        """Hide what the person beside the adviser should not read."""

    def set_single(self, single: bool) -> None:
        """Keep the fields in one column, or not."""
        self._single = single
        for grid in self.findChildren(FormGrid):
            grid.set_single(single)

    def first(self) -> QWidget | None:
        """Return the first widget that takes the keyboard."""
        return next((child for child in self.findChildren(QWidget) if takes_keyboard(child, self)), None)

    def say(self, text: str) -> Label:
        """Add a sentence in small."""
        label = Label(text, Role.SECONDARY, wrap=True)
        self.body.addWidget(label)
        return label


def takes_keyboard(widget: QWidget, inside: QWidget) -> bool:
    """Say whether Tab stops on a widget that shows inside another."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisibleTo(inside) and widget.focusProxy() is None
