"""One item of the grid on the screen, and the comment that opens under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.assessment import COMMENT_LENGTH
from mobiconseil.ui.screens.assessment.board import ItemView
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.rating_row import RatingRow
from mobiconseil.ui.widgets.text_area import TextArea

ASIDE, CLEAR = "action:aside", "action:clear"


class ItemRow(RatingRow):
    """A rating row bound to its item; a finished assessment can be read and walked through, not changed."""

    comment_wanted = Signal(str)
    refused = Signal()

    def __init__(self, vm: AssessmentViewModel, view: ItemView) -> None:
        self._vm = vm
        self.item = view.code
        self.read_only = False
        super().__init__(view.number, view.title, view.descriptors, position=(view.rank, view.total))
        self.setObjectName(f"item-{view.code}")
        self.setToolTip(view.question)
        self._connect()

    def _connect(self) -> None:
        self.rated.connect(self._on_rated)
        self.cleared.connect(self._on_cleared)
        self.not_applicable.connect(self._on_set_aside)
        self.method_changed.connect(self._on_method_changed)
        self.next_requested.connect(self._on_next_requested)
        self.previous_requested.connect(self._on_previous_requested)
        self.comment_requested.connect(self._on_comment_requested)
        self.focused.connect(self._on_focused)

    def show_view(self, view: ItemView, *, read_only: bool) -> None:
        """Show what is known of the item."""
        self.read_only = read_only
        if view.not_applicable:
            self.set_not_applicable()
        else:
            self.set_rating(view.value)
        self.set_method(view.method.value)
        self.set_commented(bool(self._vm.comment_of(self.item)))
        self.set_previous(view.previous)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of the screen to the screen: pages of domains, and the form."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._vm.go_domain(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._vm.toggle_form()
        elif event.key() == Qt.Key.Key_Down:
            self._vm.step(1)
        else:
            super().keyPressEvent(event)

    def open_methods(self) -> None:
        """Open the menu: how the answer is known, and what the keys S and Suppr do."""
        if self.read_only:
            self.refused.emit()
            return
        menu = self.method_menu()
        menu.addSeparator()
        for code, label in ((ASIDE, self.tr("Sans objet\tS")), (CLEAR, self.tr("Effacer la note\tSuppr"))):
            action = QAction(label, menu)
            action.setData(code)
            menu.addAction(action)
        menu.triggered.connect(self._on_menu_triggered)
        self.open_under_method(menu)

    def _choose(self, level: int) -> None:
        if self.read_only:
            self.refused.emit()
        else:
            super()._choose(level)

    def _skip(self) -> None:
        if self.read_only:
            self.refused.emit()
        else:
            super()._skip()

    def _clear(self) -> None:
        if self.read_only:
            self.refused.emit()
        else:
            super()._clear()

    def _on_menu_triggered(self, action: QAction) -> None:
        if action.data() == ASIDE:
            super()._skip()
        elif action.data() == CLEAR:
            super()._clear()
        else:
            self._on_method_triggered(action)

    def _on_rated(self, level: int) -> None:
        self._vm.stand_on(self.item)
        self._vm.rate(self.item, level)

    def _on_cleared(self) -> None:
        self._vm.clear(self.item)

    def _on_set_aside(self) -> None:
        self._vm.set_aside(self.item)

    def _on_method_changed(self, code: str) -> None:
        self._vm.set_method(self.item, code)

    def _on_next_requested(self) -> None:
        if self.read_only:
            return
        self._vm.advance()

    def _on_previous_requested(self) -> None:
        self._vm.step(-1)

    def _on_comment_requested(self) -> None:
        self.comment_wanted.emit(self.item)

    def _on_focused(self) -> None:
        self._vm.stand_on(self.item)


class _CommentArea(TextArea):
    """Entrée and Échap close the comment."""

    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class CommentBox(QWidget):
    """A comment of 280 characters at most, typed under its item."""

    closed = Signal()

    def __init__(self, vm: AssessmentViewModel, item: str) -> None:
        super().__init__()
        self._vm = vm
        self.item = item
        self.area = _CommentArea(name=self.tr("Commentaire"), lines=2, most=4)
        self.area.setObjectName(f"comment-{item}")
        self.area.set_text(vm.comment_of(item))
        self.field = FormField(
            self.tr("Commentaire"),
            self.area,
            limit=COMMENT_LENGTH,
            help_text=self.tr("Entrée ou Échap pour fermer. N’écrivez ni santé ni justice."),
        )
        column = Column(self, margins=(50, 2, 16, 8), gap=0)
        column.addWidget(self.field)
        self.area.edited.connect(self._on_edited)
        self.area.closed.connect(self.closed)

    def take_focus(self) -> None:
        """Put the cursor at the end of the text."""
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.area.moveCursor(self.area.textCursor().MoveOperation.End)

    def _on_edited(self, text: str) -> None:
        if len(text) > COMMENT_LENGTH:
            text = text[:COMMENT_LENGTH]
            self.area.set_text(text)
            self.area.moveCursor(self.area.textCursor().MoveOperation.End)
            self.field.set_warning(self.tr("280 caractères au plus\u00a0: la suite n’est pas gardée."))
        else:
            self.field.set_warning(self._vm.advice(text))
        self._vm.type_comment(self.item, text)
