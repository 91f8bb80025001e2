"""Papers: what each one says is built from a file, then drawn by a renderer given from outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from mobiconseil.domain.advice_records import AidRequest, Referral
from mobiconseil.domain.assessment import AssessmentForm
from mobiconseil.domain.follow_up import DocumentKind
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.recommendation import Recommendations, RuleBook
from mobiconseil.domain.reference import Reference
from mobiconseil.domain.team import Adviser
from mobiconseil.domain.trip_cost import CostMode, TripComparison
from mobiconseil.errors import InvalidInput
from mobiconseil.services.departures import Board
from mobiconseil.services.exchange_ports import ExchangeRegisterLine
from mobiconseil.services.files import FileService, PersonFile
from mobiconseil.services.laptop_lines import LaptopTeam
from mobiconseil.services.papers.advice_papers import PaperAdvice, paper_advice
from mobiconseil.services.papers.assessment import AssessmentReportData, BlankQuestionnaireData
from mobiconseil.services.papers.assessment_papers import assessment_report, blank_questionnaire
from mobiconseil.services.papers.batch import BatchData
from mobiconseil.services.papers.comparison import TripComparisonData
from mobiconseil.services.papers.comparison_papers import trip_comparison
from mobiconseil.services.papers.day_papers import DayAccount, day_sheet
from mobiconseil.services.papers.day_sheet import DaySheetData
from mobiconseil.services.papers.departures import DeparturesData, departures_paper
from mobiconseil.services.papers.desk import PaperDesk
from mobiconseil.services.papers.directory import DirectoryArea, DirectoryData, directory_paper
from mobiconseil.services.papers.exchanges import (
    ErasedPerson,
    ErasureCertificateData,
    ExchangeJournalData,
    erasure_certificate,
    exchange_journal,
)
from mobiconseil.services.papers.guide import GuideData
from mobiconseil.services.papers.lost_laptop import LostLaptopData, lost_laptop
from mobiconseil.services.papers.notice_papers import information_notice, recovery_sheet
from mobiconseil.services.papers.plan_maps import PlanMaps
from mobiconseil.services.papers.plan_papers import person_plan, prescriber_summary, professional_plan
from mobiconseil.services.papers.plans import PersonPlanData, PrescriberSummaryData, ProfessionalPlanData
from mobiconseil.services.papers.referral import ReferralSheetData
from mobiconseil.services.papers.referral_papers import referral_sheet
from mobiconseil.services.papers.security import InformationNoticeData, RecoverySheetData
from mobiconseil.services.ports import Clock, DirectoryLine, UnitOfWork
from mobiconseil.services.team import TeamService

PaperData = (
    PersonPlanData
    | ProfessionalPlanData
    | PrescriberSummaryData
    | AssessmentReportData
    | BlankQuestionnaireData
    | InformationNoticeData
    | RecoverySheetData
    | DirectoryData
    | DeparturesData
    | ReferralSheetData
    | TripComparisonData
    | ExchangeJournalData
    | ErasureCertificateData
    | LostLaptopData
    | DaySheetData
    | BatchData
    | GuideData
)
"""What a paper says, all strings final: safe to hand to another thread."""


class PaperRenderer(Protocol):
    """Draws a paper; it may be called in any thread."""

    def __call__(self, data: PaperData) -> bytes:
        """Return the PDF."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSource:
    """What the papers of the advice read beside the file."""

    uow: UnitOfWork
    trips: Callable[[RecordId], tuple[TripComparison, frozenset[CostMode]]]
    """Return the usual trip by each mode, and the modes that were kept."""
    told: Callable[[RecordId], tuple[Recommendations, RuleBook]]
    """Return what the rules say of a person, and the rules in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOptions:
    """What the person at the keyboard chose for a paper."""

    with_name: bool = True
    with_health: bool = False
    form: AssessmentForm = AssessmentForm.FULL
    """Of the blank questionnaire."""
    referral: RecordId | None = None
    """Of the referral sheet; the newest referral of the person when there is none."""


NEEDS_PERSON = frozenset(
    {
        DocumentKind.PERSON_PLAN,
        DocumentKind.PROFESSIONAL_PLAN,
        DocumentKind.PRESCRIBER_SUMMARY,
        DocumentKind.ASSESSMENT_REPORT,
        DocumentKind.REFERRAL,
        DocumentKind.TRIP_COMPARISON,
    }
)
"""The papers that are about a person; the others are the same for everybody."""

_WITH_REASONS = frozenset({DocumentKind.PERSON_PLAN, DocumentKind.PROFESSIONAL_PLAN, DocumentKind.PRESCRIBER_SUMMARY})

_FILE_NAMES = {
    DocumentKind.PERSON_PLAN: "plan",
    DocumentKind.PROFESSIONAL_PLAN: "plan-professionnel",
    DocumentKind.PRESCRIBER_SUMMARY: "synthese-prescripteur",
    DocumentKind.ASSESSMENT_REPORT: "diagnostic",
    DocumentKind.QUESTIONNAIRE: "questionnaire",
    DocumentKind.NOTICE: "notice-information",
    DocumentKind.REFERRAL: "fiche-orientation",
    DocumentKind.TRIP_COMPARISON: "comparaison",
}


class PapersService:
    """Builds papers in the thread of the session, and draws them in any thread."""

    def __init__(
        self,
        files: FileService,
        team: TeamService,
        clock: Clock,
        *,
        adviser: Adviser,
        reference: Callable[[], Reference],
        renderer: PaperRenderer,
        maps: PlanMaps | None = None,
        advice: AdviceSource | None = None,
    ) -> None:
        self._files = files
        self._team = team
        self._clock = clock
        self._adviser = adviser
        self._reference = reference
        self._renderer = renderer
        self._maps = maps
        self._advice = advice

    def build(
        self, kind: DocumentKind, subject: RecordId | None = None, options: PaperOptions | None = None
    ) -> PaperData:
        """Return what the paper says.

        Raises SharingRefused, NothingAssessed or InvalidInput with what to do.
        """
        chosen = options or PaperOptions()
        if kind is DocumentKind.QUESTIONNAIRE:
            return blank_questionnaire(self._desk(), chosen.form)
        if kind is DocumentKind.NOTICE:
            file = None if subject is None else self._files.load(subject)
            named = file is not None and chosen.with_name
            return information_notice(self._desk(file), file.beneficiary.plain_name if file and named else "")
        if kind not in NEEDS_PERSON or subject is None:
            raise InvalidInput("Choisissez une personne pour faire ce document. Rien n’a été modifié.")
        return self._about(kind, self._files.load(subject), chosen)

    def recovery_sheet(self, code: str, laptop: str = "") -> RecoverySheetData:
        """Return the recovery sheet of the base; the key itself is kept nowhere."""
        return recovery_sheet(self._desk(), code, [a.name for a in self._team.advisers() if a.active], laptop)

    def lost_laptop(self, team: LaptopTeam, lost: RecordId | None = None) -> LostLaptopData:
        """Return the procedure for a lost or stolen laptop, the one that was `lost` or any."""
        return lost_laptop(self._desk(), team, lost)

    def exchange_journal(self, lines: Sequence[ExchangeRegisterLine], laptop: str = "") -> ExchangeJournalData:
        """Return the printed register of exchanges of this laptop."""
        return exchange_journal(self._desk(), lines, laptop)

    def erasure_certificate(self, erased: ErasedPerson) -> ErasureCertificateData:
        """Return the certificate of an erasure that was just done; it is kept nowhere."""
        return erasure_certificate(self._desk(), erased)

    def directory(self, lines: Sequence[DirectoryLine], area: DirectoryArea) -> DirectoryData:
        """Return the printed directory of these services; `render` draws it."""
        return directory_paper(lines, self._desk(), area, self._maps.background if self._maps else None)

    def departures(self, board: Board, *, place: str, day: date, before: time) -> DeparturesData:
        """Return « Mes départs », from a commune; `render` draws it."""
        return departures_paper(board, self._desk(), place=place, day=day, before=before)

    def day_sheet(self, account: DayAccount, *, with_names: bool) -> DaySheetData:
        """Return the sheet of a drop-in day, for the adviser or for the structure; `render` draws it."""
        return day_sheet(account, self._desk(), with_names=with_names)

    def render(self, data: PaperData) -> bytes:
        """Return the PDF; safe in a background job."""
        return self._renderer(data)

    def file_name(self, kind: DocumentKind, subject: RecordId | None = None) -> str:
        """Return the proposed name of the file: the code of the file, never the name of the person."""
        code = "" if subject is None else self._files.load(subject).beneficiary.code
        name = _FILE_NAMES.get(kind, "document")
        return f"{name}-{code}.pdf" if code else f"{name}.pdf"

    def _about(self, kind: DocumentKind, file: PersonFile, options: PaperOptions) -> PaperData:
        desk = self._desk(file)
        advice = self._told(file, desk) if kind in _WITH_REASONS else None
        if kind is DocumentKind.PERSON_PLAN:
            return person_plan(file, desk, with_name=options.with_name, maps=self._maps, advice=advice)
        if kind is DocumentKind.PROFESSIONAL_PLAN:
            return professional_plan(file, desk, with_name=options.with_name, maps=self._maps, advice=advice)
        if kind is DocumentKind.PRESCRIBER_SUMMARY:
            return prescriber_summary(file, desk, with_name=options.with_name, advice=advice)
        if kind is DocumentKind.REFERRAL:
            return self._referral(file, desk, options)
        if kind is DocumentKind.TRIP_COMPARISON and self._advice is not None:
            comparison, kept = self._advice.trips(file.beneficiary.id)
            return trip_comparison(file, comparison, desk, with_name=options.with_name, kept=kept)
        return assessment_report(file, desk, with_name=options.with_name, with_health=options.with_health)

    def _told(self, file: PersonFile, desk: PaperDesk) -> PaperAdvice | None:
        if self._advice is None:
            return None
        return paper_advice(*self._advice.told(file.beneficiary.id), desk.reference)

    def _referral(self, file: PersonFile, desk: PaperDesk, options: PaperOptions) -> ReferralSheetData:
        subject = file.beneficiary.id
        known = () if self._advice is None else self._advice.uow.records.of(Referral, subject)
        wanted = next((r for r in reversed(known) if options.referral in (None, r.id)), None)
        if wanted is None or self._advice is None:
            raise InvalidInput(
                "Aucune orientation n’est préparée pour cette personne. Rien n’a été modifié. "
                "Choisissez « Orienter… » sur une étape du plan ou dans le Suivi, puis recommencez."
            )
        return referral_sheet(
            file, wanted, self._advice.uow.records.of(AidRequest, subject), desk, with_name=options.with_name
        )

    def _desk(self, file: PersonFile | None = None) -> PaperDesk:
        return PaperDesk(
            structure=self._team.structure(),
            logos=self._team.logos(),
            adviser=self._follower(file),
            reference=self._reference(),
            clock=self._clock,
        )

    def _follower(self, file: PersonFile | None) -> Adviser:
        """Return who follows the person, else who is at the keyboard, as the team now knows them."""
        known = {adviser.id.hex(): adviser for adviser in self._team.advisers()}
        own = known.get(self._adviser.id.hex(), self._adviser)
        return own if file is None else known.get(file.beneficiary.adviser, own)
