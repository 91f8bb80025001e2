"""Lost files, restored and copied bases, people erased, imports and choices taken back."""

from __future__ import annotations

import os

import pytest

from merge_desk import NOON, PERSON, Post, exchange, shared_person, whole
from mobiconseil.db.store import NotUndone
from mobiconseil.db.sync import conflicts, identity, knowledge
from mobiconseil.db.sync.replicas import meta
from mobiconseil.db.sync.restoring import restored
from mobiconseil.db.sync.undone import go_back
from mobiconseil.domain.exchange import Scope
from mobiconseil.domain.follow_up import Contact, ContactKind
from mobiconseil.domain.identity import RecordId

# Gaps, restores, copies


def test_a_lost_file_is_told_and_repaired_by_the_next_exchange(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    before = lucie.file().head.vector
    lucie.change(person, phone="+33639980002")
    lost = lucie.file(base=before)
    lucie.change(person, commune="Craon")
    applied = karim.take(lucie.file(base=lost.head.vector))
    assert [karim.rows("SELECT label FROM replica WHERE rid = ?", (rid,)) for rid in applied.missing] == [
        [("Poste de Lucie",)]
    ]
    exchange(lucie, karim)
    assert karim.read(person).phone == "+33639980002"
    assert whole(lucie) == whole(karim)


def test_a_file_of_one_person_does_not_promise_the_rest(lucie: Post, karim: Post) -> None:
    first, second = lucie.person(last_name="Garnier"), lucie.person(last_name="Traoré")
    karim.take(lucie.file(scope=Scope.PEOPLE, subjects=(second,)))
    assert karim.rows("SELECT id FROM beneficiary") == [(second,)]
    exchange(lucie, karim)
    assert karim.read(first).last_name == "Garnier"


def test_a_restored_base_loses_no_write_of_its_own_nor_of_the_others(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    old = lucie.copy()
    lucie.change(person, phone="+33639980002")
    exchange(lucie, karim)
    lucie.open(old)
    restored(lucie.store)
    lucie.change(person, phone="+33639980003")
    exchange(lucie, karim)
    for post in (lucie, karim):
        assert {saying.value for saying in conflicts.waiting(post.base)[0].sayings} == {"+33639980002", "+33639980003"}
    assert whole(lucie) == whole(karim)


def test_a_copied_base_takes_another_name_at_its_first_opening_elsewhere(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    assert not identity.claim(lucie.base, "poste de Lucie")
    twin = Post("Lucie")
    twin.open(lucie.copy())
    assert identity.claim(twin.base, "autre poste")
    assert not identity.claim(twin.base, "autre poste")
    lucie.change(person, phone="+33639980002")
    twin.change(person, phone="+33639980003")
    exchange(lucie, twin, karim)
    assert len(conflicts.waiting(karim.base)[0].sayings) == 2
    assert whole(lucie) == whole(karim) == whole(twin)


def test_a_copy_that_writes_under_the_same_name_is_found_out_by_a_file(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    twin = Post("Lucie")
    twin.open(lucie.copy())
    twin.change(person, commune="Craon")
    karim.take(twin.file())
    former = lucie.file().head.replica
    assert lucie.take(karim.file()).cloned
    assert lucie.file().head.replica != former


def test_an_older_file_that_comes_late_does_not_lower_what_a_laptop_is_known_to_have(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    early = karim.file(scope=Scope.TEAM)
    karim.change(person, commune="Craon")
    lucie.take(karim.file())
    known = knowledge.peers(lucie.base)[karim.id]
    lucie.take(early)
    assert knowledge.peers(lucie.base)[karim.id] == known


# Erasure


def test_an_erasure_wins_over_the_edits_of_those_who_did_not_know(lucie: Post, karim: Post) -> None:
    ines = Post("Inès")
    person = shared_person(lucie, karim)
    exchange(lucie, karim, ines)
    late = ines.file()
    lucie.erase(person)
    karim.change(person, request="Motcherché")
    karim.add(Contact(id=RecordId(os.urandom(16)), subject=person, kind=ContactKind.CALL, at=NOON, text="Motcherché"))
    applied = karim.take(lucie.news_for(karim))
    assert applied.erased == (person,)
    ines.take(karim.news_for(ines))
    assert karim.take(late).dropped > 0
    for post in (lucie, karim, ines):
        for (name,) in post.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ):
            left = repr(post.rows(f'SELECT * FROM "{name}"'))
            assert repr(bytes(person)) not in left, name
            assert "Motcherché" not in left, name


def test_a_file_united_elsewhere_with_an_erased_one_is_erased_too(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    twin = lucie.person(last_name="Garnié")
    exchange(lucie, karim)
    lucie.erase(person)
    karim.change(twin, merged_into=person)
    exchange(lucie, karim)
    assert lucie.rows("SELECT id FROM beneficiary") == karim.rows("SELECT id FROM beneficiary") == []


def test_nobody_is_asked_to_choose_for_a_file_that_the_same_import_erases(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    twin = lucie.person(last_name="Garnié")
    exchange(lucie, karim)
    lucie.change(twin, merged_into=person, phone="+33261912208")
    karim.change(twin, phone="+33639982208")
    karim.erase(person)
    applied = karim.take(lucie.news_for(karim))
    assert applied.erased == (twin,)
    assert (applied.changes, applied.conflicts) == ((), ())
    assert conflicts.waiting(karim.base) == ()


def test_two_files_each_united_with_the_other_leave_one_that_is_shown(lucie: Post, karim: Post) -> None:
    one = shared_person(lucie, karim)
    two = lucie.person(last_name="Garnié")
    exchange(lucie, karim)
    lucie.change(one, merged_into=two)
    karim.change(two, merged_into=one)
    exchange(lucie, karim)
    exchange(lucie, karim)
    assert len(lucie.rows("SELECT subject FROM summary")) == 1
    assert lucie.rows("SELECT subject FROM summary") == karim.rows("SELECT subject FROM summary")


# Undo


def test_a_choice_taken_back_waits_again_with_every_value_everywhere(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, phone="+33639980003")
    exchange(lucie, karim)
    shown = lucie.read(person).phone
    with lucie.store.transaction(conflicts.DECIDE) as transaction:
        conflicts.decide(lucie.store, PERSON, person, "phone", "+33639980009")
    lucie.store.undo(transaction.number)
    assert lucie.read(person).phone == shown
    exchange(lucie, karim)
    for post in (lucie, karim):
        (waiting,) = conflicts.waiting(post.base)
        assert {(s.value, s.author) for s in waiting.sayings} == {("+33639980002", "Lucie"), ("+33639980003", "Karim")}
        assert post.read(person).phone == shown


@pytest.mark.parametrize("chosen", ["+33639980002", "+33639980003", "+33639980009"])
def test_a_choice_taken_back_then_made_again_closes_the_question(lucie: Post, karim: Post, chosen: str) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, phone="+33639980003")
    exchange(lucie, karim)
    with lucie.store.transaction(conflicts.DECIDE) as transaction:
        conflicts.decide(lucie.store, PERSON, person, "phone", chosen)
    undone = lucie.store.undo(transaction.number)
    assert conflicts.count(lucie.base) == 1
    lucie.store.undo(undone.number)
    exchange(lucie, karim)
    for post in (lucie, karim):
        assert conflicts.count(post.base) == 0
        assert post.read(person).phone == chosen


def test_an_import_is_not_taken_back_like_a_local_change(lucie: Post, karim: Post) -> None:
    lucie.person(last_name="Garnier")
    applied = karim.take(lucie.file())
    with pytest.raises(NotUndone, match="écran Échanges"):
        karim.store.undo(applied.transaction)


def test_an_import_undone_leaves_what_was_written_since_and_asks_nothing_of_the_others(
    lucie: Post, karim: Post
) -> None:
    person, other = shared_person(lucie, karim), shared_person(lucie, karim)
    gone = shared_person(lucie, karim, last_name="Traoré")
    for one in (person, other):
        lucie.change(one, phone="+33639980002", commune="Craon")
    new, unread = lucie.person(last_name="Nouvelle"), lucie.person(last_name="Jamaislue")
    former, file = karim.copy(), lucie.news_for(karim)
    applied = karim.take(file)
    mark = (applied.transaction, file.head.file_id, meta(karim.base, "seq"))
    karim.change(person, request="Travailler")
    karim.change(new, request="Se former")
    own = karim.person(last_name="Mienne")
    karim.erase(gone)
    assert go_back(karim.store, former, mark) == (2, 2)
    assert (karim.read(other).phone, karim.read(other).commune) == ("+33639980001", "")
    assert (karim.read(person).phone, karim.read(person).request) == ("+33639980002", "Travailler")
    assert karim.read(own).last_name == "Mienne"
    assert (karim.read(new).last_name, karim.read(new).request) == ("Nouvelle", "Se former")
    left = {row[0] for row in karim.rows("SELECT id FROM beneficiary")}
    assert left == {person, other, new, own}
    exchange(lucie, karim)
    assert lucie.read(other).phone == karim.read(other).phone == "+33639980002"
    assert karim.read(unread).last_name == "Jamaislue"
    assert whole(lucie) == whole(karim)


def test_a_choice_made_during_an_import_goes_back_with_it(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, phone="+33639980003")
    former, file = karim.copy(), lucie.news_for(karim)
    with karim.store.transaction("exchange.import"):
        applied = karim.take(file)
        conflicts.decide(karim.store, PERSON, person, "phone", "+33639980002")
    go_back(karim.store, former, (applied.transaction, file.head.file_id, meta(karim.base, "seq")))
    assert karim.read(person).phone == "+33639980003"
    assert conflicts.count(karim.base) == 0
    exchange(lucie, karim)
    assert conflicts.count(karim.base) == conflicts.count(lucie.base) == 1
    assert whole(lucie) == whole(karim)
