"""The questions asked in place: Oui, Non, Ne sait pas; each one settles a criterion.

The code of a question may carry what it is about, after a colon: « deposit:300 », « age:18-25 », « rules:faj ».
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mobiconseil.domain.catalogues import Provenance
from mobiconseil.domain.civility import Civility, agree
from mobiconseil.domain.criteria_person import age_words
from mobiconseil.domain.criteria_place import trip_words
from mobiconseil.domain.typography import count, money

RULES = "rules"
"""Question « does the body confirm? », asked for each aid apart: « rules:faj »."""

THIS_AID = "cette aide"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuestion:
    """A fact that can be asked; its text agrees with the person."""

    code: str
    label: str
    """In few words, as what is missing: « attestation d’embauche »."""
    text: str
    """« {A-t-il|A-t-elle|La personne a-t-elle} une attestation d’embauche ? », perhaps with « [value] »."""
    hint: str = ""
    sensitive: bool = False
    """About health or another protected matter: never the first thing to ask."""

    def asked(self, civility: Civility) -> str:
        """Return the question, agreed with the person."""
        return agree(self.text, civility)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCatalogue:
    """Every question."""

    provenance: Provenance
    questions: tuple[FactQuestion, ...]
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Aid code → its name, for the questions about one aid."""
    by_code: Mapping[str, FactQuestion] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {question.code: question for question in self.questions})

    def question(self, code: str) -> FactQuestion:
        """Return the question `code`, what it is about written in its text. Raises KeyError if there is none."""
        name, _, about = code.partition(":")
        question = self.by_code[name]
        if not about:
            return question
        words = self.names.get(about, THIS_AID) if name == RULES else spoken(name, about)
        return replace(
            question,
            code=code,
            label=question.label.replace("[value]", words),
            text=question.text.replace("[value]", words),
        )

    def knows(self, code: str) -> bool:
        """Say whether there is such a question."""
        return code.partition(":")[0] in self.by_code


def spoken(name: str, about: str) -> str:
    """Return what a question is about, in words: « 300 € », « de 18 à 25 ans », « 3 ans »."""
    if name in ("deposit", "quotient"):
        return money(int(about))
    if name == "licence_years":
        return count(int(about), "an")
    low, high, most = (*about.split("-"), "", "")[:3]
    if name == "age":
        return age_words(int(low) if low else None, int(high) if high else None)
    if name == "trip":
        return trip_words(float(low) if low else None, int(high) if high else None, float(most) if most else None)
    return about
