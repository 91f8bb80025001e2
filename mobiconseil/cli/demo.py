"""`mobiconseil demo`: a fresh encrypted base of fictional people, its papers and its pictures."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import click

from mobiconseil.app import FolderWorkspace
from mobiconseil.cli.french import command
from mobiconseil.db.atomic_file import write_atomically
from mobiconseil.demo.build import PASSPHRASE, fill
from mobiconseil.demo.folder import PAPERS, PICTURES, fresh_demo
from mobiconseil.demo.teller import StoryClock
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import InvalidInput
from mobiconseil.services.maps import MapData, MapPlace, MapService
from mobiconseil.services.papers.plan_papers import SharingRefused
from mobiconseil.services.papers.service import NEEDS_PERSON, PaperData, PaperOptions
from mobiconseil.services.ports import DirectoryFilter
from mobiconseil.services.session import Session

MAP_NAME = "carte-des-services.html"
_MORNING = time(8, 52)
_RADIUS_KM = 20.0
_MOST_SERVICES = 500


@command("demo", help="Crée dans DOSSIER une base chiffrée de démonstration et tous ses documents\u00a0: PDF et carte.")
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--screens", is_flag=True, help="Écrire aussi une image de chaque écran, sans afficher de fenêtre.")
@click.option("--today", metavar="AAAA-MM-JJ", help="Jour de la démonstration\u00a0; aujourd’hui par défaut.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
def demo(folder: Path, *, screens: bool, today: str | None, as_json: bool) -> None:
    """Make the demonstration, replacing a former one."""
    clock = StoryClock(_present(today))
    with fresh_demo(folder, clock) as new:
        featured = fill(new.session, clock)
        papers = _write(folder / PAPERS, _papers(new.session, featured, new.recovery_code), new.session)
        area = _write_map(folder / PAPERS / MAP_NAME, new.session)
    pictures = _pictures(folder, clock) if screens else []
    if as_json:
        files = {"papers": [str(p) for p in papers], "map": str(area), "pictures": [str(p) for p in pictures]}
        click.echo(json.dumps({"folder": str(folder), "passphrase": PASSPHRASE, **files}, ensure_ascii=False))
        return
    click.echo(f"Dossier de démonstration\u00a0: {folder}")
    click.echo(f"{len(papers)} documents dans {folder / PAPERS}")
    click.echo(f"Carte des services, à ouvrir dans un navigateur\u00a0: {area}")
    if screens:
        click.echo(f"{len(pictures)} images dans {folder / PICTURES}")
    click.echo(f"Phrase de passe\u00a0: {PASSPHRASE}")


def _present(today: str | None) -> datetime:
    if today is None:
        return datetime.now().astimezone()
    try:
        return datetime.combine(date.fromisoformat(today), _MORNING).astimezone()
    except ValueError as error:
        raise InvalidInput(f"Ce jour n’est pas écrit AAAA-MM-JJ\u00a0: {today}. Rien n’a été fait.") from error


def _papers(session: Session, featured: tuple[RecordId, ...], recovery_code: str) -> Iterator[tuple[str, PaperData]]:
    papers = session.papers
    for subject in featured:
        for kind in sorted(NEEDS_PERSON):
            try:
                data = papers.build(kind, subject)
            except (SharingRefused, InvalidInput):  # this person has no such paper
                continue
            yield papers.file_name(kind, subject), data
    for form in AssessmentForm:
        name = f"questionnaire-{form.label.lower()}.pdf"
        yield name, papers.build(DocumentKind.QUESTIONNAIRE, options=PaperOptions(form=form))
    yield papers.file_name(DocumentKind.NOTICE), papers.build(DocumentKind.NOTICE)
    yield "feuille-de-secours.pdf", papers.recovery_sheet(recovery_code)


def _write(folder: Path, papers: Iterator[tuple[str, PaperData]], session: Session) -> list[Path]:
    folder.mkdir(exist_ok=True)
    written = []
    for name, data in papers:
        write_atomically(folder / name, session.papers.render(data))
        written.append(folder / name)
    return written


def _write_map(path: Path, session: Session) -> Path:
    """Write the services around the structure on a map that any browser opens; nobody's home is on it."""
    from mobiconseil.map.standalone import light_theme, standalone_page

    structure = session.team.structure()
    town = session.geography.gazetteer.named(structure.commune, structure.postal_code)
    lines = session.directory.search(DirectoryFilter(limit=_MOST_SERVICES))
    services = tuple(
        MapService(id=x.id.hex(), name=x.name, family=x.family, latitude=x.latitude, longitude=x.longitude)
        for x in lines
        if x.latitude is not None and x.longitude is not None and not x.closed
    )
    centre = MapPlace(latitude=town.latitude, longitude=town.longitude, name=town.name) if town else None
    data = MapData(home=centre, radius_km=_RADIUS_KM, services=services, theme=light_theme())
    write_atomically(path, standalone_page(data, session.background).encode())
    return path


def _pictures(folder: Path, clock: StoryClock) -> list[Path]:
    """Draw every screen as it is in the morning of the demonstration, without any display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from mobiconseil.ui.screenshots import take_all

    morning = StoryClock(clock.moment(clock.today(), _MORNING))
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as empty:
        blank = FolderWorkspace(Path(empty) / "nouveau", clock=morning)
        return take_all(FolderWorkspace(folder, clock=morning), blank, folder / PICTURES)
