"""The one style sheet, generated from the colours and the text scale: no size is fixed but 1 to 2 px borders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from mobiconseil.paths import resources
from mobiconseil.ui.tokens import Tokens


class Scale(Protocol):
    """Turns a size drawn at 100 % into the text scale in force."""

    def __call__(self, size: float) -> int:
        """Return the scaled size."""


def stylesheet(tokens: Tokens, px: Scale, family: str, *, dark: bool) -> str:
    """Return the style sheet of the whole application."""
    images = (resources() / "icons" / "style").as_posix()

    def image(name: str) -> str:
        return f'url("{images}/{name}-{"dark" if dark else "light"}.svg")'

    parts = (
        _base(tokens, px, family),
        _labels(tokens, px),
        _fields(tokens, px),
        _combos(tokens, px, image),
        _checks(tokens, px, image),
        _buttons(tokens, px),
        _views(tokens, px, image),
        _menus(tokens, px, image),
        _scrollbars(tokens, px),
        _frames(tokens, px),
        _calendar(tokens, px, image),
    )
    return "\n".join(parts)


def _base(t: Tokens, px: Scale, family: str) -> str:
    return f"""
QMainWindow {{ background: {t.bg}; }}
QDialog {{ background: {t.surface}; }}
QToolTip {{ font-family: "{family}"; font-size: {px(13)}px; color: {t.toast_text}; background: {t.toast};
  border: 1px solid {t.border_strong}; padding: {px(5)}px {px(8)}px; }}
QAbstractItemView, QAbstractButton, QTabBar {{ outline: none; }}
QScrollArea, QStackedWidget {{ background: transparent; border: none; }}
QWidget[role="page"], QWidget[role="scrollpage"] {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
"""


def _labels(t: Tokens, px: Scale) -> str:
    sizes = {
        "page": (20, 600, t.text),
        "section": (16, 600, t.text),
        "card": (15, 600, t.text),
        "strong": (14, 600, t.text),
        "body": (14, 400, t.text),
        "label": (13, 600, t.text),
        "quote": (15, 400, t.text),
        "secondary": (13, 400, t.text_2),
        "small": (12, 400, t.text_2),
        "smallstrong": (12, 600, t.text_2),
        "hint": (13, 400, t.text_3),
        "help": (12, 400, t.text_2),
        "error": (13, 400, t.danger),
        "warn": (13, 600, t.warn),
        "danger": (13, 600, t.danger),
        "ok": (13, 600, t.ok),
    }
    rules = [
        f'QLabel[role="{role}"] {{ font-size: {px(size)}px; font-weight: {weight}; color: {color}; }}'
        for role, (size, weight, color) in sizes.items()
    ]
    rules.append(f'QLabel:disabled, QLabel[off="true"] {{ color: {t.text_disabled}; }}')
    return "\n".join(rules)


def _fields(t: Tokens, px: Scale) -> str:
    kinds = "QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox"
    return f"""
{kinds} {{ font-size: {px(14)}px; color: {t.text}; background: {t.surface}; border: 1px solid {t.border_strong};
  border-radius: {px(6)}px; padding: 0 {px(9)}px; selection-background-color: {t.primary};
  selection-color: {t.on_primary}; placeholder-text-color: {t.text_3}; }}
QLineEdit {{ lineedit-password-character: 8226; }}
QLineEdit, QAbstractSpinBox {{ min-height: {px(36) - 2}px; max-height: {px(36) - 2}px; }}
QLineEdit[tall="true"] {{ min-height: {px(44) - 2}px; max-height: {px(44) - 2}px; }}
QTextBrowser[bare="true"] {{ border: none; background: transparent; padding: 0; }}
QLineEdit[bare="true"] {{ font-size: {px(16)}px; border: none; background: transparent; padding: 0; }}
QTextEdit, QPlainTextEdit {{ padding: {px(5)}px {px(6)}px; }}
QLineEdit:hover, QTextEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover {{ border-color: {t.primary}; }}
QLineEdit[error="true"], QTextEdit[error="true"], QPlainTextEdit[error="true"], QAbstractSpinBox[error="true"]
  {{ border: 2px solid {t.danger}; padding-left: {px(9) - 1}px; }}
QLineEdit[error="true"], QAbstractSpinBox[error="true"] {{ min-height: {px(36) - 4}px; max-height: {px(36) - 4}px; }}
QLineEdit[tall="true"][error="true"] {{ min-height: {px(44) - 4}px; max-height: {px(44) - 4}px; }}
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled
  {{ color: {t.text_disabled}; background: {t.surface_2}; border-color: {t.border};
  placeholder-text-color: {t.text_disabled}; }}
QLineEdit:read-only {{ background: {t.surface_2}; border-color: {t.border}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QProgressBar {{ background: {t.sunken}; border: none; border-radius: {px(3)}px; min-height: {px(6)}px;
  max-height: {px(6)}px; color: transparent; }}
QProgressBar::chunk {{ background: {t.primary}; border-radius: {px(3)}px; }}
"""


def _combos(t: Tokens, px: Scale, image: Callable[[str], str]) -> str:
    return f"""
QComboBox {{ font-size: {px(14)}px; color: {t.text}; background: {t.surface}; border: 1px solid {t.border_strong};
  border-radius: {px(6)}px; padding: 0 {px(10)}px; min-height: {px(36) - 2}px; max-height: {px(36) - 2}px; }}
QComboBox[compact="true"] {{ font-size: {px(13)}px; min-height: {px(30) - 2}px; max-height: {px(30) - 2}px; }}
QComboBox:hover {{ border-color: {t.primary}; }}
QComboBox[error="true"] {{ border: 2px solid {t.danger}; min-height: {px(36) - 4}px; max-height: {px(36) - 4}px; }}
QComboBox:disabled {{ color: {t.text_disabled}; background: {t.surface_2}; border-color: {t.border}; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: {image("chevron-down")}; width: {px(16)}px; height: {px(16)}px; }}
QComboBox QAbstractItemView, QListView[popup="true"] {{ font-size: {px(14)}px; color: {t.text}; background: {t.surface};
  border: 1px solid {t.border_strong}; padding: {px(4)}px; selection-background-color: {t.primary_tint};
  selection-color: {t.on_tint}; }}
QComboBox QAbstractItemView::item, QListView[popup="true"]::item {{ min-height: {px(32)}px; padding: 0 {px(6)}px;
  border-radius: {px(4)}px; }}
QComboBox QAbstractItemView::item:selected, QListView[popup="true"]::item:selected
  {{ background: {t.primary_tint}; color: {t.on_tint}; }}
"""


def _checks(t: Tokens, px: Scale, image: Callable[[str], str]) -> str:
    size = px(18) - 2
    return f"""
QCheckBox, QRadioButton {{ font-size: {px(14)}px; color: {t.text}; spacing: {px(8)}px; min-height: {px(30)}px;
  background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.text_disabled}; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{ width: {size}px; height: {size}px;
  background: {t.surface}; border: 1px solid {t.border_strong}; border-radius: {px(4)}px; }}
QRadioButton::indicator {{ border-radius: {(size + 2) // 2}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {t.primary}; background: {t.primary_tint}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {t.primary};
  border-color: {t.primary}; image: {image("check")}; }}
QCheckBox::indicator:indeterminate {{ background: {t.primary}; border-color: {t.primary}; image: {image("dash")}; }}
QRadioButton::indicator:checked {{ background: {t.primary}; border-color: {t.primary}; image: {image("dot")}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {t.surface_2};
  border-color: {t.border}; }}
"""


def _buttons(t: Tokens, px: Scale) -> str:
    return f"""
QPushButton {{ font-size: {px(14)}px; font-weight: 600; color: {t.text}; background: {t.surface};
  border: 1px solid {t.border_strong}; border-radius: {px(6)}px; padding: 0 {px(14)}px; min-height: {px(36) - 2}px; }}
QPushButton:hover {{ background: {t.primary_tint}; border-color: {t.primary}; }}
QPushButton:pressed {{ background: {t.primary_tint_2}; }}
QPushButton:default {{ background: {t.primary}; border-color: {t.primary}; color: {t.on_primary}; }}
QPushButton:default:hover {{ background: {t.primary_hover}; }}
QPushButton:disabled {{ color: {t.text_disabled}; background: {t.surface_2}; border-color: {t.border}; }}
QToolButton {{ border: none; border-radius: {px(6)}px; padding: {px(4)}px; background: transparent; color: {t.text_2};
  font-size: {px(13)}px; }}
QToolButton:hover {{ background: {t.primary_tint}; color: {t.on_tint}; }}
QToolButton:disabled {{ color: {t.text_disabled}; }}
QPushButton[painted="true"] {{ background: transparent; border: none; padding: 0; min-height: 0; }}
"""


def _views(t: Tokens, px: Scale, image: Callable[[str], str]) -> str:
    return f"""
QTableView, QListView, QTreeView {{ font-size: {px(14)}px; color: {t.text}; background: {t.surface};
  alternate-background-color: {t.surface}; border: none; gridline-color: {t.border};
  selection-background-color: {t.primary_tint}; selection-color: {t.text}; }}
QTableView::item, QListView::item, QTreeView::item {{ padding: 0 {px(8)}px; }}
QTableView::item {{ border-bottom: 1px solid {t.border}; }}
QTableView::item:hover, QListView::item:hover, QTreeView::item:hover {{ background: {t.surface_2}; }}
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected
  {{ background: {t.primary_tint}; color: {t.text}; }}
QHeaderView {{ background: {t.surface_2}; border: none; }}
QHeaderView::section {{ font-size: {px(12)}px; font-weight: 600; color: {t.text_2}; background: {t.surface_2};
  border: none; border-bottom: 1px solid {t.border}; padding: 0 {px(10)}px; min-height: {px(36)}px; }}
QHeaderView::section:hover {{ background: {t.sunken}; color: {t.text}; }}
QHeaderView::up-arrow {{ image: {image("chevron-up")}; width: {px(14)}px; height: {px(14)}px; }}
QHeaderView::down-arrow {{ image: {image("chevron-down")}; width: {px(14)}px; height: {px(14)}px; }}
QTableCornerButton::section {{ background: {t.surface_2}; border: none; }}
"""


def _menus(t: Tokens, px: Scale, image: Callable[[str], str]) -> str:
    return f"""
QMenu {{ font-size: {px(14)}px; color: {t.text}; background: {t.surface}; border: 1px solid {t.border_strong};
  padding: {px(4)}px; }}
QMenu::item {{ padding: {px(7)}px {px(18)}px {px(7)}px {px(30)}px; border-radius: {px(4)}px; }}
QMenu::item:selected {{ background: {t.primary_tint}; color: {t.on_tint}; }}
QMenu::item:disabled {{ color: {t.text_disabled}; }}
QMenu::icon {{ padding-left: {px(8)}px; }}
QMenu::indicator {{ width: {px(16)}px; height: {px(16)}px; left: {px(6)}px; }}
QMenu::indicator:checked {{ image: {image("tick")}; }}
QMenu::right-arrow {{ image: {image("chevron-right")}; width: {px(14)}px; height: {px(14)}px; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: {px(4)}px {px(8)}px; }}
"""


def _scrollbars(t: Tokens, px: Scale) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {t.border_strong}; border-radius: {px(3)}px; margin: {px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::handle:hover {{ background: {t.text_3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
"""


def _frames(t: Tokens, px: Scale) -> str:
    return f"""
QFrame[frame="card"] {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: {px(8)}px; }}
QFrame[frame="card"][selected="true"] {{ border: 2px solid {t.primary}; }}
QFrame[frame="card"][strong="true"] {{ border: 1px solid {t.border_strong}; }}
QFrame[frame="line"] {{ background: {t.border}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[frame="vline"] {{ background: {t.border}; border: none; min-width: 1px; max-width: 1px; }}
QFrame[frame="header"] {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.border}; }}
QFrame[frame="tabs"] {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.border}; }}
QFrame[frame="drawer"] {{ background: {t.surface}; border: none; border-left: 1px solid {t.border_strong}; }}
QFrame[frame="rail"] {{ background: {t.rail}; border: none; }}
QFrame[frame="marker"] {{ background: {t.focus_on_dark}; border: none; border-radius: {px(2)}px; }}
QFrame[frame="quote"] {{ background: transparent; border: none; border-left: {px(3)}px solid {t.primary};
  padding-left: {px(10)}px; }}
QFrame[frame="banner"] {{ border-radius: {px(8)}px; border: 1px solid {t.border}; background: {t.surface_2}; }}
QFrame[frame="banner"][tone="warn"] {{ background: {t.warn_bg}; border-color: {t.warn}; }}
QFrame[frame="banner"][tone="danger"] {{ background: {t.danger_bg}; border-color: {t.danger}; }}
QFrame[frame="banner"][tone="ok"] {{ background: {t.ok_bg}; border-color: {t.ok}; }}
QFrame[frame="banner"][tone="info"] {{ background: {t.primary_tint}; border-color: {t.primary_tint_2}; }}
QFrame[frame="toast"] {{ background: {t.toast}; border: 1px solid {t.toast}; border-radius: {px(8)}px; }}
QFrame[frame="sunken"] {{ background: {t.sunken}; border: none; }}
QWidget[role="lock"] {{ background: {t.rail}; }}
QLabel[role="toast"] {{ font-size: {px(14)}px; color: {t.toast_text}; }}
QLabel[role="onrail"] {{ font-size: {px(13)}px; color: {t.rail_text}; }}
"""


def _calendar(t: Tokens, px: Scale, image: Callable[[str], str]) -> str:
    return f"""
QCalendarWidget QWidget {{ alternate-background-color: {t.surface_2}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.surface_2}; }}
QCalendarWidget QToolButton {{ color: {t.text}; font-size: {px(14)}px; font-weight: 600; min-height: {px(28)}px; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{ qproperty-icon: {image("chevron-left")}; }}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{ qproperty-icon: {image("chevron-right")}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QTableView::item {{ padding: 0; border: none; }}
QCalendarWidget QTableView::item:selected {{ background: {t.primary}; color: {t.on_primary}; }}
QCalendarWidget QAbstractItemView {{ font-size: {px(13)}px; selection-background-color: {t.primary};
  selection-color: {t.on_primary}; }}
QCalendarWidget QSpinBox {{ min-height: {px(26)}px; max-height: {px(26)}px; }}
"""
