"""`mobiconseil print`: one paper of one person, as a PDF."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.french import command
from mobiconseil.db.atomic_file import write_atomically
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.follow_up import DocumentKind, DocumentMedium
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import InvalidInput, StorageError
from mobiconseil.services.papers.service import NEEDS_PERSON, PaperOptions
from mobiconseil.services.session import Session

_KINDS = {
    "plan": DocumentKind.PERSON_PLAN,
    "pro": DocumentKind.PROFESSIONAL_PLAN,
    "prescripteur": DocumentKind.PRESCRIBER_SUMMARY,
    "diagnostic": DocumentKind.ASSESSMENT_REPORT,
    "orientation": DocumentKind.REFERRAL,
    "comparaison": DocumentKind.TRIP_COMPARISON,
    "questionnaire": DocumentKind.QUESTIONNAIRE,
    "notice": DocumentKind.NOTICE,
}


@command("print", help="Écrit en PDF un document. Le nom du fichier est celui que vous donnez.")
@on_base
@click.option("--person", metavar="CODE", help="Code du dossier, comme A-0042.")
@click.option("--doc", "doc", type=click.Choice(list(_KINDS)), required=True, help="Le document à faire.")
@click.option(
    "-o",
    "--output",
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Le fichier PDF à écrire.",
)
@click.option("--sans-nom", "unnamed", is_flag=True, help="Sans le nom de la personne.")
@click.option("--sante", "with_health", is_flag=True, help="Avec le domaine de la santé (diagnostic seulement).")
@click.option("--court", "short", is_flag=True, help="Formulaire court (questionnaire seulement).")
def print_paper(base: Path, user: str | None, person: str | None, doc: str, output: Path, **choices: bool) -> None:
    """Write the PDF; the journal of the base keeps that it was made."""
    kind = _KINDS[doc]
    if kind in NEEDS_PERSON and not person:
        raise click.UsageError(f"Le document «\u00a0{doc}\u00a0» concerne une personne\u00a0: ajoutez --person CODE.")
    if not output.parent.is_dir():
        raise StorageError(f"Ce dossier n’existe pas\u00a0: {output.parent}. Rien n’a été écrit. Vérifiez le chemin.")
    options = PaperOptions(
        with_name=not choices["unnamed"],
        with_health=choices["with_health"],
        form=AssessmentForm.SHORT if choices["short"] else AssessmentForm.FULL,
    )
    with opened(base, user) as session:
        subject = _subject(session, person) if person else None
        content = session.papers.render(session.papers.build(kind, subject, options))
        write_atomically(output, content)
        if subject is not None:
            session.follow_up.paper_made(subject, kind, DocumentMedium.SAVED, title=kind.label)
    if choices["as_json"]:
        click.echo(json.dumps({"file": str(output), "bytes": len(content)}, ensure_ascii=False))
    else:
        click.echo(f"{kind.label}\u00a0: {output}")


def _subject(session: Session, code: str) -> RecordId:
    found = [line for line in session.overviews.search(code, limit=50) if line.code.upper() == code.strip().upper()]
    if not found:
        raise InvalidInput(f"Aucun dossier n’a le code {code}. Rien n’a été écrit. Le code se lit en haut du dossier.")
    return found[0].subject
