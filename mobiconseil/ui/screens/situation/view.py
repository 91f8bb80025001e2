"""The Situation tab: an index at the left, the groups of the form one under the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.drafts import misread
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.merge.view import MergePanel
from mobiconseil.ui.screens.situation.group import Group, takes_keyboard
from mobiconseil.ui.screens.situation.parts import PARTS, SituationPart
from mobiconseil.ui.screens.situation.side import SituationSide
from mobiconseil.ui.screens.situation.trips import TripsGroup
from mobiconseil.ui.screens.situation.view_model import SituationModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.layouts import Row, ScrollPage

NARROW_UNDER = 880
"""Effective width under which the index becomes a list above the form."""


class SituationScreen(Screen):
    """The long form of a file, saved as it is typed; nothing is more than one click away."""

    help_page = "situation"

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self.subject = subject
        self._context = context
        self._model = SituationModel(context, subject, self)
        self._groups: dict[str, Group] = {}
        self._wanted: Route | None = None
        self._merge: MergePanel | None = None
        self._narrow = False
        self._waiting = QTimer(self)
        self._waiting.setInterval(0)
        self._build()
        self._bind()
        self._render()

    def heading(self) -> Heading:
        """Leave the name of the person to the frame of the file."""
        return Heading(title="", back=True)

    def enter(self, route: Route) -> None:
        """Show a part, or give the focus back to a field."""
        codes = [part.code for part in PARTS]
        if route.focus:
            self._make_until(codes[-1])
            field = self.findChild(QWidget, route.focus)
            if field is not None:
                self._settle()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self._page.ensureWidgetVisible(field)
                return
        if route.part in codes:
            self.go(route.part)

    def unsaved(self) -> Mapping[str, str]:
        """Return what was not understood."""
        return misread(self)

    def put_back(self, texts: Mapping[str, str]) -> None:
        """Make every group first: their fields come one after the other."""
        self._make_until(PARTS[-1].code)
        super().put_back(texts)

    def place(self) -> Route:
        """Return the part and the field with the focus."""
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        part = self._side.current()
        return Route(section=Section.PEOPLE, subject=self.subject, tab=Tab.SITUATION, part=part, focus=name)

    def flush(self) -> bool:
        """Save what is typed, even in a field that was not left."""
        for group in self._groups.values():
            group.commit()
        return self._model.flush()

    def on_add(self) -> None:
        """Ctrl+E: add a trip."""
        self.go("trips")
        group = self._groups["trips"]
        if isinstance(group, TripsGroup):
            group.add()
            self._settle()
            self._page.ensureWidgetVisible(group)
            self._side.set_current("trips")

    def go(self, code: str, *, focus: bool = True) -> None:
        """Scroll to a part and put the focus in its first field."""
        self._make_until(code)
        self._settle()
        group = self._groups[code]
        first = group.first()
        if focus and first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        self._page.verticalScrollBar().setValue(group.y() - look().px(16))
        self._side.set_current(code)

    def event(self, event: QEvent) -> bool:
        """Keep F6 for the groups of the form, until the last one."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._next_part(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next group with F6, to the previous one with Maj F6."""
        code = self._next_part(event)
        if code:
            self.go(code)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on building the form once it shows."""
        super().showEvent(event)
        if len(self._groups) < len(PARTS):
            self._waiting.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the index above the form when there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._side = SituationSide(self.tr("Parties de la situation"))
        self._page = ScrollPage(margins=(0, 16, 16, 24), gap=12)
        self._form = QWidget()
        self._row = Row(self._form, gap=0)
        self._row.addWidget(self._side)
        self._row.addWidget(self._page, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._form)
        Row(self, gap=0).addWidget(self._stack)
        self._page.body.addStretch(1)
        self._make_until(PARTS[0].code)

    def _bind(self) -> None:
        self._side.chosen.connect(self.go)
        self._side.merge_asked.connect(self._on_merge_asked)
        self._side.trash_asked.connect(self._on_trash_asked)
        self._model.changed.connect(self._render)
        self._context.shared.toggled.connect(self._on_shared_toggled)
        self._waiting.timeout.connect(self._on_waiting_timeout)
        self._page.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        look().changed.connect(self._fit)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _render(self) -> None:
        conflicts = self._model.conflicts()
        for group in self._groups.values():
            group.refresh()
            group.mark(conflicts)
        self._side.set_missing(self._model.missing())

    def _fit(self) -> None:
        narrow = self.width() / look().scale < NARROW_UNDER
        self._narrow = narrow
        self._side.set_narrow(narrow)
        direction = Row.Direction.TopToBottom if narrow else Row.Direction.LeftToRight
        self._row.setDirection(direction)
        self._page.body.set_space((16, 12, 16, 24) if narrow else (0, 16, 16, 24), 12)
        for group in self._groups.values():
            group.set_single(narrow)

    def _make_until(self, code: str) -> None:
        for part in PARTS:
            if part.code not in self._groups:
                self._make(part)
            if part.code == code:
                return

    def _make(self, part: SituationPart) -> None:
        group = part.make(part.text, self._model)
        group.set_shared(self._context.shared.is_on)
        group.set_single(self._narrow)
        group.mark(self._model.conflicts())
        self._groups[part.code] = group
        self._page.body.insertWidget(self._page.body.count() - 1, group)
        group.show()

    def _settle(self) -> None:
        """Give the form its new height now, so that a part can be scrolled to."""
        self._page.settle()

    def _next_part(self, event: QKeyEvent) -> str:
        focused = QApplication.focusWidget()
        if event.key() != Qt.Key.Key_F6 or focused is None:
            return ""
        codes = [part.code for part in PARTS]
        inside = next((code for code, group in self._groups.items() if group.isAncestorOf(focused)), "")
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        rank = codes.index(inside) + (-1 if back else 1) if inside else -1
        return codes[rank] if 0 <= rank < len(codes) else ""

    def _on_waiting_timeout(self) -> None:
        missing = next((part for part in PARTS if part.code not in self._groups), None)
        if missing is None:
            self._waiting.stop()
        else:
            self._make(missing)
            self._settle()  # or the parts already seen would be squeezed until the next layout

    def _on_scrolled(self, value: int) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._side.isAncestorOf(focused):
            return
        seen = [code for code, group in self._groups.items() if group.y() <= value + look().px(60)]
        if seen:
            self._side.set_current(seen[-1])

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        for code, group in self._groups.items():
            if group.isAncestorOf(new) and takes_keyboard(new, group):
                self._page.ensureWidgetVisible(new, 0, look().px(40))
                self._side.set_current(code)

    def _on_shared_toggled(self, on: bool) -> None:
        for group in self._groups.values():
            group.set_shared(on)

    def _on_merge_asked(self) -> None:
        self.flush()
        self._merge = MergePanel(self._context, self.subject)
        self._merge.closed.connect(self._on_merge_closed)
        self._stack.addWidget(self._merge)
        self._stack.setCurrentWidget(self._merge)
        self._merge.start()

    def _on_merge_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        if self._merge is not None:
            self._stack.removeWidget(self._merge)
            self._merge.deleteLater()
            self._merge = None
        self._side.focus_current()

    def _on_trash_asked(self) -> None:
        if self._model.trash():
            self._context.navigator.go(Route(section=Section.PEOPLE))
