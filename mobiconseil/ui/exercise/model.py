"""What was done of the exercise: seen in the places visited and in the changes written, never taken on trust."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.services.actions import Action
from mobiconseil.services.ports import Change
from mobiconseil.ui.context import Context
from mobiconseil.ui.exercise.tasks import PERSON, Task
from mobiconseil.ui.navigation import Route, Section, Tab

_PLANS = {DocumentKind.PERSON_PLAN, DocumentKind.PROFESSIONAL_PLAN}


class ExerciseModel(QObject):
    """Notices each task by itself; the settings of the laptop remember them over a lock."""

    changed = Signal()
    achieved = Signal(object)
    """The `Task` that was just done."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        found = context.session.overviews.search(PERSON, limit=1)
        self._person = found[0].subject if found else None
        context.hub.changed.connect(self._on_change_published)

    @property
    def is_open(self) -> bool:
        """Say whether the exercise is under way."""
        return self._context.settings.value.exercise_open

    @property
    def done(self) -> frozenset[Task]:
        """Return what was done."""
        known = self._context.settings.value.exercise.split()
        return frozenset(task for task in Task if task.value in known)

    @property
    def current(self) -> Task | None:
        """Return the first task that is left, or None at the end."""
        return next((task for task in Task if task not in self.done), None)

    def start(self) -> None:
        """Begin, or go on where it was left."""
        self._context.settings.change(exercise_open=True)
        self.changed.emit()

    def leave(self) -> None:
        """Put the exercise aside; what was done stays so."""
        self._context.settings.change(exercise_open=False)
        self.changed.emit()

    def restart(self) -> None:
        """Forget what was done."""
        self._context.settings.change(exercise="")
        self.changed.emit()

    def arrived(self, place: Route) -> None:
        """Notice where the adviser is."""
        if place.subject is not None and self._is_hers(place.subject):
            self._achieve(Task.FILE)
            if place.tab is Tab.RECOMMENDATIONS:
                self._achieve(Task.ADVICE)
        elif place.subject is None and place.section is Section.DIRECTORY:
            self._achieve(Task.MAP)

    def helped(self) -> None:
        """Notice that the help was opened."""
        self._achieve(Task.HELP)

    def _on_change_published(self, change: Change) -> None:
        if change.undoes is not None:
            return
        if change.action == Action.RATED:
            self._achieve(Task.RATING)
        elif change.action in (Action.STEP_ADDED, Action.PLAN_BUILT) and self._concerns_her(change):
            self._achieve(Task.STEP)
        elif change.action == Action.DOCUMENT_ADDED and self._concerns_her(change) and self._plan_left():
            self._achieve(Task.PAPER)

    def _concerns_her(self, change: Change) -> bool:
        return any(subject is not None and self._is_hers(subject) for subject in change.subjects)

    def _is_hers(self, subject: RecordId) -> bool:
        """Say whether a file is the one of the exercise; any will do when it was erased."""
        return self._person is None or subject == self._person

    def _plan_left(self) -> bool:
        """Say whether the paper that just left is a plan, and not a piece that was seen."""
        if self._person is None:
            return True
        papers = self._context.session.files.load(self._person).documents
        newest = max(papers, key=lambda paper: paper.made_at, default=None)
        return newest is not None and newest.kind in _PLANS

    def _achieve(self, task: Task) -> None:
        if not self.is_open or task in self.done:
            return
        done = self.done | {task}
        self._context.settings.change(exercise=" ".join(each.value for each in Task if each in done))
        self.achieved.emit(task)
        self.changed.emit()
