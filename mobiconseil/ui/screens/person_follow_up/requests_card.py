"""The card « Orientations et aides » of the Suivi tab: what waits for an answer first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.screens.person_follow_up.requests import RequestLine
from mobiconseil.ui.screens.person_follow_up.view_model import PersonFollowUpModel
from mobiconseil.ui.widgets.buttons import LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.labels import Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.row_list import ListRow, RowList


class RequestsCard(Card):
    """↑ ↓ and Entrée open a line in the right panel; three links begin a new one."""

    referral_asked = Signal()
    aid_asked = Signal()
    need_asked = Signal()

    def __init__(self, model: PersonFollowUpModel) -> None:
        super().__init__(self.tr("Orientations et aides"), flush=True)
        self._model = model
        self._shown: tuple[RequestLine, ...] | None = None
        self.list = RowList(self.tr("Orientations et aides"))
        self.none = Label(self.tr("Rien n’est demandé à d’autres pour l’instant."), Role.HINT, wrap=True)
        self.body.addWidget(self.list)
        inside = Column(margins=(16, 4, 16, 12), gap=10)
        inside.addWidget(self.none)
        inside.addWidget(self._links())
        self.body.addLayout(inside)
        self.list.picked.connect(model.open_request)

    def _links(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=14)
        self.refer = LinkButton(self.tr("Orienter…"), icon="send-outline")
        self.ask = LinkButton(self.tr("Demander une aide…"), icon="hand-coin-outline")
        self.need = LinkButton(self.tr("Signaler un besoin…"), icon="map-marker-question-outline")
        self.refer.setObjectName("request_refer")
        self.ask.setObjectName("request_aid")
        self.need.setObjectName("request_need")
        self.refer.clicked.connect(self.referral_asked)
        self.ask.clicked.connect(self.aid_asked)
        self.need.clicked.connect(self.need_asked)
        for link in (self.refer, self.ask, self.need):
            flow.addWidget(link)
        return holder

    def render_model(self) -> None:
        """Show the lines as they are now."""
        lines = self._model.requests()
        self.none.setVisible(not lines)
        self.list.setVisible(bool(lines))
        selected = self._model.opened_request()
        if lines == self._shown:
            self.list.select(selected)
            return
        self._shown = lines
        self.list.set_content([_row(line) for line in lines], selected=selected)


def _row(line: RequestLine) -> ListRow:
    row = ListRow(line.code, f"{line.title}, {line.state}", line.words)
    row.body.addWidget(Icon(line.icon, "text_2", 20), 0, Qt.AlignmentFlag.AlignTop)
    words = Column(gap=4)
    words.addWidget(Label(line.title, Role.STRONG, wrap=True))
    words.addWidget(Chip(line.state, Tone(line.tone)), 0, Qt.AlignmentFlag.AlignLeft)
    if line.words:
        words.addWidget(Label(line.words, Role.SECONDARY, wrap=True))
    row.body.addLayout(words, 1)
    return row
