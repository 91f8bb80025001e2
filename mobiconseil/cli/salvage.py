"""`mobiconseil salvage`: what can be read of a damaged base, in a new one."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from mobiconseil.app import FolderWorkspace
from mobiconseil.cli.access import closed, on_base
from mobiconseil.cli.french import command
from mobiconseil.services.salvage import SalvageReport


@command("salvage", help="Récupère dans un nouveau dossier ce qui peut être lu d’une base abîmée, qui reste intacte.")
@on_base
@click.argument("target", metavar="NOUVEAU", type=click.Path(path_type=Path))
def salvage(base: Path, user: str | None, target: Path, *, as_json: bool) -> None:
    """Save what can be. Raises StorageError when nothing can be read or written."""
    with closed(base, user) as (workspace, key):
        report = _to(workspace, key, target)
    if as_json:
        found = asdict(report.found)
        found["incomplete"] = [person.code for person in report.found.incomplete]
        click.echo(json.dumps(found | {"base": str(report.base)}, ensure_ascii=False, indent=2))
        return
    click.echo(report.title)
    for line in report.lines:
        click.echo(f"  {line}")
    for line in report.advice:
        click.echo(line)
    click.echo(f"Nouveau dossier de travail\u00a0: {target}")


def _to(workspace: FolderWorkspace, key: bytes, target: Path) -> SalvageReport:
    if not sys.stderr.isatty():
        return workspace.salvage_to(key, target, _quietly)
    done = 0

    def advance(part: float) -> None:
        nonlocal done
        if round(part * 20) > done:
            done = round(part * 20)
            click.echo(f"\rLecture\u00a0: {done * 5}\u202f%", nl=done == 20, err=True)

    return workspace.salvage_to(key, target, advance)


def _quietly(_: float) -> None:
    """Tell nobody."""
