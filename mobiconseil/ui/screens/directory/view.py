"""The directory: where from, how far, what; the list at the left, the map or a sheet at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.directory.map_data import map_data
from mobiconseil.ui.screens.directory.map_key import MapKey
from mobiconseil.ui.screens.directory.map_maker import FirstMap, make_map
from mobiconseil.ui.screens.directory.more_menu import MoreMenu
from mobiconseil.ui.screens.directory.outputs import Outputs
from mobiconseil.ui.screens.directory.picking import PointPicker
from mobiconseil.ui.screens.directory.right_side import RightSide
from mobiconseil.ui.screens.directory.rows import ServiceRow
from mobiconseil.ui.screens.directory.search_card import RADII, SearchCard
from mobiconseil.ui.screens.directory.stage import MAP, TABLE, Stage
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.choice_fields import Completion
from mobiconseil.ui.widgets.layouts import Row
from mobiconseil.ui.width_class import WidthClass, room_class

SERVICE, AROUND, IMPORT, TO_CHECK = "service", "autour", "import", "a-reverifier"
AS_TABLE, DEPARTURES = "tableau", "departs"
LIST_WIDTH = 500


class DirectoryScreen(Screen):
    """Annuaire."""

    help_page = "annuaire"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = DirectoryViewModel(context, self)
        self._class: WidthClass | None = None
        self._right_shown = False
        self._outputs = Outputs(context, self.model, self)
        self._picker = PointPicker(self.model, self)
        self._first_map = FirstMap(context, self)
        self._build()
        self._bind()
        follow(self)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        families = tuple((family.code, family.label) for family in self._context.session.reference.services.families)
        self.card = SearchCard(self.model.table, self.model.starts.propose, families)
        self.stage = Stage(self.model.table, partial(make_map, self._context))
        self.right = RightSide(self._context, self.model, self.stage, self._outputs)
        row = Row(self, margins=(16, 14, 16, 14), gap=14)
        row.addWidget(self.card)
        row.addWidget(self.right, 1)
        self.menu = MoreMenu(self.model, self._picker, self._outputs, self)
        self.stage.set_menu(self.menu, MapKey(self.model, self))

    def _bind(self) -> None:
        model, card, stage = self.model, self.card, self.stage
        model.found.connect(self._render)
        model.picked.connect(self._render_picked)
        card.start.chosen.connect(self._on_start_chosen)
        card.start.editingFinished.connect(self._on_start_left)
        card.start.clear_button.clicked.connect(model.start_again)
        card.radius.chosen.connect(self._on_radius_chosen)
        card.family_toggled.connect(model.toggle_family)
        card.words.textEdited.connect(model.type_text)
        card.words.down_pressed.connect(self._on_down_pressed)
        card.fresh.clicked.connect(model.set_fresh_only)
        card.audience.chosen.connect(model.set_public)
        card.opening.chosen.connect(model.set_opening)
        card.empty.action_clicked.connect(self._on_way_out_asked)
        card.widen.clicked.connect(self._on_widen_asked)
        card.map_button.clicked.connect(self.toggle_panel)
        for table in (card.list, stage.table):
            table.row_chosen.connect(model.select_row)
            table.row_opened.connect(self._on_row_opened)
            table.keep_asked.connect(model.keep)
            table.typed.connect(self._on_letter_typed)
            table.up_left.connect(self.on_find)
            table.end_reached.connect(model.read_all)
        self.right.closed.connect(self.close_page)
        stage.service_picked.connect(self._on_service_picked)
        stage.map_ready.connect(self._feed_map)
        self._first_map.ready.connect(self._show_stage)
        stage.mode_chosen.connect(self._on_mode_chosen)
        stage.list_button.clicked.connect(self.toggle_panel)
        stage.strip.sheet_asked.connect(self._on_sheet_asked)
        stage.strip.keep_asked.connect(model.keep)
        stage.point_picked.connect(self._picker.take)
        stage.picking_given_up.connect(self._picker.give_up)
        self._picker.changed.connect(self._render_picking)
        stage.print_asked.connect(self.on_print)
        stage.import_asked.connect(self.open_import)
        stage.departures_asked.connect(self.open_departures)

    # ------------------------------------------------------------------ what the window asks

    def heading(self) -> Heading:
        """Say how many services there are, and how many wait to be checked."""
        return Heading(
            title=self.tr("Annuaire"),
            subtitle=self.model.subtitle,
            action=self.tr("Nouvelle fiche"),
            action_icon="plus",
            action_filled=False,
        )

    def on_action(self) -> None:
        """Add a sheet written by the team."""
        try:
            service = self._context.session.directory.add(name=self.tr("Nouveau service"))
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self.open_sheet(service.id)
        if self.right.sheet is not None:
            self.right.sheet.focus_name()

    def enter(self, route: Route) -> None:
        """Be shown, on the sheet, the list or the import that the route names."""
        kind, _, code = route.part.partition("/")
        if kind == AROUND and code:
            self.model.look_around(code)
        self.model.set_shown(True)
        if kind == SERVICE and code:
            self.open_sheet(RecordId(bytes.fromhex(code)))
        elif kind == IMPORT:
            self.open_import()
        elif kind == DEPARTURES:
            self.open_departures()
        elif kind == TO_CHECK:
            self.model.set_to_check(True)
        elif kind == AS_TABLE:
            self.stage.show_mode(TABLE)
        if kind != SERVICE and self.right.is_stage:
            self.card.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> Route:
        """Return the sheet being read, if one is."""
        service = self.right.service_read
        return Route(section=Section.DIRECTORY, part="" if service is None else f"{SERVICE}/{service.hex()}")

    def flush(self) -> bool:
        """Save what is typed in the sheet."""
        return self.right.flush()

    def on_find(self) -> None:
        """Put the focus in the words."""
        if self._class is WidthClass.NARROW and self._right_shown:
            self.toggle_panel()
        self.card.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.card.words.selectAll()

    def on_add(self) -> None:
        """Add a sheet."""
        self.on_action()

    def on_print(self) -> None:
        """Print the services found, or the departures in front."""
        self.right.print_out()

    def toggle_panel(self) -> None:
        """In a narrow window, pass from the list to the map and back."""
        if self._class is WidthClass.NARROW:
            self._show_right(not self._right_shown)
            self._show_stage()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the directory again if something changed, then show the map."""
        super().showEvent(event)
        self._arrange()
        self.model.set_shown(True)
        self._first_map.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self.model.set_shown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Take the widths in force."""
        self._class = None
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Échap closes the sheet, then comes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._picker.waiting:
            self._picker.give_up()
            return
        if event.key() == Qt.Key.Key_Escape and not self.right.is_stage:
            self.close_page()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------ in place of the map

    def open_sheet(self, service: RecordId | None) -> None:
        """Show the sheet of a service in place of the map."""
        if service is not None:
            self.right.show_sheet(service)
            self._go_right()

    def open_import(self) -> None:
        """Show the import assistant in place of the map."""
        self.right.show_import()
        self._go_right()

    def open_departures(self) -> None:
        """Show the stops and the departures in place of the map."""
        self.right.show_departures()
        self._go_right()

    def _go_right(self) -> None:
        self._show_right(True)
        self.right.focus_page()

    def close_page(self) -> None:
        """Come back to the map and to the list."""
        if not self.flush():
            return
        self.right.show_stage()
        self._show_right(False)
        self.stage.show_mode(self.stage.mode)
        self.card.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ showing

    def _arrange(self) -> None:
        found = room_class(self.window())
        if found is self._class:
            return
        self._class = found
        narrow = found is WidthClass.NARROW
        self.card.setMaximumWidth(16777215 if narrow else look().px(LIST_WIDTH if found is WidthClass.WIDE else 484))
        self.card.setMinimumWidth(0 if narrow else self.card.maximumWidth())
        self.card.fold(roomy=narrow)
        self.stage.list_button.setVisible(narrow)
        self.stage.fold(found is not WidthClass.WIDE)
        self.stage.strip.set_stacked(found is WidthClass.MEDIUM)
        self.right.set_stacked(found is not WidthClass.WIDE)
        self._show_right(self._right_shown and narrow)

    def _show_right(self, on: bool) -> None:
        """In a narrow window, show what stands at the right in place of the list."""
        self._right_shown = on
        narrow = self._class is WidthClass.NARROW
        self.card.setVisible(not narrow or not on)
        self.right.setVisible(not narrow or on)

    def _show_stage(self) -> None:
        if self.isVisible() and self.right.is_stage and self.stage.isVisible():
            self.stage.show_mode(self.stage.mode)

    def _render(self) -> None:
        model, asked = self.model, self.model.asked
        self.card.start.show_start(model.start_label, asked.start.icon)
        self.card.radius.set_current(str(asked.radius_km))
        self.card.show_families(asked.families)
        self.card.show_filters(fresh=asked.fresh_only, public=asked.public, opening=asked.opening)
        self.menu.to_check.setChecked(asked.to_check)
        self.card.estimated.setText(
            self.tr("distances estimées") if asked.start.point is not None else self.tr("sans point de départ")
        )
        if self.card.words.text() != asked.text and not self.card.words.hasFocus():
            self.card.words.setText(asked.text)
        self._render_empty()
        wider = model.wider(RADII) if model.lines and not model.near else None
        self.card.set_found(model.count_words, empty=not model.lines, wider=wider)
        self._feed_map()
        self.heading_changed.emit()

    def _render_empty(self) -> None:
        if self.model.total == 0:
            title = self.tr("L’annuaire est vide")
            sentence = self.tr("Importez un fichier de services, ou écrivez une première fiche.")
            self.card.empty.say(title, sentence, self.tr("Importer un fichier"))
        elif not self.model.lines:
            self.card.empty.say(
                self.tr("Aucun service ne correspond"),
                self.tr("Un mot, une famille ou une case cache les autres services."),
                self.tr("Effacer les filtres"),
            )

    def _render_picked(self) -> None:
        model = self.model
        row = model.row(model.selected)
        number = model.table.find(model.selected)
        self.menu.place_home.setEnabled(model.subject is not None)
        self.menu.place_service.setEnabled(row is not None)
        for table in (self.card.list, self.stage.table):
            table.take_row(number)
        self.stage.strip.show_row(row if isinstance(row, ServiceRow) else None, model.keep_label())
        self.stage.strip.show_kept(model.is_kept(model.selected))
        if self.stage.map is not None and model.selected is not None:
            self.stage.map.select(model.selected.hex())
        self.right.follow_selection()

    def _render_picking(self) -> None:
        title, text = self._picker.words() if self._picker.waiting else ("", "")
        self.stage.show_picking(title, text)

    def _feed_map(self) -> None:
        if self.stage.map is not None and self.stage.mode == MAP:
            self.stage.map.set_data(map_data(self.model))

    # ------------------------------------------------------------------ doing

    def _on_start_chosen(self, proposal: Completion) -> None:
        start = self.model.starts.proposed(proposal.code)
        if start is not None:
            self.card.start.setModified(False)
            self.model.start_from(start)
            self.card.start.setText(self.model.start_label)

    def _on_start_left(self) -> None:
        self.card.start.setModified(False)
        self.card.start.setText(self.model.start_label)

    def _on_radius_chosen(self, code: str) -> None:
        self.model.choose_radius(int(code))

    def _on_widen_asked(self) -> None:
        self.model.choose_radius(self.model.wider(RADII) or self.model.asked.radius_km)

    def _on_down_pressed(self) -> None:
        self.model.apply_text()
        self.card.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_letter_typed(self, letter: str) -> None:
        self.card.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.card.words.setText(letter)
        self.model.type_text(letter)

    def _on_row_opened(self, number: int) -> None:
        self.open_sheet(self.model.table.service_id(number))

    def _on_sheet_asked(self) -> None:
        self.open_sheet(self.model.selected)

    def _on_service_picked(self, code: str) -> None:
        self.model.select(RecordId(bytes.fromhex(code)))

    def _on_mode_chosen(self, mode: str) -> None:
        if mode == MAP:
            self._feed_map()

    def _on_way_out_asked(self) -> None:
        if self.model.total == 0:
            self.open_import()
        else:
            self.card.words.clear()
            self.model.clear()
