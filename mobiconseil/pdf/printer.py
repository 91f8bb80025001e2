"""Draws any paper: chooses the renderer that goes with its data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mobiconseil.pdf import (
    assessment_report,
    batch,
    blank_questionnaire,
    day_sheet,
    departures_paper,
    directory_paper,
    erasure_certificate,
    exchange_journal,
    guide_paper,
    information_notice,
    lost_laptop,
    person_plan,
    prescriber_summary,
    professional_plan,
    recovery_sheet,
    referral_sheet,
    trip_comparison,
)
from mobiconseil.services.papers.assessment import AssessmentReportData, BlankQuestionnaireData
from mobiconseil.services.papers.batch import BatchData
from mobiconseil.services.papers.comparison import TripComparisonData
from mobiconseil.services.papers.day_sheet import DaySheetData
from mobiconseil.services.papers.departures import DeparturesData
from mobiconseil.services.papers.directory import DirectoryData
from mobiconseil.services.papers.exchanges import ErasureCertificateData, ExchangeJournalData
from mobiconseil.services.papers.guide import GuideData
from mobiconseil.services.papers.lost_laptop import LostLaptopData
from mobiconseil.services.papers.plans import PersonPlanData, PrescriberSummaryData, ProfessionalPlanData
from mobiconseil.services.papers.referral import ReferralSheetData
from mobiconseil.services.papers.security import InformationNoticeData, RecoverySheetData
from mobiconseil.services.papers.service import PaperData

_RENDERERS: dict[type[Any], Callable[[Any], bytes]] = {
    PersonPlanData: person_plan.render,
    ProfessionalPlanData: professional_plan.render,
    PrescriberSummaryData: prescriber_summary.render,
    AssessmentReportData: assessment_report.render,
    BlankQuestionnaireData: blank_questionnaire.render,
    InformationNoticeData: information_notice.render,
    RecoverySheetData: recovery_sheet.render,
    DirectoryData: directory_paper.render,
    DeparturesData: departures_paper.render,
    ReferralSheetData: referral_sheet.render,
    TripComparisonData: trip_comparison.render,
    ExchangeJournalData: exchange_journal.render,
    ErasureCertificateData: erasure_certificate.render,
    LostLaptopData: lost_laptop.render,
    DaySheetData: day_sheet.render,
    GuideData: guide_paper.render,
}


def render(data: PaperData) -> bytes:
    """Return the PDF of a paper."""
    if isinstance(data, BatchData):
        return batch.render(data, render)
    return _RENDERERS[type(data)](data)
