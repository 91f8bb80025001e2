"""Fields bound to a record: written as they are typed, checked on leaving, refreshed by an undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.french_input import parse_email, parse_money, parse_phone
from mobiconseil.domain.typography import NBSP, money, number, phone
from mobiconseil.errors import InvalidInput
from mobiconseil.ui.record_model import RecordModel
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField
from mobiconseil.ui.widgets_forms.text_guard import guard

Parse = Callable[[str], object]
Show = Callable[[Any], str]
NOTHING = "-"
"""Code of « Non précisé » in a drop-down list."""


class BoundFields(QObject):
    """Makes the fields of one record and keeps them in step with it."""

    def __init__(self, model: RecordModel, prefix: str, parent: QObject) -> None:
        """`prefix` begins the objectName of each editor."""
        super().__init__(parent)
        self._model, self._prefix = model, prefix
        self._texts: dict[str, tuple[FormField, Show]] = {}
        self._checked: set[str] = set()
        self._choices: dict[str, ChoiceField] = {}
        self._boxes: dict[str, CheckBox] = {}
        self._days: dict[str, tuple[FormField, DateField]] = {}

    def line(self, name: str, label: str, *, optional: bool = True, help_text: str = "") -> FormField:
        """Return a field of one line, written while it is typed."""
        editor = TextField(self._model.value(name), limit=300)
        editor.textEdited.connect(partial(self._model.edit, name))
        return guard(self._keep(name, label, editor, str, help_text, optional=optional), self._model.advice)

    def area(self, name: str, label: str, *, lines: int = 2, help_text: str = "", optional: bool = True) -> FormField:
        """Return a field of several lines."""
        editor = TextArea(self._model.value(name), lines=lines, most=10)
        editor.edited.connect(partial(self._model.edit, name))
        return guard(self._keep(name, label, editor, str, help_text, optional=optional), self._model.advice)

    def phone(self, name: str, label: str) -> FormField:
        """Return a phone number, read on leaving."""
        return self.checked(name, label, _as_phone, _show_phone)

    def email(self, name: str, label: str) -> FormField:
        """Return an e-mail address, read on leaving."""
        return self.checked(name, label, _as_email, str)

    def euros(self, name: str, label: str, *, whole: bool = False) -> FormField:
        """Return an amount, read on leaving."""
        return self.checked(name, label, _as_whole_euros if whole else _as_euros, _show_euros)

    def count(self, name: str, label: str, *, help_text: str = "") -> FormField:
        """Return a whole number, read on leaving."""
        return self.checked(name, label, _as_count, _show_number, help_text=help_text)

    def checked(self, name: str, label: str, parse: Parse, show: Show, *, help_text: str = "") -> FormField:
        """Return a value that is read on leaving, and said wrong there."""
        stored = self._model.value(name)
        editor = TextField(show(stored) if stored not in {None, ""} else "", limit=300)
        self._checked.add(name)
        made = self._keep(name, label, editor, show, help_text, optional=True)
        check = _Check(made, editor, parse, partial(self._model.edit, name, now=True))
        editor.editingFinished.connect(check.on_left)
        return made

    def choice(self, name: str, label: str, items: Sequence[tuple[str, str]], cast_to: Parse = str) -> FormField:
        """Return a drop-down list, written at once; the empty code is « Non précisé »."""
        editor = ChoiceField([(code or NOTHING, text) for code, text in items], name=label)
        editor.setObjectName(f"{self._prefix}_{name}")
        self._choices[name] = editor
        editor.set_current(str(self._model.value(name)) or NOTHING)
        editor.chosen.connect(partial(self._on_chosen, name, cast_to))
        return FormField(label, editor)

    def check(self, name: str, text: str) -> CheckBox:
        """Return a box to tick, written at once."""
        box = CheckBox(text, checked=bool(self._model.value(name)))
        box.setObjectName(f"{self._prefix}_{name}")
        self._boxes[name] = box
        tick = Tick(box, partial(self._model.edit, name, now=True))
        box.clicked.connect(tick.on_clicked)
        return box

    def day(self, name: str, label: str, *, optional: bool = True) -> FormField:
        """Return a date, read on leaving."""
        model = self._model
        stored = cast("date | None", model.value(name))
        editor = DateField(model.parse_date, model.show_date, model.today, name=label, value=stored)
        editor.setObjectName(f"{self._prefix}_{name}")
        made = FormField(label, editor, optional=optional)
        self._days[name] = (made, editor)
        editor.date_changed.connect(partial(self._on_day_changed, name))
        editor.invalid.connect(partial(self._on_day_refused, name))
        return made

    def field(self, name: str) -> FormField:
        """Return a field made before."""
        return self._texts[name][0] if name in self._texts else self._days[name][0]

    def leave(self) -> bool:
        """Read each field as if it were left, and write; say whether all was understood and written."""
        for name in self._checked:
            editor = self._texts[name][0].editor
            if isinstance(editor, TextField) and editor.isModified():
                editor.editingFinished.emit()
        for _, day in self._days.values():
            if day.isModified():
                day.editingFinished.emit()
        fields = [made for made, _ in (*self._texts.values(), *self._days.values())]
        return self._model.flush() and not any(made.error() for made in fields)

    def refresh(self) -> None:
        """Show the record as it now is; a field that is being typed is left alone."""
        for name, (made, show) in self._texts.items():
            self._refresh_text(name, made, show)
        for name, choice in self._choices.items():
            choice.set_current(str(self._model.value(name)) or NOTHING)
        for name, box in self._boxes.items():
            box.setChecked(bool(self._model.value(name)))
        for name, (made, day) in self._days.items():
            if day.value() != self._model.value(name) and not made.error():
                day.set_value(self._model.value(name))

    def _refresh_text(self, name: str, made: FormField, show: Show) -> None:
        value, editor = self._model.value(name), made.editor
        shown = show(value) if value not in {None, ""} else ""
        if isinstance(editor, TextArea):
            if editor.text() != shown:
                editor.set_text(shown)
        elif isinstance(editor, TextField) and editor.text() != shown:
            typing = editor.hasFocus() and editor.isModified()
            if not (name in self._checked and (typing or made.error())):
                editor.setText(shown)

    def _keep(self, name: str, label: str, editor: QWidget, show: Show, help_text: str, *, optional: bool) -> FormField:
        editor.setObjectName(f"{self._prefix}_{name}")
        made = FormField(label, editor, help_text=help_text, optional=optional)
        self._texts[name] = (made, show)
        return made

    def _on_chosen(self, name: str, cast_to: Parse, code: str) -> None:
        self._model.edit(name, cast_to("" if code == NOTHING else code), now=True)

    def _on_day_changed(self, name: str, day: date | None) -> None:
        self._days[name][0].set_error("")
        self._model.edit(name, day, now=True)

    def _on_day_refused(self, name: str, _typed: str) -> None:
        self._days[name][0].set_error(self.tr("Ce jour n’est pas compris. Exemples\u00a0: 2/12, mardi, +7"))


class Tick(QObject):
    """Says whether a box was ticked; the box keeps it."""

    def __init__(self, box: CheckBox, said: Callable[[bool], object]) -> None:
        super().__init__(box)
        self._said = said

    def on_clicked(self, checked: bool) -> None:
        """Pass on what the person did."""
        self._said(checked)


class _Check(QObject):
    """Reads a value when its field is left."""

    def __init__(self, field: FormField, editor: TextField, parse: Parse, edit: Callable[[object], None]) -> None:
        super().__init__(editor)
        self._field, self._editor, self._parse, self._edit = field, editor, parse, edit

    def on_left(self) -> None:
        """Take the value, or say why not."""
        try:
            value = self._parse(self._editor.text())
        except InvalidInput as error:
            self._field.set_error(str(error))
            return
        self._field.set_error("")
        self._editor.setModified(False)
        self._edit(value)


def _as_phone(text: str) -> str:
    return parse_phone(text) if text.strip() else ""


def _show_phone(stored: Any) -> str:
    return phone(str(stored))


def _as_email(text: str) -> str:
    return parse_email(text) or ""


def _as_euros(text: str) -> float | None:
    amount = parse_money(text)
    return None if amount is None else float(amount)


def _as_whole_euros(text: str) -> int | None:
    amount = parse_money(text)
    return None if amount is None else round(amount)


def _show_euros(stored: Any) -> str:
    return money(stored)


def _as_count(text: str) -> int | None:
    typed = text.strip().replace(NBSP, "").replace("\u202f", "").replace(" ", "")
    if not typed:
        return None
    if not typed.isdigit():
        raise InvalidInput(f"Un nombre entier est attendu. Exemple{NBSP}: 90")
    return int(typed)


def _show_number(stored: Any) -> str:
    return number(stored)
