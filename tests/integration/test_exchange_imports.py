"""Files that come in: shown before anything changes, decided, taken whole or not at all, and taken back."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from builders import MORNING, Desk
from exchange_desk import HERE, THERE, crossed, enter, give, known, person, refused_with, send, take, team, unchanged
from laptop_team import founder, newcomer
from mobiconseil.domain.exchange import Scope
from mobiconseil.domain.exchange_report import Fresh
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.team import Structure
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.exchange_ports import ConflictField, Decision, ImportDecisions
from mobiconseil.services.exchange_words import ConsentBasis, FileCheck, FileKind, Recipient, Side, fresh_words

CODE = "cerise tambour ivoire moulin ruban"


def copies_of(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "claire").glob("sauvegardes/*.db"))


def test_the_file_says_who_made_it_when_and_that_it_is_sound(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    exported = send(zoe, tmp_path)
    opened = claire.exchange.open(exported.path)
    assert (opened.author, opened.laptop, opened.made_at) == ("Zoé L’Hôte", "Portable de Zoé", MORNING)
    assert opened.checks == (FileCheck.ENCRYPTED, FileCheck.INTACT, FileCheck.KNOWN_SENDER)
    assert (opened.size, opened.scope, opened.warnings) == (exported.size, Scope.TEAM, ())


def test_what_will_change_is_shown_before_anything_changes(tmp_path: Path) -> None:
    claire, zoe, subject, path = crossed(tmp_path)
    new = person(zoe, "Le Goff")
    path = send(zoe, tmp_path).path
    with unchanged(claire):
        preview = claire.exchange.preview(claire.exchange.open(path))
    assert (preview.new, preview.updated, preview.to_decide, preview.erased) == (1, 1, 1, 0)
    assert preview.identical > 0
    first, second = preview.changes
    assert (first.title, first.subject, first.detail, first.by) == (
        "Monique Royer",
        subject,
        "Fiche, 2\u00a0champs",
        ("Zoé L’Hôte",),
    )
    assert (second.title, second.subject, second.is_new, second.by) == ("Monique Le Goff", new, True, ("Zoé L’Hôte",))
    assert second.last_at == MORNING
    assert (preview.contested, preview.changes[:1], preview.changes[-1]) == ((first,), (first,), second)


def test_what_is_new_is_counted_by_files_with_what_they_hold(tmp_path: Path) -> None:
    claire, zoe, subject, _ = crossed(tmp_path)
    new = person(zoe, "Le Goff")
    for text in ("Premier appel", "Second appel"):
        zoe.follow_up.note(new, ContactKind.CALL, text)
    preview = claire.exchange.preview(claire.exchange.open(send(zoe, tmp_path).path))
    assert preview.fresh == Fresh(files=1, held=2, others=0)
    zoe.follow_up.note(subject, ContactKind.CALL, "Rappelée")
    preview = claire.exchange.preview(claire.exchange.open(send(zoe, tmp_path).path))
    assert preview.fresh == Fresh(files=1, held=2, others=1)
    assert preview.new == 4
    outcome = claire.exchange.apply(preview)
    said = "1\u00a0dossier nouveau avec 2\u00a0éléments, 1\u00a0autre élément nouveau, 1\u00a0élément mis à jour"
    assert outcome.sentence == f"{said}, 1\u00a0choix fait, 1\u00a0choix en attente."


@pytest.mark.parametrize(
    ("fresh", "words"),
    [
        (Fresh(), ""),
        (Fresh(files=1), "1\u00a0dossier nouveau"),
        (Fresh(files=1, held=1), "1\u00a0dossier nouveau avec 1\u00a0élément"),
        (Fresh(files=3, held=35), "3\u00a0dossiers nouveaux avec 35\u00a0éléments"),
        (Fresh(files=1, held=2, others=1), "1\u00a0dossier nouveau avec 2\u00a0éléments, 1\u00a0autre élément nouveau"),
        (Fresh(files=2, others=9), "2\u00a0dossiers nouveaux, 9\u00a0autres éléments nouveaux"),
        (Fresh(others=1), "1\u00a0élément nouveau"),
        (Fresh(others=7), "7\u00a0éléments nouveaux"),
    ],
)
def test_what_is_new_is_said_in_the_singular_and_in_the_plural(fresh: Fresh, words: str) -> None:
    assert fresh_words(fresh) == words


def test_a_field_in_conflict_shows_each_value_with_who_where_and_when(tmp_path: Path) -> None:
    claire, _, _, path = crossed(tmp_path)
    fields = {one.field: one for one in claire.exchange.preview(claire.exchange.open(path)).changes[0].conflicts}
    phone = fields["phone"]
    assert (phone.label, phone.record_label, phone.keeps_both) == ("Téléphone", "Fiche", False)
    assert {(one.text, one.author, one.laptop, one.is_here) for one in phone.values} == {
        ("02\u00a061\u00a091\u00a022\u00a008", "Claire Morin", "Poste de Claire", True),
        ("06\u00a039\u00a098\u00a022\u00a008", "Zoé L’Hôte", "Portable de Zoé", False),
    }
    assert all(one.at == MORNING for one in phone.values)
    assert fields["private_note"].keeps_both


def test_what_a_late_file_still_holds_of_somebody_erased_is_left_out_and_said(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    give(claire, zoe, tmp_path)
    zoe.files.change(subject, phone=THERE)
    late = send(zoe, tmp_path).path
    claire.files.trash(subject)
    claire.erasure.erase(subject, "A-0001")
    preview = claire.exchange.preview(claire.exchange.open(late))
    assert preview.left_out.startswith("Ce fichier contient encore")
    assert "personnes effacées pour toujours" in preview.left_out
    outcome = claire.exchange.apply(preview)
    assert outcome.left_out == preview.left_out
    assert claire.overviews.person(subject) is None
    assert send(zoe, tmp_path, FileKind.NEWS).path.exists()


def test_without_a_decision_both_values_wait_and_both_notes_are_kept(tmp_path: Path) -> None:
    claire, _, subject, path = crossed(tmp_path)
    outcome = take(claire, path)
    assert (outcome.decided, outcome.waiting) == (1, 1)
    note = known(claire, subject).private_note
    assert "transport à la demande" in note
    assert "marché de Craon" in note
    waiting = claire.exchange.pending(subject)
    assert [(one.title, one.conflict.label) for one in waiting] == [("Monique Royer", "Téléphone")]
    assert {one.value for one in waiting[0].conflict.values} == {HERE, THERE}
    assert claire.exchange.pending_counts() == {subject: 1}


@pytest.mark.parametrize(("side", "value"), [(Side.HERE, HERE), (Side.FILE, THERE)])
def test_all_of_this_laptop_or_all_of_the_file_for_a_person_or_for_everything(
    tmp_path: Path, side: Side, value: str
) -> None:
    claire, zoe, subject, path = crossed(tmp_path)
    outcome = take(claire, path, ImportDecisions(subjects={subject: side}))
    assert (outcome.decided, outcome.waiting) == (2, 0)
    assert known(claire, subject).phone == value
    give(claire, zoe, tmp_path)
    assert known(zoe, subject) == known(claire, subject)
    assert zoe.exchange.pending() == ()


def test_a_field_is_decided_apart_from_the_rest(tmp_path: Path) -> None:
    claire, _, subject, path = crossed(tmp_path)
    conflicts = claire.exchange.preview(claire.exchange.open(path)).changes[0].conflicts
    phone = next(one for one in conflicts if one.field == "phone")
    other = Decision(kind=phone.kind, record=phone.record, field="phone", side=Side.OTHER, value="+33700000000")
    outcome = take(claire, path, ImportDecisions(fields=(other,), everything=Side.HERE))
    assert outcome.waiting == 0
    assert known(claire, subject).phone == "+33700000000"
    assert known(claire, subject).private_note.startswith("Veut essayer")


def test_what_waits_is_decided_on_any_laptop_and_closes_everywhere(tmp_path: Path) -> None:
    claire, zoe, subject, path = crossed(tmp_path)
    take(claire, path)
    give(claire, zoe, tmp_path)
    field: ConflictField = zoe.exchange.pending(subject)[0].conflict
    zoe.exchange.decide(field.key, HERE)
    give(zoe, claire, tmp_path)
    for session in (claire, zoe):
        assert known(session, subject).phone == HERE
        assert session.exchange.pending() == ()
    with refused_with("no-such-value"):
        zoe.exchange.decide((field.kind, type(subject)(b"\xff" * 16), "phone"), HERE)


def test_two_laptops_that_join_the_same_notes_write_the_same(tmp_path: Path) -> None:
    claire, zoe, subject, from_zoe = crossed(tmp_path)
    from_claire = send(claire, tmp_path, FileKind.NEWS).path
    take(claire, from_zoe, ImportDecisions(everything=None))
    take(zoe, from_claire)
    assert known(zoe, subject).private_note == known(claire, subject).private_note
    give(claire, zoe, tmp_path)
    assert [one.conflict.field for one in zoe.exchange.pending()] == ["phone"]


def test_importing_twice_changes_nothing_and_says_since_when(tmp_path: Path) -> None:
    claire, _, _, path = crossed(tmp_path)
    take(claire, path)
    with unchanged(claire):
        outcome = take(claire, path)
    assert outcome.already_imported_at == MORNING
    assert outcome.sentence.startswith("Déjà importé")
    assert outcome.number == 0


def test_a_file_with_nothing_new_is_said_so_and_makes_no_copy(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    before = copies_of(tmp_path)
    outcome = give(zoe, claire, tmp_path)
    assert outcome.sentence == "Rien de nouveau dans ce fichier."
    assert outcome.undo_until is None
    assert copies_of(tmp_path) == before


def test_a_file_that_deletes_many_files_stops_and_asks(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    people = [person(claire) for _ in range(6)]
    give(claire, zoe, tmp_path)
    zoe.files.trash(people[0])
    assert claire.exchange.preview(claire.exchange.open(send(zoe, tmp_path).path)).alarm == ""
    zoe.files.trash(people[1])
    path = send(zoe, tmp_path).path
    preview = claire.exchange.preview(claire.exchange.open(path))
    assert preview.alarm == "Ce fichier supprime 2\u00a0dossiers sur 6 (33\u00a0%)."
    assert [one.trashed for one in preview.changes] == [True, True]
    before = copies_of(tmp_path)
    with unchanged(claire), refused_with("too-many-changes"):
        claire.exchange.apply(preview)
    assert copies_of(tmp_path) == before
    claire.exchange.apply(preview, ImportDecisions(accepts_alarm=True))
    assert claire.files.load(people[1]).trashed


def test_a_file_that_throws_away_or_changes_many_records_stops_and_asks(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    notes = [claire.follow_up.note(person(claire), ContactKind.CALL, "Appelée") for _ in range(22)]
    give(claire, zoe, tmp_path)
    for note in notes:
        zoe.files.change(note.subject, first_name="Monica")
    changed = claire.exchange.preview(claire.exchange.open(send(zoe, tmp_path).path))
    assert changed.alarm.startswith("Ce fichier modifie 22\u00a0éléments sur ")
    for note in notes[1:]:
        zoe.follow_up.remove_contact(note)
    path = send(zoe, tmp_path).path
    preview = claire.exchange.preview(claire.exchange.open(path))
    assert preview.alarm.startswith("Ce fichier met 21\u00a0éléments à la corbeille. Ce fichier modifie 22\u00a0")
    with unchanged(claire), refused_with("too-many-changes"):
        claire.exchange.apply(preview)
    claire.exchange.apply(preview, ImportDecisions(accepts_alarm=True))
    assert known(claire, notes[0].subject).first_name == "Monica"


def test_a_laptop_that_lacks_its_own_work_is_told_so_in_its_own_words(tmp_path: Path) -> None:
    claire, zoe, _, path = crossed(tmp_path)
    outcome = take(claire, path, ImportDecisions(everything=Side.FILE))
    give(claire, zoe, tmp_path)
    # Zoé has what Claire decided; Claire gives it up.
    claire.exchange.undo(outcome.number)
    person(zoe, "Le Goff")
    preview = claire.exchange.preview(claire.exchange.open(send(zoe, tmp_path, FileKind.NEWS).path))
    assert any(sentence.startswith("Vos collègues ont des choses écrites sur ce poste") for sentence in preview.missing)
    assert all("de Claire" not in sentence for sentence in preview.missing)


def test_what_is_missing_is_said_with_whose_it_is_and_comes_with_the_next_files(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    lost = person(zoe)
    outcome = give(zoe, claire, tmp_path)
    give(claire, zoe, tmp_path)
    # Zoé was told that Claire has it; Claire gives it up.
    claire.exchange.undo(outcome.number)
    person(zoe, "Le Goff")
    path = send(zoe, tmp_path, FileKind.NEWS).path
    assert claire.exchange.preview(claire.exchange.open(path)).missing == (
        "Il manque des envois de Zoé L’Hôte\u00a0: votre prochain export le lui dira.",
    )
    take(claire, path)
    assert claire.overviews.person(lost) is None
    give(claire, zoe, tmp_path)
    outcome = take(claire, send(zoe, tmp_path, FileKind.NEWS).path)
    assert outcome.missing == ()
    assert known(claire, lost).last_name == "Royer"


def test_a_damaged_file_a_revoked_laptop_and_an_unknown_one_change_nothing(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    person(zoe)
    path = send(zoe, tmp_path).path
    cut = tmp_path / "coupe.mobiconseil"
    cut.write_bytes(path.read_bytes()[:-20])
    with unchanged(claire), refused_with("damaged"):
        claire.exchange.open(cut)
    claire.laptops.revoke(zoe.laptops.identity().laptop)
    with refused_with("revoked-sender"):
        claire.exchange.open(path)


def test_a_laptop_admitted_elsewhere_is_believed_by_its_own_file(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    _, karim = newcomer(tmp_path / "karim", "Karim", "Benali")
    enter(claire, karim, tmp_path, "Portable de Karim")
    subject = person(karim)
    # Zoé never heard of Karim: his file brings the signature of Claire.
    path = tmp_path / "pour-zoe.mobiconseil"
    shutil.copy(send(karim, tmp_path).path, path)
    take(zoe, path)
    assert known(zoe, subject).last_name == "Royer"
    assert {line.name for line in zoe.laptops.team().lines} == {
        "Poste de Claire",
        "Portable de Zoé",
        "Portable de Karim",
    }


def test_the_work_of_another_team_is_refused_even_with_a_code(tmp_path: Path) -> None:
    claire, _ = team(tmp_path)
    stranger = Desk(tmp_path / "ailleurs").create()
    subject = person(stranger)
    stranger.files.set_consent(subject, ConsentKind.SHARE_PARTNERS, value=TriState.YES)
    exported = send(
        stranger,
        tmp_path,
        FileKind.PEOPLE,
        recipient=Recipient.CODE,
        recipient_name="Cap Mobilité",
        code=CODE,
        subjects=(subject,),
        basis=ConsentBasis.SHARE_PARTNERS,
    )
    assert claire.exchange.needs_code(exported.path)
    invitation = tmp_path / "invitation.mobiconseil"
    invitation.write_bytes(claire.laptops.joining.invite("Portable de Lucie").file)
    assert not claire.exchange.needs_code(invitation), "opening it says where it goes: its code is for another page"
    with refused_with("not-a-package"):
        claire.exchange.open(invitation)
    with refused_with("code-needed"):
        claire.exchange.open(exported.path)
    with refused_with("wrong-code"):
        claire.exchange.open(exported.path, "cerise tambour ivoire moulin sabot")
    opened = claire.exchange.open(exported.path, CODE)
    assert FileCheck.KNOWN_SENDER not in opened.checks
    assert FileCheck.CODE in opened.checks


def test_the_structure_of_the_team_comes_with_its_first_file(tmp_path: Path) -> None:
    _, zoe = team(tmp_path)
    assert [one.name for one in zoe.uow.records.shared(Structure)] == ["Cap Mobilité Craonnais"]


def test_a_clock_in_the_future_is_said_and_never_refused(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    desk, zoe = newcomer(tmp_path / "zoe")
    enter(claire, zoe, tmp_path)
    desk.clock.set(MORNING + timedelta(days=3, hours=1))
    person(zoe)
    path = send(zoe, tmp_path).path
    opened = claire.exchange.open(path)
    assert opened.warnings == ("L’horloge du poste de Zoé L’Hôte avance de 3\u00a0jours.",)
    assert claire.exchange.preview(opened).new
