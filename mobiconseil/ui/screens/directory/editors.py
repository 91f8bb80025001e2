"""One field of the sheet: its editor, and under it what the source says when the team says otherwise."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.directory import codes, joined
from mobiconseil.domain.french_input import parse_phone
from mobiconseil.domain.opening_hours_input import shown as shown_hours
from mobiconseil.errors import InvalidInput
from mobiconseil.services.communes import Commune, CommuneFinder
from mobiconseil.ui.screens.directory.fields import EditorKind, FieldSpec
from mobiconseil.ui.screens.directory.wording import plain_code
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import FilterChip, TriStateChoice
from mobiconseil.ui.widgets.commune_field import CommuneField
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import PhoneField, TextField

Say = Callable[[str], str]
"""What the words under a field say of its value: opening hours in French."""


class CodesChoice(QWidget):
    """Several codes of a list; emits all those taken, joined."""

    changed = Signal(str)

    def __init__(self, options: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=6)
        self._chips: dict[str, FilterChip] = {}
        for code, label in options:
            self._add(code, label)

    def show_codes(self, text: str) -> None:
        """Show which codes are taken; an unknown code keeps a chip of its own."""
        wanted = codes(text)
        for code in wanted:
            if code not in self._chips:
                self._add(code, plain_code(code))
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)

    def _add(self, code: str, label: str) -> None:
        chip = FilterChip(code, label)
        chip.clicked.connect(self._on_clicked)
        self._chips[code] = chip
        self._flow.addWidget(chip)

    def _on_clicked(self) -> None:
        self.changed.emit(joined(code for code, chip in self._chips.items() if chip.isChecked()))


class FieldEditor(QWidget):
    """Emits the text to keep, as an edit writes it: codes, « 1 » and « 0 », plain numbers."""

    edited = Signal(str, str)
    left = Signal(str)
    reverted = Signal(str)
    commune_taken = Signal(object)

    def __init__(self, spec: FieldSpec, communes: CommuneFinder, say: Say | None = None) -> None:
        super().__init__()
        self.spec, self._say, self._shown = spec, say, ""
        self.widget = self._make(communes)
        self.widget.setObjectName(f"service_{spec.name}")
        self.field = FormField(spec.label, self.widget, help_text=spec.help)
        self._side = QFrame()
        self._side.setProperty("frame", "sunken")
        self._imported = Label("", Role.SECONDARY, wrap=True)
        self._back = LinkButton(self.tr("Reprendre cette valeur"), icon="restore")
        side = Row(self._side, margins=(10, 4, 10, 4), gap=8)
        side.addWidget(self._imported, 1)
        side.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        column = Column(self, gap=4)
        column.addWidget(self.field)
        column.addWidget(self._side)
        self._side.hide()
        self._back.clicked.connect(self._on_back)

    def show_value(self, text: str, imported: str | None) -> None:
        """Show the value in force; `imported` is what the source says, when the team says otherwise."""
        if text != self._shown or not self._being_typed():
            self._shown = text
            self._fill(text)
        if self._say is not None:
            said = self._say(text) if text else ""
            self.field.set_help(said if said and said != shown_hours(text) else self.spec.help)
        self._side.setVisible(imported is not None)
        if imported is not None:
            said = self._words(imported) or self.tr("rien")
            self._imported.setText(self.tr("Valeur importée\u00a0: {}").format(said))
            self._back.setAccessibleName(self.tr("Reprendre la valeur importée, {}").format(self.spec.label))

    def set_error(self, sentence: str) -> None:
        """Show why what is typed cannot be kept."""
        self.field.set_error(sentence)

    def _make(self, communes: CommuneFinder) -> QWidget:
        spec, kind = self.spec, self.spec.editor
        if kind is EditorKind.AREA:
            area = TextArea(lines=2, most=8)
            area.edited.connect(self._on_typed)
            area.finished.connect(self._on_left)
            return area
        if kind is EditorKind.CHOICE:
            choice = ChoiceField(spec.options, name=spec.label)
            choice.chosen.connect(self._on_typed)
            return choice
        if kind is EditorKind.CODES:
            several = CodesChoice(spec.options)
            several.changed.connect(self._on_typed)
            return several
        if kind is EditorKind.YES_NO:
            answer = TriStateChoice(spec.label)
            answer.answered.connect(self._on_answered)
            return answer
        return self._make_line(communes)

    def _make_line(self, communes: CommuneFinder) -> QWidget:
        kind = self.spec.editor
        if kind is EditorKind.PHONE:
            phone = PhoneField(_shown_phone)
            phone.number_changed.connect(self._on_number)
            phone.invalid.connect(self._on_invalid_phone)
            return phone
        if kind is EditorKind.COMMUNE:
            commune = CommuneField(communes)
            commune.taken.connect(self._on_commune_taken)
            commune.textEdited.connect(self._on_typed)
            commune.editingFinished.connect(self._on_left)
            return commune
        line = TextField()
        line.textEdited.connect(self._on_typed)
        line.editingFinished.connect(self._on_left)
        return line

    def _fill(self, text: str) -> None:
        widget = self.widget
        if isinstance(widget, CodesChoice):
            widget.show_codes(text)
        elif isinstance(widget, ChoiceField):
            widget.setCurrentIndex(widget.findData(text))
        elif isinstance(widget, TriStateChoice):
            widget.set_value({"1": True, "0": False}.get(text))
        elif isinstance(widget, TextArea):
            widget.set_text(text)
        elif isinstance(widget, TextField):
            widget.setText(self._line(text))
            widget.setCursorPosition(0)
        self.field.set_error("")

    def _line(self, text: str) -> str:
        """Return a value as it is typed: hours in French, phones in pairs."""
        if self.spec.editor is EditorKind.HOURS:
            return shown_hours(text)
        return typography.phone(text) if self.spec.editor is EditorKind.PHONE and text else text

    def _words(self, text: str) -> str:
        """Return a value as people read it."""
        if self.spec.options:
            labels = dict(self.spec.options)
            return ", ".join(labels.get(code, plain_code(code)) for code in (codes(text) or ("",)))
        if self.spec.editor is EditorKind.PHONE and text:
            return typography.phone(text)
        return self._say(text) if self._say is not None and text else text

    def _being_typed(self) -> bool:
        return isinstance(self.widget, TextField | TextArea) and self.widget.hasFocus()

    def _on_typed(self, text: str) -> None:
        self._shown = text
        self.edited.emit(self.spec.name, text.strip())

    def _on_answered(self, value: bool | None) -> None:
        self._on_typed("" if value is None else "1" if value else "0")

    def _on_number(self, shown: str) -> None:
        self._on_typed(parse_phone(shown) if shown else "")
        self.left.emit(self.spec.name)

    def _on_invalid_phone(self, typed: str) -> None:
        try:
            parse_phone(typed)
        except InvalidInput as error:
            self.set_error(str(error))

    def _on_commune_taken(self, commune: Commune) -> None:
        self._shown = commune.name
        self.commune_taken.emit(commune)

    def _on_left(self) -> None:
        self.left.emit(self.spec.name)

    def _on_back(self) -> None:
        self.reverted.emit(self.spec.name)


def _shown_phone(typed: str) -> str | None:
    try:
        return typography.phone(parse_phone(typed))
    except InvalidInput:
        return None
