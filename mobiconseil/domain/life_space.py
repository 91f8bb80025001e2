"""The life space: how far, how often and with what help a person went out over four weeks."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.assessment import Assessment

MAXIMUM_SCORE = 120
"""(1 + 2 + 3 + 4 + 5) zones × frequency 4 × help 2."""
FREQUENCY_MAXIMUM = 4
HELP_WEIGHTS = (1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeSpace:
    """The score and what each of the five zones brings to it."""

    score: float
    levels: tuple[float, ...]

    @property
    def text(self) -> str:
        """Return the score as people read it: "58 sur 120"."""
        return f"{self.score:g}".replace(".", ",") + f" sur {MAXIMUM_SCORE}"


def life_space_score(assessment: Assessment) -> LifeSpace | None:
    """Return the life-space score, or None while one of the five zones has no answer.

    Raises ValueError if a frequency is not 0–4, or the help of a zone that was reached not 1, 1.5 or 2.
    """
    parts: list[float] = []
    for level, (frequency, support) in enumerate(_answers(assessment), start=1):
        if frequency is None or (frequency and support is None):
            return None
        parts.append(_part(level, frequency, support))
    return LifeSpace(score=sum(parts), levels=tuple(parts))


def life_space_gained(before: LifeSpace, after: LifeSpace, least: float) -> bool:
    """Say whether the life space grew by at least what the grid calls a gain."""
    return after.score - before.score >= least


def _part(level: int, frequency: int, support: float | None) -> float:
    if not 0 <= frequency <= FREQUENCY_MAXIMUM:
        raise ValueError(f"a frequency goes from 0 to {FREQUENCY_MAXIMUM}, not {frequency}")
    if not frequency or support is None:
        return 0.0
    if support not in HELP_WEIGHTS:
        raise ValueError(f"the help of a zone is one of {HELP_WEIGHTS}, not {support}")
    return float(level * frequency * support)


def _answers(assessment: Assessment) -> tuple[tuple[int | None, float | None], ...]:
    return (
        (assessment.lsa_frequency_1, assessment.lsa_help_1),
        (assessment.lsa_frequency_2, assessment.lsa_help_2),
        (assessment.lsa_frequency_3, assessment.lsa_help_3),
        (assessment.lsa_frequency_4, assessment.lsa_help_4),
        (assessment.lsa_frequency_5, assessment.lsa_help_5),
    )
