"""Two laptops and one key: what each shows after the other's files, whatever happened to them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from merge_desk import NOON, PERSON, Post, exchange, whole
from mobiconseil.db.store import NotUndone
from mobiconseil.db.summary import COLUMNS, rebuild
from mobiconseil.db.sync import conflicts, identity, knowledge
from mobiconseil.db.sync.merge_rows import preview
from mobiconseil.db.sync.replicas import meta
from mobiconseil.db.sync.restoring import erasures, restored
from mobiconseil.db.sync.undone import go_back
from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, RatingState
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.directory import Organisation, Service
from mobiconseil.domain.exchange import MAX_CLOCK, Origin, Package, Refused, Scope, WireRow
from mobiconseil.domain.follow_up import Appointment, Contact, ContactKind, Recall
from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.merge import Dot
from mobiconseil.domain.plan import Plan, Step, StepState
from mobiconseil.domain.situation import Status
from mobiconseil.domain.vocabulary import TriState


@pytest.fixture
def lucie() -> Post:
    return Post("Lucie")


@pytest.fixture
def karim() -> Post:
    return Post("Karim")


def shared_person(lucie: Post, karim: Post, **fields: str) -> RecordId:
    person = lucie.person(**({"last_name": "Garnier", "phone": "+33639980001"} | fields))
    exchange(lucie, karim)
    return person


# What crosses


def test_a_file_brings_what_the_other_wrote_and_its_lists_follow(lucie: Post, karim: Post) -> None:
    person = lucie.person(last_name="Garnier", commune="Craon")
    applied = karim.take(lucie.file())
    assert (applied.new, applied.updated, applied.identical) == (1, 0, 0)
    assert karim.read(person).last_name == "Garnier"
    assert karim.rows("SELECT last_name FROM summary") == [("Garnier",)]
    assert karim.rows("SELECT count(*) FROM person_search WHERE person_search MATCH 'garnier'") == [(1,)]


def test_the_same_file_twice_changes_nothing_and_says_when_it_came(lucie: Post, karim: Post) -> None:
    lucie.person(last_name="Garnier")
    package = lucie.file()
    karim.take(package)
    before = whole(karim)
    assert karim.take(package).already == NOON
    again = karim.take(lucie.file())
    assert (again.changes, again.erased, again.relayed, again.identical) == ((), (), 0, 1)
    assert whole(karim) == before


def test_the_second_exchange_is_empty_when_nothing_is_new(lucie: Post, karim: Post) -> None:
    shared_person(lucie, karim)
    assert lucie.news_for(karim).rows == ()
    assert karim.news_for(lucie).rows == ()


def test_two_edits_of_two_fields_are_both_kept_without_a_question(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, commune="Craon")
    exchange(lucie, karim)
    for post in (lucie, karim):
        assert post.read(person).phone == "+33639980002"
        assert post.read(person).commune == "Craon"
        assert conflicts.count(post.base) == 0
    assert whole(lucie) == whole(karim)


def test_two_edits_of_one_field_wait_for_a_choice_with_who_where_and_when(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.clock = NOON + timedelta(days=1)
    karim.change(person, phone="+33639980003")
    lucie.take(karim.news_for(lucie))
    (waiting,) = conflicts.waiting(lucie.base, person)
    assert waiting.field == "phone"
    newest, other = waiting.sayings
    assert (newest.value, newest.author, newest.laptop, newest.here) == (
        "+33639980003", "Karim", "Poste de Karim", False,
    )  # fmt: skip
    assert (other.value, other.author, other.here) == ("+33639980002", "Lucie", True)
    assert newest.at == karim.clock
    assert lucie.read(person).phone == "+33639980003"
    assert conflicts.subjects(lucie.base) == {person: 1}


@pytest.mark.parametrize("chosen", ["+33639980002", "+33639980003", "+33639980009"])
def test_a_choice_closes_the_question_on_every_laptop(lucie: Post, karim: Post, chosen: str) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, phone="+33639980003")
    exchange(lucie, karim)
    assert conflicts.count(lucie.base) == conflicts.count(karim.base) == 1
    conflicts.decide(karim.store, PERSON, person, "phone", chosen)
    assert conflicts.count(karim.base) == 0
    exchange(lucie, karim)
    for post in (lucie, karim):
        assert conflicts.count(post.base) == 0
        assert post.read(person).phone == chosen
    assert whole(lucie) == whole(karim)


def test_saving_a_form_again_does_not_choose_behind_anybody_s_back(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, phone="+33639980003")
    exchange(lucie, karim)
    lucie.add(lucie.read(person))
    assert conflicts.count(lucie.base) == 1


def test_the_same_value_written_on_both_sides_is_no_question(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, phone="+33639980002")
    exchange(lucie, karim)
    assert conflicts.count(lucie.base) == 0
    assert whole(lucie) == whole(karim)


def test_an_element_noted_on_both_sides_is_one_record(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    for post, value in ((lucie, TriState.YES), (karim, TriState.NO)):
        post.add(Status(id=element_id(person, "ST01"), subject=person, code="ST01", value=value))
    exchange(lucie, karim)
    assert [one.field for one in conflicts.waiting(lucie.base)] == ["value"]
    assert len(karim.records.of(Status, person)) == 1


def test_a_record_thrown_away_here_and_taken_back_there_lives(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.trash(person)
    exchange(lucie, karim)
    with karim.store.transaction("restore"):
        karim.records.restore(Beneficiary, person)
    karim.trash(person)
    with lucie.store.transaction("restore"):
        lucie.records.restore(Beneficiary, person)
    exchange(lucie, karim)
    for post in (lucie, karim):
        assert not post.records.is_trashed(Beneficiary, person)
        assert [one.field for one in conflicts.waiting(post.base)] == ["deleted"]


# The four mistakes of the first design


def test_a_row_that_comes_in_part_does_not_claim_to_have_seen_the_rest(lucie: Post, karim: Post) -> None:
    person = lucie.person(last_name="Garnier", phone="+33639980001")
    seen = lucie.file()
    lucie.change(person, phone="+33639980002")
    late = lucie.file(base=seen.head.vector)
    karim.take(late)
    assert karim.read(person).last_name == ""
    karim.take(seen)
    assert karim.read(person).last_name == "Garnier"
    assert karim.read(person).phone == "+33639980002"
    assert conflicts.count(karim.base) == 0


def test_an_erasure_done_again_after_a_restore_is_told_once(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    old = lucie.copy()
    lucie.erase(person)
    kept = erasures(lucie.base)
    lucie.open(old)
    assert restored(lucie.store, kept) == 1
    exchange(lucie, karim)
    assert karim.rows("SELECT count(*) FROM beneficiary") == [(0,)]
    for _ in range(3):
        assert lucie.news_for(karim).tombstones == ()
        assert karim.news_for(lucie).tombstones == ()
        exchange(lucie, karim)


@pytest.mark.parametrize("year", [1970, 1990, 2000, 2038, 2150])
def test_no_clock_refuses_a_file_nor_hides_a_later_write(year: int, karim: Post) -> None:
    lucie = Post("Lucie", datetime(year, 1, 19, tzinfo=UTC))
    person = shared_person(lucie, karim)
    karim.change(person, phone="+33639980002")
    exchange(lucie, karim)
    lucie.change(person, phone="+33639980003")
    exchange(lucie, karim)
    assert karim.read(person).phone == lucie.read(person).phone == "+33639980003"
    assert conflicts.count(karim.base) == 0


def test_a_clock_at_the_end_of_time_does_not_shut_the_team_s_mouth(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.base.execute("UPDATE meta SET value = ? WHERE key = 'clock'", (MAX_CLOCK - 2,))
    for number in range(5):
        lucie.change(person, phone=f"+3363998000{number}")
        exchange(lucie, karim)
        karim.change(person, commune=f"Craon {number}")
        exchange(lucie, karim)
    assert karim.read(person) == lucie.read(person)
    assert whole(lucie) == whole(karim)


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


# Before anything changes


def test_a_preview_tells_all_and_changes_nothing(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    karim.change(person, phone="+33639980003")
    lucie.person(last_name="Nouvelle")
    lucie.trash(lucie.person(last_name="Jetée"))
    package, before = lucie.news_for(karim), whole(karim)
    names = ("txn", "history", "journal", "replica", "dot", "meta", "peer", "imported_file", "conflict", "summary")
    tables = [karim.rows(f"SELECT * FROM {name}") for name in names]
    foreseen = preview(karim.store, package)
    assert whole(karim) == before
    assert [karim.rows(f"SELECT * FROM {name}") for name in names] == tables
    applied = karim.take(package)
    assert (foreseen.changes, foreseen.conflicts, foreseen.trashed) == (
        applied.changes, applied.conflicts, applied.trashed,
    )  # fmt: skip
    assert (applied.new, applied.trashed, len(applied.conflicts)) == (2, 1, 1)


def test_an_updated_field_is_told_with_its_former_value_and_its_author(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    lucie.change(person, phone="+33639980002")
    (change,) = karim.take(lucie.news_for(karim)).changes
    (field,) = change.fields
    assert (field.field, field.before, field.after.value) == ("phone", "+33639980001", "+33639980002")
    assert (field.after.author, field.after.laptop, change.subject) == ("Lucie", "Poste de Lucie", person)


def test_the_lines_of_many_people_at_once_are_those_written_one_by_one(lucie: Post, karim: Post) -> None:
    def new() -> RecordId:
        return RecordId(os.urandom(16))

    for number in range(120):
        person = lucie.person(
            last_name=f"Nom{number}", first_name="Élise", phone=f"+336399800{number:02}", commune="Craon",
            deadline_on=date(2026, 12, 1) if number % 3 == 0 else None,
        )  # fmt: skip
        if number % 2:
            for rank in range(2):
                assessment = Assessment(
                    id=new(),
                    subject=person,
                    form=AssessmentForm.SHORT,
                    stage=next(iter(AssessmentStage)),
                    started_on=date(2026, 1, 1 + number % 20 + rank),
                )
                lucie.add(assessment)
                lucie.add(
                    Rating(
                        id=new(),
                        subject=person,
                        assessment_id=assessment.id,
                        item="D1.1",
                        state=RatingState.RATED,
                        value=number % 4,
                    )
                )
            plan = Plan(id=new(), subject=person)
            lucie.add(plan)
            for state in (StepState.TODO, StepState.DONE):
                lucie.add(Step(id=new(), subject=person, plan_id=plan.id, title="X", state=state, due_on=NOON.date()))
            at = NOON + timedelta(days=number)
            lucie.add(Appointment(id=new(), subject=person, at=at, reason="Point"))
            lucie.add(Recall(id=new(), subject=person, due_on=at.date(), reason="Rappeler"))
            lucie.add(Contact(id=new(), subject=person, kind=ContactKind.CALL, at=NOON, text="Vu"))
    lucie.change(person, merged_into=lucie.rows("SELECT min(id) FROM beneficiary")[0][0])
    karim.take(lucie.file())

    def lines() -> list[list[tuple[object, ...]]]:
        columns = ", ".join(COLUMNS)
        return [
            karim.rows(f"SELECT {columns} FROM summary ORDER BY subject"),
            karim.rows(
                "SELECT s.subject, p.name, p.place, p.contact, p.code FROM person_search p "
                "JOIN summary s ON s.n = p.rowid ORDER BY s.subject"
            ),
            karim.rows("SELECT s.subject, x.sound FROM name_sound x JOIN summary s ON s.n = x.person ORDER BY 1, 2"),
        ]

    found = lines()
    rebuild(karim.base)
    assert found == lines()
    assert len(found[0]) == 119


# Scopes


def test_the_file_of_a_person_brings_the_sheets_of_the_directory_it_names(lucie: Post, karim: Post) -> None:
    person, other = lucie.person(last_name="Garnier"), lucie.person(last_name="Traoré")
    ids = [RecordId(os.urandom(16)) for _ in range(5)]
    lucie.add(Organisation(id=ids[0], name="Garage solidaire"))
    lucie.add(Service(id=ids[1], name="Location", organisation_id=ids[0]))
    lucie.add(Service(id=ids[2], name="Sans rapport"))
    lucie.add(Plan(id=ids[3], subject=person))
    lucie.add(Step(id=ids[4], subject=person, plan_id=ids[3], title="Louer une voiture", service_id=ids[1]))
    karim.take(lucie.file(scope=Scope.PEOPLE, subjects=(person,)))
    assert karim.rows("SELECT id FROM beneficiary") == [(person,)]
    assert karim.read(ids[4], Step).title == "Louer une voiture"
    assert {row[0] for row in karim.rows("SELECT name FROM service")} == {"Location"}
    assert karim.read(ids[0], Organisation).name == "Garage solidaire"
    assert karim.rows("SELECT name FROM directory_line") == [("Location",)]
    assert other not in {row[0] for row in karim.rows("SELECT id FROM beneficiary")}


def test_the_file_of_the_directory_holds_nobody(lucie: Post, karim: Post) -> None:
    lucie.person(last_name="Garnier")
    lucie.add(Organisation(id=RecordId(os.urandom(16)), name="Garage solidaire"))
    package = lucie.file(scope=Scope.DIRECTORY)
    assert {row.table for row in package.rows} == {"organisation"}
    assert all(row.subject is None for row in package.rows)
    karim.take(package)
    assert karim.rows("SELECT name FROM organisation") == [("Garage solidaire",)]


# What is refused


def rewritten(package: Package, **values: object) -> Package:
    row = package.rows[0]
    writes = tuple((origin, {**found, **values}) for origin, found in row.writes)
    return replace(package, rows=(replace(row, writes=writes),))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_name", None), ("last_name", 3), ("last_name", "a\0b"), ("last_name", "x" * 300_000), ("children", "3"),
        ("children", 2**60), ("birth_date", "hier"), ("latitude", float("nan")), ("latitude", float("inf")),
        ("deleted", 2), ("deleted", "1"), ("merged_into", b"court"), ("state", "x" * 100), ("children", True),
    ],
)  # fmt: skip
def test_a_value_that_the_base_cannot_hold_refuses_the_whole_file(
    lucie: Post, karim: Post, field: str, value: object
) -> None:
    lucie.person(last_name="Garnier")
    before = whole(karim)
    with pytest.raises(Refused, match="Vos données n’ont pas changé"):
        karim.take(rewritten(lucie.file(), **{field: value}))
    assert whole(karim) == before


def test_a_file_that_gives_a_known_record_to_somebody_else_is_refused(lucie: Post, karim: Post) -> None:
    person = shared_person(lucie, karim)
    trip = Status(id=RecordId(os.urandom(16)), subject=person, code="ST01")
    lucie.add(trip)
    exchange(lucie, karim)
    lucie.change(trip.id, Status, note="Vu")
    package = lucie.file()
    thief = RecordId(os.urandom(16))
    rows = tuple(replace(row, subject=thief) if row.table == "status" else row for row in package.rows)
    with pytest.raises(Refused):
        karim.take(replace(package, rows=rows))
    assert karim.read(trip.id, Status).subject == person


def test_a_write_that_claims_two_records_is_refused(lucie: Post, karim: Post) -> None:
    lucie.person(last_name="Garnier")
    package = lucie.file()
    twice = replace(package.rows[0], id=RecordId(os.urandom(16)))
    with pytest.raises(Refused):
        karim.take(replace(package, rows=(*package.rows, twice)))


def test_two_forged_writes_of_the_same_rank_end_the_same_on_both_sides(lucie: Post, karim: Post) -> None:
    record = RecordId(os.urandom(16))

    def forged(value: str) -> Package:
        row = WireRow("organisation", record, None, ((Origin(Dot(7, 1), 5, "x"), {"name": value}),))
        return replace(lucie.file(), rows=(row,))

    for post, values in ((lucie, ("un", "deux")), (karim, ("deux", "un"))):
        for value in values:
            post.take(forged(value))
    assert lucie.rows("SELECT name FROM organisation") == karim.rows("SELECT name FROM organisation")
    assert lucie.rows("SELECT name FROM organisation") != [("",)]
