"""Closed vocabularies: stable codes in the base, French labels for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of codes with their French labels.

    A code written by a newer version of the program is kept as it is and shown « valeur inconnue (code) »,
    so an older laptop never damages it.
    """

    @property
    def label(self) -> str:
        """Return the French label shown on screens, papers and exports alike."""
        return _LABELS.get(type(self), {}).get(self.value, f"valeur inconnue ({self.value})")

    @property
    def is_known(self) -> bool:
        """Say whether this version of the program knows the code."""
        code = self._value_
        return code in type(self)._value2member_map_ and code in _LABELS.get(type(self), {})

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


_LABELS: dict[type[Vocabulary], dict[str, str]] = {}


def labels(cls: type[Vocabulary], texts: dict[Vocabulary, str]) -> None:
    """Declare the labels of a vocabulary, right after its class.

    Raises ValueError if a member has no label.
    """
    missing = [member for member in cls if member not in texts]
    if missing:
        raise ValueError(f"{cls.__name__} has members without label: {missing}")
    _LABELS[cls] = {member.value: text for member, text in texts.items()}


class TriState(Vocabulary):
    """Yes, no, or not asked yet: « non renseigné » is never « non »."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


labels(TriState, {TriState.YES: "Oui", TriState.NO: "Non", TriState.UNKNOWN: "Non renseigné"})
