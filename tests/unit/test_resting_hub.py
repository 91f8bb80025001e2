"""A page out of sight hears of the changes when it comes back, all at once."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mobiconseil.domain.assessment import Rating
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import Step
from mobiconseil.services.ports import Change
from mobiconseil.ui.change_hub import ChangeHub, RestingHub

SHE, HE = RecordId(b"a" * 16), RecordId(b"b" * 16)


def change(number: int, kind: type, subject: RecordId) -> Change:
    return Change(transaction=number, action="x", kinds=frozenset({kind}), subjects=frozenset({subject}))


def test_a_page_in_sight_hears_each_change_and_a_resting_one_hears_them_as_one() -> None:
    owner = QObject()
    source = ChangeHub(owner)
    hub = RestingHub(source, owner)
    heard: list[Change] = []
    hub.changed.connect(heard.append)
    source.publish(change(1, Rating, SHE))
    assert [each.transaction for each in heard] == [1]
    hub.rest()
    source.publish(change(2, Rating, SHE))
    source.publish(change(3, Step, HE))
    assert len(heard) == 1
    hub.wake()
    assert len(heard) == 2
    assert heard[1].transaction == 3
    assert heard[1].kinds == frozenset({Rating, Step})
    assert heard[1].subjects == frozenset({SHE, HE})
    source.publish(change(4, Step, HE))
    assert len(heard) == 3


def test_a_page_that_missed_nothing_wakes_in_silence() -> None:
    owner = QObject()
    hub = RestingHub(ChangeHub(owner), owner)
    heard: list[Change] = []
    hub.changed.connect(heard.append)
    hub.rest()
    hub.wake()
    assert heard == []
