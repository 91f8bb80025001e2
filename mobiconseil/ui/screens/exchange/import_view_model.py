"""An import, step by step: a file, what it would change, the choices it asks for, then what it did."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain import typography
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.exchange_ports import (
    ConflictField,
    Decision,
    Destination,
    ImportDecisions,
    ImportOutcome,
    ImportPreview,
    OpenedFile,
    SubjectChange,
)
from mobiconseil.services.exchange_words import Side
from mobiconseil.services.pace import Phase
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.words import ExchangeWording
from mobiconseil.ui.screens.exchange.work import Work

Key = tuple[int, RecordId, str]
WAIT = -2
OTHER = -3
"""A third value, typed."""
"""Stands for « décider plus tard » among the ranks of the values of a field."""


SUFFIX = ".mobiconseil"
MOST_FOUND = 5


class Step(IntEnum):
    """Where the import stands."""

    FILE = 0
    CHECK = 1
    DECIDE = 2
    DONE = 3


class ImportModel(QObject):
    """Opens, compares and writes in jobs, which can be stopped."""

    changed = Signal()
    taken_back = Signal()
    """The import that was just made is undone."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._service = context.session.exchange
        self._beside = context.session.exchange_beside
        self._work = Work(context, self)
        self._work.told.connect(self._on_told)
        self.wording = ExchangeWording(context)
        self._reset()

    def _reset(self) -> None:
        self.step = Step.FILE
        self.path: Path | None = None
        self.needs_code = False
        self.preview: ImportPreview | None = None
        self.outcome: ImportOutcome | None = None
        self.problem = ""
        self.joins = False
        """The file refused is one that brings laptops together."""
        self.working = ""
        self.accepts_alarm = False
        self.selected = 0
        self._chosen: dict[Key, int] = {}
        self._typed: dict[Key, tuple[Scalar, str]] = {}

    # ------------------------------------------------------------------ steps

    def start_again(self) -> None:
        """Forget the file, and stop what runs: nothing was written, or all of it."""
        self._work.stop()
        self._reset()
        self.changed.emit()

    def choose(self, path: Path) -> None:
        """Take a file; it is opened at once unless it asks for a code."""
        self.start_again()
        self.path = path
        try:
            self.needs_code = self._service.needs_code(path)
        except MobiConseilError as error:
            self._refuse(error)
            return
        if self.needs_code:
            self.changed.emit()
        else:
            self.open("")

    def open(self, code: str) -> None:
        """Open and check the file in a job; nothing is written."""
        if self.path is None or self.working:
            return
        self.problem = ""
        self.working = self.tr("Ouverture et vérification du fichier")
        self.changed.emit()
        try:
            work = self._service.opening(self.path, code)
        except MobiConseilError as error:
            self._refuse(error)
            return
        self._work.start(lambda _pace: work(), self._on_opened, self._refuse)

    def go_on(self) -> None:
        """Go to the choices, or write when there is nothing left to choose."""
        if self.working:
            return
        if self.step is Step.CHECK and self.has_choices():
            self.step = Step.DECIDE
            self.changed.emit()
        else:
            self.apply()

    def back_to_check(self) -> None:
        """Go back to the list of changes; the choices stay."""
        self.step = Step.CHECK
        self.changed.emit()

    def found(self) -> tuple[Path, ...]:
        """Return the exchange files at the root of the keys that are plugged in, newest first."""
        return found_on(self._service.exports.destinations())

    def apply(self) -> None:
        """Write what the preview says, in one transaction, after a copy of the base."""
        preview = self.preview
        if preview is None or self.working:
            return
        decisions = self.decisions()
        self._say_working(self.tr("Sauvegarde, puis écriture des changements"))
        self._work.start(
            lambda pace: self._beside.apply(preview, decisions, pace), self._on_applied, self._refuse, self._on_too_late
        )

    def undo(self) -> None:
        """Take back the import that was just made."""
        outcome = self.outcome
        if outcome is None or not outcome.number or self.working:
            return
        number = outcome.number
        self._say_working(self.tr("Annulation en cours…"))
        say = self._context.messages.say
        self._work.start(lambda pace: self._beside.undo(number, pace), self._on_undone, self._refuse, say)

    def accept_alarm(self, accepted: bool) -> None:
        """Say that the deletions are wanted."""
        self.accepts_alarm = accepted
        self.changed.emit()

    # ------------------------------------------------------------------ choices

    def subjects(self) -> tuple[SubjectChange, ...]:
        """Return who, and what, has fields in conflict."""
        return () if self.preview is None else self.preview.contested

    def subject(self) -> SubjectChange | None:
        """Return the one shown."""
        found = self.subjects()
        return found[min(self.selected, len(found) - 1)] if found else None

    def has_choices(self) -> bool:
        """Say whether a field of the file contradicts this laptop."""
        return any(not field.keeps_both for change in self.subjects() for field in change.conflicts)

    def select(self, rank: int) -> None:
        """Show another person."""
        self.selected = rank
        self.changed.emit()

    def chosen(self, field: ConflictField) -> int:
        """Return the rank of the value taken, `WAIT`, `OTHER`, or -1."""
        return self._chosen.get(field.key, -1)

    def choose_value(self, key: Key, rank: int) -> None:
        """Take a value."""
        self._chosen[key] = rank
        self.changed.emit()

    def type_value(self, key: Key, value: Scalar, text: str) -> None:
        """Take a third value, read from what was typed."""
        self._typed[key] = (value, text)
        self._chosen[key] = OTHER
        self.changed.emit()

    def drop_value(self, key: Key) -> None:
        """Choose nothing: what is typed is no value yet."""
        self._chosen.pop(key, None)
        self.changed.emit()

    def typed_text(self, field: ConflictField) -> str:
        """Return what was typed as a third value."""
        return self._typed.get(field.key, (None, ""))[1]

    def take_all(self, change: SubjectChange, side: Side) -> None:
        """Take the values of one side for every field of a person that contradicts.

        Deciding later leaves what was chosen as it is, unless everything was.
        """
        keeps = side is Side.WAIT and not self.is_decided(change)
        for field in self.open_fields(change):
            rank = WAIT if side is Side.WAIT else _rank_of(field, side)
            if rank != -1 and not (keeps and field.key in self._chosen):
                self._chosen[field.key] = rank
        self.changed.emit()

    @staticmethod
    def open_fields(change: SubjectChange) -> tuple[ConflictField, ...]:
        """Return the fields of a person that ask for a choice."""
        return tuple(field for field in change.conflicts if not field.keeps_both)

    def next_undecided(self) -> int:
        """Return the rank of the next person with something to choose, or -1."""
        waiting = (rank for rank, change in enumerate(self.subjects()) if not self.is_decided(change))
        return next(waiting, -1)

    def left(self) -> tuple[tuple[SubjectChange, ConflictField], ...]:
        """Return what is still to choose."""
        return tuple(
            (change, field)
            for change in self.subjects()
            for field in self.open_fields(change)
            if field.key not in self._chosen
        )

    def is_decided(self, change: SubjectChange) -> bool:
        """Say whether nothing is left to choose for a person."""
        return all(field.key in self._chosen for field in self.open_fields(change))

    def side_words(self, change: SubjectChange) -> str:
        """Return « du fichier », « de ce poste », « plus tard » when one choice fits all."""
        sides = {self._side(field) for field in self.open_fields(change)}
        if len(sides) != 1:
            return self.tr("choisi") if self.is_decided(change) and sides else ""
        words = {
            Side.HERE: self.tr("de ce poste"),
            Side.FILE: self.tr("du fichier"),
            Side.WAIT: self.tr("plus tard"),
        }
        return words.get(sides.pop(), "")

    def decisions(self) -> ImportDecisions:
        """Return all that was chosen; a field left for later is not in it."""
        made = []
        for change in self.subjects():
            for field in self.open_fields(change):
                rank = self._chosen.get(field.key, WAIT)
                if rank >= 0 or rank == OTHER:
                    value = self._typed[field.key][0] if rank == OTHER else field.values[rank].value
                    side = self._side(field)
                    made.append(
                        Decision(kind=field.kind, record=field.record, field=field.field, side=side, value=value)
                    )
        return ImportDecisions(fields=tuple(made), accepts_alarm=self.accepts_alarm)

    def _side(self, field: ConflictField) -> Side:
        rank = self._chosen.get(field.key, -1)
        if rank == WAIT:
            return Side.WAIT
        if rank < 0:
            return Side.OTHER
        if _rank_of(field, Side.HERE) == rank:
            return Side.HERE
        return Side.FILE if _rank_of(field, Side.FILE) == rank else Side.OTHER

    # ------------------------------------------------------------------ words

    def count(self) -> int:
        """Return how many changes « Appliquer » would write."""
        preview = self.preview
        if preview is None:
            return 0
        return preview.new + self.updated() + preview.erased + preview.to_decide

    def updated(self) -> int:
        """Return how many known records change without contradicting this laptop."""
        if self.preview is None:
            return 0
        shown = {
            (field.kind, field.record)
            for change in self.subjects()
            for field in change.conflicts
            if not field.values[0].is_here
        }
        return max(self.preview.updated - len(shown), 0)

    def left_words(self, *, brief: bool = False) -> str:
        """Return « Encore 1 choix : prochaine relance de Mme Royer », or its beginning."""
        left = self.left()
        if not left:
            return ""
        if brief:
            return self.tr("Encore {} choix").format(typography.number(len(left)))
        change, field = left[0]
        first = self.tr("{field} de {name}").format(
            field=_lower(self.wording.field_title(field)), name=self.wording.title(change)
        )
        return self.tr("Encore {count} choix\u00a0: {first}").format(count=typography.number(len(left)), first=first)

    def can_apply(self) -> bool:
        """Say whether everything that had to be said was."""
        preview = self.preview
        if preview is None:
            return False
        return not self.left() and (not preview.alarm or self.accepts_alarm)

    # ------------------------------------------------------------------ inside

    def _say_working(self, words: str) -> None:
        self.problem, self.working = "", words
        self.changed.emit()

    def _on_told(self, phase: Phase) -> None:
        words = {
            Phase.COPY: self.tr("Sauvegarde avant l’import"),
            Phase.WRITE: self.tr("Écriture des changements"),
        }
        if self.working and self.preview is not None and self.outcome is None and phase in words:
            self._say_working(words[phase])

    def _on_opened(self, opened: OpenedFile) -> None:
        self._say_working(self.tr("Comparaison avec ce poste"))
        self._work.start(lambda pace: self._beside.preview(opened, pace), self._on_previewed, self._refuse)

    def _on_previewed(self, preview: ImportPreview) -> None:
        self.preview, self.working = preview, ""
        self.step = Step.CHECK
        if preview.writes_nothing:
            self.apply()
        else:
            self.changed.emit()

    def _on_applied(self, outcome: ImportOutcome) -> None:
        self.outcome, self.working = outcome, ""
        self.step = Step.DONE
        self.changed.emit()

    def _on_too_late(self, outcome: ImportOutcome) -> None:
        """Say that the import was written before it could be stopped."""
        words = self.tr("L’import était déjà écrit : {} Vous pouvez l’annuler dans Échanges.")
        self._context.messages.say(words.format(outcome.sentence))

    def _on_undone(self, said: str) -> None:
        self._context.messages.say(said)
        self.start_again()
        self.taken_back.emit()

    def _refuse(self, error: Exception) -> None:
        self.working = ""
        self.problem = str(error)
        self.joins = isinstance(error, Refused) and error.code == "not-a-package"
        self.changed.emit()


def _rank_of(field: ConflictField, side: Side) -> int:
    """Return the rank of the value of a side: the displayed one if there are several, -1 if there is none."""
    wanted = side is Side.HERE
    return next((rank for rank, value in enumerate(field.values) if value.is_here is wanted), -1)


def found_on(places: Iterable[Destination]) -> tuple[Path, ...]:
    """Return the exchange files at the root of removable places, newest first; a key taken away has none."""
    files: list[tuple[float, Path]] = []
    for place in places:
        if not place.is_removable:
            continue
        with contextlib.suppress(OSError):
            files += [(path.stat().st_mtime, path) for path in place.folder.glob(f"*{SUFFIX}") if path.is_file()]
    return tuple(path for _, path in sorted(files, reverse=True)[:MOST_FOUND])


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
