"""The choice of a passphrase: seven words drawn at random, or one's own phrase judged while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mobiconseil.services import passphrase
from mobiconseil.services.passphrase import MINIMUM_BITS, Strength
from mobiconseil.ui.answers import alive, known
from mobiconseil.ui.jobs import JobRunner


class PassphraseViewModel(QObject):
    """What is proposed, what is typed, and what is still missing."""

    changed = Signal()

    def __init__(
        self,
        jobs: JobRunner,
        parent: QObject | None = None,
        *,
        generate: Callable[[], str] = passphrase.generate,
        words: str = "",
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._generate = generate
        self._personal: tuple[str, ...] = ()
        self._retyped = ""
        self.words = words
        self.own = ""
        self.uses_own = False
        self.strength = passphrase.judge("")

    def set_personal(self, *words: str) -> None:
        """Name what a guesser would try first: names, structure, town."""
        self._personal = tuple(word for word in words if word)
        self.strength = self._judged()

    def draw(self) -> None:
        """Draw seven other words; reading the lists takes half a second the first time."""
        self._jobs.start(self._draw, done=alive(self, self._on_drawn), failed=alive(self, self._on_failed))

    def choose(self, *, own: bool) -> None:
        """Take one's own phrase, or come back to the words."""
        self.uses_own, self._retyped = own, ""
        self.changed.emit()

    def type_own(self, text: str) -> None:
        """Take what is typed as one's own phrase."""
        self.own = text
        self.strength = self._judged()
        self.changed.emit()

    def type_again(self, text: str) -> None:
        """Take what is typed the second time."""
        self._retyped = text
        self.changed.emit()

    @property
    def wanted(self) -> str:
        """Return the passphrase as it will be."""
        return self.own.strip() if self.uses_own else self.words

    @property
    def percent(self) -> int:
        """Return how far one's own phrase is from being strong enough, for the bar."""
        return min(100, round(100 * self.strength.bits / MINIMUM_BITS))

    @property
    def is_ready(self) -> bool:
        """Say whether the passphrase can be taken."""
        return not self.problem

    @property
    def problem(self) -> str:
        """Return what is missing, in a sentence; empty when nothing is."""
        if not self.wanted:
            return self.tr("Tapez votre phrase de passe.") if self.uses_own else self.tr("Les mots arrivent.")
        if self.uses_own and not self.strength.enough:
            return self.strength.sentence
        if not self._retyped.strip():
            return self.tr("Retapez la phrase de passe.")
        if self._retyped.strip() != self.wanted:
            return self.tr("Ce n’est pas la même phrase. Comparez les mots un par un.")
        return ""

    @property
    def differs(self) -> bool:
        """Say whether what is retyped can no longer become the phrase."""
        return bool(self._retyped) and not self.wanted.startswith(self._retyped.strip())

    def _judged(self) -> Strength:
        return passphrase.judge(self.own, self._personal)

    def _draw(self) -> str:
        passphrase.judge("premier calcul")
        return self._generate()

    def _on_drawn(self, words: str) -> None:
        self.words, self._retyped = words, ""
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        known(error, OSError)
        self.uses_own = True
        self.changed.emit()
