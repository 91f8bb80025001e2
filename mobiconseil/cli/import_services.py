"""`mobiconseil import-services`: services of a file into the directory, or only what the import would do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.french import command
from mobiconseil.domain.typography import NBSP, count, number
from mobiconseil.services.directory_ports import ImportReport, ReadOptions, RowRemark

_SHOWN = 20
_THEMES = {"mobilite": "mobility", "voisins": "neighbours", "tous": "all"}


@command(
    "import-services", help="Importe dans l’annuaire les services d’un fichier (data·inclusion, tableau, GeoJSON)."
)
@on_base
@click.argument("file", metavar="FICHIER", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Dire ce que ferait l’import, sans rien écrire.")
@click.option(
    "--source", metavar="NOM", default="", help="Nom de la source d’un tableau\u00a0; celui du fichier par défaut."
)
@click.option(
    "--themes",
    metavar="CHOIX",
    type=click.Choice(list(_THEMES)),
    default="mobilite",
    help="Ce qui est gardé\u00a0: mobilite (par défaut), voisins (mobilité et thèmes proches) ou tous.",
)
@click.option("--departement", "departements", metavar="CODE", multiple=True, help="Ne garder que ce département.")
def import_services(
    base: Path,
    user: str | None,
    file: Path,
    *,
    as_json: bool,
    dry_run: bool,
    source: str,
    themes: str,
    departements: tuple[str, ...],
) -> None:
    """Import the services, or tell what would be done. Raises InvalidInput."""
    with opened(base, user) as session:
        imports = session.directory_imports
        look = imports.look(file)
        options = ReadOptions(
            source=source or look.source,
            themes=_THEMES[themes],
            departements=departements,
            columns=look.guessed,
        )
        report = imports.dry_run(file, options)
        if not dry_run:
            imports.apply(report)
    told = _as_data(report, dry_run=dry_run)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else _text(report, dry_run=dry_run))


def _as_data(report: ImportReport, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "kind": report.read.kind.value,
        "schema": report.read.schema_version,
        "new": len(report.new),
        "changed": len(report.changed),
        "identical": report.identical,
        "refused": report.refused_count,
        "left_out": report.read.left_out,
        "remarks": [
            {"row": r.row, "column": r.column, "severity": r.severity.value, "reason": r.reason, "name": r.name}
            for r in report.read.remarks
        ],
    }


def _text(report: ImportReport, *, dry_run: bool) -> str:
    counts = (
        (len(report.new), "nouveau service", "nouveaux services"),
        (len(report.changed), "service modifié", "services modifiés"),
        (report.identical, "service identique", "services identiques"),
        (report.refused_count, "ligne refusée", "lignes refusées"),
        (report.read.left_out, "ligne hors des thèmes ou du secteur", "lignes hors des thèmes ou du secteur"),
    )
    widest = max(len(number(quantity)) for quantity, _, _ in counts)
    lines = [f"{report.file_name}{NBSP}: {report.read.kind.label}"]
    for quantity, one, several in counts:
        said = count(quantity, one, several)
        lines.append(f"  {' ' * (widest - len(number(quantity)))}{said}")
    lines += [_remark(remark) for remark in (*report.refused, *report.warnings)[:_SHOWN]]
    hidden = len(report.read.remarks) - _SHOWN
    if hidden > 0:
        lines.append(f"… et {count(hidden, 'autre remarque', 'autres remarques')} (--json les donne toutes).")
    lines.append("Rien n’a été écrit." if dry_run else "L’annuaire est à jour. Cet import s’annule dans la fenêtre.")
    return "\n".join(lines)


def _remark(remark: RowRemark) -> str:
    where = f"ligne {remark.row}, {remark.column}" if remark.row else f"colonne {remark.column}"
    return f"{remark.severity.label} ({where}){NBSP}: {remark.reason}"
