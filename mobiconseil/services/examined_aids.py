"""The aids as the sieve examines them: judged, dated, and put in their group."""

from __future__ import annotations

from collections.abc import Iterable

from mobiconseil.domain.advice_records import aid_key
from mobiconseil.domain.aid import Aid, AidFreshness, aid_freshness, judge_aid
from mobiconseil.domain.circumstances import Circumstances
from mobiconseil.domain.eligibility import Judgement, Verdict
from mobiconseil.domain.sieve import SieveGroup
from mobiconseil.domain.typography import NBSP, short_date
from mobiconseil.services.sieve_rows import ExaminedAid

_LICENCE = "F2-07"
_LICENCE_AIDS = frozenset({"F3-01", "F3-11"})
"""Services of the catalogue that pay for the licence."""


def pays_for(aid: Aid) -> frozenset[str]:
    """Return the services of the catalogue that an aid waits for: its own, and the licence when it pays for it."""
    licence = "permis" in aid.code.split("_") or (aid.local and aid.catalogue in _LICENCE_AIDS)
    return frozenset({aid.catalogue, _LICENCE} if licence else {aid.catalogue})


def examined_aids(known: Circumstances, aids: Iterable[Aid], *, everything: bool) -> dict[str, ExaminedAid]:
    """Return the aids with their verdict, by key.

    An aid that nobody checked for a year is left out, unless it is over (the answer is known) or all is asked.
    """
    found = {}
    for aid in aids:
        judgement = judge_aid(aid, known)
        age = aid_freshness(aid, known.today)
        over = judgement.verdict is Verdict.ABOLISHED
        if age is AidFreshness.WITHDRAWN and not over and not everything:
            continue
        found[aid_key(aid.code)] = ExaminedAid(
            aid=aid,
            judgement=judgement,
            group=aid_group(judgement, age),
            note=aid_note(aid, judgement, age),
        )
    return found


def aid_group(judgement: Judgement, age: AidFreshness) -> SieveGroup:
    """Return where an aid falls; one that must be checked again is never said to be open."""
    if judgement.verdict in {Verdict.NOT_ELIGIBLE, Verdict.ABOLISHED}:
        return SieveGroup.NOT_ELIGIBLE
    if judgement.verdict is Verdict.TO_CHECK or age is not AidFreshness.FRESH:
        return SieveGroup.TO_CHECK
    return SieveGroup.OPEN_TO_ALL if judgement.open_to_all else SieveGroup.OPEN_TO_HER


def aid_note(aid: Aid, judgement: Judgement, age: AidFreshness) -> str:
    """Return what the line of an aid says under its name."""
    if judgement.note or age is AidFreshness.FRESH:
        return judgement.note.rstrip(".")
    if aid.verified_on is None or not aid.confirmed:
        return "À confirmer auprès de l’organisme"
    return f"À revérifier{NBSP}: fiche du {short_date(aid.verified_on)}"
