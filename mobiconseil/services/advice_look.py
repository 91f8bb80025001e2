"""All that is known and deduced of one person at one moment, before anything is sorted for her."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from mobiconseil.domain.advice_records import Choice, ChoiceState
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.circumstances import Circumstances, circumstances_of
from mobiconseil.domain.conditions import Facts
from mobiconseil.domain.distance import CrowFly, Point
from mobiconseil.domain.facts import facts_of
from mobiconseil.domain.geography import Place
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.question import QuestionCatalogue
from mobiconseil.domain.recommendation import Recommendations, RuleBook, recommend
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.team import Structure
from mobiconseil.domain.trip_cost import TripComparison, UsualTrip, compare, usual_trip
from mobiconseil.services.files import FileService, PersonFile
from mobiconseil.services.papers.plan_maps import CommunePoints
from mobiconseil.services.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSources:
    """Where the advice finds what it works with."""

    files: FileService
    clock: Clock
    reference: Callable[[], Reference]
    structure: Callable[[], Structure]
    places: CommunePoints = field(repr=False)
    rules: Callable[[], RuleBook]
    """The rules in force, those of the structure included."""
    aids: Callable[[], tuple[Aid, ...]]
    """Every aid, shipped and local."""
    questions: Callable[[], QuestionCatalogue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One person at one moment."""

    file: PersonFile
    reference: Reference
    circumstances: Circumstances
    facts: Facts
    rules: RuleBook
    recommendations: Recommendations
    distances: CrowFly
    home: Point | None
    trip: UsualTrip
    comparison: TripComparison

    @property
    def choices(self) -> dict[str, Choice]:
        """Return what was decided, by key."""
        return {choice.key: choice for choice in self.file.choices}

    @property
    def kept_aids(self) -> tuple[str, ...]:
        """Return the codes of the aids that were kept."""
        return tuple(choice.aid for choice in self.file.choices if choice.aid and choice.state is ChoiceState.KEPT)


def look_at(sources: AdviceSources, subject: RecordId, before: Look | None = None) -> Look:
    """Read the file of a person and deduce what follows from it. Raises MissingRecord.

    What was deduced `before` from the same facts is not deduced again.
    """
    file = sources.files.load(subject)
    person, reference = file.beneficiary, sources.reference()
    assessment = file.latest_assessment
    ratings = () if assessment is None else file.ratings_of(assessment)
    place = _commune(sources.places, person.insee_code, person.commune, person.postal_code)
    known = circumstances_of(
        person,
        file.statuses,
        file.trips,
        today=sources.clock.today(),
        kinds=reference.statuses.kinds,
        place=place,
        answers={answer.question: answer.value for answer in file.answers},
        items={rating.item: rating.value for rating in ratings if rating.value is not None},
    )
    facts = facts_of(
        person,
        known,
        grid=reference.grid,
        kinds=reference.statuses.kinds,
        ratings=ratings,
        form=AssessmentForm.FULL if assessment is None else assessment.form,
        barriers=file.barriers,
    )
    rules = sources.rules()
    home = _home(file, place)
    distances = CrowFly(sources.structure().detour_factor)
    trip = _usual_trip(file, sources.places, home, distances)
    return Look(
        file=file,
        reference=reference,
        circumstances=known,
        facts=facts,
        rules=rules,
        recommendations=_recommended(before, rules, facts),
        distances=distances,
        home=home,
        trip=trip,
        comparison=_compared(before, reference, trip, person.mobility_budget),
    )


def _recommended(before: Look | None, rules: RuleBook, facts: Facts) -> Recommendations:
    if before is not None and before.rules is rules and before.facts == facts:
        return before.recommendations
    return recommend(rules, facts)


def _compared(before: Look | None, reference: Reference, trip: UsualTrip, budget: int | None) -> TripComparison:
    if (
        before is not None
        and before.reference is reference
        and (before.trip, before.comparison.budget) == (trip, budget)
    ):
        return before.comparison
    return compare(reference.trip_costs, trip, budget)


def _commune(places: CommunePoints, insee: str, name: str, postal_code: str) -> Place | None:
    found = places.by_insee(insee) if insee else None
    return found or (places.named(name, postal_code) if name else None)


def _home(file: PersonFile, place: Place | None) -> Point | None:
    person = file.beneficiary
    if person.latitude is not None and person.longitude is not None:
        return person.latitude, person.longitude
    return None if place is None else place.point


def _usual_trip(file: PersonFile, places: CommunePoints, home: Point | None, distances: CrowFly) -> UsualTrip:
    """Return the main trip; a distance that nobody typed is estimated from home to the commune of destination."""
    trip = file.main_trip
    if trip is None:
        return UsualTrip()
    end = _commune(places, trip.destination_insee, trip.destination_commune, "")
    estimate = None if home is None or end is None else distances.between(home, end.point).km
    return usual_trip(trip, estimate)
