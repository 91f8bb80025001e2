"""How the sieve is said: groups, figures, freshness; and what is veiled while the person looks at the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import ChoiceState
from mobiconseil.domain.directory import Freshness
from mobiconseil.domain.plan_balance import because
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.sieve import Postponement, SieveGroup, SieveKind, SieveLevel, SieveRow
from mobiconseil.domain.typography import NBSP, fold
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.ui.screens.directory.wording import OLD_MONTHS
from mobiconseil.ui.screens.recommendations.rows import SolutionLine

NONE = "–"
FRESH_MONTHS = 6
"""Under this age, what has to be checked again is so for another reason than its age."""
SHORT_GROUPS = {
    SieveGroup.OPEN_TO_ALL: "Ouvert à tous",
    SieveGroup.OPEN_TO_HER: "Selon sa situation",
    SieveGroup.TO_CHECK: "À vérifier",
    SieveGroup.NOT_ELIGIBLE: "Non éligible",
}
GROUP_MARKS = {
    SieveGroup.OPEN_TO_ALL: ("earth", "ok"),
    SieveGroup.OPEN_TO_HER: ("account-check-outline", "ok"),
    SieveGroup.TO_CHECK: ("help-circle-outline", "warn"),
    SieveGroup.NOT_ELIGIBLE: ("close-circle-outline", "text_2"),
}
VERDICTS = {
    SieveGroup.OPEN_TO_ALL: "ouvert à tous",
    SieveGroup.OPEN_TO_HER: "éligible",
    SieveGroup.TO_CHECK: "à vérifier",
    SieveGroup.NOT_ELIGIBLE: "non éligible",
}
"""What the toast says of a row that an answer moved."""
REASON_MARKS = {
    TriState.YES: ("check-circle-outline", "ok"),
    TriState.UNKNOWN: ("help-circle-outline", "warn"),
    TriState.NO: ("close-circle-outline", "danger"),
}
CONSIDERED_ICONS = {
    "trip": "map-marker-outline",
    "rhythm": "clock-outline",
    "deadline": "timer-sand",
    "budget": "wallet-outline",
    "status": "card-account-details-outline",
}
HIDDEN = "Un point de santé, masqué pendant l’écran partagé"


@dataclass(frozen=True, slots=True)
class Veil:
    """What the person beside the adviser does not read on a shared screen: health, and statuses said sensitive."""

    reference: Reference = field(repr=False)
    on: bool

    def covers(self, text: str) -> bool:
        """Say whether a text names something sensitive."""
        if not self.on:
            return False
        words = fold(text)
        return any(label in words for label in self._labels())

    def lines(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the texts that may be read."""
        return tuple(text for text in texts if not self.covers(text))

    def not_now(self, postponed: Postponement) -> str:
        """Return « Pas maintenant, parce que… » whole; said kindly when the person reads it too."""
        if postponed.to_rate:
            return f"À évaluer d’abord ({', '.join(self.lines(postponed.to_rate))})"
        if self.on and postponed.kind_reason:
            return f"Pas maintenant. {postponed.kind_reason}"
        return f"Pas maintenant, {because(postponed.reason)}."

    def _labels(self) -> Iterable[str]:
        for domain in self.reference.grid.domains:
            for item in domain.items:
                if domain.sensitive or item.sensitive:
                    yield fold(item.title)
        for kind in self.reference.statuses.kinds:
            if kind.sensitive:
                yield from (fold(kind.label), fold(kind.short_label))
        for branch in self.reference.barriers.branches:
            if branch.sensitive:
                yield from (fold(barrier.label) for barrier in branch.barriers)


def solution_line(row: SieveRow, family_label: str) -> SolutionLine:
    """Return the words of a row."""
    subtitle, tone = subtitle_of(row)
    return SolutionLine(
        key=row.key,
        group=row.group.value,
        family=row.family,
        family_label=family_label,
        title=row.title,
        subtitle=subtitle,
        tone=tone,
        stale=stale_words(row.freshness) if row.kind is not SieveKind.CATALOGUE else "",
        advised=row.proposed is SieveLevel.PROPOSED and not row.deferred,
        kept=row.choice is ChoiceState.KEPT,
        discarded=row.choice is ChoiceState.DISCARDED,
        distance=distance_words(row.distance_km),
        delay=delay_words(row.delay_days),
        delay_note="trop tard" if row.too_late else "",
        cost=row.cost_text or NONE,
        cost_note=row.cost_unit,
        co2=NONE if row.co2_kg is None else f"{typography.number(row.co2_kg)}{NBSP}kg",
    )


def subtitle_of(row: SieveRow) -> tuple[str, str]:
    """Return the second line of a row and its colour token."""
    if row.choice is ChoiceState.DISCARDED:
        return f"Écarté{NBSP}· {row.subtitle}" if row.subtitle else "Écarté", "text_3"
    if row.deferred:
        return "Pas maintenant, parce que…", "warn"
    if row.note:
        waiver = ", dérogation possible" if row.waiver else ""
        return f"{row.note}{waiver}", "warn" if row.group is SieveGroup.TO_CHECK else "text_2"
    return row.subtitle, "warn" if row.kind is SieveKind.CATALOGUE else "text_2"


def distance_words(km: float | None) -> str:
    """Return « 12 km »."""
    if km is None:
        return NONE
    return typography.kilometres(km) if km >= 1 else f"{typography.number(round(km))}{NBSP}km"


def delay_words(days: int | None) -> str:
    """Return « 7 j », « aussitôt »."""
    if days is None:
        return NONE
    return f"{typography.number(days)}{NBSP}j" if days else "aussitôt"


def stale_words(freshness: Freshness | None) -> str:
    """Return « À revérifier : 7 mois », or nothing for a fresh sheet."""
    if freshness is None or freshness.score == 1.0:
        return ""
    if freshness.months is None:
        return "Date inconnue"
    if freshness.months < FRESH_MONTHS:
        return "À revérifier"
    word = "À revérifier" if freshness.months <= OLD_MONTHS else "Ancien"
    return f"{word}{NBSP}: {typography.number(freshness.months)}{NBSP}mois"


def moved_words(row: SieveRow, others: int) -> str:
    """Return « Prêt de voiture : éligible », with how many other rows moved."""
    said = f"{row.title}{NBSP}: {VERDICTS.get(row.group, row.group.label.lower())}"
    if not others:
        return said
    return f"{said}, et {typography.count(others, 'autre ligne déplacée', 'autres lignes déplacées')}"


def examined_words(count: int) -> str:
    """Return « 24 services et aides examinés »."""
    if count < 2:
        return f"{typography.number(count)}{NBSP}service ou aide examiné"
    return f"{typography.number(count)}{NBSP}services et aides examinés"


def missing_words(count: int) -> str:
    """Return « Il manque 2 réponses »."""
    return f"Il manque {typography.count(count, 'réponse')}"


def kept_words(count: int) -> str:
    """Return « 3 solutions retenues »."""
    return typography.count(count, "solution retenue", "solutions retenues") if count else "Aucune solution retenue"
