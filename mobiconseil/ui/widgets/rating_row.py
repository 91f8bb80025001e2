"""A rated item: its question, how it was known, a comment, and five answers; one key per answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAction, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QWidget

from mobiconseil.ui.accessible import say_as
from mobiconseil.ui.painting import painter_for
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.labels import ElidedLabel, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.segment_note import SegmentNote

_KEY = Qt.Key
LEVEL_OF_KEY = {
    _KEY.Key_0: 0, _KEY.Key_Agrave: 0, _KEY.Key_1: 1, _KEY.Key_Ampersand: 1, _KEY.Key_2: 2, _KEY.Key_Eacute: 2,
    _KEY.Key_3: 3, _KEY.Key_QuoteDbl: 3, _KEY.Key_4: 4, _KEY.Key_Apostrophe: 4,
}  # fmt: skip
_LEVEL_OF_TEXT = {"à": 0, "&": 1, "é": 2, '"': 3, "'": 4}
NARROW_UNDER = 560
METHODS = (("declared", "Déclaré"), ("observed", "Observé"), ("tested", "Testé"), ("document", "Document"))


class RatingRow(QWidget):
    """The row holds the focus: 0–4 (or à & é " ') rate and go on, ← → change, S, Suppr, C and M do the rest.

    A key emits `rated` then `next_requested`; the mouse and the arrows only emit `rated`.
    """

    rated = Signal(int)
    cleared = Signal()
    not_applicable = Signal()
    comment_requested = Signal()
    method_changed = Signal(str)
    next_requested = Signal()
    previous_requested = Signal()
    focused = Signal()

    def __init__(
        self,
        code: str,
        title: str,
        descriptors: Sequence[str],
        *,
        position: tuple[int, int] = (1, 1),
        methods: Sequence[tuple[str, str]] = METHODS,
        separator: bool = True,
    ) -> None:
        super().__init__()
        self._code, self._title, self._position, self._separator = code, title, position, separator
        self._methods = tuple(methods)
        self._rating: int | None = None
        self._not_applicable = False
        self._method = self._note = ""
        self._narrow = self._forced = self._commented = False
        self.cells = [SegmentNote(level, text) for level, text in enumerate(descriptors)]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say_as(self, QAccessible.Role.Grouping)
        self.setProperty("ringRadius", 8)
        self.setProperty("ringInside", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._build()
        self._bind()
        self._describe()
        follow(self)

    def _build(self) -> None:
        self._number = Label(self._code, Role.SECONDARY)
        self._heading = Label(self._title, Role.CARD, wrap=False)
        self._state = Chip(self.tr("Sans objet"), Tone.NEUTRAL)
        self._state.hide()
        self._method_button = Button("", Kind.QUIET, icon="chevron-down", height=Height.ROW)
        self._method_button.icon_after = self._method_button.light = True
        self._method_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._comment = IconButton("comment-outline", self.tr("Commenter"), key="C")
        self._comment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = Row(gap=8)
        head.addWidget(self._number)
        head.addWidget(self._heading, 1)
        for widget in (self._state, self._method_button, self._comment):
            head.addWidget(widget)
        self._answers = Row(gap=6)
        for cell in self.cells:
            self._answers.addWidget(cell, 1)
        column = Column(self, margins=(16, 4, 16, 2), gap=1)
        column.addLayout(head)
        column.addLayout(self._answers)
        self._method_button.setVisible(bool(self._methods))
        self.set_method(self._methods[0][0] if self._methods else "")

    def _bind(self) -> None:
        for cell in self.cells:
            cell.clicked.connect(self._on_cell_clicked)
        self._comment.clicked.connect(self.comment_requested)
        self._method_button.clicked.connect(self.open_methods)

    @property
    def code(self) -> str:
        """Return the code of the item."""
        return self._code

    @property
    def rating(self) -> int | None:
        """Return the answer shown; None means not assessed, which is not 0."""
        return self._rating

    def set_rating(self, rating: int | None) -> None:
        """Show an answer without emitting."""
        if rating == self._rating and not self._not_applicable:
            return
        self._rating = rating
        self._not_applicable = False
        self._render()

    def set_not_applicable(self, value: bool = True) -> None:
        """Show that the item does not apply to the person."""
        if value == self._not_applicable:
            return
        self._not_applicable = value
        if value:
            self._rating = None
        self._render()

    def set_previous(self, level: int | None) -> None:
        """Mark the answer of the previous assessment."""
        for cell in self.cells:
            cell.set_previous(cell.level == level)

    def set_method(self, code: str) -> None:
        """Show how the answer is known, without emitting."""
        if code == self._method:
            return
        self._method = code
        label = dict(self._methods).get(code, "")
        self._method_button.setText(label)
        self._method_button.setVisible(bool(label))
        self._method_button.setAccessibleName(self.tr("Méthode : {label}").format(label=label))
        self._method_button.restyle()

    def set_commented(self, commented: bool) -> None:
        """Show that a comment exists."""
        if commented == self._commented:
            return
        self._commented = commented
        self._comment.set_icon_name("comment-text-outline" if commented else "comment-outline")
        self._comment.tint = "primary" if commented else ""
        self._comment.set_name(self.tr("Lire le commentaire") if commented else self.tr("Commenter"), "C")
        self._comment.update()

    def set_narrow(self, narrow: bool) -> None:
        """Stack the answers on the full width whatever the room; otherwise only when there is little of it."""
        self._forced = narrow
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the answers when they would be too narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self._forced or self.width() < look().px(NARROW_UNDER)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._answers.setDirection(direction)
        self._answers.set_space(0, 2 if narrow else 6)
        self._heading.setWordWrap(narrow)
        self.updateGeometry()

    def restyle(self) -> None:
        """Take the sizes in force."""
        self._number.setMinimumWidth(look().px(24))
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Let the row be as narrow as its answers can be."""
        return QSize(look().px(300), super().minimumSizeHint().height())

    def _render(self) -> None:
        for cell in self.cells:
            cell.setChecked(cell.level == self._rating)
            cell.setEnabled(not self._not_applicable)
        self._state.setVisible(self._not_applicable)
        self._describe()

    def _describe(self) -> None:
        if self._not_applicable:
            note = self.tr("Sans objet")
        elif self._rating is None:
            note = self.tr("Non évalué")
        else:
            note = self.tr("Note {level}, {words}").format(level=self._rating, words=self.cells[self._rating].text())
        rank = self.tr("Item {rank} sur {total}").format(rank=self._position[0], total=self._position[1])
        self._note = note
        self.setAccessibleName(f"{self._title}. {note}. {rank}")
        self.setAccessibleDescription(self.tr("0 à 4 : noter. S : sans objet. Suppr : effacer. C : commenter."))

    def spoken_value(self) -> str:
        """Return the answer, for screen readers."""
        return self._note

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rate, move or comment with one key; leave every other key to the screen."""
        level = self._level(event)
        if level is not None and level < len(self.cells):
            self._choose(level)
            self.next_requested.emit()
            return
        action = self._actions().get(_KEY(event.key()))
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if action is None or not plain:
            super().keyPressEvent(event)
            return
        getattr(self, action)()

    @staticmethod
    def _actions() -> dict[Qt.Key, str]:
        return {
            _KEY.Key_Left: "_lower",
            _KEY.Key_Right: "_raise",
            _KEY.Key_Up: "_ask_previous",
            _KEY.Key_Down: "_ask_next",
            _KEY.Key_S: "_skip",
            _KEY.Key_Delete: "_clear",
            _KEY.Key_Backspace: "_clear",
            _KEY.Key_C: "_ask_comment",
            _KEY.Key_M: "open_methods",
        }

    @staticmethod
    def _level(event: QKeyEvent) -> int | None:
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return None
        found = LEVEL_OF_KEY.get(_KEY(event.key())) if event.key() in LEVEL_OF_KEY else None
        return found if found is not None else _LEVEL_OF_TEXT.get(event.text())

    def _choose(self, level: int) -> None:
        self.set_rating(level)
        self.rated.emit(level)

    def _lower(self) -> None:
        if self._rating is None or self._rating > 0:
            self._choose(0 if self._rating is None else self._rating - 1)

    def _raise(self) -> None:
        last = len(self.cells) - 1
        if self._rating is None or self._rating < last:
            self._choose(0 if self._rating is None else self._rating + 1)

    def _ask_previous(self) -> None:
        self.previous_requested.emit()

    def _ask_next(self) -> None:
        self.next_requested.emit()

    def _ask_comment(self) -> None:
        self.comment_requested.emit()

    def _skip(self) -> None:
        self.set_not_applicable()
        self.not_applicable.emit()
        self.next_requested.emit()

    def _clear(self) -> None:
        self.set_rating(None)
        self.cleared.emit()

    def open_methods(self) -> None:
        """Open the menu of methods under its button."""
        menu = self.method_menu()
        menu.triggered.connect(self._on_method_triggered)
        self.open_under_method(menu)

    def method_menu(self) -> QMenu:
        """Return a menu of the methods, the one in force marked, which dies when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, label in self._methods:
            action = QAction(label, menu)
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code == self._method)
            menu.addAction(action)
        return menu

    def open_under_method(self, menu: QMenu) -> None:
        """Open a menu under the button of the method."""
        menu.popup(self._method_button.mapToGlobal(QPoint(0, self._method_button.height())))

    def _on_method_triggered(self, action: QAction) -> None:
        code = str(action.data())
        self.set_method(code)
        self.method_changed.emit(code)

    def _on_cell_clicked(self) -> None:
        cell = self.sender()
        if isinstance(cell, SegmentNote):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._choose(cell.level)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the screen which item is being rated."""
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Take the focus."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line above the row."""
        if self._separator:
            painter_for(self).fillRect(0, 0, self.width(), 1, look().color("border"))


class RatingLegend(QWidget):
    """The words above the five columns."""

    WORDS = ("pas encore", "avec quelqu’un", "avec une préparation", "seul, lieux connus", "seul, partout")

    def __init__(self, words: Sequence[str] = WORDS) -> None:
        super().__init__()
        row = Row(self, margins=(24, 2, 16, 6), gap=6)
        for text in words:
            label = ElidedLabel(text, Role.SMALL)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(label, 1)
