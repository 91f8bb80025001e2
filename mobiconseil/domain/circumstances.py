"""What is known of a person when a service or an aid is judged: yes, no, or not known, never a guess."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mobiconseil.domain.beneficiary import Beneficiary, Household, Licence
from mobiconseil.domain.catalogues import StatusKind
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.deduced_statuses import ages_on, deduced_status
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.geography import Place
from mobiconseil.domain.situation import Status, Trip
from mobiconseil.domain.vocabulary import TriState

YOUNG, SENIOR, NEEDS_FRENCH = "ST06", "ST08", "ST25"
JOB_SEEKER, LONG_TERM = "ST04", "ST05"

_CAR_LICENCES = (Licence.CAR, Licence.CAR_AUTOMATIC)
_NO_CAR_LICENCE = (
    Licence.NONE, Licence.THEORY, Licence.LEARNING, Licence.MOPED, Licence.MOTORCYCLE, Licence.SUSPENDED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the criteria of services and aids read, on one day; a fact that is not known stays unknown."""

    today: date
    age: int | None = None
    """Age for sure; None when it is not known, or known within a year only (then `age_bounds`)."""
    age_bounds: tuple[int, int] | None = None
    """Lowest and highest age possible, when only the birth year is known."""
    statuses: Mapping[str, TriState] = field(default_factory=dict)
    """Status code → whether it holds today; expired or absent is unknown."""
    expired: frozenset[str] = frozenset()
    """Statuses that did hold and whose end is past: to be asked again."""
    publics: Mapping[str, TriState] = field(default_factory=dict)
    """Audience code → whether the person belongs to it; see `publics_of`."""
    insee_code: str = ""
    departement: str = ""
    epci: str = ""
    place: str = ""
    """Name of the commune, to be said."""
    licence: Licence = Licence.UNKNOWN
    car_licence: TriState | None = None
    """Whether a licence for cars is held, when something else than `licence` tells it; None: `licence` tells."""
    licence_years: int | None = None
    """Whole years since the licence, for sure."""
    driving_break: TriState = TriState.UNKNOWN
    """Whether the person has stopped driving since the licence."""
    family_quotient: int | None = None
    """Euros per month."""
    registered: TriState = TriState.UNKNOWN
    """Registered as a job seeker."""
    distance_km: float | None = None
    """Kilometres of the main trip, one way."""
    duration_min: int | None = None
    """Minutes of the main trip, one way."""
    answers: Mapping[str, TriState] = field(default_factory=dict)
    """Question code → answer."""
    licence_requested: bool = False

    def status(self, code: str) -> TriState:
        """Return whether the status holds, what was answered in place counting when nothing else is known."""
        known = self.statuses.get(code, TriState.UNKNOWN)
        return self.answer(code) if known is TriState.UNKNOWN else known

    def public(self, code: str) -> TriState:
        """Return whether the person belongs to an audience."""
        if code == Audience.EVERYBODY:
            return TriState.YES
        known = self.publics.get(code, TriState.UNKNOWN)
        return self.answer(code) if known is TriState.UNKNOWN else known

    def answer(self, question: str) -> TriState:
        """Return what was answered to a question."""
        return self.answers.get(question, TriState.UNKNOWN)

    @property
    def ages(self) -> tuple[int, int] | None:
        """Return the lowest and the highest age possible."""
        return self.age_bounds if self.age is None else (self.age, self.age)

    @property
    def holds_car_licence(self) -> TriState:
        """Return whether the person may drive a car; a foreign licence to exchange does not tell."""
        if self.licence in _CAR_LICENCES:
            return TriState.YES
        if self.licence in _NO_CAR_LICENCE:
            return TriState.NO
        return TriState.UNKNOWN if self.car_licence is None else self.car_licence


def publics_of(
    kinds: Iterable[StatusKind],
    statuses: Mapping[str, TriState],
    *,
    civility: Civility = Civility.NONE,
    parent: TriState = TriState.UNKNOWN,
) -> dict[str, TriState]:
    """Return what the statuses say of each audience: one that holds is enough, all must be denied to deny it."""
    said: dict[str, list[TriState]] = {}
    for kind in kinds:
        value = statuses.get(kind.code, TriState.UNKNOWN)
        if kind.code == NEEDS_FRENCH and value is TriState.YES:
            value = TriState.UNKNOWN  # needing help with French does not make one an exile
        for public in kind.publics:
            said.setdefault(public, []).append(value)
    found = {public: any_of(values) for public, values in said.items()}
    _told(found, Audience.YOUNG, TriState.NO if statuses.get(YOUNG) is TriState.NO else TriState.UNKNOWN)
    _told(found, Audience.WOMEN, _WOMAN[civility])
    _told(found, Audience.FAMILIES, parent)
    return found


_WOMAN = {Civility.MADAME: TriState.YES, Civility.MONSIEUR: TriState.NO, Civility.NONE: TriState.UNKNOWN}


def _told(found: dict[str, TriState], public: str, value: TriState) -> None:
    if found.get(public, TriState.UNKNOWN) is TriState.UNKNOWN:
        found[public] = value


def any_of(values: Collection[TriState]) -> TriState:
    """Return yes when one is yes, no when all are no, unknown otherwise."""
    if TriState.YES in values:
        return TriState.YES
    return TriState.NO if values and all(value is TriState.NO for value in values) else TriState.UNKNOWN


def car_licence_from(item: int | None) -> TriState | None:
    """Return what the rating of « titre de conduite valide » (D5.1) says of the car licence; 3 leaves it open."""
    if item is None:
        return None
    return {0: TriState.NO, 1: TriState.NO, 2: TriState.NO, 4: TriState.YES}.get(item, TriState.UNKNOWN)


def driving_break_from(item: int | None) -> TriState:
    """Return what the rating of « pratique actuelle de la conduite » (D5.4) says of a break in driving."""
    if item is None:
        return TriState.UNKNOWN
    return TriState.YES if item <= 2 else TriState.NO


def circumstances_of(
    person: Beneficiary,
    statuses: Iterable[Status],
    trips: Iterable[Trip],
    *,
    today: date,
    kinds: Iterable[StatusKind],
    place: Place | None = None,
    answers: Mapping[str, TriState] | None = None,
    items: Mapping[str, int] | None = None,
) -> Circumstances:
    """Return what is known of a person today; `items` are the ratings of the grid that were given."""
    records = tuple(statuses)
    rated = items or {}
    held = held_statuses(person, records, today)
    bounds = ages_on(person.birth_year, person.birth_date, today)
    main = _main_trip(trips)
    return Circumstances(
        today=today,
        age=bounds[0] if bounds is not None and bounds[0] == bounds[1] else None,
        age_bounds=bounds,
        statuses=held,
        expired=frozenset(record.code for record in records if _expired(record, today)),
        publics=publics_of(kinds, held, civility=person.civility, parent=_parent(person)),
        insee_code=person.insee_code,
        departement=place.departement if place else departement_of(person.insee_code or person.postal_code),
        epci=place.epci if place else "",
        place=person.commune,
        licence=person.licence,
        car_licence=car_licence_from(rated.get("D5.1")),
        licence_years=_whole_years(person.licence_year, today),
        driving_break=driving_break_from(rated.get("D5.4")),
        family_quotient=person.family_quotient,
        registered=any_yes(held.get(JOB_SEEKER), held.get(LONG_TERM)),
        distance_km=main.distance_km if main else None,
        duration_min=main.duration_min if main else None,
        answers=dict(answers or {}),
        licence_requested=person.licence_requested is TriState.YES,
    )


def held_statuses(person: Beneficiary, records: Iterable[Status], today: date) -> dict[str, TriState]:
    """Return what each status is worth today; those that follow from the birth are deduced."""
    held = {record.code: record.holds_on(today) for record in records}
    for code in (YOUNG, SENIOR):
        deduced = deduced_status(code, person.birth_year, person.birth_date, today)
        if deduced is not None and deduced is not TriState.UNKNOWN:
            held[code] = deduced
    return held


def any_yes(*values: TriState | None) -> TriState:
    """Return yes when one is yes, no when the first is no, unknown otherwise."""
    if TriState.YES in values:
        return TriState.YES
    return TriState.NO if values[0] is TriState.NO else TriState.UNKNOWN


def departement_of(code: str) -> str:
    """Return the département of a commune or postal code: « 53 », « 2A », « 974 »."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _expired(record: Status, today: date) -> bool:
    return record.value is TriState.YES and record.end_on is not None and record.end_on < today


def _parent(person: Beneficiary) -> TriState:
    if person.children:
        return TriState.YES
    if person.household in (Household.ALONE_CHILDREN, Household.COUPLE_CHILDREN):
        return TriState.YES
    return TriState.NO if person.children == 0 else TriState.UNKNOWN


def _whole_years(year: int | None, today: date) -> int | None:
    return None if year is None else max(0, today.year - year - 1)


def _main_trip(trips: Iterable[Trip]) -> Trip | None:
    ordered = sorted(trips, key=lambda trip: (not trip.is_main, trip.position, trip.id))
    return ordered[0] if ordered else None
