"""Every widget in every state, for screenshots, tests and whoever writes a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from mobiconseil.ui import tokens
from mobiconseil.ui.gallery_more import more_columns
from mobiconseil.ui.widgets.buttons import Button, Kind
from mobiconseil.ui.widgets.card import Card
from mobiconseil.ui.widgets.chips import Chip, Tone
from mobiconseil.ui.widgets.choice_fields import Completion, CompletionField
from mobiconseil.ui.widgets.date_field import DateField, TimeField
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from mobiconseil.ui.widgets.flow_layout import FlowLayout
from mobiconseil.ui.widgets.focus_ring import FocusRing
from mobiconseil.ui.widgets.form_field import FieldRow, FormField
from mobiconseil.ui.widgets.labels import FamilyIcon, IconLine, Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row
from mobiconseil.ui.widgets.notices import Banner, EmptyState, LongTaskCard
from mobiconseil.ui.widgets.segment_note import SegmentNote
from mobiconseil.ui.widgets.text_fields import PhoneField, TextField
from mobiconseil.ui.widgets.toast import Toast

TODAY = date(2026, 11, 20)


def gallery() -> QWidget:
    """Return the page of components, in three columns."""
    return _page((_left, _middle, _right), (1, 1, 1))


def more() -> QWidget:
    """Return the page of the larger widgets, in three columns."""
    return _page(more_columns(), (6, 4, 3))


def _page(columns: tuple[Callable[[], list[QWidget]], ...], stretches: tuple[int, ...]) -> QWidget:
    page = QFrame()
    page.setObjectName("gallery")
    page.setAutoFillBackground(True)
    row = Row(page, margins=(20, 14, 20, 14), gap=16)
    for build, stretch in zip(columns, stretches, strict=True):
        column = Column(gap=12)
        for widget in build():
            column.addWidget(widget)
        column.addStretch(1)
        row.addLayout(column, stretch)
    page_ring = FocusRing(page)
    page_ring.setObjectName("ring")
    return page


def titled(title: str) -> Card:
    """Return a card with a small title, as on the page of components."""
    card = Card()
    card.setAccessibleName(title)
    card.body.set_space((14, 10, 14, 12), 8)
    card.body.addWidget(Label(title, Role.SMALL_STRONG))
    return card


def hovered(widget: QWidget) -> QWidget:
    """Show the widget as under the mouse."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    return widget


def disabled(widget: QWidget) -> QWidget:
    """Show the widget as not available."""
    widget.setEnabled(False)
    return widget


def captioned(widget: QWidget, caption: str) -> Column:
    """Return a widget above the name of its state."""
    column = Column(gap=4)
    column.addWidget(widget)
    column.addWidget(Label(caption, Role.SMALL))
    return column


def _left() -> list[QWidget]:
    return [_buttons(), _fields(), _notes(), _chips()]


def _buttons() -> QWidget:
    card = titled("Boutons")
    states: tuple[tuple[tuple[QWidget, str], ...], ...] = (
        (
            (Button("Enregistrer", Kind.PRIMARY, icon="check"), "principal"),
            (hovered(Button("Enregistrer", Kind.PRIMARY, icon="check")), "survol"),
            (disabled(Button("Enregistrer", Kind.PRIMARY, icon="check")), "indisponible"),
        ),
        (
            (Button("Préparer"), "secondaire"),
            (hovered(Button("Préparer")), "survol"),
            (disabled(Button("Préparer")), "indisponible"),
            (Button("Effacer…", Kind.DESTRUCTIVE, icon="trash-can-outline"), "destructif"),
        ),
        (
            (Button("Imprimer", Kind.PRIMARY, icon="printer-outline", key="Ctrl P"), "avec sa touche"),
            (Button("Modifier", Kind.QUIET, icon="pencil-outline"), "discret"),
            (Button("Voir la semaine", Kind.LINK), "lien"),
        ),
    )
    for line in states:
        row = Row(gap=12)
        for widget, caption in line:
            row.addLayout(captioned(widget, caption))
        row.addStretch(1)
        card.body.addLayout(row)
    return card


def _communes(typed: str) -> list[Completion]:
    known = (("53019", "Ballots", "53350"), ("53018", "Bazouges", "53200"), ("53084", "Cossé-le-Vivien", "53230"))
    return [
        Completion(code=code, label=label, detail=post)
        for code, label, post in known
        if label.casefold().startswith(typed.casefold())
    ]


def read_date(text: str) -> date | None:
    """Read « 23/11 » in the year of the gallery."""
    day, _, month = text.partition("/")
    valid = day.isdigit() and month.isdigit() and 1 <= int(day) <= 28 and 1 <= int(month) <= 12
    return date(TODAY.year, int(month), int(day)) if valid else None


def show_date(value: date) -> str:
    """Write a date with figures."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def today() -> date:
    """Return the day of the gallery."""
    return TODAY


def _fields() -> QWidget:
    card = titled("Champs")
    phone = FormField("Téléphone", PhoneField(lambda text: text or None, "06 39 98 12 3"))
    number = FormField("Numéro France Travail", TextField(placeholder="Non demandé"))
    fields = (
        FormField("Prénom", TextField("Sylvie")),
        FormField("Commune", CompletionField(_communes, "Ball"), help_text="Entrée pour choisir Ballots (53350)"),
        phone,
        number,
        FormField("Avant le", DateField(read_date, show_date, today, value=date(2026, 11, 23))),
        FormField("Heure", TimeField(), optional=True),
    )
    for first, second in (fields[0:2], fields[2:4], fields[4:6]):
        card.body.addWidget(FieldRow(first, second))
    phone.set_error("Il manque un chiffre. Exemple\u00a0: 06\u00a039\u00a098\u00a012\u00a034")
    number.set_available(False, "Inutile sans prescription")
    return card


def _notes() -> QWidget:
    card = titled("Note de 0 à 4")
    row = Row(gap=6)
    words = ("jamais", "avec aide", "préparé", "seule", "inconnu")
    for level, (text, state) in enumerate(
        zip(words, ("libre", "survol", "choisie", "avant", "indisponible"), strict=True)
    ):
        cell = SegmentNote(level, text)
        cell.setChecked(level == 2)
        cell.set_previous(level == 3)
        if level == 1:
            hovered(cell)
        cell.setEnabled(level != 4)
        row.addLayout(captioned(cell, state), 1)
    card.body.addLayout(row)
    return card


def _chips() -> QWidget:
    card = titled("Pastilles et fraîcheur")
    states = (
        ("Éligible", Tone.OK, "check-circle-outline"),
        ("À vérifier", Tone.WARN, "help-circle-outline"),
        ("Non éligible", Tone.NEUTRAL, "close-circle-outline"),
        ("En parcours", Tone.TINT, ""),
        ("Retard 4 j", Tone.DANGER, ""),
        ("2 à décider", Tone.WARN, "source-merge"),
        ("Dans 8 min", Tone.OUTLINE, "clock-outline"),
        ("À revérifier\u00a0: 7 mois", Tone.WARN, "clock-alert-outline"),
        ("Ancien\u00a0: 14 mois", Tone.DANGER, "alert-outline"),
    )
    flow = FlowLayout(gap=8)
    for text, tone, icon in states:
        flow.addWidget(Chip(text, tone, icon))
    card.body.addLayout(flow)
    card.body.addWidget(IconLine("check", "vérifié le 12 nov.", "ok", Role.SECONDARY))
    return card


def _middle() -> list[QWidget]:
    done, problem = Toast(), Toast()
    done.set_message("Étape 2 supprimée", "Annuler")
    problem.set_message("Clé USB absente. Sauvegarde non faite.", "Réessayer", problem=True)
    task = LongTaskCard("Import de l’annuaire")
    task.set_progress(2310, 4096, "2\u202f310 sur 4\u202f096", "Environ 20\u00a0s. Vous pouvez continuer.")
    return [done, problem, task, _families(), _empty()]


def _families() -> QWidget:
    card = titled("Familles de services")
    grid = QGridLayout()
    grid.setVerticalSpacing(8)
    for rank, family in enumerate(tokens.families().values()):
        row = Row(gap=8)
        row.addWidget(FamilyIcon(family.code))
        row.addWidget(Label(family.label), 1)
        grid.addLayout(row, rank // 2, rank % 2)
    card.body.addLayout(grid)
    return card


def _empty() -> QWidget:
    card = Card()
    card.setAccessibleName("Relances")
    card.body.addWidget(
        EmptyState(
            "calendar-check-outline",
            "Aucune relance aujourd’hui",
            "La prochaine est lundi, avec Mme\u00a0Rousseau.",
            action="Voir la semaine",
        )
    )
    return card


def _right() -> list[QWidget]:
    return [
        _dialog(),
        Banner(
            "Carte indisponible sur ce poste",
            "Le fond de carte n’a pas pu être lu. La liste reste complète.",
            action="Réparer",
        ),
        Banner(
            "Écran partagé",
            "Les autres noms, la recherche, les notes internes et la santé sont masqués.",
            tone="info",
            icon="account-eye-outline",
            key="F8",
        ),
        Banner("Rien n’a été envoyé", "L’accord de la personne manque.", tone="danger", action="Compléter"),
    ]


def _dialog() -> QWidget:
    dialog = ConfirmDialog(
        "Effacer le dossier de M.\u00a0Paul Leroux\u202f?",
        "La fiche, 2 diagnostics, 1 plan et 4 documents seront effacés de ce poste et des sauvegardes. "
        "Un certificat d’effacement sera créé.",
        confirm="Effacer définitivement",
        keep="Garder le dossier",
        type_to_confirm="LEROUX",
    )
    dialog.setWindowFlags(Qt.WindowType.Widget)
    card = Card()
    card.setAccessibleName("Dialogue")
    card.setProperty("strong", True)
    card.body.set_space(1, 0)
    card.body.addWidget(dialog)
    return card
