"""What several pages of the settings share: proving who is at the keyboard, and a line that answers."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mobiconseil.ui.context import Context
from mobiconseil.ui.widgets.form_field import FormField
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
