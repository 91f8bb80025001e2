"""What lasts on a page: a problem with its repair, an empty list, a long task."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mobiconseil.ui.widgets.buttons import Button, Height, Kind, LinkButton
from mobiconseil.ui.widgets.indicators import ProgressBar
from mobiconseil.ui.widgets.labels import Icon, KeyHint, Label, Role, repolish
from mobiconseil.ui.widgets.layouts import Column, Row

_ICONS = {
    "info": ("information-outline", "primary"),
    "warn": ("alert-outline", "warn"),
    "danger": ("alert-circle-outline", "danger"),
    "ok": ("check-circle-outline", "ok"),
}


class Banner(QFrame):
    """A lasting state with its repair; never a popup. Tones: info, warn, danger, ok."""

    action_clicked = Signal()

    def __init__(
        self, title: str, text: str = "", *, tone: str = "warn", action: str = "", icon: str = "", key: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("frame", "banner")
        self._icon = Icon("alert-outline", "warn", 20)
        self._title = Label(title, Role.LABEL, wrap=True)
        self._text = Label(text, Role.SECONDARY, wrap=True)
        self._action = LinkButton(action)
        words = Column(margins=(0, 6, 0, 0), gap=2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        glyph = Column(margins=(0, 5, 0, 0))
        glyph.addWidget(self._icon)
        glyph.addStretch(1)
        row = Row(self, margins=(15, 5, 15, 11), gap=10)
        row.addLayout(glyph)
        row.addLayout(words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        if key:
            hint = Column(margins=(0, 5, 0, 0))
            hint.addWidget(KeyHint(key))
            hint.addStretch(1)
            row.addLayout(hint)
        self._action.clicked.connect(self.action_clicked)
        self.set_state(title, text, tone=tone, action=action, icon=icon)

    def set_state(self, title: str, text: str = "", *, tone: str = "warn", action: str = "", icon: str = "") -> None:
        """Say something else."""
        self.setProperty("tone", tone)
        repolish(self)
        glyph, token = _ICONS[tone]
        self._icon.set_icon(icon or glyph, token)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._text.set_role(Role.BODY if tone != "info" else Role.SECONDARY)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._action.restyle()
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def set_text(self, text: str) -> None:
        """Say something else under the same title."""
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleDescription(text)


class EmptyState(QWidget):
    """What will appear here, and how to start."""

    action_clicked = Signal()

    def __init__(self, icon: str, title: str, sentence: str = "", *, action: str = "", action_icon: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title = Label(title, Role.CARD, wrap=True)
        self._sentence = Label(sentence, Role.SECONDARY, wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = Button(action, Kind.SECONDARY, icon=action_icon)
        column = Column(self, margins=(24, 24, 24, 24), gap=12)
        column.addStretch(1)
        column.addWidget(Icon(icon, "primary", 44), 0, middle)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)
        self.button.setVisible(bool(action))
        self._sentence.setVisible(bool(sentence))
        self.button.clicked.connect(self.action_clicked)


class LongTaskCard(QFrame):
    """A task of more than three seconds: how far it is, how long it still takes, and a way to stop it."""

    stop_requested = Signal()

    def __init__(self, title: str, *, icon: str = "database-import-outline") -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setAccessibleName(title)
        self._title = Label(title, Role.STRONG)
        self._count = Label("", Role.SECONDARY)
        self._bar = ProgressBar(title)
        self._remaining = Label("", Role.SECONDARY)
        self.stop = Button(self.tr("Arrêter"), height=Height.ROW)
        top = Row(gap=8)
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._count)
        words = Column(gap=5)
        words.addLayout(top)
        words.addWidget(self._bar)
        words.addWidget(self._remaining)
        row = Row(self, margins=(15, 12, 15, 12), gap=14)
        row.addWidget(Icon(icon, "primary", 24))
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        self.stop.clicked.connect(self.stop_requested)

    def set_title(self, title: str) -> None:
        """Say what runs now."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_progress(self, done: int, total: int, count: str, remaining: str) -> None:
        """Show how far the task is, in a bar and in words."""
        self._bar.set_progress(done, total)
        self._count.setText(count)
        self._remaining.setText(remaining)
        self.setAccessibleDescription(f"{count}. {remaining}")
