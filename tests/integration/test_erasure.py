"""Somebody is erased for ever: here, in the copies, on the other laptops, and a certificate says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MORNING, Desk
from exchange_desk import give, known, person, send, take, team
from laptop_team import founder
from mobiconseil.db.engine import close, connect
from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.follow_up import ContactKind
from mobiconseil.domain.situation import ConsentKind
from mobiconseil.domain.vocabulary import TriState
from mobiconseil.services.exchange_ports import ImportDecisions
from mobiconseil.services.exchange_words import ConsentBasis, FileKind, Recipient, Side
from mobiconseil.services.papers.exchanges import ErasedPerson
from mobiconseil.services.session import Session
from pdf_reader import page_texts

CERTIFIED = ImportDecisions(accepts_alarm=True)
MARK = "Zyxwvut"


def refused_with(code: str) -> object:
    return pytest.raises(Refused, check=lambda error: error.code == code)


def erase(session: Session, subject: bytes) -> ErasedPerson:
    session.files.trash(subject)  # type: ignore[arg-type]
    return session.erasure.erase(subject, known(session, subject).code)  # type: ignore[arg-type]


def test_only_who_is_in_the_trash_is_erased_and_only_with_the_number_typed_again(tmp_path: Path) -> None:
    _, claire = founder(tmp_path)
    subject = person(claire)
    with refused_with("not-trashed"):
        claire.erasure.erase(subject, known(claire, subject).code)
    claire.files.trash(subject)
    with refused_with("not-confirmed"):
        claire.erasure.erase(subject, "A-9999")
    erased = claire.erasure.erase(subject, f" {known(claire, subject).code.lower()} ")
    assert (erased.name, erased.by, erased.laptop, erased.waiting) == (
        "Monique Royer",
        "Claire Morin",
        "Poste de Claire",
        (),
    )
    assert claire.overviews.search("Royer") == ()


def test_an_erasure_reaches_the_others_wins_over_edits_and_is_acknowledged(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    give(claire, zoe, tmp_path)
    late = send(zoe, tmp_path).path
    erase(claire, subject)
    zoe.files.change(subject, phone="+33639981234")
    assert claire.erasure.progress()[0].waiting == ("Portable de Zoé",)
    path = send(claire, tmp_path, FileKind.NEWS).path
    preview = zoe.exchange.preview(zoe.exchange.open(path))
    assert [(one.title, one.erased) for one in preview.changes] == [("Monique Royer", True)]
    assert preview.alarm
    outcome = zoe.exchange.apply(preview, CERTIFIED)
    assert outcome.erased == 1
    assert zoe.overviews.search("Royer") == ()
    give(zoe, claire, tmp_path)
    progress = claire.erasure.progress()[0]
    assert (progress.done, progress.waiting, progress.author) == (
        ("Poste de Claire", "Portable de Zoé"),
        (),
        "Claire Morin",
    )
    take(claire, late)
    assert claire.overviews.search("Royer") == ()


def test_an_import_that_is_taken_back_brings_nobody_back(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject, other = person(claire), person(claire, "Le Goff")
    give(claire, zoe, tmp_path)
    erase(claire, subject)
    claire.files.change(other, commune="Craon")
    outcome = give(claire, zoe, tmp_path, CERTIFIED)
    zoe.exchange.undo(outcome.number)
    assert known(zoe, other).commune == ""
    assert zoe.overviews.search("Royer") == ()


def test_the_copies_made_before_imports_forget_her(tmp_path: Path) -> None:
    desk, claire = founder(tmp_path / "claire")
    subject = person(claire, MARK, phone="+33639981234")
    claire.follow_up.note(subject, ContactKind.CALL, f"Parle de {MARK}")
    claire.exchange_ports.copies.take()
    kept = person(claire, "Le Goff")
    name = claire.exchange_ports.copies.take()
    erase(claire, subject)
    path = claire.exchange_ports.copies.path(name)
    assert path is not None
    key = claire.exchange_ports.base._key  # type: ignore[attr-defined]
    copy = connect(path, key)
    try:
        rows = copy.execute("SELECT last_name FROM beneficiary").fetchall()
        assert rows == [("Le Goff",)]
        assert copy.execute("SELECT count(*) FROM history WHERE subject = ?", (subject,)).fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM person_search WHERE name MATCH ?", (MARK.lower(),)).fetchone() == (0,)
        clear = tmp_path / "clair.db"
        copy.execute("ATTACH ? AS clair KEY ''", (str(clear),))
        copy.execute("SELECT sqlcipher_export('clair')").fetchall()
    finally:
        close(copy)
    assert MARK.encode() not in clear.read_bytes()
    assert b"Le Goff" in clear.read_bytes()
    assert known(claire, kept).last_name == "Le Goff"
    assert desk.folder.exists()


def test_a_copy_that_cannot_be_cleaned_is_deleted(tmp_path: Path) -> None:
    _, claire = founder(tmp_path)
    subject = person(claire)
    name = claire.exchange_ports.copies.take()
    path = claire.exchange_ports.copies.path(name)
    assert path is not None
    path.write_bytes(path.read_bytes()[:5000])
    erase(claire, subject)
    assert claire.exchange_ports.copies.path(name) is None


def test_the_register_keeps_the_line_and_forgets_whose_file_left(tmp_path: Path) -> None:
    _, claire = founder(tmp_path / "claire")
    subject = person(claire)
    claire.files.set_consent(subject, ConsentKind.SHARE_PARTNERS, value=TriState.YES)
    send(
        claire,
        tmp_path,
        FileKind.PEOPLE,
        recipient=Recipient.CODE,
        recipient_name="Garage solidaire",
        code="cerise tambour ivoire moulin ruban",
        subjects=(subject,),
        basis=ConsentBasis.SHARE_PARTNERS,
    )
    assert claire.exchange.register()[0].codes
    erase(claire, subject)
    line = claire.exchange.register()[0]
    assert (line.people, line.other, line.codes) == (1, "Garage solidaire", "")


def test_a_value_that_waited_goes_with_her(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    give(claire, zoe, tmp_path)
    claire.files.change(subject, phone="+33261912208")
    zoe.files.change(subject, phone="+33639982208")
    give(zoe, claire, tmp_path)
    assert claire.exchange.pending(subject)
    erase(claire, subject)
    assert claire.exchange.pending() == ()


def test_the_certificate_says_what_was_erased_and_who_still_has_to(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    code = known(claire, subject).code
    give(claire, zoe, tmp_path)
    erased = erase(claire, subject)
    content = claire.papers.render(claire.papers.erasure_certificate(erased))
    pages = page_texts(content)
    text = " ".join(" ".join(pages).split())
    assert len(pages) == 1
    for said in ("Certificat d’effacement", "Monique Royer", code, "Claire Morin", "Portable de Zoé"):
        assert said in text
    assert content == claire.papers.render(claire.papers.erasure_certificate(erased))


def test_an_erasure_is_attested_again_later_and_elsewhere_without_the_name(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    code = known(claire, subject).code
    give(claire, zoe, tmp_path)
    erased = erase(claire, subject)
    give(claire, zoe, tmp_path, ImportDecisions(accepts_alarm=True))
    give(zoe, claire, tmp_path)
    for session in (claire, zoe):
        (line,) = session.erasure.progress()
        again = session.erasure.attestation(line.hash)
        assert (again.name, again.code, again.reference) == ("", "", erased.reference)
        text = " ".join(" ".join(page_texts(session.papers.render(session.papers.erasure_certificate(again)))).split())
        # When and by whom, only the laptop that erased can tell.
        own = ("Claire Morin", "Effacé le") if session is claire else ()
        for words in (erased.reference, "à écrire à la main", "Poste de Claire", *own):
            assert words in text
        assert "Royer" not in text
        assert code not in text
    assert set(claire.erasure.attestation(line.hash).confirmed) == {"Poste de Claire", "Portable de Zoé"}
    with pytest.raises(Refused, check=lambda error: error.code == "no-such-erasure"):
        claire.erasure.attestation(bytes(16))


def test_a_certificate_names_its_own_erasure_whatever_the_clocks_of_the_others_say(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    first, second = person(claire), person(claire, "Le Goff")
    give(claire, zoe, tmp_path)
    zoe.uow._store._now = lambda: MORNING.replace(year=2150)  # type: ignore[attr-defined]
    erase(zoe, first)
    give(zoe, claire, tmp_path, ImportDecisions(accepts_alarm=True))
    erased = erase(claire, second)
    lines = {line.reference: line for line in claire.erasure.progress()}
    assert lines[erased.reference].waiting == erased.waiting == ("Portable de Zoé",)
    assert lines[erased.reference].author == "Claire Morin"


def test_the_register_is_printed_without_any_name_of_a_person(tmp_path: Path) -> None:
    claire, zoe = team(tmp_path)
    subject = person(claire)
    give(claire, zoe, tmp_path)
    claire.files.change(subject, phone="+33261912208")
    zoe.files.change(subject, phone="+33639982208")
    give(zoe, claire, tmp_path, ImportDecisions(everything=Side.FILE))
    papers = claire.papers
    content = papers.render(papers.exchange_journal(claire.exchange.register(), "Poste de Claire"))
    text = " ".join(" ".join(page_texts(content)).split())
    for said in ("Registre des échanges", "Poste de Claire", "Fichier préparé", "Fichier importé", "Portable de Zoé"):
        assert said in text
    assert "Royer" not in text


def test_an_empty_register_is_printed_too(tmp_path: Path) -> None:
    session = Desk(tmp_path).create()
    content = session.papers.render(session.papers.exchange_journal(session.exchange.register()))
    assert "Aucun fichier" in page_texts(content)[0]
