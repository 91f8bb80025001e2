"""Ctrl+K: a field, and under it people, services and actions; ↑ ↓ choose, Entrée does, Échap closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui import icons
from mobiconseil.ui.context import Context
from mobiconseil.ui.painting import advance, box, key_hint, key_hint_width, painter_for, write
from mobiconseil.ui.screens.palette.view_model import Found, Group, PaletteModel, WindowCommands
from mobiconseil.ui.theme import SEMIBOLD, follow, look
from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.family_mark import draw_family
from mobiconseil.ui.widgets.labels import Icon, KeyHint, Line
from mobiconseil.ui.widgets.layouts import Column, Row

WIDTH, TOP, ROW, TITLE = 620, 56, 40, 27
FOUND = Qt.ItemDataRole.UserRole


class Bench(Protocol):
    """What the quick search needs of the window."""

    lock_requested: SignalInstance
    scale_requested: SignalInstance

    def open_help(self) -> None:
        """Open the help."""


class Palette(QWidget):
    """Covers the window; a click beside the frame closes it."""

    closed = Signal()

    def __init__(self, context: Context, subject: RecordId | None, parent_workbench: QWidget) -> None:
        super().__init__(parent_workbench)
        self._host = parent_workbench
        bench = cast(Bench, parent_workbench)
        commands = WindowCommands(
            lock=bench.lock_requested.emit,
            scale=bench.scale_requested.emit,
            help_=bench.open_help,
        )
        self._model = PaletteModel(context, subject, commands)
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Recherche rapide"))
        self._build(self.tr("Personne, service, action…") if not context.shared.is_on else self.tr("Service, action…"))
        self._host.installEventFilter(self)
        self.hide()
        follow(self)

    def _build(self, hint: str) -> None:
        self._frame = _Frame(self)
        self.field = _Field()
        self.field.setObjectName("palette_field")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(self.tr("Recherche rapide"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Résultats"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(_ResultDelegate(self.list))
        top = Row(margins=(15, 8, 14, 8), gap=10)
        top.addWidget(Icon("magnify", "primary", 22))
        top.addWidget(self.field, 1)
        top.addWidget(KeyHint("Échap"))
        column = Column(self._frame, margins=(1, 1, 1, 8), gap=0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addWidget(self.list, 1)
        self.field.textEdited.connect(self.look_for)
        self.field.moved.connect(self._on_moved)
        self.field.taken.connect(self._on_taken)
        self.field.left.connect(self.close_palette)
        self.list.itemClicked.connect(self._on_item_clicked)
        self.list.itemEntered.connect(self._on_item_entered)

    # ------------------------------------------------------------------ opening

    def open_palette(self) -> None:
        """Show it over the window and take the keyboard."""
        self._before = QApplication.focusWidget()
        self.setGeometry(self._host.rect())
        self.look_for("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Give the keyboard back and close."""
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def look_for(self, text: str) -> None:
        """Show what is found and take the first result."""
        groups = self._model.find(text)
        self.list.clear()
        for group in groups:
            self._add_group(group)
        self._take(self._first())
        self._place()
        first = self.list.currentItem()
        if text and first is not None:
            total = sum(len(group.lines) for group in groups)
            announce(self.field, self.tr("{} résultats. {}").format(total, first.text()))

    def name_typed(self) -> str:
        """Return what is typed if it may be a name, for Ctrl+N."""
        text = self.field.text().strip()
        return text if any(letter.isalpha() for letter in text) else ""

    def titles(self) -> list[str]:
        """Return what is proposed, in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(FOUND).title for item in items if isinstance(item.data(FOUND), Found)]

    def _add_group(self, group: Group) -> None:
        heading = QListWidgetItem(group.title)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setData(FOUND, group.title)
        self.list.addItem(heading)
        for line in group.lines:
            item = QListWidgetItem(f"{line.title} {line.detail}".strip())
            item.setData(FOUND, line)
            self.list.addItem(item)

    # ------------------------------------------------------------------ choosing

    def _first(self) -> int:
        rows = range(self.list.count())
        return next((row for row in rows if isinstance(self.list.item(row).data(FOUND), Found)), -1)

    def _take(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentRow(row)

    def _on_moved(self, by: int) -> None:
        rows = [row for row in range(self.list.count()) if isinstance(self.list.item(row).data(FOUND), Found)]
        if not rows:
            return
        current = self.list.currentRow()
        place = rows.index(current) if current in rows else -by
        row = rows[(place + by) % len(rows)]
        self._take(row)
        announce(self.field, self.list.item(row).text())

    def _on_taken(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._run(item)

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._run(item)

    def _on_item_entered(self, item: QListWidgetItem) -> None:
        if isinstance(item.data(FOUND), Found):
            self.list.setCurrentItem(item)

    def _run(self, item: QListWidgetItem) -> None:
        found = item.data(FOUND)
        if not isinstance(found, Found):
            return
        run: Callable[[], object] = found.run
        self.close_palette()
        run()

    # ------------------------------------------------------------------ shape

    def restyle(self) -> None:
        """Take the sizes in force."""
        self.field.setFont(look().font(16))
        self._place()

    def _place(self) -> None:
        style = look()
        width = min(style.px(WIDTH), self.width() - 2 * style.px(16))
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        room = self.height() - style.px(TOP) - style.px(24)
        height = min(style.px(55) + rows + style.px(10), room)
        self._frame.setGeometry((self.width() - width) // 2, style.px(TOP), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when the click is beside the frame."""
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Échap, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Veil the page."""
        veil = look().color("titlebar" if look().is_dark else "text")
        veil.setAlphaF(0.28)
        painter_for(self).fillRect(self.rect(), veil)


class _Frame(QWidget):
    """The framed panel."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the edge."""
        style = look()
        box(painter_for(self), QRectF(self.rect()), style.color("surface"), style.color("border_strong"), style.px(8))


class _Field(QLineEdit):
    """Bare field; arrows and Entrée act on the results."""

    moved = Signal(int)
    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setProperty("bare", True)
        self.setProperty("ringParent", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send the keys of the list to the list."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self.moved.emit(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self.moved.emit(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Keep Tab for the list."""
        return False


class _ResultDelegate(QStyledItemDelegate):
    """Paints titles of groups, people and actions."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the line."""
        return QSize(10, look().px(ROW if isinstance(index.data(FOUND), Found) else TITLE))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the line."""
        style, rect, found = look(), QRect(option.rect), index.data(FOUND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(found, Found):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            if selected:
                painter.fillRect(rect, style.color("primary_tint"))
            self._paint_found(painter, rect, found, selected=selected)
        else:
            painter.fillRect(rect, style.color("surface_2"))
            if index.row():
                painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), style.color("border"))
            inside = rect.adjusted(style.px(15), 0, 0, 0)
            write(painter, inside, str(found), style.font(12, SEMIBOLD), "text_2")
        painter.restore()

    def _paint_found(self, painter: QPainter, rect: QRect, found: Found, *, selected: bool) -> None:
        style = look()
        key = "Entrée" if selected and not found.key else found.key
        right = rect.right() - style.px(14)
        if key:
            width, height = key_hint_width(key), style.px(18)
            right -= width
            key_hint(painter, QRect(right, rect.center().y() - height // 2, width, height), key)
        left = rect.left() + style.px(15)
        if found.initials:
            size = style.px(30)
            disc = QRectF(left, rect.center().y() - size / 2 + 1, size, size)
            box(painter, disc, style.color("primary_tint_2"), None, size / 2)
            painter.setFont(style.font(11, SEMIBOLD))
            painter.setPen(style.color("on_tint"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, found.initials)
            left += size + style.px(10)
        elif found.family:
            size = style.px(30)
            draw_family(painter, found.family, QRect(left, rect.center().y() - size // 2 + 1, size, size))
            left += size + style.px(10)
        else:
            size = style.px(20)
            glyph = QRect(left, rect.center().y() - size // 2 + 1, size, size)
            icons.draw(painter, found.icon, style.color("text_2"), glyph)
            left += size + style.px(12)
        bold = style.font(14, SEMIBOLD if found.initials or found.family else QFont.Weight.Normal)
        words = QRect(left, rect.top(), right - left - style.px(8), rect.height())
        write(painter, words, found.title, bold, "text")
        used = advance(bold, found.title) + style.px(6)
        write(painter, words.adjusted(used, 0, 0, 0), found.detail, style.font(13), "text_2")
