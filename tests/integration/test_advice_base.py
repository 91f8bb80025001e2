"""The records of the advice in the base: former bases, erasure, united files, drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from advice_desk import AdviceDesk, advised
from builders import PASSPHRASE, Desk
from mobiconseil.db.engine import close, connect
from mobiconseil.db.tables import TABLES, table_numbered
from mobiconseil.domain.advice_records import LocalAid, RuleEntry, local_aid_id, rule_entry_id, service_key
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session
from old_base import step_back

PERSONAL = ("answer", "choice", "referral", "aidrequest", "unmetneed")


@pytest.fixture
def scene(desk: Desk) -> Iterator[AdviceDesk]:
    session = desk.create()
    yield advised(session)
    session.close()


def rows(session: Session, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = session.uow._records._db.execute(sql, parameters).fetchall()  # type: ignore[attr-defined]
    return found


def everything(session: Session) -> str:
    tables = rows(session, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    return "\n".join(repr(row) for (name,) in tables for row in rows(session, f'SELECT * FROM "{name}"'))


def erase(session: Session, subject: RecordId) -> None:
    store = session.uow._store  # type: ignore[attr-defined]
    with store.transaction("erase"):
        store.erase(subject)


def before_the_advice(session: Session) -> RecordId:
    """Fill a file as the version before knew how to."""
    subject = session.files.create(last_name="Garnier", first_name="Sylvie").id
    session.files.set_consent(subject, ConsentKind.NOTICE, value=TriState.YES)
    step = session.plans.add_step(subject, title="Appeler la mairie")
    session.plans.change_step(step.id, note="Avant midi", due_on=date(2026, 12, 1))
    session.plans.add_step(subject, title="Louer une voiture")
    session.follow_up.add_recall(subject, date(2026, 11, 25), "Rappeler")
    return subject


def test_a_base_of_the_former_version_is_opened_with_all_it_held(desk: Desk) -> None:
    session = desk.create()
    subject = before_the_advice(session)
    session.drafts.keep("ce qui était tapé")
    file, line = session.files.load(subject), session.overviews.person(subject)
    journal = session.overviews.journal()
    session.close()
    key = desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)
    path = desk.folder / "mobiconseil.db"
    step_back(path, key, before="0003_recommendations")
    old = connect(path, key)
    stamps = old.execute("SELECT id, stamp FROM step ORDER BY id").fetchall()
    assert "referral" not in old.table_names()
    close(old)

    session = desk.reopen()
    assert session.files.load(subject) == file
    assert session.overviews.person(subject) == line
    assert session.overviews.journal()[1:] == journal
    assert rows(session, "SELECT id, stamp FROM step ORDER BY id") == stamps
    assert session.drafts.take() == "ce qui était tapé"
    assert session.upkeep.health().problems == ()
    assert len(list(desk.folder.glob("sauvegardes/*_avant-mise-a-jour/mobiconseil.db"))) == 1
    session.close()


def test_a_step_of_a_former_base_takes_a_reason_and_an_undo_of_before_still_works(desk: Desk) -> None:
    session = desk.create()
    subject = before_the_advice(session)
    noted = next(change for change in desk.changes if change.action == Action.STEP_CHANGED)
    session.close()
    key = desk._open.derive(desk._open.holders()[0].slot, PASSPHRASE)
    step_back(desk.folder / "mobiconseil.db", key, before="0003_recommendations")
    session = desk.reopen()
    step = session.files.load(subject).steps[0]
    assert (step.reason, step.rules, step.aid, step.immediate) == ("", "", "", False)
    session.plans.change_step(step.id, reason="Poste à 22 km", rules="R-05", immediate=True)
    session.uow.undo(noted.transaction)
    again = session.files.load(subject).steps[0]
    assert (again.note, again.due_on) == ("", None)
    assert (again.reason, again.rules, again.immediate) == ("Poste à 22 km", "R-05", True)
    session.close()


def test_every_kind_of_the_advice_comes_back_as_it_was_written(desk: Desk, scene: AdviceDesk) -> None:
    file = scene.file()
    assert all((file.answers, file.choices, file.referrals, file.aid_requests, file.unmet_needs))
    aid = LocalAid(id=local_aid_id("local_craon"), code="local_craon", name="Chèque du Craonnais", ask_before=True)
    entry = RuleEntry(id=rule_entry_id("R-05"), code="R-05", active=False)
    with scene.session.uow.transaction(Action.RULE_CHANGED) as records:
        records.add(aid)
        records.add(entry)
    scene.session.close()
    session = desk.reopen()
    assert session.files.load(scene.subject) == file
    assert session.uow.records.shared(LocalAid) == (aid,)
    assert session.uow.records.shared(RuleEntry) == (entry,)
    session.close()


def test_erasing_a_person_leaves_nothing_of_the_advice_and_spares_the_team(scene: AdviceDesk) -> None:
    session = scene.session
    session.referrals.send(scene.referral.id)
    session.referrals.refuse(
        scene.referral.id, scene.referral.refusal, unavailability="SATURATION", detail="motcherché"
    )
    session.aid_requests.refuse(scene.request.id, note="motcherché")
    session.unmet_needs.note(scene.subject, "F6-02", note="motcherché")
    session.choices.discard(scene.subject, service_key(scene.service.id), "ELOIGNEMENT", note="motcherché")
    file = scene.file()
    records = [r.id for r in file.choices] + [r.id for r in file.answers] + [scene.referral.id, scene.request.id]
    with session.uow.transaction(Action.RULE_CHANGED) as shared:
        shared.add(RuleEntry(id=rule_entry_id("R-05"), code="R-05", active=False))
    assert "motcherché" in everything(session)
    erase(session, scene.subject)
    left = everything(session)
    assert "motcherché" not in left
    assert not any(repr(bytes(record)) in left for record in (scene.subject, *records))
    for name in PERSONAL:
        assert rows(session, f"SELECT count(*) FROM {name}") == [(0,)]
    assert len(session.uow.records.shared(RuleEntry)) == 1
    assert session.directory.sheet(scene.service.id).service.name == "Location de voitures"
    assert session.upkeep.health().problems == ()


def test_two_united_files_show_the_advice_of_both_once_and_an_undo_separates_it(desk: Desk, scene: AdviceDesk) -> None:
    session = scene.session
    twin = session.files.create(last_name="Garnié", commune="Ballots", insee_code="53018").id
    session.choices.discard(twin, service_key(scene.service.id), "SATURATION")
    session.choices.keep(twin, "aid:faj")
    session.choices.answer(twin, "compte_formation", TriState.NO)
    session.unmet_needs.note(twin, "F6-01")
    other = session.referrals.draft(twin, scene.service.id, consent_on=date(2026, 11, 20))
    session.referrals.send(other.id)
    before = (session.files.load(twin), scene.file())
    session.duplicates.merge(scene.subject, twin, {})
    united = desk.changes[-1]

    file = scene.file()
    assert {choice.key: choice.state.value for choice in file.choices} == {
        service_key(scene.service.id): "retenu", "aid:faj": "retenu",
    }  # fmt: skip
    assert {answer.question for answer in file.answers} == {"attestation_embauche", "compte_formation"}
    assert [need.service_code for need in file.unmet_needs] == ["F6-01"]
    assert {referral.id for referral in file.referrals} == {scene.referral.id, other.id}
    [recall] = session.overviews.recalls(date(2026, 12, 31))
    assert recall.subject == scene.subject
    session.choices.clear(scene.subject, service_key(scene.service.id))
    assert [choice.key for choice in scene.file().choices] == ["aid:faj"]
    session.uow.undo(desk.changes[-1].transaction)

    session.uow.undo(united.transaction)
    assert (session.files.load(twin), scene.file()) == before


def test_a_choice_made_after_a_union_starts_from_what_the_united_file_said(scene: AdviceDesk) -> None:
    session = scene.session
    twin = session.files.create(last_name="Garnié").id
    session.unmet_needs.note(twin, "F2-04", note="Plus de formateur")
    session.duplicates.merge(scene.subject, twin, {})
    [need] = [need for need in scene.file().unmet_needs if need.service_code == "F2-04"]
    assert need.subject == twin
    session.unmet_needs.remove(need)
    assert [need.service_code for need in scene.file().unmet_needs] == ["F6-01"]


def test_each_field_of_the_advice_has_its_own_stamp(scene: AdviceDesk) -> None:
    first = rows(scene.session, "SELECT stamp FROM referral WHERE id = ?", (scene.referral.id,))[0][0]
    scene.session.referrals.change(scene.referral.id, note="Rappeler lundi")
    after = rows(scene.session, "SELECT stamp FROM referral WHERE id = ?", (scene.referral.id,))[0][0]
    assert after.startswith(first.rstrip("]"))
    assert '"note"' in after
    assert '"reason"' not in after


def test_what_is_being_typed_is_kept_while_the_advice_changes(scene: AdviceDesk) -> None:
    scene.session.drafts.keep("un refus à moitié tapé")
    scene.session.choices.keep(scene.subject, "aid:faj")
    assert scene.session.drafts.take() == "un refus à moitié tapé"


def test_the_personal_kinds_are_erased_and_shown_with_a_file() -> None:
    names = {table_numbered(kind).name for kind in TABLES if 40 <= kind < 45}
    assert names == set(PERSONAL)
