"""The list of the sieve: arrows move, ← → fold, Espace keeps, Suppr discards, O N ? answer the question."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.painting import painter_for, write
from mobiconseil.ui.screens.recommendations.delegate import (
    COLUMNS,
    GROUP_HEIGHT,
    ROW_HEIGHT,
    TALL_HEIGHT,
    SieveDelegate,
    box_rect,
    columns,
    is_roomy,
    words_left,
)
from mobiconseil.ui.screens.recommendations.rows import GroupLine, SolutionLine
from mobiconseil.ui.screens.recommendations.table_model import SieveTableModel
from mobiconseil.ui.theme import SEMIBOLD, follow, look
from mobiconseil.ui.widgets.row_table import RowTable

ANSWERS = {"o": TriState.YES, "n": TriState.NO, "s": TriState.UNKNOWN, "?": TriState.UNKNOWN}
"""The letters that answer a question; « S » as « ne sait pas »."""


def answer_of(event: QKeyEvent) -> TriState | None:
    """Return the answer that a key gives, or None."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return None if held else ANSWERS.get(event.text().lower())


def is_discard(event: QKeyEvent) -> bool:
    """Say whether a key discards: Suppr, or E."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return not held and (event.key() == Qt.Key.Key_Delete or event.text().lower() == "e")


class ColumnTitles(QWidget):
    """The titles of the columns, above the list; they never scroll away."""

    def __init__(self, table: QTableView, model: SieveTableModel) -> None:
        super().__init__()
        self._table, self._sieve = table, model
        model.modelReset.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        follow(self)

    def restyle(self) -> None:
        """Take the size in force."""
        self.setFixedHeight(look().px(30))
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(look().px(200), look().px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the titles where the figures stand."""
        painter, style, font = painter_for(self), look(), look().font(12, SEMIBOLD)
        painter.fillRect(0, self.height() - 1, self.width(), 1, style.color("border"))
        room = self.rect().adjusted(words_left(), 0, 0, 0)
        write(painter, room, self.tr("Service ou aide"), font, "text_2")
        # The bar of a long list takes its width from the columns.
        row = QRect(0, 0, self._table.viewport().width(), self.height())
        figures = self._sieve.figures
        if is_roomy(row.width()):
            for place, figure in zip(columns(row, figures), figures, strict=True):
                write(painter, place, COLUMNS[figure].title, font, "text_2", right=True)


class SieveTable(RowTable):
    """Groups that fold and their solutions; it only says what was asked, the view model does it."""

    resized = Signal()
    fold_asked = Signal(str, bool)
    """Code of the group, and whether it shall be folded."""
    keep_asked = Signal(str)
    discard_asked = Signal(str)
    answered = Signal(object)
    """A `TriState` for the question of the selected row."""

    def __init__(self, model: SieveTableModel) -> None:
        delegate = SieveDelegate()
        super().__init__(delegate)
        self._sieve, self._delegate = model, delegate
        self._titles: tuple[int, ...] = ()
        self.setObjectName("sieve")
        self.setAccessibleName(self.tr("Services et aides passés au tamis"))
        self._dress_header()
        self.setModel(model)
        model.modelReset.connect(self._on_rows_reset)
        follow(self)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(10)

    def restyle(self) -> None:
        """Take the sizes in force; two rows stay in sight in the lowest window, whose page scrolls."""
        self.setMinimumHeight(look().px(2 * TALL_HEIGHT) + 4)
        self._fit_rows()

    def show_group(self, code: str) -> None:
        """Bring a group to the top of what is seen."""
        title = self._sieve.find_group(code)
        if title >= 0:
            self.scrollTo(self._sieve.index(title, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def go_on(self, key: int) -> None:
        """Take the keyboard, and move as if the key had been pressed here."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._move(key, self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, fold, keep, discard or answer; the rest belongs to the screen."""
        at = self.currentIndex().row()
        line = self._sieve.line(at)
        if self._move(event.key(), at) or self._fold(event.key(), line):
            return
        if isinstance(line, SolutionLine) and self._decide(event, line):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_opened.emit(at)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick the box under the mouse, fold the group, or take the row."""
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.indexAt(event.position().toPoint())
        line = self._sieve.line(index.row()) if index.isValid() else None
        if isinstance(line, GroupLine):
            self.fold_asked.emit(line.code, not line.folded)
        elif isinstance(line, SolutionLine):
            reach = look().px(6)
            target = box_rect(self.visualRect(index)).adjusted(-reach, -reach, reach, reach)
            if target.contains(event.position().toPoint()):
                self.keep_asked.emit(line.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row; a second click on a box or a title counts as a first one."""
        index = self.indexAt(event.position().toPoint())
        if isinstance(self._sieve.line(index.row()), SolutionLine):
            self.row_opened.emit(index.row())
        else:
            self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures in columns, or under the words."""
        super().resizeEvent(event)
        if is_roomy(event.size().width()) != is_roomy(event.oldSize().width()):
            self._fit_rows()
        self.resized.emit()

    def _move(self, key: int, at: int) -> bool:
        last = self._sieve.rowCount() - 1
        target = {
            Qt.Key.Key_Down: min(at + 1, last),
            Qt.Key.Key_Up: max(at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(key), -1)
        if target >= 0:
            self.take_row(target)
        return target >= 0

    def _fold(self, key: int, line: object) -> bool:
        if isinstance(line, SolutionLine) and key == Qt.Key.Key_Left:
            self.take_row(self._sieve.find_group(line.group))
            return True
        if not isinstance(line, GroupLine):
            return key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        toggles = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        folds = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
        if key not in folds and key not in toggles:
            return False
        self.fold_asked.emit(line.code, folds.get(Qt.Key(key), not line.folded))
        return True

    def _decide(self, event: QKeyEvent, line: SolutionLine) -> bool:
        answer = answer_of(event)
        if event.key() == Qt.Key.Key_Space:
            self.keep_asked.emit(line.key)
        elif is_discard(event):
            self.discard_asked.emit(line.key)
        elif answer is not None:
            self.answered.emit(answer)
        else:
            return False
        return True

    def _on_rows_reset(self) -> None:
        self._delegate.figures = self._sieve.figures
        self._fit_rows()

    def _fit_rows(self) -> None:
        roomy = is_roomy(self.viewport().width())
        height = look().px(ROW_HEIGHT if roomy else TALL_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        # What was the title of a group keeps its height through a reset.
        for row in self._titles:
            if row < self._sieve.rowCount():
                self.setRowHeight(row, height)
        self._titles = self._sieve.group_rows()
        for row in self._titles:
            self.setRowHeight(row, look().px(GROUP_HEIGHT))
