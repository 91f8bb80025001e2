"""The unlocked window: rail, header, screens, toasts, keyboard. It is destroyed at each lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from mobiconseil.domain import typography
from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.ports import Change, ListFilter
from mobiconseil.ui import drafts, shortcuts
from mobiconseil.ui.context import Context
from mobiconseil.ui.exercise.desk import ExerciseDesk
from mobiconseil.ui.left_behind import LeftBehind
from mobiconseil.ui.messages import Message
from mobiconseil.ui.navigation import NEW_FILE, Route, Section
from mobiconseil.ui.overlays import Overlays
from mobiconseil.ui.panes import Panes
from mobiconseil.ui.registry import make_new_file, make_section
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.file.view import FileScreen
from mobiconseil.ui.sections import SECTIONS
from mobiconseil.ui.undoable import play
from mobiconseil.ui.widgets.buttons import Kind
from mobiconseil.ui.widgets.demo_band import DemoBand
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.header import Header
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.pages import Pages
from mobiconseil.ui.widgets.rail import Rail
from mobiconseil.ui.widgets.reading import ReadingPage
from mobiconseil.ui.widgets.toast import ToastHost
from mobiconseil.ui.width_class import WidthWatcher


class Workbench(ReadingPage):
    """All that an adviser sees once the session is open."""

    lock_requested = Signal()
    scale_requested = Signal(int)
    """+1, -1, or 0 for 100 %."""
    arrived = Signal()
    """Another screen, or another place of the same, is in front."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sections: dict[Section, Screen] = {}
        self._new_file: Screen | None = None
        self._file: FileScreen | None = None
        self._route = Route()
        self._left_behind = LeftBehind(self)
        self.overlays = Overlays(self, context)
        self._build()
        self._bind()
        self._refresh_badge()
        self.exercise = ExerciseDesk(self, context, *self._around) if context.session.is_demo else None

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.rail = Rail(SECTIONS, initials=self._context.session.adviser.initials)
        self.header = Header(search_text=self.tr("Personne, service, action…"))
        self.stack = Pages()
        self._panes = Panes(self)
        right = Column(gap=0)
        if self._context.session.is_demo:
            right.addWidget(DemoBand())
        right.addWidget(self.header)
        right.addWidget(self.stack.holder, 1)
        row = Row(self, gap=0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self._around = row, right
        self.toasts = ToastHost(self.stack)
        self._ring = FocusRing(self)
        self._widths = WidthWatcher(self)
        self.header.set_width_class(self._widths.current)

    def _bind(self) -> None:
        context = self._context
        self.rail.chosen.connect(self._on_section_chosen)
        self.rail.lock_requested.connect(self.lock_requested)
        self.header.back_requested.connect(self._on_back)
        self.header.search_requested.connect(self.open_palette)
        self.header.shared_toggled.connect(context.shared.set_on)
        self.header.main_clicked.connect(self._on_main_clicked)
        self.header.retry_requested.connect(self.flush)
        self._widths.changed.connect(self.header.set_width_class)
        context.shared.toggled.connect(self.header.set_shared)
        context.messages.posted.connect(self._on_message_posted)
        context.messages.saved.connect(self._on_saved)
        context.messages.not_saved.connect(self._on_not_saved)
        context.navigator.requested.connect(self.go)
        context.navigator.back_requested.connect(self._on_back)
        context.navigator.new_file_requested.connect(self.open_new_file)
        context.navigator.lock_requested.connect(self.lock_requested)
        context.hub.changed.connect(self._on_change_published)
        self._bind_keys()

    def _bind_keys(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "new_file": self._on_new_file,
            "print": self._on_print,
            "find": self._on_find,
            "undo": self.undo,
            "redo": self.redo,
            "add": self._on_add,
            "lock": self.lock_requested.emit,
            "larger": partial(self.scale_requested.emit, 1),
            "smaller": partial(self.scale_requested.emit, -1),
            "normal": partial(self.scale_requested.emit, 0),
            "saved": self._on_save_asked,
            "help": self.open_help,
            "panel": self._on_panel,
            "next_pane": self._panes.next,
            "previous_pane": self._panes.previous,
            "shared": self._on_shared_asked,
            "drop_in": partial(self.go, Route(section=Section.DROP_IN)),
            "full_screen": self._on_full_screen,
            "next_tab": self._on_next_tab,
            "previous_tab": self._on_previous_tab,
        }
        shortcuts.bind(self, commands)
        self._undo_keys = shortcuts.UndoKeys(self)
        for entry in SECTIONS:
            shortcuts.bind_section(self, entry.keys, Section(entry.code), self.go)

    # ------------------------------------------------------------------ places

    @property
    def screen_shown(self) -> Screen | None:
        """Return the screen in front."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def go(self, route: Route) -> None:
        """Show a place; what is typed is saved first, and a failed saving keeps the adviser there."""
        if route.part == NEW_FILE:
            self.open_new_file()
            return
        if not self.flush():
            return
        self.overlays.drop()
        try:
            screen = self._file_screen(route.subject) if route.subject else self._section_screen(route.section)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._show(screen, route.section)
        self._route = route
        if route.subject is not None:
            self._context.navigator.last_person = route.subject
        screen.enter(route)
        self._refresh_heading()
        if route.focus:
            self._focus_on(screen, route.focus)
        self._keep_focus(screen)

    def place(self) -> Route:
        """Return where the adviser stands, down to the focused field."""
        shown = self.screen_shown
        route = self._route if shown is None else shown.place()
        focused = self.window().focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        return route._replace(focus=name or route.focus)

    def open_new_file(self, typed: str = "") -> None:
        """Open the quick creation of a file, with a name already typed or not."""
        if not self.flush():
            return
        self.overlays.drop()
        if self._new_file is not None:
            self._forget(self._new_file)
        self._new_file = make_new_file(self._context, typed)
        self._adopt(self._new_file)
        self._show(self._new_file, Section.PEOPLE)
        self._new_file.enter(Route(section=Section.PEOPLE))
        self._refresh_heading()

    def open_palette(self) -> None:
        """Open the quick search over the page."""
        self.overlays.toggle_palette()

    def open_help(self) -> None:
        """Open the help of the screen in front."""
        self.overlays.toggle_help()

    def screen_subject(self) -> RecordId | None:
        """Return the person whose file is in front, if one is."""
        shown = self.screen_shown
        return shown.subject if isinstance(shown, FileScreen) else None

    def flush(self) -> bool:
        """Save what is typed in the screen in front; return False if something could not be saved."""
        shown = self.screen_shown
        return shown is None or shown.save()

    def drop_hidden(self) -> None:
        """Before everything is dressed again: what nobody sees of a file will be made when it is looked at."""
        if self._file is not None:
            self._file.drop_hidden()

    def draft(self) -> drafts.Draft | None:
        """Return what is typed in the screen in front and could not be stored, or None when all is."""
        shown = self.screen_shown
        texts = shown.unsaved() if shown is not None else {}
        return drafts.Draft(self.place(), texts) if texts else None

    def resume(self, draft: drafts.Draft) -> None:
        """Go back to where a draft was being typed, and type it again."""
        self.go(draft.route)
        if self.screen_shown is not None:
            self.screen_shown.put_back(draft.texts)
            self._focus_on(self.screen_shown, draft.route.focus)

    def _section_screen(self, section: Section) -> Screen:
        if section not in self._sections:
            self._sections[section] = make_section(section, self._context)
            self._adopt(self._sections[section])
        return self._sections[section]

    def _file_screen(self, subject: RecordId) -> Screen:
        if self._file is None or self._file.subject != subject:
            former, self._file = self._file, FileScreen(self._context, subject)
            self._adopt(self._file)
            if former is not None:
                self._forget(former)
        return self._file

    def _adopt(self, screen: Screen) -> None:
        screen.heading_changed.connect(self._refresh_heading)
        self.stack.addWidget(screen)

    def _forget(self, screen: Screen) -> None:
        drafts.offer(self._context.messages, screen.place(), screen.unsaved(), self.resume)
        # Still in the stack until it dies: taken out now, it would bring up another page for nothing.
        self._left_behind.add(screen)

    def _show(self, screen: Screen, section: Section) -> None:
        if self.screen_shown is not None and self.screen_shown is not screen:
            self.screen_shown.leave()
        self.stack.setCurrentWidget(screen)
        self.rail.set_current(Section.HOME if section is Section.DROP_IN else section)
        if self._new_file is not None and screen is not self._new_file:
            self._forget(self._new_file)
            self._new_file = None

    def _focus_on(self, screen: Screen, name: str) -> None:
        found = screen.findChild(QWidget, name)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_focus(self, screen: Screen) -> None:
        """Give the keyboard to the screen when nothing in it has it, so that no key falls beside what is looked at."""
        # Just after unlocking nothing is visible yet: the window knows which widget will have the focus.
        focused = self.window().focusWidget()
        if focused is None or not self.rail.isAncestorOf(focused) or isinstance(screen, FileScreen):
            screen.take_focus()

    # ------------------------------------------------------------------ header

    def _refresh_heading(self) -> None:
        shown = self.screen_shown
        heading = shown.heading() if shown is not None else Heading(title="")
        self.header.set_title(heading.title, heading.subtitle)
        self.header.set_back(heading.back)
        kind = Kind.PRIMARY if heading.action_filled else Kind.SECONDARY
        self.arrived.emit()
        self.header.set_main(heading.action, icon=heading.action_icon, key=heading.action_key, kind=kind)

    def _on_main_clicked(self) -> None:
        if self.screen_shown is not None:
            self.screen_shown.on_action()

    def _on_saved(self, moment: datetime) -> None:
        self.header.set_saved(
            self.tr("Enregistré à {}").format(typography.hour(self._context.session.clock.local(moment).time()))
        )

    def _on_not_saved(self, sentence: str) -> None:
        self.header.set_saved(self.tr("Non enregistré"), problem=True, retry=self.tr("Réessayer"))
        self.toasts.show_message(sentence, problem=True)

    def _on_message_posted(self, message: Message) -> None:
        self.toasts.show_message(message.text, action=message.action, on_action=message.run, problem=message.is_error)

    def _on_change_published(self, change: Change) -> None:
        self._leave_erased(change)
        self._on_saved(self._context.session.clock.now())
        self._refresh_badge()

    def _leave_erased(self, change: Change) -> None:
        """Destroy the file of somebody who was just erased, before its screens read it again."""
        file, overviews = self._file, self._context.session.overviews
        if file is None or file.subject not in change.subjects or overviews.person(file.subject) is not None:
            return
        self._file = None
        if self._context.navigator.last_person == file.subject:
            self._context.navigator.last_person = None
        if self.screen_shown is file:
            self._show(self._section_screen(Section.PEOPLE), Section.PEOPLE)
            self._route = Route(section=Section.PEOPLE)
            self._refresh_heading()
        self.stack.removeWidget(file)
        delete(file)

    def _refresh_badge(self) -> None:
        session = self._context.session
        due = ListFilter(chip="a_relancer", adviser=session.adviser.id.hex())
        self.rail.set_badge(Section.FOLLOW_UP, session.overviews.count(due, session.clock.today()))

    # ------------------------------------------------------------------ commands

    def undo(self) -> None:
        """Undo the last change of the session; a text being typed undoes its own letters first."""
        if self.flush():
            play(self._context, self.redo, back=True)

    def redo(self) -> None:
        """Do again what was undone."""
        if self.flush():
            play(self._context, self.redo, back=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail when the window is narrow for the size of its text."""
        super().resizeEvent(event)
        self.rail.follow_window(event.size().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap closes what is over the page, then goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            if self.overlays.shown is not None:
                self.overlays.drop()
            elif self.toasts.toast.isVisible():
                self.toasts.dismiss()
            else:
                self._on_back()
            return
        super().keyPressEvent(event)

    def _on_back(self) -> None:
        if isinstance(self.screen_shown, FileScreen) or self.screen_shown is self._new_file:
            self.go(Route(section=Section.PEOPLE))
        elif self._route.section is Section.DROP_IN:
            self.go(Route())

    def _on_section_chosen(self, code: str) -> None:
        self.go(Route(section=Section(code)))

    def _on_new_file(self) -> None:
        self.open_new_file(self.overlays.name_typed)

    def _on_print(self) -> None:
        if not self.overlays.print_help() and self.screen_shown is not None and self.flush():
            self.screen_shown.on_print()

    def _on_find(self) -> None:
        if not self.overlays.search_help() and self.screen_shown is not None:
            self.screen_shown.on_find()

    def _on_add(self) -> None:
        if self.screen_shown is not None:
            self.screen_shown.on_add()

    def _on_panel(self) -> None:
        if self.screen_shown is not None:
            self.screen_shown.toggle_panel()

    def _on_save_asked(self) -> None:
        if self.flush():
            self._context.messages.say(self.tr("C’est déjà enregistré"))

    def _on_shared_asked(self) -> None:
        self._context.shared.set_on(not self._context.shared.is_on)

    def _on_full_screen(self) -> None:
        window = self.window()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _on_next_tab(self) -> None:
        if self.screen_shown is not None:
            self.screen_shown.step_tab(1)

    def _on_previous_tab(self) -> None:
        if self.screen_shown is not None:
            self.screen_shown.step_tab(-1)
