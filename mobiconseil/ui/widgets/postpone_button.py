"""« Reporter »: two days, a week, or a date typed in place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu

from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.date_field import DateField
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.refill import CodeButton

DELAYS = (2, 7)


class PostponeButton(CodeButton):
    """Opens a menu; says the code of the row and the days or the date chosen."""

    postponed_by = Signal(str, int)
    postponed_to = Signal(str, object)

    def __init__(
        self,
        code: str,
        parse: Callable[[str], date | None],
        show: Callable[[date], str],
        today: Callable[[], date],
        *,
        name: str = "",
    ) -> None:
        super().__init__(self.tr("Reporter"), code, icon="chevron-down", name=name)
        self.icon_after = True
        self._ways = (parse, show, today)
        self.menu_shown = QMenu(self)
        self._delays: dict[QAction, int] = {}
        for days in DELAYS:
            action = self.menu_shown.addAction(self.tr("+{days} jours").format(days=days))
            self._delays[action] = days
        self._date = self.menu_shown.addAction(self.tr("À une date"))
        self.menu_shown.triggered.connect(self._on_menu_triggered)
        self.clicked.connect(self._on_opened)

    def _on_opened(self) -> None:
        self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _on_menu_triggered(self, action: QAction) -> None:
        if action is not self._date:
            self.postponed_by.emit(self.code, self._delays[action])
            return
        self.popup = _DatePopup(self, *self._ways)
        self.popup.picked.connect(self._on_picked)
        self.popup.open_at(self.mapToGlobal(QPoint(0, self.height())))

    def _on_picked(self, day: date) -> None:
        self.postponed_to.emit(self.code, day)


class _DatePopup(QFrame):
    """A date to type, « lundi » or « +10 »; Entrée takes it."""

    picked = Signal(object)

    def __init__(
        self,
        button: CodeButton,
        parse: Callable[[str], date | None],
        show: Callable[[date], str],
        today: Callable[[], date],
    ) -> None:
        super().__init__(button, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("frame", "card")
        self.field = DateField(parse, show, today, name=self.tr("Reporter au"))
        column = Column(self, margins=12, gap=6)
        column.addWidget(Label(self.tr("Reporter au"), Role.LABEL))
        column.addWidget(self.field)
        self.hint = Label(self.tr("Exemples\u00a0: lundi, +10, 2/12. Entrée pour choisir."), Role.HELP)
        column.addWidget(self.hint)
        self.field.date_changed.connect(self._on_date_changed)
        self.field.invalid.connect(self._on_refused)

    def open_at(self, corner: QPoint) -> None:
        """Open under the button, ready for typing."""
        self.setMinimumWidth(look().px(260))
        self.move(corner)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the date with Entrée, give up with Échap."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            day = self.field.value()
            if day is not None:
                self.picked.emit(day)
                self.close()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_date_changed(self, _day: object) -> None:
        self.hint.set_role(Role.HELP)

    def _on_refused(self, _typed: str) -> None:
        self.field.set_error(True)
        self.hint.set_role(Role.ERROR)
