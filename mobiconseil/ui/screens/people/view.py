"""The list of people: type, filter, ↑ ↓, Entrée."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from mobiconseil.domain import typography
from mobiconseil.errors import MobiConseilError
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.saving import ask_path, write_file
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.people.empty import NobodyFound
from mobiconseil.ui.screens.people.filters import TEAM, ChipBar, ExportNotice, FilterBar, MoreFilters
from mobiconseil.ui.screens.people.panel import WIDTH, PersonPanel
from mobiconseil.ui.screens.people.table import PeopleTable
from mobiconseil.ui.screens.people.view_model import CHIPS, PeopleViewModel
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.drawer import Drawer
from mobiconseil.ui.widgets.labels import KeyHint, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.pages import FrontPages
from mobiconseil.ui.width_class import WidthClass, room_class


class PeopleScreen(Screen):
    """Bénéficiaires."""

    help_page = "beneficiaires"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._model = PeopleViewModel(context, self)
        self._class: WidthClass | None = None
        self._opened = False
        self._build()
        self._bind()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.bar, self.chips, self.more, self.notice = FilterBar(), ChipBar(), MoreFilters(), ExportNotice()
        self.table = PeopleTable(self._model.table)
        self.nobody = NobodyFound()
        self.panel = PersonPanel()
        self.drawer = Drawer(self, self.tr("Aperçu"), width=WIDTH + 40)
        self._middle = FrontPages()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.nobody)
        card = Card(flush=True)
        card.setProperty("role", "pane")
        card.body.addWidget(self._middle, 1)
        column = Column(self, margins=(20, 16, 20, 8), gap=12)
        for widget in (self.bar, self.chips, self.more, self.notice):
            column.addWidget(widget)
        self._beside = Row(gap=16)
        column.addLayout(self._beside, 1)  # empty: the panel leaves it for the drawer
        self._beside.addWidget(card, 1)
        self._beside.addWidget(self.panel)
        column.addWidget(self._make_foot())

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        self.lines = Label("", Role.SECONDARY)
        self._keys = QWidget()
        keys = Row(self._keys, gap=6)
        for hint, words in (("↑", ""), ("↓", self.tr("parcourir")), ("Entrée", self.tr("ouvrir"))):
            keys.addWidget(KeyHint(hint))
            if words:
                keys.addWidget(Label(words, Role.SECONDARY))
        row = Row(foot, gap=8)
        row.addWidget(self.lines)
        row.addStretch(1)
        row.addWidget(self._keys)
        return foot

    def _bind(self) -> None:
        model = self._model
        model.listed.connect(self._render)
        model.previewed.connect(self._render_preview)
        self.bar.search.textEdited.connect(model.type_text)
        self.bar.search.down_pressed.connect(self._on_down_pressed)
        self.bar.search.enter_pressed.connect(self._on_enter_pressed)
        self.bar.whose.chosen.connect(self._on_whose_chosen)
        self.bar.more.clicked.connect(self._on_more_clicked)
        self.bar.export.clicked.connect(self._on_export_clicked)
        self.bar.preview.clicked.connect(self.toggle_panel)
        self.chips.chosen.connect(model.choose_chip)
        self.more.commune_chosen.connect(model.choose_commune)
        self.more.prescriber_chosen.connect(model.choose_prescriber)
        self.more.clear_asked.connect(self._on_clear_asked)
        self.notice.confirmed.connect(self._on_export_confirmed)
        self.notice.given_up.connect(self._on_export_given_up)
        self.nobody.clear_asked.connect(self._on_clear_asked)
        self.nobody.create_asked.connect(self._on_create_asked)
        self.nobody.elsewhere_asked.connect(model.look_elsewhere)
        self._bind_table()

    def _bind_table(self) -> None:
        model = self._model
        self.table.row_chosen.connect(model.select)
        self.table.row_opened.connect(self._open)
        self.table.typed.connect(self._on_letter_typed)
        self.table.trash_asked.connect(model.trash_selected)
        self.table.sort_asked.connect(model.sort_by)
        self.table.scrolled.connect(self._render_lines)
        self.table.customContextMenuRequested.connect(self._on_menu_requested)
        self.panel.open_asked.connect(self._on_open_asked)
        self.panel.contact_asked.connect(model.note_contact)
        self.panel.appointment_asked.connect(model.plan_appointment)
        self.panel.restore_asked.connect(model.restore_selected)
        self.panel.menu_asked.connect(self._on_panel_menu_asked)

    # ------------------------------------------------------------------ what the window asks

    def heading(self) -> Heading:
        """Say how many files there are."""
        return Heading(
            title=self.tr("Bénéficiaires"),
            subtitle=self._model.subtitle,
            action=self.tr("Nouveau bénéficiaire"),
            action_icon="account-plus-outline",
            action_key="Ctrl N",
        )

    def on_action(self) -> None:
        """Open the creation of a file."""
        self._model.new_file()

    def enter(self, route: Route) -> None:
        """Take the chip that the route names; the keyboard starts in the filter, or where it was in the list."""
        if route.part in dict(CHIPS) and route.part != self._model.wanted.chip:
            self._model.choose_chip(route.part)
        target = self.table if self._opened and self._model.total else self.bar.search
        self._opened = False
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> Route:
        """Return the chip in force."""
        return Route(section=Section.PEOPLE, part=self._model.wanted.chip)

    def on_find(self) -> None:
        """Put the focus in the filter."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def on_add(self) -> None:
        """Open the creation of a file."""
        self._model.new_file()

    def toggle_panel(self) -> None:
        """Open or close the panel, when it is a drawer."""
        if self._class is not WidthClass.WIDE:
            self.drawer.toggle()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list, if something changed."""
        super().showEvent(event)
        self._arrange()
        self._model.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._model.set_shown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self._arrange()

    # ------------------------------------------------------------------ showing

    def _arrange(self) -> None:
        found = room_class(self.window())
        if found is self._class:
            return
        self._class = found
        wide = found is WidthClass.WIDE
        if wide:
            self.drawer.close_drawer()
            self._beside.addWidget(self.panel)
        else:
            self.drawer.body.addWidget(self.panel)
        self.panel.show()
        self.bar.preview.setVisible(not wide)
        narrow = found is WidthClass.NARROW
        self.bar.fold(narrow)
        self._keys.setVisible(not narrow)
        self.table.set_narrow(narrow)

    def _render(self) -> None:
        model = self._model
        self.bar.whose.set_text("mine", f"{self.tr('Mes dossiers')} {typography.number(model.mine_total)}")
        self.bar.whose.set_text("team", f"{self.tr('Équipe')} {typography.number(model.team_total)}")
        self.bar.whose.set_current("team" if model.is_team else "mine")
        self.bar.export.setVisible(not self._context.shared.is_on)
        self.chips.show_chips(model.chips(), model.wanted.chip)
        if self.bar.search.text() != model.wanted.text and not self.bar.search.hasFocus():
            self.bar.search.setText(model.wanted.text)
        if not self.more.isHidden():
            self._offer_filters()
        self._middle.setCurrentIndex(0 if model.total else 1)
        self.nobody.show_reason(model.wanted, model.elsewhere, everybody=model.team_total)
        self.table.set_team(model.is_team)
        self.table.header.show_sort(model.wanted.sort, descending=model.wanted.descending)
        self.table.take_row(model.selected)
        self._render_lines()
        self.heading_changed.emit()

    def _render_preview(self) -> None:
        self.panel.show_preview(self._model.preview)

    def _render_lines(self) -> None:
        self.lines.setText(self._model.rows_line(*self.table.visible_span()) if self._model.total else "")

    def _offer_filters(self) -> None:
        wanted = self._model.wanted
        self.more.offer(self._model.communes(), self._model.prescribers(), wanted.commune, wanted.prescriber_kind)

    # ------------------------------------------------------------------ doing

    def _open(self, number: int) -> None:
        self._opened = True
        self._model.open(number)

    def _on_open_asked(self) -> None:
        self._open(self._model.selected)

    def _on_down_pressed(self) -> None:
        self._model.apply_text()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_enter_pressed(self) -> None:
        self._model.apply_text()
        if self._model.total:
            self._open(self._model.selected)
        elif self._model.elsewhere:
            self._model.look_elsewhere()
        elif self._model.wanted.text:
            self._on_create_asked()

    def _on_letter_typed(self, letter: str) -> None:
        self.bar.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bar.search.setText(letter)
        self._model.type_text(letter)

    def _on_whose_chosen(self, code: str) -> None:
        self._model.choose_team(code == TEAM)

    def _on_more_clicked(self) -> None:
        self.more.setVisible(self.bar.more.isChecked())
        if self.bar.more.isChecked():
            self._offer_filters()
            self.more.commune.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_clear_asked(self) -> None:
        self.bar.search.clear()
        self._model.clear_filters()
        self.bar.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_create_asked(self) -> None:
        self._model.new_file(self._model.wanted.text)

    def _on_export_clicked(self) -> None:
        if self._model.total:
            self.notice.ask(typography.count(self._model.total, self.tr("personne")))

    def _on_export_given_up(self) -> None:
        self.notice.hide()
        self.bar.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_export_confirmed(self) -> None:
        self.notice.hide()
        export = self._model.export()
        path = ask_path(self, self.tr("Enregistrer la liste"), export.file_name, self.tr("Tableau CSV (*.csv)"))
        if path is None:
            return
        try:
            write_file(path, export.make(self._model.wanted))
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._model.note_exported(export, path)

    def _on_menu_requested(self, place: QPoint) -> None:
        if self.table.indexAt(place).isValid():
            self._menu().popup(self.table.viewport().mapToGlobal(place))

    def _on_panel_menu_asked(self, button: QWidget) -> None:
        self._menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        model, preview = self._model, self._model.preview
        if preview is not None and preview.trashed:
            menu.addAction(self.tr("Restaurer")).triggered.connect(model.restore_selected)
            return menu
        menu.addAction(self.tr("Ouvrir la fiche")).triggered.connect(self._on_open_asked)
        menu.addAction(self.tr("Noter un contact")).triggered.connect(model.note_contact)
        menu.addAction(self.tr("Fixer un rendez-vous")).triggered.connect(model.plan_appointment)
        menu.addSeparator()
        menu.addAction(self.tr("Mettre à la corbeille")).triggered.connect(model.trash_selected)
        return menu
