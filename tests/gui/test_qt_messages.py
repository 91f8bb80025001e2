"""What Qt says, less what a laptop without a graphics card says each time."""

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from mobiconseil.ui.qt_messages import _on_message


def said(text: str | None) -> None:
    _on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), text)


@pytest.mark.parametrize(
    "text", ["Failed to load vulkan: no file", "Unable to detect GPU vendor for device: llvmpipe", "", None]
)
def test_a_laptop_without_a_graphics_card_is_no_news(text: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    said(text)
    assert capsys.readouterr().err == ""


def test_every_other_word_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    said("QPainter::begin: Paint device returned engine == 0")
    assert capsys.readouterr().err == "QPainter::begin: Paint device returned engine == 0\n"


def test_a_program_without_error_stream_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    said("QPainter::begin: Paint device returned engine == 0")
