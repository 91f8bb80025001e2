"""Every place of the program, and the gestures that lead there, over the pictures of the guide.

The pages of the settings, of the exchanges, of the assessment and of the recommendations, the papers and the panels are
read from the program: a new one is gone through without a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.services.ports import ListFilter
from mobiconseil.ui.navigation import Section, Tab
from mobiconseil.ui.photographer import SHORT_MS, Shot, Stage
from mobiconseil.ui.screens.assessment.view_model import Page as AssessmentPage
from mobiconseil.ui.screens.drop_in.day_model import Stage as DropInStage
from mobiconseil.ui.screens.drop_in.view import DropInScreen
from mobiconseil.ui.screens.exchange.view import _PAGES as EXCHANGE_PAGES
from mobiconseil.ui.screens.exchange.view import _TEAM_PARTS as TEAM_PARTS
from mobiconseil.ui.screens.palette.view import Palette
from mobiconseil.ui.screens.person_follow_up.view_model import Panel
from mobiconseil.ui.screens.recommendations.state import Page as AdvicePage
from mobiconseil.ui.screens.settings.trash_page import TrashPage
from mobiconseil.ui.screens.settings.view import _PAGES as SETTINGS_PAGES
from mobiconseil.ui.screens.settings.view import SettingsScreen
from mobiconseil.ui.screenshots import PLANNED, POSTPONED, SHOTS, UNFINISHED
from mobiconseil.ui.widgets.dialogs import ConfirmDialog
from tests.audit.gates import gates

Prepare = Callable[[Stage], QWidget | None]
SUFFIXES = ("-sombre", "-contraste", "-150", "annuaire-carte")
"""Pictures of a screen that another one shows already; the map needs the browser engine, and has its own tests."""
EXERCISE = "-exercice"
"""Its panel stays beside every screen: shown last, before the lock."""
SEEN = (PLANNED, UNFINISHED, POSTPONED)
"""The people of the pictures, whose files stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One place; `prepare` returns what to look at when it is not the whole window."""

    name: str
    prepare: Prepare
    settle_ms: int = SHORT_MS


def scenes() -> tuple[Scene, ...]:
    """Return every place, those of one person together."""
    return tuple(_found())


def _found() -> Iterator[Scene]:
    first = (shot for shot in SHOTS if not shot.name.endswith((*SUFFIXES, EXERCISE)) and shot.name[:2] not in _LAST)
    yield from map(_shot, first)
    yield from _settings_pages()
    yield from _exchange_pages()
    yield from _directory_pages()
    yield from _file_pages()
    yield from _forms()
    yield from (_shot(shot) for shot in SHOTS if shot.name.endswith(EXERCISE))
    for shot in SHOTS:
        if shot.name[:2] in _LAST:
            yield _shot(shot)
        if shot.prepare is Stage.lock:
            yield from (Scene(name=f"verrou-{name}", prepare=show) for name, show in gates().items())


def _shot(shot: Shot) -> Scene:
    return Scene(name=shot.name, prepare=_of(shot.prepare), settle_ms=shot.settle_ms)


def _settings_pages() -> Iterator[Scene]:
    for code in SETTINGS_PAGES:
        yield Scene(name=f"reglages-{code}", prepare=partial(_section, Section.SETTINGS, code))
    yield Scene(name="reglages-effacer", prepare=_erase)
    yield Scene(name="reglages-effacer-certificat", prepare=_certificate)
    yield Scene(name="dialogue-de-confirmation", prepare=_confirm)


def _exchange_pages() -> Iterator[Scene]:
    for code in sorted({*EXCHANGE_PAGES, *TEAM_PARTS}):
        yield Scene(name=f"echanges-{code or 'entree'}", prepare=partial(_section, Section.EXCHANGE, code))


def _directory_pages() -> Iterator[Scene]:
    for part in ("departs", "a-reverifier", "import"):
        yield Scene(name=f"annuaire-{part}", prepare=partial(_section, Section.DIRECTORY, part))
    yield Scene(name="annuaire-nouvelle-fiche", prepare=_new_sheet)


def _file_pages() -> Iterator[Scene]:
    for tab in Tab:
        yield Scene(name=f"dossier-{tab}", prepare=partial(_file, UNFINISHED, tab, ""))
    for place in AssessmentPage:
        name = place.partition(":")[2]
        yield Scene(name=f"diagnostic-{name}", prepare=partial(_file, PLANNED, Tab.ASSESSMENT, place))
    for advice in AdvicePage:
        yield Scene(name=f"preconisations-{advice}", prepare=partial(_file, PLANNED, Tab.RECOMMENDATIONS, advice))
    for kind in DocumentKind:
        yield Scene(name=f"papier-{kind}", prepare=partial(_file, PLANNED, Tab.DOCUMENTS, kind), settle_ms=600)


def _forms() -> Iterator[Scene]:
    for panel in Panel:
        if panel:
            yield Scene(name=f"suivi-{panel}", prepare=partial(_file, PLANNED, Tab.FOLLOW_UP, f"{panel}:"))
    yield Scene(name="resume-rendez-vous", prepare=partial(_file, PLANNED, Tab.SUMMARY, "appointment"))
    yield Scene(name="resume-note", prepare=partial(_file, PLANNED, Tab.SUMMARY, "note"))
    yield Scene(name="plan-fermer", prepare=_close_plan)
    yield Scene(name="reunir", prepare=_merge)
    yield Scene(name="beneficiaires-filtres", prepare=_filters)
    yield Scene(name="nouveau-dossier-vide", prepare=_new_file)
    yield Scene(name="recherche-vide", prepare=_palette)
    yield Scene(name="aide-reglages", prepare=_help)
    yield Scene(name="ecran-partage", prepare=_shared)
    yield Scene(name="message", prepare=_toast)
    for moment in ("", *DropInStage):
        yield Scene(name=f"permanence-{moment or 'avant'}", prepare=partial(_drop_in, moment))


_LAST = ("40", "41", "42", "43", "44")
"""The locked window and the first launch: they close the session."""


def _of(prepare: Callable[[Stage], object]) -> Prepare:
    def whole_window(stage: Stage) -> QWidget | None:
        prepare(stage)
        bench = stage.window.bench
        overlay = bench.overlays.shown if bench is not None else None
        return overlay if isinstance(overlay, Palette) else None

    return whole_window


def _drop_in(moment: str, stage: Stage) -> None:
    """The drop-in day: before it is opened, then at each of its moments, somebody being received."""
    screen = stage.section(Section.DROP_IN).screen_shown
    assert isinstance(screen, DropInScreen)
    if not moment:
        return
    model = screen.model
    model.open_day()
    if model.day is not None and not any(row.contact for row in model.visit_rows()):
        first = model.visit_rows()[0]
        model.session.drop_in_days.start(model.day, first.subject, first.appointment)
    received = next(row for row in model.visit_rows() if row.contact is not None)
    model.begin_end(received.code)
    model.show_stage(DropInStage(moment))


def _section(section: Section, part: str, stage: Stage) -> None:
    stage.section(section, part)


def _file(name: str, tab: Tab, part: str, stage: Stage) -> None:
    stage.file(name, tab, str(part))


def _trash(stage: Stage) -> TrashPage:
    """Return the trash, with somebody in it."""
    session = stage.bench._context.session
    page = _settings(stage, "trash")
    assert isinstance(page, TrashPage)
    if not page.rows:
        people = session.overviews.page(ListFilter(sort="nom"), session.clock.today(), limit=100)
        others = [person for person in people if f"{person.first_name} {person.last_name}" not in SEEN]
        for person in others[-2:]:
            session.files.trash(person.subject)
        page.enter()
    return page


def _settings(stage: Stage, code: str) -> QWidget:
    bench = stage.section(Section.SETTINGS, code)
    assert isinstance(bench.screen_shown, SettingsScreen)
    return bench.screen_shown.page


def _erase(stage: Stage) -> QDialog:
    page = _trash(stage)
    page.rows[0].erase.click()
    assert page.dialog is not None
    return page.dialog


def _certificate(stage: Stage) -> QDialog:
    page = _trash(stage)
    page.rows[0].erase.click()
    dialog = page.dialog
    assert dialog is not None
    dialog.typed.setText(dialog.model.code)
    dialog.model.erase(dialog.model.code, named=False)
    return dialog


def _confirm(stage: Stage) -> QDialog:
    stage.section(Section.HOME)
    dialog = ConfirmDialog(
        "Supprimer l’étape « Je prends le car avec Nadia »\u202f?",
        "Elle reste trente jours dans la corbeille.",
        confirm="Supprimer",
        keep="Garder l’étape",
        type_to_confirm="SUPPRIMER",
        parent=stage.window,
    )
    dialog.open()
    return dialog


def _new_sheet(stage: Stage) -> None:
    bench = stage.section(Section.DIRECTORY, "tableau")
    assert bench.screen_shown is not None
    bench.screen_shown.on_add()


def _close_plan(stage: Stage) -> None:
    screen = _tab(stage, Tab.PLAN)
    screen._on_close_clicked()  # type: ignore[attr-defined]


def _merge(stage: Stage) -> None:
    screen = _tab(stage, Tab.SITUATION)
    screen._on_merge_asked()  # type: ignore[attr-defined]


def _tab(stage: Stage, tab: Tab) -> QWidget:
    shown = stage.file(PLANNED, tab).screen_shown
    assert shown is not None
    current = shown.current  # type: ignore[attr-defined]
    assert isinstance(current, QWidget)
    return current


def _filters(stage: Stage) -> QWidget | None:
    bench = stage.section(Section.PEOPLE)
    assert bench.screen_shown is not None
    bench.screen_shown._on_more_clicked()  # type: ignore[attr-defined]
    return None


def _new_file(stage: Stage) -> None:
    stage.section(Section.HOME).open_new_file()


def _palette(stage: Stage) -> QWidget | None:
    bench = stage.section(Section.HOME)
    bench.open_palette()
    return bench.overlays.shown


def _help(stage: Stage) -> None:
    stage.section(Section.SETTINGS, "display").open_help()


def _shared(stage: Stage) -> None:
    """Names are hidden; the button that shows them again is the one pressed."""
    bench = stage.section(Section.PEOPLE)
    bench._context.shared.set_on(True)
    bench._context.shared.set_on(False)


def _toast(stage: Stage) -> None:
    stage.section(Section.HOME).toasts.show_message("Étape supprimée", action="Annuler", on_action=_nothing)


def _nothing() -> None:
    """Stand for what a button would do."""
