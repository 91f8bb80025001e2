"""A file that was just written: where it is, and the way there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from mobiconseil.ui.messages import Message, Messages
from mobiconseil.ui.saved import say_saved


class Opened(QObject):
    """Hears what would be opened, instead of the laptop."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def hear(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    heard = Opened()
    QDesktopServices.setUrlHandler("file", heard, "hear")
    yield heard
    QDesktopServices.unsetUrlHandler("file")


def posted(messages: Messages) -> list[Message]:
    heard: list[Message] = []
    messages.posted.connect(heard.append)
    return heard


def test_a_file_that_is_written_says_its_name_its_folder_and_shows_the_way(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "Clé {USB} é"
    folder.mkdir()
    messages = Messages()
    heard = posted(messages)
    say_saved(messages, "Plan enregistré en PDF", folder / "plan {0}.pdf")
    (message,) = heard
    assert message.text == "Plan enregistré en PDF\u00a0: plan {0}.pdf, dans Clé {USB} é"
    assert message.action == "Ouvrir l’emplacement"
    assert message.run is not None
    message.run()
    assert [Path(url.toLocalFile()) for url in opened.urls] == [folder]
    assert all(url.isLocalFile() and not url.host() for url in opened.urls), "nothing leaves the laptop"
    assert heard == [message], "what worked needs no other word"


def test_the_root_of_a_disk_has_a_name_too(qtbot: QtBot) -> None:
    messages = Messages()
    heard = posted(messages)
    say_saved(messages, "Liste enregistrée", Path("/liste.csv"))
    assert heard[0].text == "Liste enregistrée\u00a0: liste.csv, dans /"


def test_a_key_that_was_taken_out_is_said_instead_of_nothing(opened: Opened, tmp_path: Path) -> None:
    messages = Messages()
    heard = posted(messages)
    say_saved(messages, "Liste enregistrée", tmp_path / "retirée" / "liste.csv")
    assert heard[0].run is not None
    heard[0].run()
    assert not opened.urls
    assert heard[1].is_error
    assert str(tmp_path / "retirée") in heard[1].text
