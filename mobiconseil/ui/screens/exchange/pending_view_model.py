"""The fields with several values that wait for somebody to choose, on any laptop."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Scalar
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.exchange_ports import ConflictField, FieldValue, PendingDecision
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.exchange.import_view_model import OTHER
from mobiconseil.ui.screens.exchange.words import ExchangeWording

Key = tuple[int, RecordId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A person, or a record of the team, with fields to choose."""

    subject: RecordId | None
    title: str
    fields: tuple[ConflictField, ...]

    @property
    def code(self) -> str:
        """Return what names it in a list."""
        return self.subject.hex() if self.subject is not None else self.fields[0].record.hex()


class PendingModel(QObject):
    """Choices are gathered, then written together, each in a transaction that closes it everywhere."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._service = context.session.exchange
        self.wording = ExchangeWording(context)
        self.waiting: tuple[Waiting, ...] = ()
        self.selected = ""
        self.problem = ""
        self._chosen: dict[Key, int] = {}
        self._typed: dict[Key, tuple[Scalar, str]] = {}
        context.hub.changed.connect(self._on_published)

    def load(self) -> None:
        """Read what waits."""
        found: dict[str, Waiting] = {}
        for one in self._service.pending():
            waiting = Waiting(subject=one.subject, title=one.title, fields=(self._shown(one),))
            former = found.get(waiting.code)
            found[waiting.code] = waiting if former is None else replace(former, fields=former.fields + waiting.fields)
        self.waiting = tuple(sorted(found.values(), key=lambda one: (one.subject is None, one.title.casefold())))
        keys = {field.key for one in self.waiting for field in one.fields}
        self._chosen = {key: rank for key, rank in self._chosen.items() if key in keys}
        self._typed = {key: typed for key, typed in self._typed.items() if key in keys}
        if self.current() is None:
            self.selected = self.waiting[0].code if self.waiting else ""
        self.changed.emit()

    def current(self) -> Waiting | None:
        """Return what is shown at the right."""
        return next((one for one in self.waiting if one.code == self.selected), None)

    def select(self, code: str) -> None:
        """Show another one."""
        self.selected, self.problem = code, ""
        self.changed.emit()

    def title(self, waiting: Waiting) -> str:
        """Return the name, hidden when the screen is shared."""
        return self.wording.name(waiting.title, is_person=waiting.subject is not None)

    def chosen(self, field: ConflictField) -> int:
        """Return the rank of the value taken, `OTHER`, or -1."""
        return self._chosen.get(field.key, -1)

    def choose(self, key: Key, rank: int) -> None:
        """Take a value; nothing is written yet."""
        self._chosen[key] = rank
        self.changed.emit()

    def type_value(self, key: Key, value: Scalar, text: str) -> None:
        """Take a third value, read from what was typed; nothing is written yet."""
        self._typed[key] = (value, text)
        self.choose(key, OTHER)

    def drop_value(self, key: Key) -> None:
        """Choose nothing: what is typed is no value yet."""
        self._chosen.pop(key, None)
        self.changed.emit()

    def typed_text(self, field: ConflictField) -> str:
        """Return what was typed as a third value."""
        return self._typed.get(field.key, (None, ""))[1]

    def count(self) -> int:
        """Return how many choices of the one shown are made."""
        current = self.current()
        return 0 if current is None else sum(field.key in self._chosen for field in current.fields)

    def write(self) -> int:
        """Write the choices of the one shown; return how many."""
        current = self.current()
        if current is None:
            return 0
        self.problem, written = "", 0
        for field in current.fields:
            rank = self._chosen.pop(field.key, -1)
            if rank < 0 and rank != OTHER:
                continue
            value = self._typed[field.key][0] if rank == OTHER else field.values[rank].value
            try:
                self._service.decide(field.key, value)
            except MobiConseilError as error:
                self.problem = str(error)
                break
            written += 1
        self.load()
        return written

    def _shown(self, pending: PendingDecision) -> ConflictField:
        """Return the field with its values; two notes may also be kept both."""
        conflict = pending.conflict
        if not conflict.keeps_both:
            return conflict
        ordered = sorted(conflict.values, key=lambda value: value.at)
        text = "\n\n".join(dict.fromkeys(value.text for value in ordered))
        both = FieldValue(
            value=text,
            text=text,
            author=self.tr("Les deux textes"),
            laptop="",
            at=ordered[-1].at,
            is_here=False,
        )
        return replace(conflict, values=(*conflict.values, both), keeps_both=False)

    def _on_published(self, _change: Change) -> None:
        self.load()
