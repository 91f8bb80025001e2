"""What this laptop needs: only things that this version can do."""

from __future__ import annotations

from datetime import timedelta

from mobiconseil.domain.team import Structure
from mobiconseil.domain.typography import NBSP, count
from mobiconseil.services.actions import Action
from mobiconseil.services.session import Session
from mobiconseil.services.sheet_news import SheetNews, sheet_news
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.navigation import Section
from mobiconseil.ui.screens.home.drop_in import drop_in_chore
from mobiconseil.ui.screens.home.rows import Chore

SECURITY, STRUCTURE, ACCOUNT, TEAM, BACKUPS = "security", "structure", "account", "team", "backups"
"""Pages of the settings."""
EXCHANGE_EACH = timedelta(days=7)
"""Exchanged each week, files leave few choices to make."""
SHEET_LASTS = timedelta(days=365)
"""A sheet that nobody tried for a year may be lost without anybody knowing."""


def chores(session: Session, workspace: Workspace, counts: dict[str, int]) -> tuple[Chore, ...]:
    """Return what remains to be done, the most urgent first."""
    found = (
        drop_in_chore(session),
        _sheet(session, workspace),
        _backup(session, counts),
        _undecided(session),
        _exchange(session),
        _archives(counts.get("a_archiver", 0)),
        _structure(session.team.structure()),
        _phones(session),
        _quiet(counts.get("sans_contact", 0)),
    )
    return tuple(chore for chore in found if chore is not None)


def _sheet(session: Session, workspace: Workspace) -> Chore | None:
    if not workspace.sheet_pending:
        return _team_sheet(sheet_news(session, workspace)) or _old_sheet(session)
    return Chore(
        icon="shield-key-outline",
        title="Feuille de secours",
        detail=f"À confirmer{NBSP}: sans elle, une phrase de passe oubliée ferme le dossier",
        action="Confirmer",
        section=Section.SETTINGS,
        part=SECURITY,
        urgent=True,
    )


def _team_sheet(news: SheetNews) -> Chore | None:
    words = {
        SheetNews.UNTOLD: (f"L’équipe ne connaît pas encore la nouvelle{NBSP}: tapez sa clé", "Taper la clé"),
        SheetNews.FOLLOWED: (
            f"Celle de l’équipe ouvre ce poste. L’ancienne n’ouvre plus rien{NBSP}: détruisez-la",
            "Vérifier",
        ),
        SheetNews.UNTIL_CONFIRMED: (
            f"La vôtre sert jusqu’à la confirmation de ce poste. Ensuite{NBSP}: celle de l’équipe",
            "Voir la demande",
        ),
    }
    if news not in words:
        return None
    detail, action = words[news]
    waits = news is SheetNews.UNTIL_CONFIRMED
    return Chore(
        icon="shield-key-outline",
        title="Feuille de secours",
        detail=detail,
        action=action,
        section=Section.EXCHANGE if waits else Section.SETTINGS,
        part="equipe" if waits else SECURITY,
        urgent=news is SheetNews.UNTOLD,
    )


def _old_sheet(session: Session) -> Chore | None:
    tried = session.overviews.last_time((Action.RECOVERY_CHECKED, Action.RECOVERY_RENEWED, Action.RECOVERY_USED))
    if tried is None or session.clock.now() - tried < SHEET_LASTS:
        return None
    return Chore(
        icon="shield-key-outline",
        title="Feuille de secours",
        detail="Pas vérifiée depuis un an",
        action="Vérifier",
        section=Section.SETTINGS,
        part=SECURITY,
    )


def _backup(session: Session, counts: dict[str, int]) -> Chore | None:
    """Remind of a copy outside this laptop, once there is something to lose."""
    reminder = session.backups.reminder() if counts.get("tous", 0) else None
    if reminder is None:
        return _trial(session)
    if reminder.last_at is None:
        detail = f"Rien hors de ce poste{NBSP}: un vol ou une panne emporterait tout"
    else:
        days = max((session.clock.today() - session.clock.local(reminder.last_at).date()).days, 0)
        detail = f"Dernière copie sur la clé il y a {count(days, 'jour')}"
    return Chore(
        icon="content-save-outline",
        title="Sauvegarder sur une clé",
        detail=detail,
        action="Sauvegarder" if reminder.has_place else "Choisir la clé",
        section=Section.SETTINGS,
        part=BACKUPS,
        urgent=reminder.last_at is None,
    )


def _trial(session: Session) -> Chore | None:
    if not session.backups.is_trial_due():
        return None
    return Chore(
        icon="shield-check-outline",
        title="Tester une sauvegarde",
        detail="Aucune n’a été ouverte depuis trois mois",
        action="Tester",
        section=Section.SETTINGS,
        part=BACKUPS,
    )


def _undecided(session: Session) -> Chore | None:
    waiting = sum(session.exchange.pending_counts().values())
    if not waiting:
        return None
    return Chore(
        icon="source-merge",
        title=count(waiting, "champ a deux valeurs", "champs ont deux valeurs"),
        detail="Deux postes ont changé la même chose",
        action="Choisir",
        section=Section.EXCHANGE,
        part="decider",
    )


def _exchange(session: Session) -> Chore | None:
    """Remind of the exchange of the week, once there was a first one."""
    last = session.exchange.last_exchange()
    if last is None or session.clock.now() - last < EXCHANGE_EACH:
        return None
    days = (session.clock.today() - session.clock.local(last).date()).days
    return Chore(
        icon="usb-flash-drive-outline",
        title="Échanger avec l’équipe",
        detail=f"Dernier échange il y a {count(days, 'jour')}",
        action="Échanger",
        section=Section.EXCHANGE,
        part="",
    )


def _archives(quantity: int) -> Chore | None:
    if not quantity:
        return None
    return Chore(
        icon="archive-outline",
        title=f"{count(quantity, 'dossier')} bientôt à archiver",
        detail=f"Sans contact depuis 22{NBSP}mois",
        action="Examiner",
        section=Section.PEOPLE,
        part="a_archiver",
    )


def _structure(structure: Structure) -> Chore | None:
    needs = (
        ("adresse", structure.address),
        ("téléphone", structure.phone),
        ("responsable des données", structure.controller),
    )
    missing = [name for name, value in needs if not value.strip()]
    if not missing:
        return None
    return Chore(
        icon="office-building-outline",
        title="Votre structure",
        detail=f"Il manque{NBSP}: {', '.join(missing)}",
        action="Compléter",
        section=Section.SETTINGS,
        part=STRUCTURE,
    )


def _phones(session: Session) -> Chore | None:
    without = [adviser for adviser in session.team.advisers() if adviser.active and not adviser.phone]
    if not without:
        return None
    mine = any(adviser.id == session.adviser.id for adviser in without)
    alone = mine and len(without) == 1
    return Chore(
        icon="phone-outline",
        title="Votre téléphone" if alone else f"{count(len(without), 'conseiller')} sans téléphone",
        detail="Il s’imprime sur le plan de la personne" if alone else "Le numéro s’imprime sur le plan",
        action="Ajouter",
        section=Section.SETTINGS,
        part=ACCOUNT if alone else TEAM,
    )


def _quiet(quantity: int) -> Chore | None:
    if not quantity:
        return None
    return Chore(
        icon="account-clock-outline",
        title=f"{count(quantity, 'dossier')} sans nouvelles",
        detail=f"Aucun contact depuis 3{NBSP}mois",
        action="Examiner",
        section=Section.PEOPLE,
        part="sans_contact",
    )
