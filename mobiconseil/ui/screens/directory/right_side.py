"""What stands at the right of the list: the map, or in its place a sheet, the import or the departures."""

from __future__ import annotations

from PySide6.QtCore import Signal

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.directory.departures_view import DeparturesView
from mobiconseil.ui.screens.directory.import_view import ImportAssistant
from mobiconseil.ui.screens.directory.outputs import Outputs
from mobiconseil.ui.screens.directory.sheet_view import SheetView
from mobiconseil.ui.screens.directory.stage import Stage
from mobiconseil.ui.screens.directory.view_model import DirectoryViewModel
from mobiconseil.ui.widgets.pages import FrontPages


class RightSide(FrontPages):
    """Each page but the map is made when it is first asked for, and keeps its state while another is in front."""

    closed = Signal()
    """The page in front asks to leave its place to the map."""

    def __init__(self, context: Context, model: DirectoryViewModel, stage: Stage, outputs: Outputs) -> None:
        super().__init__()
        self._context = context
        self._model = model
        self._outputs = outputs
        self._stacked = True
        self.stage = stage
        self.sheet: SheetView | None = None
        self._assistant: ImportAssistant | None = None
        self._departures: DeparturesView | None = None
        self.addWidget(stage)

    @property
    def is_stage(self) -> bool:
        """Say whether the map, or its twin the table, is in front."""
        return self.currentWidget() is self.stage

    @property
    def service_read(self) -> RecordId | None:
        """Return the service whose sheet is in front, if one is."""
        return self.sheet.model.service if self.sheet is not None and self.currentWidget() is self.sheet else None

    def show_sheet(self, service: RecordId) -> None:
        """Show the sheet of a service, which is selected too."""
        if self.sheet is None:
            self.sheet = SheetView(self._context)
            self.sheet.closed.connect(self.closed)
            self.sheet.keep_asked.connect(self._model.keep)
            self.sheet.head.set_stacked(self._stacked)
            self.addWidget(self.sheet)
        self._model.select(service)
        self.sheet.model.open(service)
        self.sheet.show_keep(self._model.keep_label())
        self.setCurrentWidget(self.sheet)

    def follow_selection(self) -> None:
        """Show in the sheet in front the service selected in the list, and for whom it can be kept."""
        if self.sheet is None or self.currentWidget() is not self.sheet:
            return
        selected = self._model.selected
        if selected is not None and selected != self.sheet.model.service:
            self.sheet.model.open(selected)
        self.sheet.show_keep(self._model.keep_label())

    def show_import(self) -> None:
        """Show the import assistant."""
        if self._assistant is None:
            self._assistant = ImportAssistant(self._context)
            self._assistant.closed.connect(self.closed)
            self.addWidget(self._assistant)
        self.setCurrentWidget(self._assistant)

    def show_departures(self) -> None:
        """Show the stops and the departures."""
        if self._departures is None:
            self._departures = DeparturesView(self._context, self._model, self._outputs)
            self._departures.closed.connect(self.closed)
            self.addWidget(self._departures)
        self._departures.model.set_shown(True)
        self.setCurrentWidget(self._departures)

    def show_stage(self) -> None:
        """Come back to the map."""
        if self._departures is not None:
            self._departures.model.set_shown(False)
        self.setCurrentWidget(self.stage)

    def focus_page(self) -> None:
        """Put the keyboard where the page in front of the map begins."""
        shown = self.currentWidget()
        if isinstance(shown, SheetView | DeparturesView):
            shown.focus_first()
        elif isinstance(shown, ImportAssistant):
            shown.focus_next()

    def print_out(self) -> None:
        """Print the departures in front, or else the services found."""
        departures = self._departures
        if departures is not None and self.currentWidget() is departures:
            departures.print_out()
        else:
            self._outputs.print_found()

    def flush(self) -> bool:
        """Save what is typed in the sheet; return False if something could not be saved."""
        return self.sheet is None or self.sheet.model.flush()

    def set_stacked(self, stacked: bool) -> None:
        """Put the head of the sheet on several lines, or back on one."""
        self._stacked = stacked
        if self.sheet is not None:
            self.sheet.head.set_stacked(stacked)
