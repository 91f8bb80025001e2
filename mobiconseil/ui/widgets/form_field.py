"""A field with its label above, and below it a help, an error or a warning."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.ui.widgets.announce import announce
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Role, set_flag
from mobiconseil.ui.widgets.layouts import Column, Row


class FormField(QWidget):
    """Wraps any editor; what is written under it is read aloud as the description of the editor."""

    badge_pressed = Signal()
    """What stands beside the label, « 2 valeurs », was pressed."""

    def __init__(
        self, label: str, editor: QWidget, *, optional: bool = False, help_text: str = "", limit: int = 0
    ) -> None:
        super().__init__()
        self.editor = editor
        self._name, self._help, self._limit = label, help_text, limit
        self.label = Label(label, Role.LABEL)
        self.label.setBuddy(editor)
        self._optional = Label(self.tr("facultatif"), Role.SMALL)
        self._counter = Label("", Role.SMALL)
        self._message = _Message()
        editor.setAccessibleName(f"{label}, {self.tr('facultatif')}" if optional else label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._build()
        self._optional.setVisible(optional)
        self._listen()
        self.set_help(help_text)

    def _build(self) -> None:
        self._top = top = Row(gap=6)
        self._badge: Button | None = None
        top.addWidget(self.label)
        top.addWidget(self._optional, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        top.addWidget(self._counter, 0, Qt.AlignmentFlag.AlignBottom)
        column = Column(self, gap=4)
        column.addLayout(top)
        column.addWidget(self.editor)
        column.addWidget(self._message)
        column.addStretch(1)
        self._counter.setVisible(bool(self._limit))

    def _listen(self) -> None:
        for name in ("textEdited", "edited"):
            signal = getattr(self.editor, name, None)
            if signal is not None:
                signal.connect(self._on_edited)
        invalid = getattr(self.editor, "invalid_reason", None)
        if invalid is not None:
            invalid.connect(self.set_error)
        self._count(self._text())

    def _text(self) -> str:
        text = getattr(self.editor, "text", None)
        return str(text()) if callable(text) else ""

    def set_badge(self, text: str, name: str = "") -> None:
        """Show a small button beside the label, « 2 valeurs »; an empty text removes it."""
        if self._badge is None:
            if not text:
                return
            self._badge = Button("", Kind.LINK, icon="source-merge", height=Height.ROW)
            self._badge.setObjectName(f"{self.editor.objectName()}_badge")
            self._badge.clicked.connect(self.badge_pressed)
            self._top.insertWidget(1, self._badge)
            self._top.setAlignment(self._optional, Qt.AlignmentFlag.AlignVCenter)
        self._badge.setText(text)
        self._badge.setAccessibleName(name or text)
        self._badge.setVisible(bool(text))
        self._badge.restyle()

    def badge(self) -> str:
        """Return what stands beside the label, or an empty text."""
        return "" if self._badge is None else self._badge.text()

    def error(self) -> str:
        """Return the error shown, or an empty text."""
        return self._message.text() if self._message.kind is Role.ERROR else ""

    def set_error(self, text: str) -> None:
        """Show a cause then an example, and frame the editor in red; an empty text removes them."""
        self._frame(bool(text))
        if text:
            if text != self.error():
                announce(self, text, urgent=True)
            self._say(Role.ERROR, text)
        else:
            self._say(Role.HELP, self._help)

    def set_warning(self, text: str) -> None:
        """Show something to think about that blocks nothing; an empty text removes it."""
        self._frame(False)
        self._say(Role.WARN if text else Role.HELP, text or self._help)

    def set_help(self, text: str) -> None:
        """Change the help."""
        self._help = text
        if self._message.kind is Role.HELP:
            self._say(Role.HELP, text)

    def set_available(self, available: bool, reason: str = "") -> None:
        """Enable or disable the editor, with the reason under it."""
        self.editor.setEnabled(available)
        set_flag(self.label, "off", not available)
        self._say(Role.HELP, reason or self._help)

    def recount(self) -> None:
        """Count again, after a text was shown without being typed."""
        self._count(self._text())

    def _frame(self, error: bool) -> None:
        setter = getattr(self.editor, "set_error", None)
        if setter is not None:
            setter(error)

    def _say(self, kind: Role, text: str) -> None:
        self._message.show_message(kind, text)
        self.editor.setAccessibleDescription(text)

    def _on_edited(self, text: str = "") -> None:
        self._count(text)
        if self._message.kind is Role.ERROR:
            self.set_error("")

    def _count(self, text: str) -> None:
        if self._limit:
            self._counter.setText(self.tr("{count} sur {limit}").format(count=len(text), limit=self._limit))
            self._counter.set_role(Role.SMALL if len(text) <= self._limit else Role.DANGER)


class _Message(QWidget):
    """Help, error or warning under a field."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = Role.HELP
        self._icon = Icon("alert-circle-outline", "danger", 17)
        self._label = Label("", Role.HELP, wrap=True)
        row = Row(self, gap=5)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)

    def text(self) -> str:
        """Return the sentence."""
        return self._label.text()

    def show_message(self, kind: Role, text: str) -> None:
        """Show a sentence, or nothing."""
        self.kind = kind
        self._label.setText(text)
        self._label.set_role(kind)
        self._icon.setVisible(kind is not Role.HELP)
        if kind is Role.ERROR:
            self._icon.set_icon("alert-circle-outline", "danger")
        elif kind is Role.WARN:
            self._icon.set_icon("alert-outline", "warn")
        self.setVisible(bool(text))


class FieldRow(QWidget):
    """Fields side by side, aligned by their labels, of equal width unless stretches are given; they fold."""

    def __init__(self, *fields: QWidget, stretches: tuple[int, ...] = ()) -> None:
        super().__init__()
        row = FoldingRow(self, gap=12)
        for rank, field in enumerate(fields):
            row.addWidget(field, stretches[rank] if stretches else 1, Qt.AlignmentFlag.AlignTop)
