"""The middle of the Suivi tab: every contact, newest first, with a filter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.screens.person_follow_up.lines import ContactLine
from mobiconseil.ui.screens.person_follow_up.view_model import REQUESTS, Panel, PersonFollowUpModel
from mobiconseil.ui.widgets.buttons import IconButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.refill import CodeLink
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.search_box import SearchBox

_EVERY = "*"


class ContactsCard(Card):
    """↑ ↓ move, Entrée opens the contact in the right panel."""

    def __init__(self, model: PersonFollowUpModel) -> None:
        super().__init__(self.tr("Contacts"), " ", ruled=True, flush=True, scroll=True)
        self._model = model
        self._shown: tuple[tuple[ContactLine, ...], int] | None = None
        self.search = SearchBox(self.tr("Filtrer"), key="Ctrl F", name=self.tr("Filtrer les contacts"))
        self.search.setObjectName("contacts_filter")
        self.kinds = ChoiceField(name=self.tr("Type de contact"), compact=True)
        self.panel = IconButton("dock-right", self.tr("Ouvrir le contact"), key="F4")
        self.panel.hide()
        self.list = RowList(self.tr("Contacts"))
        for widget in (self.search, self.kinds, self.panel):
            self.add_extra(widget)
        self.header.setStretchFactor(self.search, 1)
        self.body.addWidget(self.list)
        self.search.textEdited.connect(model.set_text)
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.list.picked.connect(model.open_contact)

    def render_model(self) -> None:
        """Show the contacts that the filter keeps."""
        model = self._model
        lines = model.contacts()
        title = self.tr("Contacts et démarches") if model.requests() else self.tr("Contacts")
        self.set_title(title, str(model.known() or ""))
        kinds = [(_EVERY, self.tr("Tous les types")), *((kind.value, kind.label) for kind in model.kinds_present())]
        if model.requests():
            kinds.append((REQUESTS, self.tr("Orientations et aides")))
        chosen = REQUESTS if model.requests_only else model.kind.value if model.kind else _EVERY
        self.kinds.set_items(kinds, chosen)
        hidden = model.hidden()
        selected = model.opened.hex() if model.panel is Panel.CONTACT and model.opened else model.opened_request()
        if (lines, hidden) == self._shown and lines:
            self.list.select(selected)
            return
        self._shown = (lines, hidden)
        content: list[QWidget] = [_row(line) for line in lines]
        if hidden:
            content.append(self._older(hidden))
        if not lines:
            content.append(self._nothing())
        self.list.set_content(content, selected=selected)

    def _nothing(self) -> EmptyState:
        if self._model.file.contacts:
            state = EmptyState("magnify", self.tr("Aucun contact ne correspond"), action=self.tr("Effacer le filtre"))
            state.action_clicked.connect(self._on_filter_cleared)
            return state
        state = EmptyState(
            "history",
            self.tr("Aucun contact noté"),
            self.tr("Chaque appel, rendez-vous ou message apparaîtra ici."),
            action=self.tr("Noter un contact"),
            action_icon="plus",
        )
        state.action_clicked.connect(self._model.new_contact)
        return state

    def _older(self, hidden: int) -> QWidget:
        text = self.tr("Voir {count}").format(
            count=typography.count(hidden, "contact plus ancien", "contacts plus anciens")
        )
        link = CodeLink(text, "")
        link.clicked.connect(self._model.show_older)
        holder = QWidget()
        Row(holder, margins=(16, 8, 16, 8)).addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _on_kind_chosen(self, code: str) -> None:
        self._model.set_kind("" if code == _EVERY else code)

    def _on_filter_cleared(self) -> None:
        self.search.clear()
        self._model.set_kind("")
        self._model.set_text("")


def _row(line: ContactLine) -> ListRow:
    row = ListRow(line.code, f"{line.title}, {line.when}", line.text)
    row.body.addWidget(Icon(line.icon, "text_2", 20), 0, Qt.AlignmentFlag.AlignTop)
    words = Column(gap=2)
    top = Row(gap=8)
    top.addWidget(Label(line.title, Role.STRONG, wrap=True), 1)
    if line.private:
        icon = Icon("eye-off-outline", "text_2", 16)
        icon.setToolTip(icon.tr("Note privée, cachée en écran partagé"))
        top.addWidget(icon)
    top.addWidget(Label(line.when, Role.SMALL), 0, Qt.AlignmentFlag.AlignTop)
    words.addLayout(top)
    if line.text:
        words.addWidget(Label(line.text, Role.SECONDARY, wrap=True))
    if line.by:
        words.addWidget(Label(line.by, Role.SMALL))
    row.body.addLayout(words, 1)
    return row
