"""Criteria about where the person lives and goes, and what she may drive."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.circumstances import Circumstances, any_of, departement_of
from mobiconseil.domain.criteria import Axis, CriterionResult, asked_in_place, tri, undecided
from mobiconseil.domain.typography import NBSP, count, duration, kilometres, number
from mobiconseil.domain.vocabulary import TriState

NEAR = 0.1
"""An estimated distance or duration this near a threshold does not decide."""

SLOW_KMH = 30
"""Speed that gives a duration when only the distance is known: slow, so as not to rule out too soon."""

OVERSEAS = ("971", "972", "973", "974", "976")
EVERYWHERE = ("france", "99100")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneCriterion:
    """Where the person must live: codes of communes, EPCI or départements, or « france »; empty is « not said »."""

    zones: tuple[str, ...]
    name: str = ""
    """Name of the zone, when one is known: « Pays de la Loire »."""
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.ZONE

    @property
    def questions(self) -> tuple[str, ...]:
        """Return nothing: the commune is written in the file."""
        return ()

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the person lives in the zone; an unknown zone is said, and decides nothing."""
        if not self.zones:
            text = "Zone non précisée\u00a0: à demander."
            return CriterionResult(criterion=self, holds=TriState.UNKNOWN, text=text, blocking=False)
        if any(zone in EVERYWHERE for zone in self.zones):
            return CriterionResult(criterion=self, holds=TriState.YES, text="Partout en France.")
        served = self.name or _zone_words(self.zones)
        departement = known.departement or departement_of(known.insee_code)
        if not departement:
            return CriterionResult(
                criterion=self, holds=TriState.UNKNOWN, text=f"Réservé\u00a0: {served}.", missing="commune"
            )
        if {known.insee_code, known.epci, departement} & set(self.zones):
            where = known.place or f"département {departement}"
            return CriterionResult(criterion=self, holds=TriState.YES, text=f"Zone\u00a0: {where}.")
        if self._cannot_tell(known):
            text = f"Réservé\u00a0: {served}."
            return CriterionResult(criterion=self, holds=TriState.UNKNOWN, text=text, missing="commune exacte")
        return CriterionResult(criterion=self, holds=TriState.NO, text=f"Réservé\u00a0: {served}.")

    def _cannot_tell(self, known: Circumstances) -> bool:
        small = [zone for zone in self.zones if len(zone) >= 5]
        communes_known = bool(known.insee_code) or not any(len(zone) == 5 for zone in small)
        epcis_known = bool(known.epci) or not any(len(zone) == 9 for zone in small)
        return not (communes_known and epcis_known)


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceCriterion:
    """A licence for cars is held, or must not be held yet."""

    held: bool = True
    lenient: bool = False
    """Not knowing is said but keeps nobody out."""
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.LICENCE

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the question about the licence."""
        return ("licence_b",)

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the licence is held, or is not, as asked."""
        value = known.holds_car_licence
        value = known.answer("licence_b") if value is TriState.UNKNOWN else value
        text = "Permis B demandé." if self.held else "Pour qui n’a pas encore le permis B."
        if value is TriState.UNKNOWN:
            missing = "permis B ou non"
            return CriterionResult(
                criterion=self, holds=value, text=text, missing=missing, question="licence_b",
                blocking=not self.lenient,
            )  # fmt: skip
        text = text if (value is TriState.YES) == self.held else _failed_licence(self.held)
        return CriterionResult(criterion=self, holds=tri((value is TriState.YES) == self.held), text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeniorityCriterion:
    """A licence held for some years, perhaps without having stopped driving."""

    years: int
    uninterrupted: bool = False
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.SENIORITY

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the questions about how long, and about a break."""
        return (f"licence_years:{self.years}", "licence_b", "driving_break")

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the licence is old enough, and driving went on when that is asked."""
        asked = f"Permis depuis {count(self.years, 'an')} ou plus{', sans interruption' if self.uninterrupted else ''}."
        licence = known.holds_car_licence
        licence = known.answer("licence_b") if licence is TriState.UNKNOWN else licence
        if licence is TriState.NO:
            return CriterionResult(criterion=self, holds=TriState.NO, text=asked)
        stopped = known.driving_break
        stopped = known.answer("driving_break") if stopped is TriState.UNKNOWN else stopped
        if self.uninterrupted and stopped is TriState.YES:
            text = f"{asked[:-1]}\u00a0: la conduite a été interrompue."
            return CriterionResult(criterion=self, holds=TriState.NO, text=text)
        long_enough = self._long_enough(known)
        if long_enough is TriState.NO:
            return CriterionResult(criterion=self, holds=TriState.NO, text=asked)
        if long_enough is TriState.UNKNOWN:
            return undecided(self, asked, "année du permis", f"licence_years:{self.years}")
        if self.uninterrupted and stopped is TriState.UNKNOWN:
            return undecided(self, asked, "conduite interrompue ou non", "driving_break")
        return CriterionResult(criterion=self, holds=TriState.YES, text=asked)

    def _long_enough(self, known: Circumstances) -> TriState:
        years = known.licence_years
        if years is None:
            return known.answer(f"licence_years:{self.years}")
        if years >= self.years:
            return TriState.YES
        return TriState.NO if years + 1 < self.years else known.answer(f"licence_years:{self.years}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TripCriterion:
    """A main trip long enough there and back, in kilometres or in minutes: one of the two is enough.

    `most_km` closes it from above: « de 5 à 60 km ».
    """

    km: float | None = None
    minutes: int | None = None
    overseas_km: float | None = None
    most_km: float | None = None
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.TRIP

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the question about this trip."""
        most = "" if self.most_km is None else f"-{_plain(self.most_km)}"
        return (f"trip:{_plain(self.km)}-{self.minutes or ''}{most}",)

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the trip is as long as asked; what is within a tenth of a threshold does not decide."""
        there_back = None if known.distance_km is None else 2 * known.distance_km
        minutes = None if known.duration_min is None else 2.0 * known.duration_min
        estimated = minutes is None and there_back is not None
        if estimated and there_back is not None:
            minutes = 60 * there_back / SLOW_KMH
        limit_km = self.overseas_km if self.overseas_km and known.departement in OVERSEAS else self.km
        value = self._as_long_as_asked(there_back, minutes, limit_km)
        words = trip_words(limit_km, self.minutes, self.most_km)
        if there_back is None and minutes is None:
            return asked_in_place(
                self, known, f"Trajet aller-retour de {words}.", "distance du trajet", self.questions[0]
            )
        shown = _trip_shown(there_back, minutes, estimated=estimated, timed=self.minutes is not None)
        text = f"Aller-retour {shown}\u00a0: {words} demandés."
        if value is TriState.UNKNOWN:
            return asked_in_place(self, known, text, "distance ou durée exacte du trajet", self.questions[0])
        return CriterionResult(criterion=self, holds=value, text=text)

    def _as_long_as_asked(self, km: float | None, minutes: float | None, limit_km: float | None) -> TriState:
        sides = [(km, limit_km), (minutes, self.minutes)]
        lowest = [_side(value, limit) for value, limit in sides if limit is not None]
        ends = [any_of(lowest)] if lowest else []
        if self.most_km is not None:
            ends.append(_opposite(_side(km, self.most_km)))
        return next((value for value in (TriState.NO, TriState.UNKNOWN) if value in ends), TriState.YES)


def _failed_licence(wanted: bool) -> str:
    return "Permis B demandé\u00a0: pas encore obtenu." if wanted else "Le permis B est déjà obtenu."


def _zone_words(zones: tuple[str, ...]) -> str:
    kinds = ("commune", "département", "intercommunalité")
    if len(zones) > 3:
        return f"{len(zones)} territoires ({', '.join(zones[:3])}…)"
    named = (f"{kinds[0] if len(z) == 5 else kinds[2] if len(z) == 9 else kinds[1]} {z}" for z in zones)
    return ", ".join(named)


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _side(value: float | None, limit: float | None) -> TriState:
    if value is None or limit is None:
        return TriState.UNKNOWN
    if abs(value - limit) <= NEAR * limit:
        return TriState.UNKNOWN
    return tri(value > limit)


def _opposite(value: TriState) -> TriState:
    return {TriState.YES: TriState.NO, TriState.NO: TriState.YES}.get(value, value)


def trip_words(km: float | None, minutes: int | None, most_km: float | None = None) -> str:
    """Return « 60 km ou plus, ou 2 h ou plus », « de 10 à 120 km »."""
    if most_km is not None and km is not None and minutes is None:
        return f"de {number(km)} à {kilometres(most_km)}"
    words = _lowest_words(km, minutes)
    return (
        words if most_km is None else ", et ".join(part for part in (words, f"{kilometres(most_km)} au plus") if part)
    )


def _lowest_words(km: float | None, minutes: int | None) -> str:
    parts = ([f"{kilometres(km)} ou plus"] if km is not None else []) + (
        [f"{duration(minutes)} ou plus"] if minutes is not None else []
    )
    return ", ou ".join(parts)


def _trip_shown(km: float | None, minutes: float | None, *, estimated: bool, timed: bool) -> str:
    parts = [f"de {kilometres(km)}"] if km is not None else []
    if minutes is not None and timed:
        around = f"environ{NBSP}" if estimated else ""
        parts.append(f"{'' if parts else 'de '}{around}{duration(round(minutes))}")
    return ", ".join(parts)
