"""Identité: how to name the person, her birth year, her languages, what she needs to take part."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary_labels import field_label
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.french_dates import parse_date
from mobiconseil.ui.screens.situation.bindings import DateBinding, TextBinding
from mobiconseil.ui.screens.situation.group import Group
from mobiconseil.ui.widgets.choice_fields import Completion, CompletionField
from mobiconseil.ui.widgets.choices import Toggle
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.layouts import Column, Row

LANGUAGES = (
    "Français", "Albanais", "Allemand", "Anglais", "Arabe", "Arménien", "Bambara", "Breton", "Créole", "Dari",
    "Espagnol", "Géorgien", "Italien", "Kurde", "Langue des signes française", "Lingala", "Mongol", "Pachto", "Peul",
    "Polonais", "Portugais", "Roumain", "Russe", "Serbe", "Somali", "Soninké", "Tamoul", "Turc", "Ukrainien",
)  # fmt: skip


class IdentityGroup(Group):
    """Names, birth, language."""

    def build(self) -> None:
        """Make the fields."""
        titled = ((title.value, title.label) for title in (Civility.MADAME, Civility.MONSIEUR))
        civilities = (*titled, (Civility.NONE.value, self.tr("Non précisée")))
        grid = FormGrid()
        grid.extend(self.fields.text("last_name"), self.fields.text("first_name"))
        grid.extend(self.fields.segments("civility", Civility, civilities), self._birth())
        grid.extend(self._language(), self.fields.answer("interpreter"))
        grid.extend(self.fields.answer("easy_reading"), self._needs())
        self.body.addWidget(grid)

    def refresh(self) -> None:
        """Show the file, and the age beside the birth."""
        super().refresh()
        self._show_birth(self._full.isChecked() or self.model.person.value("birth_date") is not None)

    def _birth(self) -> QWidget:
        self._year = self.fields.year("birth_year")
        editor = DateField(self._read_birth, typography.short_date, self.model.today)
        editor.setObjectName("birth_date")
        self._date = FormField(field_label("birth_date"), editor)
        self.fields.bind(DateBinding(self.model.person, "birth_date", self._date, editor))
        editor.date_changed.connect(self._on_date_changed)
        self._full = Toggle(self.tr("Date complète"))
        self._full.clicked.connect(self._on_full_clicked)
        holder = QWidget()
        row = Row(holder, gap=12)
        for widget in (self._year, self._date):
            row.addWidget(widget, 1)
        beside = Column(margins=(0, 23, 0, 0), gap=0)
        beside.addWidget(self._full)
        beside.addStretch(1)
        row.addLayout(beside)
        return holder

    def _language(self) -> FormField:
        editor = CompletionField(_languages)
        editor.setObjectName("language")
        field = FormField(field_label("language"), editor, optional=True)
        binding = TextBinding(self.model.person, "language", field, editor, guard=False)
        editor.chosen.connect(self._on_language_chosen)
        return self.fields.bind(binding)

    def _needs(self) -> FormField:
        field = self.fields.text("access_needs", guard=True, optional=True)
        field.set_help(self.tr("Par exemple\u00a0: accès de plain-pied, gros caractères. Pas de détail de santé."))
        return field

    def _show_birth(self, full: bool) -> None:
        self._full.setChecked(full)
        self._year.setVisible(not full)
        self._date.setVisible(full)
        (self._date if full else self._year).set_help(self._age())

    def _age(self) -> str:
        person, today = self.model.stored, self.model.today()
        if person.birth_date is not None:
            return typography.age(person.birth_date, today)
        if person.birth_year is None:
            return self.tr("L’année suffit.")
        return self.tr("{age} cette année").format(age=typography.age(person.birth_year, today))

    def _read_birth(self, text: str) -> date | None:
        return parse_date(text, self.model.today(), prefer="past")

    def _on_full_clicked(self, on: bool) -> None:
        if not on and self.model.person.value("birth_date") is not None:
            self.model.person.edit("birth_date", None, now=True)
        self._show_birth(on)
        (self._date if on else self._year).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_date_changed(self, value: object) -> None:
        if isinstance(value, date):
            self.model.person.edit("birth_year", value.year)

    def _on_language_chosen(self, proposal: Completion) -> None:
        self.model.person.edit("language", proposal.label)


def _languages(typed: str) -> list[Completion]:
    wanted = typography.fold(typed)
    return [Completion(code=name, label=name) for name in LANGUAGES if typography.fold(name).startswith(wanted)][:6]
