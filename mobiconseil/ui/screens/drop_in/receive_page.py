"""Recevoir: the list of the day, the reception being ended, and those who come without an appointment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.domain.drop_in_day import VisitState
from mobiconseil.domain.follow_up import AppointmentState
from mobiconseil.domain.identity import RecordId
from mobiconseil.services import person_words
from mobiconseil.services.ports import PersonLine
from mobiconseil.ui.screens.drop_in.end_form import EndForm
from mobiconseil.ui.screens.drop_in.parts import STACKED_UNDER, DayRowView, TwoSides, group_title
from mobiconseil.ui.screens.drop_in.rows import DayRow
from mobiconseil.ui.screens.drop_in.view_model import LEAST_TYPED, DropInModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.labels import ElidedLabel, Icon, Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.row_list import ListRow, RowList
from mobiconseil.ui.widgets.text_fields import TextField

_ORDER = (
    (VisitState.HERE,),
    (VisitState.EXPECTED,),
    (VisitState.SEEN, VisitState.MISSED, VisitState.CANCELLED),
)


class _WhoBox(TextField):
    """Who comes: ↓ goes to the people found, as in every other search."""

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send ↓ to the list."""
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class WalkInCard(Card):
    """« Sans rendez-vous »: somebody known, somebody whose file was just made, or a new file."""

    def __init__(self, model: DropInModel) -> None:
        super().__init__(self.tr("Sans rendez-vous"))
        self._model = model
        self.search = _WhoBox(placeholder=self.tr("Nom, téléphone ou numéro de dossier"), name=self.tr("Qui vient"))
        self.search.setObjectName("walk_in_search")
        self.found = RowList(self.tr("Personnes trouvées"))
        self.last = Button("", icon="arrow-right")
        self.last.setObjectName("walk_in_last")
        self.new = Button(self.tr("Nouvelle personne"), icon="account-plus-outline", key="Ctrl N")
        self.new.setObjectName("walk_in_new")
        for widget in (self.search, self.found):
            self.body.addWidget(widget)
        for button in (self.last, self.new):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.search.textEdited.connect(self._on_typed)
        self.search.returnPressed.connect(self._on_entered)
        self.search.down_pressed.connect(self.found.focus_first)
        self.found.picked.connect(self._on_picked)
        self.last.clicked.connect(self._on_last)
        self.new.clicked.connect(self._on_new)

    def render_model(self) -> None:
        """Offer the file that was opened last, and show names as they may be."""
        person = self._model.last_opened()
        if person is not None:
            name = self._model.name(person)
            self.last.setText(self.tr("Recevoir {name}, {code}").format(name=name, code=person.code))
        self.last.setVisible(person is not None)
        self._show_found(self.search.text())

    def clear(self) -> None:
        """Forget what was typed."""
        self.search.setText("")
        self._show_found("")

    def _on_typed(self, text: str) -> None:
        self._show_found(text)

    def _show_found(self, text: str) -> None:
        found = self._model.search(text)
        content: list[QWidget] = [_found_row(person, self._model) for person in found]
        if not found and len(text.strip()) >= LEAST_TYPED:
            content.append(Label(self.tr("Personne de ce nom. Créez son dossier."), Role.SECONDARY, wrap=True))
        self.found.set_content(content)
        self.found.setVisible(bool(content))

    def _on_entered(self) -> None:
        if self.found.rows:
            self.found.focus_first()
        else:
            self._on_new()

    def _on_picked(self, code: str) -> None:
        self.clear()
        self._model.start_walk_in(RecordId(bytes.fromhex(code)))

    def _on_last(self) -> None:
        person = self._model.last_opened()
        if person is not None:
            self._model.start_walk_in(person.subject)

    def _on_new(self) -> None:
        typed = self.search.text()
        self.clear()
        self._model.new_person(typed if any(letter.isalpha() for letter in typed) else "")


def _found_row(person: PersonLine, model: DropInModel) -> ListRow:
    name = model.name(person)
    detail = person_words.age_and_place(person, model.today())
    row = ListRow(person.subject.hex(), f"{name}, {person.code}", detail, margins=(8, 6, 8, 6))
    words = Column(gap=0)
    words.addWidget(ElidedLabel(f"{name}, {person.code}", Role.STRONG))
    words.addWidget(ElidedLabel(detail, Role.SECONDARY))
    row.body.addLayout(words, 1)
    row.body.addWidget(Icon("arrow-right", "text_2", 18))
    return row


class ReceivePage(QWidget):
    """The second stage."""

    def __init__(self, model: DropInModel) -> None:
        super().__init__()
        self._model = model
        self._shown: object = None
        self.day = Card(self.tr("La journée"), " ", ruled=True, flush=True)
        self.list = RowList(self.tr("La journée"))
        self.day.body.addWidget(self.list)
        self.form = EndForm(model)
        self.walk_in = WalkInCard(model)
        self.page = TwoSides((self.day,), (self.form, self.walk_in), stretches=(19, 12))
        self._titles = (self.tr("En entretien"), self.tr("À venir"), self.tr("Déjà fait"))
        Column(self, gap=0).addWidget(self.page)
        self.list.picked.connect(self._on_picked)
        self.list.main_asked.connect(self._on_main_asked)
        self.form.ended.connect(self.list.focus_first)

    def render_model(self) -> None:
        """Show the day."""
        self.form.render_model()
        self.walk_in.render_model()
        visits, due = self._model.visit_rows(), self._model.due_rows()
        stacked = self.list.width() / look().scale < STACKED_UNDER
        if (visits, due, stacked) == self._shown:
            return
        self._shown = (visits, due, stacked)
        self.day.set_title(self.tr("La journée"), self._counts())
        content: list[QWidget] = []
        for title, states in zip(self._titles, _ORDER, strict=True):
            content += self._group(title, tuple(row for row in visits if row.state in states), stacked=stacked)
            if VisitState.EXPECTED in states:
                content += self._group(self.tr("À voir dans cette commune"), due, stacked=stacked)
        marked = next((row.code for row in visits if row.state is VisitState.HERE or row.is_next), "")
        self.list.set_content(content or [self._nobody()], selected=marked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words when there is little room."""
        super().resizeEvent(event)
        if self.isVisible():
            self.render_model()

    def go_to_search(self) -> None:
        """Go to whoever comes without an appointment."""
        self.walk_in.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.reveal(self.walk_in)

    def go_to_form(self) -> None:
        """Go to the reception that is being ended."""
        self.form.minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.reveal(self.form)

    def _counts(self) -> str:
        counts = self._model.counts()
        seen = counts[VisitState.SEEN] + counts[VisitState.HERE]
        parts = [typography.count(seen, "personne reçue", "personnes reçues")]
        if counts[VisitState.EXPECTED]:
            parts.append(typography.count(counts[VisitState.EXPECTED], "attendue"))
        return ", ".join(parts)

    def _group(self, title: str, rows: tuple[DayRow, ...], *, stacked: bool) -> list[QWidget]:
        if not rows:
            return []
        made: list[QWidget] = [group_title(title)]
        for row in rows:
            view = DayRowView(row, stacked=stacked)
            for button in view.buttons:
                button.pressed_code.connect(self._slots()[button.objectName().partition("_")[0]])
            made.append(view)
        return made

    def _slots(self) -> dict[str, object]:
        return {
            "start": self._model.start,
            "end": self._on_end,
            "file": self._on_file,
            "absent": self._on_absent,
            "excused": self._on_excused,
        }

    def _nobody(self) -> EmptyState:
        return EmptyState(
            "account-clock-outline",
            self.tr("Personne n’est attendu"),
            self.tr("Cherchez qui vient à droite, ou créez son dossier."),
        )

    def _on_picked(self, code: str) -> None:
        row = self._model.row(code)
        if row is not None:
            self._model.reveal(row.subject)

    def _on_main_asked(self, code: str) -> None:
        row = self._model.row(code)
        if row is not None and row.state is VisitState.HERE:
            self._on_end(code)

    def _on_end(self, code: str) -> None:
        self._model.begin_end(code)
        self.go_to_form()

    def _on_file(self, code: str) -> None:
        row = self._model.row(code)
        if row is not None:
            self._model.open_file(row.subject, row.tab)

    def _on_absent(self, code: str) -> None:
        self._model.settle(code, AppointmentState.ABSENT)

    def _on_excused(self, code: str) -> None:
        self._model.settle(code, AppointmentState.EXCUSED)
