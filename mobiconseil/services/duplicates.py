"""The same person twice: seen while typing, united field by field, separated again by an undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.look_alikes import Candidate, Likeness, score
from mobiconseil.errors import InvalidInput
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Overviews, PersonLine, UnitOfWork

_OWN_FIELDS = ("id", "subject", "code", "merged_into")
_NOTES = frozenset({"private_note"})
"""Notes of which nothing is dropped: both are kept, one after the other."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A file that may be about the person being typed."""

    person: PersonLine
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A field that differs between two files to unite."""

    field: str
    kept: object
    other: object


class DuplicateService:
    """Use cases of duplicates."""

    def __init__(self, uow: UnitOfWork, overviews: Overviews) -> None:
        self._uow = uow
        self._overviews = overviews

    def look_alikes(self, typed: Candidate, *, limit: int = 3) -> tuple[LookAlike, ...]:
        """Return the files that look like what is being typed, most alike first."""
        scored = [(score(typed, other), other) for other in self._overviews.look_alike_candidates(typed)]
        close = [(likeness, o) for likeness, o in scored if likeness.is_look_alike and o.id != typed.id]
        close.sort(key=lambda pair: (-pair[0].score, pair[1].last_name, pair[1].id))
        lines = [(self._overviews.person(RecordId(other.id)), likeness) for likeness, other in close[:limit]]
        return tuple(LookAlike(line, likeness) for line, likeness in lines if line is not None)

    def differences(self, kept: RecordId, other: RecordId) -> tuple[FieldChoice, ...]:
        """Return the fields whose values differ; where only one file is filled, that value needs no choice."""
        one = self._uow.records.get(Beneficiary, kept)
        two = self._uow.records.get(Beneficiary, other)
        found = [(f.name, getattr(one, f.name), getattr(two, f.name)) for f in fields(Beneficiary)]
        return tuple(
            FieldChoice(name, a, b) for name, a, b in found if name not in _OWN_FIELDS and a != b and _filled(b)
        )

    def merge(self, kept: RecordId, other: RecordId, take_other: Mapping[str, bool]) -> None:
        """Unite two files: `kept` stays, with the fields of `other` where `take_other` says so or it has none.

        Both identifiers stay valid for ever; the rows of `other` are shown with those of `kept`. One transaction:
        an undo separates the files again. Raises InvalidInput when asked to unite a file with itself.
        """
        if kept == other:
            raise InvalidInput("Ces deux dossiers sont le même. Rien n’a été modifié. Choisissez un autre dossier.")
        choices = self.differences(kept, other)
        taken = {c.field: c.other for c in choices if take_other.get(c.field, not _filled(c.kept))}
        taken |= {c.field: f"{c.kept}\n\n{c.other}" for c in choices if c.field in _NOTES and c.kept}
        with self._uow.transaction(Action.FILES_MERGED) as records:
            records.change(Beneficiary, kept, **taken)
            records.change(Beneficiary, other, merged_into=kept)
            for united in records.united_with(other):
                records.change(Beneficiary, united, merged_into=kept)


def _filled(value: object) -> bool:
    return value not in (None, "", "unknown")
