"""The data of places kept on this laptop: what is there, what can be added, and how much room it takes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.typography import NBSP
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.geography import Pack, PackKind
from mobiconseil.ui.choosing import ask_file
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.help.asked import HelpAsked
from mobiconseil.ui.screens.settings.page import SettingsPage
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import Banner, LongTaskCard
from mobiconseil.ui.widgets.refill import CodeButton, empty

_KINDS = (
    (PackKind.TILES, "map-outline", "Un fond de carte en images (.mbtiles), sous les services."),
    (PackKind.ROADS, "road-variant", "Les routes et les rivières d’un département (.osm.pbf)."),
    (PackKind.ADDRESSES, "home-search-outline", "Les adresses d’un département (adresses-53.csv.gz)."),
    (PackKind.TIMETABLE, "bus-clock", "Les arrêts et les horaires d’un réseau (GTFS, .zip)."),
)
_MEGA = 1_000_000


class PacksModel(QObject):
    """Imports in a job, which can be stopped; removes at once."""

    changed = Signal()
    progressed = Signal(int, int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._packs = context.session.geography.packs
        self._stopped = Event()
        self.problem = ""
        self.working = ""

    def packs(self) -> tuple[Pack, ...]:
        """Return what is on this laptop."""
        return self._packs.all()

    def add(self, kind: PackKind, file: Path) -> None:
        """Import a file."""
        self._stopped.clear()
        self.working, self.problem = file.name, ""
        self.changed.emit()
        made_on = self._day_of(file)
        self._context.jobs.start(
            lambda: self._packs.add(kind, file, made_on=made_on, progress=self._tick),
            done=self._on_added,
            failed=self._on_failed,
        )

    def stop(self) -> None:
        """Stop the import; nothing is kept of it."""
        self._stopped.set()

    def remove(self, pack: str) -> None:
        """Take the data of a pack off this laptop."""
        try:
            self._packs.remove(pack)
        except MobiConseilError as error:
            self._context.messages.fail(error)
            return
        self._context.messages.say(self.tr("Données supprimées de ce poste"))
        self.changed.emit()

    def _day_of(self, file: Path) -> date:
        """Return the day of the file, which is about that of its data."""
        clock = self._context.session.clock
        try:
            return clock.local(datetime.fromtimestamp(file.stat().st_mtime, UTC)).date()
        except OSError:
            return clock.today()

    def _tick(self, done: int, total: int) -> bool:
        self.progressed.emit(done, total)
        return not self._stopped.is_set()

    def _on_added(self, pack: Pack | None) -> None:
        self.working = ""
        said = self.tr("Import arrêté\u00a0: rien n’a été gardé") if pack is None else self.tr("Données ajoutées")
        self._context.messages.say(said)
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.working = ""
        if not isinstance(error, MobiConseilError):
            raise error
        self.problem = str(error)
        self.changed.emit()


class PacksPage(SettingsPage):
    """What, where from, how big; added by a file, removed after a question."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.model = PacksModel(context, self)
        self._asked: ConfirmDialog | None = None
        self._build()
        self.model.changed.connect(self._render)
        self.model.progressed.connect(self._on_progressed)
        self.task.stop_requested.connect(self.model.stop)
        self._render()

    def _build(self) -> None:
        self.problem = Banner("", tone="danger")
        self.task = LongTaskCard(self.tr("Import des données"))
        self.body.addWidget(self.problem)
        self.body.addWidget(self.task)
        self.problem.hide()
        self.task.hide()
        here = self.add_card(self.tr("Sur ce poste"))
        base = Column(gap=2)
        base.addWidget(Label(self.tr("Communes et limites de toute la France"), Role.STRONG))
        base.addWidget(
            Label(
                self.tr("Toujours là. INSEE, La Poste, IGN Admin Express, DILA — Licence Ouverte 2.0"),
                Role.SMALL,
                wrap=True,
            )
        )
        here.body.addLayout(base)
        self._list = Column(gap=10)
        here.body.addLayout(self._list)
        added = self.add_card(self.tr("Ajouter un fichier"), self.tr("sans internet, depuis une clé ou un dossier"))
        self.buttons: dict[PackKind, CodeButton] = {}
        for kind, icon, words in _KINDS:
            button = CodeButton(self.tr("Choisir…"), kind.value, name=f"{self.tr('Choisir')}\u00a0: {kind.label}")
            button.setObjectName(f"pack_{kind.value}")
            button.pressed_code.connect(self._on_add_asked)
            self.buttons[kind] = button
            said = Column(gap=0)
            said.addWidget(Label(kind.label, Role.STRONG))
            said.addWidget(Label(words, Role.SMALL, wrap=True))
            row = FoldingRow(gap=12, comfort=150)
            row.addWidget(Icon(icon, "text_2", 20))
            row.addLayout(said, 1)
            row.addWidget(button)
            added.body.addLayout(row)

    def enter(self) -> None:
        """Look again at what is there."""
        self._render()

    def _render(self) -> None:
        model = self.model
        self.problem.setVisible(bool(model.problem))
        if model.problem:
            self.problem.set_state(model.problem, tone="danger")
        self.task.setVisible(bool(model.working))
        for button in self.buttons.values():
            button.setEnabled(not model.working)
        empty(self._list)
        for pack in model.packs():
            self._list.addWidget(Line())
            self._list.addWidget(self._row(pack))

    def _row(self, pack: Pack) -> QWidget:
        holder = QWidget()
        size = f"{typography.number(max(pack.size / _MEGA, 0.1), 1)}{NBSP}Mo"
        day = typography.short_date(pack.made_on)
        facts = " · ".join(part for part in (pack.kind.label, pack.detail, size, day) if part)
        words = Column(gap=0)
        words.addWidget(Label(pack.name, Role.STRONG, wrap=True))
        words.addWidget(Label(facts, Role.SECONDARY, wrap=True))
        if pack.attribution:
            words.addWidget(Label(pack.attribution, Role.SMALL, wrap=True))
        remove = CodeButton(
            self.tr("Supprimer…"), pack.id, icon="trash-can-outline", name=self.tr("Supprimer {}").format(pack.name)
        )
        remove.pressed_code.connect(self._on_remove_asked)
        row = FoldingRow(holder, gap=12, comfort=150)
        row.addLayout(words, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _on_progressed(self, done: int, total: int) -> None:
        count = typography.out_of(done, total) if total else typography.number(done)
        self.task.set_progress(done, max(total, 1), count, self.model.working)

    def _on_add_asked(self, code: str) -> None:
        kind = PackKind(code)
        patterns = " ".join(f"*{suffix}" for suffix in kind.suffixes)
        path = ask_file(self, self.tr("Choisir un fichier"), f"{kind.label} ({patterns})")
        if path is not None:
            self.model.add(kind, path)

    def _on_remove_asked(self, code: str) -> None:
        pack = next((pack for pack in self.model.packs() if pack.id == code), None)
        if pack is None:
            return
        self._asked = ConfirmDialog(
            self.tr("Supprimer {} de ce poste\u202f?").format(pack.name),
            self.tr("Ces données publiques quittent ce poste. Le fichier d’origine n’est pas touché."),
            confirm=self.tr("Supprimer de ce poste"),
            keep=self.tr("Garder"),
            parent=self,
        )
        self._asked.setProperty("pack", code)
        HelpAsked(self._asked, "reglages")
        self._asked.accepted.connect(self._on_remove_confirmed)
        self._asked.open()

    def _on_remove_confirmed(self) -> None:
        if self._asked is not None:
            self.model.remove(str(self._asked.property("pack")))
