"""Opening hours in the OpenStreetMap format: read by a library, said in French here.

The hours are those of the clock on the wall of the place: moments come in local, without their zone or with it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, validate

from mobiconseil.domain.french_text import NBSP
from mobiconseil.domain.typography import DAYS, MONTHS, hour

_DAYS = {"Mo": 0, "Tu": 1, "We": 2, "Th": 3, "Fr": 4, "Sa": 5, "Su": 6}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), start=1
    )
}
_HORIZON_DAYS = 366
_TIME = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_RANKS = {"1": "premier", "2": "deuxième", "3": "troisième", "4": "quatrième", "5": "cinquième", "-1": "dernier"}
_ONLY_WORDS = re.compile(r"(?:^|(?<=;)|(?<=\|\|))(?P<when>[^;|\"\d]*)(?P<words>\"[^\"]*\")")
_STATES = re.compile(r"\b(?:open|closed|off|unknown)\b")
_WORDS = {"PH": "jours fériés", "SH": "vacances scolaires"}
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_RULE = re.compile(
    rf"(?P<months>(?:{'|'.join(_MONTHS)})(?:[-,](?:{'|'.join(_MONTHS)}))*)?\s*"
    rf"(?P<holiday>PH|SH|SH,PH|PH,SH)?\s*"
    rf"(?P<days>{_DAY}(?:\[-?\d(?:,-?\d)*\])?(?:[-,]{_DAY}(?:\[-?\d(?:,-?\d)*\])?)*)?\s*"
    r"(?P<times>\d{1,2}:\d{2}-\d{1,2}:\d{2}(?:,\s*\d{1,2}:\d{2}-\d{1,2}:\d{2})*)?\s*"
    r"(?P<state>off|closed|open)?\s*(?:\"(?P<comment>[^\"]*)\")?"
)


@lru_cache(maxsize=16_384)
def _parsed(text: str) -> OpeningHours | None:
    if not validate(text):
        return None
    stated = _ONLY_WORDS.sub(_unknown, text)
    return OpeningHours(
        stated if stated != text and validate(stated) else text,
        country="FR",
        auto_country=False,
        auto_timezone=False,
        max_interval_days=_HORIZON_DAYS,
    )


def _unknown(rule: re.Match[str]) -> str:
    """Return a rule made of words only, « sur rendez-vous », as the format reads it: nobody knows whether it opens."""
    stated = _STATES.search(rule["when"])
    return rule[0] if stated else f"{rule['when'].rstrip()} unknown {rule['words']}"


def is_valid(text: str) -> bool:
    """Say whether the text can be read; an empty one says nothing and is valid."""
    return not text.strip() or _parsed(text.strip()) is not None


def is_open(text: str, moment: datetime) -> bool:
    """Say whether the place is known to be open at a local moment; unknown or unreadable hours are not."""
    parsed = _parsed(text.strip()) if text.strip() else None
    return parsed is not None and parsed.is_open(moment.replace(tzinfo=None))


def open_on(text: str, day: date) -> tuple[tuple[time, time], ...] | None:
    """Return the hours of a day, none when it is closed; None when the hours are not known, or « sur rendez-vous ».

    An end at midnight is told 00:00.
    """
    parsed = _parsed(text.strip()) if text.strip() else None
    if parsed is None:
        return None
    start = datetime.combine(day, time())
    end = start + timedelta(days=1)
    slots, is_known = [], True
    for begin, finish, state, _ in parsed.intervals(start, end):
        is_known = is_known and str(state) != "unknown"
        if str(state) == "open":
            last = end if finish is None else min(finish, end)
            slots.append((max(begin, start).time(), last.time()))
    return tuple(slots) if slots or is_known else None


def may_open_on(text: str, day: date) -> bool:
    """Say whether a place opens on a day, or may: « le mardi, sur rendez-vous ». Unreadable hours say nothing."""
    parsed = _parsed(text.strip()) if text.strip() else None
    if parsed is None:
        return False
    start = datetime.combine(day, time())
    return any(str(state) != "closed" for *_, state, _ in parsed.intervals(start, start + timedelta(days=1)))


def next_opening(text: str, moment: datetime) -> datetime | None:
    """Return when the place opens next after a local moment at which it is closed, or None."""
    parsed = _parsed(text.strip()) if text.strip() else None
    if parsed is None or parsed.is_open(moment.replace(tzinfo=None)):
        return None
    found = parsed.next_change(moment.replace(tzinfo=None))
    return found if found is not None and parsed.is_open(found) else None


def day_in_french(text: str, day: date) -> str:
    """Return « de 8 h 30 à 12 h et de 14 h à 17 h », « fermé », or « horaires non renseignés »."""
    slots = open_on(text, day)
    if slots is None:
        return "horaires non renseignés"
    if not slots:
        return "fermé"
    if slots == ((time(), time()),):
        return "ouvert jour et nuit"
    return _listed([f"de{NBSP}{hour(begin)} à{NBSP}{_end(finish)}" for begin, finish in slots])


def week_in_french(text: str, today: date) -> tuple[str, ...]:
    """Return seven lines, « lundi de 9 h à 12 h », for the week of `today`; none when the hours are not known."""
    if open_on(text, today) is None:
        return ()
    monday = today - timedelta(days=today.weekday())
    week = (monday + timedelta(days=number) for number in range(7))
    return tuple(f"{DAYS[day.weekday()]} {day_in_french(text, day)}" for day in week)


def in_words(text: str, today: date) -> str:
    """Return the rule in words; one that has no simple words is told as it is written, then day by day this week.

    What is open on appointment, or on any other word, is left to that word: the days would promise too much.
    """
    said = in_french(text)
    week = week_in_french(text, today) if said == text.strip() and '"' not in said else ()
    told = "\u202f; ".join(week)
    return f"{said}. Cette semaine{NBSP}: {told}" if week else said


def in_french(text: str) -> str:
    """Return the rule in words: « du lundi au vendredi, de 8 h 30 à 12 h 30 ; fermé les jours fériés ».

    A rule that has no simple words is returned as it is written.
    """
    typed = text.strip()
    if not typed or _parsed(typed) is None:
        return typed
    if typed == "24/7":
        return "jour et nuit, tous les jours"
    said = []
    for rule in re.split(r"\s*;\s*", typed.strip("; ")):
        words = _rule_in_french(rule)
        if words is None:
            return typed
        said.append(words)
    return "\u202f; ".join(said)


def _rule_in_french(rule: str) -> str | None:
    match = _RULE.fullmatch(rule)
    if match is None or not rule:
        return None
    when = [part for part in (_days(match["days"]), _holiday(match["holiday"]), _months(match["months"])) if part]
    comment = f" ({match['comment']})" if match["comment"] else ""
    if match["state"] in {"off", "closed"}:
        return " ".join(["fermé", *when]) + comment
    if match["times"]:
        hours = _listed([_slot(*slot) for slot in _TIME.findall(match["times"])])
        return ", ".join([*when, hours] if when else ["tous les jours", hours]) + comment
    return (" ".join(when) + comment).strip() if when or comment else None


def _slot(*figures: str) -> str:
    begin, begin_min, finish, finish_min = (int(figure) for figure in figures)
    return f"de{NBSP}{hour(time(begin % 24, begin_min))} à{NBSP}{_end(time(finish % 24, finish_min))}"


def _end(at: time) -> str:
    return "minuit" if at == time() else hour(at)


def _days(typed: str | None) -> str:
    if not typed:
        return ""
    parts = []
    for part in re.findall(rf"{_DAY}(?:\[[^\]]*\])?(?:-{_DAY})?", typed):
        first, _, last = part.partition("-") if "[" not in part else (part, "", "")
        if last:
            parts.append(f"du {DAYS[_DAYS[first]]} au {DAYS[_DAYS[last]]}")
        elif "[" in first:
            ranks = first[3:-1].split(",")
            ordinals = _listed([_RANKS.get(rank, rank) for rank in ranks])
            parts.append(f"le {ordinals} {DAYS[_DAYS[first[:2]]]} du mois")
        else:
            parts.append(f"le {DAYS[_DAYS[first]]}")
    return _listed(parts)


def _months(typed: str | None) -> str:
    if not typed:
        return ""
    parts = []
    for part in typed.split(","):
        first, _, last = part.partition("-")
        named = MONTHS[_MONTHS[first] - 1]
        of = "d’" if named[0] in "ao" else "de "
        if last:
            parts.append(f"{of}{named} à {MONTHS[_MONTHS[last] - 1]}")
        else:
            parts.append(f"en {named}")
    return _listed(parts)


def _holiday(typed: str | None) -> str:
    return _listed(
        [
            f"les {_WORDS[word]}" if word == "PH" else f"pendant les {_WORDS[word]}"
            for word in (typed or "").split(",")
            if word
        ]
    )


def _listed(parts: list[str]) -> str:
    return " et ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
