"""An aid: money or an equivalent that a person can ask for, as dated data."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mobiconseil.domain.catalogues import Provenance
from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.criteria import Axis, CriterionResult
from mobiconseil.domain.eligibility import Criteria, Judgement, Verdict, judge
from mobiconseil.domain.typography import MONTHS, NBSP
from mobiconseil.domain.vocabulary import TriState, Vocabulary, labels

FRESH_MONTHS = 6
"""Under this age, what is said of an aid is trusted."""

WITHDRAWN_MONTHS = 12
"""Beyond this age, an aid is no longer suggested; it can still be searched for."""


class Volatility(StrEnum):
    """How fast what is said of an aid changes."""

    STABLE = "V1"
    YEARLY = "V2"
    VOLATILE = "V3"

    @property
    def label(self) -> str:
        """Return the French label."""
        return {"V1": "stable", "V2": "à revoir chaque année", "V3": "change souvent"}[self.value]


class AidTier(StrEnum):
    """The order in which aids are asked for: ordinary law first, what completes it, what comes last."""

    ORDINARY = "droit_commun"
    COMPLEMENT = "complement"
    SUBSIDIARY = "subsidiaire"

    @property
    def label(self) -> str:
        """Return the French label."""
        return {"droit_commun": "droit commun", "complement": "complément", "subsidiaire": "en dernier recours"}[
            self.value
        ]


class AidFreshness(Vocabulary):
    """Whether an aid may be shown as it is."""

    FRESH = "a_jour"
    TO_CHECK = "a_verifier"
    WITHDRAWN = "perimee"


labels(
    AidFreshness,
    {
        AidFreshness.FRESH: "À jour",
        AidFreshness.TO_CHECK: "À revérifier",
        AidFreshness.WITHDRAWN: "Plus proposée sans vérification",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AidSource:
    """Where what is said of an aid was read; `dated` is the date the source gives, in words."""

    title: str
    url: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AidCorrection:
    """What a structure says of an aid that is shipped."""

    fields: tuple[str, ...]
    labels: tuple[str, ...]
    """What each corrected field is called: « montant »."""
    before: tuple[str, ...]
    """What ships in each of them, in words."""
    verified_on: date | None
    verified_by: str
    outdated: bool = False
    """What ships was checked since: the two are to be compared."""

    @property
    def words(self) -> str:
        """Return « Corrigée par l’équipe : montant, papiers (Camille Roy) »."""
        said = f"Corrigée par l’équipe{NBSP}: {', '.join(self.labels)}" if self.fields else "Vérifiée par l’équipe"
        return f"{said} ({self.verified_by})" if self.verified_by else said

    @property
    def shipped(self) -> tuple[str, ...]:
        """Return what ships, one line for each corrected field: « Fourni, montant : 500 € »."""
        pairs = zip(self.labels, self.before, strict=True)
        newer = (f"La fiche fournie est plus récente que la correction{NBSP}: à comparer",) if self.outdated else ()
        return (*newer, *(f"Fourni, {label}{NBSP}: {before}" for label, before in pairs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """An aid, shipped with the program or added by the structure."""

    code: str
    name: str
    catalogue: str
    """Kind of service of the catalogue, « F3-01 »."""
    criteria: Criteria
    amount: str
    """What it is worth, in French words."""
    ceiling: int | None = None
    """Most euros it can give."""
    period: str = ""
    """« par an », « une seule fois »."""
    decided_by: str = ""
    papers: tuple[str, ...] = ()
    ask_before: bool = False
    """To be asked for before any money is spent."""
    cumulation: str = ""
    excludes: tuple[str, ...] = ()
    """Codes of the aids it cannot be had with."""
    conditions: str = ""
    """What must also be known, in words that no criterion reads."""
    advice: str = ""
    sources: tuple[AidSource, ...] = ()
    verified_on: date | None = None
    confirmed: bool = True
    """False when no public source was found: it is never shown as up to date."""
    valid_from: date | None = None
    valid_until: date | None = None
    abolished_on: date | None = None
    abolished_by: str = ""
    volatility: Volatility = Volatility.YEARLY
    tier: AidTier = AidTier.COMPLEMENT
    local: bool = False
    phone: str = ""
    email: str = ""
    correction: AidCorrection | None = None
    """What the structure says of it, when it is shipped."""

    @property
    def family(self) -> str:
        """Return the family of its kind of service, « F3 »."""
        return self.catalogue.partition("-")[0]

    def ended_on(self, today: date) -> date | None:
        """Return the day it ended, when it is over today."""
        if self.abolished_on is not None and self.abolished_on <= today:
            return self.abolished_on
        return self.valid_until if self.valid_until is not None and self.valid_until < today else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AidCatalogue:
    """Every aid shipped with the program."""

    provenance: Provenance
    aids: tuple[Aid, ...]
    by_code: Mapping[str, Aid] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {aid.code: aid for aid in self.aids})


@dataclass(frozen=True, slots=True, kw_only=True)
class InForceCriterion:
    """The aid exists on the day it is asked for."""

    starts: date | None = None
    ends: date | None = None
    abolished_by: str = ""
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.VALIDITY

    @property
    def questions(self) -> tuple[str, ...]:
        """Return nothing: dates are not asked."""
        return ()

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the day is within the dates."""
        holds, text = TriState.YES, "Aide en vigueur."
        if self.ends is not None and self.ends <= known.today:
            why = f" ({self.abolished_by})" if self.abolished_by else ""
            holds, text = TriState.NO, f"Supprimée depuis le {_day(self.ends)}{why}."
        elif self.starts is not None and self.starts > known.today:
            holds, text = TriState.NO, f"Pas encore en vigueur\u00a0: à partir du {_day(self.starts)}."
        return CriterionResult(criterion=self, holds=holds, text=text)


def judge_aid(aid: Aid, known: Circumstances) -> Judgement:
    """Return the verdict on an aid: an aid that is over says since when, whatever the person's situation."""
    ended = aid.ended_on(known.today)
    if ended is None and (aid.valid_from is None or aid.valid_from <= known.today):
        return judge(aid.criteria, known)
    result = InForceCriterion(starts=aid.valid_from, ends=ended, abolished_by=aid.abolished_by).check(known)
    verdict = Verdict.ABOLISHED if ended is not None else Verdict.NOT_ELIGIBLE
    return Judgement(verdict=verdict, results=(result,), failing=(result,))


def aid_freshness(aid: Aid, today: date) -> AidFreshness:
    """Return whether what is said of an aid can be shown as it is, must be checked, or is too old to be suggested.

    An aid without a date, or without a public source, is always to be checked.
    """
    if aid.verified_on is None:
        return AidFreshness.TO_CHECK
    if today > months_later(aid.verified_on, WITHDRAWN_MONTHS):
        return AidFreshness.WITHDRAWN
    if today >= months_later(aid.verified_on, FRESH_MONTHS) or not aid.confirmed:
        return AidFreshness.TO_CHECK
    return AidFreshness.FRESH


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def aid_order(aids: Iterable[Aid]) -> tuple[Aid, ...]:
    """Return aids in the order they are asked for: ordinary law, complements, last resorts, then by name."""
    ranks = {tier: rank for rank, tier in enumerate(AidTier)}
    return tuple(sorted(aids, key=lambda aid: (ranks[aid.tier], aid.name, aid.code)))


def _day(day: date) -> str:
    """Return « 1er janvier 2026 »: the day of the week of a law matters to nobody."""
    return f"{'1er' if day.day == 1 else day.day}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"
