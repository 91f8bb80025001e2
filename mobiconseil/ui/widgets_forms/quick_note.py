"""The foot of a journey: a text, a kind, a length, and it is noted."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.note_area import NoteArea
from mobiconseil.ui.widgets_forms.quick_note_model import DURATIONS_MIN, MAIN_KINDS, OTHER_KINDS, QuickNoteModel

_ICONS = {
    ContactKind.MEETING: "account-outline",
    ContactKind.CALL: "phone-outline",
    ContactKind.EMAIL: "email-outline",
}
_NO_DURATION = "0"


class QuickNote(QWidget):
    """Entrée adds from the text, Ctrl+Entrée from anywhere inside; the text is kept when the adviser leaves."""

    def __init__(self, model: QuickNoteModel) -> None:
        super().__init__()
        self._model = model
        self._build()
        self._bind()
        self._render()

    def _build(self) -> None:
        self.area = NoteArea(self.tr("Noter un contact ou un fait…"), name=self.tr("Noter un contact ou un fait"))
        self.area.setObjectName("quick_note")
        self.kinds = SegmentedChoice(
            [(kind.value, kind.label, _ICONS[kind]) for kind in MAIN_KINDS], self.tr("Type de contact")
        )
        self.more = IconButton("dots-horizontal", self.tr("Autre type, ou note privée"), height=Height.NORMAL)
        lengths = [(str(minutes), typography.duration(minutes)) for minutes in DURATIONS_MIN]
        self.duration = ChoiceField([*lengths, (_NO_DURATION, self.tr("Durée"))], name=self.tr("Durée"), compact=True)
        self.add = Button(self.tr("Ajouter"), Kind.SECONDARY, height=Height.ROW)
        self.add.setToolTip(self.tr("Ajouter (Entrée)"))
        controls = FoldingRow(gap=7)
        controls.addWidget(self.kinds)
        controls.addWidget(self.duration)
        controls.addStretch(1)
        controls.addWidget(self.add)
        self._column = Column(self, gap=8)
        line = Row(gap=7)
        line.addWidget(self.area, 1)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)
        self._column.addLayout(controls)

    @cached_property
    def _advice(self) -> IconLine:
        """Return what the text should rather not hold, made when it is first said."""
        line = IconLine("alert-outline", "", "warn", Role.WARN)
        self._column.insertWidget(1, line)
        return line

    @cached_property
    def _aside(self) -> IconLine:
        """Return what sets the note apart, made when it is first said."""
        line = IconLine("eye-off-outline", "", "text_2", Role.SECONDARY)
        self._column.insertWidget(self._column.count() - 1, line)
        return line

    @cached_property
    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self._kind_actions = {menu.addAction(kind.label): kind for kind in OTHER_KINDS}
        menu.addSeparator()
        self._private = menu.addAction(self.tr("Note privée, cachée en écran partagé"))
        for action in (*self._kind_actions, self._private):
            action.setCheckable(True)
        menu.triggered.connect(self._on_menu_triggered)
        return menu

    def _bind(self) -> None:
        self.area.edited.connect(self._model.edit_text)
        self.area.ended.connect(self._model.add)
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.more.clicked.connect(self._on_more_clicked)
        self.duration.chosen.connect(self._on_duration_chosen)
        self.add.clicked.connect(self._on_add_clicked)
        self._model.changed.connect(self._render)
        self._model.added.connect(self._on_added)

    def _render(self) -> None:
        model = self._model
        if self.area.text() != model.text:
            self.area.set_text(model.text)
        self.kinds.set_current(model.kind.value)
        self.duration.set_current(str(model.duration_min or _NO_DURATION))
        self.add.setEnabled(model.can_add)
        self.area.setAccessibleDescription(model.advice)
        if model.advice or "_advice" in self.__dict__:
            self._advice.set_text(model.advice)
            self._advice.setVisible(bool(model.advice))
        self._render_aside()

    def _render_aside(self) -> None:
        model = self._model
        aside = [] if model.kind in MAIN_KINDS else [model.kind.label]
        if model.private:
            aside.append(self.tr("Note privée, cachée en écran partagé"))
        if aside or "_aside" in self.__dict__:
            self._aside.set_text(" · ".join(aside))
            self._aside.icon.set_icon("eye-off-outline" if model.private else "tag-outline")
            self._aside.setVisible(bool(aside))

    def start(self) -> None:
        """Put the focus in the text."""
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Ctrl+Entrée."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._model.add()
        else:
            super().keyPressEvent(event)

    def _on_kind_chosen(self, code: str) -> None:
        self._model.set_kind(ContactKind(code))

    def _on_duration_chosen(self, code: str) -> None:
        self._model.set_duration(int(code) or None)

    def _on_more_clicked(self) -> None:
        menu, top = self._menu, self.more.mapToGlobal(QPoint(0, 0))
        self._private.setChecked(self._model.private)
        for action, kind in self._kind_actions.items():
            action.setChecked(kind is self._model.kind)
        menu.popup(QPoint(top.x(), top.y() - menu.sizeHint().height()))

    def _on_menu_triggered(self, action: QAction) -> None:
        if action is self._private:
            self._model.set_private(action.isChecked())
        else:
            self._model.set_kind(self._kind_actions[action])

    def _on_add_clicked(self) -> None:
        self._model.add()

    def _on_added(self) -> None:
        self.start()
