"""A newcomer is invited, answers with its keys, and is confirmed once the words were heard."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import MORNING, Desk
from laptop_team import admit, carry, codes, founder, newcomer, refused_with
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.laptops import Laptop, LaptopState
from mobiconseil.domain.team import Structure
from mobiconseil.services.actions import Action


def test_a_newcomer_joins_and_is_confirmed_once_the_words_were_heard(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    assert len(invitation.code.split()) == 5
    assert [i.name for i in claire.laptops.team().invitations] == ["Portable de Zoé"]
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    assert codes(zoe) == {"Portable de Zoé": LaptopState.INVITED, "Poste de Claire": LaptopState.ACTIVE}
    pending = claire.laptops.joining.read_request(answer.file)
    assert pending.words == answer.words
    assert len(pending.words.split()) == 6
    assert (pending.name, pending.is_return, pending.needs_sheet) == ("Portable de Zoé", False, False)
    claire.laptops.joining.confirm(pending)
    assert codes(claire) == {"Poste de Claire": LaptopState.ACTIVE, "Portable de Zoé": LaptopState.ACTIVE}
    assert claire.laptops.team().invitations == ()
    carry(claire, zoe)
    assert codes(zoe) == codes(claire)
    assert zoe.laptops.trust().laptops == claire.laptops.trust().laptops
    assert set(zoe.laptops.recipients()) == set(claire.laptops.recipients())


def test_before_it_is_confirmed_nobody_closes_a_file_for_the_newcomer(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    zoe.laptops.joining.join(invitation.file, invitation.code)
    mine = zoe.laptops.my_keys()
    assert mine.sealing not in claire.laptops.recipients()
    assert mine.signing not in claire.laptops.trust().laptops
    assert claire.laptops.my_keys().signing in zoe.laptops.trust().laptops


def test_the_newcomer_writes_nothing_that_the_team_already_has(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    desk, zoe = newcomer(tmp_path / "b")
    admit(claire, zoe)
    assert zoe.uow.records.shared(Structure) == ()
    with zoe.uow.transaction(Action.TEAM_CHANGED) as records:
        assert records.next_code() == "B-0001"
    with claire.uow.transaction(Action.TEAM_CHANGED) as records:
        assert records.next_code() == "A-0001"
    assert desk.reopen().laptops.team().my_state is LaptopState.ACTIVE


def test_names_keep_their_accents_and_lose_what_cannot_be_seen(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a", unicodedata.normalize("NFD", "  Poste d’Éloïse\u00a0D’Été \u200b"))
    _, zoe = newcomer(tmp_path / "b", "Œnone", "Šabić-N’Diaye")
    admit(claire, zoe, "Portable « çà & là » n° 2")
    assert [(line.name, line.holder) for line in claire.laptops.team().lines] == [
        ("Poste d’Éloïse D’Été", "Claire Morin"),
        ("Portable « çà & là » n° 2", "Œnone Šabić-N’Diaye"),
    ]
    other = claire.laptops.team().lines[1].laptop
    claire.laptops.rename(other, "Vélo-école — Łódź")
    assert claire.laptops.name_of(other) == "Vélo-école — Łódź"


@pytest.mark.parametrize(("name", "code"), [("", "no-name"), (" \u200b ", "no-name"), ("é" * 61, "too-long")])
def test_a_laptop_needs_a_name_that_fits_in_a_list(tmp_path: Path, name: str, code: str) -> None:
    _, claire = founder(tmp_path)
    with refused_with(code):
        claire.laptops.joining.invite(name)


def test_a_wrong_code_opens_nothing_and_the_right_one_still_does(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    for wrong in ("vache bleue lampe route pain", "", "…", invitation.code + " encore"):
        with refused_with("wrong-code" if wrong else "code-needed"):
            zoe.laptops.joining.join(invitation.file, wrong)
    assert not zoe.laptops.team().exists
    said = invitation.code.upper().replace(" ", " - ")
    assert zoe.laptops.joining.join(invitation.file, said).words


def test_an_invitation_serves_one_laptop_only(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    _, thief = newcomer(tmp_path / "c", "Inconnu", "")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    other = thief.laptops.joining.join(invitation.file, invitation.code)
    assert other.words != answer.words
    claire.laptops.joining.confirm(claire.laptops.joining.read_request(answer.file))
    with refused_with("invitation-used"):
        claire.laptops.joining.read_request(other.file)
    with refused_with("already-confirmed"):
        claire.laptops.joining.read_request(answer.file)
    assert len(claire.laptops.team().lines) == 2


def test_an_invitation_opened_by_the_wrong_laptop_is_turned_down_when_the_words_differ(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    _, thief = newcomer(tmp_path / "c", "Inconnu", "")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    stolen = thief.laptops.joining.join(invitation.file, invitation.code)
    pending = claire.laptops.joining.read_request(stolen.file)
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    assert pending.words != answer.words
    claire.laptops.joining.turn_down(pending)
    for file in (stolen.file, answer.file):
        with refused_with("invitation-cancelled"):
            claire.laptops.joining.read_request(file)
    with refused_with("invitation-cancelled"):
        claire.laptops.joining.confirm(pending)
    assert codes(claire) == {"Poste de Claire": LaptopState.ACTIVE}


def test_a_laptop_of_the_team_does_not_open_an_invitation(tmp_path: Path) -> None:
    _, claire = founder(tmp_path)
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    with refused_with("already-in-team"):
        claire.laptops.joining.join(invitation.file, invitation.code)


def test_an_old_invitation_is_refused_on_both_laptops(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "a")
    late, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    late.clock.set(MORNING + timedelta(days=15))
    with refused_with("invitation-expired"):
        zoe.laptops.joining.join(invitation.file, invitation.code)
    late.clock.set(datetime(1990, 1, 1, tzinfo=UTC))
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    desk.clock.set(MORNING + timedelta(days=15))
    with refused_with("invitation-expired"):
        claire.laptops.joining.read_request(answer.file)
    assert claire.laptops.team().invitations == ()


def test_a_cancelled_invitation_admits_nobody(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    claire.laptops.joining.cancel(invitation.invitation.id)
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    with refused_with("invitation-cancelled"):
        claire.laptops.joining.read_request(answer.file)


def test_papers_given_to_the_wrong_side_say_where_they_go(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    with refused_with("not-demande"):
        claire.laptops.joining.read_request(invitation.file)
    with refused_with("not-invitation"):
        newcomer(tmp_path / "c")[1].laptops.joining.join(answer.file, invitation.code)
    for damaged in (b"", b"rien", answer.file[:-9], answer.file[:-1] + b"?"):
        with pytest.raises(Refused):
            claire.laptops.joining.read_request(damaged)


def test_a_request_for_another_team_is_not_readable(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    _, other = founder(tmp_path / "b", "Autre association")
    _, zoe = newcomer(tmp_path / "c")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    with refused_with("wrong-key"):
        other.laptops.joining.read_request(answer.file)


def test_the_answer_can_be_handed_over_again_until_it_is_confirmed(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    desk, zoe = newcomer(tmp_path / "b")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    answer = zoe.laptops.joining.join(invitation.file, invitation.code)
    again = desk.reopen().laptops.joining.answer()
    assert again.words == answer.words
    assert claire.laptops.joining.read_request(again.file).words == answer.words


def test_nothing_of_an_invitation_can_be_read_without_its_code(tmp_path: Path) -> None:
    _, claire = founder(tmp_path)
    claire.laptops.rename(claire.laptops.identity().laptop, "Marqueur-Introuvable")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    assert b"Marqueur" not in invitation.file
    assert "Zoé".encode() not in invitation.file
    assert "zoé" not in invitation.file_name.lower()
    assert claire.uow.records.shared(Laptop)[0].name == "Marqueur-Introuvable"


def test_an_invitation_is_read_before_the_newcomer_has_a_base(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "a")
    invitation = claire.laptops.joining.invite("Portable de Zoé")
    workspace = Desk(tmp_path / "b").workspace()
    read = workspace.read_invitation(invitation.file, invitation.code)
    assert (read.structure, read.name, read.letter) == ("Cap Mobilité Craonnais", "Portable de Zoé", "B")
    assert list(read.names.values()) == ["Poste de Claire"]
    with refused_with("wrong-code"):
        workspace.read_invitation(invitation.file, "ce n’est pas le code")
    assert not workspace.exists
