"""The group of commands, and how each ending becomes an exit code: 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mobiconseil import __version__
from mobiconseil.cli.french import LazyGroup, sentence
from mobiconseil.cli.window import open_window
from mobiconseil.errors import MobiConseilError

DONE, REFUSED, MISUSED = 0, 1, 2
SUFFIX = ".mobiconseil"

_COMMANDS = {
    "demo": ("mobiconseil.cli.demo:demo", "Créer un dossier de démonstration, avec des personnes imaginaires."),
    "check": ("mobiconseil.cli.check:check", "Vérifier un dossier de travail\u00a0: intégrité, schéma, nombres."),
    "salvage": (
        "mobiconseil.cli.salvage:salvage",
        "Récupérer dans un nouveau dossier ce qui peut être lu d’une base abîmée.",
    ),
    "backup": ("mobiconseil.cli.backup:backup", "Faire une sauvegarde chiffrée d’un dossier de travail."),
    "restore": ("mobiconseil.cli.restore:restore", "Refaire un dossier de travail à partir d’une sauvegarde."),
    "support": ("mobiconseil.cli.support:support", "Préparer un dossier chiffré pour l’assistance, sans aucun nom."),
    "support-read": ("mobiconseil.cli.support:support_read", "Lire un dossier d’assistance avec le code dit."),
    "print": ("mobiconseil.cli.print_paper:print_paper", "Écrire en PDF un document d’une personne."),
    "export": ("mobiconseil.cli.export_file:export_file", "Préparer un fichier d’échange et l’entrer au registre."),
    "import": (
        "mobiconseil.cli.import_file:import_file",
        "Importer un fichier d’échange, ou dire ce qu’il changerait.",
    ),
    "import-services": (
        "mobiconseil.cli.import_services:import_services",
        "Importer dans l’annuaire les services d’un fichier, ou dire ce que ferait l’import.",
    ),
    "check-rules": (
        "mobiconseil.cli.check_rules:check_rules",
        "Dire ce que les règles et les aides répondent à des situations écrites, et les écarts.",
    ),
    "stats": ("mobiconseil.cli.stats:stats", "Compter, sans aucun nom, ce que contient un dossier de travail."),
}


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    invoke_without_command=True,
    options_metavar="[OPTIONS]",
    help="MobiConseil, l’outil hors ligne des conseillers en mobilité. Sans commande, ouvre la fenêtre.",
)
@click.option(
    "--folder",
    metavar="DOSSIER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier de travail à ouvrir dans la fenêtre.",
)
@click.option(
    "--open",
    "file",
    metavar="FICHIER",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Fichier d’échange à montrer dans la fenêtre. « mobiconseil FICHIER.mobiconseil » suffit.",
)
@click.option("--pilot", hidden=True, type=click.Path(path_type=Path, file_okay=False))
@click.version_option(__version__, "--version", message="MobiConseil %(version)s", help="Afficher la version.")
@click.pass_context
def program(context: click.Context, folder: Path | None, file: Path | None, pilot: Path | None) -> None:
    """Open the window when no command is named."""
    if context.invoked_subcommand is None:
        context.exit(open_window(folder, file, pilot))
    if folder is not None:
        raise click.UsageError(
            "L’option --folder va avec la fenêtre\u00a0: donnez le dossier après la commande.", context
        )
    if file is not None:
        raise click.UsageError("L’option --open va avec la fenêtre, pas avec une commande.", context)


def run(words: Sequence[str]) -> int:
    """Run the command of these words and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = program.main(_with_file_named(words), prog_name="mobiconseil", standalone_mode=False)
    except click.UsageError as error:
        click.echo(sentence(error), err=True)
        click.echo("Aide\u00a0: mobiconseil --help, ou mobiconseil COMMANDE --help", err=True)
        return MISUSED
    except MobiConseilError as error:
        click.echo(str(error), err=True)
        return REFUSED
    except click.Abort:
        click.echo("Arrêté avant la fin, à votre demande.", err=True)
        return REFUSED
    return code if isinstance(code, int) else DONE


def _with_file_named(words: Sequence[str]) -> list[str]:
    """Understand the desktop, which gives the file that was double-clicked as the only word."""
    if not words or any(word in _COMMANDS for word in words[:-1]) or words[-2:-1] == ["--open"]:
        return list(words)
    is_exchange_file = words[-1].lower().endswith(SUFFIX) and not words[-1].startswith("-")
    return [*words[:-1], "--open", words[-1]] if is_exchange_file else list(words)
