"""Beneficiary files: opened incomplete, completed element by element, trashed and restored."""

from __future__ import annotations

from datetime import date

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.db.engine import close, connect
from mobiconseil.db.repositories import MissingRecord
from mobiconseil.domain.assessment import AssessmentForm, RatingMethod, RatingState
from mobiconseil.domain.beneficiary import Beneficiary, FileState
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import BarrierOrigin, ConsentChannel, ConsentKind, RenunciationKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import ListFilter
from mobiconseil.services.session import Session

TODAY = date(2026, 11, 20)


def test_a_file_opens_with_nothing_but_the_day_and_who_follows_it(session: Session) -> None:
    person = session.files.create()
    assert person.entered_on == TODAY
    assert person.adviser == session.adviser.id.hex()
    assert person.short_name == "Sans nom"
    assert person.missing() == ("nom", "prénom", "moyen de contact", "commune")


def test_an_element_added_twice_is_the_same_element(session: Session) -> None:
    person = session.files.create()
    first = session.files.set_status(person.id, "ST01", value=TriState.YES)
    again = session.files.set_status(person.id, "ST01", value=TriState.NO)
    assert first.id == again.id
    assert [s.value for s in session.files.load(person.id).statuses] == [TriState.NO]


def test_an_answer_is_dated_the_day_it_is_given(session: Session) -> None:
    person = session.files.create()
    assert session.files.set_renunciation(person.id, RenunciationKind.JOB, TriState.YES).asked_on == TODAY
    assert session.files.set_consent(person.id, ConsentKind.NOTICE, value=TriState.YES).given_on == TODAY


def test_how_an_agreement_was_given_is_never_made_up(session: Session) -> None:
    person, kind = session.files.create(), ConsentKind.SHARE_PRESCRIBER
    assert session.files.set_consent(person.id, kind, value=TriState.YES).channel is ConsentChannel.UNKNOWN
    said = session.files.set_consent(person.id, kind, channel=ConsentChannel.ORAL)
    assert (said.channel, said.channel.manner) == (ConsentChannel.ORAL, "dit pendant l’entretien")
    session.files.withdraw_consent(person.id, kind)
    assert session.files.set_consent(person.id, kind, value=TriState.YES).channel is ConsentChannel.UNKNOWN


def test_a_yes_that_holds_keeps_its_date_and_its_manner(session: Session) -> None:
    person, kind = session.files.create(), ConsentKind.NOTICE
    told = {"value": TriState.YES, "given_on": date(2026, 3, 2), "channel": ConsentChannel.PAPER}
    session.files.set_consent(person.id, kind, **told)
    again = session.files.set_consent(person.id, kind, value=TriState.YES, withdrawn_on=None)
    assert (again.given_on, again.channel) == (date(2026, 3, 2), ConsentChannel.PAPER)


def test_a_withdrawn_agreement_no_longer_holds_but_stays_known(session: Session) -> None:
    person = session.files.create()
    session.files.set_consent(person.id, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES)
    withdrawn = session.files.withdraw_consent(person.id, ConsentKind.SHARE_PRESCRIBER)
    assert not withdrawn.holds
    assert withdrawn.given_on == withdrawn.withdrawn_on == TODAY
    assert session.files.set_consent(person.id, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES).holds


def test_a_barrier_of_no_intensity_is_lifted_today_and_comes_back_when_raised(session: Session) -> None:
    person = session.files.create()
    session.files.set_barrier(person.id, "M1", intensity=3)
    assert session.files.set_barrier(person.id, "M1", intensity=0).lifted_on == TODAY
    assert session.files.set_barrier(person.id, "M1", intensity=2).is_open


def test_a_barrier_taken_away_by_mistake_can_be_noted_again(session: Session) -> None:
    person = session.files.create()
    session.files.remove_barrier(session.files.set_barrier(person.id, "M1", intensity=3))
    assert session.files.load(person.id).barriers == ()
    session.files.set_barrier(person.id, "M1", intensity=1)
    assert [b.intensity for b in session.files.load(person.id).barriers] == [1]


def test_the_first_trip_is_the_main_one_until_another_is_chosen(session: Session) -> None:
    person = session.files.create()
    work = session.files.add_trip(person.id, destination="Craon")
    school = session.files.add_trip(person.id, destination="Laval")
    main = session.files.load(person.id).main_trip
    assert main is not None
    assert main.id == work.id
    session.files.make_main_trip(person.id, school.id)
    assert [t.is_main for t in session.files.load(person.id).trips] == [False, True]


def test_leaving_is_dated(session: Session) -> None:
    person = session.files.create()
    assert session.files.set_state(person.id, FileState.LEFT).left_on == TODAY


def test_a_trashed_file_leaves_the_lists_and_comes_back_whole(session: Session) -> None:
    person = session.files.create(last_name="Garnier")
    session.files.set_status(person.id, "ST01", value=TriState.YES)
    before = session.files.load(person.id)
    session.files.trash(person.id)
    assert session.overviews.search("garnier") == ()
    assert session.overviews.count(ListFilter(), TODAY) == 0
    assert session.overviews.count(ListFilter(chip="corbeille"), TODAY) == 1
    session.files.restore(person.id)
    assert session.files.load(person.id) == before
    assert session.overviews.search("garnier")


def test_a_file_that_does_not_exist_is_said_missing(session: Session) -> None:
    with pytest.raises(MissingRecord):
        session.files.load(RecordId(bytes(16)))
    with pytest.raises(MissingRecord):
        session.files.change(RecordId(bytes(16)), last_name="X")


def test_starting_and_finishing_an_assessment_moves_the_file_along(session: Session) -> None:
    person = session.files.create(state=FileState.PRESCRIBED)
    assessment = session.assessments.start(person.id, AssessmentForm.SHORT)
    assert session.files.load(person.id).beneficiary.state is FileState.ASSESSMENT
    session.assessments.finish(assessment, duration_min=50)
    file = session.files.load(person.id)
    assert file.beneficiary.state is FileState.UNDERWAY
    assert file.latest_assessment is not None
    assert file.latest_assessment.finished_on == TODAY


def test_rating_keeps_the_method_and_the_comment(session: Session) -> None:
    person = session.files.create()
    assessment = session.assessments.start(person.id, AssessmentForm.FULL)
    session.assessments.comment(assessment, "D1.1", "Vu au bourg")
    session.assessments.set_method(assessment, "D1.1", RatingMethod.OBSERVED)
    rating = session.assessments.rate(assessment, "D1.1", 3)
    assert (rating.value, rating.method, rating.comment) == (3, RatingMethod.OBSERVED, "Vu au bourg")
    cleared = session.assessments.clear(assessment, "D1.1")
    assert (cleared.state, cleared.value, cleared.comment) == (RatingState.NOT_RATED, None, "Vu au bourg")
    assert len(session.files.load(person.id).ratings) == 1


def test_each_change_is_published_once_with_whom_it_concerns(desk: Desk, session: Session) -> None:
    person = session.files.create()
    desk.changes.clear()
    session.files.change(person.id, phone="+33639981234", email="a@exemple.example")
    assert [(c.action, c.subjects) for c in desk.changes] == [(Action.FILE_CHANGED, {person.id})]


def test_an_element_changed_after_a_union_keeps_what_the_united_file_said(session: Session) -> None:
    kept = session.files.create(last_name="Garnier").id
    other = session.files.create(last_name="Garnié").id
    session.files.set_barrier(other, "F2-01", intensity=3, origin=BarrierOrigin.OBSERVED)
    session.files.set_status(other, "ST05", value=TriState.YES, start_on=date(2026, 3, 1))
    session.duplicates.merge(kept, other, {})
    session.files.set_barrier(kept, "F2-01", means="Un vélo prêté")
    session.files.set_status(kept, "ST05", end_on=date(2027, 3, 1))
    [barrier] = session.files.load(kept).barriers
    [status] = session.files.load(kept).statuses
    assert (barrier.intensity, barrier.origin, barrier.means) == (3, BarrierOrigin.OBSERVED, "Un vélo prêté")
    assert (status.value, status.start_on, status.end_on) == (TriState.YES, date(2026, 3, 1), date(2027, 3, 1))
    session.files.remove_barrier(barrier)
    assert session.files.load(kept).barriers == ()


def test_a_file_that_is_shown_is_read_once_until_something_is_written(session: Session) -> None:
    person = session.files.create(last_name="Garnier").id
    shown = session.files.load(person)
    assert session.files.load(person) is shown
    session.files.change(person, last_name="Roux")
    assert session.files.load(person).beneficiary.last_name == "Roux"
    assert shown.beneficiary.last_name == "Garnier"


def test_what_a_transaction_takes_back_is_not_what_a_file_shows(session: Session) -> None:
    person = session.files.create(last_name="Garnier").id
    shown = session.files.load(person)
    seen = []

    def write_and_fail() -> None:
        with session.uow.transaction(Action.FILE_CHANGED) as records:
            records.change(Beneficiary, person, last_name="Roux")
            seen.append(session.files.load(person).beneficiary.last_name)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert seen == ["Roux"]
    again = session.files.load(person)
    assert again.beneficiary == shown.beneficiary


def test_what_a_job_writes_beside_is_read_again(desk: Desk, session: Session) -> None:
    person = session.files.create(last_name="Garnier").id
    shown = session.files.load(person)
    job = connect(desk.folder / "mobiconseil.db", desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE))
    with job.conn:
        job.execute("UPDATE beneficiary SET last_name = 'Roux' WHERE id = ?", (person,))
    close(job)
    assert session.files.load(person).beneficiary.last_name == "Roux"
    assert shown.beneficiary.last_name == "Garnier"
