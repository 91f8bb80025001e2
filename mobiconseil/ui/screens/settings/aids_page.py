"""The aids: how fresh each one is, what it says, and those of the structure."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.settings.aids_import import AidsImport
from mobiconseil.ui.screens.settings.aids_view_model import ALL, CHECK, LOCAL, AidLine, AidsViewModel
from mobiconseil.ui.screens.settings.code_list import CodeList
from mobiconseil.ui.screens.settings.local_aid_form import CorrectionForm, LocalAidForm
from mobiconseil.ui.screens.settings.page import SettingsPage, fact
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.search_box import SearchBox
from mobiconseil.ui.widgets.text_fields import TextField


class AidsPage(SettingsPage):
    """↑ ↓ choose an aid; those of the structure are written in place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = AidsViewModel(context, self)
        self._context = context
        self._shown = ""
        self.form: LocalAidForm | CorrectionForm | None = None
        self._build_list()
        self._build_detail()
        self._build_new()
        self.table = AidsImport(self.model)
        trial = self.tr("CSV ou Excel\u202f; un essai d’abord, rien n’est écrit")
        self._import = self.add_card(self.tr("Importer des aides locales"), trial)
        self._import.body.addWidget(self.table)
        self._bind()
        self._render()

    def _build_list(self) -> None:
        card = self.add_card(self.tr("Aides"), self.tr("Vérifiées depuis moins de 6 mois, elles sont proposées"))
        self.filter = SearchBox(self.tr("Filtrer"), key="Ctrl F", name=self.tr("Filtrer les aides"))
        options = ((ALL, self.tr("Toutes")), (LOCAL, self.tr("Les nôtres")), (CHECK, self.tr("À revérifier")))
        self.kind = SegmentedChoice(options, self.tr("Quelles aides"), current=ALL)
        self.list = CodeList(self.tr("Aides"))
        self.list.setObjectName("aids_list")
        top = FoldingRow(gap=8)
        top.addWidget(self.filter, 1)
        top.addWidget(self.kind)
        self.go_to_new = Button(self.tr("Ajouter…"), icon="plus", height=Height.ROW)
        self.go_to_new.setObjectName("aid_go_to_new")
        self.go_to_new.setAccessibleName(self.tr("Ajouter ou importer des aides locales"))
        top.addWidget(self.go_to_new)
        card.body.addLayout(top)
        card.body.addWidget(self.list)

    def _build_detail(self) -> None:
        self._detail = self.add_card(self.tr("Aide"))
        self._detail.title.setWordWrap(True)
        self._facts = Column(gap=8)
        self._form_place = Column(gap=8)
        self.verify = Button(self.tr("Vérifiée aujourd’hui"), icon="check-decagram-outline", height=Height.ROW)
        self.verify.setObjectName("aid_verify")
        self.remove = Button(self.tr("Supprimer"), Kind.QUIET, icon="trash-can-outline", height=Height.ROW)
        self.remove.setObjectName("aid_remove")
        self._detail.body.addLayout(self._facts)
        row = FoldingRow(gap=8)
        self.correct = Button(self.tr("Corriger"), icon="pencil-outline", height=Height.ROW)
        self.correct.setObjectName("aid_correct")
        self.put_back = Button(self.tr("Remettre comme fournie"), Kind.QUIET, icon="restore", height=Height.ROW)
        self.put_back.setObjectName("aid_put_back")
        for button in (self.verify, self.correct, self.put_back, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        self._detail.body.addLayout(row)
        self._detail.body.addLayout(self._form_place)

    def _build_new(self) -> None:
        card = self.add_card(self.tr("Ajouter une aide locale"))
        self.new_name = TextField()
        self.new_name.setObjectName("aid_new_name")
        self._new_field = FormField(self.tr("Nom de l’aide"), self.new_name)
        self.add = Button(self.tr("Ajouter"), icon="plus", height=Height.ROW)
        self.add.setObjectName("aid_add")
        row = FoldingRow(gap=8)
        row.addWidget(self._new_field, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(row)

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.filter.textEdited.connect(self._on_filter_edited)
        self.kind.chosen.connect(self._on_kind_chosen)
        self.list.code_chosen.connect(self._on_code_chosen)
        self.verify.clicked.connect(self.model.verify)
        self.correct.clicked.connect(self._on_correct_clicked)
        self.put_back.clicked.connect(self._on_put_back_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.add.clicked.connect(self._on_add_clicked)
        self.new_name.returnPressed.connect(self._on_add_clicked)
        self.go_to_new.clicked.connect(self._on_go_to_new_clicked)
        self.table.looked.connect(self._on_table_looked)

    def flush(self) -> bool:
        """Write the local aid being typed."""
        return self.form is None or self.form.flush()

    def focus_filter(self) -> None:
        """Put the focus in the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Showing

    def _render(self) -> None:
        lines = self.model.lines()
        if self.model.code not in {line.code for line in lines}:
            self.model.code = lines[0].code if lines else ""
        self.kind.set_current(self.model.kind)
        if not self.model.filter and self.filter.text():
            self.filter.clear()
        self._render_list(lines)
        self._render_detail()
        self.table.render_model()

    def _render_list(self, lines: tuple[AidLine, ...]) -> None:
        own = self.tr("aide locale, ")
        shown = [(line.code, f"{line.name}   ({own if line.local else ''}{line.state})") for line in lines]
        self.list.show_lines(shown, self.model.code)

    def _render_detail(self) -> None:
        aid, local = self.model.aid(), self.model.own()
        self._detail.setVisible(aid is not None)
        if aid is None:
            return
        self._detail.set_title(aid.name, self.model.state(aid))
        self.correct.setVisible(local is None)
        self.put_back.setVisible(local is None and self.model.is_corrected(aid))
        self.remove.setVisible(local is not None)
        if self.model.code != self._shown or (local is not None and self.form is None):
            self._leave_form()
            self._shown = self.model.code
            if local is not None:
                self._show_form(LocalAidForm(self._context, local))
        empty(self._facts)
        for label, text in self.model.facts(aid) if local is None else ():
            self._facts.addLayout(fact(label, text))

    def _show_form(self, form: LocalAidForm | CorrectionForm) -> None:
        self.form = form
        self._form_place.addWidget(form)
        form.show()

    def _leave_form(self) -> None:
        self.form = None
        empty(self._form_place)

    # Answers

    def _on_filter_edited(self, text: str) -> None:
        self.flush()
        self.model.filter = text
        self._render()

    def _on_kind_chosen(self, code: str) -> None:
        self.flush()
        self.model.kind = code
        self._render()

    def _on_code_chosen(self, code: str) -> None:
        self.flush()
        self.model.code = code
        self._render()

    def _on_correct_clicked(self) -> None:
        aid = self.model.aid()
        if aid is not None and self.form is None:
            self._show_form(CorrectionForm(self._context, aid))
        if self.form is not None:
            self.reveal(self.form)
            self.form.fields.field("amount").editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_put_back_clicked(self) -> None:
        self._leave_form()
        self.model.put_back()

    def _on_remove_clicked(self) -> None:
        self._leave_form()
        self._shown = ""
        self.model.remove()

    def _on_go_to_new_clicked(self) -> None:
        self.new_name.setFocus(Qt.FocusReason.TabFocusReason)
        self.reveal(self._import)

    def _on_table_looked(self) -> None:
        self.reveal(self._import)

    def _on_add_clicked(self) -> None:
        name = self.new_name.text().strip()
        if not name:
            self._new_field.set_error(self.tr("Il manque le nom. Exemple\u00a0: Chèque mobilité du pays"))
            self.new_name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.flush()
        self.new_name.clear()
        self._new_field.set_error("")
        self.model.add(name)
        if self.form is not None:
            self.form.fields.field("decided_by").editor.setFocus(Qt.FocusReason.OtherFocusReason)
