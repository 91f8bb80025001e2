"""Exports of the directory.

Screens call, on `session.directory_exports`: `make(ExportFormat, DirectoryFilter, contact_names=False) ->
ExportedFile`, then `note_written()` once the file is where the person chose; `sheets(DirectoryFilter)` gives the
same sheets to the printed directory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mobiconseil.domain.directory import DropIn, Service, ServiceEdit, freshness, with_edits
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.directory_ports import Directory, DirectoryWriter, ExportedFile, ExportFormat, ServiceSheet
from mobiconseil.services.placing import Placing
from mobiconseil.services.ports import Clock, DirectoryFilter, UnitOfWork

_EVERYTHING = 1_000_000


class DirectoryExports:
    """Use cases of the exports."""

    def __init__(
        self,
        uow: UnitOfWork,
        directory: Directory,
        clock: Clock,
        writer: Callable[[], DirectoryWriter],
        *,
        placing: Placing,
    ) -> None:
        self._uow = uow
        self._directory = directory
        self._clock = clock
        self._writer = writer
        self._placing = placing

    def make(
        self, kind: ExportFormat, wanted: DirectoryFilter | None = None, *, contact_names: bool = False
    ) -> ExportedFile:
        """Return the file of the services that are wanted; corrections also tell which services are closed."""
        asked = wanted or DirectoryFilter()
        if kind is ExportFormat.CORRECTIONS:
            asked = replace(asked, include_closed=True)
        sheets = tuple(self._without_guess(sheet) for sheet in self.sheets(asked))
        return self._writer().write(kind, sheets, self._clock.today(), contact_names=contact_names)

    def _without_guess(self, sheet: ServiceSheet) -> ServiceSheet:
        """Return the sheet without a point that nobody said: the middle of a commune is no address for others."""
        service, owner = sheet.service, sheet.organisation
        if self._placing.is_centre(service):
            service = replace(service, latitude=None, longitude=None)
        if owner is not None and self._placing.is_centre(owner):
            owner = replace(owner, latitude=None, longitude=None)
        return replace(sheet, service=service, organisation=owner)

    def note_written(self) -> None:
        """Note in the journal that the directory left the program."""
        with self._uow.transaction(Action.DIRECTORY_EXPORTED) as records:
            records.note(Action.DIRECTORY_EXPORTED)

    def sheets(self, wanted: DirectoryFilter) -> tuple[ServiceSheet, ...]:
        """Return the sheets of the services that are wanted, in the order of the list."""
        now = self._clock.local(self._clock.now())
        ids = [line.id for line in self._directory.search(replace(wanted, limit=_EVERYTHING), now)]
        imported = self._directory.services(ids)
        owners = self._directory.organisations(
            {service.organisation_id for service in imported.values() if service.organisation_id is not None}
        )
        edits: dict[RecordId, list[ServiceEdit]] = {}
        for edit in self._directory.edits():
            edits.setdefault(edit.service_id, []).append(edit)
        drop_ins: dict[RecordId | None, list[DropIn]] = {}
        for drop_in in self._uow.records.shared(DropIn):
            drop_ins.setdefault(drop_in.service_id, []).append(drop_in)

        def sheet(service: Service) -> ServiceSheet:
            shown = with_edits(service, edits.get(service.id, ()))
            return ServiceSheet(
                service=shown,
                imported=service,
                organisation=owners.get(service.organisation_id) if service.organisation_id else None,
                edits=tuple(edits.get(service.id, ())),
                drop_ins=tuple(drop_ins.get(service.id, ())),
                freshness=freshness(shown, now.date()),
            )

        return tuple(sheet(imported[record_id]) for record_id in ids)
