"""The laptops of the team at the left; at the right what is done to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import LaptopState
from mobiconseil.services.laptop_lines import LaptopLine, LaptopTeam
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.parts import Page, PageHead
from mobiconseil.ui.screens.exchange.team_forms import (
    ConfirmForm,
    CreateForm,
    Gesture,
    InviteForm,
    JoinForm,
    RevokeForm,
)
from mobiconseil.ui.screens.exchange.team_more import LaptopCard
from mobiconseil.ui.screens.exchange.team_moved import MovedForm
from mobiconseil.ui.screens.exchange.team_view_model import TeamModel
from mobiconseil.ui.widgets.answer_line import AnswerLine
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.refill import CodeButton, empty
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.tab_order import follow_reading
from mobiconseil.ui.widgets.two_columns import TwoColumns

TEAM, CREATE, INVITE, JOIN, CONFIRM = "equipe", "creer", "inviter", "rejoindre", "demande"
MOVED = "deplace"
_NARROW_UNDER = 900


class TeamPage(Page):
    """Who is in the team, and how one enters or leaves it."""

    lost_asked = Signal(object)
    """Print what to do when this laptop is lost, or any."""
    prepare_asked = Signal()
    """Make the file that the others now need."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = TeamModel(context, self)
        self._gesture: Gesture | LaptopCard | None = None
        self._selected: RecordId | None = None
        self._shown_ways: dict[str, CodeButton] = {}
        self._build()
        self.model.changed.connect(self._render)

    def subtitle(self) -> str:
        """Say what the page is."""
        return self.tr("Les postes de l’équipe")

    def enter(self, part: str) -> None:
        """Open a gesture by its name."""
        self._render()
        if part != TEAM:
            self._open(part)
        elif self._gesture is None:
            self._open(self._natural())

    def take_keyboard(self) -> None:
        """Give the keyboard to the gesture."""
        if self._gesture is not None:
            first = self._gesture.first()
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self._columns.reveal(first)
        else:
            self.list.focus_first()

    def open_file(self, path: Path) -> None:
        """Take an invitation or a request that was opened as if it were work."""
        team = self.model.team()
        self._open(CONFIRM if team.is_referent else JOIN)
        if isinstance(self._gesture, ConfirmForm) or (isinstance(self._gesture, JoinForm) and not team.exists):
            self._gesture.open_file(path)

    def flush(self) -> bool:
        """Keep no code on a page that is left."""
        return True

    def forget(self) -> None:
        """Leave the gesture under way."""
        self.model.forget()
        self._show(None)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.list = RowList(self.tr("Postes de l’équipe"))
        self.answer = AnswerLine()
        self._buttons = Column(gap=8)
        self.card = Card(self.tr("Postes de l’équipe"), ruled=True, flush=True)
        self.alone = Label(
            self.tr("Aucun poste pour l’instant\u00a0: ce poste travaille seul."), Role.SECONDARY, wrap=True
        )
        nobody = Column(margins=(16, 12, 16, 12), gap=0)
        nobody.addWidget(self.alone)
        self.card.body.addLayout(nobody)
        self.card.body.addWidget(self.list)
        self.card.body.addStretch(1)
        footer = QWidget()
        inside = Column(footer, gap=8)
        inside.addWidget(self.answer)
        self.prepare = Button(self.tr("Préparer ce fichier"), Kind.PRIMARY, icon="tray-arrow-up")
        self.prepare.setObjectName("team_prepare")
        self.prepare.clicked.connect(self.prepare_asked)
        inside.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(self._buttons)
        self.card.set_footer(footer)
        self._right = QWidget()
        self._place = Column(self._right, gap=0)
        self.head = PageHead(self.tr("Revenir aux échanges"))
        self.head.row.addWidget(Label(self.tr("Postes de l’équipe"), Role.SECTION), 1)
        self.nothing = EmptyState(
            "laptop",
            self.tr("Choisissez un poste, ou une action"),
            self.tr("Vous pourrez le renommer, le faire référent ou le retirer de l’équipe."),
        )
        self._place.addWidget(self.nothing)
        whole = Column(self, gap=0)
        whole.addWidget(self.head)
        self._columns = TwoColumns(self.card, self._right, width=480, narrow_under=_NARROW_UNDER)
        whole.addWidget(self._columns, 1)
        self.list.picked.connect(self._on_picked)
        self.head.back_asked.connect(self._on_leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap leaves the gesture, then the page."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ showing

    def _render(self) -> None:
        team = self.model.team()
        self.list.set_content([self._row(line) for line in team.lines], selected=self._code(self._selected))
        self._render_buttons(team)
        if self._gesture is not None:
            self._gesture.show_model()
        self.answer.say(self.model.done, "")
        self.prepare.setVisible(self.model.wants_file and self._gesture is None)
        self.list.setVisible(team.exists)
        self.alone.setVisible(not team.exists)
        follow_reading(self)

    def _row(self, line: LaptopLine) -> ListRow:
        words = self.model.line_words(line)
        row = ListRow(line.laptop.hex(), line.name, words)
        gone = line.state is LaptopState.REVOKED
        row.body.addWidget(Icon("laptop-off" if gone else "laptop", "text_3" if gone else "primary", 22))
        texts = Column(gap=0)
        texts.addWidget(Label(line.name, Role.STRONG, wrap=True))
        texts.addWidget(Label(words, Role.SECONDARY, wrap=True))
        row.body.addLayout(texts, 1)
        return row

    def _render_buttons(self, team: LaptopTeam) -> None:
        empty(self._buttons)
        self._shown_ways = {}
        for text, icon, code, kind in self._ways(team):
            button = CodeButton(text, code, icon=icon, kind=kind)
            button.setObjectName(f"team_{code}")
            button.pressed_code.connect(self._on_way)
            self._shown_ways[code] = button
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for invitation in team.invitations:
            line = QWidget()
            row = FoldingRow(line, gap=10, comfort=150)
            row.addWidget(Label(self.tr("Invitation en attente\u00a0: {}").format(invitation.name), Role.SECONDARY), 1)
            cancel = CodeButton(self.tr("Annuler"), invitation.id.hex(), name=self.tr("Annuler cette invitation"))
            cancel.pressed_code.connect(self._on_invitation_cancelled)
            row.addWidget(cancel)
            self._buttons.addWidget(line)

    def _ways(self, team: LaptopTeam) -> list[tuple[str, str, str, Kind]]:
        if not team.exists:
            return [
                (self.tr("Créer l’équipe"), "account-multiple-plus-outline", CREATE, Kind.SECONDARY),
                (self.tr("Rejoindre une équipe"), "account-arrow-right-outline", JOIN, Kind.SECONDARY),
            ]
        if team.my_state is LaptopState.INVITED:
            return [(self.tr("Revoir ma demande"), "account-clock-outline", JOIN, Kind.SECONDARY)]
        if not team.is_referent:
            return []
        return [
            (self.tr("Inviter un poste"), "account-plus-outline", INVITE, Kind.SECONDARY),
            (self.tr("Ouvrir une demande"), "account-check-outline", CONFIRM, Kind.SECONDARY),
        ]

    def _natural(self) -> str:
        team = self.model.team()
        if team.has_moved:
            return MOVED
        if team.exists and team.my_state is LaptopState.INVITED:
            return JOIN
        return "" if team.exists else CREATE

    # ------------------------------------------------------------------ gestures

    def _open(self, code: str) -> None:
        self.model.forget()
        self._select(None)
        team = self.model.team()
        made: Gesture | None = None
        if code == MOVED and team.has_moved:
            made = MovedForm(self.model)
        elif code == CREATE and not team.exists:
            made = CreateForm(self.model)
        elif code == JOIN and (not team.exists or team.my_state is LaptopState.INVITED):
            if team.exists:
                self.model.answer_again()
            made = JoinForm(self.model)
        elif code == INVITE and team.is_referent:
            made = InviteForm(self.model)
        elif code == CONFIRM and team.is_referent:
            made = ConfirmForm(self.model)
        self._show(made)
        if made is not None:
            made.closed.connect(self._on_closed)
            self.take_keyboard()

    def _show(self, gesture: Gesture | LaptopCard | None) -> None:
        former, self._gesture = self._gesture, gesture
        if former is not None:
            self._place.removeWidget(former)
            former.hide()
            former.deleteLater()
        self.nothing.setVisible(gesture is None)
        if gesture is not None:
            self._place.addWidget(gesture)
            gesture.show()
        follow_reading(self)

    def _select(self, laptop: RecordId | None) -> None:
        self._selected = laptop
        self.list.select(self._code(laptop))

    def _code(self, laptop: RecordId | None) -> str:
        return "" if laptop is None else laptop.hex()

    def _on_leave(self) -> None:
        self.forget()
        self.left.emit()

    def _on_way(self, code: str) -> None:
        self._open(code)

    def _on_picked(self, code: str) -> None:
        laptop = RecordId(bytes.fromhex(code))
        self.model.forget()
        self._select(laptop)
        card = LaptopCard(self.model, laptop)
        card.revoke_asked.connect(self._on_revoke_asked)
        self._show(card)
        self.take_keyboard()

    def _on_revoke_asked(self) -> None:
        if self._selected is None:
            return
        form = RevokeForm(self.model, self._selected)
        form.closed.connect(self._on_closed)
        form.print_asked.connect(self.lost_asked)
        self._show(form)
        self.take_keyboard()

    def _on_closed(self) -> None:
        self._show(None)
        self._select(None)
        self._render()
        if self.model.answer is not None:  # new keys: the answer is still to be handed over
            self._open(JOIN)
        elif self.model.wants_file:
            self.prepare.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._invites():
            self.list.focus_first()

    def _invites(self) -> bool:
        """Give the keyboard to « Inviter un poste » while the team is this laptop alone; say whether it took it."""
        team = self.model.team()
        button = self._shown_ways.get(INVITE)
        if button is None or len(team.lines) > 1 or team.invitations:
            return False
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _on_invitation_cancelled(self, code: str) -> None:
        self.model.cancel_invitation(RecordId(bytes.fromhex(code)))
