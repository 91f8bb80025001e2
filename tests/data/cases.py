"""Six fictional people: what is known of them, as ratings ready to use in tests and in the demonstration."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, new_rating
from mobiconseil.domain.civility import Civility
from mobiconseil.domain.identity import RecordId

STARTED_ON = date(2026, 11, 17)
RATED_AT = datetime(2026, 11, 17, 14, 0, tzinfo=UTC)
_NAMESPACE = uuid.UUID("6f2a0b1c-3d4e-5f60-8a9b-0c1d2e3f4a5b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A fictional person and the answers given during the first assessment."""

    code: str
    civility: Civility
    first_name: str
    last_name: str
    age: int
    own_words: str
    situation: str
    statuses: tuple[str, ...]
    values: Mapping[str, int]
    deadline_days: int | None = None
    wants_permit: bool = False
    life_space: tuple[tuple[int, float], ...] = ()
    expected_profile: str = ""
    expected_modes: Mapping[str, str] = field(default_factory=dict)


CASES = (
    Case(
        code="P1",
        civility=Civility.MADAME,
        first_name="Inaya",
        last_name="Delmas",
        age=23,
        own_words="Passer le permis pour un emploi d’aide à domicile qui commence dans 5 semaines.",
        situation="Commune rurale, pas de voiture.",
        statuses=("ST04", "ST06", "ST07", "ST11"),
        deadline_days=35,
        wants_permit=True,
        values={
            "D1.1": 4, "D1.2": 3, "D2.2": 3, "D3.1": 2, "D3.2": 2, "D3.5": 1, "D4.1": 4, "D4.2": 3, "D4.4": 1,
            "D5.1": 2, "D5.2": 3, "D5.3": 3, "D5.5": 3, "D6.1": 1, "D7.1": 4, "D7.2": 3, "D8.1": 4, "D8.2": 4,
            "D9.1": 1, "D9.2": 1, "D11.1": 3, "D11.4": 4, "D12.1": 1, "D12.2": 1, "D12.3": 2,
        },
        expected_profile="SANS_SOLUTION",
        expected_modes={
            "MARCHE": "alone", "VELO": "learning", "BUS": "not_yet", "TAD": "learning",
            "COVOITURAGE": "alone", "CYCLOMOTEUR": "learning", "VOITURE": "learning",
        },
    ),
    Case(
        code="P2",
        civility=Civility.MONSIEUR,
        first_name="Mehdi",
        last_name="Sadek",
        age=41,
        own_words="Le permis B.",
        situation="Réfugié, lit peu le français ; demande transmise par son référent.",
        statuses=("ST01", "ST21", "ST25"),
        wants_permit=True,
        values={
            "D1.2": 1, "D1.4": 2, "D2.1": 2, "D2.2": 1, "D3.1": 1, "D3.2": 2, "D5.1": 0, "D5.2": 0, "D5.3": 2,
            "D6.1": 0, "D7.1": 2, "D8.1": 1, "D8.2": 1, "D8.4": 2, "D9.1": 1, "D9.2": 0, "D9.3": 2, "D11.1": 2,
            "D12.1": 3, "D12.2": 2,
        },
        expected_profile="EN_CONSTRUCTION",
        expected_modes={
            "MARCHE": "unknown", "VELO": "unknown", "BUS": "learning", "TAD": "unknown",
            "COVOITURAGE": "learning", "CYCLOMOTEUR": "not_yet", "VOITURE": "not_yet",
        },
    ),
    Case(
        code="P3",
        civility=Civility.MADAME,
        first_name="Bernadette",
        last_name="Ollivier",
        age=76,
        own_words="Faire mes courses et mes soins.",
        situation="Veuve, à 4 km du bourg, ne veut plus conduire de nuit.",
        statuses=("ST08",),
        values={
            "D1.1": 3, "D2.1": 4, "D3.5": 1, "D4.1": 1, "D5.1": 4, "D5.4": 2, "D5.5": 2, "D6.1": 3, "D6.2": 2,
            "D7.1": 1, "D7.2": 0, "D8.2": 4, "D9.1": 3, "D10.1": 2, "D10.2": 3, "D11.1": 2, "D11.2": 2, "D11.5": 2,
            "D12.1": 0, "D12.2": 1, "D12.3": 2,
        },
        life_space=((4, 2), (4, 2), (3, 2), (2, 2), (0, 0)),
        expected_profile="AUTONOME",
        expected_modes={
            "MARCHE": "learning", "VELO": "not_yet", "BUS": "not_yet", "TAD": "learning",
            "COVOITURAGE": "learning", "CYCLOMOTEUR": "unknown", "VOITURE": "learning",
        },
    ),
    Case(
        code="P4",
        civility=Civility.MONSIEUR,
        first_name="Enzo",
        last_name="Varga",
        age=19,
        own_words="Rentrer après le service à 23 h 30.",
        situation="Apprenti cuisinier, horaires décalés, quartier prioritaire.",
        statuses=("ST06", "ST10", "ST15"),
        values={
            "D1.1": 4, "D2.2": 3, "D3.1": 4, "D3.2": 4, "D4.1": 4, "D4.2": 2, "D4.4": 0, "D5.1": 1, "D5.2": 2,
            "D6.1": 0, "D7.2": 4, "D8.2": 4, "D9.1": 2, "D11.1": 3, "D11.2": 2, "D12.1": 4, "D12.2": 0,
        },
        expected_profile="EN_APPRENTISSAGE",
        expected_modes={
            "MARCHE": "alone", "VELO": "learning", "BUS": "not_yet", "TAD": "unknown",
            "COVOITURAGE": "alone", "CYCLOMOTEUR": "learning", "VOITURE": "learning",
        },
    ),
    Case(
        code="P5",
        civility=Civility.MADAME,
        first_name="Claire",
        last_name="Roussel-Anglade",
        age=34,
        own_words="Garder mon poste à 22 km, la crèche est à 7 h 30.",
        situation="CDD de 26 h, seule avec un enfant, voiture en panne et non assurée.",
        statuses=("ST13", "ST14", "ST19"),
        deadline_days=3,
        values={
            "D2.3": 3, "D5.1": 4, "D5.4": 4, "D6.1": 1, "D6.2": 0, "D6.3": 1, "D7.2": 4, "D8.2": 4, "D9.1": 1,
            "D9.4": 1, "D11.4": 1, "D11.5": 1, "D12.1": 1, "D12.2": 0, "D12.3": 1,
        },
        expected_profile="SANS_SOLUTION",
        expected_modes={
            "MARCHE": "unknown", "VELO": "unknown", "BUS": "not_yet", "TAD": "not_yet",
            "COVOITURAGE": "alone", "CYCLOMOTEUR": "not_yet", "VOITURE": "not_yet",
        },
    ),
    Case(
        code="P6",
        civility=Civility.MONSIEUR,
        first_name="Yanis",
        last_name="Ferrandi",
        age=28,
        own_words="Reconduire, chercher du travail à 30 km.",
        situation="RQTH, permis B ancien, n’a pas reconduit depuis un accident.",
        statuses=("ST04", "ST05", "ST09"),
        values={
            "D1.2": 3, "D2.2": 4, "D3.2": 3, "D4.1": 2, "D5.1": 3, "D5.2": 4, "D5.4": 1, "D5.5": 2, "D5.6": 1,
            "D6.1": 1, "D7.2": 4, "D8.2": 4, "D9.1": 2, "D10.1": 2, "D10.3": 1, "D10.4": 2, "D11.1": 2, "D11.3": 2,
            "D12.1": 1, "D12.2": 1,
        },
        expected_profile="SANS_SOLUTION",
        expected_modes={
            "MARCHE": "unknown", "VELO": "unknown", "BUS": "not_yet", "TAD": "unknown",
            "COVOITURAGE": "alone", "CYCLOMOTEUR": "not_yet", "VOITURE": "not_yet",
        },
    ),
)  # fmt: skip


def case(code: str) -> Case:
    """Return the case `code` (P1…P6)."""
    return next(found for found in CASES if found.code == code)


def record_id(name: str) -> RecordId:
    """Return an identifier that is always the same for `name`."""
    return RecordId(uuid.uuid5(_NAMESPACE, name).bytes)


def assessment_of(person: Case, form: AssessmentForm = AssessmentForm.SHORT) -> Assessment:
    """Return the first assessment of the person."""
    asked = (*person.life_space, *[(None, None)] * 5)[:5]
    answers = {f"lsa_frequency_{n}": frequency for n, (frequency, _) in enumerate(asked, start=1)}
    answers |= {f"lsa_help_{n}": weight for n, (_, weight) in enumerate(asked, start=1)}
    return Assessment(
        id=record_id(f"{person.code}/assessment"),
        subject=record_id(person.code),
        form=form,
        stage=AssessmentStage.INITIAL,
        started_on=STARTED_ON,
        own_words=person.own_words,
        grid_version="2026.1",
        **answers,
    )


def ratings_of(person: Case) -> tuple[Rating, ...]:
    """Return the ratings of the first assessment of the person."""
    return rate(assessment_of(person), person.values)


def rate(assessment: Assessment, values: Mapping[str, int]) -> tuple[Rating, ...]:
    """Return one rating for each value."""
    return tuple(new_rating(assessment, item).rated(value, RATED_AT) for item, value in values.items())


def set_aside(assessment: Assessment, items: Iterable[str]) -> tuple[Rating, ...]:
    """Return one "not applicable" rating for each item."""
    return tuple(new_rating(assessment, item).not_applicable(RATED_AT) for item in items)
