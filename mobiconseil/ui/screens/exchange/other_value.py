"""« Autre valeur… »: when neither value is right, a third one is typed, checked as the form of the field checks it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.field_entry import EntryKind, FieldEntry
from mobiconseil.errors import InvalidInput
from mobiconseil.ui.screens.exchange.words import ExchangeWording
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.radio_card import RadioCard
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField


class OtherValue(QWidget):
    """A card, and under it, once it is taken, the field to type in."""

    typed = Signal(object, str)
    """The value to store, and the text it was read from."""
    dropped = Signal()
    """What is typed is no value, or not yet."""

    def __init__(self, label: str, entry: FieldEntry, wording: ExchangeWording, *, name: str, long: bool) -> None:
        """`name` is that of the card in tests; `long` gives several lines to a text."""
        super().__init__()
        self._entry, self._wording = entry, wording
        self.card = RadioCard(self.tr("Autre valeur…"), label)
        self.card.setObjectName(name)
        self.editor: TextField | TextArea | ChoiceField
        if entry.kind is EntryKind.CHOICE:
            self.editor = ChoiceField(entry.options)
            self.editor.chosen.connect(self._on_typed)
        elif long:
            self.editor = TextArea(lines=2)
            self.editor.edited.connect(self._on_typed)
            self.editor.finished.connect(self._on_left)
        else:
            self.editor = TextField()
            self.editor.textEdited.connect(self._on_typed)
            self.editor.editingFinished.connect(self._on_left)
        self.editor.setObjectName(f"{name}_typed")
        self.field = FormField(self.tr("{}, autre valeur").format(label), self.editor)
        self.field.hide()
        column = Column(self, gap=6)
        half = Row(gap=12)
        half.addWidget(self.card, 1)
        half.addWidget(QWidget(), 1)  # as wide as a value, the gap included
        column.addLayout(half)
        column.addWidget(self.field)

    @property
    def is_open(self) -> bool:
        """Say whether the card is taken: the field is shown."""
        return not self.field.isHidden()

    def open(self, text: str = "") -> None:
        """Show the field, with what was typed in it before."""
        if text and not self._text():
            self._show(text)
        self.field.show()

    def close_field(self) -> None:
        """Put the field away; what was typed in it stays there."""
        self.field.hide()
        self.field.set_error("")

    def ask(self) -> None:
        """Give the keyboard to the field, and say again what is typed in it."""
        self.open()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_typed(self._text())

    def _text(self) -> str:
        return self.editor.current() if isinstance(self.editor, ChoiceField) else self.editor.text()

    def _show(self, text: str) -> None:
        match self.editor:
            case ChoiceField():
                self.editor.set_current(text)
            case TextArea():
                self.editor.set_text(text)
            case _:
                self.editor.setText(text)

    def _on_typed(self, text: str) -> None:
        try:
            value = self._entry.read(text, self._wording.today())
        except InvalidInput:
            self.dropped.emit()
            return
        self.field.set_error("")
        self.typed.emit(value, text)

    def _on_left(self) -> None:
        """Say what is wrong once the field is left, not at each key."""
        if not self.is_open or not self._text().strip():
            return
        try:
            self._entry.read(self._text(), self._wording.today())
        except InvalidInput as error:
            self.field.set_error(str(error))
