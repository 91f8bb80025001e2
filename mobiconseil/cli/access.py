"""How a command opens a base: which folder, which adviser, which passphrase."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from mobiconseil.app import BASE_NAME, FolderWorkspace
from mobiconseil.domain.french_text import fold
from mobiconseil.errors import AccessRefused, StorageError
from mobiconseil.services.holder import Holder
from mobiconseil.services.session import Session

PASSPHRASE_VARIABLE = "MOBICONSEIL_PASSPHRASE"

_BASE = click.argument("base", metavar="DOSSIER", type=click.Path(path_type=Path))
_USER = click.option("--user", metavar="NOM", help="Qui ouvre le dossier, quand plusieurs personnes y ont accès.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")


def on_base(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the argument and the options of those that open a base."""
    return _BASE(_USER(_JSON(function)))


@contextmanager
def opened(base: Path, user: str | None) -> Iterator[Session]:
    """Open the base of a folder, or of its .db file, and close it at the end.

    Raises StorageError when there is none, AccessRefused when it cannot be opened.
    """
    workspace = _workspace(base)
    holder = chosen_holder(workspace.holders(), user)
    try:
        session = workspace.unlock(holder.slot, typed_passphrase(holder))
        try:
            yield session
        finally:
            session.close()
    finally:
        workspace.release()


@contextmanager
def closed(base: Path, user: str | None) -> Iterator[tuple[FolderWorkspace, bytes]]:
    """Find the folder of a base that is left closed, and the key that would open it. Raises as `opened`."""
    workspace = _workspace(base)
    holder = chosen_holder(workspace.holders(), user)
    try:
        yield workspace, workspace.derive(holder.slot, typed_passphrase(holder))
    finally:
        workspace.release()


def _workspace(base: Path) -> FolderWorkspace:
    folder = base if base.is_dir() else base.parent
    if base.is_file() and base.name != BASE_NAME:
        raise StorageError(
            f"{base.name} n’est pas le fichier d’un dossier de travail. Rien n’a été modifié. "
            f"Donnez le dossier, ou le fichier {BASE_NAME} qu’il contient."
        )
    workspace = FolderWorkspace(folder)
    if not workspace.exists:
        raise StorageError(
            f"Il n’y a pas de dossier de travail ici\u00a0: {base}. Rien n’a été modifié. Vérifiez le chemin."
        )
    return workspace


def chosen_holder(holders: Sequence[Holder], user: str | None) -> Holder:
    """Return who opens, when one person only can be meant. Raises AccessRefused."""
    wanted = [h for h in holders if user is None or fold(user) in {fold(h.slot), fold(h.name), fold(h.initials)}]
    if len(wanted) == 1:
        return wanted[0]
    names = ", ".join(holder.name for holder in holders)
    if user is None:
        raise click.UsageError(f"Plusieurs personnes ont accès\u00a0: précisez --user. Accès\u00a0: {names}.")
    raise AccessRefused(f"Personne ne s’appelle ainsi dans ce dossier\u00a0: {user}. Accès\u00a0: {names}.")


def typed_passphrase(holder: Holder, what: str = "Phrase de passe") -> str:
    """Return the passphrase given by the environment, or typed. Raises AccessRefused when nobody can type it."""
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given:
        return given
    if not sys.stdin or not sys.stdin.isatty():
        raise AccessRefused(
            f"La phrase de passe manque. Rien n’a été modifié. Donnez-la dans {PASSPHRASE_VARIABLE}, "
            "ou lancez la commande dans un terminal."
        )
    typed: str = click.prompt(f"{what} de {holder.name}", hide_input=True, err=True, prompt_suffix="\u00a0: ")
    return typed
