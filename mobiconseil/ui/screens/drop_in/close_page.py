"""Clôturer: what is not to be forgotten, then the sheet, the file for the team, the backup, the lock."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mobiconseil.domain.follow_up import AppointmentState
from mobiconseil.services.actions import Action
from mobiconseil.ui.screens.drop_in.papers import DayOutputs
from mobiconseil.ui.screens.drop_in.parts import FollowRowView, TwoSides, group_title
from mobiconseil.ui.screens.drop_in.view_model import DropInModel
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.labels import Icon, Label, Line, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.list_row import ListRow
from mobiconseil.ui.widgets.notices import Banner, EmptyState
from mobiconseil.ui.widgets.row_list import RowList
from mobiconseil.ui.widgets.text_area import TextArea


class DoRow(ListRow):
    """One thing to do before leaving: done or not, and its buttons."""

    def __init__(self, title: str, detail: str, *buttons: Button) -> None:
        super().__init__(f"{title}. {detail}", height=64)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.glyph = Icon("circle-outline", "text_2", 20)
        self._title, self._usual = title, detail
        words = Column(gap=0)
        words.addStretch(1)
        words.addWidget(Label(title, Role.LABEL))
        self._detail = Label(detail, Role.SECONDARY, wrap=True)
        words.addWidget(self._detail)
        words.addStretch(1)
        self.row.addWidget(self.glyph)
        self.row.addLayout(words, 1)
        stacked = Column(margins=(0, 4, 0, 4), gap=6)
        for button in buttons:
            button.setAccessibleDescription(title)
            stacked.addWidget(button)
        self.row.addLayout(stacked)

    def set_done(self, done: bool, told: str = "") -> None:
        """Tick it, and say what was done where words tell it."""
        self.glyph.set_icon("check-circle-outline" if done else "circle-outline", "ok" if done else "text_2")
        state = self.tr("fait") if done else self.tr("à faire")
        self.setAccessibleName(f"{self._title}, {state}. {told}" if told else f"{self._title}, {state}")
        self._detail.setText(told or self._usual)


class ClosePage(QWidget):
    """The third stage."""

    close_asked = Signal()

    def __init__(self, model: DropInModel, outputs: DayOutputs) -> None:
        super().__init__()
        self._model, self._outputs = model, outputs
        self._shown: object = None
        self._note_of: object = None
        self._given: set[tuple[object, str]] = set()
        self.notice = Banner("")
        self.follow = Card(self.tr("À ne pas oublier"), ruled=True, flush=True)
        self.list = RowList(self.tr("À ne pas oublier"))
        self.todo = Card(self.tr("Avant de partir"), ruled=True, flush=True)
        self.named = _button(self.tr("Imprimer avec les noms"), "close_sheet_named", "printer-outline")
        self.plain = _button(self.tr("Enregistrer sans les noms"), "close_sheet_plain", "file-pdf-box")
        self.send = _button(self.tr("Préparer"), "close_export")
        self.copy = _button(self.tr("Sauvegarder"), "close_backup")
        self.agenda = _button(self.tr("Enregistrer"), "close_agenda")
        self.close_button = Button(self.tr("Clôturer et verrouiller"), Kind.PRIMARY, icon="lock-outline")
        self.close_button.setObjectName("close_day")
        self.note = TextArea(placeholder=self.tr("La salle, le matériel, qui a prêté les clés…"), lines=2)
        self.note.setObjectName("close_note")
        self._rows = self._make_rows()
        self._build()
        self._bind()

    def _make_rows(self) -> dict[str, DoRow]:
        detail = self.tr("Comptes, durées, types, besoins sans solution")
        return {
            "sheet": DoRow(self.tr("Feuille du jour"), detail, self.named, self.plain),
            "export": DoRow(
                self.tr("Fichier pour l’équipe"), self.tr("Chiffré, par clé USB ou par courriel"), self.send
            ),
            "backup": DoRow(self.tr("Sauvegarde sur clé"), self.tr("Une copie chiffrée, loin de ce poste"), self.copy),
            "calendar": DoRow(
                self.tr("Agenda du téléphone"), self.tr("Numéros de dossier seulement, jamais un nom"), self.agenda
            ),
        }

    def _build(self) -> None:
        self.follow.body.addWidget(self.list)
        for rank, row in enumerate(self._rows.values()):
            if rank:
                self.todo.body.addWidget(Line())
            self.todo.body.addWidget(row)
        foot = QWidget()
        column = Column(foot, gap=10)
        column.addWidget(FormField(self.tr("À retenir de la journée"), self.note, optional=True))
        line = FoldingRow(gap=8)
        line.addWidget(self.close_button)
        line.addStretch(1)
        column.addLayout(line)
        self.todo.set_footer(foot)
        self.page = TwoSides((self.follow,), (self.todo,), stretches=(1, 1))
        self.page.body.insertWidget(0, self.notice)
        Column(self, gap=0).addWidget(self.page)

    def _bind(self) -> None:
        self.named.clicked.connect(self._on_named)
        self.plain.clicked.connect(self._on_plain)
        self.send.clicked.connect(self._on_send)
        self.copy.clicked.connect(self._on_copy)
        self.agenda.clicked.connect(self._outputs.save_calendar)
        self.close_button.clicked.connect(self.close_asked)
        self.list.picked.connect(self._on_picked)
        self._outputs.done.connect(self._on_given)

    def render_model(self) -> None:
        """Show what is left."""
        model = self._model
        if model.day is None:
            return
        self._render_notice()
        for name, todo in self._rows.items():
            todo.set_done(*self._how_far(name))
        if self._note_of != model.day.id:
            self._note_of = model.day.id
            self.note.set_text(model.day.note)
        groups = model.follow_groups()
        if groups == self._shown:
            return
        self._shown = groups
        content: list[QWidget] = []
        for title, rows in groups:
            content.append(group_title(title))
            for row in rows:
                view = FollowRowView(row)
                for button in view.buttons:
                    button.pressed_code.connect(self._slots()[button.objectName().partition("_")[0]])
                content.append(view)
        self.list.set_content(content or [self._nothing()])

    def flush(self) -> bool:
        """Keep the note of the day."""
        return self._note_of is None or self._model.keep_day_note(self.note.text())

    def _render_notice(self) -> None:
        model = self._model
        if model.is_left_open:
            title = self.tr("Cette permanence n’a pas été clôturée")
            self.notice.set_state(title, self.tr("{where}. Rien n’est perdu.").format(where=model.where))
        else:
            self.notice.set_state(model.close_words())
        self.notice.setVisible(model.is_left_open or bool(model.close_words()))

    def _how_far(self, name: str) -> tuple[bool, str]:
        done = self._is_done(name)
        if name != "sheet" or not done:
            return done, ""
        if self._outputs.sheet_is_old:
            return False, self.tr("La journée a changé depuis la dernière\u00a0: refaites la feuille.")
        return True, self._outputs.sheet_words

    def _is_done(self, name: str) -> bool:
        model, day = self._model, self._model.day
        if day is None:
            return False
        if (day.id, name) in self._given:
            return True
        if name == "export":
            at = model.session.overviews.last_done((Action.EXCHANGE_EXPORTED,))
        elif name == "calendar":
            at = model.session.overviews.last_done((Action.CALENDAR_SAVED,))
        elif name == "backup":
            at = model.backups.on_key
        else:
            return False
        return at is not None and at >= day.opened_at

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "check-circle-outline",
            self.tr("Rien à rappeler"),
            self.tr("Les absents, les promesses et les étapes d’ici la prochaine permanence s’affichent ici."),
        )

    def _slots(self) -> dict[str, object]:
        return {
            "recall": self._model.call_back,
            "end": self._model.begin_end,
            "kept": self._on_kept,
            "absent": self._on_absent,
            "excused": self._on_excused,
        }

    def _on_given(self, what: str) -> None:
        if self._model.day is not None:
            self._given.add((self._model.day.id, what))
            self.render_model()

    def _on_named(self) -> None:
        self._make_sheet(with_names=True)

    def _on_plain(self) -> None:
        self._make_sheet(with_names=False)

    def _make_sheet(self, *, with_names: bool) -> None:
        if self.flush():
            self._outputs.make_sheet(with_names=with_names, on_paper=with_names)

    def _on_send(self) -> None:
        self._model.prepare_file()

    def _on_copy(self) -> None:
        self._model.back_up()

    def _on_kept(self, code: str) -> None:
        self._model.settle(code, AppointmentState.KEPT)

    def _on_absent(self, code: str) -> None:
        self._model.settle(code, AppointmentState.ABSENT)

    def _on_excused(self, code: str) -> None:
        self._model.settle(code, AppointmentState.EXCUSED)

    def _on_picked(self, code: str) -> None:
        for _, rows in self._model.follow_groups():
            for row in rows:
                if row.code == code:
                    self._model.reveal(row.subject)
                    return


def _button(text: str, name: str, icon: str = "") -> Button:
    button = Button(text, height=Height.ROW, icon=icon)
    button.setObjectName(name)
    return button
