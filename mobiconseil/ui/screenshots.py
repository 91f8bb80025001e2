"""Pictures of every screen, drawn in the real window without a display, from the demonstration base."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from mobiconseil.errors import MobiConseilError
from mobiconseil.services.workspace import Workspace
from mobiconseil.ui.application import make_application
from mobiconseil.ui.navigation import Section, Tab
from mobiconseil.ui.photographer import Photographer, Shot, Stage
from mobiconseil.ui.screens.first_launch.cards import PassphraseCard
from mobiconseil.ui.screens.first_launch.view_model import Stage as LaunchStage
from mobiconseil.ui.theme import Theme

PAPER_MS = 1500
"""A paper is drawn again 400 ms after the last key, then page by page."""
MAP_MS = 3000
"""The first map loads the browser engine, which takes most of a second."""
UNFINISHED = "Léa Chauvin"
"""Somebody whose assessment is under way."""
PLANNED = "Sylvie Garnier"
"""Somebody whose plan is agreed."""
POSTPONED = "Mehdi Sadek"
"""Somebody who asked for what is not for now."""


class PicturesMissing(MobiConseilError):
    """Some screens could not be drawn; the others were."""

    def __init__(self, failures: dict[str, str]) -> None:
        self.failures = failures
        names = ", ".join(sorted(failures))
        super().__init__(
            f"Ces écrans n’ont pas pu être dessinés\u00a0: {names}. Les autres images sont écrites. "
            "Relancez la commande\u202f; si cela recommence, signalez-le avec le texte affiché plus haut."
        )


def take_all(demo: Workspace, blank: Workspace, out_dir: Path) -> list[Path]:
    """Write a picture of every screen in `out_dir` and return their places.

    `demo` is the closed demonstration base; `blank` an empty folder, where a first launch is begun. Raises
    PicturesMissing, after the others were written, when a screen could not be drawn.
    """
    app = QApplication.instance() or make_application(sys.argv[:1])
    out_dir.mkdir(parents=True, exist_ok=True)
    photographer = Photographer(Stage(demo, blank), SHOTS, out_dir, app)
    photographer.run()
    if photographer.failures:
        for name, reason in photographer.failures.items():
            sys.stderr.write(f"{name}: {reason}\n")
        raise PicturesMissing(photographer.failures)
    return photographer.taken


def _home(stage: Stage) -> None:
    stage.section(Section.HOME)


def _people(stage: Stage) -> None:
    stage.section(Section.PEOPLE)


def _look_alike(stage: Stage) -> None:
    """The name sounds like one of the base: it shows while typing."""
    stage.section(Section.HOME).open_new_file("Garnié")


def _palette(stage: Stage) -> None:
    stage.section(Section.HOME).open_palette()
    stage.type_text("gar")


def _summary(stage: Stage) -> None:
    stage.file(PLANNED, Tab.SUMMARY)


def _situation(stage: Stage) -> None:
    stage.file(PLANNED, Tab.SITUATION)


def _assessment(stage: Stage) -> None:
    """The arrows leave the ring of the keyboard where it was."""
    stage.file(UNFINISHED, Tab.ASSESSMENT)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        stage.press(key)


def _recommendations(stage: Stage) -> None:
    """On a row that waits for an answer."""
    _keep_some(stage)
    bench = stage.file(PLANNED, Tab.RECOMMENDATIONS)
    group = bench.findChild(QAbstractButton, "group_a_verifier")
    assert group is not None
    group.click()


def _keep_some(stage: Stage) -> None:
    """Keep the first solutions, as the adviser and the person choose them."""
    stage.file(PLANNED, Tab.RECOMMENDATIONS)
    session = stage.window.session
    assert session is not None
    if session.choices.choices(stage.person(PLANNED)):
        return
    for rows in (1, 5, 8):
        stage.press(Qt.Key.Key_Home)
        for _ in range(rows):
            stage.press(Qt.Key.Key_Down)
        stage.press(Qt.Key.Key_Space)


def _not_now(stage: Stage) -> None:
    """The licence was asked for, and is not for now."""
    stage.file(POSTPONED, Tab.RECOMMENDATIONS)


def _comparison(stage: Stage) -> None:
    stage.file(PLANNED, Tab.RECOMMENDATIONS, "comparer")


def _draft(stage: Stage) -> None:
    _keep_some(stage)
    stage.file(PLANNED, Tab.RECOMMENDATIONS, "construire").toasts.dismiss()


def _plan(stage: Stage) -> None:
    """The first step is open, as while it is being written."""
    stage.file(PLANNED, Tab.PLAN)
    steps = stage.steps_of(PLANNED)
    stage.file(PLANNED, Tab.PLAN, steps[0].id.hex())


def _person_follow_up(stage: Stage) -> None:
    stage.file(PLANNED, Tab.FOLLOW_UP)


def _documents(stage: Stage) -> None:
    stage.file(PLANNED, Tab.DOCUMENTS)


def _follow_up(stage: Stage) -> None:
    stage.section(Section.FOLLOW_UP)


def _directory(stage: Stage) -> None:
    """Around the home of somebody whose file was just open."""
    stage.file(PLANNED, Tab.SUMMARY)
    stage.section(Section.DIRECTORY)


def _directory_table(stage: Stage) -> None:
    stage.file(PLANNED, Tab.SUMMARY)
    stage.section(Section.DIRECTORY, "tableau")


def _sheet(stage: Stage) -> None:
    """The nearest service."""
    _directory_table(stage)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)


def _import(stage: Stage) -> None:
    stage.section(Section.DIRECTORY, "import")


def _exchange(stage: Stage) -> None:
    stage.section(Section.EXCHANGE)


def _receive(stage: Stage) -> None:
    stage.section(Section.EXCHANGE, "recevoir")


def _prepare(stage: Stage) -> None:
    stage.section(Section.EXCHANGE, "preparer")


def _laptops(stage: Stage) -> None:
    stage.section(Section.EXCHANGE, "equipe")


def _drop_in(stage: Stage) -> None:
    stage.section(Section.DROP_IN)


def _receiving(stage: Stage) -> None:
    """The day is open at the place proposed; names are hidden, as opening it does."""
    stage.section(Section.DROP_IN)
    session = stage.window.session
    assert session is not None
    if session.drop_in_days.current() is None:
        stage.press(Qt.Key.Key_Return)


def _backups(stage: Stage) -> None:
    stage.section(Section.SETTINGS, "backups")
    session = stage.window.session
    assert session is not None
    session.backups.make()
    stage.section(Section.SETTINGS, "backups")


def _packs(stage: Stage) -> None:
    stage.section(Section.SETTINGS, "maps")


def _structure(stage: Stage) -> None:
    stage.section(Section.SETTINGS, "structure")


def _security(stage: Stage) -> None:
    stage.section(Section.SETTINGS, "security")


def _display(stage: Stage) -> None:
    stage.section(Section.SETTINGS, "display")


def _reference(stage: Stage) -> None:
    stage.section(Section.SETTINGS, "reference")


def _help(stage: Stage) -> None:
    stage.file(UNFINISHED, Tab.ASSESSMENT).open_help()


def _exercise(stage: Stage) -> None:
    """The panel of the guided exercise beside the first screen that it asks for."""
    stage.guide()
    stage.file(PLANNED, Tab.SUMMARY)


def _launch_structure(stage: Stage) -> None:
    """Each step of the first launch passes through those before it."""
    if stage.first_launch().model.values["structure"]:
        return
    for text, key in (("Cap Mobilité Craonnais", Qt.Key.Key_Tab), ("Claire", Qt.Key.Key_Tab)):
        stage.type_text(text)
        stage.press(key)
    stage.type_text("Morin")


def _launch_passphrase(stage: Stage) -> None:
    if stage.first_launch().model.stage is LaunchStage.STRUCTURE:
        _launch_structure(stage)
        stage.press(Qt.Key.Key_Return)


def _launch_sheet(stage: Stage) -> None:
    _launch_passphrase(stage)
    card = stage.first_launch().card
    assert isinstance(card, PassphraseCard)
    stage.type_text(card.chooser.model.words)
    stage.press(Qt.Key.Key_Return)


def _launch_end(stage: Stage) -> None:
    """The sheet itself is not saved: it would have to leave this folder."""
    stage.first_launch().model.go_to(LaunchStage.START)


SHOTS = (
    Shot(name="01-accueil", prepare=_home),
    Shot(name="02-beneficiaires", prepare=_people),
    Shot(name="03-nouveau-dossier", prepare=_look_alike),
    Shot(name="04-recherche-rapide", prepare=_palette),
    Shot(name="05-resume", prepare=_summary),
    Shot(name="06-situation", prepare=_situation, settle_ms=400),
    Shot(name="07-diagnostic", prepare=_assessment),
    Shot(name="08-plan", prepare=_plan, settle_ms=PAPER_MS),
    Shot(name="09-suivi-du-dossier", prepare=_person_follow_up),
    Shot(name="10-documents", prepare=_documents, settle_ms=PAPER_MS),
    Shot(name="11-suivi", prepare=_follow_up),
    Shot(name="12-reglages-structure", prepare=_structure),
    Shot(name="13-reglages-securite", prepare=_security),
    Shot(name="14-reglages-affichage", prepare=_display),
    Shot(name="15-reglages-referentiel", prepare=_reference),
    Shot(name="16-aide", prepare=_help),
    Shot(name="17-resume-sombre", prepare=_summary, theme=Theme.DARK),
    Shot(name="18-diagnostic-sombre", prepare=_assessment, theme=Theme.DARK),
    Shot(name="19-resume-contraste", prepare=_summary, theme=Theme.CONTRAST),
    Shot(name="20-accueil-150", prepare=_home, scale=150),
    Shot(name="21-resume-150", prepare=_summary, scale=150),
    Shot(name="22-diagnostic-150", prepare=_assessment, scale=150),
    Shot(name="23-plan-150", prepare=_plan, scale=150, settle_ms=PAPER_MS),
    Shot(name="24-annuaire-carte", prepare=_directory, settle_ms=MAP_MS),
    Shot(name="25-annuaire-sombre", prepare=_directory, settle_ms=MAP_MS, theme=Theme.DARK),
    Shot(name="26-annuaire-tableau", prepare=_directory_table),
    Shot(name="27-annuaire-fiche", prepare=_sheet),
    Shot(name="28-annuaire-import", prepare=_import),
    Shot(name="29-reglages-fonds-de-carte", prepare=_packs),
    Shot(name="30-preconisations", prepare=_recommendations),
    Shot(name="31-pas-maintenant", prepare=_not_now),
    Shot(name="32-comparer", prepare=_comparison),
    Shot(name="33-construire-le-plan", prepare=_draft),
    Shot(name="34-preconisations-sombre", prepare=_recommendations, theme=Theme.DARK),
    Shot(name="35-preconisations-150", prepare=_not_now, scale=150),
    Shot(name="36-echanges", prepare=_exchange),
    Shot(name="37-echanges-recevoir", prepare=_receive),
    Shot(name="38-echanges-preparer", prepare=_prepare),
    Shot(name="39-echanges-equipe", prepare=_laptops),
    Shot(name="46-sauvegardes", prepare=_backups),
    Shot(name="47-permanence", prepare=_drop_in),
    Shot(name="48-permanence-recevoir", prepare=_receiving),
    Shot(name="40-verrouillage", prepare=Stage.lock),
    Shot(name="41-premier-lancement-structure", prepare=_launch_structure),
    Shot(name="42-premier-lancement-phrase", prepare=_launch_passphrase),
    Shot(name="43-premier-lancement-feuille", prepare=_launch_sheet),
    Shot(name="44-premier-lancement-fin", prepare=_launch_end),
    Shot(name="45-exercice", prepare=_exercise),
)
