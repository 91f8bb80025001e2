"""The sieve on a real base: the six situations, and what an adviser sees of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mobiconseil.domain.advice_records import ChoiceState, aid_key, catalogue_key, service_key
from mobiconseil.domain.eligibility import Verdict
from mobiconseil.domain.sieve import Sieve, SieveGroup, SieveKind, SieveLevel, SieveRow
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.session import Session
from tests.advice_people import TODAY, WRITTEN, person, service
from tests.builders import Desk

CODES = tuple(WRITTEN)
GROUPS = {
    Verdict.ELIGIBLE: {SieveGroup.OPEN_TO_ALL, SieveGroup.OPEN_TO_HER},
    Verdict.TO_CHECK: {SieveGroup.TO_CHECK},
    Verdict.NOT_ELIGIBLE: {SieveGroup.NOT_ELIGIBLE},
    Verdict.ABOLISHED: {SieveGroup.NOT_ELIGIBLE},
}


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    session = desk.create()
    yield session
    session.close()


def rows(sieve: Sieve) -> dict[str, SieveRow]:
    return {row.key: row for row in sieve.rows}


@pytest.mark.parametrize("code", CODES)
def test_the_rules_and_the_services_of_a_situation_are_those_expected(session: Session, code: str) -> None:
    found = session.advice.recommendations(person(session, code))
    assert {firing.rule.code for firing in found.firings} == set(WRITTEN[code]["regles"])
    assert set(found.services) == set(WRITTEN[code]["services_attendus"])


@pytest.mark.parametrize("code", CODES)
def test_the_aids_of_a_situation_fall_in_the_group_of_their_verdict(session: Session, code: str) -> None:
    subject = person(session, code)
    found = rows(session.advice.sieve(subject))
    for aid, verdict in WRITTEN[code]["aides_attendues"].items():
        assert found[aid_key(aid)].group in GROUPS[Verdict(verdict)], aid
        assert session.advice.detail(subject, aid_key(aid)).reasons


@pytest.mark.parametrize("code", CODES)
def test_what_is_open_to_all_always_comes_before_what_is_restricted(session: Session, code: str) -> None:
    subject = person(session, code)
    service(session, "Réservé, tout près", "F4-01", km_north=1, publics="jeunes demandeurs-emploi seniors actifs")
    service(session, "Réservé aux bénéficiaires", "F4-05", km_north=1, publics="beneficiaires-des-minimas-sociaux")
    service(session, "Pour tous, plus loin", "F1-10", km_north=20)
    sieve = session.advice.sieve(subject)
    order = list(SieveGroup)
    places = [order.index(row.group) for row in sieve.rows]
    assert places == sorted(places)
    assert sieve.rows[0].title == "Pour tous, plus loin"
    assert [len(sieve.group(group)) for group in SieveGroup] == [sieve.counts[group] for group in SieveGroup]
    assert sieve.examined == len(sieve.rows)


def test_the_driving_school_is_never_first_for_somebody_whose_licence_is_not_for_now(session: Session) -> None:
    subject = person(session, "P2")
    school = service(session, "Auto-école sociale", "F2-07", km_north=1, observed_days=0)
    service(session, "Premiers pas en bus", "F2-01", km_north=20, observed_days=30)
    sieve = session.advice.sieve(subject)
    opened = [row.title for row in sieve.group(SieveGroup.OPEN_TO_ALL)]
    assert opened == ["Premiers pas en bus", "Auto-école sociale"]
    row = rows(sieve)[service_key(school)]
    assert row.deferred
    assert row.proposed is SieveLevel.NONE
    [postponed] = [found for found in sieve.deferrals if "F2-07" in found.services]
    assert postponed.reason
    assert postponed.facts
    assert postponed.first
    assert postponed.review
    assert session.advice.detail(subject, row.key).postponed == postponed
    assert catalogue_key("F2-07") not in rows(sieve)


def test_the_aids_that_pay_for_a_licence_wait_with_it(session: Session) -> None:
    found = rows(session.advice.sieve(person(session, "P2")))
    for aid in ("aide_permis_france_travail", "cpf_permis"):
        assert found[aid_key(aid)].deferred
        assert found[aid_key(aid)].proposed is SieveLevel.NONE
    now = rows(session.advice.sieve(person(session, "P1")))
    assert not now[aid_key("aide_permis_france_travail")].deferred


def test_no_service_that_asks_an_unbroken_licence_is_brought_forward_to_somebody_who_stopped(session: Session) -> None:
    subject = person(session, "P6")
    asked = {"licence_seniority_years": 3, "conditions": "Permis de plus de 3 ans sans interruption"}
    keys = [service_key(service(session, f"{code} exigeant", code, **asked)) for code in ("F2-06", "F4-01")]
    plain = service_key(service(session, "Bilan de conduite", "F2-06"))
    found = rows(session.advice.sieve(subject))
    assert [found[key].proposed for key in keys] == [SieveLevel.NONE, SieveLevel.NONE]
    assert all(not found[key].is_open for key in keys)
    assert found[plain].proposed is SieveLevel.PROPOSED


def test_an_expired_status_makes_an_aid_to_check(session: Session) -> None:
    subject = person(session, "P2")
    key = service_key(service(session, "Réservé au RSA", "F4-01", publics="beneficiaires-des-minimas-sociaux"))
    assert rows(session.advice.sieve(subject))[key].group is SieveGroup.OPEN_TO_HER
    session.files.set_status(subject, "ST01", end_on=TODAY - timedelta(days=1))
    sieve = rows(session.advice.sieve(subject))
    assert sieve[key].group is SieveGroup.TO_CHECK
    assert sieve[key].question
    assert sieve[aid_key("tarification_solidaire")].group is SieveGroup.TO_CHECK


def test_an_answer_moves_the_row_and_undoing_it_moves_it_back(session: Session, desk: Desk) -> None:
    subject = person(session, "P1")
    key = service_key(service(session, "Prêt de scooter", "F4-02", deposit=300))
    before = session.advice.sieve(subject)
    row = rows(before)[key]
    assert row.group is SieveGroup.TO_CHECK
    assert row.note.startswith("Manque\u00a0: caution")
    asked = {question.code: question for question in before.missing}[row.question]
    assert asked.rows == 1
    assert asked.text.endswith("?")
    session.choices.answer(subject, row.question, TriState.YES)
    opened = session.advice.sieve(subject)
    assert rows(opened)[key].group is SieveGroup.OPEN_TO_ALL
    assert row.question not in {question.code for question in opened.missing}
    session.uow.undo(desk.changes[-1].transaction)
    after = session.advice.sieve(subject)
    assert list(after.rows) == list(before.rows)
    session.choices.answer(subject, row.question, TriState.NO)
    assert rows(session.advice.sieve(subject))[key].group is SieveGroup.NOT_ELIGIBLE


def test_not_knowing_leaves_the_row_to_check_and_says_it_was_asked(session: Session) -> None:
    subject = person(session, "P1")
    key = service_key(service(session, "Prêt de scooter", "F4-02", deposit=300))
    session.choices.answer(subject, "deposit:300", TriState.UNKNOWN)
    assert rows(session.advice.sieve(subject))[key].group is SieveGroup.TO_CHECK
    question = session.advice.detail(subject, key).question
    assert question is not None
    assert question.answer is TriState.UNKNOWN


def test_what_cannot_help_before_the_deadline_is_said_too_late(session: Session) -> None:
    subject = person(session, "P5")
    late = service_key(service(session, "Garage", "F5-01", observed_days=30))
    soon = service_key(service(session, "Prêt", "F4-04", observed_days=2))
    sieve = session.advice.sieve(subject)
    found = rows(sieve)
    assert found[late].too_late
    assert (found[late].delay_days, found[soon].too_late) == (30, False)
    assert sieve.urgent
    assert session.advice.detail(subject, late).reasons[-1].holds is TriState.NO


def test_a_service_that_is_proposed_and_that_nobody_gives_here_is_a_row_of_its_own(session: Session) -> None:
    subject = person(session, "P5")
    far = service(session, "Prêt de voiture", "F4-04", km_north=35, observed_days=2)
    found = rows(session.advice.sieve(subject))
    row = found[catalogue_key("F4-04")]
    assert row.kind is SieveKind.CATALOGUE
    assert row.note == "Aucun service à moins de 30\u00a0km"
    assert row.proposed is SieveLevel.PROPOSED
    assert service_key(far) not in found
    wider = session.advice.sieve(subject, radius_km=60)
    assert catalogue_key("F4-04") not in rows(wider)
    assert rows(wider)[service_key(far)].distance_km == pytest.approx(45.5, abs=0.5)
    assert (session.advice.sieve(subject).wider_km, wider.wider_km) == (60, 100)
    assert service_key(far) in rows(session.advice.sieve(subject, everything=True))


def test_a_proposed_service_closed_to_her_is_told_apart_from_one_that_nobody_gives(session: Session) -> None:
    subject = person(session, "P5")
    service(session, "Prêt aux seniors", "F4-04", publics="seniors")
    row = rows(session.advice.sieve(subject))[catalogue_key("F4-04")]
    assert row.note == "Aucun service ouvert à sa situation à moins de 30\u00a0km"


def test_a_service_without_a_place_is_examined_unless_it_is_for_people_who_live_elsewhere(session: Session) -> None:
    subject = person(session, "P1")
    here = service_key(service(session, "En ligne", "F1-01", latitude=None, longitude=None))
    elsewhere = service_key(service(session, "En ligne, 44", "F1-01", latitude=None, longitude=None, zones="44"))
    found = rows(session.advice.sieve(subject))
    assert found[here].distance_km is None
    assert elsewhere not in found


def test_a_change_of_the_directory_is_seen_at_the_next_look(session: Session) -> None:
    subject = person(session, "P1")
    record = service(session, "Atelier", "F1-10")
    key = service_key(record)
    assert rows(session.advice.sieve(subject))[key].group is SieveGroup.OPEN_TO_ALL
    session.directory.change(record, max_age=18, name="Atelier des jeunes")
    changed = rows(session.advice.sieve(subject))[key]
    assert (changed.group, changed.title) == (SieveGroup.NOT_ELIGIBLE, "Atelier des jeunes")
    session.directory.close(record)
    assert key not in rows(session.advice.sieve(subject))
    session.directory.reopen(record)
    session.directory.trash(record)
    assert key not in rows(session.advice.sieve(subject))


def test_a_correction_of_an_imported_sheet_counts_as_the_team_wrote_it(session: Session) -> None:
    subject = person(session, "P1")
    record = service(session, "Importé", "F1-10", source="dora", source_id="dora--1", zones="44")
    key = service_key(record)
    assert rows(session.advice.sieve(subject))[key].group is SieveGroup.NOT_ELIGIBLE
    session.directory.change(record, zones="53018")
    assert rows(session.advice.sieve(subject))[key].group is SieveGroup.OPEN_TO_ALL
    session.directory.give_back(record, "zones")
    assert rows(session.advice.sieve(subject))[key].group is SieveGroup.NOT_ELIGIBLE


def test_a_sheet_not_checked_for_a_year_is_shown_and_not_brought_forward(session: Session, desk: Desk) -> None:
    subject = person(session, "P1")
    key = service_key(service(session, "Auto-école sociale", "F2-07"))
    assert rows(session.advice.sieve(subject))[key].proposed is SieveLevel.PROPOSED
    desk.clock.set(desk.clock.now() + timedelta(days=370))
    sieve = session.advice.sieve(subject)
    assert rows(sieve)[key].proposed is SieveLevel.NONE
    assert sieve.stale >= 1


def test_aids_that_nobody_checked_for_a_year_leave_the_sieve_and_can_still_be_searched(
    session: Session, desk: Desk
) -> None:
    subject = person(session, "P1")
    key = aid_key("permis_1_euro")
    assert rows(session.advice.sieve(subject))[key].is_open
    desk.clock.set(desk.clock.now() + timedelta(days=210))
    older = rows(session.advice.sieve(subject))[key]
    assert older.group is SieveGroup.TO_CHECK
    assert older.note.startswith("À revérifier")
    desk.clock.set(desk.clock.now() + timedelta(days=200))
    assert key not in rows(session.advice.sieve(subject))
    assert key in rows(session.advice.sieve(subject, everything=True))
    assert session.advice.detail(subject, key).aid is not None
    assert session.aids.search("permis à 1")


def test_an_aid_that_is_over_answers_since_when(session: Session, desk: Desk) -> None:
    subject = person(session, "P4")
    desk.clock.set(desk.clock.now() + timedelta(days=500))
    row = rows(session.advice.sieve(subject))[aid_key("aide_permis_apprenti")]
    assert row.group is SieveGroup.NOT_ELIGIBLE
    assert row.note.startswith("Supprimée depuis")


def test_what_was_kept_or_discarded_is_shown_on_its_row(session: Session) -> None:
    subject = person(session, "P1")
    key = service_key(service(session, "Auto-école sociale", "F2-07"))
    session.choices.keep(subject, key)
    session.choices.discard(subject, aid_key("faj"), "ELIGIBILITE")
    found = rows(session.advice.sieve(subject))
    assert found[key].choice is ChoiceState.KEPT
    assert found[aid_key("faj")].choice is ChoiceState.DISCARDED
    assert session.advice.detail(subject, aid_key("faj")).choice_reason == "ELIGIBILITE"


def test_the_detail_of_a_row_is_its_line_with_all_that_explains_it(session: Session) -> None:
    subject = person(session, "P1")
    key = service_key(
        service(
            session, "Auto-école sociale", "F2-07", phone="+33261916600", opening_hours="Mo-Fr 09:00-12:00", deposit=150
        )
    )
    detail = session.advice.detail(subject, key)
    row = rows(session.advice.sieve(subject))[key]
    assert replace(detail.row, distance_km=None) == replace(row, distance_km=None)
    assert detail.phone == "02\u00a061\u00a091\u00a066\u00a000"
    assert "vendredi" in detail.hours
    assert [rule.code for rule in detail.rules] == ["R-02"]
    assert all(rule.facts for rule in detail.rules)
    assert detail.why_not == ()
    assert detail.question is not None


def test_why_not_says_what_the_silent_rules_lack(session: Session) -> None:
    subject = person(session, "P1")
    key = service_key(service(session, "FLE appliqué au code", "F2-04"))
    detail = session.advice.detail(subject, key)
    assert detail.rules == ()
    assert detail.why_not
    assert all(rule.facts and not rule.fired for rule in detail.why_not)


def test_the_cost_of_the_usual_trip_is_shown_for_what_makes_it_possible(session: Session) -> None:
    subject = person(session, "P5")
    car = service_key(service(session, "Location", "F4-01"))
    free = service_key(service(session, "Conseil", "F1-10", fees="gratuit"))
    found = rows(session.advice.sieve(subject))
    assert found[car].cost_text.startswith("≈")
    assert found[car].cost_unit == "par mois"
    assert found[car].co2_kg is not None
    assert (found[free].cost_text, found[free].co2_kg) == ("gratuit", None)
    assert session.advice.detail(subject, car).cost_detail


def test_what_was_counted_with_is_written_and_never_a_sensitive_status(session: Session) -> None:
    texts = [line.text for line in session.advice.sieve(person(session, "P6")).considered]
    assert any("30\u00a0km" in text for text in texts)
    assert any("28\u00a0ans" in text for text in texts)
    assert not any("RQTH" in text or "BOETH" in text or "handicap" in text for text in texts)


def test_a_commune_and_a_birth_year_are_known_facts_before_any_trip(session: Session) -> None:
    subject = session.files.create(last_name="Nouveau", commune="Ballots", postal_code="53350", birth_year=1984).id
    texts = [line.text for line in session.advice.sieve(subject).considered]
    assert texts == ["Ballots\u00a0(53350)", "41 ou\u00a042\u00a0ans"]
    session.files.change(subject, birth_date=date(1984, 3, 1))
    assert session.advice.sieve(subject).considered[-1].text == "42\u00a0ans"
    empty = session.files.create(last_name="Vide").id
    assert session.advice.sieve(empty).considered == ()


def test_somebody_without_a_known_home_still_has_a_sieve(session: Session) -> None:
    subject = session.files.create(last_name="Inconnu").id
    key = service_key(service(session, "Conseil", "F1-10", zones=""))
    sieve = session.advice.sieve(subject)
    assert not sieve.placed
    assert sieve.radius_km is None
    assert rows(sieve)[key].distance_km is None


def test_a_deadline_that_is_over_makes_nothing_late(session: Session) -> None:
    subject = person(session, "P1", deadline_on=date(2026, 11, 1))
    service(session, "Garage", "F5-01", observed_days=30)
    assert not any(row.too_late for row in session.advice.sieve(subject).rows)


def test_reading_another_screen_between_two_looks_changes_nothing(session: Session) -> None:
    first, second = person(session, "P1"), person(session, "P2")
    service(session, "Auto-école sociale", "F2-07", publics="jeunes")
    before = list(session.advice.sieve(first).rows)
    session.advice.sieve(second)
    session.advice.sieve(second, everything=True)
    assert list(session.advice.sieve(first).rows) == before
