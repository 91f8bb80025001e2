"""The sentences of the summary: deadline, usual trip, means, steps, agreements."""

from __future__ import annotations

from datetime import date, time

import pytest

from builders import Ids
from mobiconseil.domain.beneficiary import Beneficiary, Licence, PrescriberKind, Vehicle
from mobiconseil.domain.plan import Step, StepState
from mobiconseil.domain.situation import Barrier, Consent, ConsentKind, Trip
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.reference import load_reference
from mobiconseil.services.files import PersonFile
from mobiconseil.ui.screens.summary import facts
from mobiconseil.ui.screens.summary.facts import Urgency

TODAY = date(2026, 11, 20)
IDS = Ids()
SUBJECT = IDS()
REFERENCE = load_reference()


def file(**fields: object) -> PersonFile:
    lists = {name: fields.pop(name) for name in ("trips", "barriers", "consents", "steps") if name in fields}
    return PersonFile(beneficiary=Beneficiary(id=SUBJECT, subject=SUBJECT, **fields), **lists)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "words", "urgency"),
    [
        (date(2026, 12, 7), "Échéance dans 17\u00a0jours", Urgency.SOON),
        (date(2027, 6, 1), "Échéance dans 193\u00a0jours", Urgency.FAR),
        (date(2026, 11, 18), "Échéance il y a 2\u00a0jours", Urgency.PAST),
    ],
)
def test_a_deadline_says_how_far_it_is(day: date, words: str, urgency: Urgency) -> None:
    assert facts.deadline(file(deadline_on=day).beneficiary, TODAY) == (words, urgency)


def test_what_is_missing_names_the_field_that_completes_it() -> None:
    lines = facts.request_lines(file())
    assert [(line.label, line.html, line.focus) for line in lines] == [
        ("Projet", "", "project"),
        ("Trajet type", "", "add_trip"),
        ("Moyens", "", "licence"),
    ]


def test_the_usual_trip_is_one_sentence() -> None:
    trip = Trip(
        id=IDS(), subject=SUBJECT, origin="Ballots", destination="Craon", distance_km=12.0, days="1111100",
        leave_at=time(6, 50), return_at=time(14, 30),
    )  # fmt: skip
    assert facts.request_lines(file(trips=(trip,)))[1].html == (
        "Ballots – Craon, <b>12\u00a0km</b>, 5\u00a0j par semaine, de 6\u00a0h\u00a050 à 14\u00a0h\u00a030"
    )


def test_what_a_person_wrote_is_never_read_as_markup() -> None:
    assert "&lt;b&gt;" in facts.request_lines(file(project="<b>gras</b>"))[0].html


def test_means_are_joined_in_small_letters() -> None:
    person = file(licence=Licence.CAR, licence_year=2006, vehicle=Vehicle.CAR_BROKEN, bicycle=TriState.YES)
    assert facts.request_lines(person)[2].html == "Permis B (2006), voiture hors d’usage, vélo"


def test_a_shared_screen_shows_neither_private_nor_health_barriers() -> None:
    barriers = (
        Barrier(id=IDS(), subject=SUBJECT, code="M1", intensity=3),
        Barrier(id=IDS(), subject=SUBJECT, code="F5", intensity=2, private=True),
        Barrier(id=IDS(), subject=SUBJECT, code="H1", intensity=1),
    )
    found = file(barriers=barriers)
    assert [line.level for line in facts.barrier_lines(found, REFERENCE, shared=False)] == [3, 2, 1]
    assert [line.text for line in facts.barrier_lines(found, REFERENCE, shared=True)] == ["Aucun véhicule"]


def test_lifted_barriers_are_gone() -> None:
    lifted = Barrier(id=IDS(), subject=SUBJECT, code="M1", intensity=0, lifted_on=TODAY)
    assert facts.barrier_lines(file(barriers=(lifted,)), REFERENCE, shared=False) == ()


def test_a_late_step_says_so_in_words() -> None:
    step = Step(id=IDS(), subject=SUBJECT, plan_id=SUBJECT, title="Réserver", due_on=date(2026, 11, 16))
    assert facts.step_lines((step,), TODAY)[0].when == "16\u00a0nov., en retard"


def test_when_every_step_is_done_the_list_still_shows_them() -> None:
    step = Step(id=IDS(), subject=SUBJECT, plan_id=SUBJECT, title="Réserver", state=StepState.DONE, done_on=TODAY)
    assert [line.state for line in facts.step_lines((step,), TODAY)] == ["Fait"]


def consent(kind: ConsentKind, **fields: object) -> Consent:
    given = {"value": TriState.YES, "given_on": date(2026, 11, 10), **fields}
    return Consent(id=IDS(), subject=SUBJECT, kind=kind, **given)  # type: ignore[arg-type]


def test_an_absent_agreement_comes_with_its_action() -> None:
    found = list(facts.notices(file(prescriber_kind=PrescriberKind.CCAS, family_quotient=400), TODAY))
    assert [(notice.consent, bool(notice.action)) for notice in found] == [
        (ConsentKind.NOTICE, True),
        (ConsentKind.SHARE_PRESCRIBER, True),
    ]


def test_a_person_who_came_alone_is_not_asked_to_share_with_a_prescriber() -> None:
    found = list(facts.notices(file(prescriber_kind=PrescriberKind.SELF, family_quotient=400), TODAY))
    assert [notice.consent for notice in found] == [ConsentKind.NOTICE]


def test_notice_and_agreement_of_one_day_are_one_sentence() -> None:
    consents = (consent(ConsentKind.NOTICE), consent(ConsentKind.SHARE_PRESCRIBER))
    found = list(facts.notices(file(consents=consents, family_quotient=400), TODAY))
    assert [notice.text for notice in found] == [
        "Notice d’information remise et accord de partage signé, mar.\u00a010\u00a0nov."
    ]


def test_a_withdrawn_agreement_says_what_it_stops() -> None:
    consents = (consent(ConsentKind.NOTICE), consent(ConsentKind.SHARE_PRESCRIBER, withdrawn_on=TODAY))
    found = list(facts.notices(file(consents=consents, family_quotient=400), TODAY))
    assert found[1].text == "Accord de partage retiré. Pas de synthèse au prescripteur."


def test_a_missing_family_quotient_leads_to_its_field() -> None:
    assert list(facts.notices(file(), TODAY))[-1].focus == "family_quotient"
