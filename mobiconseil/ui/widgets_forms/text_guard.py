"""A gentle word under a text that others will read; it blocks nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField

Advice = Callable[[str], str]


class TextGuard(QObject):
    """Reads a field while it is typed, and says what it should rather not hold."""

    def __init__(self, editor: TextField | TextArea, advice: Advice, show: Callable[[str], object]) -> None:
        super().__init__(editor)
        self._editor, self._advice, self._show = editor, advice, show
        (editor.textEdited if isinstance(editor, TextField) else editor.edited).connect(self._on_edited)
        self.look()

    def look(self) -> None:
        """Read again a text that was shown without being typed."""
        self._show(self._advice(self._editor.text()))

    def _on_edited(self, text: str) -> None:
        self._show(self._advice(text))


class AdviceLine(IconLine):
    """The word itself, where no label stands above the field."""

    def __init__(self) -> None:
        super().__init__("alert-outline", "", "warn", Role.WARN)
        self.hide()

    def show_advice(self, text: str) -> None:
        """Show the word; an empty one hides the line."""
        self.set_text(text)
        self.setVisible(bool(text))


def guard(field: FormField, advice: Advice) -> FormField:
    """Watch the editor of a field and return the field."""
    if isinstance(field.editor, TextField | TextArea):
        TextGuard(field.editor, advice, field.set_warning)
    return field
