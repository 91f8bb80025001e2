"""One door to all papers: the data says which paper it is. Import it only when something is printed (85 ms)."""

from __future__ import annotations

from functools import singledispatch

from mobiconseil.pdf import (
    assessment_report,
    blank_questionnaire,
    directory_paper,
    information_notice,
    person_plan,
    prescriber_summary,
    professional_plan,
    recovery_sheet,
    referral_sheet,
)
from mobiconseil.services.papers.assessment import AssessmentReportData, BlankQuestionnaireData
from mobiconseil.services.papers.directory import DirectoryData
from mobiconseil.services.papers.plans import PersonPlanData, PrescriberSummaryData, ProfessionalPlanData
from mobiconseil.services.papers.referral import ReferralSheetData
from mobiconseil.services.papers.security import InformationNoticeData, RecoverySheetData


@singledispatch
def render(data: object) -> bytes:
    """Return the PDF of this paper; the same data gives the same bytes."""
    raise TypeError(f"no paper is drawn from {type(data).__name__}")


render.register(PersonPlanData, person_plan.render)
render.register(ProfessionalPlanData, professional_plan.render)
render.register(PrescriberSummaryData, prescriber_summary.render)
render.register(AssessmentReportData, assessment_report.render)
render.register(BlankQuestionnaireData, blank_questionnaire.render)
render.register(RecoverySheetData, recovery_sheet.render)
render.register(InformationNoticeData, information_notice.render)
render.register(DirectoryData, directory_paper.render)
render.register(ReferralSheetData, referral_sheet.render)
