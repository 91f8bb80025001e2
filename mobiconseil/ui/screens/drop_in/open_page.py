"""Ouvrir: where, what is checked before, who is expected, which papers to take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.services.drop_in_checks import CheckCode
from mobiconseil.services.drop_in_papers import DAY_KINDS, MOST_SPARE
from mobiconseil.ui.screens.drop_in.papers import Chosen, DayOutputs
from mobiconseil.ui.screens.drop_in.parts import CheckRow, DayRowView, TwoSides, group_title
from mobiconseil.ui.screens.drop_in.view_model import DropInModel
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import CheckBox
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.row_list import RowList
from mobiconseil.ui.widgets.text_fields import TextField


class PapersCard(Card):
    """« Papiers du jour »: what is ticked is made in one go."""

    def __init__(self, outputs: DayOutputs) -> None:
        super().__init__(self.tr("Papiers du jour"))
        self._outputs = outputs
        self._titles = {
            DocumentKind.PERSON_PLAN: self.tr("Plans"),
            DocumentKind.QUESTIONNAIRE: self.tr("Questionnaires courts"),
            DocumentKind.NOTICE: self.tr("Notices d’information"),
        }
        self.boxes = {kind: CheckBox(self._titles[kind], checked=True) for kind in DAY_KINDS}
        counts = [(str(number), str(number)) for number in range(MOST_SPARE + 1)]
        self.spare = ChoiceField(counts, name=self.tr("Jeux pour les venues sans rendez-vous"), current="2")
        self.spare.setObjectName("day_spare")
        self.duplex = CheckBox(self.tr("Recto verso\u00a0: une feuille par personne"))
        self.print_button = Button(self.tr("Imprimer en une fois"), Kind.SECONDARY, icon="printer-outline")
        self.save_button = Button(self.tr("Enregistrer en PDF"), Kind.QUIET)
        self.said = Label("", Role.SECONDARY, wrap=True)
        self._build()
        self.print_button.clicked.connect(self._on_print)
        self.save_button.clicked.connect(self._on_save)
        outputs.changed.connect(self.render_model)

    def _build(self) -> None:
        for kind, box in self.boxes.items():
            box.setObjectName(f"day_paper_{kind}")
            self.body.addWidget(box)
        words = self.tr("Chacun a ce qui lui manque\u00a0: un questionnaire sans diagnostic fini, la notice si besoin.")
        self.body.addWidget(Label(words, Role.SECONDARY, wrap=True))
        self.body.addWidget(FormField(self.tr("Jeux pour les venues sans rendez-vous"), self.spare))
        self.duplex.setObjectName("day_duplex")
        self.print_button.setObjectName("day_print")
        self.save_button.setObjectName("day_save")
        self.body.addWidget(self.duplex)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        flow.addWidget(self.print_button)
        flow.addWidget(self.save_button)
        self.body.addWidget(buttons)
        self.body.addWidget(self.said)

    def chosen(self) -> Chosen:
        """Return what is ticked."""
        kinds = frozenset(kind for kind, box in self.boxes.items() if box.isChecked())
        return Chosen(kinds=kinds, spare=int(self.spare.current() or 0), duplex=self.duplex.isChecked())

    def render_needs(self) -> None:
        """Say how many people need each paper."""
        for kind, many in self._outputs.needs().items():
            self.boxes[kind].setText(f"{self._titles[kind]}, {typography.count(many, 'personne')}")

    def render_model(self) -> None:
        """Say what is being made."""
        self.said.setText(self._outputs.working)
        self.said.setVisible(bool(self._outputs.working))
        for button in (self.print_button, self.save_button):
            button.setEnabled(not self._outputs.working)

    def make(self, *, on_paper: bool) -> None:
        """Make the papers that are ticked."""
        self._outputs.make_batch(self.chosen(), on_paper=on_paper)

    def _on_print(self) -> None:
        self.make(on_paper=True)

    def _on_save(self) -> None:
        self.make(on_paper=False)


class OpenPage(QWidget):
    """The first stage."""

    def __init__(self, model: DropInModel, outputs: DayOutputs) -> None:
        super().__init__()
        self._model, self._outputs = model, outputs
        self._checks: object = None
        self._listed: object = None
        self.place = ChoiceField(name=self.tr("Lieu"), placeholder=self.tr("Choisir un lieu"))
        self.place.setObjectName("day_place")
        self.other = TextField(placeholder=self.tr("Salle des fêtes de Craon"))
        self.other.setObjectName("day_other_place")
        self.where = Card(self.tr("Où"))
        self.checks = Card(self.tr("Avant de recevoir"), ruled=True, flush=True)
        self.expected = Card(self.tr("À recevoir aujourd’hui"), " ", ruled=True, flush=True)
        self.list = RowList(self.tr("À recevoir aujourd’hui"))
        self.papers = PapersCard(outputs)
        self.agenda = Card(self.tr("Agenda du téléphone"))
        self.agenda_button = Button(self.tr("Enregistrer l’agenda (.ics)"), icon="calendar-export-outline")
        self.agenda_button.setObjectName("day_agenda")
        self.open_button = Button(self.tr("Ouvrir la permanence"), Kind.PRIMARY, icon="door-open")
        self.open_button.setObjectName("day_open")
        self._build()
        self._bind()

    def _build(self) -> None:
        self.where.body.addWidget(FormField(self.tr("Lieu de la permanence"), self.place))
        self.where.body.addWidget(FormField(self.tr("Ou un autre lieu"), self.other, optional=True))
        self.where.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.expected.body.addWidget(self.list)
        words = self.tr("Les rendez-vous avec le numéro du dossier, jamais le nom. Lu à nouveau, il se met à jour.")
        self.agenda.body.addWidget(Label(words, Role.SECONDARY, wrap=True))
        self.agenda.body.addWidget(self.agenda_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.page = TwoSides((self.where, self.expected), (self.checks, self.papers, self.agenda), stretches=(12, 10))
        Column(self, gap=0).addWidget(self.page)

    def _bind(self) -> None:
        self.place.chosen.connect(self._model.choose_place)
        self.other.textEdited.connect(self._on_other_edited)
        self.other.editingFinished.connect(self._on_other_typed)
        self.other.returnPressed.connect(self._on_open)
        self.open_button.clicked.connect(self._on_open)
        self.agenda_button.clicked.connect(self._outputs.save_calendar)
        self.list.picked.connect(self._on_picked)

    def render_model(self) -> None:
        """Show where the day stands."""
        model = self._model
        labels = [place.label for place in model.choices]
        here = model.here
        if here is not None and here.label not in labels:
            labels.append(here.label)
        if labels != [self.place.itemData(rank) for rank in range(self.place.count())]:
            self.place.set_items([(label, label) for label in labels])
        self.place.set_current(here.label if here is not None else "")
        opened = model.day is not None
        for widget in (self.place, self.other):
            widget.setEnabled(not opened)
        self.open_button.setVisible(not opened)
        self.open_button.setEnabled(here is not None)
        self._render_checks()
        self._render_list()
        self.papers.render_model()

    def _render_checks(self) -> None:
        found = self._model.checks()
        if found == self._checks:
            return
        self._checks = found
        empty(self.checks.body)
        for rank, check in enumerate(found):
            if rank:
                self.checks.body.addWidget(Line())
            row = CheckRow(check)
            row.link.followed.connect(self._on_mend)
            self.checks.body.addWidget(row)
            row.show()

    def _render_list(self) -> None:
        visits, due = self._model.visit_rows(), self._model.due_rows()
        if (visits, due) == self._listed:
            return
        self._listed = (visits, due)
        said = typography.count(len(visits), "rendez-vous", "rendez-vous") if visits else ""
        self.expected.set_title(self.tr("À recevoir aujourd’hui"), said)
        content: list[QWidget] = [DayRowView(row, stacked=False, acts=False) for row in visits]
        if due:
            content.append(group_title(self.tr("À voir dans cette commune\u00a0: une échéance est là")))
            content += [DayRowView(row, stacked=False, acts=False) for row in due]
        if not content:
            content.append(
                EmptyState(
                    "calendar-blank-outline",
                    self.tr("Personne n’est attendu ici"),
                    self.tr("Un rendez-vous fixé à ce lieu s’affichera ici, ainsi que les échéances de la commune."),
                )
            )
        self.list.set_content(content)
        self.papers.render_needs()

    def _on_other_edited(self, text: str) -> None:
        """Let the button be clicked at once: the place is taken when the field is left, by this very click."""
        self.open_button.setEnabled(bool(text.strip()) or self._model.here is not None)

    def _on_other_typed(self) -> None:
        if self.other.isModified():
            self.other.setModified(False)
            self._model.type_place(self.other.text())

    def _on_open(self) -> None:
        self._on_other_typed()
        self._model.open_day()

    def _on_mend(self, code: str) -> None:
        self._model.mend(CheckCode(code))

    def _on_picked(self, code: str) -> None:
        row = self._model.row(code)
        if row is not None:
            self._model.reveal(row.subject)
