"""Opens the base of an unlocked folder: the part of the composition root that the lock screen does without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from mobiconseil.db.backup_place import SecondPlace
from mobiconseil.db.communes import KnownCommunes
from mobiconseil.db.copies import BaseCopies, CopiedBase
from mobiconseil.db.directory import SqlDirectory, follow_shared
from mobiconseil.db.drafts import SqlDrafts
from mobiconseil.db.drop_in_days import SqlDropInBook
from mobiconseil.db.engine import Database, Unserved, close, connect, connect_beside, reconnect, watch_damage
from mobiconseil.db.exchange_base import SqlExchangeBase
from mobiconseil.db.exchange_disk import LocalDisk
from mobiconseil.db.exchange_log import SqlExchangeLog
from mobiconseil.db.former_keys import lineage_of
from mobiconseil.db.laptop_book import SqlLaptopBook
from mobiconseil.db.machine import machine_mark, place_mark
from mobiconseil.db.migrations import migrate
from mobiconseil.db.power import power
from mobiconseil.db.queries import SqlOverviews
from mobiconseil.db.repositories import SqlUnitOfWork
from mobiconseil.db.sieve import SqlSieveSource
from mobiconseil.db.store import Store
from mobiconseil.db.summary import follow
from mobiconseil.db.summary_many import follow_many
from mobiconseil.db.sync.identity import claim
from mobiconseil.db.upkeep import SqlUpkeep
from mobiconseil.db.witness import Witness
from mobiconseil.domain.backups import BackupKind
from mobiconseil.domain.identity import IdFactory
from mobiconseil.domain.reference import LabelOverride, Reference
from mobiconseil.domain.team import Adviser, Override, new_adviser
from mobiconseil.errors import StorageError
from mobiconseil.geo.communes import NationalCommunes
from mobiconseil.geo.local import LocalGeography
from mobiconseil.paths import data_folder
from mobiconseil.putting_back import lineage, restoring_of
from mobiconseil.reference import load_reference, rule_reader, with_overrides
from mobiconseil.reference.sensitive_words import load_sensitive_words
from mobiconseil.services.actions import Action
from mobiconseil.services.aid_ports import AidReader
from mobiconseil.services.beside import Beside
from mobiconseil.services.directory_ports import DirectoryWriter, FileReader
from mobiconseil.services.drop_in_ports import CalendarFile, DropInTools
from mobiconseil.services.exchange_base import ExchangeSeals
from mobiconseil.services.exchange_tools import ExchangePorts
from mobiconseil.services.laptop_ports import TeamSeals
from mobiconseil.services.maps import MapSite
from mobiconseil.services.papers.service import PaperData
from mobiconseil.services.ports import Change, Clock
from mobiconseil.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opening a base takes."""

    path: Path
    key: bytes = field(repr=False)
    slot: str
    name: str
    is_demo: bool
    clock: Clock
    ids: IdFactory
    announce: Callable[[Change], None]
    is_own_sheet: Callable[[str], bool]
    """Say whether a recovery key opens this base."""
    structure: Callable[[], str] = str
    """Return the name of the structure, which the copies bear."""
    damaged: Callable[[], object] = bool
    """Called, in the thread that reads, when a page of the open base cannot be read any more."""


def open_session(opening: Opening, first: Adviser | None = None) -> Session:
    """Open the base, made now for its `first` adviser when there is one. Raises StorageError."""
    path = opening.path
    database = connect(path, opening.key, create=first is not None, lendable=True)
    try:
        machine = machine_mark(data_folder())
        copies = _up_to_date(database, opening, machine)
        store = _store(database, opening)
        witness = _recognised(store, place_mark(machine, path))
        uow = SqlUnitOfWork(database, store, opening.announce)
        session = Session(
            folder=path.parent,
            adviser=_adviser(uow, opening, first),
            is_demo=opening.is_demo,
            clock=opening.clock,
            ids=opening.ids,
            uow=uow,
            overviews=SqlOverviews(database),
            directory_lines=SqlDirectory(database),
            sieve_source=SqlSieveSource(database),
            read_files=lambda: _reader(opening.clock.today()),
            write_files=_writer,
            read_aids=lambda: _aid_reader(opening.clock.today()),
            communes=NationalCommunes(KnownCommunes(database), geography().gazetteer),
            sensitive_words=load_sensitive_words(),
            upkeep=_upkeep(database, path),
            drafts=SqlDrafts(database, opening.slot),
            draw_paper=_draw_paper,
            read_reference=_read_reference,
            rule_reader=rule_reader,
            close=lambda: _leave(store, witness),
            reconnect=lambda: reconnect(database, path, opening.key),
            beside=lambda: _beside(opening, machine, database),
            announce=opening.announce,
            geography=geography(),
            commune_points=geography().gazetteer,
            background=geography().background,
            map_site=_map_site,
            laptop_book=SqlLaptopBook(database, machine),
            team_seals=_team_seals,
            is_own_sheet=opening.is_own_sheet,
            exchange_ports=_exchange_ports(opening, database, store, copies),
            copies=copies,
            drop_in_tools=_drop_in_tools(database),
        )
        _begin(session, partial(watch_damage, database, opening.damaged))
    except BaseException:
        close(database)
        raise
    return session


def _begin(session: Session, watch: Callable[[], object]) -> None:
    """Write what each opening writes; a page that cannot be read refuses it before this, and is told after it."""
    session.laptop_book.identity()
    session.team.note(Action.UNLOCKED)
    watch()


def _store(database: Database, opening: Opening) -> Store:
    return Store(
        database,
        author=opening.name,
        now=opening.clock.now,
        follow=follow,
        follow_shared=follow_shared,
        follow_many=follow_many,
    )


def _recognised(store: Store, place: str) -> Witness:
    """Let a base that was copied or put back from the past take another name, before it writes anything."""
    witness = Witness(data_folder() / "temoins", place)
    if not claim(store.database, place):
        witness.recognise(store)
    return witness


def _leave(store: Store, witness: Witness) -> None:
    witness.note(store)
    close(store.database)


@contextmanager
def _beside(opening: Opening, machine: str, screens: Database) -> Iterator[Beside]:
    """Open the base again: its place and its incarnation were seen to when it was opened, and stand in the base."""
    database = connect_beside(opening.path, opening.key)
    watch_damage(database, opening.damaged)
    try:
        changes: list[Change] = []
        store = _store(database, opening)
        copies = BaseCopies(database, replace(_copied(database, opening, machine), screens=screens))
        yield Beside(
            uow=SqlUnitOfWork(database, store, changes.append),
            directory=SqlDirectory(database),
            overviews=SqlOverviews(database),
            upkeep=_upkeep(database, opening.path),
            laptop_book=SqlLaptopBook(database, machine),
            exchange=_exchange_ports(opening, database, store, copies),
            copies=copies,
            changes=changes,
        )
    finally:
        close(database)


def _upkeep(database: Database, path: Path) -> SqlUpkeep:
    return SqlUpkeep(database, lambda: path.stat().st_size)


def _adviser(uow: SqlUnitOfWork, opening: Opening, first: Adviser | None) -> Adviser:
    """Return who opens the base, written in it if it does not know the person yet."""
    known = next((a for a in uow.records.shared(Adviser) if a.slot == opening.slot), None)
    if known is not None and first is None:
        return known
    adviser = first or new_adviser(opening.ids, opening.slot, opening.name)
    with uow.transaction(Action.USER_ADDED) as records:
        records.add(adviser)
    return adviser


@lru_cache(maxsize=1)
def geography() -> LocalGeography:
    """Return the places known on this laptop, shared by everything that runs in this program."""
    return LocalGeography(data_folder() / "paquets")


def _map_site() -> MapSite:
    # Late: Folium costs a third of a second, which only the map needs.
    from mobiconseil.map.site import LocalSite

    places = geography()
    return LocalSite(places.background, places.tiles)


def _up_to_date(database: Database, opening: Opening, machine: str) -> BaseCopies:
    """Bring the schema up to date, after a copy; return what makes the copies."""
    copies = BaseCopies(database, _copied(database, opening, machine))
    migrate(database, opening.path, partial(copies.take, BackupKind.UPDATE))
    return copies


def _drop_in_tools(database: Database) -> DropInTools:
    return DropInTools(book=SqlDropInBook(database), power=power, write_calendar=_write_calendar)


def _copied(database: Database, opening: Opening, machine: str) -> CopiedBase:
    folder = opening.path.parent
    mark = f"{_lineage(database) or lineage(opening.key)}-{place_mark(machine, opening.path)[:8]}"
    return CopiedBase(
        base=opening.path,
        key=opening.key,
        clock=opening.clock,
        restoring=restoring_of(opening.path, opening.clock.now),
        structure=opening.structure,
        place=SecondPlace(folder, mark),
    )


def _lineage(database: Database) -> str:
    with suppress(StorageError, Unserved):  # a base that is being made has no table yet
        return lineage_of(database)
    return ""


def _exchange_ports(opening: Opening, database: Database, store: Store, copies: BaseCopies) -> ExchangePorts:
    clock = opening.clock
    return ExchangePorts(
        base=SqlExchangeBase(database, store, opening.key),
        log=SqlExchangeLog(database, opening.name, clock.now),
        copies=copies,
        disk=LocalDisk(),
        seals=_package_seals,
    )


@lru_cache(maxsize=1)
def _package_seals() -> ExchangeSeals:
    # Late: the ciphers take 30 ms to import, which only exchanges need.
    from mobiconseil.exchange.package_seals import PackageSeals

    return PackageSeals()


@lru_cache(maxsize=1)
def _team_seals() -> TeamSeals:
    # Late: the ciphers take 30 ms to import, which only exchanges need.
    from mobiconseil.db.recovery_code import parse_code
    from mobiconseil.exchange.laptop_seals import LaptopSeals

    return LaptopSeals(parse_code)


def _draw_paper(data: PaperData) -> bytes:
    # Late: ReportLab costs 100 ms, which only papers need.
    from mobiconseil.pdf.printer import render

    return render(data)


def _reader(today: date) -> FileReader:
    # Late: only imports read the files of other programs.
    from mobiconseil.imports.reader import Reader

    return Reader(today)


def _aid_reader(today: date) -> AidReader:
    # Late: only imports read the files of other programs.
    from mobiconseil.imports.aid_tables import AidTables

    return AidTables(today)


def _write_calendar(content: CalendarFile) -> bytes:
    # Late: only the agenda file is written so.
    from mobiconseil.imports.calendar import write_calendar

    return write_calendar(content)


def _writer() -> DirectoryWriter:
    # Late: only exports write for other programs.
    from mobiconseil.imports.writer import Writer

    return Writer()


@lru_cache(maxsize=2)
def _read_reference(overrides: tuple[Override, ...]) -> Reference:
    wording = [LabelOverride(kind=o.kind, code=o.code, field=o.field, value=o.value) for o in overrides]
    return with_overrides(load_reference(), wording)
