"""What several pages of the settings share: proving who is at the keyboard, and a line that answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.ui.context import Context
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import IconLine, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.secret_field import SecretField


def personal_words(context: Context) -> tuple[str, ...]:
    """Return what a guesser of passphrases would try first."""
    structure = context.session.team.structure()
    adviser = context.session.adviser
    return (adviser.first_name, adviser.last_name, structure.name, structure.commune)


class OwnPassphrase(FormField):
    """One's own passphrase, asked again before a key is touched."""

    submitted = Signal()

    def __init__(self, label: str) -> None:
        self.secret = SecretField(label)
        super().__init__(label, self.secret)
        self.secret.submitted.connect(self.submitted)
        self.secret.caps_changed.connect(self._on_caps_changed)

    def is_filled(self) -> bool:
        """Say whether something is typed, else ask for it."""
        if self.secret.text().strip():
            return True
        self.set_error(self.tr("Tapez votre phrase de passe."))
        self.secret.setFocus()
        return False

    def _on_caps_changed(self, on: bool) -> None:
        self.set_warning(self.tr("La touche Verr. Maj est active.") if on else "")


class Answer(QWidget):
    """One line: done, or why not."""

    def __init__(self) -> None:
        super().__init__()
        self._ok = IconLine("check-circle-outline", "", "ok", Role.OK)
        self._error = IconLine("alert-circle-outline", "", "danger", Role.ERROR)
        column = Column(self, gap=0)
        column.addWidget(self._ok)
        column.addWidget(self._error)
        self.clear()

    def text(self) -> str:
        """Return what is said."""
        return self._ok.label.text() or self._error.label.text()

    def say(self, sentence: str, *, problem: bool = False) -> None:
        """Show a sentence."""
        for line, text in ((self._ok, "" if problem else sentence), (self._error, sentence if problem else "")):
            line.set_text(text)
            line.setVisible(bool(text))
        self.setVisible(bool(sentence))

    def clear(self) -> None:
        """Say nothing."""
        self.say("")
