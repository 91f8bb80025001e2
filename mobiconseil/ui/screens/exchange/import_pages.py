"""The right of an import: what will change, the choices, what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from mobiconseil.domain import typography
from mobiconseil.services.exchange_ports import ImportPreview, SubjectChange
from mobiconseil.services.exchange_words import Side
from mobiconseil.ui.screens.exchange.decision_fields import DecisionField
from mobiconseil.ui.screens.exchange.import_view_model import WAIT, ImportModel
from mobiconseil.ui.screens.exchange.words import ExchangeWording
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.disclosure import Disclosure
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.indicators import Avatar
from mobiconseil.ui.widgets.labels import Icon, IconLine, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.widgets.notices import Banner, EmptyState
from mobiconseil.ui.widgets.refill import empty

_MOST = 200
"""Lines of the preview; the rest is counted."""


class ImportFoot(QWidget):
    """What protects the person, then the two ways out; one under the other without room."""

    cancelled = Signal()
    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = self.tr("Une sauvegarde est faite avant. Annulation possible 7\u00a0jours.")
        self.safe = IconLine("backup-restore", words, "ok", Role.SECONDARY, 20)
        self.cancel = Button(self.tr("Annuler l’import"))
        self.cancel.setObjectName("import_cancel")
        self.go = Button("", Kind.PRIMARY, icon="check")
        self.go.setObjectName("import_go_on")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 4, 0, 4)
        middle = Column(gap=0)
        middle.addStretch(1)
        middle.addWidget(self.safe)
        middle.addStretch(1)
        self._row.addLayout(middle, 1)
        buttons = FoldingRow(gap=12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        self._row.addLayout(buttons)
        self.cancel.clicked.connect(self.cancelled)
        self.go.clicked.connect(self.accepted)

    def set_go(self, text: str, *, enabled: bool, icon: str = "check", after: bool = False, why: str = "") -> None:
        """Say what the main button does."""
        self.go.setText(text)
        self.go.icon_after = after
        self.go.set_icon_name(icon)
        self.go.setEnabled(enabled)
        self.go.setAccessibleDescription("" if enabled else why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line when it has no room."""
        super().resizeEvent(event)
        narrow = self.width() / look().scale < 640
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


class RightCard(QFrame):
    """A card whose head and foot never scroll away."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self._column = Column(self, margins=1, gap=0)
        self.page = ScrollPage(margins=(18, 14, 18, 16), gap=14)
        self.foot = ImportFoot()

    def _assemble(self, head: QWidget | None = None) -> None:
        if head is not None:
            holder = Column(margins=(18, 10, 18, 10), gap=0)
            holder.addWidget(head)
            self._column.addLayout(holder)
            self._column.addWidget(Line())
        self._column.addWidget(self.page, 1)
        self._column.addWidget(Line())
        holder = Column(margins=(18, 8, 18, 8), gap=0)
        holder.addWidget(self.foot)
        self._column.addLayout(holder)


class ChangesCard(RightCard):
    """Vérification: who and what would change, and by whom."""

    alarm_accepted = Signal(bool)

    def __init__(self, wording: ExchangeWording) -> None:
        super().__init__()
        self._wording = wording
        self._shown: ImportPreview | None = None
        self._hidden = False
        self.setAccessibleName(self.tr("Ce qui va changer"))
        self.title = Label(self.tr("Ce qui va changer"), Role.SECTION)
        head = QWidget()
        row = FoldingRow(head, gap=12, comfort=150)
        row.addWidget(self.title)
        row.addStretch(1)
        self.alarm = Banner("", tone="danger")
        self.agree = CheckBox(self.tr("Oui, c’est voulu"))
        self.agree.setObjectName("import_agree")
        self._warnings = Column(gap=8)
        self._lines = Column(gap=0)
        for widget in (self.alarm, self.agree):
            self.page.body.addWidget(widget)
        self.page.body.addLayout(self._warnings)
        self.page.body.addLayout(self._lines)
        self.page.body.addStretch(1)
        self._assemble(head)
        self.agree.clicked.connect(self.alarm_accepted)

    def show_model(self, model: ImportModel) -> None:
        """Show what the file would do."""
        preview = model.preview
        if preview is None:
            return
        self._show_alarm(preview, model)
        if preview is not self._shown or self._hidden is not self._wording.is_hidden:
            self._shown, self._hidden = preview, self._wording.is_hidden
            self._fill(preview)
        choices = model.has_choices()
        text = self.tr("Décider") if choices else apply_words(model.count())
        ready = not preview.alarm or model.accepts_alarm
        why = self.tr("Dites d’abord que c’est voulu.")
        icon = "arrow-right" if choices else "check"
        self.foot.set_go(text, enabled=ready, icon=icon, after=choices, why=why)

    def _show_alarm(self, preview: ImportPreview, model: ImportModel) -> None:
        self.alarm.setVisible(bool(preview.alarm))
        self.agree.setVisible(bool(preview.alarm))
        if preview.alarm:
            title = self.tr("Arrêt\u00a0: ce fichier change beaucoup de choses")
            self.alarm.set_state(title, preview.alarm, tone="danger", icon="alert-octagon-outline")
            self.agree.setChecked(model.accepts_alarm)

    def _fill(self, preview: ImportPreview) -> None:
        empty(self._warnings)
        for sentence in (*preview.file.warnings, *preview.missing):
            self._warnings.addWidget(Banner(sentence, tone="warn"))
        if preview.left_out:
            self._warnings.addWidget(Banner(preview.left_out, tone="info", icon="account-remove-outline"))
        empty(self._lines)
        for change in preview.changes[:_MOST]:
            self._lines.addWidget(self._line(change))
        more = len(preview.changes) - _MOST
        if more > 0:
            self._lines.addWidget(Label(self.tr("… et {} autres").format(typography.number(more)), Role.SECONDARY))

    def _line(self, change: SubjectChange) -> QWidget:
        holder = QWidget()
        outer = Column(holder, gap=0)
        row = FoldingRow(margins=(0, 9, 0, 9), gap=12, comfort=150)
        icon, color = _mark(change)
        title, detail = self._wording.title(change), self._detail(change)
        row.addWidget(Icon(icon, color, 20))
        words = Column(gap=0)
        words.addWidget(Label(title, Role.STRONG, wrap=True))
        words.addWidget(Label(detail, Role.SECONDARY, wrap=True))
        row.addLayout(words, 1)
        row.addWidget(Label(self._wording.changed_words(change), Role.SMALL))
        outer.addLayout(row)
        outer.addWidget(Line())
        holder.setAccessibleName(f"{title}. {detail}. {self._wording.changed_words(change)}")
        return holder

    def _detail(self, change: SubjectChange) -> str:
        if change.erased:
            return self.tr("Effacé pour toujours sur un autre poste")
        parts = [change.detail] if change.detail else []
        if change.trashed:
            parts.append(self.tr("mis à la corbeille"))
        elif change.is_new:
            parts.append(self.tr("nouveau"))
        open_fields = [field for field in change.conflicts if not field.keeps_both]
        if open_fields:
            parts.append(self.tr("{} à décider").format(len(open_fields)))
        return typography.dotted(*parts)


class DecisionCard(RightCard):
    """Décisions: one person, field by field."""

    value_chosen = Signal(object, int)
    value_typed = Signal(object, object, str)
    value_dropped = Signal(object)
    side_chosen = Signal(object)

    def __init__(self, wording: ExchangeWording) -> None:
        super().__init__()
        self._wording = wording
        self._shown: tuple[SubjectChange | None, bool] | None = None
        self.fields: list[DecisionField] = []
        self.here = Button(self.tr("Tout de ce poste"))
        self.file = Button(self.tr("Tout du fichier"))
        self.later = Button(self.tr("Plus tard"), Kind.QUIET, icon="clock-outline")
        for button, name in ((self.here, "all_here"), (self.file, "all_file"), (self.later, "all_later")):
            button.setObjectName(name)
        self.later.setAccessibleDescription(self.tr("Les deux valeurs restent visibles sur le dossier"))
        self.avatar_place = Row(gap=0)
        self.title, self.when = Label("", Role.SECTION, wrap=True), Label("", Role.SECONDARY, wrap=True)
        self._sides = Row(gap=12)
        self._list = Column(gap=14)
        self.page.body.addLayout(self._sides)
        self.page.body.addLayout(self._list)
        self.same = Disclosure("", icon="chevron-right")
        self.same.button.setObjectName("same_fields")
        self.page.body.addWidget(self.same)
        self.page.body.addStretch(1)
        self.hidden = EmptyState(
            "account-eye-outline",
            self.tr("L’écran est partagé"),
            self.tr("Les valeurs sont masquées. Quittez l’écran partagé avec F8 pour choisir."),
        )
        self.page.body.addWidget(self.hidden)
        self._assemble(self._head())
        self.here.clicked.connect(self._on_here)
        self.file.clicked.connect(self._on_file)
        self.later.clicked.connect(self._on_later)

    def _head(self) -> QWidget:
        head = QWidget()
        words = Column(gap=0)
        words.addWidget(self.title)
        words.addWidget(self.when)
        who = FoldingRow(gap=12, comfort=150)
        who.addLayout(self.avatar_place)
        who.addLayout(words, 1)
        buttons = FoldingRow(gap=10)
        for button in (self.later, self.here, self.file):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self._head_row.addLayout(who, 1)
        self._head_row.addLayout(buttons)
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the name when there is little room."""
        super().resizeEvent(event)
        narrow = self.width() / look().scale < 700
        direction = QBoxLayout.Direction
        self._head_row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def first(self) -> QWidget:
        """Return the first card to choose, or the way on."""
        waiting = (field for field in self.fields if field.cards and not any(card.isChecked() for card in field.cards))
        found = next(waiting, None)
        return found.first() if found is not None else self.foot.go

    def show_model(self, model: ImportModel) -> None:
        """Show the person chosen at the left."""
        change = model.subject()
        key = (change, self._wording.is_hidden)
        if key != self._shown:
            self._shown = key
            self._fill(change, model)
        else:
            for field in self.fields:
                chosen = model.chosen(field.conflict)
                field.set_state(chosen, waits=chosen == WAIT)
        self.foot.set_go(apply_words(model.count()), enabled=model.can_apply(), why=model.left_words())

    def _fill(self, change: SubjectChange | None, model: ImportModel) -> None:
        for layout in (self.avatar_place, self._sides, self._list):
            empty(layout)
        self.fields = []
        if change is None:
            return
        title, hidden = self._wording.title(change), self._wording.is_hidden
        self.title.setText(title)
        self.setAccessibleName(title)
        dates = [value.at for field in change.conflicts for value in field.values]
        since = self.tr("Modifiée des deux côtés depuis le {}").format(self._wording.day(min(dates))) if dates else ""
        self.when.setText(since)
        self.avatar_place.addWidget(Avatar(self._wording.initials(change.title), size=36, name=title))
        self.hidden.setVisible(hidden)
        self.same.setVisible(False)
        if hidden:
            return
        self._fill_sides(change)
        self._fill_same(change)
        for rank, conflict in enumerate(change.conflicts):
            chosen = model.chosen(conflict)
            text = model.typed_text(conflict)
            field = DecisionField(conflict, rank, self._wording, chosen=chosen, waits=chosen == WAIT, text=text)
            field.chosen.connect(self.value_chosen)
            field.typed.connect(self.value_typed)
            field.dropped.connect(self.value_dropped)
            self._list.addWidget(field)
            self.fields.append(field)

    def _fill_same(self, change: SubjectChange) -> None:
        """Fold what both sides agree on."""
        count = len(change.same)
        one, several = self.tr("champ identique"), self.tr("champs identiques")
        self.same.button.setText(typography.count(count, one, several))
        self.same.button.restyle()
        self.same.setVisible(bool(count))
        empty(self.same.body)
        for label, text in change.same:
            row = FoldingRow(gap=10, comfort=150)
            name = Label(label, Role.LABEL, wrap=True)
            row.addWidget(name, 1)
            row.addWidget(Label(text, Role.BODY, wrap=True), 3)
            self.same.body.addLayout(row)

    def _fill_sides(self, change: SubjectChange) -> None:
        for icon, name, here in (
            ("laptop", self.tr("Sur ce poste"), True),
            ("usb-flash-drive-outline", self.tr("Dans le fichier"), False),
        ):
            values = [value for field in change.conflicts for value in field.values if value.is_here is here]
            newest = max(values, key=lambda value: value.at, default=None)
            row = FoldingRow(gap=8)
            row.addWidget(Icon(icon, "text_2", 18))
            row.addWidget(Label(name, Role.LABEL))
            row.addWidget(Label(self._wording.by(newest) if newest is not None else "", Role.SECONDARY, wrap=True), 1)
            holder = QWidget()
            holder.setLayout(row)
            self._sides.addWidget(holder, 1)

    def _on_here(self) -> None:
        self.side_chosen.emit(Side.HERE)

    def _on_file(self) -> None:
        self.side_chosen.emit(Side.FILE)

    def _on_later(self) -> None:
        self.side_chosen.emit(Side.WAIT)


def apply_words(count: int) -> str:
    """Return « Appliquer 25 changements »."""
    return f"Appliquer {typography.count(count, 'changement')}" if count else "Appliquer"


def _mark(change: SubjectChange) -> tuple[str, str]:
    if change.erased:
        return "eraser", "danger"
    if change.trashed:
        return "trash-can-outline", "danger"
    if any(not field.keeps_both for field in change.conflicts):
        return "source-merge", "warn"
    return ("plus-circle-outline", "ok") if change.is_new else ("update", "primary")
