"""The larger widgets of the gallery: rating, profile, timeline, filters, progress."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mobiconseil.ui.widgets.buttons import Button, Height, IconButton
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import CheckBox, FilterChip, SegmentedChoice, Toggle, TriStateChoice
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.indicators import Avatar, IntensityBars, ProgressSteps, RankDisc
from mobiconseil.ui.widgets.labels import KeyHint, Label, Quote, Role
from mobiconseil.ui.widgets.layouts import Row
from mobiconseil.ui.widgets.profile import ProfileCard
from mobiconseil.ui.widgets.radar import Axis, AxisState
from mobiconseil.ui.widgets.rating_row import RatingLegend, RatingRow
from mobiconseil.ui.widgets.search_box import SearchBox
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.timeline import Timeline, TimelineEntry

_FULL, _PART = AxisState.COMPLETE, AxisState.PARTIAL
AXES = (
    Axis(label="Repérage", value=3, previous=2, state=_FULL),
    Axis(label="Temps", value=2.75, previous=2, state=_FULL),
    Axis(label="Bus, train", value=2.33, previous=1, state=_PART, current=True),
    Axis(label="Marche", value=2.5, previous=2.5, state=_FULL),
    Axis(label="Conduire", value=1.2, previous=1, state=_FULL),
    Axis(label="Véhicule", value=0.5, previous=0.5, state=_FULL),
    Axis(label="Numérique", value=3.7, previous=3, state=_FULL),
    Axis(label="Langue", value=3.5, previous=3.5, state=_FULL),
    Axis(label="Budget"),
    Axis(label="Santé"),
    Axis(label="Confiance"),
    Axis(label="Territoire"),
)
ITEMS = (
    ("3.1", "Lire une fiche horaire ou un panneau d’arrêt",
     ("pas encore", "si on lui montre sa ligne", "horaire simple", "jours, périodes, renvois", "combine deux réseaux")),
    ("3.2", "Monter, valider, descendre au bon arrêt",
     ("jamais pris le car", "accompagnée", "trajet appris", "seule, réseau habituel", "seule, tout réseau")),
    ("3.3", "Acheter un titre, connaître les tarifs",
     ("pas encore", "au conducteur", "avec aide (appli, borne)", "seule", "choisit le moins cher")),
    ("3.4", "Prendre un car ou un train avec correspondance",
     ("jamais", "accompagnée", "trajet préparé", "seule", "retard, gare inconnue")),
    ("3.5", "Réserver un transport à la demande",
     ("ne connaît pas", "on réserve pour elle", "avec aide", "seule", "régulier, annule à temps")),
)  # fmt: skip
EVENTS = (
    TimelineEntry(
        title="Prise de poste à Craon",
        when="lun. 7 déc.",
        icon="calendar-clock-outline",
        subtitle="Échéance du projet",
        tone="primary",
    ),
    TimelineEntry(
        title="Essai du trajet Ballots – Craon",
        when="mer. 2 déc., 6\u00a0h\u00a040",
        icon="calendar-outline",
        subtitle="Rendez-vous prévu, avec Claire",
        tone="primary",
        code="event",
    ),
    TimelineEntry(
        title="Plan d’action construit, 45\u00a0min",
        when="9\u00a0h\u00a000",
        icon="format-list-numbered",
        subtitle="À Ballots. 3 étapes, la première est commencée.",
        tone="primary",
    ),
    TimelineEntry(
        title="Diagnostic terminé, 54 items",
        when="mar. 10 nov.",
        icon="clipboard-check-outline",
        subtitle="50\u00a0min à Ballots. Projet cohérent avec ses horaires.",
        tone="ok",
    ),
    TimelineEntry(
        title="Appel, 10\u00a0min",
        when="jeu. 5 nov.",
        icon="phone-outline",
        subtitle="Voiture déclarée non réparable par le garage.",
    ),
)


def more_columns() -> tuple[Callable[[], list[QWidget]], ...]:
    """Return the builders of the three columns."""
    return (lambda: [rating_card()], lambda: [timeline_card(), _indicators()], lambda: [profile_card(), _choices()])


def rating_card() -> Card:
    """Return a domain being rated."""
    card = Card(flush=True)
    card.setAccessibleName("3. Bus, car et train")
    card.body.addWidget(RatingLegend())
    for rank, (code, title, words) in enumerate(ITEMS, 1):
        row = RatingRow(code, title, words, position=(rank, len(ITEMS)))
        row.set_previous(1)
        card.body.addWidget(row)
        if rank <= 3:
            row.set_rating((2, 3, 2)[rank - 1])
        if rank == 1:
            row.set_method("observed")
            row.set_commented(True)
        row.set_not_applicable(rank == 5)
    return card


def timeline_card() -> Card:
    """Return the course of a file."""
    card = Card("Parcours", "depuis le mer. 28 oct. 2026")
    options = (("all", "Tout"), ("contacts", "Contacts"), ("actions", "Actions"))
    card.add_extra(SegmentedChoice(options, "Filtrer le parcours", current="all"))
    card.body.addWidget(Timeline(EVENTS, today="Aujourd’hui, ven. 20 nov.", today_at=2))
    return card


def profile_card() -> ProfileCard:
    """Return a profile half done, beside the previous one."""
    return ProfileCard(AXES)


def _indicators() -> QWidget:
    card = Card("Repères", link="Voir le diagnostic")
    for level, text, word in ((3, "Aucun véhicule", "bloquant"), (2, "Budget", "fort"), (1, "Garde", "à organiser")):
        row = Row()
        row.addWidget(Label(text), 1)
        row.addWidget(IntensityBars(level, word))
        card.body.addLayout(row)
    row = Row(gap=12)
    row.addWidget(Avatar("LC", name="Léa Chauvin"))
    row.addWidget(ProgressSteps(1, "Étape 2 sur 4 · 31 items sur 54"), 1)
    row.addWidget(RankDisc(1))
    row.addWidget(RankDisc(4, muted=True))
    card.body.addLayout(row)
    card.body.addWidget(Quote("«\u00a0Loin, pour moi, c’est après Laval. Je veux travailler avec des enfants.\u00a0»"))
    keys = Row(gap=6)
    for key in ("0", "4", "↓", "Suppr", "Ctrl K"):
        keys.addWidget(KeyHint(key))
    keys.addStretch(1)
    keys.addWidget(IconButton("pencil-outline", "Modifier"))
    card.set_footer(_holding(keys))
    return card


def _holding(row: Row) -> QWidget:
    widget = QWidget()
    widget.setLayout(row)
    return widget


def _choices() -> QWidget:
    card = Card("Choix")
    chips = FlowLayout(gap=8)
    for code, text, count, on in (
        ("all", "Tous", 87, True),
        ("call", "À relancer", 7, False),
        ("old", "À archiver", 3, False),
    ):
        chips.addWidget(FilterChip(code, text, count, checked=on))
    card.body.addWidget(SearchBox("Filtrer la liste\u00a0: nom, commune…", key="Ctrl F", icon="filter-variant"))
    card.body.addLayout(chips)
    card.body.addWidget(TriStateChoice("Permis de conduire"))
    card.body.addWidget(CheckBox("Notice d’information remise", checked=True))
    card.body.addWidget(Toggle("Réduire les animations", checked=True))
    row = Row()
    row.addWidget(ChoiceField((("15", "15\u00a0min"), ("30", "30\u00a0min")), name="Durée", current="15", compact=True))
    row.addStretch(1)
    row.addWidget(Button("Ajouter", height=Height.ROW, icon="plus"))
    card.body.addLayout(row)
    area = TextArea("Appel du garage\u00a0: la voiture ne sera pas réparée.", lines=2)
    field = FormField("Note", area, optional=True, limit=500)
    field.set_warning("N’écrivez pas de santé ni de justice ici.")
    card.body.addWidget(field)
    card.body.addWidget(Label("Lignes 1 à 10 sur 87", Role.HINT))
    return card
