"""Makes the fields of a form, each bound to a field of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary_labels import field_label
from mobiconseil.domain.french_dates import Prefer, parse_date
from mobiconseil.domain.french_input import parse_distance, parse_email, parse_money, parse_phone, parse_year
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.vocabulary import TriState, Vocabulary
from mobiconseil.errors import InvalidInput
from mobiconseil.ui.screens.situation.bindings import (
    NOT_SAID,
    AreaBinding,
    Binding,
    ChoiceBinding,
    DateBinding,
    DaysBinding,
    ParsedBinding,
    SegmentBinding,
    TextBinding,
    TimeBinding,
)
from mobiconseil.ui.screens.situation.view_model import Editable
from mobiconseil.ui.widgets.buttons import Height
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField, TimeField
from mobiconseil.ui.widgets.days_choice import DaysChoice
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField

TEXT_LIMIT = 1000
"""Characters of a free text: beyond, the counter turns red and nothing is cut."""


class FieldBinder(QObject):
    """Makes fields and keeps their bindings together."""

    badge_pressed = Signal()
    """The badge of a field that two laptops changed."""

    def __init__(self, source: Editable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.bindings: list[Binding] = []

    def show(self) -> None:
        """Show what is stored in every field."""
        for binding in self.bindings:
            binding.show()

    def mark(self, record: RecordId, conflicts: Mapping[tuple[RecordId, str], int]) -> None:
        """Write « 2 valeurs » beside the fields that two laptops changed."""
        for binding in self.bindings:
            count = conflicts.get((record, binding.name), 0)
            text = typography.count(count, self.tr("valeur")) if count else ""
            binding.field.set_badge(text, self.tr("{} : choisir").format(text))

    def commit(self) -> None:
        """Hand over what is typed in the fields that were not left."""
        for binding in self.bindings:
            binding.commit()

    def text(
        self, name: str, label: str = "", *, guard: bool = False, optional: bool = False, hint: str = ""
    ) -> FormField:
        """Return a free line."""
        editor = TextField(placeholder=hint)
        field = self._field(name, label, editor, optional=optional)
        return self._keep(TextBinding(self._source, name, field, editor, guard=guard))

    def area(self, name: str, label: str = "", *, lines: int = 2, hint: str = "", optional: bool = False) -> FormField:
        """Return several free lines, with their counter."""
        editor = TextArea(lines=lines, placeholder=hint)
        field = self._field(name, label, editor, optional=optional, limit=TEXT_LIMIT)
        return self._keep(AreaBinding(self._source, name, field, editor))

    def phone(self, name: str, label: str = "", *, optional: bool = False) -> FormField:
        """Return a phone number, stored in its international form."""
        return self._parsed(name, label, parse_phone, _phone, optional=optional, empty="")

    def email(self, name: str, label: str = "", *, optional: bool = False) -> FormField:
        """Return an e-mail address."""
        return self._parsed(name, label, parse_email, str, optional=optional, empty="")

    def year(self, name: str, label: str = "", *, optional: bool = False) -> FormField:
        """Return a past year."""
        return self._parsed(name, label, self._read_year, str, optional=optional)

    def whole(self, name: str, label: str = "", *, most: int = 120, optional: bool = False) -> FormField:
        """Return a small whole number."""
        return self._parsed(name, label, _WholeReader(most), str, optional=optional)

    def euros(self, name: str, label: str = "", *, optional: bool = False) -> FormField:
        """Return whole euros."""
        return self._parsed(name, label, _read_euros, _euros, optional=optional)

    def distance(self, name: str, label: str) -> FormField:
        """Return kilometres."""
        return self._parsed(name, label, parse_distance, _kilometres)

    def day(
        self, name: str, label: str = "", *, prefer: Prefer = "future", optional: bool = False, compact: bool = False
    ) -> FormField:
        """Return a date; a compact one is written in figures."""
        reader = _DateReader(self._source, prefer)
        editor = DateField(reader, _figures if compact else typography.short_date, self._source.today)
        field = self._field(name, label, editor, optional=optional)
        return self._keep(DateBinding(self._source, name, field, editor))

    def hour(self, name: str, label: str) -> FormField:
        """Return an hour."""
        editor = TimeField()
        field = self._field(name, label, editor)
        return self._keep(TimeBinding(self._source, name, field, editor))

    def choice(self, name: str, vocabulary: type[Vocabulary], label: str = "", *, optional: bool = False) -> FormField:
        """Return a list to take one code from."""
        items = [(member.value or NOT_SAID, member.label) for member in vocabulary]
        editor = ChoiceField(items, placeholder=self.tr("Non renseigné"))
        field = self._field(name, label, editor, optional=optional)
        return self._keep(ChoiceBinding(self._source, name, field, editor, vocabulary))

    def segments(self, name: str, vocabulary: type[Vocabulary], options: tuple[tuple[str, str], ...]) -> FormField:
        """Return a few codes side by side."""
        editor = SegmentedChoice(options, field_label(name), height=Height.NORMAL)
        field = self._field(name, "", editor)
        _keep_left(field)
        return self._keep(SegmentBinding(self._source, name, field, editor, vocabulary))

    def answer(self, name: str, label: str = "", *, optional: bool = False) -> FormField:
        """Return Oui / Non / Non renseigné."""
        options = tuple((state.value, state.label) for state in TriState)
        editor = SegmentedChoice(options, label or field_label(name), height=Height.NORMAL)
        field = self._field(name, label, editor, optional=optional)
        _keep_left(field)
        return self._keep(SegmentBinding(self._source, name, field, editor, TriState))

    def days(self, name: str, label: str) -> FormField:
        """Return seven buttons."""
        editor = DaysChoice(label)
        field = self._field(name, label, editor)
        return self._keep(DaysBinding(self._source, name, field, editor))

    def bind(self, binding: Binding) -> FormField:
        """Keep a binding made elsewhere."""
        return self._keep(binding)

    def _parsed(
        self,
        name: str,
        label: str,
        parse: Callable[[str], object],
        show: Callable[[object], str],
        *,
        optional: bool = False,
        empty: object = None,
    ) -> FormField:
        editor = TextField()
        field = self._field(name, label, editor, optional=optional)
        return self._keep(ParsedBinding(self._source, name, field, editor, parse=parse, show=show, empty=empty))

    def _field(self, name: str, label: str, editor: QWidget, *, optional: bool = False, limit: int = 0) -> FormField:
        editor.setObjectName(name)
        return FormField(label or field_label(name), editor, optional=optional, limit=limit)

    def _keep(self, binding: Binding) -> FormField:
        self.bindings.append(binding)
        binding.field.badge_pressed.connect(self.badge_pressed)
        binding.show()
        return binding.field

    def _read_year(self, text: str) -> int | None:
        return parse_year(text, self._source.today())


class _DateReader:
    """Reads a date as near as it makes sense for the field."""

    def __init__(self, source: Editable, prefer: Prefer) -> None:
        self._source, self._prefer = source, prefer

    def __call__(self, text: str) -> date | None:
        return parse_date(text, self._source.today(), prefer=self._prefer)


class _WholeReader:
    """Reads a whole number up to a limit."""

    def __init__(self, most: int) -> None:
        self._most = most

    def __call__(self, text: str) -> int:
        typed = text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").removesuffix("ans")
        if not (typed.isascii() and typed.isdigit()) or int(typed) > self._most:
            raise InvalidInput(f"Écrivez un nombre entier, {self._most} au plus. Exemple\u00a0: 2")
        return int(typed)


def _keep_left(field: FormField) -> None:
    """Let an editor of a fixed width stand under its label instead of in the middle."""
    layout = field.layout()
    if layout is not None:
        layout.setAlignment(field.editor, Qt.AlignmentFlag.AlignLeft)


def _figures(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _read_euros(text: str) -> int | None:
    amount = parse_money(text)
    return None if amount is None else int(amount.to_integral_value())


def _euros(value: object) -> str:
    return typography.money(Decimal(str(value)))


def _kilometres(value: object) -> str:
    return typography.kilometres(float(str(value)))


def _phone(value: object) -> str:
    return typography.phone(str(value))
