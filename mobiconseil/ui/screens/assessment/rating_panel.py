"""The centre of the tab: the items of one domain, one key per answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.grid import GridDomain
from mobiconseil.domain.vehicle_check import VEHICLE_ITEM, vehicle_disagrees, vehicle_level
from mobiconseil.ui.navigation import Tab
from mobiconseil.ui.screens.assessment.board import Board, ItemView
from mobiconseil.ui.screens.assessment.item_row import CommentBox, ItemRow
from mobiconseil.ui.screens.assessment.key_hints import Hint, KeyHints
from mobiconseil.ui.screens.assessment.page_card import PageCard
from mobiconseil.ui.screens.assessment.view_model import AssessmentViewModel, Page
from mobiconseil.ui.widgets.buttons import Button, Height, IconButton, Kind, LinkButton
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.labels import Line
from mobiconseil.ui.widgets.layouts import Row, ScrollPage
from mobiconseil.ui.widgets.notices import Banner, EmptyState
from mobiconseil.ui.widgets.rating_row import RatingLegend
from mobiconseil.ui.width_class import WidthClass


class RatingPanel(PageCard):
    """Rows are kept while the domain stays; only what they show changes."""

    def __init__(self, vm: AssessmentViewModel) -> None:
        super().__init__(vm, vm.tr("Diagnostic"))
        self.rows: dict[str, ItemRow] = {}
        self.comment: CommentBox | None = None
        self.doubt: Banner | None = None
        self._doubt: QWidget | None = None
        self._shown: tuple[object, ...] = ()
        self._legend: RatingLegend | None = None
        self._build_head()
        self.page = ScrollPage(margins=0, gap=0)
        self.outer.addWidget(self.page, 1)
        self._build_foot()
        self._foot_line = Line()
        self.outer.addWidget(self._foot_line)
        self.outer.addWidget(self._foot)

    def _build_head(self) -> None:
        self.form = SegmentedChoice(
            [(form.value, form.label) for form in (AssessmentForm.SHORT, AssessmentForm.FULL)],
            self.tr("Diagnostic court ou complet (Maj F)"),
        )
        self.form.setToolTip(self.tr("Court ou complet (Maj F)\u00a0: ce qui est noté reste"))
        self.chip = Chip("", Tone.TINT)
        self._back = IconButton("chevron-left", self.tr("Item précédent"), key="↑")
        self._on = IconButton("chevron-right", self.tr("Item suivant"), key="↓")
        for widget in (self._back, self._on, self.form, self.chip):
            self.extras.addWidget(widget)
        self.form.chosen.connect(self._on_form_chosen)
        self._back.clicked.connect(self._on_back_clicked)
        self._on.clicked.connect(self._on_next_clicked)

    def _build_foot(self) -> None:
        self._foot = QWidget()
        row = Row(self._foot, margins=(16, 7, 12, 7), gap=8)
        self.previous = LinkButton("", icon="arrow-left")
        self.next = Button("", Kind.PRIMARY, icon="arrow-right", height=Height.ROW)
        self.next.icon_after = True
        self._keys = KeyHints(self._hints(), order=(0, 2, 4, 3, 1))
        row.addWidget(self.previous)
        row.addWidget(self._keys, 1)
        row.addWidget(self.next)
        self.previous.clicked.connect(self._on_previous_domain_clicked)
        self.next.clicked.connect(self._on_next_domain_clicked)

    def _hints(self) -> tuple[Hint, ...]:
        return (
            (("0", "–", "4"), self.tr("noter")),
            (("↓",), self.tr("suivant")),
            (("S",), self.tr("sans objet")),
            (("Suppr",), self.tr("effacer")),
            (("C",), self.tr("commenter")),
        )

    def set_width_class(self, width_class: WidthClass) -> None:
        """Show one item at a time in a narrow window."""
        super().set_width_class(width_class)
        narrow = width_class is WidthClass.NARROW
        self._foot.setVisible(not narrow)
        self._foot_line.setVisible(not narrow)
        self._back.setVisible(narrow)
        self._on.setVisible(narrow)
        self.form.setVisible(not narrow)
        self._shown = ()

    def draw(self, board: Board) -> None:
        """Draw the domain of the item."""
        domain = board.domain_of(self.vm.item)
        views = board.views(domain)
        hidden = board.is_hidden(domain)
        shape = (domain.code, board.assessment.id, tuple(v.code for v in views), hidden, self.width_class)
        self.set_title(f"{domain.number}. {domain.title}")
        if shape != self._shown:
            self._shown = shape
            self._rebuild(board, domain, () if hidden else views)
        for view in () if hidden else views:
            self.rows[view.code].show_view(view, read_only=board.is_finished)
        self._render_one(domain)
        self._render_doubt(board)
        self._render_head(board, domain)
        self._render_foot(board, domain)

    def _rebuild(self, board: Board, domain: GridDomain, views: tuple[ItemView, ...]) -> None:
        self.close_comment()
        self._empty()
        self.rows, self.doubt, self._doubt = {}, None, None
        if not views:
            self._hide_domain()
            return
        if self.width_class is not WidthClass.NARROW:
            self._legend = RatingLegend(board.grid.legend(domain.code, board.civility))
            self.outer.insertWidget(1, self._legend)
        for view in views:
            row = ItemRow(self.vm, view)
            row.set_narrow(self.width_class is WidthClass.NARROW)
            row.comment_wanted.connect(self.toggle_comment)
            row.refused.connect(self._on_refused)
            self.rows[view.code] = row
            self.page.body.addWidget(row)
            if view.code == VEHICLE_ITEM:
                self._add_doubt()
        self.page.body.addStretch(1)

    def _add_doubt(self) -> None:
        """Make room under the item of the vehicle, or above the one shown where there is one at a time."""
        self.doubt = Banner("", tone="info")
        self.doubt.setObjectName("vehicle_doubt")
        self.doubt.action_clicked.connect(self._on_doubt_followed)
        self._doubt = QWidget()
        Row(self._doubt, margins=(16, 4, 16, 8), gap=0).addWidget(self.doubt)
        self._doubt.hide()
        body = self.page.body
        body.insertWidget(0 if self.width_class is WidthClass.NARROW else body.count(), self._doubt)

    def _empty(self) -> None:
        body = self.page.body
        if self._legend is not None:
            self.outer.removeWidget(self._legend)
            self._legend.hide()
            self._legend.deleteLater()
            self._legend = None
        while body.count():
            taken = body.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _hide_domain(self) -> None:
        hidden = EmptyState(
            "shield-account-outline",
            self.tr("Masqué en écran partagé"),
            self.tr("Les notes de ce domaine restent entre vous. F8 pour les voir, ou passez au domaine suivant."),
        )
        self.page.body.addWidget(hidden, 1)

    def _render_one(self, domain: GridDomain) -> None:
        narrow = self.width_class is WidthClass.NARROW
        for code, row in self.rows.items():
            row.setVisible(not narrow or code == self.vm.item)

    def _render_doubt(self, board: Board) -> None:
        """Point out a vehicle that the file and the newest notes tell differently, beside its item."""
        if self._doubt is None or self.doubt is None:
            return
        vehicle = self.vm.file.beneficiary.vehicle
        differs = self.vm.is_last() and vehicle_disagrees(vehicle, vehicle_level(board.ratings))
        if differs:
            said = self.tr("Véhicule\u00a0: «\u00a0{}\u00a0». Une des deux réponses est à revoir.")
            title, way = self.tr("La situation dit autre chose"), self.tr("Voir la situation")
            self.doubt.set_state(title, said.format(vehicle.label), tone="info", action=way)
        self._doubt.setVisible(differs)

    def _on_doubt_followed(self) -> None:
        self.vm.open_tab(Tab.SITUATION, focus="vehicle")

    def _render_head(self, board: Board, domain: GridDomain) -> None:
        line = next(line for line in board.lines() if line.code == domain.code)
        if self.width_class is WidthClass.NARROW:
            text = f"{line.answered}/{line.total}"
        else:
            text = self.tr("{done} items sur {total}") if line.answered > 1 else self.tr("{done} item sur {total}")
            text = text.format(done=line.answered, total=line.total)
        tone, icon = (Tone.OK, "check") if line.total and line.answered >= line.total else (Tone.TINT, "")
        self.chip.set_state(text, tone, icon)
        self.form.set_current(board.form.value)
        self.form.setEnabled(not board.is_finished)

    def _render_foot(self, board: Board, domain: GridDomain) -> None:
        domains = board.grid.domains
        rank = domains.index(domain)
        self.previous.setVisible(rank > 0)
        last = rank + 1 == len(domains)
        following = self._end(board) if last else domains[rank + 1].title
        for button, text in ((self.previous, domains[rank - 1].axis if rank else ""), (self.next, following)):
            if button.text() != text:
                button.setText(text)
                button.restyle()

    def _end(self, board: Board) -> str:
        return self.tr("Ce que l’on retient") if board.is_finished else self.tr("Terminer")

    def take_focus(self) -> None:
        """Put the focus on the item, and show it whole."""
        row = self.rows.get(self.vm.item)
        if row is None:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, self._show_whole)

    def _show_whole(self) -> None:
        row = self.rows.get(self.vm.item)
        if row is None:
            return
        if row.height() > self.page.viewport().height():
            self.page.verticalScrollBar().setValue(row.y())
        else:
            self.page.ensureWidgetVisible(row, 0, 4)

    def toggle_comment(self, item: str) -> None:
        """Open the comment of an item, or close it."""
        if self.vm.board is None or self.vm.board.is_finished:
            self._on_refused()
            return
        again = self.comment is not None and self.comment.item == item
        self.close_comment()
        if again:
            return
        row = self.rows[item]
        self.comment = CommentBox(self.vm, item)
        self.comment.closed.connect(self._on_comment_closed)
        self.page.body.insertWidget(self.page.body.indexOf(row) + 1, self.comment)
        self.comment.take_focus()
        QTimer.singleShot(0, self, self._show_comment)

    def close_comment(self) -> None:
        """Close the comment and write it."""
        if self.comment is None:
            return
        closed, self.comment = self.comment, None
        self.page.body.removeWidget(closed)
        closed.hide()
        closed.deleteLater()
        self.vm.comments.flush()

    def _show_comment(self) -> None:
        if self.comment is not None:
            self.page.body.activate()
            self.page.ensureWidgetVisible(self.comment, 0, 4)

    def _on_comment_closed(self) -> None:
        item = self.comment.item if self.comment is not None else self.vm.item
        self.close_comment()
        row = self.rows.get(item)
        if row is not None:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_form_chosen(self, code: str) -> None:
        self.vm.set_form(AssessmentForm(code))

    def _on_back_clicked(self) -> None:
        self.vm.step(-1)

    def _on_next_clicked(self) -> None:
        self.vm.step(1)

    def _on_previous_domain_clicked(self) -> None:
        self.vm.go_domain(-1)

    def _on_next_domain_clicked(self) -> None:
        board = self.vm.board
        if board is None:
            return
        if board.domain_of(self.vm.item) is board.grid.domains[-1]:
            self.vm.go(Page.SUMMARY if board.is_finished else Page.FINISH)
        else:
            self.vm.go_domain(1)

    def _on_refused(self) -> None:
        self.vm.say_finished()
