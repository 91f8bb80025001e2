"""« Construire le plan »: the steps that the kept solutions make, to change or leave out, then created together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QKeyEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.french_input import parse_date
from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.plan_draft import DraftPlan, DraftStep, PlanTerm
from mobiconseil.ui import drafts
from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.screens.recommendations.draft_model import DraftEdits
from mobiconseil.ui.screens.recommendations.page_head import PageHead
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.choices import CheckBox, SegmentedChoice
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.text_fields import TextField

SKIPPED = "draft_left_out"
"""Under which name the steps left out are kept over a lock."""


class DraftRow(QFrame):
    """A step as proposed: taken or not, its words, its day, now or later, and why."""

    changed = Signal()
    moved = Signal()
    """Its day changed: it may stand in another term."""

    def __init__(self, edits: DraftEdits, place: int, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._edits, self._place, self._today = edits, place, today
        step = edits.steps[place]
        self.taken = CheckBox("", checked=place not in edits.left_out)
        self.title = TextField(step.title, name=self.tr("Étape {}").format(place + 1))
        self.due = DateField(self._parse, typography.short_date, today, name=self.tr("Avant le"), value=step.due_on)
        self.horizon = SegmentedChoice(
            ((StepHorizon.NOW.value, self.tr("Maintenant")), (StepHorizon.LATER.value, self.tr("Plus tard"))),
            self.tr("Quand"),
            current=step.horizon.value,
        )
        self._due_field = FormField(self.tr("Avant le"), self.due)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._name()
        self._build(step)
        self._bind()

    def _name(self) -> None:
        for name in ("taken", "title", "due", "horizon"):
            getattr(self, name).setObjectName(f"draft_{name}_{self._place}")
        self.taken.setAccessibleName(self.tr("Prendre l’étape {}").format(self._place + 1))
        self.setAccessibleName(self.tr("Étape {}").format(self._place + 1))
        say_as(self, QAccessible.Role.Grouping)

    def _build(self, step: DraftStep) -> None:
        top = Row(gap=10)
        top.addWidget(self.taken)
        top.addWidget(self.title, 1)
        words = Column(gap=6)
        words.addWidget(self._details(step))
        if step.reason:
            words.addWidget(IconLine("comment-quote-outline", step.reason, "text_2", Role.SECONDARY, 16))
        words.addStretch(1)
        when = Row(gap=10)
        for field in (FormField(self.tr("Quand"), self.horizon), self._due_field):
            when.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(words, 1)
        self._box.addLayout(when)
        self._box.setSpacing(look().px(12))
        column = Column(self, margins=(14, 10, 14, 12), gap=8)
        column.addLayout(top)
        column.addLayout(self._box)

    def _details(self, step: DraftStep) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        if step.immediate:
            flow.addWidget(Chip(self.tr("Tout de suite"), Tone.OK, "flash-outline"))
        if step.skill:
            flow.addWidget(Chip(self.tr("Apprendre"), Tone.NEUTRAL, "school-outline"))
        pairs = (
            ("account-outline", step.who),
            ("map-marker-outline", step.place),
            ("phone-outline", typography.phone(step.phone) if step.phone else ""),
            ("file-document-outline", ", ".join(line for line in step.papers.splitlines() if line)),
            ("cash", step.cost),
        )
        for icon, text in pairs:
            if text:
                flow.addWidget(IconLine(icon, text, "text_2", Role.SECONDARY, 16))
        return holder

    def _bind(self) -> None:
        self.taken.clicked.connect(self._on_taken_clicked)
        self.title.textEdited.connect(self._on_title_edited)
        self.due.date_changed.connect(self._on_due_changed)
        self.due.invalid.connect(self._on_due_invalid)
        self.horizon.chosen.connect(self._on_horizon_chosen)

    def fields(self) -> tuple[QWidget, ...]:
        """Return what takes the keyboard, in the order of the screen."""
        return self.taken, self.title, *self.horizon.findChildren(QAbstractButton), self.due

    def set_stacked(self, stacked: bool) -> None:
        """Put the day under the words, or beside them."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)

    def _parse(self, text: str) -> date | None:
        return parse_date(text, self._today())

    def _on_taken_clicked(self, taken: bool) -> None:
        self._edits.set_taken(self._place, taken)
        self.changed.emit()

    def _on_title_edited(self, text: str) -> None:
        self._edits.set_title(self._place, text)

    def _on_due_changed(self, due_on: date | None) -> None:
        past = due_on is not None and due_on < self._today()
        self._due_field.set_error(self.tr("Cette date est passée") if past else "")
        if due_on is not None and due_on != self._edits.steps[self._place].due_on:
            self._edits.set_due(self._place, due_on, self._today())
            self.changed.emit()
            self.moved.emit()

    def _on_due_invalid(self, _typed: str) -> None:
        self._due_field.set_error(self.tr("Date non comprise. Exemple\u00a0: 23/11, lundi ou +7"))

    def _on_horizon_chosen(self, code: str) -> None:
        self._edits.set_horizon(self._place, StepHorizon(code))
        self.changed.emit()


class DraftPage(QFrame):
    """The steps by term, what to look at, and one button that creates them all."""

    closed = Signal()
    build_asked = Signal(object)
    """The `DraftPlan` as changed."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Construire le plan"))
        self._today = today
        self.edits: DraftEdits | None = None
        self.rows: list[DraftRow] = []
        self._proposed: dict[str, str] = {}
        """What the fields held before anybody changed them."""
        self.head = PageHead(self.tr("Construire le plan"))
        self.warnings = Banner("", tone="warn")
        self._steps = Column(gap=10)
        self._terms: dict[PlanTerm, Label] = {}
        self.create_button = Button("", Kind.PRIMARY, icon="check")
        self.create_button.setObjectName("draft_create")
        self._stacked = False
        self._build()
        self.head.back_asked.connect(self.closed)
        self.create_button.clicked.connect(self._on_create_clicked)

    def _build(self) -> None:
        page = ScrollPage(margins=(14, 12, 14, 14), gap=12)
        page.body.addWidget(self.warnings)
        page.body.addLayout(self._steps)
        page.body.addStretch(1)
        foot = Row(margins=(14, 8, 14, 8), gap=10)
        self._count = Label("", Role.SECONDARY, wrap=True)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.create_button)
        column = Column(self, margins=1, gap=0)
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(page, 1)
        column.addWidget(Line())
        column.addLayout(foot)

    def show_draft(self, plan: DraftPlan) -> None:
        """Show a fresh draft."""
        self.edits = DraftEdits.of(plan)
        empty(self._steps)
        self.rows = []
        self._terms = {}
        for place in range(len(self.edits.steps)):
            self._row(place)
        self._arrange()
        if not self.rows:
            nothing = self.tr("Rien à ajouter\u00a0: rien n’est retenu, ou le plan en cours contient déjà tout.")
            self._steps.addWidget(Label(nothing, Role.BODY, wrap=True))
        self.warnings.setVisible(bool(plan.warnings))
        self.warnings.set_state(self.tr("À regarder avant de créer"), "\n".join(plan.warnings), tone="warn")
        self._proposed = self._typed()
        self._render_count()

    def set_stacked(self, stacked: bool) -> None:
        """Fold the steps in a narrow window."""
        self._stacked = stacked
        for row in self.rows:
            row.set_stacked(stacked)

    def focus_first(self) -> None:
        """Take the keyboard: the first step."""
        target: QWidget = self.rows[0].taken if self.rows else self.head.back
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def unsaved(self) -> Mapping[str, str]:
        """Return what was changed and is not created."""
        if self.edits is None:
            return {}
        left_out = " ".join(str(place) for place in sorted(self.edits.left_out))
        changed = {name: text for name, text in self._typed().items() if self._proposed.get(name) != text}
        return {**changed, **({SKIPPED: left_out} if left_out else {})}

    def _typed(self) -> dict[str, str]:
        return {name: text for row in self.rows for name, text in drafts.typed(row).items()}

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Type it again."""
        for place in texts.get(SKIPPED, "").split():
            if place.isdigit() and int(place) < len(self.rows):
                self.rows[int(place)].taken.click()
        for row in self.rows:
            drafts.put_back(row, {name: text for name, text in texts.items() if name != SKIPPED})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Échap."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _row(self, place: int) -> DraftRow:
        assert self.edits is not None
        row = DraftRow(self.edits, place, self._today)
        row.set_stacked(self._stacked)
        row.changed.connect(self._render_count)
        row.moved.connect(self._arrange)
        self.rows.append(row)
        return row

    def _arrange(self) -> None:
        """Put each step under its term; what is being typed keeps the keyboard."""
        if self.edits is None:
            return
        shown: list[QWidget] = []
        for term, places in self.edits.terms():
            if term not in self._terms:
                self._terms[term] = Label(term.label, Role.CARD)
            shown += [self._terms[term], *(self.rows[place] for place in places)]
        for label in {*self._terms.values()}.difference(shown):
            label.hide()
        for place, widget in enumerate(shown):
            if self._steps.indexOf(widget) != place:
                self._steps.insertWidget(place, widget)
            widget.show()
        fields = [field for widget in shown if isinstance(widget, DraftRow) for field in widget.fields()]
        for before, after in pairwise([*fields, self.create_button]):
            QWidget.setTabOrder(before, after)

    def _render_count(self) -> None:
        if self.edits is None:
            return
        result = self.edits.result()
        count, now = len(result.steps), len(result.open_steps)
        text = self.tr("Créer {}").format(typography.count(count, "étape"))
        self.create_button.setText(text)
        self.create_button.setEnabled(count > 0)
        self.create_button.restyle()
        said = self.tr("{} maintenant, {} plus tard. Ctrl Z annule tout d’un coup.")
        self._count.setText(said.format(typography.number(now), typography.number(count - now)))

    def _on_create_clicked(self) -> None:
        drafts.leave_field(self)
        if self.edits is not None:
            self.build_asked.emit(self.edits.result())
