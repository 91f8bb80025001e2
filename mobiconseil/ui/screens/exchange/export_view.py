"""The export assistant: Contenu, Destinataire, Code, Clé USB."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.export_pages import (
    CodePage,
    ContentPage,
    MadePage,
    PlacePage,
    RecipientPage,
    StepPage,
)
from mobiconseil.ui.screens.exchange.export_view_model import ExportModel, Step
from mobiconseil.ui.screens.exchange.parts import Page, PageHead, WorkLine
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.stepper import Stepper
from mobiconseil.ui.widgets.tab_order import follow_reading


class ExportPage(Page):
    """Four steps, then the file."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = ExportModel(context, self)
        self.head = PageHead(self.tr("Revenir aux échanges"))
        names = (self.tr("Contenu"), self.tr("Destinataire"), self.tr("Code"), self.tr("Clé USB"))
        self.steps = Stepper(names)
        self.problem = Banner("", tone="danger")
        self.work = WorkLine()
        model = self.model
        self.pages: tuple[StepPage, ...] = (
            ContentPage(model),
            RecipientPage(model),
            CodePage(model),
            PlacePage(model),
            MadePage(model),
        )
        self.why = Label("", Role.SECONDARY, wrap=True)
        self.back = Button(self.tr("Retour"))
        self.back.setObjectName("export_back")
        self.go = Button("", Kind.PRIMARY)
        self.go.setObjectName("export_go")
        self._place_shown = -1
        self._build()
        self._bind()
        self._render()

    def _build(self) -> None:
        self.head.row.addWidget(self.steps, 1)
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        card = QFrame()
        card.setProperty("frame", "card")
        inside = Column(card, margins=1, gap=0)
        inside.addWidget(self._stack, 1)
        inside.addWidget(Line())
        foot = FoldingRow(margins=(20, 10, 20, 10), gap=12)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.go)
        inside.addLayout(foot)
        body = Column(margins=(16, 12, 16, 14), gap=8)
        body.addWidget(self.problem)
        body.addWidget(self.work)
        body.addWidget(card, 1)
        column = Column(self, gap=0)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.head.back_asked.connect(self._on_leave)
        self.back.clicked.connect(self._on_back)
        self.go.clicked.connect(self._on_go)
        recipient = self.pages[Step.RECIPIENT]
        assert isinstance(recipient, RecipientPage)
        recipient.name.textEdited.connect(self._render_foot)
        place = self.pages[Step.PLACE]
        assert isinstance(place, PlacePage)
        place.place_taken.connect(self._on_place_taken)
        recipient.name.returnPressed.connect(self._on_go)

    # ------------------------------------------------------------------ what the section asks

    def subtitle(self) -> str:
        """Say what is being done."""
        return self.tr("Préparer un fichier")

    def enter(self, part: str) -> None:
        """Begin, with the files of the people that the place names, « + » between two."""
        self.model.come_back()
        if self.model.exported is not None:
            self.model.start_again()
        if part:
            self.model.begin_with(*(RecordId(bytes.fromhex(one)) for one in part.split("+")))
        else:
            self._render()  # an agreement may have been noted meanwhile

    def take_keyboard(self) -> None:
        """Give the keyboard to the next thing to do."""
        page = self.pages[self._current()]
        target = self.go if isinstance(page, MadePage) else page.first()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if target is not self.go:
            page.reveal(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back a step, then leaves; Ctrl Entrée goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_go()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ showing

    def _current(self) -> int:
        return len(self.pages) - 1 if self.model.exported is not None else self.model.step

    def _render(self) -> None:
        model, place = self.model, self._current()
        made = model.exported is not None
        self.steps.set_current(model.step, finished=made)
        self.problem.setVisible(bool(model.problem))
        if model.problem:
            self.problem.set_state(model.problem, tone="danger")
        self.work.say(model.working)
        self._stack.setCurrentIndex(place)
        self.pages[place].show_model()
        self._render_foot()
        follow_reading(self)
        if place != self._place_shown:
            self._place_shown = place
            if self.isVisible():
                self.take_keyboard()

    def _render_foot(self) -> None:
        model = self.model
        made = model.exported is not None
        missing = "" if made else model.missing()
        self.why.setText(missing)
        last = model.step is Step.PLACE
        text = self.tr("Terminer") if made else self.tr("Préparer le fichier") if last else self.tr("Continuer")
        self.go.setText(text)
        self.go.icon_after = not last and not made
        self.go.set_icon_name("check" if made else "tray-arrow-up" if last else "arrow-right")
        self.go.setEnabled(not missing)
        self.go.setAccessibleDescription(missing)
        self.back.setVisible(not made)

    # ------------------------------------------------------------------ gestures

    def _on_go(self) -> None:
        if self.model.exported is not None:
            self._on_leave()
        elif self.go.isEnabled():
            self.model.go_on()
        elif not self.model.working:
            self.take_keyboard()

    def _on_place_taken(self) -> None:
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        if not self.model.go_back():
            self._on_leave()

    def _on_leave(self) -> None:
        self.model.start_again()
        self.left.emit()
