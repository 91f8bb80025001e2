"""A list of options to take one from, and a field that completes what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
)

from mobiconseil.ui.painting import painter_for
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.labels import repolish, set_flag
from mobiconseil.ui.widgets.text_fields import TextField

_LEAST, _INSET, _ROUNDED = 240, 2, 2
"""Width that a list may be asked to keep, what the style leaves around its words, and what it rounds off them."""


class ChoiceField(QComboBox):
    """A drop-down list of (code, label); emits the code taken by the person."""

    chosen = Signal(str)

    def __init__(
        self,
        items: Sequence[tuple[str, str]] = (),
        *,
        name: str = "",
        current: str = "",
        placeholder: str = "Choisir…",
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._is_whole = False
        self.setAccessibleName(name)
        self.view().setAccessibleName(name or placeholder)
        self.setPlaceholderText(placeholder)
        self.setProperty("compact", compact)
        self.setProperty("ringRadius", 6)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_items(items, current)
        self.activated.connect(self._on_activated)

    def set_items(self, items: Sequence[tuple[str, str]], current: str = "") -> None:
        """Replace the options without emitting."""
        wanted = [(label, code) for code, label in items]
        if [(self.itemText(rank), self.itemData(rank)) for rank in range(self.count())] != wanted:
            self.clear()
            for label, code in wanted:
                self.addItem(label, code)
        self.set_current(current)

    def current(self) -> str:
        """Return the code taken, or an empty text."""
        return str(self.currentData() or "")

    def set_current(self, code: str) -> None:
        """Take an option without emitting; an unknown code takes none."""
        self.setCurrentIndex(self.findData(code) if code else -1)

    def set_error(self, error: bool) -> None:
        """Frame the field in red, or not."""
        set_flag(self, "error", error)

    def sizeHint(self) -> QSize:
        """Return the size that shows the longest option whole, unless told to give way."""
        return self._with_air(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow place, whatever the longest option."""
        hint = self._with_air(super().minimumSizeHint())
        return QSize(min(hint.width(), look().px(_LEAST)), hint.height())

    def keep_whole(self) -> None:
        """Never be narrower than the option taken, up to a reasonable width."""
        self._is_whole = True
        self.currentIndexChanged.connect(self._hold)

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of the words in their new size."""
        super().changeEvent(event)
        if self._is_whole and event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hold()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the width of the words as the window dresses them."""
        super().showEvent(event)
        if self._is_whole:
            self._hold()

    def _hold(self) -> None:
        self.ensurePolished()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QSize(self.fontMetrics().horizontalAdvance(self.currentText()), self.fontMetrics().height())
        whole = self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, words, self)
        self.setMinimumWidth(min(whole.width() + _INSET + _ROUNDED, look().px(_LEAST)))

    def _with_air(self, size: QSize) -> QSize:
        """Add what the style forgets, without which the longest option would end with « … »."""
        whole = self.sizeAdjustPolicy() is QComboBox.SizeAdjustPolicy.AdjustToContents
        return QSize(size.width() + _INSET + _ROUNDED, size.height()) if whole else size

    def paintEvent(self, event: QPaintEvent) -> None:
        """End with « … » what has no room; the tooltip says the whole."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - _INSET
        text = self.currentText()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        whole = text if shown != text else ""
        if whole != self.toolTip():
            self.setToolTip(whole)
        if shown == text:
            super().paintEvent(event)
            return
        option.currentText = shown
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll unless the field has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.itemData(index)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A proposal: what is written in the field, and what is shown beside it in the list."""

    code: str
    label: str
    detail: str = ""
    by_tab: bool = True
    """Whether its end is shown in grey when it comes first, and taken by Tab."""


class CompletionField(TextField):
    """Shows the end of the first proposal in grey, and the others in a list.

    `provider` receives what is typed. Entrée, Tab or → takes the proposal; emits `chosen` with it.
    """

    chosen = Signal(object)

    def __init__(
        self, provider: Callable[[str], Sequence[Completion]], text: str = "", *, placeholder: str = "", name: str = ""
    ) -> None:
        self._ghost = ""
        super().__init__(text, placeholder=placeholder, name=name)
        self._provider = provider
        self._found: tuple[Completion, ...] = ()
        self._list = QListWidget(self)
        self._list.hide()
        self.destroyed.connect(self._list.deleteLater)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFocusProxy(self)
        self._list.setProperty("popup", True)
        self._list.setAccessibleName(self.tr("Propositions"))
        self._list.setItemDelegate(QStyledItemDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        repolish(self._list)
        self.textEdited.connect(self._on_text_edited)
        self._list.itemClicked.connect(self._on_item_clicked)

    def proposals(self) -> tuple[Completion, ...]:
        """Return what the list holds now."""
        return self._found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk in the list, take a proposal, or close the list."""
        key = event.key()
        if self._found and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif self._found and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event)
        elif self._ghost and key == Qt.Key.Key_Right and self.cursorPosition() == len(self.text()):
            self._take(0)
        elif self._found and key == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent) -> None:
        """Take the proposal; Ctrl Entrée belongs to the page, once the list is out of the way."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take(max(self._list.currentRow(), 0))
            return
        if self._ghost or self._list.currentRow() >= 0:
            self._take(max(self._list.currentRow(), 0))
        self._close()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the grey end when leaving with Tab, then close the list."""
        if self._ghost and event.reason() == Qt.FocusReason.TabFocusReason:
            self._take(0)
        self._close()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Add the grey end after the cursor."""
        super().paintEvent(_event)
        if not self._ghost or not self.hasFocus() or self.cursorPosition() != len(self.text()):
            return
        painter, style = painter_for(self), look()
        painter.setFont(self.font())
        painter.setPen(style.color("text_3"))
        left = self.cursorRect().center().x() + 1
        rect = self.rect().adjusted(left, 0, -style.px(6), 0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._ghost)

    def _on_text_edited(self, text: str) -> None:
        self._found = tuple(self._provider(text)) if text.strip() else ()
        first = self._found[0].label if self._found and self._found[0].by_tab else ""
        self._ghost = first[len(text) :] if first.casefold().startswith(text.casefold()) else ""
        self._list.clear()
        for proposal in self._found:
            shown = f"{proposal.label}  ·  {proposal.detail}" if proposal.detail else proposal.label
            self._list.addItem(QListWidgetItem(shown))
        self._show_list()
        self.update()

    def _show_list(self) -> None:
        if not self._found or not self.isVisible():
            self._list.hide()
            return
        rows, window = min(len(self._found), 8), self.window()
        size = QSize(max(self.width(), look().px(240)), rows * look().px(32) + look().px(12))
        corner = self.mapTo(window, QPoint(0, self.height() + look().px(5)))
        if corner.y() + size.height() > window.height():
            corner = self.mapTo(window, QPoint(0, -size.height() - look().px(5)))
        self._list.setParent(window)
        self._list.setFixedSize(size)
        self._list.move(max(min(corner.x(), window.width() - size.width()), 0), max(corner.y(), 0))
        self._list.show()
        self._list.raise_()

    def _walk(self, step: int) -> None:
        row = min(max(self._list.currentRow() + step, 0), len(self._found) - 1)
        self._list.setCurrentRow(row)
        self._ghost = ""
        self.update()

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._take(self._list.row(item))

    def _take(self, row: int) -> None:
        proposal = self._found[row]
        self._close()
        self.setText(proposal.label)
        self.chosen.emit(proposal)

    def _close(self) -> None:
        self._found, self._ghost = (), ""
        self._list.hide()
        self.update()
