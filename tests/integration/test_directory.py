"""The directory of a real base: sheets, corrections, searches, drop-in places, history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import Desk
from directory_desk import hold
from mobiconseil.db.engine import close, connect
from mobiconseil.db.migrations import migrate, migrations
from mobiconseil.domain.directory import Organisation, Service, codes, joined, organisation_id, service_id
from mobiconseil.domain.directory_codes import Fees, FreshnessTone
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session

CRAON = (47.847, -0.952)
BALLOTS = (47.894, -1.047)
LAVAL = (48.07, -0.77)


def imported(session: Session, name: str = "dora--1", **fields: object) -> Service:
    blank = Service(id=service_id(name), source="dora", source_id=name, name="Auto-école sociale du Craonnais")
    service = replace(blank, **fields)  # type: ignore[arg-type]
    with session.uow.transaction(Action.SERVICES_IMPORTED) as records:
        records.add(service)
    return service


def names(session: Session, **wanted: object) -> list[str]:
    return [line.name for line in session.directory.search(DirectoryFilter(**wanted))]  # type: ignore[arg-type]


def test_the_nearest_services_come_first_and_those_without_a_point_last(session: Session) -> None:
    for name, point in (("Loin", LAVAL), ("Ici", CRAON), ("Nulle part", (None, None)), ("Près", BALLOTS)):
        session.directory.add(name=name, latitude=point[0], longitude=point[1])
    assert names(session, centre=CRAON) == ["Ici", "Près", "Loin", "Nulle part"]
    assert names(session, centre=CRAON, radius_km=15.0) == ["Ici", "Près"]
    found = session.directory.search(DirectoryFilter(centre=CRAON))
    assert found[1].distance_km == pytest.approx(8.8, abs=0.3)
    assert found[3].distance_km is None


@pytest.mark.parametrize(
    "typed",
    [
        "auto-école",
        "AUTO ECOLE crao",
        "l'auto",
        "permis",
        "53400",
        "06 39 98 12 34",
        "craon",
        "« sociale »",
        'b"',
        "été ",
    ],
)
def test_words_are_found_whatever_their_accents_signs_and_order(session: Session, typed: str) -> None:
    session.directory.add(
        name="Auto-école sociale, l’été",
        commune="Craon",
        postal_code="53400",
        phone="+33639981234",
        themes=joined(["mobilite--preparer-un-permis"]),
        description="Permis B en boîte automatique, à l'aise",
    )
    session.directory.add(name="Garage")
    assert names(session, text=typed) == ["Auto-école sociale, l’été"]


@pytest.mark.parametrize("typed", ['"', "*", "AND", "NEAR(", "a\0b", "(", "-", "col:", "^x", "'" * 5, "😀", "{}"])
def test_no_text_makes_the_search_fail(session: Session, typed: str) -> None:
    session.directory.add(name="Garage")
    assert set(names(session, text=typed)) <= {"Garage"}


def test_a_public_also_finds_services_open_to_everybody_or_that_do_not_say(session: Session) -> None:
    session.directory.add(name="Demandeurs", publics="demandeurs-emploi jeunes")
    session.directory.add(name="Seniors", publics="seniors")
    session.directory.add(name="Tous", publics="tous-publics")
    session.directory.add(name="Vide")
    assert names(session, publics=("demandeurs-emploi",)) == ["Demandeurs", "Tous", "Vide"]


def test_families_are_filtered_and_counted(session: Session) -> None:
    session.directory.add(name="Garage", family="F5")
    session.directory.add(name="Auto-école", family="F2")
    session.directory.add(name="Vélo", family="F2")
    assert names(session, families=("F5",)) == ["Garage"]
    assert session.directory.family_counts(DirectoryFilter(families=("F5",))) == {"F2": 2, "F5": 1}


def test_open_now_shows_only_what_is_known_to_be_open(session: Session) -> None:
    session.directory.add(name="Ouvert", opening_hours="Mo-Fr 08:30-12:30; PH off")
    session.directory.add(name="Fermé", opening_hours="Mo-Fr 14:00-18:00")
    session.directory.add(name="Sans horaires")
    session.directory.add(name="Illisible", opening_hours="sur rendez-vous")
    assert names(session, open_now=True) == ["Ouvert"]


def test_a_day_shows_only_what_is_known_to_open_on_it(session: Session) -> None:
    session.directory.add(name="Mardi", opening_hours="Tu 14:00-18:00; PH off")
    session.directory.add(name="Fermé le mardi", opening_hours="Mo,We-Fr 14:00-18:00")
    session.directory.add(name="Sans horaires")
    assert names(session, open_day=date(2026, 11, 24)) == ["Mardi"]
    assert names(session, open_day=date(2026, 7, 14)) == [], "a Tuesday that is a public holiday"


def test_freshness_filters_and_verify_today(session: Session) -> None:
    old = imported(session, name="dora--1", updated_on=date(2024, 6, 1))
    session.directory.add(name="Neuf")
    assert session.directory.sheet(old.id).freshness.tone is FreshnessTone.STALE
    assert names(session, up_to_date_only=True) == ["Neuf"]
    assert names(session, to_check_only=True) == ["Auto-école sociale du Craonnais"]
    checked = session.directory.verify_today(old.id)
    assert (checked.verified_on, checked.verified_by) == (date(2026, 11, 20), "Claire Morin")
    assert names(session, to_check_only=True) == []
    assert checked.updated_on == date(2024, 6, 1)


def test_a_correction_stands_aside_and_wins_on_screen(session: Session) -> None:
    service = imported(session, phone="+33243000001", fees=Fees.PAID)
    shown = session.directory.change(service.id, phone="+33243000002", fees=Fees.FREE, private_note="Demander Zoé")
    sheet = session.directory.sheet(service.id)
    assert (shown.phone, shown.fees, shown.private_note) == ("+33243000002", Fees.FREE, "Demander Zoé")
    assert (sheet.imported.phone, sheet.imported.fees) == ("+33243000001", Fees.PAID)
    assert {edit.field: edit.imported for edit in sheet.edits} == {"phone": "+33243000001", "fees": "payant"}
    line = session.directory.search(DirectoryFilter(text="02 43 00 00 02"))
    assert [found.edited for found in line] == [True]
    assert session.directory.give_back(service.id, "phone").phone == "+33243000001"
    assert session.directory.change(service.id, fees=Fees.PAID).fees is Fees.PAID
    assert session.directory.sheet(service.id).edits == ()


def test_undoing_a_correction_shows_the_word_of_the_source(session: Session, desk: Desk) -> None:
    service = imported(session)
    session.directory.change(service.id, name="Auto-école des Coquelicots")
    assert names(session) == ["Auto-école des Coquelicots"]
    session.uow.undo(desk.changes[-1].transaction)
    assert names(session) == ["Auto-école sociale du Craonnais"]


def test_a_service_has_the_place_the_phone_and_the_hours_of_its_structure(session: Session) -> None:
    owner = Organisation(
        id=organisation_id("dora--o"), name="Garage solidaire", commune="Craon", latitude=CRAON[0],
        longitude=CRAON[1], phone="+33639981234", opening_hours="Mo-Fr 08:00-12:00",
    )  # fmt: skip
    hold(session, owner)
    imported(session, organisation_id=owner.id)
    line = session.directory.search(DirectoryFilter(centre=CRAON, open_now=True))[0]
    assert (line.organisation, line.commune, line.phone) == ("Garage solidaire", "Craon", "+33639981234")
    hold(session, replace(owner, name="Garage des Lilas"))
    assert names(session, text="lilas") == ["Auto-école sociale du Craonnais"]


def test_closed_and_trashed_services_leave_the_lists(session: Session) -> None:
    one = session.directory.add(name="Un")
    two = session.directory.add(name="Deux")
    session.directory.close(one.id)
    session.directory.trash(two.id)
    assert names(session) == []
    assert names(session, include_closed=True) == ["Un"]
    session.directory.restore(two.id)
    assert names(session) == ["Deux"]


def test_the_history_of_a_sheet_says_who_changed_what(session: Session) -> None:
    service = imported(session)
    session.directory.change(service.id, phone="+33243000002")
    session.directory.change(service.id, observed_days=20)
    found = session.directory.changes(service.id)
    assert [(change.fields, change.author) for change in found[:2]] == [
        (("observed_days",), "Claire Morin"),
        (("phone",), "Claire Morin"),
    ]
    assert found[-1].created


def test_drop_in_places_come_with_their_service(session: Session) -> None:
    service = imported(session)
    place = session.directory.add_drop_in(
        service_id=service.id, place="Mairie de Ballots", calendar="Tu[1] 09:00-12:00"
    )
    assert session.directory.sheet(service.id).drop_ins == (place,)
    session.directory.change_drop_in(place.id, accessibility="De plain-pied")
    assert session.directory.drop_ins()[0].accessibility == "De plain-pied"
    session.directory.remove_drop_in(place.id)
    assert session.directory.drop_ins() == ()


def test_a_service_kept_for_somebody_is_a_step_of_her_plan(session: Session) -> None:
    service = session.directory.add(
        name="Auto-école", commune="Craon", postal_code="53400", address="3 rue du Mûrier", phone="+33639981234",
        catalogue="F2-07",
    )  # fmt: skip
    subject = session.files.create(last_name="Garnier").id
    step = session.directory.keep_for(subject, service.id)
    assert (step.title, step.place, step.service_code, step.service_id) == (
        "Appeler le service «\u00a0Auto-école\u00a0»", "3 rue du Mûrier, 53400 Craon", "F2-07", service.id,
    )  # fmt: skip
    assert step.due_on == session.clock.today() + timedelta(days=7)
    owner = Organisation(id=organisation_id("x"), source="equipe", source_id="x", name="Route pour tous")
    hold(session, owner)
    session.directory.change(service.id, organisation_id=owner.id)
    step = session.directory.keep_for(subject, service.id)
    assert step.title == "Appeler Route pour tous\u00a0: auto-école"
    assert step.place == "Route pour tous, 3 rue du Mûrier, 53400 Craon"


def test_lists_of_codes_are_in_order_and_without_doubles() -> None:
    assert codes(joined(["b", "a", "b", " "])) == ("a", "b")


def test_the_base_stays_sound(session: Session) -> None:
    service = imported(session)
    session.directory.change(service.id, name="Autre nom")
    session.directory.trash(service.id)
    assert session.upkeep.health().problems == ()
    assert RecordId(service.id) == service.id


def test_a_base_of_the_former_version_gains_the_directory_and_keeps_its_plans(tmp_path: Path) -> None:
    path = tmp_path / "ancienne.db"
    old = connect(path, bytes(32), create=True)
    migrations.apply(old, stop_before="0002_directory")
    columns = [row[1] for row in old.execute("PRAGMA table_info(step)").fetchall()]
    assert "service_id" not in columns
    values = {name: b"\1" * 16 if name in {"id", "subject", "plan_id"} else None for name in columns}
    filled = {row[1]: "" for row in old.execute("PRAGMA table_info(step)").fetchall() if row[3]}
    numbers = {"deleted": 0, "position": 0, "id": b"\1" * 16, "plan_id": b"\1" * 16, "title": "Louer une voiture"}
    row = values | filled | numbers
    old.execute(f"INSERT INTO step ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    migrate(old, path)
    assert old.execute("SELECT title, service_id FROM step").fetchall() == [("Louer une voiture", None)]
    assert old.execute("SELECT count(*) FROM directory_line").fetchone() == (0,)
    assert len(list(tmp_path.glob("ancienne.avant-mise-a-jour-*.db"))) == 1
    close(old)
