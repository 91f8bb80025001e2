"""The advice: what fits a person now, and why.

Screens call, on `session.advice`:

- `sieve(subject, radius_km=…, everything=…) -> Sieve`: every service and aid in its group, in order;
- `detail(subject, key) -> RowDetail`: all about one row;
- `clashes(subject)`: the aids kept that cannot be had together;
- `facts`, `circumstances`, `recommendations`, `comparison` of a subject: what the sieve rests on.

An answer, a choice, a change of the file or of the directory is seen at the next call: what did not change is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from mobiconseil.domain.advice_records import aid_key, catalogue_key
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.aid_clashes import AidClash, clashes_among, clashes_of
from mobiconseil.domain.catalogues import CatalogueService, Mesh
from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.conditions import Facts
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.recommendation import Level, Recommendations
from mobiconseil.domain.sieve import (
    DEFAULT_RADIUS_KM,
    WIDER_RADII_KM,
    Sieve,
    SieveGroup,
    SieveLevel,
)
from mobiconseil.domain.sieve_order import SieveOrder
from mobiconseil.domain.trip_cost import TripComparison, catalogue_modes
from mobiconseil.domain.typography import kilometres
from mobiconseil.services.advice_detail import Detailer
from mobiconseil.services.advice_look import AdviceSources, Look, look_at
from mobiconseil.services.advice_ports import CandidateFilter, RowDetail, SieveSource
from mobiconseil.services.advice_words import (
    considered,
    missing_questions,
    postponements,
    to_rate_words,
    waiting_for_ratings,
)
from mobiconseil.services.directory import DirectoryService
from mobiconseil.services.directory_ports import Directory
from mobiconseil.services.examined_aids import examined_aids, pays_for
from mobiconseil.services.sieve_rows import (
    NOBODY_JUDGED,
    STALE_DAYS,
    Absent,
    ExaminedAid,
    LazyRows,
    RowContext,
    RowMaker,
)
from mobiconseil.services.sieve_run import Extra, SieveRun, Sorted

URGENT_DAYS = 7


class AdviceService:
    """Use cases of the advice. It writes nothing: answers and choices go through `session.choices`."""

    def __init__(
        self, sources: AdviceSources, source: SieveSource, lines: Directory, directory: DirectoryService
    ) -> None:
        self._sources = sources
        self._source = source
        self._lines = lines
        self._directory = directory
        self._runs: dict[bool, SieveRun] = {}
        self._last: Look | None = None

    def facts(self, subject: RecordId) -> Facts:
        """Return what the rules read of a person today."""
        return self._look(subject).facts

    def circumstances(self, subject: RecordId) -> Circumstances:
        """Return what the criteria of services and aids read of a person today."""
        return self._look(subject).circumstances

    def recommendations(self, subject: RecordId) -> Recommendations:
        """Return what the rules say of a person today."""
        return self._look(subject).recommendations

    def comparison(self, subject: RecordId) -> TripComparison:
        """Return what her usual trip costs each month, mode by mode."""
        return self._look(subject).comparison

    def sieve(self, subject: RecordId, *, radius_km: float | None = None, everything: bool = False) -> Sieve:
        """Return every service and aid in its group: services near her home, or all with `everything`.

        `radius_km` counts the kilometres to travel; 30 when none is given.
        """
        look = self._look(subject)
        radius = None if everything or look.home is None else radius_km or DEFAULT_RADIUS_KM
        wanted = self._wanted(look, radius)
        run = self._runs.setdefault(everything, SieveRun(self._source))
        run.read(wanted, look.circumstances)
        aids = examined_aids(look.circumstances, self._sources.aids(), everything=everything)
        order = order_of(look, aids)
        absent = {catalogue_key(code): _catalogue(look)[code] for code in proposed_services(look)}
        run.order(order, [*_aid_extras(aids), *_absent_extras(absent, {})], wanted, look.circumstances)
        notes = dict(self._absences(run, look, aids, radius))
        extras = [*_aid_extras(aids), *_absent_extras(absent, notes)]
        found = run.sorted(extras)
        missing = {key: Absent(service=absent[key], note=note) for key, note in notes.items()}
        maker = RowMaker(self._context(look, order, found, {**aids, **missing}))
        return self._sieve(look, found, maker, radius, wanted)

    def detail(self, subject: RecordId, key: str) -> RowDetail:
        """Return all about one row, in the sieve or not (« service:<hex> », « aid:<code> », « catalogue:F2-07 »).

        Raises MissingRecord for a service that is gone, KeyError for an aid or a code that nobody knows.
        """
        look = self._look(subject)
        aids = self._sources.aids()
        named = {aid_key(aid.code): aid for aid in aids}
        wanted = (named[key],) if key in named else ()
        examined = examined_aids(look.circumstances, wanted, everything=True)
        order = order_of(look, examined)
        return Detailer(
            look=look,
            directory=self._directory,
            questions=self._sources.questions(),
            context=self._context(look, order, None, dict(examined)),
            clashes=tuple(clash for aid in wanted for clash in self._clashes_of(aid, look)),
        ).detail(key)

    def clashes(self, subject: RecordId) -> tuple[AidClash, ...]:
        """Return the aids kept for a person that cannot be had together, or with one already asked for."""
        look = self._look(subject)
        return clashes_among(self._aids_by_code(), look.kept_aids, look.file.aid_requests)

    def _clashes_of(self, aid: Aid, look: Look) -> tuple[AidClash, ...]:
        return clashes_of(aid, self._aids_by_code(), look.kept_aids, look.file.aid_requests)

    def _aids_by_code(self) -> dict[str, Aid]:
        return {aid.code: aid for aid in self._sources.aids()}

    def forget(self) -> None:
        """Drop what is kept from one look to the next: the memory of a directory that is not looked at any more."""
        self._runs.clear()
        self._last = None

    def _look(self, subject: RecordId) -> Look:
        self._last = look_at(self._sources, subject, self._last)
        return self._last

    def _wanted(self, look: Look, radius: float | None) -> CandidateFilter:
        factor = look.distances.factor
        return CandidateFilter(
            centre=look.home,
            radius_km=None if radius is None else radius / factor,
            regional=tuple(service.code for service in look.reference.services.services if service.mesh is Mesh.REGION),
            fresh_after=look.circumstances.today - timedelta(days=STALE_DAYS),
        )

    def _context(
        self, look: Look, order: SieveOrder, found: Sorted | None, extras: Mapping[str, ExaminedAid | Absent]
    ) -> RowContext:
        return RowContext(
            today=look.circumstances.today,
            centre=look.home,
            distances=look.distances,
            order=order,
            immediate=frozenset(each.service for each in look.recommendations.proposals if each.immediate),
            modes=catalogue_modes(look.reference.trip_costs),
            comparison=look.comparison,
            choices=look.choices,
            verdicts=NOBODY_JUDGED if found is None else found.verdicts,
            extras=extras,
            lines=self._lines.lines,
            to_rate={code: to_rate_words(each) for each in look.recommendations.pending for code in each.services},
        )

    def _absences(
        self, run: SieveRun, look: Look, aids: Mapping[str, ExaminedAid], radius: float | None
    ) -> Iterator[tuple[str, str]]:
        """Return the services that are proposed and that nobody gives here, with the words that say so."""
        answered = {found.aid.catalogue for found in aids.values() if found.group is not SieveGroup.NOT_ELIGIBLE}
        where = "dans l’annuaire" if radius is None else f"à moins de {kilometres(radius)}"
        for code in proposed_services(look):
            near, open_to_her = run.offers(code)
            if near and not open_to_her:
                yield catalogue_key(code), f"Aucun service ouvert à sa situation {where}"
            elif not near and code not in answered:
                yield catalogue_key(code), f"Aucun service {where}"

    def _sieve(
        self, look: Look, found: Sorted, maker: RowMaker, radius: float | None, wanted: CandidateFilter
    ) -> Sieve:
        person, known = look.file.beneficiary, look.circumstances
        days, counts = look.facts.deadline_days, found.counts
        return Sieve(
            rows=LazyRows(found.offers, found.order, found.ranks, maker),
            counts=counts,
            examined=sum(counts.values()),
            missing=missing_questions(found.waiting, found.settled, self._sources.questions(), look),
            considered=considered(person, look.file.main_trip, known, look.reference, look.trip.distance_km),
            deferrals=(
                *postponements(look.recommendations.deferrals, look.reference),
                *waiting_for_ratings(look.recommendations.pending, look.reference),
            ),
            advice=tuple(each.text for each in look.recommendations.advice),
            urgent=days is not None and days <= URGENT_DAYS,
            deadline=person.deadline_on,
            radius_km=radius,
            wider_km=None if radius is None else next((wider for wider in WIDER_RADII_KM if wider > radius), None),
            placed=wanted.centre is not None,
            stale=found.stale,
        )


def proposed_services(look: Look) -> tuple[str, ...]:
    """Return the services of the catalogue that the rules propose for now."""
    known = _catalogue(look)
    return tuple(code for code in look.recommendations.services if code in known)


def order_of(look: Look, aids: Mapping[str, ExaminedAid]) -> SieveOrder:
    """Return what the order of the sieve depends on: what the rules say, the usual delays, the deadline."""
    said = look.recommendations
    levels = {
        each.service: SieveLevel.PROPOSED if each.level is Level.PROPOSE else SieveLevel.CONSIDERED
        for each in said.proposals
        if each.deferred is None
    }
    put_off = frozenset(code for deferral in said.deferrals for code in deferral.services)
    suggested = {each.code for each in said.aids}
    delays = {code: service.target_days for code, service in _catalogue(look).items()}
    keys: dict[str, SieveLevel] = {catalogue_key(code): level for code, level in levels.items()}
    for key, found in aids.items():
        named = found.aid.code in suggested
        keys[key] = SieveLevel.PROPOSED if named else levels.get(found.aid.catalogue, SieveLevel.NONE)
        delays[key] = delays.get(found.aid.catalogue)
    return SieveOrder(
        levels={code: level for code, level in {**levels, **keys}.items() if level is not SieveLevel.NONE},
        put_off=put_off | {key for key, found in aids.items() if pays_for(found.aid) & put_off},
        delays={code: days for code, days in delays.items() if days is not None},
        days_left=look.facts.deadline_days,
        to_rate=frozenset(code for pending in said.pending for code in pending.services) - put_off,
    )


def _catalogue(look: Look) -> dict[str, CatalogueService]:
    return {service.code: service for service in look.reference.services.services}


def _aid_extras(aids: Mapping[str, ExaminedAid]) -> Iterator[Extra]:
    for key, found in aids.items():
        missing = tuple(dict.fromkeys(result.question for result in found.judgement.missing if result.question))
        yield Extra(key=key, title=found.aid.name, group=found.group, missing=missing)


def _absent_extras(absent: Mapping[str, CatalogueService], notes: Mapping[str, str]) -> Iterator[Extra]:
    for key, service in absent.items():
        yield Extra(
            key=key, title=service.name, group=SieveGroup.TO_CHECK if key in notes else None, catalogue=service.code
        )
