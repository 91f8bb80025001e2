"""Ties one editor to one field of a record: shows what is stored, hands over what is typed.

An editor is never rewritten while it shows what is stored, so a refresh disturbs no typing; what could not be
understood stays on the screen with its reason, and blocks nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.beneficiary_labels import NOTHING
from mobiconseil.domain.vocabulary import TriState, Vocabulary
from mobiconseil.errors import InvalidInput
from mobiconseil.ui.screens.situation.view_model import Editable
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField, TimeField
from mobiconseil.ui.widgets.days_choice import DaysChoice
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField

NOT_SAID = "-"
"""Code of the option « Non renseigné » of a list, for an empty code."""


class Binding(QObject):
    """One editor and one field."""

    def __init__(self, source: Editable, name: str, field: FormField) -> None:
        super().__init__(field)
        self.source, self.name, self.field = source, name, field
        self._shown: object = self

    @property
    def editor(self) -> QWidget:
        """Return the editor."""
        return self.field.editor

    def show(self) -> None:
        """Show what is stored, unless it is what is shown already."""
        value = self.source.value(self.name)
        if value != self._shown:
            self._shown = value
            self._write(value)

    def take(self, value: object, *, now: bool = False) -> None:
        """Hand over what the person gave."""
        self._shown = value
        self.source.edit(self.name, value, now=now)

    def commit(self) -> None:
        """Hand over what is typed in an editor that was not left."""

    def _write(self, value: object) -> None:
        raise NotImplementedError


class TextBinding(Binding):
    """A free line; a gentle word may stand under it."""

    def __init__(self, source: Editable, name: str, field: FormField, editor: TextField, *, guard: bool) -> None:
        super().__init__(source, name, field)
        self._line, self._guard = editor, guard
        editor.textEdited.connect(self._on_edited)

    def _write(self, value: object) -> None:
        self._line.setText(str(value or ""))
        self._advise(str(value or ""))

    def _on_edited(self, text: str) -> None:
        self.take(text.strip())
        self._advise(text)

    def _advise(self, text: str) -> None:
        if self._guard:
            self.field.set_warning(self.source.advice(text))


class AreaBinding(Binding):
    """Several free lines; a gentle word may stand under them."""

    def __init__(self, source: Editable, name: str, field: FormField, editor: TextArea) -> None:
        super().__init__(source, name, field)
        self._area = editor
        editor.edited.connect(self._on_edited)

    def _write(self, value: object) -> None:
        self._area.set_text(str(value or ""))
        self.field.recount()
        self.field.set_warning(self.source.advice(str(value or "")))

    def _on_edited(self, text: str) -> None:
        self.take(text.strip())
        self.field.set_warning(self.source.advice(text))


class ParsedBinding(Binding):
    """A line with a form: a phone, a year, an amount. Read on leaving; a fault says its cause and an example."""

    def __init__(
        self,
        source: Editable,
        name: str,
        field: FormField,
        editor: TextField,
        *,
        parse: Callable[[str], object],
        show: Callable[[object], str],
        empty: object = None,
    ) -> None:
        super().__init__(source, name, field)
        self._line, self._parse, self._text_of, self._empty = editor, parse, show, empty
        editor.editingFinished.connect(self._on_finished)

    def commit(self) -> None:
        """Read what is typed now."""
        if self._line.isModified():
            self._on_finished()

    def _write(self, value: object) -> None:
        self._line.setText("" if value in (None, "") else self._text_of(value))
        self.field.set_error("")

    def _on_finished(self) -> None:
        if not self._line.isModified():
            return
        typed = self._line.text().strip()
        try:
            value = self._parse(typed) if typed else self._empty
        except InvalidInput as error:
            self.field.set_error(str(error))
            return
        self._write(value)
        self.take(value)


class DateBinding(Binding):
    """A date typed freely."""

    def __init__(self, source: Editable, name: str, field: FormField, editor: DateField) -> None:
        super().__init__(source, name, field)
        self._date = editor
        editor.date_changed.connect(self._on_changed)
        editor.invalid.connect(self._on_invalid)

    def commit(self) -> None:
        """Read what is typed now."""
        if self._date.isModified():
            self._date.editingFinished.emit()

    def _write(self, value: object) -> None:
        self._date.set_value(value if isinstance(value, date) else None)
        self.field.set_error("")

    def _on_changed(self, value: object) -> None:
        self.field.set_error("")
        self.take(value)

    def _on_invalid(self, _typed: str) -> None:
        self.field.set_error(self.tr("Cette date n’est pas comprise. Exemple\u00a0: 23/11, lundi ou +7"))


class TimeBinding(Binding):
    """An hour typed freely."""

    def __init__(self, source: Editable, name: str, field: FormField, editor: TimeField) -> None:
        super().__init__(source, name, field)
        self._time = editor
        editor.time_changed.connect(self._on_changed)
        editor.invalid.connect(self._on_invalid)

    def commit(self) -> None:
        """Read what is typed now."""
        if self._time.isModified():
            self._time.editingFinished.emit()

    def _write(self, value: object) -> None:
        self._time.set_value(value if isinstance(value, time) else None)
        self.field.set_error("")

    def _on_changed(self, value: object) -> None:
        self.field.set_error("")
        self.take(value)

    def _on_invalid(self, _typed: str) -> None:
        self.field.set_error(self.tr("Cette heure n’est pas comprise. Exemple\u00a0: 6\u00a0h\u00a050"))


class ChoiceBinding(Binding):
    """One of the codes of a vocabulary; a code that this version does not know is kept and shown."""

    def __init__(
        self, source: Editable, name: str, field: FormField, editor: ChoiceField, vocabulary: type[Vocabulary]
    ) -> None:
        super().__init__(source, name, field)
        self._list, self._vocabulary = editor, vocabulary
        means_nothing = vocabulary("").label in (NOTHING, "") or not vocabulary("").is_known
        self._empty = "" if means_nothing else NOT_SAID
        editor.chosen.connect(self._on_chosen)

    def _write(self, value: object) -> None:
        code = str(value or "")
        if code and self._list.findData(code) < 0:
            self._list.addItem(self._vocabulary(code).label, code)
        self._list.set_current(code or self._empty)

    def _on_chosen(self, code: str) -> None:
        self.take(self._vocabulary("" if code == NOT_SAID else code))


class SegmentBinding(Binding):
    """A few codes side by side."""

    def __init__(
        self, source: Editable, name: str, field: FormField, editor: SegmentedChoice, vocabulary: type[Vocabulary]
    ) -> None:
        super().__init__(source, name, field)
        self._segments, self._vocabulary = editor, vocabulary
        editor.chosen.connect(self._on_chosen)

    def _write(self, value: object) -> None:
        self._segments.set_current(str(value or TriState.UNKNOWN))

    def _on_chosen(self, code: str) -> None:
        self.take(self._vocabulary(code), now=True)


class DaysBinding(Binding):
    """The days of a trip."""

    def __init__(self, source: Editable, name: str, field: FormField, editor: DaysChoice) -> None:
        super().__init__(source, name, field)
        self._days = editor
        editor.edited.connect(self._on_edited)

    def _write(self, value: object) -> None:
        self._days.set_days(str(value or ""))

    def _on_edited(self, days: str) -> None:
        self.take(days)
