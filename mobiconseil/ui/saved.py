"""What is said of a file that was just written: its name, its folder, and a way there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from mobiconseil.errors import StorageError
from mobiconseil.ui.messages import Messages


def say_saved(messages: Messages, said: str, place: Path) -> None:
    """Say « Plan enregistré en PDF : plan.pdf, dans Documents », with a way to the folder."""
    show = partial(show_folder, messages, place.parent)
    messages.say(f"{said}\u00a0: {words_of(place)}", _tr("Ouvrir l’emplacement"), show)


def words_of(place: Path) -> str:
    """Return « plan.pdf, dans Documents »."""
    return _tr("{name}, dans {folder}").format(name=place.name, folder=place.parent.name or str(place.parent))


def show_folder(messages: Messages, folder: Path) -> None:
    """Show a folder of this laptop in its own window, or say that it is no longer there."""
    if not folder.is_dir() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        refused = _tr("Cet emplacement ne s’ouvre pas d’ici\u00a0: {}. La clé a peut-être été retirée.")
        messages.fail(StorageError(refused.format(folder)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Saved", text)
