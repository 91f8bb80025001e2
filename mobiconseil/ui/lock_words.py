"""Why the window is locked, as the lock screen says it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

_tr = partial(QCoreApplication.translate, "LockWords")


def by_hand(hour: str) -> str:
    """Return what is said of a lock that was asked for."""
    return _tr("Verrouillée à {}, à votre demande.").format(hour)


def idle(hour: str, minutes: int) -> str:
    """Return what is said after `minutes` without activity."""
    from mobiconseil.domain import typography  # late: the first lock screen says no reason

    return _tr("Verrouillée à {}, après {} sans activité.").format(hour, typography.duration(minutes))


def asleep() -> str:
    """Return what is said when the laptop slept."""
    return _tr("Verrouillée pendant la mise en veille.")


def before_the_sheet() -> str:
    """Return what is said of a lock before the recovery sheet was confirmed."""
    return _tr("Verrouillée avant la confirmation de la feuille de secours.")


def put_back(when: str) -> str:
    """Return what is said once the copy of `when` took the place of the base."""
    said = _tr("La sauvegarde du {} est en place. Vos dossiers d’avant sont gardés : Réglages, Sauvegardes.")
    return said.format(when)


def locked(why: str, *, saved: bool) -> str:
    """Return why, and whether everything typed was stored."""
    kept = _tr("Votre travail est enregistré et chiffré sur ce poste.")
    lost = _tr("La dernière saisie n’a pas pu être enregistrée. Le reste l’est, chiffré sur ce poste.")
    return f"{why} {kept if saved else lost}"
