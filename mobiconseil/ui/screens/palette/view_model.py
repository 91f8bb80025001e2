"""What the quick search finds: people, then services, then actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mobiconseil.domain import typography
from mobiconseil.domain.beneficiary import FileState
from mobiconseil.domain.identity import RecordId
from mobiconseil.services import person_words
from mobiconseil.services.ports import DirectoryFilter, PersonLine
from mobiconseil.ui.context import Context
from mobiconseil.ui.exercise.tasks import NAME
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.theme import Theme

MOST_PEOPLE = 6
MOST_SERVICES = 4
MEANT = 4
"""Letters from which an action so named comes before a new file of that name."""
MOST_ACTIONS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A line of the quick search."""

    title: str
    detail: str = ""
    initials: str = ""
    """Of a person; empty for an action."""
    family: str = ""
    """Of a service, « F4 », or « ? » without family."""
    icon: str = ""
    key: str = ""
    run: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A titled group of lines."""

    title: str
    lines: tuple[Found, ...]


class WindowCommands:
    """What the quick search asks of the window, beyond going somewhere."""

    def __init__(
        self,
        *,
        lock: Callable[[], object],
        scale: Callable[[int], object],
        help_: Callable[[], object],
    ) -> None:
        self.lock, self.scale, self.help = lock, scale, help_


class PaletteModel:
    """Looks for people and services in the base, and for actions by their words."""

    def __init__(self, context: Context, subject: RecordId | None, window: WindowCommands) -> None:
        self._context = context
        self._subject = subject
        self._window = window

    def find(self, text: str) -> tuple[Group, ...]:
        """Return the groups for what is typed; everything is offered while nothing is."""
        people = self._people(text)
        target = people[0] if people and text.strip() else self._current()
        groups = (
            Group(title="Personnes", lines=tuple(self._person(person) for person in people)),
            Group(title="Services", lines=self._services(text)),
            Group(title="Actions", lines=self._actions(text, target, found=bool(people))),
        )
        return tuple(group for group in groups if group.lines)

    # ------------------------------------------------------------------ people

    def _current(self) -> PersonLine | None:
        return None if self._subject is None else self._context.session.overviews.person(self._subject)

    def _people(self, text: str) -> tuple[PersonLine, ...]:
        session = self._context.session
        if self._context.shared.is_on or not text.strip():
            current = self._current()
            return () if current is None else (current,)
        return session.overviews.search(text, limit=MOST_PEOPLE)

    def _person(self, person: PersonLine) -> Found:
        today = self._context.session.clock.today()
        age = typography.age(person.birth_year, today) if person.birth_year else ""
        state = FileState(person.state)
        gone = {FileState.ARCHIVED: "archivé", FileState.LEFT: "sorti"}.get(state, "")
        return Found(
            title=person_words.full_name(person),
            detail=", ".join(part for part in (age, person.commune, gone) if part),
            initials=typography.initials(person_words.plain_name(person)) or "?",
            run=_Open(self._context, person.subject, Tab.SUMMARY, ""),
        )

    # ------------------------------------------------------------------ services

    def _services(self, text: str) -> tuple[Found, ...]:
        if len(text.strip()) < 2:
            return ()
        wanted = DirectoryFilter(text=text, limit=MOST_SERVICES)
        return tuple(
            Found(
                title=line.name,
                detail=", ".join(part for part in (line.organisation, line.commune) if part),
                family=line.family or "?",
                run=_Go(self._context, Route(section=Section.DIRECTORY, part=f"service/{line.id.hex()}")),
            )
            for line in self._context.session.directory.search(wanted)
        )

    # ------------------------------------------------------------------ actions

    def _actions(self, text: str, target: PersonLine | None, *, found: bool) -> tuple[Found, ...]:
        typed = text.strip()
        words = typography.fold(typed).split()
        general = [line for line in self._general() if _matches(line, words)]
        bound = [] if target is None else self._for_person(target)
        if typed:
            bound = bound[:2] if found else [line for line in bound if _matches(line, words)]
        # « corbeille » is the trash before it is somebody called so.
        meant = [line for line in general if len(typed) >= MEANT and _begins(line, typed)]
        rest = [line for line in general if line not in meant]
        lines = (*meant, *self._creation(typed), *bound, *rest)
        return lines if not typed else lines[:MOST_ACTIONS]

    def _creation(self, typed: str) -> tuple[Found, ...]:
        named = any(character.isalpha() for character in typed)
        title = "Nouveau bénéficiaire" + (f" {typography.quote(typed)}" if named else "")
        create = _Create(self._context, typed if named else "")
        return (Found(title=title, icon="account-plus-outline", key="Ctrl N", run=create),)

    def _for_person(self, person: PersonLine) -> list[Found]:
        context, subject = self._context, person.subject
        name = self._context.shared.name_of(person)
        begun = person.assessment_started is not None and person.assessment_finished is None
        verb = "Reprendre" if begun else "Démarrer"
        return [
            Found(
                title="Fixer un rendez-vous",
                detail=f"avec {name}",
                icon="calendar-plus",
                run=_Open(context, subject, Tab.FOLLOW_UP, "appointment"),
            ),
            Found(
                title="Noter un contact",
                detail=f"avec {name}",
                icon="comment-plus-outline",
                run=_Open(context, subject, Tab.FOLLOW_UP, "contact"),
            ),
            Found(
                title=f"{verb} le diagnostic",
                detail=f"de {name}",
                icon="clipboard-check-outline",
                run=_Open(context, subject, Tab.ASSESSMENT, ""),
            ),
            Found(
                title="Voir les préconisations",
                detail=f"pour {name}",
                icon="filter-outline",
                run=_Open(context, subject, Tab.RECOMMENDATIONS, ""),
            ),
            Found(
                title="Imprimer le plan",
                detail=f"de {name}",
                icon="printer-outline",
                run=_Open(context, subject, Tab.PLAN, "print"),
            ),
            Found(
                title="Préparer un fichier du dossier",
                detail=f"de {name}",
                icon="tray-arrow-up",
                run=_Go(context, Route(section=Section.EXCHANGE, part=f"preparer/{subject.hex()}")),
            ),
        ]

    def _exercise(self) -> tuple[Found, ...]:
        """Offer the guided exercise; it locks one’s own files and opens the demonstration."""
        detail = "" if self._context.session.is_demo else "sur des personnes fictives, dans un dossier à part"
        run = self._context.navigator.exercise_requested.emit
        return (Found(title=NAME, detail=detail, icon="school-outline", run=run),)

    def _general(self) -> list[Found]:
        context, window = self._context, self._window
        on = context.shared.is_on
        gone = [
            Found(title=title, icon=icon, key=key, run=_Go(context, Route(section=section, part=part)))
            for title, icon, section, part, key in _PLACES
        ]
        shared = "Quitter l’écran partagé" if on else "Écran partagé"
        return [
            *gone,
            Found(title=shared, icon="account-eye-outline", key="F8", run=_Call(context.shared.set_on, not on)),
            Found(title="Verrouiller", icon="lock-outline", key="Ctrl L", run=window.lock),
            Found(title="Texte plus grand", icon="format-font-size-increase", key="Ctrl +", run=_Call(window.scale, 1)),
            Found(
                title="Texte plus petit", icon="format-font-size-decrease", key="Ctrl -", run=_Call(window.scale, -1)
            ),
            *(
                Found(title=f"Affichage {theme.label.lower()}", icon="theme-light-dark", run=_Dress(context, theme))
                for theme in Theme
            ),
            Found(title="Aide de cet écran", icon="help-circle-outline", key="F1", run=window.help),
            *self._exercise(),
        ]


_PLACES = (
    ("Accueil", "home-outline", Section.HOME, "", "Alt 1"),
    ("Bénéficiaires", "account-group-outline", Section.PEOPLE, "tous", "Alt 2"),
    ("Suivi", "calendar-clock-outline", Section.FOLLOW_UP, "", "Alt 3"),
    ("Annuaire", "map-search-outline", Section.DIRECTORY, "", "Alt 4"),
    ("Échanges", "usb-flash-drive-outline", Section.EXCHANGE, "", "Alt 5"),
    ("Réglages", "cog-outline", Section.SETTINGS, "", "Alt 6"),
    ("Permanence\u00a0: ouvrir, recevoir, clôturer", "door-open", Section.DROP_IN, "", "F9"),
    ("Recevoir un fichier de l’équipe", "tray-arrow-down", Section.EXCHANGE, "recevoir", ""),
    ("Préparer un fichier pour l’équipe", "tray-arrow-up", Section.EXCHANGE, "preparer", ""),
    ("Choisir entre deux valeurs", "source-merge", Section.EXCHANGE, "decider", ""),
    ("Postes de l’équipe", "laptop", Section.EXCHANGE, "equipe", ""),
    ("Inviter un poste dans l’équipe", "account-plus-outline", Section.EXCHANGE, "inviter", ""),
    ("Rejoindre une équipe", "account-arrow-right-outline", Section.EXCHANGE, "rejoindre", ""),
    ("Effacements\u00a0: qui les a confirmés", "account-remove-outline", Section.EXCHANGE, "effacements", ""),
    ("Effacer un dossier définitivement", "delete-forever-outline", Section.SETTINGS, "trash", ""),
    ("Importer des services", "database-import-outline", Section.DIRECTORY, "import", ""),
    ("Fiches de l’annuaire à revérifier", "clock-alert-outline", Section.DIRECTORY, "a-reverifier", ""),
    ("Dossiers à relancer", "phone-outline", Section.PEOPLE, "a_relancer", ""),
    ("Corbeille", "trash-can-outline", Section.PEOPLE, "corbeille", ""),
    ("Réglages\u00a0: votre structure", "office-building-outline", Section.SETTINGS, "structure", ""),
    ("Réglages\u00a0: mon compte et phrase de passe", "account-outline", Section.SETTINGS, "account", ""),
    ("Réglages\u00a0: équipe sur ce poste", "account-multiple-outline", Section.SETTINGS, "team", ""),
    ("Réglages\u00a0: sécurité et feuille de secours", "shield-key-outline", Section.SETTINGS, "security", ""),
    ("Réglages\u00a0: sauvegardes, copier et remettre", "content-save-outline", Section.SETTINGS, "backups", ""),
    ("Réglages\u00a0: affichage", "palette-outline", Section.SETTINGS, "display", ""),
    ("Réglages\u00a0: référentiel", "book-open-variant", Section.SETTINGS, "reference", ""),
    ("Réglages\u00a0: règles", "filter-cog-outline", Section.SETTINGS, "rules", ""),
    ("Réglages\u00a0: aides", "hand-coin-outline", Section.SETTINGS, "aids", ""),
    ("Réglages\u00a0: fonds de carte", "map-plus", Section.SETTINGS, "maps", ""),
    ("Réglages\u00a0: journal", "text-box-search-outline", Section.SETTINGS, "journal", ""),
    ("Réglages\u00a0: à propos, version et assistance", "information-outline", Section.SETTINGS, "about", ""),
)
"""Where one may go: title, icon, section, part, key."""


@dataclass(frozen=True, slots=True)
class _Open:
    context: Context
    subject: RecordId
    tab: Tab
    part: str

    def __call__(self) -> None:
        self.context.navigator.open_file(self.subject, self.tab, part=self.part)


@dataclass(frozen=True, slots=True)
class _Go:
    context: Context
    route: Route

    def __call__(self) -> None:
        self.context.navigator.go(self.route)


@dataclass(frozen=True, slots=True)
class _Create:
    context: Context
    typed: str

    def __call__(self) -> None:
        self.context.navigator.new_file_requested.emit(self.typed)


@dataclass(frozen=True, slots=True)
class _Dress:
    context: Context
    theme: Theme

    def __call__(self) -> None:
        self.context.settings.change(theme=self.theme.value)


@dataclass(frozen=True, slots=True)
class _Call:
    run: Callable[..., object]
    argument: object

    def __call__(self) -> None:
        self.run(self.argument)


def _begins(line: Found, typed: str) -> bool:
    """Say whether the typed text begins the name of an action, or is one of its words, in the plural too."""
    title, wanted = typography.fold(line.title), typography.fold(typed)
    return title.startswith(wanted) or not {wanted, f"{wanted}s"}.isdisjoint(title.replace(",", " ").split())


def _matches(line: Found, words: list[str]) -> bool:
    """Say whether each typed word begins a word of the title."""
    titled = typography.fold(line.title).replace(":", " ").replace("\u00a0", " ").split()
    return all(any(part.startswith(word) for part in titled) for word in words)
