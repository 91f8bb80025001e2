"""Papers leave the program here: saved as a PDF where the person says, or printed page by page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from shiboken6 import isValid

from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.saving import ask_path, write_file

MAX_DPI = 400
"""More would bring nothing that the eye sees on an office printer, and an A4 page takes 60 MB of memory at 400."""


class NoPrinter(MobiConseilError):
    """This laptop knows no printer."""

    def __init__(self) -> None:
        super().__init__(
            "Aucune imprimante sur ce poste. Rien n’est perdu. "
            "Enregistrez en PDF sur une clé USB, puis imprimez depuis un autre ordinateur."
        )


class NotPrinted(MobiConseilError):
    """The printer or the paper refused."""


def save_pdf(parent: QWidget | None, content: bytes, suggested_name: str, *, path: Path | None = None) -> Path | None:
    """Write a paper where the person says and return the place, or None if they gave up.

    `suggested_name` never holds the name of a person (« plan-mobilite-2026-11-20.pdf »). With `path`, nothing is
    asked. Raises StorageError; the former file is then untouched.
    """
    wanted = path or ask_pdf_path(parent, suggested_name)
    if wanted is None:
        return None
    write_file(wanted, content)
    return wanted


def print_pdf(
    parent: QWidget | None, content: bytes, printer_name: str = "", *, printer: QPrinter | None = None
) -> str | None:
    """Print a paper and return the name of the printer, or None if the person gave up.

    `printer_name` is proposed first when it is there. With `printer`, nothing is asked. Raises NoPrinter, NotPrinted.
    """
    chosen = printer or _asked_printer(parent, printer_name)
    if chosen is None:
        return None
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise NotPrinted(_tr("Ce document ne peut pas être imprimé. Rien n’est perdu. Enregistrez-le en PDF."))
    QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
    try:
        _print_pages(document, chosen)
    finally:
        QApplication.restoreOverrideCursor()
        document.close()
    return str(chosen.printerName())


def printer_names() -> list[str]:
    """Return the printers that this laptop knows."""
    return list(QPrinterInfo.availablePrinterNames())


def ask_pdf_path(parent: QWidget | None, suggested_name: str) -> Path | None:
    """Ask where to write a PDF; nothing is written."""
    return ask_path(parent, _tr("Enregistrer en PDF"), suggested_name, _tr("Document PDF (*.pdf)"))


def _asked_printer(parent: QWidget | None, printer_name: str) -> QPrinter | None:
    names = printer_names()
    if not names:
        raise NoPrinter
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if printer_name in names:
        printer.setPrinterName(printer_name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = french_print_dialog(printer, parent)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    if not isValid(dialog):  # the session was locked meanwhile
        return None
    dialog.deleteLater()
    return printer if taken else None


def french_print_dialog(printer: QPrinter, parent: QWidget | None) -> QPrintDialog:
    """Return the dialog about a printer, with the one label that the French texts of Qt leave in English."""
    dialog = QPrintDialog(printer, parent)
    for label in dialog.findChildren(QLabel):
        if label.text() == "Page &Set:":
            label.setText(_tr("&Pages\u00a0:"))
    return dialog


def _print_pages(document: QPdfDocument, printer: QPrinter) -> None:
    printer.setDocName("MobiConseil")
    printer.setFullPage(True)
    _shape(document, printer, 0)
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrinted(
            _tr("L’imprimante n’a pas répondu. Rien n’est perdu. Vérifiez qu’elle est allumée, ou enregistrez en PDF.")
        )
    first, last = _range(document, printer)
    for page in range(first, last + 1):
        if page > first:
            _shape(document, printer, page)
            printer.newPage()
        target = painter.viewport()
        painter.drawImage(target, _image(document, page, target, printer.resolution()))
    painter.end()


def _range(document: QPdfDocument, printer: QPrinter) -> tuple[int, int]:
    last = document.pageCount()
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        return printer.fromPage() - 1, min(printer.toPage() or last, last) - 1
    return 0, last - 1


def _shape(document: QPdfDocument, printer: QPrinter, page: int) -> None:
    """Give the printer the size and the direction of the page, so that nothing is cut."""
    size = document.pagePointSize(page)
    portrait = size.height() >= size.width()
    upright = size if portrait else size.transposed()
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait if portrait else QPageLayout.Orientation.Landscape)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def _image(document: QPdfDocument, page: int, target: QRect, resolution: int) -> QImage:
    """Return the page as the printer will draw it, at its resolution or at the highest useful one."""
    shrink = min(1.0, MAX_DPI / max(resolution, 1))
    drawn = document.render(page, QSize(round(target.width() * shrink), round(target.height() * shrink)))
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
