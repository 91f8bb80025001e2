"""Papers are saved whole or not at all, and printed page by page."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtPrintSupport import QPrinter

import builders_papers_office as papers
from mobiconseil.errors import StorageError
from mobiconseil.pdf.printing import render
from mobiconseil.ui import printing

pytestmark = pytest.mark.usefixtures("qapp")


def picture(path, page):
    """Return the page as 60 by 84 shades: what stands where, whatever the edges of the letters."""
    with pypdfium2.PdfDocument(path) as document:
        drawn = document[page].render(scale=1, grayscale=True).to_pil().convert("L")
    return drawn.resize((60, 84), Image.Resampling.BOX)


def distance(first, second):
    return ImageStat.Stat(ImageChops.difference(first, second)).mean[0]


def to_a_file(path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(100)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_a_saved_paper_is_the_very_bytes_that_were_made(tmp_path):
    content = render(papers.recovery_sheet())
    saved = printing.save_pdf(None, content, "feuille.pdf", path=tmp_path / "feuille.pdf")
    assert saved is not None
    assert saved.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["feuille.pdf"]


def test_a_place_that_refuses_leaves_the_former_file_and_says_so(tmp_path):
    with pytest.raises(StorageError, match="Rien n’est perdu"):
        printing.save_pdf(None, b"%PDF", "feuille.pdf", path=tmp_path / "absent" / "feuille.pdf")
    assert list(tmp_path.iterdir()) == []


def test_every_page_is_printed_at_its_place(tmp_path):
    content = render(papers.blank_questionnaire())
    original, printed = tmp_path / "original.pdf", tmp_path / "printed.pdf"
    original.write_bytes(content)
    printing.print_pdf(None, content, printer=to_a_file(printed))
    with pypdfium2.PdfDocument(original) as wanted, pypdfium2.PdfDocument(printed) as made:
        assert len(made) == len(wanted) > 1
        assert made[0].get_size() == pytest.approx(wanted[0].get_size(), abs=1)
        last = len(wanted) - 1
    for page in (0, last):
        wanted_page = picture(original, page)
        assert distance(wanted_page, picture(printed, page)) < 2
        assert distance(wanted_page, Image.new("L", wanted_page.size, 255)) > 5


def test_a_document_that_is_no_pdf_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(printing.NotPrinted, match="Rien n’est perdu"):
        printing.print_pdf(None, b"not a pdf", printer=to_a_file(tmp_path / "printed.pdf"))


def test_a_laptop_without_printer_is_told_to_save_a_pdf(monkeypatch):
    monkeypatch.setattr(printing, "printer_names", list)
    with pytest.raises(printing.NoPrinter, match="Aucune imprimante sur ce poste"):
        printing.print_pdf(None, b"%PDF")
