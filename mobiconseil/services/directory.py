"""The directory: who can help near here.

Screens call, on `session.directory` (signatures are stable):

- `search(DirectoryFilter) -> tuple[DirectoryLine, ...]`, `family_counts(DirectoryFilter) -> dict[str, int]`,
  `line(service_id) -> DirectoryLine | None`, `sheet(service_id) -> ServiceSheet`;
- `add(**fields) -> Service`, `change(service_id, **fields) -> Service`, `give_back(service_id, field) -> Service`,
  `verify_today(service_id) -> Service`, `close(service_id)`, `reopen(service_id)`, `trash(service_id)`,
  `restore(service_id)`;
- `organisations() -> tuple[Organisation, ...]`;
- `drop_ins(service_id=None) -> tuple[DropIn, ...]`, `add_drop_in(**fields) -> DropIn`,
  `change_drop_in(id, **fields) -> DropIn`, `remove_drop_in(id)`;
- `changes(service_id) -> tuple[SheetChange, ...]`, newest first;
- `keep_for(subject, service_id) -> Step`: adds a step to the open plan of a person, with the words of the sheet;
- imports are in `session.directory_imports` (`services/directory_imports.py`), exports in
  `session.directory_exports` (`services/directory_exports.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mobiconseil.domain.directory import (
    IMPORTED_FIELDS,
    LOCAL_SOURCE,
    DropIn,
    Organisation,
    Service,
    ServiceEdit,
    edit_id,
    freshness,
    read_back,
    service_id,
    with_edits,
    written,
)
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.services.actions import Action
from mobiconseil.services.directory_ports import Directory, ServiceSheet, SheetChange
from mobiconseil.services.keeping import step_fields
from mobiconseil.services.plans import PlanService
from mobiconseil.services.ports import Clock, DirectoryFilter, DirectoryLine, Records, UnitOfWork


class DirectoryService:
    """Use cases of the directory."""

    def __init__(
        self, uow: UnitOfWork, directory: Directory, clock: Clock, ids: IdFactory, *, author: str, plans: PlanService
    ) -> None:
        """`author`: name of the adviser, written beside what she verifies and corrects."""
        self._uow = uow
        self._directory = directory
        self._clock = clock
        self._ids = ids
        self._author = author
        self._plans = plans

    def search(self, wanted: DirectoryFilter) -> tuple[DirectoryLine, ...]:
        """Return the services that are wanted, nearest first, or by name without a centre."""
        return self._directory.search(wanted, self._clock.local(self._clock.now()))

    def family_counts(self, wanted: DirectoryFilter) -> dict[str, int]:
        """Return how many services each family has under the other filters; opening hours are not looked at."""
        return self._directory.family_counts(wanted, self._clock.today())

    def sheet(self, service: RecordId) -> ServiceSheet:
        """Return all that the sheet of a service shows. Raises MissingRecord."""
        imported = self._uow.records.get(Service, service)
        edits = self._directory.edits(service)
        shown = with_edits(imported, edits)
        owner = imported.organisation_id
        known = {} if owner is None else self._directory.organisations([owner])
        return ServiceSheet(
            service=shown,
            imported=imported,
            organisation=None if owner is None else known.get(owner),
            edits=edits,
            drop_ins=self.drop_ins(service),
            freshness=freshness(shown, self._clock.today()),
        )

    def add(self, **fields: Any) -> Service:
        """Add a sheet that the team writes itself."""
        source_id = str(fields.get("source_id") or f"{LOCAL_SOURCE}--{self._ids().hex()}")
        blank = Service(
            id=service_id(source_id), source=LOCAL_SOURCE, source_id=source_id, updated_on=self._clock.today()
        )
        service = replace(blank, **fields)
        with self._uow.transaction(Action.SERVICE_ADDED) as records:
            records.add(service)
        return service

    def change(self, service: RecordId, **fields: Any) -> Service:
        """Write some fields of a sheet and return it as it is now shown.

        What a source says is kept: the correction stands aside, and goes away when it says the same as the source.
        """
        with self._uow.transaction(Action.SERVICE_CHANGED) as records:
            imported = records.get(Service, service)
            own = imported.source == LOCAL_SOURCE
            direct = {name: value for name, value in fields.items() if own or name not in IMPORTED_FIELDS}
            if own and set(fields) & set(IMPORTED_FIELDS):
                direct.setdefault("updated_on", self._clock.today())
            if direct:
                records.change(Service, service, **direct)
            for name in fields.keys() - direct.keys():
                self._correct(records, imported, name, fields[name])
        return self.sheet(service).service

    def give_back(self, service: RecordId, field: str) -> Service:
        """Drop the team's correction of a field: the source's word is shown again."""
        with self._uow.transaction(Action.SERVICE_CHANGED) as records:
            records.trash(ServiceEdit, edit_id(service, field))
        return self.sheet(service).service

    def verify_today(self, service: RecordId) -> Service:
        """Note that somebody checked the sheet today: it is fresh again."""
        with self._uow.transaction(Action.SERVICE_VERIFIED) as records:
            records.change(Service, service, verified_on=self._clock.today(), verified_by=self._author)
        return self.sheet(service).service

    def close(self, service: RecordId) -> None:
        """Note that the service no longer exists; its sheet stays for the plans that name it."""
        with self._uow.transaction(Action.SERVICE_CLOSED) as records:
            records.change(Service, service, closed=True)

    def reopen(self, service: RecordId) -> None:
        """Note that the service exists again."""
        with self._uow.transaction(Action.SERVICE_REOPENED) as records:
            records.change(Service, service, closed=False)

    def trash(self, service: RecordId) -> None:
        """Put a sheet in the trash; an import of its source leaves it there."""
        with self._uow.transaction(Action.SERVICE_REMOVED) as records:
            records.trash(Service, service)

    def restore(self, service: RecordId) -> None:
        """Take a sheet out of the trash."""
        with self._uow.transaction(Action.SERVICE_RESTORED) as records:
            records.restore(Service, service)

    def organisations(self) -> tuple[Organisation, ...]:
        """Return the structures, by name."""
        return tuple(sorted(self._uow.records.shared(Organisation), key=lambda found: (found.name, found.id)))

    def drop_ins(self, service: RecordId | None = None) -> tuple[DropIn, ...]:
        """Return the drop-in places, of one service or all."""
        found = self._uow.records.shared(DropIn)
        return tuple(drop_in for drop_in in found if service is None or drop_in.service_id == service)

    def add_drop_in(self, **fields: Any) -> DropIn:
        """Add a drop-in place."""
        drop_in = replace(DropIn(id=self._ids()), **fields)
        with self._uow.transaction(Action.DROP_IN_ADDED) as records:
            records.add(drop_in)
        return drop_in

    def change_drop_in(self, drop_in: RecordId, **fields: object) -> DropIn:
        """Write some fields of a drop-in place."""
        with self._uow.transaction(Action.DROP_IN_CHANGED) as records:
            return records.change(DropIn, drop_in, **fields)

    def remove_drop_in(self, drop_in: RecordId) -> None:
        """Put a drop-in place in the trash."""
        with self._uow.transaction(Action.DROP_IN_REMOVED) as records:
            records.trash(DropIn, drop_in)

    def changes(self, service: RecordId) -> tuple[SheetChange, ...]:
        """Return what was written in a sheet and in its corrections, newest first."""
        return self._directory.changes(service)

    def line(self, service: RecordId) -> DirectoryLine | None:
        """Return the line of one service, or None when it is in the trash."""
        return self._directory.line(service)

    def keep_for(self, subject: RecordId, service: RecordId) -> Step:
        """Add a step to the open plan of a person with the words of the sheet, which stay if the sheet changes."""
        sheet = self.sheet(service)
        operator = sheet.organisation.name if sheet.organisation is not None else ""
        return self._plans.add_step(subject, **step_fields(sheet.service, operator, self._clock.today()))

    def _correct(self, records: Records, imported: Service, name: str, value: object) -> None:
        said = written(getattr(imported, name))
        text = written(value)
        read_back(name, text)
        record_id = edit_id(imported.id, name)
        known = any(edit.field == name for edit in self._directory.edits(imported.id))
        if text == said:
            if known:
                records.trash(ServiceEdit, record_id)
            return
        records.add(
            ServiceEdit(
                id=record_id,
                service_id=imported.id,
                field=name,
                value=text,
                imported=said,
                edited_on=self._clock.today(),
                author=self._author,
            )
        )
