"""What the team shares: structure, advisers, logos, own wording."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mobiconseil.domain.identity import IdFactory, RecordId, element_id
from mobiconseil.domain.team import Adviser, Logo, LogoKind, Override, Structure
from mobiconseil.errors import InvalidInput
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import JournalLine, Overviews, UnitOfWork

_ROOT = RecordId(b"mobiconseil-team")
"""Parent of the records that every laptop of a team has in one copy."""

LOGO_LIMIT = 1_000_000
"""Bytes of a logo: more would only swell the exchange files."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class TeamService:
    """Use cases of the settings that the team shares."""

    def __init__(self, uow: UnitOfWork, overviews: Overviews, ids: IdFactory) -> None:
        self._uow = uow
        self._overviews = overviews
        self._ids = ids

    def structure(self) -> Structure:
        """Return the structure, empty before it is described."""
        return next(iter(self._uow.records.shared(Structure)), Structure(id=element_id(_ROOT, "structure")))

    def change_structure(self, **fields: object) -> Structure:
        """Write some fields of the structure."""
        with self._uow.transaction(Action.TEAM_CHANGED) as records:
            if not records.shared(Structure):
                records.add(self.structure())
            return records.change(Structure, self.structure().id, **fields)

    def advisers(self) -> tuple[Adviser, ...]:
        """Return the advisers of the team."""
        return self._uow.records.shared(Adviser)

    def adviser_of_slot(self, slot: str) -> Adviser | None:
        """Return who holds a slot of this laptop's vault."""
        return next((adviser for adviser in self.advisers() if adviser.slot == slot), None)

    def add_adviser(self, slot: str, **fields: Any) -> Adviser:
        """Add an adviser."""
        adviser = replace(Adviser(id=self._ids(), slot=slot), **fields)
        with self._uow.transaction(Action.TEAM_CHANGED) as records:
            records.add(adviser)
        return adviser

    def change_adviser(self, adviser: RecordId, **fields: object) -> Adviser:
        """Write some fields of an adviser."""
        with self._uow.transaction(Action.TEAM_CHANGED) as records:
            return records.change(Adviser, adviser, **fields)

    def logos(self, kind: LogoKind | None = None) -> tuple[Logo, ...]:
        """Return the logos, in order."""
        logos = sorted(self._uow.records.shared(Logo), key=lambda logo: (logo.kind, logo.position, logo.id))
        return tuple(logo for logo in logos if kind is None or logo.kind is kind)

    def add_logo(self, kind: LogoKind, name: str, data: bytes) -> Logo:
        """Add a logo. Raises InvalidInput if it is too heavy or not a PNG or JPEG picture."""
        if not data.startswith(_PICTURES):
            raise InvalidInput(
                "Ce fichier n’est pas une image PNG ou JPEG. Rien n’a été modifié. Choisissez une image."
            )
        if len(data) > LOGO_LIMIT:
            raise InvalidInput(
                "Cette image dépasse 1 Mo. Rien n’a été modifié. Réduisez-la, ou choisissez une image plus légère."
            )
        logo = Logo(id=self._ids(), kind=kind, name=name, position=len(self.logos(kind)), data=data)
        with self._uow.transaction(Action.TEAM_CHANGED) as records:
            records.add(logo)
        return logo

    def remove_logo(self, logo: Logo) -> None:
        """Take away a logo."""
        with self._uow.transaction(Action.TEAM_CHANGED) as records:
            records.trash(Logo, logo.id)

    def overrides(self) -> tuple[Override, ...]:
        """Return the structure's own wording."""
        return self._uow.records.shared(Override)

    def set_wording(self, kind: str, code: str, field: str, value: str) -> Override:
        """Write the structure's own wording; an empty one gives back that of the reference."""
        record_id = element_id(_ROOT, f"override/{kind}/{code}/{field}")
        with self._uow.transaction(Action.WORDING_CHANGED) as records:
            override = Override(id=record_id, kind=kind, code=code, field=field, value=value)
            records.add(override)
            if not value:
                records.trash(Override, record_id)
        return override

    def journal(self, *, limit: int = 200, offset: int = 0) -> tuple[JournalLine, ...]:
        """Return the newest lines of the journal."""
        return self._overviews.journal(limit=limit, offset=offset)

    def note(self, action: Action) -> None:
        """Write in the journal something that changes no record."""
        with self._uow.transaction(action) as records:
            records.note(action)
