"""The aids: those shipped with the program and those of the structure, which it adds, changes and imports.

Screens call, on `session.aids`: `all()`, `local()`, `aid(code)`, `search(text)`; `add(name, …)`, `change(id, …)`,
`verify(id)`, `trash(id)`, `restore(id)`, `trashed()`; for an aid that is shipped `correct(code, …)`, `check(code)` and
`put_back(code)`; `model()`, `dry_run(path)` then `apply(report)`. Each change is one transaction, undone as one and
exchanged like the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from mobiconseil.domain.advice_records import LocalAid, local_aid_id
from mobiconseil.domain.aid import Aid, aid_order
from mobiconseil.domain.aid_corrections import BLANK, CORRECTABLE, corrected, is_correction, kept_value
from mobiconseil.domain.catalogues import status_names
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.local_aids import aid_of, local_code
from mobiconseil.domain.question import QuestionCatalogue
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.typography import fold
from mobiconseil.errors import InvalidInput
from mobiconseil.services.actions import Action
from mobiconseil.services.aid_ports import AidImport, AidReader, ChangedAid, ReadAid
from mobiconseil.services.elements import set_element
from mobiconseil.services.ports import Clock, UnitOfWork

_NOTHING = "Rien n’a été modifié."
_OLDEST = 120
_SAYABLE = frozenset({*BLANK, "name", "verified_on", "verified_by"})
_WRITABLE = frozenset(field.name for field in fields(LocalAid)) - {"id", "subject", "code"}


class AidService:
    """Use cases of the aids."""

    def __init__(
        self,
        uow: UnitOfWork,
        clock: Clock,
        reference: Callable[[], Reference],
        reader: Callable[[], AidReader],
        *,
        author: str,
    ) -> None:
        """`author`: name of the adviser, written beside what she checks."""
        self._uow = uow
        self._clock = clock
        self._reference = reference
        self._reader = reader
        self._author = author
        self._read: tuple[Reference, tuple[LocalAid, ...], tuple[Aid, ...]] | None = None

    def all(self) -> tuple[Aid, ...]:
        """Return every aid in the order they are asked for, those of the structure included."""
        reference, local = self._reference(), self._records()
        if self._read is None or self._read[0] is not reference or self._read[1] != local:
            self._read = (reference, local, _together(reference, local))
        return self._read[2]

    def questions(self) -> QuestionCatalogue:
        """Return the questions, those about one aid naming it."""
        questions = self._reference().questions
        return replace(questions, names={aid.code: aid.name for aid in self.all()})

    def local(self) -> tuple[LocalAid, ...]:
        """Return the aids of the structure, by name."""
        return tuple(aid for aid in self._records() if not is_correction(aid))

    def own_codes(self) -> frozenset[str]:
        """Return the codes of the aids of the structure, which its rules may name."""
        return frozenset(aid.code for aid in self.local())

    def trashed(self) -> tuple[LocalAid, ...]:
        """Return the local aids of the trash."""
        return tuple(aid for aid in self._uow.records.trashed(LocalAid) if not is_correction(aid))

    def aid(self, code: str) -> Aid:
        """Return an aid. Raises KeyError if there is none."""
        return {aid.code: aid for aid in self.all()}[code]

    def search(self, text: str) -> tuple[Aid, ...]:
        """Return the aids whose name, body, amount or conditions hold every word, old and abolished ones included."""
        words = fold(text).split()
        return tuple(aid for aid in self.all() if all(word in _searched(aid) for word in words))

    def add(self, name: str, **given: object) -> LocalAid:
        """Add a local aid, checked today unless said otherwise. Raises InvalidInput."""
        values = {"name": name, "verified_on": self._clock.today(), "verified_by": self._author, **given}
        code = self._free_code(local_code(name, str(values.get("decided_by", ""))))
        made = _checked(LocalAid(id=local_aid_id(code), code=code), values)
        with self._uow.transaction(Action.LOCAL_AID_ADDED) as records:
            records.add(made)
        return made

    def change(self, aid: RecordId, **given: object) -> LocalAid:
        """Write some fields of a local aid. Raises InvalidInput, MissingRecord."""
        _checked(self._uow.records.get(LocalAid, aid), given)
        with self._uow.transaction(Action.LOCAL_AID_CHANGED) as records:
            return records.change(LocalAid, aid, **given)

    def verify(self, aid: RecordId) -> LocalAid:
        """Note that what is said of a local aid was checked today."""
        with self._uow.transaction(Action.LOCAL_AID_VERIFIED) as records:
            return records.change(LocalAid, aid, verified_on=self._clock.today(), verified_by=self._author)

    def trash(self, aid: RecordId) -> None:
        """Put a local aid in the trash."""
        with self._uow.transaction(Action.LOCAL_AID_REMOVED) as records:
            records.trash(LocalAid, aid)

    def restore(self, aid: RecordId) -> None:
        """Take a local aid out of the trash."""
        with self._uow.transaction(Action.LOCAL_AID_RESTORED) as records:
            records.restore(LocalAid, aid)

    def correct(self, code: str, **given: object) -> Aid:
        """Write what a shipped aid really is, checked today unless said otherwise; the rest stays as it ships.

        Fields are those of `CORRECTABLE`, `papers` one per line, and `source_title`, `source_url`, `verified_on`.
        A value as it ships is no correction; nothing (« », None) takes away what ships. Raises InvalidInput, KeyError.
        """
        shipped = self._reference().aids.by_code[code]
        kept = {name: kept_value(shipped, name, given[name]) for name in CORRECTABLE if name in given}
        others = {name: given[name] for name in given.keys() - kept.keys()}
        return self._said(shipped, {"verified_on": self._clock.today(), **others, **kept}, Action.AID_CORRECTED)

    def check(self, code: str) -> Aid:
        """Note that what is said of an aid, shipped or local, was checked today. Raises KeyError if there is none."""
        shipped = self._reference().aids.by_code.get(code)
        if shipped is not None:
            return self._said(shipped, {"verified_on": self._clock.today()}, Action.AID_VERIFIED)
        self.verify({aid.code: aid.id for aid in self.local()}[code])
        return self.aid(code)

    def put_back(self, code: str) -> None:
        """Forget what the structure says of a shipped aid: it is as it ships again."""
        if any(aid.code == code for aid in self._records() if is_correction(aid)):
            with self._uow.transaction(Action.AID_PUT_BACK) as records:
                records.trash(LocalAid, local_aid_id(code))

    def model(self) -> bytes:
        """Return a table to fill, as a CSV that spreadsheets open."""
        return self._reader().model()

    def dry_run(self, path: Path) -> AidImport:
        """Return what importing a table of aids would do; nothing is written. Raises InvalidInput with what to do."""
        return self._plan(AidImport(read=self._reader().read(path, self._reference()), new=(), changed=(), identical=0))

    def apply(self, report: AidImport) -> AidImport:
        """Write what the table says in one transaction, compared again with the base; return what was written."""
        again = self._plan(report)
        if not again.is_empty:
            with self._uow.transaction(Action.LOCAL_AIDS_IMPORTED) as records:
                records.add_many([*again.new, *(changed.aid for changed in again.changed)])
        return again

    def _records(self) -> tuple[LocalAid, ...]:
        """Return the local aids, and what the structure says of those that are shipped."""
        return tuple(sorted(self._uow.records.shared(LocalAid), key=lambda aid: (fold(aid.name), aid.code)))

    def _said(self, shipped: Aid, fields: Mapping[str, object], action: Action) -> Aid:
        """Write some fields of what the structure says of a shipped aid, from nothing when it was put back."""
        known = next((aid for aid in self._records() if aid.code == shipped.code), None)
        blank = LocalAid(id=local_aid_id(shipped.code), code=shipped.code, name=shipped.name)
        written = {**({} if known else {**BLANK, "name": shipped.name}), **fields, "verified_by": self._author}
        if unknown := written.keys() - _SAYABLE:
            raise TypeError(f"nothing corrects this of a shipped aid: {sorted(unknown)}")
        made = corrected(shipped, _checked(known or blank, written))
        self._sensible(made)
        with self._uow.transaction(action) as records:
            set_element(records, blank, "code", written)
        return made

    def _sensible(self, aid: Aid) -> None:
        """Raise InvalidInput when an aid as corrected cannot be accepted."""
        if not aid.amount or not aid.decided_by:
            what = "Le montant" if not aid.amount else "L’organisme qui décide"
            raise InvalidInput(f"{what} manque. {_NOTHING} Écrivez-le, même en peu de mots.")
        if aid.verified_on is not None and aid.verified_on > self._clock.today():
            raise InvalidInput(f"Une aide ne se vérifie pas dans le futur. {_NOTHING} Corrigez la date.")
        if aid.valid_from and aid.valid_until and aid.valid_from > aid.valid_until:
            raise InvalidInput(f"L’aide finirait avant de commencer. {_NOTHING} Corrigez l’une des deux dates.")

    def _plan(self, report: AidImport) -> AidImport:
        known = {aid.code: aid for aid in self.local()}
        gone = {aid.code: aid for aid in self.trashed()}
        new: list[LocalAid] = []
        changed: list[ChangedAid] = []
        for row in report.read.aids:
            before = known.get(row.code)
            if before is None:
                blank = gone.get(row.code) or LocalAid(id=local_aid_id(row.code), code=row.code)
                new.append(replace(blank, **row.fields))
                continue
            names = tuple(name for name, value in row.fields.items() if getattr(before, name) != value)
            if names:
                changed.append(ChangedAid(aid=replace(before, **_only(row, names)), fields=names))
        identical = len(report.read.aids) - len(new) - len(changed)
        return replace(report, new=tuple(new), changed=tuple(changed), identical=identical)

    def _free_code(self, code: str) -> str:
        taken = {aid.code for aid in (*self.local(), *self.trashed())}
        candidates = (code if rank == 1 else f"{code}_{rank}" for rank in range(1, len(taken) + 2))
        return next(candidate for candidate in candidates if candidate not in taken)


def _together(reference: Reference, records: tuple[LocalAid, ...]) -> tuple[Aid, ...]:
    """Return the shipped aids as the structure corrects them, and its own; what no version here ships says nothing."""
    names = status_names(reference.statuses.kinds)
    said = {record.code: record for record in records if is_correction(record)}
    own = (aid_of(record, names, reference.questions) for record in records if not is_correction(record))
    shipped = (corrected(aid, said[aid.code]) if aid.code in said else aid for aid in reference.aids.aids)
    return aid_order([*shipped, *own])


def _searched(aid: Aid) -> str:
    return fold(" ".join((aid.name, aid.decided_by, aid.amount, aid.conditions, aid.catalogue)))


def _only(row: ReadAid, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row.fields[name] for name in names}


def _checked(aid: LocalAid, given: Mapping[str, object]) -> LocalAid:
    """Return the aid with these fields. Raises InvalidInput when they cannot be accepted."""
    unknown = given.keys() - _WRITABLE
    if unknown:
        raise TypeError(f"a local aid has no such field to write: {sorted(unknown)}")
    made = replace(aid, **given)  # type: ignore[arg-type]
    if not made.name.strip():
        raise InvalidInput(f"Le nom de l’aide manque. {_NOTHING} Écrivez-le, même en peu de mots.")
    for age in (made.min_age, made.max_age):
        if age is not None and not 0 <= age <= _OLDEST:
            raise InvalidInput(f"Un âge va de 0 à {_OLDEST} ans. {_NOTHING} Corrigez l’âge demandé.")
    if made.min_age is not None and made.max_age is not None and made.min_age > made.max_age:
        raise InvalidInput(f"L’âge minimum dépasse l’âge maximum. {_NOTHING} Corrigez l’un des deux.")
    if made.min_distance_km and made.max_distance_km and made.min_distance_km > made.max_distance_km:
        raise InvalidInput(f"Le trajet minimum dépasse le trajet maximum. {_NOTHING} Corrigez l’un des deux.")
    for amount in (made.ceiling, made.deposit, made.max_income_quotient):
        if amount is not None and amount < 0:
            raise InvalidInput(f"Un montant ne peut pas être négatif. {_NOTHING} Corrigez-le, en euros.")
    if made.valid_from and made.valid_until and made.valid_from > made.valid_until:
        raise InvalidInput(f"L’aide finirait avant de commencer. {_NOTHING} Corrigez l’une des deux dates.")
    return made
