"""What an unlocked session offers: the use cases, bound to one base and one adviser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from mobiconseil.domain.distance import CrowFly
from mobiconseil.domain.free_text_guard import SensitiveWords
from mobiconseil.domain.identity import IdFactory, RecordId
from mobiconseil.domain.recommendation import Recommendations, RuleBook
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.team import Adviser, Override
from mobiconseil.domain.trip_cost import CostMode, TripComparison
from mobiconseil.services.advice import AdviceService
from mobiconseil.services.advice_look import AdviceSources
from mobiconseil.services.advice_ports import SieveSource
from mobiconseil.services.aid_ports import AidReader
from mobiconseil.services.aid_requests import AidRequestService
from mobiconseil.services.aids import AidService
from mobiconseil.services.assessments import AssessmentService
from mobiconseil.services.backup_ports import Backups
from mobiconseil.services.backups import BackupService
from mobiconseil.services.beside import Beside
from mobiconseil.services.choices import ChoiceService
from mobiconseil.services.communes import CommuneFinder
from mobiconseil.services.directory import DirectoryService
from mobiconseil.services.directory_exports import DirectoryExports
from mobiconseil.services.directory_imports import DirectoryImports
from mobiconseil.services.directory_ports import Directory, DirectoryWriter, FileReader
from mobiconseil.services.drop_in_days import DropInDayService
from mobiconseil.services.drop_in_papers import DropInPapers
from mobiconseil.services.drop_in_ports import DropInTools
from mobiconseil.services.duplicates import DuplicateService
from mobiconseil.services.erasure import ErasureService
from mobiconseil.services.exchange import ExchangeService
from mobiconseil.services.exchange_beside import ExchangeBeside, Written
from mobiconseil.services.exchange_tools import ExchangePorts, ExchangeTools
from mobiconseil.services.files import FileService
from mobiconseil.services.follow_up import FollowUpService
from mobiconseil.services.geography import Geography
from mobiconseil.services.laptop_ports import LaptopBook, TeamSeals
from mobiconseil.services.laptops import LaptopService
from mobiconseil.services.maps import MapBackground, MapSite
from mobiconseil.services.papers.exchanges import ErasedPerson
from mobiconseil.services.papers.plan_maps import CommunePoints, PlanMaps, service_points
from mobiconseil.services.papers.service import AdviceSource, PaperRenderer, PapersService
from mobiconseil.services.placing import Placing
from mobiconseil.services.plan_building import PlanBuilding
from mobiconseil.services.plans import PlanService
from mobiconseil.services.ports import Change, Clock, Drafts, Overviews, UnitOfWork
from mobiconseil.services.referrals import ReferralService
from mobiconseil.services.rules import ReferenceRuleReader, RuleService
from mobiconseil.services.team import TeamService
from mobiconseil.services.trash import TrashService
from mobiconseil.services.unmet_needs import UnmetNeedService
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
    sieve_source: SieveSource = field(repr=False)
    read_files: Callable[[], FileReader] = field(repr=False)
    write_files: Callable[[], DirectoryWriter] = field(repr=False)
    read_aids: Callable[[], AidReader] = field(repr=False)
    communes: CommuneFinder
    sensitive_words: SensitiveWords = field(repr=False)
    upkeep: Upkeep
    drafts: Drafts
    draw_paper: PaperRenderer = field(repr=False)
    read_reference: Callable[[tuple[Override, ...]], Reference] = field(repr=False)
    rule_reader: ReferenceRuleReader = field(repr=False)
    close: Callable[[], None] = field(repr=False)
    reconnect: Callable[[], None] = field(repr=False)
    """Open the base again after a damaged page was met: what is sound can be read and written. Raises StorageError."""
    beside: Callable[[], AbstractContextManager[Beside]] = field(repr=False)
    """Open the base a second time, for a job and in its thread."""
    announce: Callable[[Change], None] = field(repr=False)
    geography: Geography = field(repr=False)
    commune_points: CommunePoints = field(repr=False)
    background: MapBackground = field(repr=False)
    map_site: Callable[[], MapSite] = field(repr=False)
    """Return what a new map of the screen is made of."""
    laptop_book: LaptopBook = field(repr=False)
    team_seals: Callable[[], TeamSeals] = field(repr=False)
    is_own_sheet: Callable[[str], bool] = field(repr=False)
    """Say whether a recovery key opens this base."""
    exchange_ports: ExchangePorts = field(repr=False)
    copies: Backups = field(repr=False)
    drop_in_tools: DropInTools = field(repr=False)
    files: FileService = field(init=False)
    assessments: AssessmentService = field(init=False)
    plans: PlanService = field(init=False)
    follow_up: FollowUpService = field(init=False)
    duplicates: DuplicateService = field(init=False)
    team: TeamService = field(init=False)
    directory: DirectoryService = field(init=False)
    directory_imports: DirectoryImports = field(init=False)
    placing: Placing = field(init=False)
    directory_exports: DirectoryExports = field(init=False)
    trash: TrashService = field(init=False)
    papers: PapersService = field(init=False)
    plan_building: PlanBuilding = field(init=False)
    choices: ChoiceService = field(init=False)
    referrals: ReferralService = field(init=False)
    aid_requests: AidRequestService = field(init=False)
    unmet_needs: UnmetNeedService = field(init=False)
    rules: RuleService = field(init=False)
    aids: AidService = field(init=False)
    advice: AdviceService = field(init=False)

    @property
    def laptops(self) -> LaptopService:
        """Return the use cases of the team of laptops; made when asked, for the seals take time to import."""
        return self._laptops(self.uow, self.laptop_book)

    def _laptops(self, uow: UnitOfWork, book: LaptopBook) -> LaptopService:
        return LaptopService(
            uow,
            self.clock,
            self.ids,
            book=book,
            seals=self.team_seals(),
            is_own_sheet=self.is_own_sheet,
            holder=self.adviser.name,
        )

    @property
    def drop_in_days(self) -> DropInDayService:
        """Return the use cases of the drop-in days."""
        return DropInDayService(
            self.uow,
            self.clock,
            self.ids,
            self.adviser.id.hex(),
            book=self.drop_in_tools.book,
            overviews=self.overviews,
            structure=self.team.structure,
        )

    @property
    def drop_in_papers(self) -> DropInPapers:
        """Return what makes the papers of a drop-in day."""
        mine = self.adviser.id.hex()
        return DropInPapers(self.uow, self.clock, self.ids, mine, files=self.files, papers=self.papers)

    @property
    def exchange(self) -> ExchangeService:
        """Return the use cases of the exchange files."""
        return ExchangeService(self._exchange_tools)

    @property
    def exchange_beside(self) -> ExchangeBeside:
        """Return those of them that take long, for a job."""
        return ExchangeBeside(self.beside, self._tools_on)

    @property
    def backups(self) -> BackupService:
        """Return the use cases of the copies of the base."""
        return BackupService(
            copies=self.copies, beside=self.beside, clock=self.clock, overviews=self.overviews, is_demo=self.is_demo
        )

    @property
    def erasure(self) -> ErasureService:
        """Return the use cases of the erasure of a person."""
        return ErasureService(self._exchange_tools, self.adviser.name)

    def erase_beside(self, subject: RecordId, typed_code: str, *, named: bool) -> Written[ErasedPerson]:
        """Erase a person in a job: the copies to clean may be many. Raises as `ErasureService.erase`."""
        with self.beside() as base:
            erased = ErasureService(self._tools_on(base), self.adviser.name).erase(subject, typed_code, named=named)
            return Written(value=erased, changes=tuple(base.changes))

    @property
    def _exchange_tools(self) -> ExchangeTools:
        return ExchangeTools(
            ports=self.exchange_ports,
            uow=self.uow,
            clock=self.clock,
            ids=self.ids,
            overviews=self.overviews,
            upkeep=self.upkeep,
            laptops=lambda: self.laptops,
        )

    def _tools_on(self, base: Beside) -> ExchangeTools:
        """Return what exchanges work with in a job."""
        return ExchangeTools(
            ports=base.exchange,
            uow=base.uow,
            clock=self.clock,
            ids=self.ids,
            overviews=base.overviews,
            upkeep=base.upkeep,
            laptops=lambda: self._laptops(base.uow, base.laptop_book),
        )

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
                advice=AdviceSource(uow=self.uow, trips=self._trips, told=self._told),
            ),
        }
        placing = made["placing"] = Placing(self.geography)
        made["directory_imports"] = DirectoryImports(
            self.uow, self.directory_lines, self.clock, self.ids, self.read_files, beside=self.beside, placing=placing
        )
        made["directory_exports"] = DirectoryExports(
            self.uow, self.directory_lines, self.clock, self.write_files, placing=placing
        )
        made |= self._advice(files, team, directory)
        for name, service in made.items():
            object.__setattr__(self, name, service)

    def _told(self, subject: RecordId) -> tuple[Recommendations, RuleBook]:
        """Return what the rules say of a person, and the rules in force."""
        return self.advice.recommendations(subject), self.rules.book()

    def _trips(self, subject: RecordId) -> tuple[TripComparison, frozenset[CostMode]]:
        """Return the usual trip of a person by each mode, and the modes that were kept."""
        return self.advice.comparison(subject), self.plan_building.kept_modes(subject)

    def _advice(self, files: FileService, team: TeamService, directory: DirectoryService) -> dict[str, object]:
        """Build the services of the advice: what fits the person, what was decided of it, who was asked."""
        mine = self.adviser.id.hex()
        author = self.adviser.name
        aids = AidService(self.uow, self.clock, lambda: self.reference, self.read_aids, author=author)
        rules = RuleService(
            self.uow, self.clock, lambda: self.reference, self.rule_reader, author=author, own_aids=aids.own_codes
        )
        sources = AdviceSources(
            files=files,
            clock=self.clock,
            reference=lambda: self.reference,
            structure=team.structure,
            places=self.commune_points,
            rules=rules.book,
            aids=aids.all,
            questions=aids.questions,
        )
        advice = AdviceService(sources, self.sieve_source, self.directory_lines, directory)
        return {
            "advice": advice,
            "plan_building": PlanBuilding(
                self.uow, self.clock, self.ids, advice=advice, reference=lambda: self.reference
            ),
            "choices": ChoiceService(self.uow, self.clock),
            "referrals": ReferralService(self.uow, self.clock, self.ids, mine, directory),
            "aid_requests": AidRequestService(self.uow, self.clock, self.ids, mine),
            "unmet_needs": UnmetNeedService(self.uow, self.clock),
            "aids": aids,
            "rules": rules,
        }
