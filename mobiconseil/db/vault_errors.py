"""What can go wrong with the vault, in sentences that a person can act on."""

from __future__ import annotations

from mobiconseil.domain.waiting import spoken_wait
from mobiconseil.errors import AccessRefused, StorageError


class WrongPassphrase(AccessRefused):
    """The passphrase does not open this person's slot; `wait_s` is the wait before the next try."""

    def __init__(self, wait_s: int) -> None:
        advice = "Vérifiez la touche Verr. Maj. et réessayez"
        after = f" dans {spoken_wait(wait_s)}" if wait_s else ""
        super().__init__(
            f"Cette phrase de passe n’est pas la bonne. Rien n’est perdu. {advice}{after}. "
            "En cas d’oubli, utilisez la feuille de secours."
        )
        self.wait_s = wait_s


class TooManyAttempts(AccessRefused):
    """A try came before the end of the wait; the passphrase was not looked at."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(
            f"Plusieurs essais ont échoué. Attendez {spoken_wait(wait_s)} avant le prochain. Rien n’est perdu\u00a0: "
            "vous pouvez aussi utiliser la feuille de secours."
        )
        self.wait_s = wait_s


class UnknownUser(AccessRefused):
    """No slot bears this identifier any more."""

    def __init__(self) -> None:
        super().__init__(
            "Cette personne n’a plus d’accès sur cet ordinateur. Rien n’a été changé. Choisissez un autre nom."
        )


class LastUser(AccessRefused):
    """The last person cannot be removed: nobody could open the base any more."""

    def __init__(self) -> None:
        super().__init__(
            "Cette personne est la seule à pouvoir ouvrir le dossier de travail. Rien n’a été changé. "
            "Ajoutez d’abord une autre personne."
        )


class SlotsOfFormerVersions(AccessRefused):
    """Another key cannot be wrapped for these people, or for the sheet: their slots have no public half."""

    def __init__(self, names: tuple[str, ...]) -> None:
        done = "La clé n’a pas été changée, rien n’est perdu."
        if names:
            people = ", ".join(names)
            super().__init__(
                f"L’accès de {people} date d’une ancienne version. {done} Chacun ouvre ce poste et change sa phrase de "
                "passe une fois, ou vous retirez son accès\u00a0; puis recommencez."
            )
        else:
            super().__init__(
                f"La feuille de secours date d’une ancienne version. {done} Refaites-la d’abord\u00a0: Réglages, "
                "Sécurité\u00a0; puis recommencez."
            )


class VaultMissing(StorageError):
    """There is no vault in the folder."""

    def __init__(self) -> None:
        super().__init__(
            "Le fichier des clés (coffre.json) est introuvable. Vos dossiers ne sont pas touchés. "
            "Remettez à sa place le fichier coffre.json de votre dernière sauvegarde, puis réessayez."
        )


class VaultAlreadyThere(StorageError):
    """A vault exists already: creating another one would lose the key of the base."""

    def __init__(self) -> None:
        super().__init__(
            "Ce dossier de travail existe déjà. Rien n’a été changé. "
            "Ouvrez-le avec votre phrase de passe, ou choisissez un autre dossier."
        )


class VaultDamaged(StorageError):
    """The vault cannot be read: truncated, altered, or not a vault."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "Le fichier des clés (coffre.json) est abîmé. Vos dossiers ne sont pas touchés. "
            "Remettez à sa place le fichier coffre.json de votre dernière sauvegarde, puis réessayez."
        )
        self.reason = reason


class VaultTooRecent(StorageError):
    """The vault was written by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__(
            "Ce dossier de travail vient d’une version plus récente de MobiConseil. Rien n’a été changé. "
            "Installez la dernière version, puis réessayez."
        )
