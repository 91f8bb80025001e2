"""A team of laptops, on real encrypted bases: it is made, joined, left, and nobody is believed on their word."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import MORNING, Desk, Ids
from laptop_team import admit, carry, codes, founder, newcomer, refused_with
from mobiconseil.db.vault_errors import AccessRefused
from mobiconseil.domain.laptops import LaptopState, Mandate, MandateKind, draft_mandate
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session


def test_a_laptop_alone_trusts_itself_and_closes_for_itself(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    team = session.laptops.team()
    assert not team.exists
    assert team.lines == ()
    assert len(session.laptops.recipients()) == 1
    assert list(session.laptops.trust().laptops.values()) == [team.mine]


def test_the_keys_of_a_laptop_are_drawn_once_and_stay_in_the_encrypted_base(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    identity = desk.create().laptops.identity()
    assert desk.reopen().laptops.identity() == identity
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert identity.keys.signing not in content
            assert identity.keys.sealing not in content


def test_the_first_laptop_makes_the_team_with_the_sheet(tmp_path: Path) -> None:
    _, session = founder(tmp_path)
    team = session.laptops.team()
    assert team.exists
    assert team.is_referent
    assert team.my_state is LaptopState.ACTIVE
    assert [(line.name, line.holder, line.letter, line.is_mine) for line in team.lines] == [
        ("Poste de Claire", "Claire Morin", "A", True)
    ]
    assert len(session.laptops.recipients()) == 2


def test_a_team_is_not_made_with_the_sheet_of_another_base(tmp_path: Path) -> None:
    first, second = Desk(tmp_path / "a"), Desk(tmp_path / "b")
    session = first.create()
    second.create()
    with refused_with("other-sheet"):
        session.laptops.create("Poste", second.recovery_code)
    with pytest.raises(AccessRefused):
        session.laptops.create("Poste", first.recovery_code[:-1] + "#")
    assert not session.laptops.team().exists


def test_only_a_referent_invites_confirms_and_sets_aside(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    with refused_with("not-referent"):
        zoe.laptops.joining.invite("Portable de Max")
    with refused_with("not-referent"):
        zoe.laptops.revoke(claire.laptops.identity().laptop)
    with refused_with("no-team"):
        newcomer(tmp_path / "c")[1].laptops.joining.invite("Portable de Max")


def test_what_a_laptop_signs_for_itself_gives_it_nothing(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    roster, me = zoe.laptops.in_team()
    for kind in (MandateKind.REFERENT, MandateKind.MEMBER, MandateKind.REVOKED, MandateKind.PAPER):
        draft = draft_mandate(
            roster.org,
            kind,
            me.laptop,
            claire.laptops.my_keys() if kind is MandateKind.REVOKED else zoe.laptops.my_keys(),
            signer=zoe.laptops.my_keys().signing,
            issued_on=zoe.clock.today(),
            rank=1 if kind is MandateKind.PAPER else 0,
        )
        with zoe.uow.transaction(Action.TEAM_CHANGED) as records:
            zoe.laptops.sign_draft(records, roster.org, me.keys, draft)
    before = claire.laptops.roster()
    carry(zoe, claire)
    assert claire.laptops.roster() == before
    assert not zoe.laptops.team().is_referent


def test_a_mandate_that_was_altered_counts_for_nothing(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    signed = next(m for m in claire.uow.records.shared(Mandate) if m.kind is MandateKind.MEMBER)
    with claire.uow.transaction(Action.TEAM_CHANGED) as records:
        records.add(replace(signed, laptop=claire.ids()))
    assert codes(claire) == {"Poste de Claire": LaptopState.ACTIVE}


def test_a_lost_laptop_is_set_aside_everywhere_and_reads_nothing_new(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    _, max_ = newcomer(tmp_path / "c", "Max", "Roy")
    admit(claire, zoe)
    admit(claire, max_, "Portable de Max")
    carry(claire, zoe)
    lost = max_.laptops.my_keys()
    claire.laptops.revoke(max_.laptops.identity().laptop)
    carry(claire, zoe)
    for session in (claire, zoe):
        assert codes(session)["Portable de Max"] is LaptopState.REVOKED
        assert lost.sealing not in session.laptops.recipients()
        assert lost.signing in session.laptops.trust().revoked
        assert lost.signing not in session.laptops.trust().laptops
    assert session.laptops.team().lines[-1].name == "Portable de Max"


def test_a_laptop_set_aside_does_not_come_back(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, max_ = newcomer(tmp_path / "b", "Max", "Roy")
    admit(claire, max_, "Portable de Max")
    lost = max_.laptops.identity().laptop
    claire.laptops.revoke(lost)
    with refused_with("unknown-laptop"):
        claire.laptops.revoke(lost)
    returned = max_.laptops.restart()
    assert returned is not None
    with refused_with("revoked-key"):
        claire.laptops.joining.read_request(returned.file)
    carry(max_, claire)
    assert codes(claire)["Portable de Max"] is LaptopState.REVOKED
    assert len(claire.laptops.trust().laptops) == 1


def test_undoing_or_deleting_a_mandate_does_not_bring_a_lost_laptop_back(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    _, max_ = newcomer(tmp_path / "b", "Max", "Roy")
    admit(claire, max_, "Portable de Max")
    claire.laptops.revoke(max_.laptops.identity().laptop)
    claire.uow.undo(desk.changes[-1].transaction)
    assert codes(claire)["Portable de Max"] is LaptopState.REVOKED
    assert Action(desk.changes[-1].action).is_final


def test_a_laptop_does_not_set_itself_aside(tmp_path: Path) -> None:
    _, claire = founder(tmp_path)
    with refused_with("own-laptop"):
        claire.laptops.revoke(claire.laptops.identity().laptop)


def test_the_sheet_names_a_second_referent_who_replaces_the_stolen_first(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    other_desk, max_ = newcomer(tmp_path / "c", "Max", "Roy")
    admit(claire, zoe)
    admit(claire, max_, "Portable de Max")
    carry(claire, zoe)
    stolen = claire.laptops.identity().laptop
    with refused_with("wrong-sheet"):
        zoe.laptops.name_referent(zoe.laptops.identity().laptop, other_desk.recovery_code)
    zoe.laptops.name_referent(zoe.laptops.identity().laptop, desk.recovery_code)
    assert zoe.laptops.team().is_referent
    with refused_with("referent-needs-sheet"):
        zoe.laptops.revoke(stolen)
    zoe.laptops.revoke(stolen, desk.recovery_code)
    assert codes(zoe) == {
        "Portable de Zoé": LaptopState.ACTIVE,
        "Portable de Max": LaptopState.ACTIVE,
        "Poste de Claire": LaptopState.REVOKED,
    }
    carry(zoe, max_)
    assert codes(max_) == codes(zoe)
    _, lea = newcomer(tmp_path / "d", "Léa", "Petit")
    admit(zoe, lea, "Portable de Léa")
    assert codes(lea)["Portable de Max"] is LaptopState.ACTIVE


def test_a_stolen_referent_signs_nothing_more_that_counts(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    zoe.laptops.name_referent(zoe.laptops.identity().laptop, desk.recovery_code)
    zoe.laptops.revoke(claire.laptops.identity().laptop, desk.recovery_code)
    _, accomplice = newcomer(tmp_path / "c", "Inconnu", "")
    admit(claire, accomplice, "Portable de Max")
    claire.laptops.joining.invite("Encore un")
    carry(claire, zoe)
    assert accomplice.laptops.my_keys().signing not in zoe.laptops.trust().laptops
    assert codes(zoe)["Portable de Zoé"] is LaptopState.ACTIVE


def test_a_new_sheet_replaces_the_old_one_for_the_whole_team(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    _, max_ = newcomer(tmp_path / "c", "Max", "Roy")
    admit(claire, zoe)
    admit(claire, max_, "Portable de Max")
    zoe.laptops.name_referent(zoe.laptops.identity().laptop, desk.recovery_code)
    carry(zoe, claire)
    claire.laptops.revoke(max_.laptops.identity().laptop)
    old, former = desk.recovery_code, claire.laptops.recipients()
    new = Desk(tmp_path / "feuille")
    new.create()
    claire.laptops.replace_sheet(new.recovery_code)
    claire.laptops.settle()
    carry(claire, zoe)
    for session in (claire, zoe):
        assert codes(session) == {
            "Poste de Claire": LaptopState.ACTIVE,
            "Portable de Zoé": LaptopState.ACTIVE,
            "Portable de Max": LaptopState.REVOKED,
        }
        assert session.laptops.team().is_referent
        assert set(session.laptops.recipients()) != set(former)
        with refused_with("wrong-sheet"):
            session.laptops.name_referent(session.laptops.identity().laptop, old)
    assert claire.laptops.identity().anchor == zoe.laptops.identity().anchor


def test_a_base_restored_elsewhere_takes_new_keys_and_is_confirmed_again(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    desk, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    zoe.close()
    desk.release()
    shutil.copytree(tmp_path / "b", tmp_path / "copie", ignore=shutil.ignore_patterns(".verrou"))
    restored = Desk(tmp_path / "copie", ids=Ids(5 * 10**6))
    restored._open = restored.workspace()
    copy = restored.reopen()
    before = copy.laptops.my_keys()
    answer = copy.laptops.restart()
    assert answer is not None
    assert copy.laptops.my_keys() != before
    assert copy.laptops.team().my_state is LaptopState.INVITED
    pending = claire.laptops.joining.read_request(answer.file)
    assert (pending.is_return, pending.name, pending.words) == (True, "Portable de Zoé", answer.words)
    claire.laptops.joining.confirm(pending)
    carry(claire, copy)
    assert copy.laptops.team().my_state is LaptopState.ACTIVE
    assert before.signing in claire.laptops.trust().revoked
    original = desk.reopen()
    carry(claire, original)
    assert original.laptops.team().my_state is LaptopState.REVOKED


def test_the_only_referent_restored_elsewhere_comes_back_with_the_sheet(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    former = claire.laptops.my_keys()
    assert claire.laptops.restart(desk.recovery_code) is None
    assert claire.laptops.team().is_referent
    carry(claire, zoe)
    assert former.signing in zoe.laptops.trust().revoked
    assert claire.laptops.my_keys().signing in zoe.laptops.trust().laptops
    assert zoe.laptops.team().my_state is LaptopState.ACTIVE


def test_the_list_says_when_each_laptop_was_heard_of(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    other = zoe.laptops.identity().laptop
    made = MORNING - timedelta(days=3)
    claire.laptops.note_received(other, made)
    claire.laptops.note_received(other, made - timedelta(days=30))
    claire.laptops.note_sent([other])
    contact = next(line.contact for line in desk.reopen().laptops.team().lines if not line.is_mine)
    assert (contact.seen_at, contact.received_at, contact.sent_at) == (made, MORNING, MORNING)


def test_mandates_that_come_inside_a_file_vouch_for_its_sender(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    _, max_ = newcomer(tmp_path / "c", "Max", "Roy")
    admit(claire, zoe)
    admit(claire, max_, "Portable de Max")
    key = max_.laptops.my_keys().signing
    assert key not in zoe.laptops.trust().laptops
    assert key in zoe.laptops.trust(max_.laptops.mandates()).laptops


def replica_and_place(session: Session) -> tuple[int, int]:
    """Return the present incarnation, and how many were known."""
    database = session.uow.records._db  # type: ignore[attr-defined]
    number = database.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()[0]
    rid = database.execute("SELECT rid FROM replica WHERE n = ?", (number,)).fetchone()[0]
    return rid, database.execute("SELECT count(*) FROM replica").fetchone()[0]


def copied(desk: Desk, folder: Path) -> Desk:
    desk.release()
    shutil.copytree(desk.folder, folder, ignore=shutil.ignore_patterns(".verrou"))
    copy = Desk(folder, ids=Ids(5 * 10**6))
    copy._open = copy.workspace()
    return copy


def test_a_copied_base_writes_under_another_name_and_the_original_under_its_own(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "a")
    session = desk.create()
    before = replica_and_place(session)
    session.close()
    copy = copied(desk, tmp_path / "b").reopen()
    assert replica_and_place(copy)[0] != before[0]
    assert replica_and_place(copy)[1] == before[1] + 1
    assert replica_and_place(desk.reopen()) == before


def test_on_another_machine_a_base_without_team_takes_its_own_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path / "a")
    session = desk.create()
    before = session.laptops.identity()
    session.close()
    monkeypatch.setattr("platform.node", lambda: "autre-ordinateur")
    after = copied(desk, tmp_path / "b").reopen().laptops.identity()
    assert after.laptop != before.laptop
    assert after.keys.signing != before.keys.signing
    assert not after.has_moved


def test_on_another_machine_a_laptop_of_the_team_says_that_it_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, claire = founder(tmp_path / "a")
    before = claire.laptops.identity()
    claire.close()
    monkeypatch.setattr("platform.node", lambda: "autre-ordinateur")
    copy = copied(desk, tmp_path / "b")
    moved = copy.reopen()
    assert moved.laptops.team().has_moved
    assert moved.laptops.identity().keys.signing == before.keys.signing
    moved.laptops.stay()
    assert not moved.laptops.team().has_moved
    assert copy.reopen().laptops.identity().laptop == before.laptop
    monkeypatch.setattr("platform.node", lambda: "troisieme")
    third = copied(copy, tmp_path / "c").reopen()
    third.laptops.restart(desk.recovery_code)
    assert not third.laptops.team().has_moved
    assert third.laptops.team().is_referent


def test_what_a_laptop_writes_is_shown_under_its_name(tmp_path: Path) -> None:
    _, claire = founder(tmp_path, "Poste de l’accueil")
    database = claire.uow.records._db  # type: ignore[attr-defined]
    known = database.execute("SELECT label, laptop FROM replica").fetchall()
    assert known == [("Poste de l’accueil", claire.laptops.identity().laptop)]
    claire.laptops.rename(claire.laptops.identity().laptop, "Bureau 2")
    assert database.execute("SELECT label FROM replica").fetchall() == [("Bureau 2",)]
