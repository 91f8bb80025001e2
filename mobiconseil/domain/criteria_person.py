"""Criteria about who the person is: audience, status, age, registration, means, and what can only be asked."""

from __future__ import annotations

from dataclasses import dataclass

from mobiconseil.domain.circumstances import JOB_SEEKER, LONG_TERM, Circumstances, any_of, any_yes
from mobiconseil.domain.criteria import Axis, Criterion, CriterionResult, asked_in_place, either, tri, undecided
from mobiconseil.domain.directory_codes import Audience
from mobiconseil.domain.typography import count, money
from mobiconseil.domain.vocabulary import TriState


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCriterion:
    """The person belongs to one of these audiences; one is enough."""

    audiences: tuple[str, ...]
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.PUBLIC

    @property
    def questions(self) -> tuple[str, ...]:
        """Return one question for each audience."""
        return tuple(code for code in self.audiences if code != Audience.EVERYBODY)

    @property
    def everybody(self) -> bool:
        """Say whether the offer is open to all."""
        return Audience.EVERYBODY in self.audiences

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether one of the audiences is the person's."""
        if not self.audiences:
            text = "Publics non précisés\u00a0: à demander."
            return CriterionResult(criterion=self, holds=TriState.UNKNOWN, text=text, blocking=False)
        values = {code: known.public(code) for code in self.audiences}
        names = either(_audience(code) for code in self.audiences)
        if self.everybody:
            return CriterionResult(criterion=self, holds=TriState.YES, text="Ouvert à tous les publics.")
        held = [code for code, value in values.items() if value is TriState.YES]
        if held:
            return CriterionResult(criterion=self, holds=TriState.YES, text=f"Public\u00a0: {_audience(held[0])}.")
        if any_of(values.values()) is TriState.NO:
            return CriterionResult(criterion=self, holds=TriState.NO, text=f"Réservé\u00a0: {names}.")
        asked = next(code for code, value in values.items() if value is TriState.UNKNOWN)
        return CriterionResult(
            criterion=self, holds=TriState.UNKNOWN, text=f"Réservé\u00a0: {names}.", missing=f"public ({names})",
            question=asked,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCriterion:
    """The person has one of these statuses today; one is enough. `names` are their labels, in the same order."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.STATUS

    @property
    def questions(self) -> tuple[str, ...]:
        """Return one question for each status."""
        return self.codes

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether one of the statuses holds today; an expired one is asked again."""
        values = {code: known.status(code) for code in self.codes}
        called = dict(zip(self.codes, self.names, strict=True))
        held = [code for code, value in values.items() if value is TriState.YES]
        if held:
            return CriterionResult(criterion=self, holds=TriState.YES, text=f"Statut\u00a0: {called[held[0]]}.")
        names = either(self.names)
        if any_of(values.values()) is TriState.NO:
            return CriterionResult(criterion=self, holds=TriState.NO, text=f"Statut demandé\u00a0: {names}.")
        unknown = [code for code, value in values.items() if value is TriState.UNKNOWN]
        expired = [code for code in unknown if code in known.expired]
        asked = (expired or unknown)[0]
        if expired:
            text = f"{called[asked]}\u00a0: statut échu, à revérifier."
            missing = f"{called[asked]}, à jour"
        else:
            text, missing = f"Statut demandé\u00a0: {names}.", names
        return CriterionResult(criterion=self, holds=TriState.UNKNOWN, text=text, missing=missing, question=asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeCriterion:
    """The person's age, bounds included."""

    lowest: int | None = None
    highest: int | None = None
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.AGE

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the question about these bounds."""
        return (f"age:{self.lowest or ''}-{self.highest or ''}",)

    @property
    def words(self) -> str:
        """Return « de 15 à 25 ans », « 18 ans ou plus », « 25 ans ou moins »."""
        return age_words(self.lowest, self.highest)

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the age is within the bounds; a birth year alone may leave it open."""
        ages = known.ages
        if ages is not None:
            inside = [self._holds(age) for age in ages]
            text = f"{_age(ages)}\u00a0: {self.words} demandés."
            if inside[0] == inside[1]:
                return CriterionResult(criterion=self, holds=tri(inside[0]), text=text)
        text = f"Âge demandé\u00a0: {self.words}."
        return asked_in_place(self, known, text, "âge exact" if ages else "âge", self.questions[0])

    def _holds(self, age: int) -> bool:
        return (self.lowest is None or age >= self.lowest) and (self.highest is None or age <= self.highest)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationCriterion:
    """Registered as a job seeker."""

    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.REGISTRATION

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the question about the registration."""
        return ("ST04",)

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the person is registered; an expired status is asked again."""
        listed = known.statuses.get(JOB_SEEKER, TriState.UNKNOWN)
        first = listed if known.registered is TriState.UNKNOWN else known.registered
        value = any_yes(first, known.statuses.get(LONG_TERM))
        if value is TriState.UNKNOWN and "ST04" in known.expired and known.answer("ST04") is TriState.UNKNOWN:
            text = "Inscription à France Travail\u00a0: statut échu, à revérifier."
            return undecided(self, text, "inscription à France Travail à jour", "ST04")
        text = "Inscription à France Travail demandée."
        if value is TriState.UNKNOWN:
            return asked_in_place(self, known, text, "inscription à France Travail", "ST04")
        return CriterionResult(criterion=self, holds=value, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotientCriterion:
    """A family quotient of at most so many euros a month."""

    highest: int
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.QUOTIENT

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the question about this quotient."""
        return (f"quotient:{self.highest}",)

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the quotient is low enough."""
        limit = f"quotient familial de {money(self.highest)} au plus"
        if known.family_quotient is None:
            return asked_in_place(self, known, f"{limit.capitalize()}.", "quotient familial", self.questions[0])
        text = f"Quotient familial de {money(known.family_quotient)}\u00a0: {money(self.highest)} au plus."
        return CriterionResult(criterion=self, holds=tri(known.family_quotient <= self.highest), text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositCriterion:
    """Money to be left as a deposit: only the person can say."""

    euros: int
    waiver: str = "Une garantie peut remplacer la caution\u00a0: voir les aides."

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.DEPOSIT

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the question about this deposit."""
        return (f"deposit:{self.euros}",)

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether the deposit can be left."""
        text = f"Caution de {money(self.euros)}."
        return asked_in_place(self, known, text, f"caution de {money(self.euros)} possible ou non", self.questions[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCriterion:
    """A question of the reference whose answer must be yes, or no; `label` says what is asked, in few words."""

    code: str
    label: str
    wanted: bool = True
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.QUESTION

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the question."""
        return (self.code,)

    def check(self, known: Circumstances) -> CriterionResult:
        """Say what was answered."""
        value = known.answer(self.code)
        text = f"Condition\u00a0: {self.label}." if self.wanted else f"Exclut\u00a0: {self.label}."
        if value is TriState.UNKNOWN:
            return undecided(self, text, self.label, self.code)
        return CriterionResult(criterion=self, holds=tri((value is TriState.YES) == self.wanted), text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyCriterion:
    """Several criteria of which one is enough."""

    options: tuple[Criterion, ...]
    waiver: str = ""

    @property
    def axis(self) -> Axis:
        """Return what the criterion is about."""
        return Axis.ALTERNATIVES

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the questions of all."""
        return tuple(dict.fromkeys(code for option in self.options for code in option.questions))

    def check(self, known: Circumstances) -> CriterionResult:
        """Say whether one of them holds."""
        results = [option.check(known) for option in self.options]
        for result in results:
            if result.holds is TriState.YES:
                return CriterionResult(criterion=self, holds=TriState.YES, text=result.text)
        unknown = [result for result in results if result.holds is TriState.UNKNOWN]
        text = " Ou\u00a0: ".join(result.text for result in results)
        if not unknown:
            return CriterionResult(criterion=self, holds=TriState.NO, text=text)
        if not all(result.blocking for result in unknown):
            return CriterionResult(criterion=self, holds=TriState.UNKNOWN, text=text, blocking=False)
        first = next((result for result in unknown if result.question), unknown[0])
        missing = " ou ".join(dict.fromkeys(result.missing for result in unknown))
        return undecided(self, text, missing, first.question)


def age_words(lowest: int | None, highest: int | None) -> str:
    """Return « de 15 à 25 ans », « 18 ans ou plus », « 25 ans ou moins »."""
    if lowest is not None and highest is not None:
        return f"de {lowest} à {count(highest, 'an')}"
    return f"{count(lowest, 'an')} ou plus" if lowest is not None else f"{count(highest or 0, 'an')} ou moins"


def _audience(code: str) -> str:
    label = Audience(code).label
    return label[:1].lower() + label[1:]


def _age(ages: tuple[int, int]) -> str:
    return count(ages[1], "an") if ages[0] == ages[1] else f"{ages[0]} ou {count(ages[1], 'an')}"
