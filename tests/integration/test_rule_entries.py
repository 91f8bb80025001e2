"""The rules of a structure in the base: switched, written, taken away, each with its way back."""

from __future__ import annotations

import pytest

from builders import Desk
from mobiconseil.errors import InvalidInput
from mobiconseil.services.session import Session

OWN = """
code = "X-01"
label = "Scooter des saisonniers"
reason = "La saison commence avant le permis."
when = "D5.1 <= 1 et echeance < 60"
priority = 5
propose = ["F4-05"]
"""


def codes(session: Session) -> set[str]:
    return {rule.code for rule in session.rules.book().rules}


def test_without_a_word_of_the_structure_the_rules_are_those_shipped(session: Session) -> None:
    assert session.rules.book() == session.reference.rules
    assert session.rules.book() is session.rules.book()


def test_a_rule_switched_off_no_longer_holds_until_it_is_switched_on(desk: Desk, session: Session) -> None:
    before = codes(session)
    session.rules.switch("R-05", active=False)
    assert codes(session) == before - {"R-05"}
    assert [rule.code for rule in session.rules.book().switched_off] == ["R-05"]
    session.uow.undo(desk.changes[-1].transaction)
    assert codes(session) == before
    session.rules.switch("R-05", active=False)
    session.rules.switch("R-05", active=True)
    assert codes(session) == before


def test_a_rule_of_the_structure_joins_the_others_and_goes_with_its_code(session: Session) -> None:
    before = codes(session)
    assert session.rules.write(OWN).own
    assert codes(session) == before | {"X-01"}
    session.rules.write(OWN.replace("X-01", "X-02"), instead_of="X-01")
    assert codes(session) == before | {"X-02"}
    session.rules.switch("X-02", active=False)
    assert codes(session) == before
    session.rules.remove("X-02")
    assert session.rules.entries() == ()
    session.rules.write(OWN.replace("X-01", "X-02"))
    assert codes(session) == before | {"X-02"}
    assert session.rules.entries()[0].author == "Claire Morin"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("X-01", "R-05"), "règle fournie"),
        (OWN.replace("D5.1", "D5.99"), "ligne"),
        (OWN.replace("F4-05", "F9-99"), "F9-99"),
        ("code =", "ligne 1"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_its_reason_and_nothing_is_kept(
    session: Session, text: str, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        session.rules.write(text)
    assert session.rules.entries() == ()


def test_a_rule_that_a_newer_version_wrote_is_told_and_does_not_stop_the_others(session: Session) -> None:
    before = codes(session)
    session.rules.write(OWN)
    entry = session.rules.entries()[0]
    with session.uow.transaction("rule.change") as records:
        records.change(type(entry), entry.id, text=OWN.replace("echeance", "meteo"))
    book = session.rules.book()
    assert {rule.code for rule in book.rules} == before
    assert [refused.code for refused in book.refused] == ["X-01"]
