"""What an unlocked session offers: the use cases, bound to one base and one adviser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from mobiconseil.domain.distance import CrowFly
from mobiconseil.domain.free_text_guard import SensitiveWords
from mobiconseil.domain.identity import IdFactory
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.team import Adviser, Override
from mobiconseil.services.assessments import AssessmentService
from mobiconseil.services.communes import CommuneFinder
from mobiconseil.services.directory import DirectoryService
from mobiconseil.services.directory_exports import DirectoryExports
from mobiconseil.services.directory_imports import DirectoryImports
from mobiconseil.services.directory_ports import Beside, Directory, DirectoryWriter, FileReader
from mobiconseil.services.duplicates import DuplicateService
from mobiconseil.services.files import FileService
from mobiconseil.services.follow_up import FollowUpService
from mobiconseil.services.geography import Geography
from mobiconseil.services.maps import MapBackground, MapSite
from mobiconseil.services.papers.plan_maps import CommunePoints, PlanMaps, service_points
from mobiconseil.services.papers.service import PaperRenderer, PapersService
from mobiconseil.services.plans import PlanService
from mobiconseil.services.ports import Change, Clock, Drafts, Overviews, UnitOfWork
from mobiconseil.services.team import TeamService
from mobiconseil.services.trash import TrashService
from mobiconseil.services.upkeep import Upkeep


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Session:
    """The use cases of one unlocked base, for the adviser at the keyboard."""

    folder: Path
    adviser: Adviser
    is_demo: bool
    clock: Clock
    ids: IdFactory
    uow: UnitOfWork
    overviews: Overviews
    directory_lines: Directory = field(repr=False)
    read_files: Callable[[], FileReader] = field(repr=False)
    write_files: Callable[[], DirectoryWriter] = field(repr=False)
    communes: CommuneFinder
    sensitive_words: SensitiveWords = field(repr=False)
    upkeep: Upkeep
    drafts: Drafts
    draw_paper: PaperRenderer = field(repr=False)
    read_reference: Callable[[tuple[Override, ...]], Reference] = field(repr=False)
    close: Callable[[], None] = field(repr=False)
    beside: Callable[[], AbstractContextManager[Beside]] = field(repr=False)
    """Open the base a second time, for a job and in its thread."""
    announce: Callable[[Change], None] = field(repr=False)
    geography: Geography = field(repr=False)
    commune_points: CommunePoints = field(repr=False)
    background: MapBackground = field(repr=False)
    map_site: Callable[[], MapSite] = field(repr=False)
    """Return what a new map of the screen is made of."""
    files: FileService = field(init=False)
    assessments: AssessmentService = field(init=False)
    plans: PlanService = field(init=False)
    follow_up: FollowUpService = field(init=False)
    duplicates: DuplicateService = field(init=False)
    team: TeamService = field(init=False)
    directory: DirectoryService = field(init=False)
    directory_imports: DirectoryImports = field(init=False)
    directory_exports: DirectoryExports = field(init=False)
    trash: TrashService = field(init=False)
    papers: PapersService = field(init=False)

    @property
    def reference(self) -> Reference:
        """Return the reference data in the structure's own wording."""
        return self.read_reference(self.uow.records.shared(Override))

    def __post_init__(self) -> None:
        """Build the services around what was given."""
        mine = self.adviser.id.hex()
        files = FileService(self.uow, self.clock, self.ids, mine)
        team = TeamService(self.uow, self.overviews, self.ids)
        plans = PlanService(self.uow, self.clock, self.ids)
        directory = DirectoryService(
            self.uow, self.directory_lines, self.clock, self.ids, author=self.adviser.name, plans=plans
        )
        maps = PlanMaps(
            communes=self.commune_points,
            background=self.background,
            service=service_points(directory.line),
            distances=lambda: CrowFly(team.structure().detour_factor),
        )
        made: dict[str, object] = {
            "files": files,
            "assessments": AssessmentService(self.uow, self.clock, self.ids, mine, self.reference.grid.version),
            "plans": plans,
            "directory": directory,
            "follow_up": FollowUpService(self.uow, self.clock, self.ids, mine),
            "duplicates": DuplicateService(self.uow, self.overviews),
            "team": team,
            "trash": TrashService(self.uow, self.overviews),
            "papers": PapersService(
                files,
                team,
                self.clock,
                adviser=self.adviser,
                reference=lambda: self.reference,
                renderer=self.draw_paper,
                maps=maps,
            ),
        }
        made["directory_imports"] = DirectoryImports(
            self.uow, self.directory_lines, self.clock, self.ids, self.read_files, beside=self.beside
        )
        made["directory_exports"] = DirectoryExports(self.uow, self.directory_lines, self.clock, self.write_files)
        for name, service in made.items():
            object.__setattr__(self, name, service)
