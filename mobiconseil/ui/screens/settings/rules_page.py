"""The rules of recommendation: what each says, switched on or off, and those of the structure."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context
from mobiconseil.ui.drafts import typed
from mobiconseil.ui.screens.settings.code_list import CodeList
from mobiconseil.ui.screens.settings.page import SettingsPage, fact
from mobiconseil.ui.screens.settings.rules_view_model import TEMPLATE, RuleLine, RulesViewModel, RuleTrial
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choices import Toggle
from mobiconseil.ui.widgets.disclosure import Disclosure
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.search_box import SearchBox
from mobiconseil.ui.widgets.text_area import TextArea

_CHECK_MS = 400
_PEOPLE_SHOWN = 12


class TrialAnswer(QWidget):
    """How many files a rule concerns, then the first of them with what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.count = Label("", Role.STRONG, wrap=True)
        self.people = Label("", Role.SECONDARY, wrap=True)
        column = Column(self, gap=8)
        column.addWidget(self.count)
        column.addWidget(self.people)
        self.say("", [])

    def say(self, answer: str, people: list[str]) -> None:
        """Say it, or nothing."""
        self.count.setText(answer)
        hidden = len(people) - _PEOPLE_SHOWN
        more = [self.tr("et {count} autres").format(count=hidden)] if hidden > 0 else []
        self.people.setText("\n".join([*people[:_PEOPLE_SHOWN], *more]))
        self.people.setVisible(bool(people))
        self.setVisible(bool(answer))


class RulesPage(SettingsPage):
    """↑ ↓ choose a rule; the switch acts at once; a rule of one's own is a short text, checked while it is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = RulesViewModel(context, self)
        self.trial = RuleTrial(context, self)
        self._instead_of = ""
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_CHECK_MS)
        self._build_list()
        self._build_editor()
        self._build_detail()
        self._asked = self.answer
        """Where the answer of the trial is said: under the rule that was tried."""
        self._bind()
        self._render()
        follow(self)

    def _build_list(self) -> None:
        card = self.add_card(self.tr("Règles"), self.tr("Ce qui fait proposer un service, une aide, ou attendre"))
        self.filter = SearchBox(self.tr("Filtrer"), key="Ctrl F", name=self.tr("Filtrer les règles"))
        self.add = Button(self.tr("Écrire une règle"), icon="plus", height=Height.ROW)
        self.add.setObjectName("rule_add")
        top = FoldingRow(gap=8)
        top.addWidget(self.filter, 1)
        top.addWidget(self.add)
        self.list = CodeList(self.tr("Règles"))
        self.list.setObjectName("rules_list")
        card.body.addLayout(top)
        card.body.addWidget(self.list)

    def _build_detail(self) -> None:
        self._detail = self.add_card(self.tr("Règle"))
        self.active = Toggle(self.tr("En service"))
        self.active.setObjectName("rule_active")
        self.refused = Banner("", tone="danger")
        self._facts = Column(gap=8)
        self.expression = Disclosure(self.tr("Voir l’expression"), icon="code-parentheses")
        self.expression.button.setObjectName("rule_expression")
        self._written = Label("", Role.SECONDARY, wrap=True)
        self._legend = Label("", Role.SMALL, wrap=True)
        self.expression.body.addWidget(self._written)
        self.expression.body.addWidget(self._legend)
        self.edit = Button(self.tr("Modifier"), icon="pencil-outline", height=Height.ROW)
        self.remove = Button(self.tr("Supprimer"), Kind.QUIET, icon="trash-can-outline", height=Height.ROW)
        self.try_it = Button(self.tr("Essayer sur mes dossiers"), icon="account-search-outline", height=Height.ROW)
        self.try_it.setObjectName("rule_try")
        self.answer = TrialAnswer()
        self._detail.title.setWordWrap(True)
        body = self._detail.body
        body.addWidget(self.active)
        body.addWidget(self.refused)
        body.addLayout(self._facts)
        body.addWidget(self.expression)
        row = FoldingRow(gap=8)
        for button in (self.try_it, self.edit, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        body.addLayout(row)
        body.addWidget(self.answer)

    def _build_editor(self) -> None:
        checked = self.tr("Vérifiée pendant que vous écrivez\u202f; rien n’agit avant « Enregistrer »")
        self._editor = self.add_card(self.tr("Votre règle"), checked)
        self.text = TextArea(lines=9, most=22)
        self.text.setObjectName("rule_text")
        self._text_field = FormField(self.tr("Texte de la règle"), self.text)
        self.save = Button(self.tr("Enregistrer la règle"), Kind.PRIMARY, icon="check")
        self.save.setObjectName("rule_save")
        self.try_text = Button(self.tr("Essayer sur mes dossiers"), icon="account-search-outline")
        self.give_up = Button(self.tr("Renoncer"), Kind.QUIET)
        self._editor.body.addWidget(self._text_field)
        row = FoldingRow(gap=8)
        for button in (self.save, self.try_text, self.give_up):
            row.addWidget(button)
        row.addStretch(1)
        self.text_answer = TrialAnswer()
        self._editor.body.addLayout(row)
        self._editor.body.addWidget(self.text_answer)
        self._editor.hide()
        self.restyle()

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.filter.textEdited.connect(self._on_filter_edited)
        self.list.code_chosen.connect(self._on_code_chosen)
        self.active.clicked.connect(self.model.switch)
        self.add.clicked.connect(self._on_add_clicked)
        self.edit.clicked.connect(self._on_edit_clicked)
        self.remove.clicked.connect(self.model.remove)
        self.try_it.clicked.connect(self._on_try_clicked)
        self.text.edited.connect(self._on_text_edited)
        self._check.timeout.connect(self._on_check_due)
        self.save.clicked.connect(self._on_save_clicked)
        self.try_text.clicked.connect(self._on_try_text_clicked)
        self.give_up.clicked.connect(self._close_editor)
        self.trial.done.connect(self._on_tried)

    def restyle(self) -> None:
        """Keep the text of a rule in letters of one width."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(look().px(13))
        self.text.setFont(font)

    def focus_filter(self) -> None:
        """Put the focus in the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def is_writing(self) -> bool:
        """Say whether a rule is being written."""
        return not self._editor.isHidden()

    def unsaved(self) -> dict[str, str]:
        """Return the rule being written, which is not kept yet."""
        return typed(self._editor) if self.is_writing else {}

    # Showing

    def _render(self) -> None:
        lines = self.model.lines()
        if self.model.code not in {line.code for line in lines}:
            self.model.code = lines[0].code if lines else ""
        self._render_list(lines)
        self._render_detail()

    def _render_list(self, lines: tuple[RuleLine, ...]) -> None:
        states = {line.code: f"   ({line.state})" if line.state else "" for line in lines}
        shown = [(line.code, f"{line.code}   {line.label}{states[line.code]}") for line in lines]
        self.list.show_lines(shown, self.model.code)

    def _render_detail(self) -> None:
        rule, refusal = self.model.rule(), self.model.refusal()
        self._detail.setVisible(bool(self.model.code))
        label = rule.label if rule is not None else ""
        self._detail.set_title(f"{self.model.code}  {label}".strip())
        self.active.setChecked(self.model.is_active())
        self.active.setVisible(rule is not None)
        self.refused.set_state(self.tr("Cette règle n’est pas utilisée"), refusal, tone="danger")
        self.refused.setVisible(bool(refusal))
        empty(self._facts)
        if rule is not None:
            for name, text in self.model.facts(rule):
                self._facts.addLayout(fact(name, text))
            self._written.setText(self.model.expression(rule))
            self._legend.setText(self.model.legend(rule))
            self._legend.setVisible(bool(self._legend.text()))
        self.expression.setVisible(rule is not None)
        own = rule is None or rule.own
        self.edit.setVisible(own)
        self.remove.setVisible(own)
        self.try_it.setVisible(rule is not None)
        self.answer.say("", [])

    # Answers

    def _on_filter_edited(self, text: str) -> None:
        self.model.filter = text
        self._render()

    def _on_code_chosen(self, code: str) -> None:
        self.model.code = code
        self._render_detail()

    def _on_add_clicked(self) -> None:
        self._open_editor(TEMPLATE, "")

    def _on_edit_clicked(self) -> None:
        self._open_editor(self.model.text(), self.model.code)

    def _open_editor(self, text: str, instead_of: str) -> None:
        self._instead_of = instead_of
        self.text.set_text(text)
        self.text_answer.say("", [])
        self._editor.show()
        self._show_fault(self.model.check(text) if instead_of else "")
        self.reveal(self._editor)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        self._check.stop()
        self._editor.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text_edited(self, _text: str) -> None:
        self._editor.show()  # a draft that comes back is typed in it
        self.text_answer.say("", [])
        self._check.start()

    def _on_check_due(self) -> None:
        self._show_fault(self.model.check(self.text.text()))

    def _show_fault(self, fault: str) -> None:
        self._text_field.set_error(fault)
        if fault:
            self.reveal(self._editor)
        else:
            told = self.model.told(self.text.text())
            self._text_field.set_help(self.tr("Règle lisible. {when}").format(when=told).strip())

    def _on_save_clicked(self) -> None:
        self._check.stop()
        fault = self.model.write(self.text.text(), self._instead_of)
        self._show_fault(fault)
        if fault:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._close_editor()

    def _on_try_clicked(self) -> None:
        rule = self.model.rule()
        if rule is not None:
            self._asked = self.answer
            self.trial.start(rule)

    def _on_try_text_clicked(self) -> None:
        fault = self.model.check(self.text.text())
        self._show_fault(fault)
        if not fault:
            self._asked = self.text_answer
            self.trial.start(self.model.session.rules.check(self.text.text()))

    def _on_tried(self, answer: str, people: list[str]) -> None:
        self._asked.say(answer, people)
        self.reveal(self._asked)
