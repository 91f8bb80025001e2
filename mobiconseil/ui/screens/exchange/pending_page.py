"""What waits for a choice: people at the left, their fields at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.exchange.decision_fields import DecisionField
from mobiconseil.ui.screens.exchange.parts import Page, PageHead
from mobiconseil.ui.screens.exchange.pending_view_model import PendingModel, Waiting
from mobiconseil.ui.undoable import say_done
from mobiconseil.ui.widgets.answer_line import AnswerLine
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.indicators import Avatar
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.tab_order import follow_reading
from mobiconseil.ui.widgets.two_columns import TwoColumns


class PendingPage(Page):
    """Both values stay on the file until somebody chooses, on any laptop."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = PendingModel(context, self)
        self.fields: list[DecisionField] = []
        self._shown: object = None
        self._build()
        self._bind()

    def _build(self) -> None:
        self.head = PageHead(self.tr("Revenir aux échanges"))
        self.head.row.addWidget(Label(self.tr("À décider"), Role.SECTION), 1)
        self.card = Card(self.tr("À décider"), ruled=True, flush=True)
        self.list = RowList(self.tr("À décider"))
        self.card.body.addWidget(self.list)
        self.card.body.addStretch(1)
        self._columns = TwoColumns(self.card, self._build_right())
        self.none = EmptyState(
            "check-circle-outline",
            self.tr("Rien à décider"),
            self.tr("Quand deux postes changent le même champ, les deux valeurs viennent ici."),
        )
        column = Column(self, gap=0)
        column.addWidget(self.head)
        column.addWidget(self._columns, 1)
        column.addWidget(self.none, 1)

    def _build_right(self) -> QWidget:
        self.avatar = Row(gap=0)
        self.title, self.detail = Label("", Role.SECTION, wrap=True), Label("", Role.SECONDARY, wrap=True)
        self.open_file = Button(self.tr("Ouvrir le dossier"))
        self.open_file.setObjectName("pending_open")
        self.write = Button("", Kind.PRIMARY, icon="check")
        self.write.setObjectName("pending_write")
        self.answer = AnswerLine()
        words = Column(gap=0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        head = FoldingRow(margins=(18, 10, 18, 10), gap=12, comfort=150)
        head.addLayout(self.avatar)
        head.addLayout(words, 1)
        head.addWidget(self.open_file)
        page = ScrollPage(margins=(18, 14, 18, 16), gap=14)
        self._list = Column(gap=16)
        page.body.addLayout(self._list)
        page.body.addWidget(self.answer)
        page.body.addStretch(1)
        foot = FoldingRow(margins=(18, 10, 18, 10), gap=12)
        foot.addWidget(Label(self.tr("Votre choix vaudra sur tous les postes."), Role.SECONDARY, wrap=True), 1)
        foot.addWidget(self.write)
        card = QFrame()
        card.setProperty("frame", "card")
        inside = Column(card, margins=1, gap=0)
        inside.addLayout(head)
        inside.addWidget(Line())
        inside.addWidget(page, 1)
        inside.addWidget(Line())
        inside.addLayout(foot)
        return card

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self._context.shared.toggled.connect(self._on_shared_toggled)
        self.head.back_asked.connect(self.left)
        self.list.picked.connect(self._on_picked)
        self.write.clicked.connect(self._on_write)
        self.open_file.clicked.connect(self._on_open_file)

    # ------------------------------------------------------------------ what the section asks

    def subtitle(self) -> str:
        """Say what the page is."""
        return self.tr("Les champs qui ont deux valeurs")

    def enter(self, part: str) -> None:
        """Read what waits, and show a person when the place names one."""
        self.model.load()
        if part:
            self.model.select(part)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first choice."""
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ showing

    def _first(self) -> QWidget:
        waiting = (field for field in self.fields if self.model.chosen(field.conflict) < 0)
        found = next(waiting, None)
        if found is not None:
            return found.first()
        return self.write if self.write.isEnabled() else self.head.back

    def _render(self) -> None:
        model = self.model
        some = bool(model.waiting)
        self._columns.setVisible(some)
        self.none.setVisible(not some)
        self.list.set_content([self._row(one) for one in model.waiting], selected=model.selected)
        self.card.subtitle.setText(typography.number(sum(len(one.fields) for one in model.waiting)))
        self.card.subtitle.setVisible(some)
        self._render_fields()
        self.answer.say("", model.problem)
        count = model.count()
        self.write.setText(
            self.tr("Garder {}").format(typography.count(count, self.tr("choix"), self.tr("choix")))
            if count
            else self.tr("Garder ces choix")
        )
        self.write.setEnabled(bool(count))
        self.write.restyle()
        follow_reading(self)

    def _render_fields(self) -> None:
        current, hidden = self.model.current(), self.model.wording.is_hidden
        if (current, hidden) == self._shown:
            for field in self.fields:
                field.set_state(self.model.chosen(field.conflict))
            return
        self._shown = (current, hidden)
        empty(self._list)
        empty(self.avatar)
        self.fields = []
        if current is None:
            return
        title = self.model.title(current)
        self.title.setText(title)
        self.detail.setText(self._detail(current))
        self.avatar.addWidget(Avatar(self.model.wording.initials(current.title), size=36, name=title))
        self.open_file.setVisible(current.subject is not None)
        if hidden:
            words = self.tr("Les valeurs sont masquées. Quittez l’écran partagé avec F8 pour choisir.")
            self._list.addWidget(EmptyState("account-eye-outline", self.tr("L’écran est partagé"), words))
            return
        for rank, conflict in enumerate(current.fields):
            chosen = self.model.chosen(conflict)
            text = self.model.typed_text(conflict)
            field = DecisionField(conflict, rank, self.model.wording, chosen=chosen, signed=True, text=text)
            field.chosen.connect(self.model.choose)
            field.typed.connect(self.model.type_value)
            field.dropped.connect(self.model.drop_value)
            self._list.addWidget(field)
            self.fields.append(field)

    def _row(self, waiting: Waiting) -> ListRow:
        title, detail = self.model.title(waiting), self._detail(waiting)
        row = ListRow(waiting.code, title, detail)
        row.body.addWidget(Icon("source-merge", "warn", 20))
        words = Column(gap=0)
        words.addWidget(Label(title, Role.STRONG, wrap=True))
        words.addWidget(Label(detail, Role.SECONDARY, wrap=True))
        row.body.addLayout(words, 1)
        return row

    def _detail(self, waiting: Waiting) -> str:
        return typography.count(len(waiting.fields), self.tr("champ à choisir"), self.tr("champs à choisir"))

    # ------------------------------------------------------------------ gestures

    def _on_picked(self, code: str) -> None:
        self.model.select(code)
        self.take_keyboard()

    def _on_write(self) -> None:
        written = self.model.write()
        if written:
            one, several = self.tr("choix gardé"), self.tr("choix gardés")
            said = typography.count(written, one, several)
            if written == 1:
                say_done(self._context, said)
            else:
                self._context.messages.say(said)
        self.take_keyboard()

    def _on_open_file(self) -> None:
        current = self.model.current()
        if current is not None and current.subject is not None:
            self._context.navigator.open_file(current.subject, Tab.SITUATION)

    def _on_shared_toggled(self, _on: bool) -> None:
        self._render()
