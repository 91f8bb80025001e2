"""A plan built from what was kept: dated, ordered, readable, and never a way into what is put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import StepHorizon
from mobiconseil.domain.plan_building import draft_plan
from mobiconseil.domain.plan_draft import (
    DraftPlan,
    Existing,
    KeptRow,
    PlanningContext,
    PlanTerm,
    Postponed,
    Preliminary,
)
from mobiconseil.domain.plan_timing import Calendar
from mobiconseil.domain.working_days import is_working_day, public_holidays, working_day_from, working_day_until
from mobiconseil.reference import load_reference

REFERENCE = load_reference()
ACTIONS = REFERENCE.plan_actions
TODAY = date(2026, 11, 20)
LICENCE_LATER = Postponed(
    services=("F2-07",), reason="le code demande de lire", review_days=120, rule="R-01"
)  # fmt: skip
BUDGET_FIRST = Postponed(services=("F3-03",), reason="un crédit aggraverait les dettes", review_days=30, rule="R-18")


def service(code: str, delay: int | None = None, **fields: object) -> KeptRow:
    known = REFERENCE.service(code)
    row = KeptRow(
        key=f"catalogue:{code}",
        title=known.name,
        service_code=code,
        delay_days=known.target_days if delay is None else delay,
    )
    return replace(row, **fields)  # type: ignore[arg-type]


def aid(code: str, catalogue: str, title: str, *, before: bool = True) -> KeptRow:
    return KeptRow(key=f"aid:{code}", title=title, aid=code, service_code=catalogue, ask_before=before)


def context(deadline: int | None = None, **fields: object) -> PlanningContext:
    end = None if deadline is None else TODAY + timedelta(days=deadline)
    made = PlanningContext(calendar=Calendar(today=TODAY, deadline=end))
    return replace(made, **fields)  # type: ignore[arg-type]


CASES: dict[str, tuple[list[KeptRow], PlanningContext]] = {
    "P1": (
        [
            service("F2-07"),
            service("F4-02", immediate=True),
            service("F4-05", immediate=True),
            service("F6-02", immediate=True),
            service("F3-01"),
            aid("permis_1_euro", "F3-01", "Permis à 1\u00a0€ par jour"),
            aid("faj", "F3-01", "Fonds d’aide aux jeunes"),
        ],
        context(35, licence_requested=True),
    ),
    "P2": (
        [service(code) for code in ("F2-01", "F2-03", "F1-08", "F1-13", "F3-09", "F7-01")] + [service("F2-04", 90)],
        context(licence_requested=True, postponed=(LICENCE_LATER,)),
    ),
    "P3": (
        [service(code) for code in ("F6-01", "F6-02", "F2-10", "F5-04")]
        + [aid("cmi", "F3-12", "Carte mobilité inclusion", before=False)],
        context(),
    ),
    "P4": (
        [service(code) for code in ("F4-05", "F7-02", "F2-07")]
        + [aid("permis_1_euro", "F3-01", "Permis à 1\u00a0€ par jour")],
        context(),
    ),
    "P5": (
        [
            service("F4-04", immediate=True),
            service("F4-01"),
            service("F5-01"),
            service("F1-09"),
            service("F6-01", 12),
            service("F3-04", immediate=True),
            aid("microcredit_mobilite", "F3-03", "Microcrédit mobilité"),
        ],
        context(
            3,
            postponed=(BUDGET_FIRST,),
            preliminaries=(Preliminary(title="Voir le point conseil budget.", reason="Dettes.", rule="R-18"),),
        ),
    ),
    "P6": (
        [service(code) for code in ("F2-08", "F2-06", "F6-03", "F3-12")],
        context(preliminaries=(Preliminary(title="Demander l’avis du médecin.", reason="Avis.", rule="R-19"),)),
    ),
}


def plan(code: str) -> DraftPlan:
    rows, known = CASES[code]
    return draft_plan(rows, known, ACTIONS)


def titles(draft: DraftPlan) -> list[str]:
    return [step.title for step in draft.steps]


def due(draft: DraftPlan, title: str) -> int:
    return next((step.due_on - TODAY).days for step in draft.steps if step.title.startswith(title))


@pytest.mark.parametrize("code", CASES)
def test_every_plan_has_five_open_steps_at_most_one_of_ordinary_law_and_one_that_teaches(code: str) -> None:
    draft = plan(code)
    assert 1 <= len(draft.open_steps) <= 5
    assert any(step.ordinary_law for step in draft.open_steps)
    assert any(step.skill for step in draft.open_steps)


@pytest.mark.parametrize("code", CASES)
def test_every_step_is_dated_on_a_working_day_to_come(code: str) -> None:
    for step in plan(code).steps:
        assert step.due_on >= TODAY
        assert is_working_day(step.due_on)
        assert step.term is PlanTerm.of(step.due_on, TODAY)


def test_p1_asks_for_the_aids_before_signing_the_estimate() -> None:
    draft = plan("P1")
    assert titles(draft)[0] == "Demander les aides avant de signer le devis"
    asked = draft.steps[0]
    assert asked.aids == ("faj", "permis_1_euro", "F3-01")
    assert asked.note == "À demander\u00a0: Fonds d’aide aux jeunes, Permis à 1\u00a0€ par jour."
    assert all(asked.due_on <= step.due_on for step in draft.steps if step.expense)
    assert due(draft, "Demander les aides") == 3
    assert due(draft, "Louer un scooter") == 7
    assert due(draft, "Prendre rendez-vous à l’auto-école sociale") == 31


def test_p2_never_begins_with_the_driving_school() -> None:
    kept = [*CASES["P2"][0], service("F2-07")]
    for rows in (CASES["P2"][0], kept):
        draft = draft_plan(rows, CASES["P2"][1], ACTIONS)
        assert not any("auto-école" in title.lower() for title in titles(draft))
        review = draft.steps[-1]
        assert review.title == "Refaire le point sur le permis"
        assert review.horizon is StepHorizon.LATER
        assert review.reason == "Pas maintenant, parce que le code demande de lire."
        assert review.rules == ("R-01",)
        assert review.when_text == "mars 2027"


def test_p2_leaves_with_three_possible_steps_without_the_licence() -> None:
    rows = [service("F3-09"), service("F1-08"), service("F2-03")]
    draft = draft_plan(rows, CASES["P2"][1], ACTIONS)
    assert [step.title for step in draft.open_steps] == [
        "Demander la carte de transport à tarif solidaire",
        "Essayer le trajet, accompagné{e} la première fois",
        "Aller à l’atelier de culture de la mobilité",
    ]
    assert [step.title for step in draft.steps[3:]] == ["Refaire le point sur le permis"]


def test_p2_reads_the_saturation_of_a_workshop_in_its_date() -> None:
    assert due(plan("P2"), "Apprendre le français du code de la route") == 90


def test_p5_acts_within_three_days_and_the_urgent_circuit_comes_first() -> None:
    draft = plan("P5")
    first = draft.steps[0]
    assert first.immediate
    assert 0 <= (first.due_on - TODAY).days <= 3
    assert due(draft, "Demander le prêt d’une voiture") <= 3
    assert due(draft, "Mettre en règle l’assurance") <= 3


def test_p5_sees_to_the_budget_before_any_credit() -> None:
    draft = plan("P5")
    assert due(draft, "Voir le point conseil budget") < due(draft, "Refaire le point\u00a0: Microcrédit mobilité")
    assert not any(title.startswith("Demander « Microcrédit") for title in titles(draft))


def test_p6_asks_for_the_advice_before_paying_for_lessons() -> None:
    draft = plan("P6")
    assert due(draft, "Demander l’avis du médecin") == 10
    assert due(draft, "Demander l’avis du médecin") < due(draft, "Faire un bilan de conduite")


def test_what_does_not_fit_waits_in_later_and_is_said() -> None:
    draft = plan("P5")
    assert [step.horizon for step in draft.steps] == sorted(
        (step.horizon for step in draft.steps), key=lambda horizon: horizon is StepHorizon.LATER
    )
    assert any("dans «\u00a0Plus tard\u00a0»" in text for text in draft.warnings)


def test_a_plan_without_solution_before_the_deadline_says_so() -> None:
    draft = draft_plan([service("F2-07"), service("F5-02")], context(20), ACTIONS)
    assert any("Rien de retenu ne permet de se déplacer avant le jeu." in text for text in draft.warnings)
    helped = draft_plan([service("F2-07"), service("F4-01")], context(20), ACTIONS)
    assert not any("Rien de retenu" in text for text in helped.warnings)


def test_a_solution_for_the_meanwhile_that_comes_too_late_is_named() -> None:
    draft = draft_plan([service("F6-01", 12), service("F4-04", 1)], context(5), ACTIONS)
    late = [text for text in draft.warnings if "12\u00a0j de délai" in text]
    assert len(late) == 1
    assert "Transport d’utilité sociale" in late[0]


def test_three_ways_of_travelling_are_looked_at() -> None:
    few = draft_plan([service("F4-01"), service("F2-07")], context(), ACTIONS)
    assert any(text.startswith("1\u00a0façon de se déplacer regardée") for text in few.warnings)
    none = draft_plan([service("F1-02")], context(), ACTIONS)
    assert any(text.startswith("Aucune façon de se déplacer regardée") for text in none.warnings)
    many = draft_plan([service("F4-01"), service("F7-01"), service("F6-02")], context(), ACTIONS)
    assert not any("regardée" in text for text in many.warnings)


def test_a_plan_that_lacks_something_is_completed() -> None:
    draft = draft_plan([service("F4-01")], context(17), ACTIONS)
    added = [step for step in draft.steps if step.rules == ("R-31",)]
    assert [step.service_code for step in added] == ["F7-01", "F1-08"]
    assert all(step.reason for step in added)
    trial = added[1]
    assert trial.due_on == date(2026, 12, 4)


def test_a_service_comes_after_what_its_rule_wants_first() -> None:
    rows = [service("F4-01", 7), service("F3-06", 20, ask_before=False), service("F2-10", 9, after=("F2-13",))]
    draft = draft_plan([*rows, service("F2-13", 25)], context(), ACTIONS)
    assert due(draft, "Aller à l’atelier sur la sécurité") <= due(draft, "Faire une remise à niveau")


def test_what_the_plan_already_holds_gives_no_step() -> None:
    office = RecordId(b"s" * 16)
    rows = [
        service("F4-01", key="service:1", service_id=office),
        service("F7-01"),
        aid("faj", "F3-01", "Fonds d’aide aux jeunes"),
        service("F6-02"),
    ]
    held = Existing(
        services=frozenset({office}), catalogue=frozenset({"F7-01"}), aids=frozenset({"faj"}), ordinary=True, skill=True
    )
    draft = draft_plan(rows, context(existing=held), ACTIONS)
    assert [step.service_code for step in draft.steps] == ["F6-02"]


def test_the_open_steps_of_the_plan_count_in_the_five() -> None:
    rows = [service("F7-01"), service("F6-02"), service("F2-01")]
    draft = draft_plan(rows, context(existing=Existing(open_now=4, ordinary=True, skill=True)), ACTIONS)
    assert len(draft.open_steps) == 1


def test_nothing_kept_gives_an_empty_plan() -> None:
    assert draft_plan([], context(3), ACTIONS) == DraftPlan()


def test_one_aid_is_named_in_its_title() -> None:
    draft = draft_plan([aid("faj", "F3-01", "Fonds d’aide aux jeunes"), service("F2-07")], context(), ACTIONS)
    assert titles(draft)[0] == "Demander «\u00a0Fonds d’aide aux jeunes\u00a0» avant de payer ou de signer"


def test_a_reduced_fare_is_not_asked_before_an_estimate() -> None:
    rows = [service("F3-09"), aid("tarification_solidaire", "F3-09", "Tarif solidaire"), service("F2-07")]
    steps = draft_plan(rows, context(), ACTIONS).steps
    assert [step.title for step in steps if step.service_code == "F3-09"] == [
        "Demander la carte de transport à tarif solidaire"
    ]
    assert not any(step.asks for step in steps)


def test_pas_maintenant_reads_as_french() -> None:
    reason = next(step.reason for step in plan("P5").steps if step.title.startswith("Refaire"))
    assert reason == "Pas maintenant, parce qu’un crédit aggraverait les dettes."


def test_an_aid_joins_the_service_that_gives_it() -> None:
    rows = [service("F3-09"), aid("tarification_solidaire", "F3-09", "Tarification solidaire", before=False)]
    steps = [step for step in draft_plan(rows, context(), ACTIONS).steps if step.service_code == "F3-09"]
    assert [step.aids for step in steps] == [("tarification_solidaire",)]


codes = st.lists(
    st.sampled_from([known.code for known in REFERENCE.services.services]), min_size=1, max_size=12, unique=True
)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2028, 12, 31))


@given(kept=codes, today=days, left=st.none() | st.integers(-10, 200), order=st.randoms(use_true_random=False))
def test_any_plan_keeps_its_promises_in_any_order(kept: list[str], today: date, left: int | None, order: Any) -> None:
    rows = [service(code) for code in kept]
    shuffled = list(rows)
    order.shuffle(shuffled)
    end = None if left is None else today + timedelta(days=left)
    known = PlanningContext(calendar=Calendar(today=today, deadline=end), licence_requested=True)
    draft = draft_plan(rows, known, ACTIONS)
    assert draft == draft_plan(shuffled, known, ACTIONS)
    assert len(draft.open_steps) <= 5
    assert any(step.ordinary_law for step in draft.open_steps)
    assert any(step.skill for step in draft.open_steps)
    assert all(step.due_on >= today and is_working_day(step.due_on) for step in draft.steps)
    assert len({step.key for step in draft.steps}) == len(draft.steps)
    asks = [step.due_on for step in draft.steps if step.asks]
    assert all(first <= step.due_on for first in asks for step in draft.steps if step.expense)


def test_the_eleven_public_holidays_of_france_are_known() -> None:
    assert date(2026, 4, 6) in public_holidays(2026)
    assert date(2026, 5, 14) in public_holidays(2026)
    assert date(2026, 5, 25) in public_holidays(2026)
    assert len(public_holidays(2026)) == 11


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        (date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 20)),
        (date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 24)),
        (date(2027, 3, 29), date(2027, 3, 30), date(2027, 3, 26)),
        (date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 20)),
    ],
)
def test_a_closed_day_gives_its_neighbours(day: date, after: date, before: date) -> None:
    assert working_day_from(day) == after
    assert working_day_until(day) == before


@pytest.mark.parametrize("weekday", range(7))
def test_the_urgent_circuit_acts_within_three_days_whatever_the_day(weekday: int) -> None:
    today = date(2026, 11, 16) + timedelta(days=weekday)
    calendar = Calendar(today=today, deadline=today + timedelta(days=3))
    assert timedelta(0) <= calendar.at_once() - today <= timedelta(days=3)


def offer(number: int, code: str, title: str, place: str = "") -> KeptRow:
    record = RecordId(bytes([number]) * 16)
    return service(code, key=f"service:{record.hex()}", title=title, place=place, service_id=record)


def hired(rows: list[KeptRow], known: PlanningContext) -> list[str]:
    return sorted(step.title for step in draft_plan(rows, known, ACTIONS).steps if step.service_code == "F4-01")


def test_two_offers_of_the_same_kind_give_steps_that_can_be_told_apart() -> None:
    [plain] = hired([offer(1, "F4-01", "AutoRelais")], context())
    two = hired([offer(1, "F4-01", "AutoRelais"), offer(2, "F4-01", "Roulez")], context())
    assert two == [f"{plain}\u00a0: AutoRelais", f"{plain}\u00a0: Roulez"]


def test_two_offers_of_the_same_name_are_told_apart_by_their_places() -> None:
    rows = [offer(1, "F4-01", "Location", "A, Craon"), offer(2, "F4-01", "Location", "B, Segré")]
    assert [title.rsplit("\u00a0: ", 1)[1] for title in hired(rows, context())] == ["A, Craon", "B, Segré"]


def test_an_offer_is_told_apart_from_a_step_of_the_plan_that_says_the_same() -> None:
    [plain] = hired([offer(1, "F4-01", "AutoRelais")], context())
    existing = Existing(titles=frozenset({plain}), services=frozenset({RecordId(bytes([9]) * 16)}))
    assert hired([offer(1, "F4-01", "AutoRelais")], context(existing=existing)) == [f"{plain}\u00a0: AutoRelais"]


def test_a_service_of_the_catalogue_gives_way_to_who_gives_it() -> None:
    assert len(hired([service("F4-01"), offer(1, "F4-01", "AutoRelais")], context())) == 1


def test_in_an_emergency_what_comes_after_the_deadline_pushes_nothing_out() -> None:
    rows, known = CASES["P5"]
    draft = draft_plan([*rows, offer(1, "F4-01", "AutoRelais"), offer(2, "F4-01", "Roulez")], known, ACTIONS)
    assert "F1-09" in {step.service_code for step in draft.open_steps}, "nobody drives without insurance"
