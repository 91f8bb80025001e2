"""The preview of papers: pages shown, pages replaced, bytes that are no PDF."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mobiconseil.pdf.person_plan import render
from mobiconseil.ui.theme import Appearance, Theme, look
from mobiconseil.ui.widgets.pdf_preview import PdfPreview
from tests.builders_papers import sylvie_plan


def shown(qtbot: QtBot) -> PdfPreview:
    preview = PdfPreview("Aperçu du plan pour la personne")
    qtbot.addWidget(preview)
    preview.resize(420, 560)
    preview.show()
    return preview


def test_the_pages_of_a_plan_are_shown_and_said(qtbot: QtBot) -> None:
    preview = shown(qtbot)
    with qtbot.waitSignal(preview.loaded) as seen:
        preview.set_bytes(render(sylvie_plan()))
    assert seen.args[0] == preview.page_count >= 1
    assert preview.accessibleName() == "Aperçu du plan pour la personne"
    assert "page" in preview.accessibleDescription()


def test_bytes_that_are_no_pdf_leave_a_sentence_and_no_page(qtbot: QtBot) -> None:
    preview = shown(qtbot)
    preview.set_bytes(render(sylvie_plan()))
    preview.set_bytes(b"not a pdf")
    assert preview.page_count == 0
    assert "enregistré" in preview.message


def test_clearing_says_why_nothing_is_shown(qtbot: QtBot) -> None:
    preview = shown(qtbot)
    preview.set_bytes(render(sylvie_plan()))
    preview.clear("Cette personne n’a pas encore accepté le partage.")
    assert preview.message == "Cette personne n’a pas encore accepté le partage."
    assert preview.accessibleDescription() == preview.message


def test_the_page_stays_white_in_the_dark_theme(qtbot: QtBot) -> None:
    before = look().appearance
    look().apply(Appearance(theme=Theme.DARK))
    try:
        preview = shown(qtbot)
        preview.set_bytes(render(sylvie_plan()))
        qtbot.waitUntil(lambda: _color_in_the_middle(preview) == QColor("white"))
    finally:
        look().apply(before)


def _color_in_the_middle(preview: PdfPreview) -> QColor:
    image = preview.grab().toImage()
    return QColor(image.pixel(30, image.height() // 2))
