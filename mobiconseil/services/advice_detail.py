"""All about one row: why it is where it is, what to ask, which rules speak of it, how to reach it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mobiconseil.domain import typography
from mobiconseil.domain.advice_records import catalogue_key
from mobiconseil.domain.aid import Aid
from mobiconseil.domain.aid_clashes import AidClash
from mobiconseil.domain.directory import Service, last_known
from mobiconseil.domain.eligibility import Criteria, Judgement, criteria_of, judge
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.opening_hours import in_words
from mobiconseil.domain.question import QuestionCatalogue
from mobiconseil.domain.recommendation import why_not
from mobiconseil.domain.sieve import Question, SieveGroup, SieveRow
from mobiconseil.domain.sieve_judge import RANKS, SieveJudge
from mobiconseil.domain.sieve_offers import Candidate
from mobiconseil.services.advice_look import Look
from mobiconseil.services.advice_ports import AidFacts, RowDetail, RuleReason
from mobiconseil.services.advice_words import (
    fired,
    postponements,
    question_of,
    reasons,
    silent,
    waiting_for_ratings,
)
from mobiconseil.services.directory import DirectoryService
from mobiconseil.services.directory_ports import ServiceSheet
from mobiconseil.services.examined_aids import pays_for
from mobiconseil.services.keeping import place_words
from mobiconseil.services.sieve_rows import STALE_DAYS, Absent, ExaminedAid, RowContext, RowMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Detailer:
    """Makes the detail of one row for a look at one person."""

    look: Look
    directory: DirectoryService
    questions: QuestionCatalogue
    context: RowContext
    clashes: tuple[AidClash, ...] = ()
    """What stands against the aid, among those kept or asked for."""

    def detail(self, key: str) -> RowDetail:
        """Return the detail of the row of this key. Raises MissingRecord or KeyError when nobody knows it."""
        kind, _, code = key.partition(":")
        if kind == "service":
            return self._service(RecordId(bytes.fromhex(code)))
        if kind == "aid":
            return self._aid(key)
        return self._absent(code)

    def _service(self, record: RecordId) -> RowDetail:
        sheet = self.directory.sheet(record)
        service = sheet.service
        criteria = criteria_of(service)
        row = self._service_row(service, criteria)
        judgement = judge(criteria, self.look.circumstances)
        operator = sheet.organisation.name if sheet.organisation else ""
        common = self._common(row, judgement)
        return replace(
            common,
            phone=_phone(sheet),
            hours=in_words(sheet.opening_hours, self.context.today),
            address=place_words(service, operator),
            conditions=" ".join(part for part in (service.conditions, service.publics_detail) if part),
            source=service.source,
            source_url=service.source_link,
            verified_on=last_known(service),
        )

    def _service_row(self, service: Service, criteria: Criteria) -> SieveRow:
        judged = SieveJudge()
        judged.add({1: judged.numbers(criteria)})
        judged.judge(self.look.circumstances)
        known = last_known(service)
        stale = known is None or (self.context.today - known).days > STALE_DAYS
        delay = service.target_days if service.observed_days is None else service.observed_days
        offer: Candidate = (1, 1, service.catalogue, delay, int(stale), None, bytes(service.id))
        rank = judged.ranks[1]
        if service.catalogue in self.context.order.to_rate:
            rank = max(rank, RANKS[SieveGroup.TO_CHECK])
        return self._made(replace(self.context, verdicts=judged.verdicts()), offer, tuple(SieveGroup)[rank])

    def _aid(self, key: str) -> RowDetail:
        found = self.context.extras[key]
        assert isinstance(found, ExaminedAid), key
        aid = found.aid
        row = self._made(self.context, _extra(key), found.group)
        common = self._common(row, found.judgement)
        source = next(iter(aid.sources), None)
        return replace(
            common,
            rules=self._rules_of_aid(aid) or common.rules,
            phone=typography.phone(aid.phone) if aid.phone else "",
            conditions=" ".join(part for part in (aid.conditions, aid.advice) if part),
            source=", ".join(part for part in (source.title, source.dated) if part) if source else "",
            source_url=source.url if source else "",
            verified_on=aid.verified_on,
            aid=replace(_facts(aid), clashes=tuple(clash.text for clash in self.clashes)),
        )

    def _rules_of_aid(self, aid: Aid) -> tuple[RuleReason, ...]:
        suggested = (each for each in self.look.recommendations.aids if each.code == aid.code)
        return tuple(rule for each in suggested for rule in fired(each.firings))

    def _absent(self, code: str) -> RowDetail:
        service = self.look.reference.service(code)
        key = catalogue_key(code)
        context = replace(self.context, extras={key: Absent(service=service, note="")})
        row = self._made(context, _extra(key), SieveGroup.TO_CHECK)
        return replace(self._common(row, judge(Criteria(), self.look.circumstances)), reasons=())

    def _made(self, context: RowContext, offer: Candidate, group: SieveGroup) -> SieveRow:
        maker = RowMaker(context)
        maker.make(group, [offer])
        return maker.made[offer[0]]

    def _common(self, row: SieveRow, judgement: Judgement) -> RowDetail:
        look, code = self.look, row.catalogue
        proposal = look.recommendations.proposal(code) if code else None
        aid = self.context.extras.get(row.key)
        codes = pays_for(aid.aid) if isinstance(aid, ExaminedAid) else {code}
        put_off = [each for each in look.recommendations.deferrals if codes & {*each.services}]
        to_rate = [each for each in look.recommendations.pending if code in each.services]
        silence = silent(why_not(look.rules, code, look.facts)) if code and proposal is None else ()
        choice = self.context.choices.get(row.key)
        estimate = self.context.comparison.of(self.context.modes[code]) if code in self.context.modes else None
        return RowDetail(
            row=row,
            reasons=reasons(judgement, row, look.file.beneficiary.deadline_on, self.context.today),
            question=self._question(judgement),
            rules=fired(proposal.firings) if proposal else (),
            postponed=next(
                iter((*postponements(put_off, look.reference), *waiting_for_ratings(to_rate, look.reference))), None
            ),
            why_not=silence,
            choice_reason=choice.reason if choice else "",
            cost_detail=estimate.detail if estimate and estimate.monthly_cost is not None else (),
        )

    def _question(self, judgement: Judgement) -> Question | None:
        code = judgement.question
        return question_of(self.questions, code, self.look) if code and self.questions.knows(code) else None


def _phone(sheet: ServiceSheet) -> str:
    number = sheet.service.phone or (sheet.organisation.phone if sheet.organisation else "")
    return typography.phone(number) if number else ""


def _extra(key: str) -> Candidate:
    return (-1, -1, key, None, 0, None, key.encode())


def _facts(aid: Aid) -> AidFacts:
    return AidFacts(
        amount=aid.amount,
        ceiling=f"{typography.money(aid.ceiling)}" if aid.ceiling else "",
        period=aid.period,
        decided_by=aid.decided_by,
        papers=aid.papers,
        ask_before=aid.ask_before,
        cumulation=aid.cumulation,
        valid_until=aid.valid_until,
        abolished_on=aid.abolished_on,
        team=aid.correction.words if aid.correction else "",
        shipped=aid.correction.shipped if aid.correction else (),
    )
