"""The first question of a referral or of a request for aid: to whom, or which one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choice_fields import Completion, CompletionField
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.layouts import Column, Row


class RequestStart(QWidget):
    """A proposal or free words, then Entrée; nothing is written before. Échap gives up."""

    chosen = Signal(object)
    """The Completion taken, or the words typed."""
    left = Signal()

    def __init__(
        self, label: str, provider: Callable[[str], Sequence[Completion]], *, help_text: str, button: str
    ) -> None:
        super().__init__()
        self._taken: Completion | None = None
        self.field = CompletionField(provider)
        self.field.setObjectName("request_start")
        self._row = FormField(label, self.field, help_text=help_text)
        self.go = Button(button, Kind.PRIMARY, icon="arrow-right", height=Height.ROW)
        self.go.setObjectName("request_go")
        self.give_up = Button(self.tr("Renoncer"), Kind.QUIET, height=Height.ROW)
        column = Column(self, gap=10)
        column.addWidget(self._row)
        buttons = Row(gap=8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.give_up)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.field.chosen.connect(self._on_proposal_chosen)
        self.field.textEdited.connect(self._on_text_edited)
        self.go.clicked.connect(self._on_go_clicked)
        self.give_up.clicked.connect(self.left)

    def start(self) -> None:
        """Put the focus in the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_incomplete(self) -> bool:
        """Say whether something is typed that is not written."""
        return bool(self.field.text().strip())

    def flush(self) -> bool:
        """Leave: nothing was written yet."""
        return True

    def remove(self) -> None:
        """Nothing to remove yet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Entrée, give up with Échap."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_go_clicked()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_proposal_chosen(self, proposal: Completion) -> None:
        self._taken = proposal
        self.field.setText(proposal.label)
        self.chosen.emit(proposal)

    def _on_text_edited(self, _text: str) -> None:
        self._taken = None

    def _on_go_clicked(self) -> None:
        words = self.field.text().strip()
        if not words:
            self._row.set_error(self.tr("Écrivez quelques lettres, ou le nom en entier."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(self._taken or words)
