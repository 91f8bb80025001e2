"""What leaves for a help desk: all of it is shown, none of it is about anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import PASSPHRASE, Desk
from mobiconseil.cli.main import run
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.services.session import Session
from mobiconseil.services.support import SupportService, Surroundings, close_support, read_support

SECRETS = ("Zyxwvutez", "Quetzalfred", "33639987412", "Craonvillebourg", "prendre le car de nuit", "fred@exemple.fr")


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    opened = desk.create()
    name, first, phone, commune, words, email = SECRETS
    person = opened.files.create(last_name=name, first_name=first, phone=f"+{phone}", commune=commune, email=email)
    opened.files.change(person.id, request=f"Elle veut {words}", private_note=words)
    opened.follow_up.note(person.id, ContactKind.CALL, f"{first} dit {words}")
    yield opened
    opened.close()


def shown(session: Session, around: Surroundings) -> str:
    return SupportService(session.upkeep, session.clock, around).content()


def log_of(tmp_path: Path) -> Path:
    log = tmp_path / "mobiconseil.log"
    log.write_text(
        "2026-11-20 08:52:00,123 INFO mobiconseil MobiConseil 0.1.0\n"
        "2026-11-20 08:53:00,123 ERROR mobiconseil KeyError at view.py:12 > model.py:40\n"
        "2026-11-20 08:54:00,123 ERROR mobiconseil Zyxwvutez a rappelé\n",
        encoding="utf-8",
    )
    return log


def test_nothing_that_was_typed_is_in_what_leaves(session: Session, tmp_path: Path) -> None:
    settings = {"theme": "dark", "printer": "Imprimante de Quetzalfred", "last_slot": "abcd"}
    content = shown(session, Surroundings(settings=settings, log=log_of(tmp_path)))
    for secret in (*SECRETS, "Claire", "Morin", "Cap Mobilité", str(Path.home()), str(tmp_path), "abcd"):
        assert secret.casefold() not in content.casefold()
    said = json.loads(content)
    assert said["dossier de travail"]["éléments"]["beneficiary"] == 1
    assert said["réglages"] == {"theme": "dark"}
    assert said["actions des 90 derniers jours"]["file.create"] == 1
    assert said["journal technique"] == [
        "2026-11-20 08:52:00,123 INFO mobiconseil MobiConseil 0.1.0",
        "2026-11-20 08:53:00,123 ERROR mobiconseil KeyError at view.py:12 > model.py:40",
    ]


def test_what_leaves_is_what_was_shown_and_only_the_code_opens_it(session: Session) -> None:
    content = shown(session, Surroundings())
    data, code = close_support(session.team_seals(), content)
    assert b"beneficiary" not in data
    assert read_support(session.team_seals(), data, code) == content
    with pytest.raises(Refused):
        read_support(session.team_seals(), data, "cinq mots qui ne vont pas")


def test_another_file_is_told_from_a_report(session: Session) -> None:
    keys = session.laptop_book.identity().keys
    invitation = session.team_seals().close_with_code(b"{}", keys, "un deux trois quatre cinq")
    with pytest.raises(Refused, match="un dossier pour l’assistance"):
        read_support(session.team_seals(), invitation, "un deux trois quatre cinq")


def test_the_commands_write_and_read_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.create().close()
    desk.release()
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", PASSPHRASE)
    path = tmp_path / "poste.mobiconseil-assistance"
    assert run(["support", str(desk.folder), "-o", str(path)]) == 0
    said = capsys.readouterr().out
    code = said.rstrip().rpartition(":")[2].strip()
    assert run(["support-read", str(path), "--code", code]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(said[: said.rindex("C’est tout")])
    assert run(["support-read", str(path), "--code", "autre chose"]) == 1
