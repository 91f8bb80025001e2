"""The middle of the summary: the journey, and under it the quick note."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mobiconseil.domain import typography
from mobiconseil.ui.screens.summary.event import Event, Kind
from mobiconseil.ui.screens.summary.journey import Journey, shown_when
from mobiconseil.ui.screens.summary.view_model import SummaryModel
from mobiconseil.ui.theme import look
from mobiconseil.ui.widgets.buttons import IconButton, LinkButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.refill import empty
from mobiconseil.ui.widgets.timeline import Timeline, TimelineEntry
from mobiconseil.ui.widgets_forms.quick_note import QuickNote


class JourneyCard(Card):
    """« Parcours »: what is ahead, today, what was done; the note stays at the foot while the journey scrolls."""

    def __init__(self, model: SummaryModel) -> None:
        super().__init__(self.tr("Parcours"), " ", scroll=True)
        self._model = model
        self._shown: tuple[Journey, int, Kind] | None = None
        self.filter = SegmentedChoice(
            (
                (Kind.ALL, self.tr("Tout")),
                (Kind.CONTACTS, self.tr("Contacts")),
                (Kind.ACTIONS, self.tr("Actions")),
            ),
            self.tr("Filtrer le parcours"),
            current=Kind.ALL,
        )
        self.panel = IconButton("dock-right", self.tr("Rendez-vous, plan et accords"), key="F4")
        self.add_extra(self.filter)
        self.add_extra(self.panel)
        self.panel.hide()
        self.note = QuickNote(model.note)
        self.set_footer(self.note)
        self.filter.chosen.connect(self._on_filter_chosen)

    def render_model(self) -> None:
        """Show the journey as it is now."""
        found, hidden = self._model.journey_shown()
        if (found, hidden, self._model.wanted) == self._shown:
            return
        self._shown = (found, hidden, self._model.wanted)
        since = typography.short_date(found.since) if found.since else ""
        self.set_title(self.tr("Parcours"), self.tr("depuis le {day}").format(day=since) if since else "")
        empty(self.body)
        offset = 0
        for month, events in found.months():
            if month:
                self.body.addWidget(Label(month, Role.SMALL_STRONG))
            self.body.addWidget(self._timeline(events, found.today_at - offset))
            offset += len(events)
        if not found.events:
            self.body.addWidget(self._nothing())
        if hidden:
            words = typography.count(hidden, "événement plus ancien", "événements plus anciens")
            older = LinkButton(self.tr("Voir {count}").format(count=words))
            older.clicked.connect(self._model.show_older)
            self.body.addWidget(older, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _timeline(self, events: tuple[Event, ...], today_at: int) -> Timeline:
        today = self._model.today()
        entries = [
            TimelineEntry(
                title=typography.tidy(event.title),
                subtitle=typography.tidy(event.subtitle),
                when=shown_when(event, today),
                icon=event.icon,
                tone=event.tone,
                code=event.code,
            )
            for event in events
        ]
        here = 0 <= today_at <= len(events) and (today_at < len(events) or today_at > 0)
        timeline = Timeline(entries, today=self._model.today_words() if here else "", today_at=today_at)
        timeline.opened.connect(self._model.open)
        return timeline

    def _nothing(self) -> QWidget:
        words = {
            Kind.ALL: self.tr("Le parcours se remplira avec vos notes, vos rendez-vous et le plan."),
            Kind.CONTACTS: self.tr("Aucun contact noté."),
            Kind.ACTIONS: self.tr("Aucune action pour l’instant."),
        }
        label = Label(words[self._model.wanted], Role.HINT, wrap=True)
        label.setContentsMargins(0, look().px(8), 0, 0)
        return label

    def _on_filter_chosen(self, code: str) -> None:
        self._model.set_wanted(Kind(code))
