"""The Suivi tab: contacts in the middle, what is planned at the left, what is being written at the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.drafts import misread, typed
from mobiconseil.ui.late_render import LateScreen
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.screen import Heading
from mobiconseil.ui.screens.person_follow_up.contact_panel import ContactPanel
from mobiconseil.ui.screens.person_follow_up.contacts_card import ContactsCard
from mobiconseil.ui.screens.person_follow_up.planned_cards import PlannedCard, RecallsCard
from mobiconseil.ui.screens.person_follow_up.recall_form import RecallForm
from mobiconseil.ui.screens.person_follow_up.request_panels import REQUEST_FORMS, RequestForm, request_form
from mobiconseil.ui.screens.person_follow_up.requests_card import RequestsCard
from mobiconseil.ui.screens.person_follow_up.view_model import REQUEST_PANELS, Panel, PersonFollowUpModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import Button, Height, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.folding_row import FoldingRow
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column
from mobiconseil.ui.widgets.notices import EmptyState
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.three_panes import ThreePanes, card_column
from mobiconseil.ui.widgets_forms.appointment_form import AppointmentForm
from mobiconseil.ui.widgets_forms.need_form import NeedForm
from mobiconseil.ui.widgets_forms.request_start import RequestStart

Shown = tuple[Panel, RecordId | None]


class PersonFollowUpScreen(LateScreen):
    """Ctrl+E notes a contact; what is typed is saved without asking."""

    help_page = "suivi"

    def __init__(self, context: Context, subject: RecordId) -> None:
        super().__init__()
        self.model = PersonFollowUpModel(context, subject, self)
        self._shown: Shown | None = None
        self.form: ContactPanel | AppointmentForm | RecallForm | RequestForm | None = None
        self._build()
        self._bind()
        self.render_now()

    def _build(self) -> None:
        model = self.model
        self.contacts = ContactsCard(model)
        self.planned, self.recalls, self.requests = PlannedCard(model), RecallsCard(model), RequestsCard(model)
        self.side = Card(self.tr("Contact"), " ", scroll=True)
        self.remove = Button(self.tr("Supprimer"), Kind.QUIET, icon="trash-can-outline", height=Height.ROW)
        self._author = Label("", Role.SMALL, wrap=True)
        foot = QWidget()
        row = FoldingRow(foot)
        row.addWidget(self._author, 1)
        row.addWidget(self.remove)
        self.side.set_footer(foot)
        self._panes = ThreePanes(
            card_column(self.planned, self.recalls, self.requests),
            self.contacts,
            self.side,
            panel=self.tr("Détail"),
            widths=(344, 500, 354),
            keep_drawer=True,
        )
        Column(self, gap=0).addWidget(self._panes)

    def _bind(self) -> None:
        self.model.changed.connect(self.render_soon)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.contacts.panel.clicked.connect(self._panes.toggle_panel)
        self._panes.class_changed.connect(self._on_class_changed)
        look().changed.connect(self.render_soon)
        self.requests.referral_asked.connect(self.refer)
        self.requests.aid_asked.connect(self.ask_aid)
        self.requests.need_asked.connect(self.note_need)

    def render_now(self) -> None:
        """Show what the view model holds."""
        self.contacts.render_model()
        self.planned.render_model()
        self.recalls.render_model()
        self.requests.render_model()
        self._render_side()

    def _render_side(self) -> None:
        wanted = (self.model.panel, self.model.opened)
        grown = self._shown == (Panel.CONTACT, None) and wanted[0] is Panel.CONTACT and not self.model.editor.is_new
        if wanted != self._shown and not (grown and isinstance(self.form, ContactPanel)):
            self._fill_side(wanted)
        self._shown = wanted
        if isinstance(self.form, ContactPanel):
            self.form.render_model()
        contact = self.model.editor.contact
        author = self.model.adviser_name(contact.adviser) if contact else ""
        self._author.setText(self.tr("Noté par {name}").format(name=author) if author else "")
        known = self.model.opened is not None or self.model.panel is Panel.CONTACT
        self.remove.setVisible(known and self.model.panel is not Panel.NOTHING)
        titles = {
            Panel.NOTHING: "",
            Panel.CONTACT: self.tr("Contact") if self.model.opened else self.tr("Nouveau contact"),
            Panel.APPOINTMENT: self.tr("Rendez-vous") if self.model.opened else self.tr("Nouveau rendez-vous"),
            Panel.RECALL: self.tr("Relance") if self.model.opened else self.tr("Nouvelle relance"),
            Panel.REFERRAL: self.tr("Orientation"),
            Panel.AID: self.tr("Demande d’aide"),
            Panel.NEED: self.tr("Besoin sans solution"),
        }
        self.side.set_title(titles[self.model.panel])

    def _fill_side(self, wanted: Shown) -> None:
        if isinstance(self.form, AppointmentForm | RecallForm | REQUEST_FORMS):
            self.form.flush()
        empty(self.side.body)
        panel, record = wanted
        code = record.hex() if record else ""
        self.form = None
        if panel is Panel.CONTACT:
            self.form = ContactPanel(self.model)
        elif panel is Panel.APPOINTMENT:
            form = AppointmentForm(self.model.context, self.model.subject, self.model.appointment(code))
            form.saved.connect(self.model.close_panel)
            form.cancelled.connect(self._on_form_left)
            self.form = form
        elif panel is Panel.RECALL:
            recall = RecallForm(self.model, self.model.recall(code))
            recall.left.connect(self._on_form_left)
            self.form = recall
        elif panel in REQUEST_PANELS:
            self.form = request_form(self.model, panel, code)
            self.form.left.connect(self._on_form_left)
        if self.form is None:
            self.side.body.addWidget(self._hint())
            return
        self.side.body.addWidget(self.form)
        self.form.show()
        self.side.body.addStretch(1)
        if self._panes.isVisible():
            self._panes.show_panel()
            if record is None or panel is not Panel.CONTACT:
                self.form.start()

    def _hint(self) -> EmptyState:
        state = EmptyState(
            "note-edit-outline",
            self.tr("Rien d’ouvert"),
            self.tr("Choisissez un contact pour le lire ou le compléter, ou notez-en un."),
            action=self.tr("Noter un contact"),
            action_icon="plus",
        )
        state.action_clicked.connect(self.model.new_contact)
        return state

    def heading(self) -> Heading:
        """Offer to note a contact."""
        return Heading(title="", action=self.tr("Nouveau contact"), action_icon="plus", action_key="Ctrl E")

    def on_action(self) -> None:
        """Begin a contact."""
        self.model.new_contact()

    def on_add(self) -> None:
        """Begin a contact."""
        self.model.new_contact()

    def on_find(self) -> None:
        """Put the focus in the filter."""
        self.contacts.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter(self, route: Route) -> None:
        """Be shown, on a contact, an appointment or a recall (« contact:0123… »), or on a new one (« contact: »)."""
        panel, _, code = route.part.partition(":")
        if panel == Panel.CONTACT:
            self.model.open_contact(code) if code else self.model.new_contact()
        elif panel == Panel.APPOINTMENT:
            self.model.open_appointment(code)
        elif panel == Panel.RECALL:
            self.model.open_recall(code)
        elif panel in REQUEST_PANELS:
            self.model.open_request(route.part)

    def flush(self) -> bool:
        """Save what is being written."""
        form = self.form
        done = form.flush() if isinstance(form, AppointmentForm | RecallForm | REQUEST_FORMS) else True
        return self.model.editor.flush() and done

    def unsaved(self) -> Mapping[str, str]:
        """Return a form that is not complete, or what was not understood of a contact."""
        form = self.form
        if isinstance(form, AppointmentForm | RecallForm | NeedForm | RequestStart):
            return typed(form) if form.is_incomplete else {}
        return misread(self)

    def place(self) -> Route:
        """Return this tab, with what is open in it."""
        model = self.model
        part = f"{model.panel}:{model.opened.hex()}" if model.opened else f"{model.panel}:" if self.unsaved() else ""
        return Route(section=Section.PEOPLE, subject=model.subject, tab=Tab.FOLLOW_UP, part=part)

    def refer(self) -> None:
        """Begin a referral."""
        self.model.open_request(f"{Panel.REFERRAL}:")

    def ask_aid(self) -> None:
        """Begin a request for an aid."""
        self.model.open_request(f"{Panel.AID}:")

    def note_need(self) -> None:
        """Begin to note a need without solution."""
        self.model.open_request(f"{Panel.NEED}:")

    def toggle_panel(self) -> None:
        """Open or close the right panel, when it is a drawer."""
        self._panes.toggle_panel()

    def _on_form_left(self) -> None:
        self.form = None
        self.model.close_panel()

    def _on_remove_clicked(self) -> None:
        code = self.model.opened.hex() if self.model.opened else ""
        if self.model.panel is Panel.CONTACT:
            self.model.remove_contact()
        elif self.model.panel is Panel.APPOINTMENT:
            self.form = None
            self.model.remove_appointment(code)
        elif self.model.panel is Panel.RECALL:
            self.form = None
            self.model.remove_recall(code)
        elif isinstance(self.form, REQUEST_FORMS):
            form, self.form = self.form, None
            form.remove()
            self.model.close_panel()

    def _on_class_changed(self, _found: object) -> None:
        self.contacts.panel.setVisible(self._panes.has_drawer)
