"""Files that leave: for whom, with what, in which place, and never without their line in the register."""

from __future__ import annotations

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest

from builders import MORNING, Desk
from exchange_desk import give, known, person, send, take, team
from laptop_team import founder, newcomer
from mobiconseil.db import exchange_disk
from mobiconseil.db.exchange_disk import LocalDisk, MediumFull, MediumGone, MediumReadOnly, WrittenWrong
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.follow_up import Contact, ContactKind
from mobiconseil.domain.situation import ConsentKind, Trip
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.errors import StorageError
from mobiconseil.services.exchange_ports import Destination, ExportPlan
from mobiconseil.services.exchange_words import ConsentBasis, ExchangeWay, FileKind, FilePart, LineState, Recipient

CODE = "cerise tambour ivoire moulin ruban"
FIRST_NAME = "equipe-2026-11-20.mobiconseil"


def refused_with(code: str) -> object:
    return pytest.raises(Refused, check=lambda error: error.code == code)


def outsider(**fields: object) -> dict[str, object]:
    return {
        "kind": FileKind.PEOPLE,
        "recipient": Recipient.CODE,
        "recipient_name": "Mission locale de Laval",
        "code": CODE,
        "basis": ConsentBasis.SHARE_PRESCRIBER,
        **fields,
    }


def test_the_team_s_work_goes_only_where_it_is_lacking(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    exported = send(claire, tmp_path, FileKind.NEWS)
    assert (exported.people, exported.records) == (1, 1)
    take(zoe, exported.path)
    give(zoe, claire, tmp_path)
    with refused_with("nothing-new"):
        send(claire, tmp_path, FileKind.NEWS)
    claire.files.change(subject, phone="+33639981234")
    assert send(claire, tmp_path, FileKind.NEWS).records == 1
    assert known(zoe, subject).last_name == "Royer"


def test_a_file_name_says_nothing_of_anybody_and_replaces_no_file(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    person(claire)
    assert [send(claire, tmp_path).path.name for _ in range(3)] == [
        FIRST_NAME,
        "equipe-2026-11-20-2.mobiconseil",
        "equipe-2026-11-20-3.mobiconseil",
    ]


def test_each_export_is_in_the_register_with_who_what_and_for_whom(tmp_path: Path) -> None:
    claire, _ = team(tmp_path)
    subject = person(claire)
    claire.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES, given_on=MORNING.date())
    send(claire, tmp_path, **outsider(subjects=(subject,)))
    line = claire.exchange.register()[0]
    assert (line.way, line.author, line.other, line.people) == (
        ExchangeWay.SENT,
        "Claire Morin",
        "Mission locale de Laval",
        1,
    )
    assert line.label == "Le dossier d’une ou de plusieurs personnes"
    assert line.basis == "Accord de partage avec le prescripteur"
    assert line.codes == known(claire, subject).code
    assert line.state is LineState.DONE
    assert line.file_name == "dossier-2026-11-20.mobiconseil"


def test_without_a_register_no_file_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claire, _ = team(tmp_path)
    person(claire)
    before = sorted((tmp_path / "cle").iterdir())

    def full(*_: object, **__: object) -> int:
        raise StorageError("Le disque est plein.")

    monkeypatch.setattr(type(claire.exchange_ports.log), "write", full)
    with refused_with("no-register"):
        send(claire, tmp_path)
    assert sorted((tmp_path / "cle").iterdir()) == before


def test_the_work_of_the_team_needs_a_team(tmp_path: Path) -> None:
    session = Desk(tmp_path / "seule").create()
    with refused_with("no-team"):
        send(session, tmp_path)
    with refused_with("only-team"):
        send(session, tmp_path, recipient=Recipient.CODE, recipient_name="Zoé", code=CODE)


def test_one_person_s_file_needs_her_agreement_to_go_outside(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    subject = person(claire)
    with refused_with("no-basis"):
        send(claire, tmp_path, **outsider(subjects=(subject,), basis=None))
    with refused_with("no-consent"):
        send(claire, tmp_path, **outsider(subjects=(subject,)))
    claire.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES, given_on=MORNING.date())
    line = claire.exchange.exports.consents((subject,), ConsentBasis.SHARE_PRESCRIBER)[0]
    assert (line.name, line.holds) == ("Monique Royer", True)
    assert line.sentence == "Accord du vendredi 20\u00a0novembre\u00a02026"
    assert send(claire, tmp_path, **outsider(subjects=(subject,))).people == 1
    claire.files.withdraw_consent(subject, ConsentKind.SHARE_PRESCRIBER)
    with refused_with("no-consent"):
        send(claire, tmp_path, **outsider(subjects=(subject,)))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"recipient_name": " "}, "no-recipient"),
        ({"code": "cerise"}, "weak-code"),
        ({"subjects": ()}, "no-people"),
        ({"recipient": Recipient.ANYBODY}, "only-figures"),
    ],
)
def test_an_export_that_lacks_something_is_refused_before_any_line(
    tmp_path: Path, fields: dict[str, object], code: str
) -> None:
    _, claire = founder(tmp_path / "claire")
    subject = person(claire)
    claire.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES)
    with refused_with(code):
        send(claire, tmp_path, **{**outsider(subjects=(subject,)), **fields})
    assert claire.exchange.register() == ()


def test_outside_the_team_only_the_chosen_parts_go_and_nothing_private(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    _, other = newcomer(tmp_path / "ailleurs", "Nadia", "Benali")
    subject = person(claire, private_note="À ne pas dire", phone="+33639981234")
    claire.files.set_consent(subject, ConsentKind.SHARE_PRESCRIBER, value=TriState.YES)
    claire.files.add_trip(subject, destination="Laval")
    claire.follow_up.note(subject, ContactKind.NOTE, "Entretien", private=True)
    claire.follow_up.note(subject, ContactKind.NOTE, "Premier contact")
    parts = frozenset({FilePart.FOLLOW_UP})
    exported = send(claire, tmp_path, **outsider(subjects=(subject,), parts=parts))
    take(other, exported.path, code=CODE.upper().replace(" ", "-"))
    assert known(other, subject).phone == "+33639981234"
    assert known(other, subject).private_note == ""
    assert [contact.text for contact in other.uow.records.of(Contact, subject)] == ["Premier contact"]
    assert other.uow.records.of(Trip, subject) == ()


def test_the_directory_and_the_reference_go_without_anybody(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    claire.team.set_wording("barrier", "F2-07", "label", "Pas de permis")
    take(zoe, send(claire, tmp_path, FileKind.REFERENCE).path)
    assert [one.value for one in zoe.team.overrides()] == ["Pas de permis"]
    exported = send(claire, tmp_path, FileKind.DIRECTORY)
    assert exported.path.name == "annuaire-2026-11-20.mobiconseil"
    assert exported.people == 0
    take(zoe, exported.path)
    assert zoe.overviews.person(subject) is None


def test_anonymous_figures_are_a_table_for_anybody(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    for _ in range(6):
        person(claire, commune="Craon")
    exported = send(claire, tmp_path, FileKind.STATISTICS, recipient=Recipient.ANYBODY)
    text = exported.path.read_text(encoding="utf-8-sig")
    assert exported.path.name == "chiffres-2026-11-20.csv"
    assert "Craon;6" in text
    assert "Royer" not in text
    with refused_with("figures-for-all"):
        send(claire, tmp_path, FileKind.STATISTICS)


def test_the_content_is_told_before_the_file_is_made(tmp_path: Path) -> None:
    claire, _ = team(tmp_path)
    person(claire)
    plan = ExportPlan(kind=FileKind.NEWS, folder=tmp_path)
    told = claire.exchange.exports.content(plan)
    assert (told.people, told.readers, told.nothing_new) == (1, ("Portable de Zoé",), False)
    assert claire.exchange.register()[0].way is ExchangeWay.TAKEN


def test_a_suggested_code_is_five_words(tmp_path: Path) -> None:
    code = Desk(tmp_path).create().exchange.exports.suggest_code()
    assert len(code.split()) == 5


def test_removable_drives_come_first(tmp_path: Path) -> None:
    key = tmp_path / "cle"
    key.mkdir()
    disk = LocalDisk(lambda: [Destination(folder=key, label="Clé", is_removable=True)])
    places = disk.destinations()
    assert (places[0].folder, places[0].is_removable, places[0].is_writable) == (key, True, True)
    assert places[0].free_bytes
    assert len(places) > 1
    assert disk.is_removable(key)
    assert not disk.is_removable(tmp_path)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, MediumFull),
        (errno.EROFS, MediumReadOnly),
        (errno.EACCES, MediumReadOnly),
        (errno.EIO, MediumGone),
        (errno.ENODEV, MediumGone),
        (errno.ENOENT, MediumGone),
    ],
)
@pytest.mark.parametrize("moment", ["open", "fsync", "replace"])
def test_a_bad_key_leaves_nothing_half_written_and_its_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[StorageError], moment: str
) -> None:
    _, claire = founder(tmp_path / "claire")
    person(claire)
    key = tmp_path / "cle"
    key.mkdir()
    exports = claire.exchange.exports
    prepared = exports.prepare(ExportPlan(kind=FileKind.EVERYTHING, folder=key))

    def broken(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        if moment == "replace":
            patch.setattr(Path, "replace", broken)
        else:
            patch.setattr(exchange_disk.os, moment, broken)
        with pytest.raises(kind):
            prepared.write()
    exports.failed(prepared)
    assert list(key.iterdir()) == []
    assert claire.exchange.register()[0].state is LineState.FAILED
    assert send(claire, tmp_path).path.name == FIRST_NAME


def test_a_key_pulled_out_before_the_file_is_refused(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    plan = ExportPlan(kind=FileKind.EVERYTHING, folder=tmp_path / "partie")
    with pytest.raises(MediumGone):
        claire.exchange.exports.export(plan)
    assert claire.exchange.register()[0].state is LineState.FAILED


def test_what_is_read_back_must_be_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, claire = founder(tmp_path / "claire")
    monkeypatch.setattr(exchange_disk, "_read_back", lambda path: path.read_bytes()[:-1] + b"?")
    with pytest.raises(WrittenWrong):
        send(claire, tmp_path)
    assert list((tmp_path / "cle").iterdir()) == []


def test_a_line_begun_and_never_ended_says_that_nobody_knows(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    claire.exchange.exports.prepare(ExportPlan(kind=FileKind.EVERYTHING, folder=tmp_path))
    assert claire.exchange.register()[0].state is LineState.STARTED
    assert claire.exchange.last_exchange() == MORNING


def test_the_day_of_the_last_exchange_is_known(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "claire")
    assert claire.exchange.last_exchange() is None
    desk.clock.set(MORNING + timedelta(days=3))
    send(claire, tmp_path)
    assert claire.exchange.last_exchange() == MORNING + timedelta(days=3)
