"""Two laptops and one key: what each shows after the other's files, whatever happened to them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta

import pytest

from merge_desk import NOON, PERSON, Post, exchange, shared_person, whole
from mobiconseil.db.summary import COLUMNS, rebuild
from mobiconseil.db.sync import conflicts
from mobiconseil.db.sync.merge_rows import preview
from mobiconseil.db.sync.restoring import erasures, restored
from mobiconseil.domain.assessment import Assessment, AssessmentForm, AssessmentStage, Rating, RatingState
from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.directory import Organisation, Service
from mobiconseil.domain.exchange import MAX_CLOCK, Scope
from mobiconseil.domain.follow_up import Appointment, Contact, ContactKind, Recall
from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.plan import Plan, Step, StepState
from mobiconseil.domain.situation import Status
from mobiconseil.domain.vocabulary import TriState

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
