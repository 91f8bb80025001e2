"""The demonstration and the command line, from the words typed to what is read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pypdfium2
import pytest

from data.cases import CASES
from mobiconseil.app import BASE_NAME, DEMO_MARK, FolderWorkspace
from mobiconseil.cli.main import run
from mobiconseil.demo import cases, more_cases
from mobiconseil.demo.build import PASSPHRASE, PEOPLE
from mobiconseil.domain.assessment import values
from mobiconseil.domain.civility import agree
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.plan import OPEN_STEPS_LIMIT
from mobiconseil.services.papers.plan_papers import SharingRefused
from mobiconseil.services.papers.service import PaperOptions
from mobiconseil.services.ports import ListFilter
from mobiconseil.services.session import Session

DAY = "2026-11-20"
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Path(tmp_path_factory.mktemp("demo")) / "demo"
    assert run(["demo", str(made), "--today", DAY]) == 0
    return made


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    workspace = FolderWorkspace(folder)
    made = workspace.unlock(workspace.holders()[0].slot, PASSPHRASE)
    yield made
    made.close()
    workspace.release()


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", PASSPHRASE)


def subject_of(session: Session, name: str) -> RecordId:
    return session.overviews.search(name)[0].subject


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


def test_the_demonstration_says_what_it_is(folder: Path) -> None:
    mark = (folder / DEMO_MARK).read_text(encoding="utf-8")
    assert PASSPHRASE in mark
    assert "imaginaires" in mark
    assert FolderWorkspace(folder).is_demo
    assert FolderWorkspace(folder).demo_passphrase == PASSPHRASE
    assert FolderWorkspace(folder).structure_name == "Cap Mobilité Craonnais"


def test_the_map_of_the_services_opens_alone_and_shows_no_home(folder: Path) -> None:
    page = (folder / "documents" / "carte-des-services.html").read_text(encoding="utf-8")
    elements = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)=", elements) == []
    told, _end = json.JSONDecoder().raw_decode(page, page.index("const MOBI = ") + len("const MOBI = "))
    assert told["data"]["home"][2] == "Craon"
    assert told["data"]["lines"] == told["data"]["destinations"] == []
    assert len(told["data"]["services"]) > 100
    assert {service[2] for service in told["data"]["services"]} == {f"F{number}" for number in range(1, 8)}


def test_everybody_is_there_with_telephones_kept_for_fiction(session: Session) -> None:
    lines = session.overviews.page(ListFilter(chip="tous"), TODAY, limit=500)
    lines += session.overviews.page(ListFilter(chip="archive"), TODAY, limit=500)
    assert len(lines) == len(PEOPLE) == 47
    assert all(re.fullmatch(r"\+33(63998|26191)\d{4}", line.phone) for line in lines)


def test_the_day_of_the_demonstration_has_five_appointments_and_recalls_late_and_due(session: Session) -> None:
    clock = session.clock
    start = clock.moment(TODAY, time())
    found = session.overviews.appointments(start, start + timedelta(days=1))
    names = [line.person.last_name for line in found]
    assert names == ["Garnier", "Belkacem", "Traoré", "Pottier", "Chauvin"]
    due = [line.due_on for line in session.overviews.recalls(TODAY)]
    assert min(due) < TODAY  # type: ignore[type-var]
    assert TODAY in due


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_six_situations_are_those_of_the_tests(session: Session, case: object) -> None:
    expected = case
    told = {(p.first_name, p.last_name): p for p in (*cases.PEOPLE, *more_cases.PEOPLE)}
    person = told[expected.first_name, expected.last_name]  # type: ignore[attr-defined]
    file = session.files.load(subject_of(session, f"{person.last_name} {person.first_name}"))
    assert file.latest_assessment is not None
    assert values(file.ratings_of(file.latest_assessment)) == expected.values  # type: ignore[attr-defined]
    assert sorted(s.code for s in file.statuses) == sorted(expected.statuses)  # type: ignore[attr-defined]
    assert file.beneficiary.request == expected.own_words  # type: ignore[attr-defined]
    assert file.plan is not None
    assert file.contacts
    assert file.consents


def test_an_assessment_is_left_on_the_way(session: Session) -> None:
    line = session.overviews.search("chauvin")[0]
    assert (line.rated, line.assessment_finished) == (34, None)


def test_the_plan_of_the_person_has_five_steps_at_most_and_nothing_private(folder: Path, session: Session) -> None:
    for path in sorted((folder / "documents").glob("plan-A-*.pdf")):
        code = path.stem.removeprefix("plan-")
        file = session.files.load(session.overviews.search(code)[0].subject)
        text = text_of(path)
        assert file.beneficiary.plain_name in text
        assert text.count("C’est fait") <= OPEN_STEPS_LIMIT
        assert "RSA" not in text or "Attestation RSA" in text
        for barrier in file.barriers:
            assert not barrier.wording or barrier.wording not in text
    sylvie = text_of(folder / "documents" / f"plan-{session.overviews.search('garnier')[0].code}.pdf")
    for expected in (
        "aller travailler à Craon, à partir du lundi 7 décembre.",
        "Je réserve la voiture de location.",
        "Moi, avec Claire.",
        "02 61 91 55 10",
        "Avant le lundi 23 novembre.",
        "Mercredi 2 décembre, à 6 heures 40.",
        "Claire Morin, ma conseillère",
        "en janvier, je prépare l’achat d’une voiture avec Claire.",
        "Plan fait ensemble à Ballots.",
    ):
        assert expected in sylvie


def test_health_is_printed_only_when_it_is_asked(session: Session) -> None:
    subject = subject_of(session, "ollivier")
    health = session.reference.grid.domain("D10")
    civility = session.files.load(subject).beneficiary.civility
    plain = repr(session.papers.build(DocumentKind.ASSESSMENT_REPORT, subject))
    asked = repr(session.papers.build(DocumentKind.ASSESSMENT_REPORT, subject, PaperOptions(with_health=True)))
    titles = {item.title for item in health.items}
    sentences = {agree(words, civility) for item in health.items for words in (item.support, item.work_on)}
    assert not [words for words in titles | sentences if words in plain]
    assert [words for words in titles if words in asked]
    assert [words for words in sentences if words in asked]


def test_the_prescriber_reads_nothing_without_an_agreement(session: Session) -> None:
    with pytest.raises(SharingRefused, match="n’a pas donné son accord"):
        session.papers.build(DocumentKind.PRESCRIBER_SUMMARY, subject_of(session, "ollivier"))
    shared = repr(session.papers.build(DocumentKind.PRESCRIBER_SUMMARY, subject_of(session, "ferrandi")))
    assert "Avis médical" not in shared
    assert "RQTH" not in shared


def test_a_paper_without_name_has_no_name(session: Session) -> None:
    subject = subject_of(session, "garnier")
    for kind in (DocumentKind.PERSON_PLAN, DocumentKind.PROFESSIONAL_PLAN, DocumentKind.ASSESSMENT_REPORT):
        data = session.papers.build(kind, subject, PaperOptions(with_name=False))
        assert "Garnier" not in repr(data)


def test_the_name_of_a_file_never_holds_the_name_of_the_person(folder: Path) -> None:
    names = " ".join(path.name for path in folder.rglob("*"))
    assert not any(person.last_name.lower() in names.lower() for person in PEOPLE)


def test_the_same_paper_drawn_twice_has_the_same_bytes(session: Session) -> None:
    data = session.papers.build(DocumentKind.PERSON_PLAN, subject_of(session, "garnier"))
    assert session.papers.render(data) == session.papers.render(data)


def test_check_counts_a_sound_base(folder: Path, secret: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(folder)]) == 0
    assert "Tout est en ordre." in capsys.readouterr().out
    assert run(["check", str(folder / BASE_NAME), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["sound"] is True
    assert found["counts"]["beneficiary"] == len(PEOPLE)


def test_stats_hold_no_name_and_hide_small_communes(
    folder: Path, secret: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["stats", str(folder), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert sum(figures["files"].values()) == len(PEOPLE)
    assert figures["communes"]["Ballots"] is None
    assert figures["communes"]["Craon"] >= 5
    assert run(["stats", str(folder)]) == 0
    told = capsys.readouterr().out
    assert not any(person.last_name in told for person in PEOPLE)
    assert "moins de 5 personnes" in told
    assert "Ballots" not in told


def test_print_writes_one_paper_and_leaves_its_trace(
    folder: Path, secret: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sorti.pdf"
    code = next((folder / "documents").glob("plan-A-*.pdf")).stem.removeprefix("plan-")
    assert run(["print", str(folder), "--person", code, "--doc", "plan", "-o", str(target)]) == 0
    assert "Mon plan pour me déplacer" in text_of(target)
    capsys.readouterr()
    workspace = FolderWorkspace(folder)
    session = workspace.unlock(workspace.holders()[0].slot, PASSPHRASE)
    assert [line.action for line in session.team.journal(limit=5)].count("pdf") == 1
    session.close()
    workspace.release()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["print", "DIR", "--person", "Z-9999", "--doc", "plan", "-o", "x.pdf"], "Aucun dossier n’a le code Z-9999"),
        (["check", "nowhere"], "Il n’y a pas de dossier de travail ici"),
        (["stats", "DIR", "--user", "Personne"], "Personne ne s’appelle ainsi"),
    ],
)
def test_what_is_refused_is_said_in_french_with_the_code_one(
    folder: Path, secret: None, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(folder) if word == "DIR" else word for word in words]) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["danser"], "Commande inconnue\u00a0: danser"),
        (["check"], "Il manque l’argument DOSSIER"),
        (["check", "a", "b"], "en trop"),
        (["check", "a", "--couleur"], "Option inconnue\u00a0: --couleur"),
        (["print", "a", "--doc", "roman", "-o", "x"], "Choix possibles\u00a0: plan"),
        (["print", "a", "--doc", "plan", "-o", "x"], "ajoutez --person CODE"),
        (["print", "a", "--doc"], "--doc"),
    ],
)
def test_a_wrong_use_is_explained_in_french_with_the_code_two(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert said in capsys.readouterr().err


def test_a_wrong_passphrase_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOBICONSEIL_PASSPHRASE", "une autre phrase")
    assert run(["check", str(folder)]) == 1
    assert "n’est pas la bonne" in capsys.readouterr().err


def test_a_folder_with_anything_else_is_never_made_a_demonstration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lettre.txt").write_text("Chère amie", encoding="utf-8")
    assert run(["demo", str(tmp_path)]) == 1
    assert "Rien n’a été modifié" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["lettre.txt"]


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["print", "--help"], ["demo", "--help"]])
def test_the_help_is_french(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 0
    told = capsys.readouterr().out
    assert "Usage\u00a0:" in told
    assert "Afficher cette aide." in told
    assert "Show this message" not in told


def test_the_demonstration_shows_referrals_and_aids_at_each_of_their_turns(session: Session) -> None:
    files = {name: session.files.load(subject_of(session, name)) for name in ("Delmas", "Sadek", "Roussel")}
    states = {name: [referral.state.value for referral in file.referrals] for name, file in files.items()}
    assert states == {"Delmas": ["ouverte"], "Sadek": ["refusee"], "Roussel": ["refusee"]}
    [refused] = files["Sadek"].referrals
    assert (refused.unavailability, refused.unavailability_days) == ("SATURATION", 90)
    assert [need.service_code for need in files["Sadek"].unmet_needs] == ["F2-04"]
    [waiting], [granted] = files["Delmas"].aid_requests, files["Roussel"].aid_requests
    assert (waiting.state.value, waiting.remainder) == ("demandee", 1650.0)
    assert (granted.state.value, granted.remainder) == ("accordee", 60.0)
    assert len([recall for recall in files["Delmas"].recalls if recall.is_open]) == 3
    service = refused.service_id
    assert service is not None
    assert session.directory.sheet(service).service.observed_days == 90
