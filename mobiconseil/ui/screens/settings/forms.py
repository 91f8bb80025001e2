"""Fields bound to a record: typed, checked on leaving, written by themselves, refreshed by an undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.french_input import parse_email, parse_phone
from mobiconseil.domain.typography import phone
from mobiconseil.errors import InvalidInput
from mobiconseil.ui.screens.settings.view_model import RecordEditor
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField

Parse = Callable[[str], str]


def as_phone(text: str) -> str:
    """Return the stored form of a phone number."""
    return parse_phone(text) if text.strip() else ""


def as_email(text: str) -> str:
    """Return the stored form of an e-mail address."""
    return parse_email(text) or ""


class RecordForm(QObject):
    """Makes the fields of a record and keeps them in step with it."""

    def __init__(self, editor: RecordEditor, parent: QObject) -> None:
        super().__init__(parent)
        self.editor = editor
        self._fields: dict[str, tuple[FormField, Callable[[str], str]]] = {}
        self._checked_fields: set[str] = set()
        editor.reloaded.connect(self._on_reloaded)

    def line(self, field: str, label: str, help_text: str = "", *, optional: bool = True) -> FormField:
        """Return a field of one line, written while it is typed."""
        widget = TextField(self.editor.value(field), limit=300)
        widget.textEdited.connect(partial(self.editor.edit, field))
        return self._keep(field, label, widget, help_text, str, optional=optional)

    def area(self, field: str, label: str, help_text: str = "", *, lines: int = 3) -> FormField:
        """Return a field of several lines."""
        widget = TextArea(self.editor.value(field), lines=lines)
        widget.edited.connect(partial(self.editor.edit, field))
        return self._keep(field, label, widget, help_text, str)

    def phone(self, field: str, label: str) -> FormField:
        """Return a phone number, checked on leaving."""
        return self._checked(field, label, as_phone, phone)

    def email(self, field: str, label: str) -> FormField:
        """Return an e-mail address, checked on leaving."""
        return self._checked(field, label, as_email, str)

    def flush(self) -> bool:
        """Write what is typed; a value that is not understood stays on the screen with its reason."""
        return self.editor.flush()

    def misread(self) -> dict[str, str]:
        """Return the values that stay on the screen because they were not understood."""
        fields = {name: made for name, (made, _) in self._fields.items() if made.error()}
        return {name: made.editor.text() for name, made in fields.items() if isinstance(made.editor, TextField)}

    def _checked(self, field: str, label: str, parse: Parse, show: Callable[[str], str]) -> FormField:
        stored = self.editor.value(field)
        self._checked_fields.add(field)
        widget = TextField(show(stored) if stored else "", limit=300)
        made = self._keep(field, label, widget, "", show)
        widget.editingFinished.connect(_Check(made, widget, parse, partial(self.editor.edit, field)).on_left)
        return made

    def _keep(
        self,
        field: str,
        label: str,
        widget: QWidget,
        help_text: str,
        show: Callable[[str], str],
        *,
        optional: bool = True,
    ) -> FormField:
        widget.setObjectName(field)
        made = FormField(label, widget, help_text=help_text, optional=optional)
        self._fields[field] = (made, show)
        return made

    def _on_reloaded(self) -> None:
        for field, (made, show) in self._fields.items():
            value = self.editor.value(field)
            shown = show(value) if value else ""
            editor = made.editor
            if isinstance(editor, TextArea) and editor.text() != shown:
                editor.set_text(shown)
            elif isinstance(editor, TextField) and editor.text() != shown and not self._being_typed(field):
                editor.setText(shown)

    def _being_typed(self, field: str) -> bool:
        """Say whether a value that is only read on leaving is still being typed, or was not understood."""
        made, _ = self._fields[field]
        editor = made.editor
        typing = isinstance(editor, TextField) and editor.hasFocus() and editor.isModified()
        return field in self._checked_fields and (typing or bool(made.error()))


class _Check(QObject):
    """Reads a value when its field is left."""

    def __init__(self, field: FormField, widget: TextField, parse: Parse, edit: Callable[[str], None]) -> None:
        super().__init__(widget)
        self._field, self._widget, self._parse, self._edit = field, widget, parse, edit

    def on_left(self) -> None:
        """Take the value, or say why not."""
        try:
            value = self._parse(self._widget.text())
        except InvalidInput as error:
            self._field.set_error(str(error))
            return
        self._field.set_error("")
        self._edit(value)
