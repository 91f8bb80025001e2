"""What a structure says of the aids that are shipped: checked, corrected, closed, put back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from builders import Desk
from mobiconseil.domain.aid import AidFreshness, aid_freshness
from mobiconseil.errors import InvalidInput
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session

CODE = "permis_1_euro"
UNCONFIRMED = "agepi"


def shipped(session: Session, code: str = CODE):
    return session.reference.aids.by_code[code]


def test_a_corrected_aid_keeps_what_ships_beside(session: Session):
    session.aids.correct(CODE, amount="Prêt de 1 300 €", papers="Contrat\n\n Devis ")
    aid = session.aids.aid(CODE)
    assert (aid.amount, aid.papers, aid.decided_by) == (
        "Prêt de 1 300 €",
        ("Contrat", "Devis"),
        shipped(session).decided_by,
    )
    assert aid.criteria == shipped(session).criteria
    assert aid.correction is not None
    assert aid.correction.words == f"Corrigée par l’équipe\u00a0: montant, papiers ({session.adviser.name})"
    assert aid.correction.shipped[0] == f"Fourni, montant\u00a0: {shipped(session).amount}"
    assert not aid.local


def test_a_correction_is_no_local_aid(session: Session):
    session.aids.correct(CODE, amount="Prêt de 1 313 €")
    assert session.aids.local() == ()
    assert [aid.code for aid in session.aids.search("1 313")] == [CODE]
    session.aids.put_back(CODE)
    assert session.aids.trashed() == ()


def test_an_aid_put_back_is_as_it_ships_and_starts_again_from_there(session: Session):
    session.aids.correct(CODE, amount="Prêt de 1 300 €", ceiling=1300)
    session.aids.put_back(CODE)
    assert session.aids.aid(CODE) == shipped(session)
    session.aids.put_back(CODE)
    session.aids.correct(CODE, ceiling=1500)
    aid = session.aids.aid(CODE)
    assert (aid.amount, aid.ceiling) == (shipped(session).amount, 1500)


def test_a_value_as_it_ships_is_no_correction(session: Session):
    aid = shipped(session)
    session.aids.correct(CODE, amount=aid.amount, ceiling=aid.ceiling, papers="\n".join(aid.papers))
    now = session.aids.aid(CODE)
    assert now.correction is not None
    assert (now.correction.fields, now.verified_on) == ((), session.clock.today())
    assert now.correction.words.startswith("Vérifiée par l’équipe")


def test_what_ships_can_be_taken_away(session: Session):
    session.aids.correct(CODE, ceiling=None, papers="", ask_before=False, cumulation=" ")
    aid = session.aids.aid(CODE)
    assert (aid.ceiling, aid.papers, aid.ask_before, aid.cumulation) == (None, (), False, "")
    session.aids.correct(CODE, ceiling=shipped(session).ceiling)
    assert session.aids.aid(CODE).ceiling == shipped(session).ceiling


@pytest.mark.parametrize("code", [CODE, UNCONFIRMED])
def test_a_shipped_aid_checked_today_is_fresh_for_a_year_again(session: Session, code: str):
    session.aids.check(code)
    aid, today = session.aids.aid(code), session.clock.today()
    assert aid_freshness(aid, today) is AidFreshness.FRESH
    assert aid_freshness(aid, today + timedelta(days=300)) is AidFreshness.TO_CHECK
    assert aid_freshness(aid, today + timedelta(days=370)) is AidFreshness.WITHDRAWN


def test_what_ships_newer_than_the_correction_says_so(session: Session):
    session.aids.correct(CODE, amount="Prêt de 1 300 €", verified_on=date(2026, 1, 5))
    aid = session.aids.aid(CODE)
    assert (aid.amount, aid.verified_on) == ("Prêt de 1 300 €", shipped(session).verified_on)
    assert aid.correction is not None
    assert aid.correction.outdated
    assert aid.correction.shipped[0].startswith("La fiche fournie est plus récente")


def test_an_aid_is_closed_and_opened_again(session: Session):
    today = session.clock.today()
    session.aids.correct(CODE, abolished_on=today)
    assert session.aids.aid(CODE).ended_on(today) == today
    session.aids.correct(CODE, abolished_on=None)
    assert session.aids.aid(CODE).ended_on(today) is None
    session.aids.correct("aide_permis_apprenti", abolished_on=None)
    assert session.aids.aid("aide_permis_apprenti").ended_on(today) is None


def test_a_local_aid_is_checked_by_its_code_too(session: Session):
    made = session.aids.add("Bon d’essence", verified_on=date(2025, 1, 1))
    assert session.aids.check(made.code).verified_on == session.clock.today()
    with pytest.raises(KeyError):
        session.aids.check("personne")


def test_a_correction_is_one_transaction_undone_as_one(desk: Desk, session: Session):
    session.aids.correct(CODE, amount="Prêt de 1 300 €", ceiling=1300)
    assert desk.changes[-1].action is Action.AID_CORRECTED
    session.uow.undo(desk.changes[-1].transaction)
    assert session.aids.aid(CODE) == shipped(session)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": " "},
        {"decided_by": ""},
        {"ceiling": -3},
        {"verified_on": date(2027, 1, 1)},
        {"valid_from": date(2027, 6, 1), "valid_until": date(2027, 1, 1)},
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(session: Session, wrong: dict[str, object]):
    with pytest.raises(InvalidInput, match="Rien n’a été modifié"):
        session.aids.correct(CODE, **wrong)
    assert session.aids.aid(CODE) == shipped(session)


def test_criteria_are_not_corrected(session: Session):
    with pytest.raises(TypeError):
        session.aids.correct(CODE, min_age=30)
