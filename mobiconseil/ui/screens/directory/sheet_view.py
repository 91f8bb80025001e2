"""The sheet of a service: everything about it, editable in place, over a line that never scrolls away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QWidget

from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.directory.editors import FieldEditor
from mobiconseil.ui.screens.directory.fields import NOTE, EditorKind, FieldGroup, FieldSpec
from mobiconseil.ui.screens.directory.sheet_cards import DropInsCard, HistoryCard
from mobiconseil.ui.screens.directory.sheet_model import SheetModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.family_mark import FamilyMark
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_grid import FormGrid
from mobiconseil.ui.widgets.labels import ElidedLabel, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage

_TONES = {"ok": Tone.OK, "warn": Tone.WARN, "danger": Tone.DANGER}
_AT_ONCE = frozenset({EditorKind.CHOICE, EditorKind.CODES, EditorKind.YES_NO})


class SheetHead(QWidget):
    """Name, state and acts of the service."""

    def __init__(self) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", self.tr("Revenir à la carte"), key="Échap", height=Height.NORMAL)
        self.back.setObjectName("sheet_back")
        self.mark = FamilyMark()
        self.name = ElidedLabel("", Role.SECTION)
        self.operator = ElidedLabel("", Role.SECONDARY)
        self.verify = Button(self.tr("Vérifié aujourd’hui"), icon="shield-check-outline")
        self.verify.setObjectName("sheet_verify")
        self.keep = Button("", Kind.PRIMARY, icon="plus")
        self.keep.setObjectName("sheet_keep")
        self.more = IconButton("dots-horizontal", self.tr("Autres actions"), Kind.SECONDARY, height=Height.NORMAL)
        self.more.setObjectName("sheet_more")
        holder = QWidget()
        self.chips = FlowLayout(holder, gap=6)
        words = Column(gap=2)
        words.addWidget(self.name)
        words.addWidget(self.operator)
        top = Row(gap=10)
        top.addWidget(self.back)
        top.addWidget(self.mark)
        top.addLayout(words, 1)
        top.addWidget(self.more)
        acts = FoldingRow(gap=8)
        acts.addWidget(self.verify)
        acts.addWidget(self.keep)
        self._state = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._state.addWidget(holder, 1)
        self._state.addLayout(acts)
        column = Column(self, margins=(12, 12, 14, 10), gap=8)
        column.addLayout(top)
        column.addLayout(self._state)

    def set_stacked(self, stacked: bool) -> None:
        """Put the acts under the state, or beside it."""
        direction = QBoxLayout.Direction
        self._state.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._state.setSpacing(look().px(8))

    def show_model(self, model: SheetModel) -> None:
        """Show the service."""
        service = model.shown
        families = {family.code: family.label for family in model.session.reference.services.families}
        self.mark.set_code(service.family, families.get(service.family, ""))
        self.name.setText(service.name or self.tr("Service sans nom"))
        place = ", ".join(part for part in (model.operator, service.commune) if part)
        self.operator.setText(" · ".join(part for part in (place, model.source_words()) if part))
        self.verify.setEnabled(not model.verified_today)
        self.verify.setToolTip(self.tr("Déjà vérifiée aujourd’hui") if model.verified_today else "")
        self.chips.clear()
        words, tone = model.freshness_words()
        self._chip(words, _TONES[tone], "check" if tone == "ok" else "clock-alert-outline")
        if service.closed:
            self._chip(self.tr("Service fermé"), Tone.DANGER, "close-circle-outline")
        elif model.open_words():
            self._chip(model.open_words(), Tone.TINT, "clock-outline")
        if model.point_words():
            self._chip(model.point_words(), Tone.NEUTRAL, "map-marker-outline")
        if service.core is not None:
            self._chip(self.tr("Offre socle") if service.core else self.tr("Offre complémentaire"), Tone.NEUTRAL)

    def _chip(self, text: str, tone: Tone, icon: str = "") -> None:
        self.chips.addWidget(Chip(text, tone, icon))


class SheetView(QFrame):
    """Stands in place of the map while a sheet is read."""

    closed = Signal()
    keep_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(self.tr("Fiche du service"))
        self._context = context
        self.model = SheetModel(context, self)
        self.head = SheetHead()
        self.editors: dict[str, FieldEditor] = {}
        self._refused: dict[str, str] = {}
        """Why what is typed in a field cannot be kept; said on leaving it."""
        self.drop_ins = DropInsCard(self.model)
        self.history = HistoryCard()
        self._build()
        self._bind()

    def _build(self) -> None:
        self._page = ScrollPage(margins=(14, 12, 14, 16), gap=12)
        for group in self.model.groups:
            self._page.body.addWidget(self._card(group))
        self._page.body.addWidget(self.drop_ins)
        self._note = Card(self.tr("Note de l’équipe"))
        self._note.body.addWidget(self._editor(NOTE))
        self._page.body.addWidget(self._note)
        self._page.body.addWidget(self.history)
        self._page.body.addStretch(1)
        column = Column(self, margins=1, gap=0)
        column.addWidget(self.head)
        column.addWidget(Line())
        column.addWidget(self._page, 1)

    def _card(self, group: FieldGroup) -> Card:
        card = Card(group.title, group.subtitle)
        grid = FormGrid()
        for spec in group.fields:
            grid.add(self._editor(spec), wide=spec.wide)
        card.body.addWidget(grid)
        return card

    def _editor(self, spec: FieldSpec) -> FieldEditor:
        say = self.model.hours_words if spec.editor is EditorKind.HOURS else None
        editor = FieldEditor(spec, self._context.session.communes, say)
        editor.edited.connect(self._on_edited)
        editor.left.connect(self._on_left)
        editor.reverted.connect(self.model.give_back)
        editor.commune_taken.connect(self.model.take_commune)
        self.editors[spec.name] = editor
        return editor

    def _bind(self) -> None:
        self.model.changed.connect(self._render)
        self.model.refused.connect(self._on_refused)
        self.model.gone.connect(self.closed)
        self.head.back.clicked.connect(self.closed)
        self.head.verify.clicked.connect(self.model.verify)
        self.head.keep.clicked.connect(self.keep_asked)
        self.head.more.clicked.connect(self._on_more_clicked)

    def show_keep(self, label: str) -> None:
        """Say for whom the service can be kept; empty without anybody."""
        self.head.keep.setText(label)
        self.head.keep.setVisible(bool(label))
        self.head.keep.restyle()

    def focus_first(self) -> None:
        """Put the keyboard on the first act."""
        target = self.head.verify if self.head.verify.isEnabled() else self.head.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_name(self) -> None:
        """Put the keyboard in the name, for a sheet just added."""
        widget = self.editors["name"].widget
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.ensureWidgetVisible(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap goes back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _render(self) -> None:
        self.head.show_model(self.model)
        for name, editor in self.editors.items():
            editor.show_value(self.model.value(name), self.model.imported(name))
        # What the team says between colleagues is not for the person beside the adviser.
        self._note.setVisible(not self._context.shared.is_on)
        self.drop_ins.render_model()
        self.history.show_lines(self.model.history())

    def _on_edited(self, name: str, text: str) -> None:
        self._refused.pop(name, None)
        self.model.edit(name, text)
        if self.editors[name].spec.editor in _AT_ONCE:
            self.model.write_now()

    def _on_refused(self, name: str, sentence: str) -> None:
        self._refused[name] = sentence

    def _on_left(self, name: str) -> None:
        self.model.write_now()
        self.editors[name].set_error(self._refused.get(name, ""))

    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        closed = self.model.shown.closed
        text = self.tr("Le service existe de nouveau") if closed else self.tr("Le service a fermé")
        menu.addAction(text).triggered.connect(self.model.toggle_closed)
        menu.addAction(self.tr("Mettre à la corbeille")).triggered.connect(self.model.trash)
        menu.popup(self.head.more.mapToGlobal(QPoint(0, look().px(40))))
