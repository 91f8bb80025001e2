"""The frame of each page of the tab: a title, or the combo of places when the window is not wide."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.typography import short_date
from mobiconseil.ui.screens.assessment.board import Board
from mobiconseil.ui.screens.assessment.view_model import ASSESSMENT, AssessmentViewModel, Page
from mobiconseil.ui.theme import follow, look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column, Row, ScrollPage
from mobiconseil.ui.width_class import WidthClass, is_tiny

FORM = "form:"
"""What begins the name of a form in the list of places."""


class PageCard(QFrame):
    """A card of the centre; subclasses fill `extras` (right of the title) and `outer`, and draw in `draw`."""

    panel_requested = Signal()

    def __init__(self, vm: AssessmentViewModel, title: str) -> None:
        super().__init__()
        self.vm = vm
        self.width_class = WidthClass.WIDE
        self.setProperty("frame", "card")
        self.setAccessibleName(title)
        self.title = Label(title, Role.SECTION)
        self.panel = Button(self.tr("Profil"), Kind.SECONDARY, icon="radar", key="F4", height=Height.ROW)
        self.panel.setAccessibleName(self.panel.text())
        self.extras = Row(gap=8)
        self.head = FoldingRow(margins=(16, 8, 16, 4), gap=8)
        self.head.addWidget(self.title, 1)
        self.head.addLayout(self.extras)
        self.head.addWidget(self.panel)
        self.outer = Column(self, margins=1, gap=0)
        self.outer.addLayout(self.head)
        self.panel.clicked.connect(self.panel_requested)
        follow(self)

    @cached_property
    def places(self) -> ChoiceField:
        """Return the list of the places to go to, made where it takes the place of the title."""
        field = ChoiceField(name=self.tr("Aller à"), compact=True)
        field.setMinimumContentsLength(18)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field.setMinimumWidth(look().px(200))
        field.chosen.connect(self._on_place_chosen)
        self.head.insertWidget(1, field, 1)
        return field

    @property
    def _has_places(self) -> bool:
        return "places" in self.__dict__

    def restyle(self) -> None:
        """Take the sizes in force."""
        if self._has_places:
            self.places.setMinimumWidth(look().px(200))

    def set_width_class(self, width_class: WidthClass) -> None:
        """Show the title, or the combo of places."""
        self.width_class = width_class
        narrow = width_class is WidthClass.NARROW
        self.head.set_space((16, 5, 16, 1) if narrow else (16, 8, 16, 4), 8)
        wide = width_class is WidthClass.WIDE
        self.title.setVisible(wide)
        if not wide or self._has_places:
            self.places.setVisible(not wide)
        self.panel.setVisible(not wide)
        self._name_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the height to the questions where the window is narrowest."""
        super().resizeEvent(event)
        self._name_panel()

    def _name_panel(self) -> None:
        tiny = is_tiny(self.window())
        self.panel.setText("" if tiny else self.tr("Profil"))
        self.panel.set_key("" if tiny else "F4")
        self.panel.setToolTip(self.tr("Profil (F4)") if tiny else "")
        self.panel.restyle()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title.setText(title)
        self.setAccessibleName(title)

    def add_page(self) -> Column:
        """Add a page that scrolls under a line, and return where its widgets go."""
        self.outer.addWidget(Line())
        page = ScrollPage(margins=(16, 12, 16, 16), gap=10)
        self.outer.addWidget(page, 1)
        return page.body

    def render_places(self, board: Board) -> None:
        """Fill the combo with the domains and the pages, where there is one."""
        if not self._has_places:
            return
        total = len(board.grid.domains)
        items = [
            (
                line.code,
                self.tr("Domaine {number} sur {total} · {title}").format(
                    number=line.number, total=total, title=line.title
                ),
            )
            for line in board.lines()
        ]
        items += [(page.value, label) for page, label in page_labels(self.vm).items()]
        if self.vm.page is Page.FINISH:
            items.append((Page.FINISH.value, self.title.text()))
        shown = ASSESSMENT + board.assessment.id.hex()
        items += [
            (code, self.tr("Diagnostic du {day}").format(day=day))
            for code, day in assessment_dates(self.vm)
            if code != shown
        ]
        if self.width_class is WidthClass.NARROW and not board.is_finished:
            items.append(self._other_form(board))
        current = board.domain_of(self.vm.item).code if self.vm.page is Page.GRID else self.vm.page.value
        self.places.set_items(items, current)

    def _other_form(self, board: Board) -> tuple[str, str]:
        short = board.form is AssessmentForm.SHORT
        other = AssessmentForm.FULL if short else AssessmentForm.SHORT
        text = self.tr("Passer au complet ({count} items)") if short else self.tr("Passer au court ({count} items)")
        return FORM + other.value, text.format(count=len(board.grid.items(other)))

    def _on_place_chosen(self, code: str) -> None:
        if code.startswith(FORM):
            self.vm.set_form(AssessmentForm(code.removeprefix(FORM)))
        else:
            self.vm.go(code)

    def draw(self, board: Board) -> None:
        """Draw what the page shows."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus on the first thing of the page that takes it."""
        skipped = (self.places, self.panel) if self._has_places else (self.panel,)
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(self) and widget not in skipped:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def page_labels(vm: AssessmentViewModel) -> dict[Page, str]:
    """Return the pages beside the grid, in the order they are read."""
    labels = {
        Page.SUMMARY: vm.tr("Ce que l’on retient"),
        Page.BARRIERS: vm.tr("Freins"),
        Page.AUTONOMY: vm.tr("Autonomie ressentie"),
        Page.LIFE_SPACE: vm.tr("Espace de vie"),
        Page.MODES: vm.tr("Modes possibles"),
    }
    if vm.board is not None and vm.board.before is not None:
        labels[Page.COMPARISON] = vm.tr("Comparer")
    return labels


def assessment_dates(vm: AssessmentViewModel) -> list[tuple[str, str]]:
    """Return the assessments of the person, newest first, by date."""
    return [
        (ASSESSMENT + assessment.id.hex(), short_date(assessment.started_on))
        for assessment in reversed(vm.file.assessments)
    ]
