"""Says how likely it is that two files are about the same person, and why, in French."""

from __future__ import annotations

from dataclasses import dataclass

import jellyfish

from mobiconseil.domain.french_text import fold
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.phonetics import name_parts, phonetic_key, phonetic_keys

__all__ = ["LOOK_ALIKE", "Candidate", "Likeness", "phonetic_key", "phonetic_keys", "score"]

LOOK_ALIKE = 0.75
"""From this score on, the other file is shown while typing.

Chosen on a table of French names (see the tests): the same person typed twice stays above it with one spelling
mistake in each name; two people of one family, or names that only begin alike, stay below.
"""

_SAME_SOUND = 0.95
_PART_IN_COMMON = {"nom": 0.9, "prénom": 0.85}
_SHORT_FORM = 0.82
_CLOSE = 0.8
_CLOSEST = 0.94  # below the same sound
_UNRELATED, _ONE_MISTAKE = 0.55, 0.91  # raw closeness of unrelated names, and of names one letter apart
_OTHER_ENDING = 0.3  # Martin and Martinez, Julie and Julien: one more syllable is another name
_SAME_BIRTH_YEAR = 0.06
_NEAR_BIRTH_YEAR = 0.02
_MISTYPED_BIRTH_YEAR = -0.05
_OTHER_BIRTH_YEAR = -0.2
_SAME_PHONE = 0.15
_SAME_PHONE_AND_FIRST_NAME = 0.85
_SAME_COMMUNE = 0.02
_ONE_NAME_MISSING = 0.8
_SWAPPED = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is compared of a person; unknown things are empty and weigh nothing."""

    id: RecordId
    last_name: str = ""
    first_name: str = ""
    birth_year: int | None = None
    phones: tuple[str, ...] = ()
    commune: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A score from 0 (nobody would confuse them) to 1, and its reasons in French, the strongest first."""

    score: float
    reasons: tuple[str, ...]

    @property
    def is_look_alike(self) -> bool:
        """Say whether the other file is worth showing."""
        return self.score >= LOOK_ALIKE


@dataclass(frozen=True, slots=True)
class _Names:
    """How close two pairs of names are; None when one of the two sides is unknown."""

    last: float | None
    first: float | None
    factor: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """Return the closeness of both names: the weaker one weighs more than the stronger."""
        if self.last is None or self.first is None:
            return (self.last or self.first or 0.0) * _ONE_NAME_MISSING
        return self.factor * (0.6 * min(self.last, self.first) + 0.2 * (self.last + self.first))


def score(typed: Candidate, other: Candidate) -> Likeness:
    """Compare what is being typed with an existing file."""
    names = _names(typed, other)
    phone = bool(_phones(typed) & _phones(other))
    birth, birth_reason = _birth(typed.birth_year, other.birth_year)
    commune = bool(fold(typed.commune)) and fold(typed.commune) == fold(other.commune)
    total = names.score + birth + (_SAME_PHONE if phone else 0) + (_SAME_COMMUNE if commune else 0)
    if phone and (names.first is None or names.first >= _CLOSE):
        total = max(total, _SAME_PHONE_AND_FIRST_NAME)
    reasons = (
        *names.reasons,
        "Même téléphone" if phone else "",
        birth_reason,
        "Même commune" if commune else "",
    )
    return Likeness(score=round(min(1.0, max(0.0, total)), 3), reasons=tuple(r for r in reasons if r))


def _names(typed: Candidate, other: Candidate) -> _Names:
    """Compare the names in their order, and swapped when that is closer."""
    last, last_reason = _name(typed.last_name, other.last_name, "nom")
    first, first_reason = _name(typed.first_name, other.first_name, "prénom")
    straight = _Names(last, first, 1.0, tuple(r for r in (last_reason, first_reason) if r))
    crossed, _ = _name(typed.first_name, other.last_name, "nom")
    crossed_back, _ = _name(typed.last_name, other.first_name, "nom")
    swapped = _Names(crossed, crossed_back, _SWAPPED, ("Nom et prénom inversés",))
    both_known = crossed is not None and crossed_back is not None
    return swapped if both_known and swapped.score > straight.score else straight


def _name(left: str, right: str, noun: str) -> tuple[float | None, str]:
    """Return how close two names are, with the reason; None when one is missing."""
    if not fold(left) or not fold(right):
        return None, ""
    whole = _word(fold(left).replace(" ", ""), fold(right).replace(" ", ""), left, right)
    left_parts, right_parts = name_parts(left), name_parts(right)
    if whole < _SAME_SOUND and len(left_parts) == len(right_parts) > 1:  # Marie-Claude and Marie-Laure
        whole = min(whole, *(_word(a, b, a, b) for a, b in zip(left_parts, right_parts, strict=True)))
    parts = _parts(left_parts, right_parts, _PART_IN_COMMON[noun])
    if noun == "prénom" and _is_short_form(fold(left), fold(right)):
        return _SHORT_FORM, "Prénom abrégé"
    closeness = max(whole, parts)
    if whole == 1.0:
        return closeness, f"Même {noun}"
    if whole == _SAME_SOUND:
        return closeness, f"{noun.capitalize()} qui se prononce pareil"
    if parts > whole and parts >= _CLOSE:
        return closeness, f"Une partie du {noun} en commun"
    return closeness, f"{noun.capitalize()} proche" if closeness >= _CLOSE else ""


def _is_short_form(left: str, right: str) -> bool:
    """Say whether one first name begins the other, three letters or more being left out: Fatou and Fatoumata."""
    short, long = sorted((left, right), key=len)
    return len(short) >= 3 and len(long) - len(short) >= 3 and long.startswith(short) and " " not in long


def _word(left: str, right: str, left_typed: str, right_typed: str) -> float:
    """Return the closeness of two folded words: 1 when equal, 0.95 when they sound the same."""
    if left == right:
        return 1.0
    left_key, right_key = phonetic_key(left_typed), phonetic_key(right_typed)
    if left_key and left_key == right_key:
        return _SAME_SOUND
    spelling = jellyfish.jaro_winkler_similarity(left, right)
    longest = max(len(left_key), len(right_key), 1)
    sound = 1 - jellyfish.damerau_levenshtein_distance(left_key, right_key) / longest
    closeness = (0.4 * spelling + 0.6 * sound - _UNRELATED) / (_ONE_MISTAKE - _UNRELATED)
    if left_key.startswith(right_key) or right_key.startswith(left_key):
        closeness -= _OTHER_ENDING
    return min(_CLOSEST, max(0.0, closeness))


def _parts(left: tuple[str, ...], right: tuple[str, ...], in_common: float) -> float:
    """Return `in_common` when all the parts of the shorter name are in the longer one (married names), else 0."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) == len(longer):
        same = sorted(left) == sorted(right)
        return in_common if same else 0.0
    found = all(any(_word(part, other, part, other) >= _SAME_SOUND for other in longer) for part in shorter)
    return in_common if found else 0.0


def _birth(typed: int | None, other: int | None) -> tuple[float, str]:
    """Return what the birth years add or remove, with the reason."""
    if typed is None or other is None:
        return 0.0, ""
    if typed == other:
        return _SAME_BIRTH_YEAR, "Même année de naissance"
    if abs(typed - other) == 1:
        return _NEAR_BIRTH_YEAR, "Année de naissance à un an près"
    if sorted(str(typed)) == sorted(str(other)):
        return _MISTYPED_BIRTH_YEAR, "Année de naissance aux chiffres inversés"
    return _OTHER_BIRTH_YEAR, ""


def _phones(candidate: Candidate) -> frozenset[str]:
    """Return the last nine digits of each phone: the same for « 06… » and « +336… »."""
    numbers = ("".join(c for c in phone if c.isdigit()) for phone in candidate.phones)
    return frozenset(number[-9:] for number in numbers if len(number) >= 9)
