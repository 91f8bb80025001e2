"""The lists over many files, on a real encrypted base."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from builders import MORNING, Desk
from builders_people import friday
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import ListFilter
from mobiconseil.services.session import Session

TODAY = date(2026, 11, 20)
SORTS = ("nom", "dossier", "avancement", "echeance", "contact", "prescripteur", "travail")


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Session, dict[str, RecordId], Desk]:
    desk = Desk(tmp_path)
    session = desk.create()
    return session, friday(session), desk


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_lists_everybody_once(filled, sort: str, descending: bool) -> None:
    session, _, _ = filled
    wanted = ListFilter(sort=sort, descending=descending)
    pages = [session.overviews.page(wanted, TODAY, offset=offset, limit=4) for offset in (0, 4, 8, 12)]
    found = [person.subject for page in pages for person in page]
    assert len(found) == len(set(found)) == session.overviews.count(wanted, TODAY) == 11


def test_states_are_sorted_as_a_file_goes_through_them(filled) -> None:
    session, _, _ = filled
    people = session.overviews.page(ListFilter(sort="dossier"), TODAY)
    states = list(dict.fromkeys(person.state for person in people))
    assert states == ["prescrit", "en_diagnostic", "en_parcours", "suivi_post"]


def test_files_to_resume_are_begun_and_not_decided(filled) -> None:
    session, people, _ = filled
    found = {person.subject for person in session.overviews.to_resume(None, limit=50)}
    assert found == {people[name] for name in ("Garnier", "Pottier", "Gendron", "Kovalenko", "Chauvin")}
    assert session.overviews.chip_counts(None, TODAY)["a_reprendre"] == len(found)


def test_appointments_and_recalls_of_one_adviser_leave_out_those_of_another(filled) -> None:
    session, people, _ = filled
    other = RecordId(b"another adviser!").hex()
    day = (MORNING - timedelta(hours=2), MORNING + timedelta(hours=12))
    session.follow_up.plan_appointment(people["Haddad"], MORNING, adviser=other)
    session.files.change(people["Fournier"], adviser=other)
    mine = session.adviser.id.hex()
    assert len(session.overviews.appointments(*day)) == 6
    assert len(session.overviews.appointments(*day, mine)) == 5
    assert len(session.overviews.recalls(TODAY)) == 3
    assert people["Fournier"] not in {line.subject for line in session.overviews.recalls(TODAY, mine)}


def test_communes_are_in_french_order_and_leave_the_trash_out(filled) -> None:
    session, people, _ = filled
    session.files.trash(people["Gendron"])
    assert session.overviews.communes() == (
        "Ballots", "Congrier", "Cossé-le-Vivien", "Craon", "Méral", "Quelaines-Saint-Gault", "Renazé",
        "Saint-Aignan-sur-Roë",
    )  # fmt: skip


def test_the_journal_tells_when_something_was_last_done_or_when_it_begins(filled) -> None:
    session, _, desk = filled
    assert session.overviews.last_time((Action.RECOVERY_CHECKED,)) == MORNING
    later = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    desk.clock.set(later)
    session.team.note(Action.RECOVERY_CHECKED)
    assert session.overviews.last_time((Action.RECOVERY_CHECKED, Action.RECOVERY_USED)) == later
