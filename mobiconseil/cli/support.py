"""`mobiconseil support` and `support-read`: what a laptop says to a help desk, closed by a code said by voice."""

from __future__ import annotations

from pathlib import Path

import click

from mobiconseil.cli.access import on_base, opened
from mobiconseil.cli.french import command
from mobiconseil.db.atomic_file import write_atomically
from mobiconseil.errors import StorageError
from mobiconseil.paths import config_folder, log_folder
from mobiconseil.services.support import SupportService, Surroundings, close_support, read_support
from mobiconseil.settings import SettingsFile

CODE_VARIABLE = "MOBICONSEIL_CODE"


@command("support", help="Prépare un dossier chiffré pour l’assistance, sans aucune donnée de personne.")
@on_base
@click.option("-o", "--output", "path", metavar="FICHIER", required=True, type=click.Path(path_type=Path))
def support(base: Path, user: str | None, path: Path, *, as_json: bool) -> None:
    """Show what leaves, write it closed, and say the code. Raises StorageError."""
    with opened(base, user) as session:
        around = Surroundings(
            settings=SettingsFile(config_folder() / "reglages.json").load()._asdict(),
            log=log_folder() / "mobiconseil.log",
        )
        content = SupportService(session.upkeep, session.clock, around).content()
        data, code = close_support(session.team_seals(), content)
    write_atomically(path, data)
    click.echo(content)
    if not as_json:
        click.echo(f"C’est tout ce que contient {path.name}, qui est chiffré. Code à dire de vive voix\u00a0: {code}")
    else:
        click.echo(code, err=True)


@command("support-read", help="Lit un dossier d’assistance avec le code dit de vive voix.")
@click.argument("path", metavar="FICHIER", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--code", envvar=CODE_VARIABLE, metavar="MOTS", required=True, help="Les mots dits par la personne.")
def support_read(path: Path, code: str) -> None:
    """Show what a laptop sent. Raises Refused for a wrong code or another file."""
    from mobiconseil.db.recovery_code import parse_code
    from mobiconseil.exchange.laptop_seals import LaptopSeals

    try:
        data = path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path.name} ne peut pas être lu. Rien n’a été modifié. Vérifiez le chemin.") from error
    click.echo(read_support(LaptopSeals(parse_code), data, code))
