"""A file comes in: checked, shown before anything changes, decided, then taken in one transaction after a copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.exchange import PackageHead, Scope
from mobiconseil.domain.exchange_report import Applied, FieldConflict, Saying
from mobiconseil.domain.field_words import JOINED
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.laptops import Laptop
from mobiconseil.domain.merge import Scalar
from mobiconseil.domain.typography import NBSP, count
from mobiconseil.errors import StorageError
from mobiconseil.services.actions import Action
from mobiconseil.services.exchange_base import LogEntry, Mark, UndoneImport
from mobiconseil.services.exchange_look import Look
from mobiconseil.services.exchange_opening import OpeningJob
from mobiconseil.services.exchange_ports import (
    Decision,
    ImportDecisions,
    ImportOutcome,
    ImportPreview,
    OpenedFile,
)
from mobiconseil.services.exchange_refusals import alarm, refused
from mobiconseil.services.exchange_tools import ExchangeTools
from mobiconseil.services.exchange_valves import BaseSize, alarm_of
from mobiconseil.services.exchange_words import ExchangeWay, Side, fresh_words
from mobiconseil.services.pace import Pace, Phase, unhurried

UNDO_DAYS = 7
_TRIES = 3
_OWN_MISSING = (
    "Vos collègues ont des choses écrites sur ce poste, qu’il n’a plus\u00a0: c’est une ancienne copie. "
    "Préparez-leur un fichier, leur réponse les rendra."
)
"""Copies made before giving up, when somebody goes on typing."""


class _CopyIsOld(Exception):
    """Something was written between the copy and the import: taking the import back would lose it."""


class ExchangeImports:
    """Use cases of an import."""

    def __init__(self, tools: ExchangeTools) -> None:
        self._tools = tools

    def needs_code(self, path: Path) -> bool:
        """Say whether a file of work opens with a spoken code. Raises Refused, StorageError.

        Nobody is asked for the code of a file that brings laptops together: opening it says where it goes.
        """
        seals = self._tools.ports.seals()
        header = seals.header(seals.read(path))
        return header.recipe is not None and Scope(header.scope).is_known

    def opening(self, path: Path, code: str = "") -> OpeningJob:
        """Return what opens a file; it may be called in any thread."""
        laptops = self._tools.laptops()
        identity = laptops.identity()
        records = self._tools.uow.records.shared(Laptop)
        known = {record: (name, "") for record, name in identity.names.items()}
        return OpeningJob(
            path=path,
            code=code,
            seals=self._tools.ports.seals(),
            secrets=(identity.keys.sealing,),
            anchor=identity.anchor,
            mandates=(*laptops.mandates(), *identity.pinned),
            verify=laptops.seals.verify,
            mine=(laptops.my_keys().signing, identity.laptop),
            names=known | {laptop.id: (laptop.name, laptop.holder) for laptop in records},
            now=self._tools.clock.now(),
        )

    def open(self, path: Path, code: str = "") -> OpenedFile:
        """Open and check a file; nothing is written. Raises Refused, StorageError."""
        return self.opening(path, code)()

    def preview(self, opened: OpenedFile) -> ImportPreview:
        """Return what a file would change, and change nothing. Raises Refused, StorageError."""
        package, base = opened.unsealed.package, self._tools.base
        before = self._size()
        applied = base.preview(package)
        look = Look(base, self._tools.clock.local, package.rows)
        return ImportPreview(
            file=replace(opened, already_imported_at=applied.already),
            new=applied.new,
            fresh=applied.fresh(self._person_kind()),
            updated=applied.updated,
            identical=applied.identical,
            erased=len(applied.erased),
            trashed=applied.trashed,
            to_decide=sum(found.field not in JOINED for found in applied.conflicts),
            changes=look.changes(applied, {subject: look.title(subject) for subject in applied.erased}),
            missing=self._missing(applied, package.head),
            left_out=_left_out(applied),
            alarm=self._alarm(applied, before),
        )

    def apply(
        self, preview: ImportPreview, decisions: ImportDecisions | None = None, pace: Pace = unhurried
    ) -> ImportOutcome:
        """Take the file in, after a copy of the base. Raises Refused, StorageError: nothing has then changed."""
        chosen = decisions or ImportDecisions()
        if preview.file.already_imported_at is not None:
            return _already(preview)
        if preview.alarm and not chosen.accepts_alarm:
            raise alarm(preview.alarm)
        copies = self._tools.ports.copies
        outcome, erased = self._copy_and_write(preview, chosen, pace)
        if erased:
            # What the disk refuses now is done at the next opening; the import itself is written.
            with suppress(StorageError):
                copies.purge(erased)
        copies.rotate()
        return outcome

    def take_back(self, line: int) -> UndoneImport:
        """Take the last import back, within seven days. Raises Refused, StorageError."""
        ports, clock = self._tools.ports, self._tools.clock
        last = ports.log.last_import()
        if last is None or last.number != line or last.at is None:
            raise refused("nothing-to-undo")
        if not last.copy or clock.now() - last.at > timedelta(days=UNDO_DAYS):
            raise refused("nothing-to-undo")
        path = ports.copies.path(last.copy)
        if path is None:
            raise refused("no-copy")
        with self._tools.uow.transaction(Action.EXCHANGE_UNDONE) as records:
            undone = ports.base.undo_import(last, path)
            ports.log.mark_undone(line)
            ports.log.write(
                replace(last, way=ExchangeWay.UNDONE, records=undone.restored, people=0, copy="", transaction=0)
            )
            records.note(Action.EXCHANGE_UNDONE)
        return undone

    def _copy_and_write(
        self, preview: ImportPreview, chosen: ImportDecisions, pace: Pace
    ) -> tuple[ImportOutcome, tuple[RecordId, ...]]:
        tools, file_id = self._tools, preview.file.unsealed.package.head.file_id
        for _ in range(_TRIES):
            pace(Phase.COPY)
            since = tools.base.mark()
            copy = "" if preview.writes_nothing else tools.ports.copies.take()
            try:
                pace(Phase.WRITE)
                return self._write(preview, chosen, (copy, since), pace)
            except _CopyIsOld:
                self._forget(copy, file_id)
            except BaseException:
                self._forget(copy, file_id)
                raise
        raise refused("changed")

    def _write(
        self, preview: ImportPreview, chosen: ImportDecisions, copied: tuple[str, Mark], pace: Pace
    ) -> tuple[ImportOutcome, tuple[RecordId, ...]]:
        copy, since = copied
        tools, opened = self._tools, preview.file
        package, laptops = opened.unsealed.package, tools.laptops()
        with tools.uow.transaction(Action.EXCHANGE_IMPORTED) as records:
            if copy and tools.base.mark() != since:
                raise _CopyIsOld
            before = self._size()
            applied = tools.base.apply(package)
            if applied.already is not None:
                raise refused("changed")
            said = self._alarm(applied, before)
            if said and not chosen.accepts_alarm:
                raise alarm(said)
            decided = self._decide(applied, chosen)
            number_ = tools.ports.log.write(self._line(opened, applied, copy))
            laptops.note_received(package.head.laptop, package.head.made_at)
            laptops.settle()
            records.note(Action.EXCHANGE_IMPORTED)
            outcome = self._outcome(applied, package.head, number_, decided, bool(copy))
            pace(Phase.COMMIT)
        return outcome, applied.erased

    def _forget(self, copy: str, file_id: bytes) -> None:
        """Delete the copy of an import that was not written; in doubt, it stays."""
        with suppress(StorageError):
            if self._tools.base.imported_at(file_id) is None:
                self._tools.ports.copies.forget(copy)

    def _decide(self, applied: Applied, chosen: ImportDecisions) -> int:
        """Write the choices that were made, and both texts of the notes; return how many fields are settled."""
        by_field = {(one.kind, one.record, one.field): one for one in chosen.fields}
        settled = 0
        for conflict in applied.conflicts:
            side = chosen.subjects.get(conflict.subject or conflict.id) or chosen.everything
            own = by_field.get((conflict.kind, conflict.id, conflict.field))
            for value in _value(conflict, own, side):
                self._tools.base.decide(conflict.kind, conflict.id, conflict.field, value)
                settled += 1
        return settled

    def _line(self, opened: OpenedFile, applied: Applied, copy: str) -> LogEntry:
        return LogEntry(
            way=ExchangeWay.TAKEN,
            kind=opened.scope.value,
            other=", ".join(part for part in (opened.laptop, opened.author) if part),
            people=len(applied.subjects),
            records=len(applied.changes),
            file_name=opened.file_name,
            file_id=opened.unsealed.package.head.file_id,
            copy=copy,
            mark=self._tools.base.mark(),
            transaction=applied.transaction if copy else 0,
        )

    def _outcome(self, applied: Applied, head: PackageHead, line: int, decided: int, undoable: bool) -> ImportOutcome:
        return ImportOutcome(
            number=line,
            new=applied.new,
            updated=applied.updated,
            identical=applied.identical,
            erased=len(applied.erased),
            decided=decided,
            waiting=len(applied.conflicts) - decided,
            subjects=tuple(applied.subjects),
            missing=self._missing(applied, head),
            left_out=_left_out(applied),
            undo_until=self._tools.clock.now() + timedelta(days=UNDO_DAYS) if undoable else None,
            sentence=_sentence(applied, fresh_words(applied.fresh(self._person_kind())), decided),
        )

    def _size(self) -> BaseSize:
        base = self._tools.base
        return BaseSize(base.living_files(), base.stored_records())

    def _alarm(self, applied: Applied, before: BaseSize) -> str:
        """Return sentences when the file removes or changes so much that the person must say it is wanted."""
        return alarm_of(applied, before, self._person_kind())

    def _person_kind(self) -> int:
        return self._tools.base.kind_of(Beneficiary.__name__.lower()) or 0

    def _missing(self, applied: Applied, head: PackageHead) -> tuple[str, ...]:
        """Return « Il manque des envois de Lucie : votre prochain export le lui dira. »"""
        told = {one.replica: one for one in head.replicas}
        holders = {one.id: one.holder or one.name for one in self._tools.uow.records.shared(Laptop)}
        found: dict[str, None] = {}
        own: tuple[str, ...] = ()
        mine = self._tools.laptops().identity().laptop
        for replica in applied.missing:
            laptop = self._tools.base.laptop_of(replica) or (told[replica].laptop if replica in told else None)
            if laptop is not None and laptop == mine:
                own = (_OWN_MISSING,)
                continue
            label = told[replica].label if replica in told else ""
            found[(holders.get(laptop, "") if laptop else "") or label or "un poste de l’équipe"] = None
        return own + tuple(f"Il manque des envois de {who}{NBSP}: votre prochain export le lui dira." for who in found)


def _value(conflict: FieldConflict, own: Decision | None, side: Side | None) -> Iterator[Scalar]:
    """Yield the value that was chosen for a field, or nothing when it waits."""
    wanted = own.side if own is not None else side
    if wanted is Side.WAIT:
        return
    if own is not None and own.side is Side.OTHER:
        yield own.value
    elif wanted in {Side.HERE, Side.FILE}:
        found = next((one for one in conflict.sayings if one.here is (wanted is Side.HERE)), None)
        if found is not None:
            yield found.value
    elif conflict.field in JOINED:
        yield joined(conflict.sayings)


def joined(sayings: tuple[Saying, ...]) -> str:
    """Return all the texts one after the other, oldest first: the same on every laptop, whoever joins them."""
    texts: list[str] = []
    for saying in sorted(sayings, key=lambda one: (one.clock, one.replica)):
        text = str(saying.value or "").strip()
        if text and not any(text in known for known in texts):
            texts = [known for known in texts if known not in text]
            texts.append(text)
    return "\n\n".join(texts)


def _already(preview: ImportPreview) -> ImportOutcome:
    return ImportOutcome(
        number=0,
        new=0,
        updated=0,
        identical=preview.identical,
        erased=0,
        decided=0,
        waiting=0,
        subjects=(),
        already_imported_at=preview.file.already_imported_at,
        sentence="Déjà importé\u00a0: rien à faire.",
    )


def _left_out(applied: Applied) -> str:
    if not applied.dropped:
        return ""
    held = count(applied.dropped, "élément", "éléments")
    return f"Ce fichier contient encore {held} de personnes effacées pour toujours\u00a0: rien n’en revient."


def _sentence(applied: Applied, new: str, decided: int) -> str:
    waiting = len(applied.conflicts) - decided
    parts = [
        new,
        count(applied.updated, "élément mis à jour", "éléments mis à jour") if applied.updated else "",
        count(len(applied.erased), "personne effacée", "personnes effacées") if applied.erased else "",
        count(decided, "choix fait", "choix faits") if decided else "",
        count(waiting, "choix en attente", "choix en attente") if waiting else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said}." if said else "Rien de nouveau dans ce fichier."
