"""The few fields that open a file, in the order in which a person says them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import PrescriberKind
from mobiconseil.domain.beneficiary_labels import field_label
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.french_input import parse_phone, parse_year
from mobiconseil.errors import InvalidInput
from mobiconseil.services.communes import Commune, postal_code_of
from mobiconseil.ui.screens.new_file.view_model import NewFileModel
from mobiconseil.ui.widgets.buttons import Height
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.commune_field import CommuneField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField


class NewFileForm(QWidget):
    """Civility, names, birth year, phone, commune, request, prescriber."""

    def __init__(self, model: NewFileModel) -> None:
        super().__init__()
        self._model = model
        self._build()
        self._bind()

    def prefill(self, typed: str) -> None:
        """Start from what was typed elsewhere: a phone number, or a last name and perhaps a first name."""
        words = typed.split()
        if any(character.isdigit() for character in typed):
            self._phone.setText(typed.strip())
            self._on_phone_finished()
        elif words:
            for field, editor, text in (
                ("last_name", self._last, words[0].title()),
                ("first_name", self._first, " ".join(words[1:]).title()),
            ):
                editor.setText(text)
                self._model.set(field, text)

    def start(self) -> None:
        """Put the focus where typing goes on."""
        started = self._first if self._last.text() else self._last
        started.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> bool:
        """Hand over what is typed; say whether a file can be made of it, the focus standing on the first fault."""
        self._on_phone_finished()
        self._on_year_finished()
        refusal = self._model.refusal()
        self._last_field.set_error(refusal)
        for field in (self._last_field, self._year_field, self._phone_field):
            if field.error():
                field.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return False
        return True

    def set_single(self, single: bool) -> None:
        """Keep to one column, or not."""
        for grid in self.findChildren(FormGrid):
            grid.set_single(single)

    def _build(self) -> None:
        titled = ((title.value, title.label) for title in (Civility.MADAME, Civility.MONSIEUR))
        options = (*titled, (Civility.NONE.value, self.tr("Non précisée")))
        name = field_label("civility")
        self._civility = SegmentedChoice(options, name, height=Height.NORMAL)
        self._civility.setObjectName("civility")
        self._last, self._first = self._line("last_name"), self._line("first_name")
        self._year, self._phone = self._line("birth_year"), self._line("phone")
        self._commune = CommuneField(self._model.context.session.communes)
        self._commune.setObjectName("commune")
        self._post = self._line("postal_code")
        self._request = TextArea(lines=2, most=3)
        self._request.setObjectName("request")
        kinds = [(kind.value, kind.label) for kind in PrescriberKind if kind.value]
        self._kind = ChoiceField(kinds, placeholder=self.tr("Non renseigné"))
        self._kind.setObjectName("prescriber_kind")
        self._structure = self._line("prescriber_structure")
        Column(self, gap=0).addWidget(self._grid())

    def _grid(self) -> FormGrid:
        self._last_field = FormField(field_label("last_name"), self._last)
        self._year_field = FormField(field_label("birth_year"), self._year, help_text=self.tr("L’année suffit."))
        self._phone_field = FormField(field_label("phone"), self._phone)
        self._request_field = FormField(field_label("request"), self._request, optional=True, limit=1000)
        civility = FormField(field_label("civility"), self._civility)
        layout = civility.layout()
        if layout is not None:
            layout.setAlignment(self._civility, Qt.AlignmentFlag.AlignLeft)
        grid = FormGrid()
        grid.extend(self._last_field, FormField(field_label("first_name"), self._first))
        grid.extend(civility, self._year_field)
        grid.add(self._phone_field, wide=True)
        grid.extend(FormField(field_label("commune"), self._commune), FormField(field_label("postal_code"), self._post))
        grid.add(self._request_field, wide=True)
        kind = FormField(field_label("prescriber_kind"), self._kind, optional=True)
        grid.extend(kind, FormField(field_label("prescriber_structure"), self._structure, optional=True))
        return grid

    def _line(self, name: str) -> TextField:
        line = TextField()
        line.setObjectName(name)
        return line

    def _bind(self) -> None:
        plain: tuple[tuple[TextField, Callable[[str], None]], ...] = (
            (self._last, self._on_last_edited),
            (self._first, self._on_first_edited),
            (self._commune, self._on_commune_edited),
            (self._post, self._on_post_edited),
            (self._structure, self._on_structure_edited),
        )
        for line, slot in plain:
            line.textEdited.connect(slot)
        self._civility.chosen.connect(self._on_civility_chosen)
        self._year.editingFinished.connect(self._on_year_finished)
        self._phone.editingFinished.connect(self._on_phone_finished)
        self._commune.taken.connect(self._on_commune_taken)
        self._request.edited.connect(self._on_request_edited)
        self._kind.chosen.connect(self._on_kind_chosen)

    def _on_last_edited(self, text: str) -> None:
        self._model.set("last_name", text.strip())

    def _on_first_edited(self, text: str) -> None:
        self._model.set("first_name", text.strip())
        self._last_field.set_error("")

    def _on_commune_edited(self, text: str) -> None:
        self._model.set("commune", text.strip())
        for name in ("insee_code", "latitude", "longitude"):
            self._model.set(name, None)

    def _on_post_edited(self, text: str) -> None:
        self._model.set("postal_code", text.strip())

    def _on_structure_edited(self, text: str) -> None:
        self._model.set("prescriber_structure", text.strip())

    def _on_request_edited(self, text: str) -> None:
        self._model.set("request", text.strip())
        self._request_field.set_warning(self._model.advice(text))

    def _on_civility_chosen(self, code: str) -> None:
        self._model.set("civility", Civility(code))

    def _on_kind_chosen(self, code: str) -> None:
        self._model.set("prescriber_kind", PrescriberKind(code))

    def _on_commune_taken(self, commune: Commune) -> None:
        post = postal_code_of(commune, self._post.text().strip())
        for name in ("insee_code", "latitude", "longitude"):
            self._model.set(name, getattr(commune, name))
        self._model.set("commune", commune.name)
        self._model.set("postal_code", post)
        self._post.setText(post)

    def _on_year_finished(self) -> None:
        today = self._model.today()
        try:
            year = parse_year(self._year.text(), today)
        except InvalidInput as error:
            self._year_field.set_error(str(error))
            return
        self._model.set("birth_year", year)
        self._year.setText(str(year) if year else "")
        if year:
            self._year_field.set_help(typography.age(year, today))

    def _on_phone_finished(self) -> None:
        typed = self._phone.text().strip()
        try:
            number = parse_phone(typed) if typed else ""
        except InvalidInput as error:
            self._phone_field.set_error(str(error))
            return
        self._model.set("phone", number)
        self._phone.setText(typography.phone(number) if number else "")
        if number:
            self._last_field.set_error("")
