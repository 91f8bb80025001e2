"""The first screen of the day: who comes, who to call back, what to go on with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mobiconseil.services.sheet_news import SheetNews
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screen import Heading, Screen
from mobiconseil.ui.screens.home.cards import (
    CallRow,
    ChoreRow,
    FirstSteps,
    RowsCard,
    UnfinishedRow,
    VisitRow,
    calm,
)
from mobiconseil.ui.screens.home.chores import SECURITY, STRUCTURE
from mobiconseil.ui.screens.home.rows import Call, Chore, Unfinished, Visit
from mobiconseil.ui.screens.home.view_model import WEEK, HomeViewModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.layouts import Column, ScrollPage
from mobiconseil.ui.widgets.notices import Banner
from mobiconseil.ui.width_class import WidthClass, room_class


class HomeScreen(Screen):
    """Accueil."""

    help_page = "accueil"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._model = HomeViewModel(context, self)
        self._first: FirstSteps | None = None
        self._narrow: WidthClass | None = None
        self._build()
        self._bind()

    def _build(self) -> None:
        self.today = RowsCard(self.tr("Aujourd’hui"))
        self.files = RowsCard(self.tr("Dossiers à reprendre"))
        self.calls = RowsCard(self.tr("À relancer"), link=self.tr("Ouvrir le suivi"))
        self.chores = RowsCard(self.tr("À faire sur ce poste"))
        self._left, self._right = QWidget(), QWidget()
        left, right = Column(self._left, gap=16), Column(self._right, gap=16)
        left.addWidget(self.today)
        left.addWidget(self.files)
        left.addStretch(1)
        right.addWidget(self.calls)
        right.addWidget(self.chores)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self._left, 21)
        self._columns.addWidget(self._right, 10)
        page = ScrollPage(margins=(20, 16, 20, 16), gap=16)
        self._page = page
        self.moved = Banner(
            self.tr("Ce poste a changé"),
            self.tr("Ce dossier vient d’un autre ordinateur. Dites lequel des deux continue, avant d’échanger."),
            tone="warn",
            action=self.tr("Répondre"),
            icon="laptop",
        )
        self.aside = Banner(
            self.tr("La base abîmée est gardée"), tone="info", action=self.tr("J’ai compris"), icon="database-outline"
        )
        for banner in (self.moved, self.aside):
            banner.hide()
            page.body.addWidget(banner)
        page.body.addLayout(self._columns)
        page.body.addStretch(1)
        outer = Column(self, gap=0)
        outer.addWidget(page)

    def _bind(self) -> None:
        self._model.changed.connect(self._render)
        self.moved.action_clicked.connect(self._on_moved_clicked)
        self.aside.action_clicked.connect(self._model.know_aside)
        self.today.link_clicked.connect(self._on_today_link_clicked)
        self.files.link_clicked.connect(self._on_all_files_clicked)
        self.calls.link_clicked.connect(self._on_follow_up_clicked)

    # ------------------------------------------------------------------ what the window asks

    def heading(self) -> Heading:
        """Say good morning."""
        return Heading(
            title=self._model.greeting,
            subtitle=self._model.day,
            action=self.tr("Nouveau bénéficiaire"),
            action_icon="account-plus-outline",
            action_key="Ctrl N",
        )

    def on_action(self) -> None:
        """Open the creation of a file."""
        self._model.new_file()

    def place(self) -> Route:
        """Return the home."""
        return Route(section=Section.HOME)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the day again."""
        super().showEvent(event)
        self._model.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._model.set_shown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side, or one under the other in a narrow window."""
        super().resizeEvent(event)
        self._arrange()

    # ------------------------------------------------------------------ showing

    def _arrange(self) -> None:
        found = room_class(self.window())
        self._columns.setSpacing(look().px(16))
        if found is self._narrow:
            return
        self._narrow = found
        beside = found is not WidthClass.NARROW
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _render(self) -> None:
        model = self._model
        self.moved.setVisible(model.has_moved)
        self._render_aside()
        self._render_first_steps()
        self.today.set_title(self.tr("Aujourd’hui"), model.visits_title)
        self.calls.set_title(self.tr("À relancer"), model.calls_title)
        whole = self.tr("Tout voir ({})").format(model.total_visits)
        self._set_link(self.today, whole if model.has_more_visits else self.tr("Voir la semaine"))
        total = model.counts.get("a_reprendre", 0)
        self._set_link(self.files, self.tr("Tout voir ({})").format(total) if total > len(model.files) else "")
        self._render_visits()
        self._render_files()
        self._render_calls()
        self._render_chores()
        self.heading_changed.emit()

    def _render_aside(self) -> None:
        """Say where the damaged base stands, until it is read: the lock screen only had time to say it in passing."""
        name = self._model.damaged_aside
        where = self.tr(
            "Elle est dans le dossier de travail\u00a0: {}. Elle s’efface avec le prochain effacement d’une personne, "
            "ou après trois mois de sauvegardes."
        )
        self.aside.set_text(where.format(name))
        self.aside.setVisible(bool(name))

    def _render_visits(self) -> None:
        visits = self._model.visits
        if not self.today.differs(visits):
            return
        made: list[QWidget] = []
        for visit in visits:
            row = VisitRow(visit)
            row.start_requested.connect(self._on_start_requested)
            row.prepare_requested.connect(self._on_prepare_requested)
            row.settled.connect(self._model.settle)
            made.append(row)
        sentence = self._model.coming() if not visits else ""
        empty = calm("calendar-check-outline", self.tr("Aucun rendez-vous aujourd’hui"), sentence)
        self.today.show_rows(visits, made, empty)

    def _render_files(self) -> None:
        files = self._model.files
        if not self.files.differs(files):
            return
        made: list[QWidget] = []
        for found in files:
            row = UnfinishedRow(found)
            row.chosen.connect(self._on_file_chosen)
            made.append(row)
        sentence = self.tr("Un diagnostic commencé et non terminé s’affichera ici.")
        empty = calm("folder-check-outline", self.tr("Aucun dossier à reprendre"), sentence)
        self.files.show_rows(files, made, empty)

    def _render_calls(self) -> None:
        calls = self._model.calls
        if not self.calls.differs(calls):
            return
        made: list[QWidget] = []
        for call in calls:
            row = CallRow(call)
            row.chosen.connect(self._on_call_chosen)
            made.append(row)
        sentence = self.tr("Les relances des sept prochains jours s’afficheront ici.")
        self.calls.show_rows(calls, made, calm("phone-check-outline", self.tr("Aucune relance"), sentence))

    def _render_chores(self) -> None:
        chores = self._model.chores
        if not self.chores.differs(chores):
            return
        made: list[QWidget] = []
        for chore in chores:
            row = ChoreRow(chore)
            row.chosen.connect(self._on_chore_chosen)
            made.append(row)
        empty = calm("check-circle-outline", self.tr("Tout est en ordre"), self.tr("Rien à faire sur ce poste."))
        self.chores.show_rows(chores, made, empty)

    def _render_first_steps(self) -> None:
        if self._first is not None:
            self._page.body.removeWidget(self._first)
            self._first.hide()
            self._first.deleteLater()
            self._first = None
        self._left.setVisible(not self._model.is_first_launch)
        self._right.setVisible(not self._model.is_first_launch)
        if not self._model.is_first_launch:
            return
        pending = self._context.workspace.sheet_pending
        self._first = FirstSteps(
            (
                (
                    "structure",
                    self.tr("Décrire votre structure"),
                    self.tr("Nom, adresse et téléphone\u00a0: ils s’impriment en haut de chaque document."),
                    self.tr("Compléter"),
                    self._model.structure_is_described,
                ),
                (
                    "sheet",
                    self.tr("Ranger la feuille de secours"),
                    self._sheet_words(),
                    self.tr("Confirmer") if pending else self.tr("Vérifier"),
                    not pending,
                ),
                (
                    "person",
                    self.tr("Créer un premier dossier"),
                    self.tr("Un prénom, un nom et une commune suffisent pour commencer."),
                    self.tr("Nouveau bénéficiaire"),
                    False,
                ),
            )
        )
        self._first.step_chosen.connect(self._on_step_chosen)
        self._page.body.insertWidget(1, self._first, 0, Qt.AlignmentFlag.AlignTop)

    def _on_moved_clicked(self) -> None:
        self._model.go(Section.EXCHANGE, "deplace")

    def _sheet_words(self) -> str:
        if self._model.sheet_news is SheetNews.UNTIL_CONFIRMED:
            return self.tr(
                "Gardez-la jusqu’à ce que le poste référent vous confirme\u00a0: ensuite, celle de l’équipe ouvre ce "
                "poste et la vôtre n’ouvre plus rien."
            )
        if self._model.sheet_news is SheetNews.FOLLOWED:
            return self.tr("Celle de l’équipe ouvre ce poste. La vôtre n’ouvre plus rien\u00a0: détruisez-la.")
        return self.tr("Elle seule rouvre vos dossiers si la phrase de passe est oubliée.")

    def _set_link(self, card: RowsCard, text: str) -> None:
        card.link.setText(text)
        card.link.setVisible(bool(text))
        card.link.restyle()

    # ------------------------------------------------------------------ doing

    def _on_start_requested(self, visit: Visit) -> None:
        self._model.start(visit)

    def _on_prepare_requested(self, visit: Visit) -> None:
        self._model.prepare(visit.subject)

    def _on_call_chosen(self, call: Call) -> None:
        self._model.open_call(call)

    def _on_file_chosen(self, found: Unfinished) -> None:
        self._model.resume(found)

    def _on_chore_chosen(self, chore: Chore) -> None:
        self._model.go(chore.section, chore.part)

    def _on_all_files_clicked(self) -> None:
        self._model.go(Section.PEOPLE, "a_reprendre")

    def _on_today_link_clicked(self) -> None:
        if self._model.has_more_visits:
            self._model.show_all_visits()
        else:
            self._model.go(Section.FOLLOW_UP, WEEK)

    def _on_follow_up_clicked(self) -> None:
        self._model.go(Section.FOLLOW_UP)

    def _on_step_chosen(self, code: str) -> None:
        if code == "person":
            self._model.new_file()
        else:
            self._model.go(Section.SETTINGS, STRUCTURE if code == "structure" else SECURITY)
