"""Opening hours as people type them, « lun-ven 9h-12h, 14h-17h », turned into the OpenStreetMap format.

What is already in that format stays as it is. Nothing is guessed: a word that is not known makes the whole unreadable.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from mobiconseil.domain.opening_hours import in_french, is_valid

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_RANKS = {
    "1er": "1", "premier": "1", "2e": "2", "2eme": "2", "deuxieme": "2", "second": "2", "3e": "3", "3eme": "3",
    "troisieme": "3", "4e": "4", "4eme": "4", "quatrieme": "4", "dernier": "-1",
}  # fmt: skip
_TOKEN = re.compile(
    r"\s*(?:(?P<always>24 ?h? ?/ ?24(?: et)?(?:,? 7 ?j? ?/ ?7)?|jour et nuit(?:, tous les jours)?)"
    r"|(?P<every>tous les jours|7 ?j? ?/ ?7|tlj)|(?P<week>en semaine)|(?P<weekend>(?:le )?week-?end)"
    r"|(?P<public>jours? feries?|feries?)|(?P<school>(?:pendant )?(?:les )?vacances scolaires)"
    r"|(?P<comment>\(?(?:uniquement |seulement )?sur (?:rendez-vous|rdv)\)?)"
    rf"|(?P<rank>{'|'.join(sorted(_RANKS, key=len, reverse=True))})s?\b"
    r"|(?P<day>lu|ma|me|je|ve|sa|di)[a-z]*\.?(?![a-z])"
    r"|(?P<midi>midi|minuit)\b"
    r"|(?P<hour>\d{1,2}) ?(?:(?:heures?|h|:) ?(?P<minute>\d{2})?)?(?!\d)"
    r"|(?P<closed>fermee?s?|fermeture)\b|(?P<to>-|jusqu'a\b|au?\b)"
    r"|(?P<noise>,|/|&|:|\bet\b|puis\b|de\b|du mois\b|du\b|d'|des\b|les?\b|la\b|chaque\b|ouverte?s?\b|ouverture\b|"
    r"entre\b|horaires?\b|tous\b))"
)
_ALWAYS = "00:00-24:00"
_LAST_HOUR, _LAST_MINUTE = 24, 59


@dataclass(slots=True)
class _Rule:
    days: list[str] = field(default_factory=list)
    holidays: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    closed: bool = False
    closed_first: bool = False
    times_first: bool = False
    """« 9h-12h du lundi au vendredi »: the hours came before their days."""
    comment: str = ""
    every: bool = False

    @property
    def is_said(self) -> bool:
        """Say whether the days that come next belong to another rule."""
        is_dated = bool(self.days or self.holidays or self.every)
        return is_dated and ((bool(self.times) and not self.times_first) or (self.closed and not self.closed_first))

    def written(self) -> str | None:
        """Return the rule in the OpenStreetMap format, or None when a part is missing."""
        when = [",".join(part) for part in (self.holidays, self.days) if part] or (["Mo-Su"] if self.times else [])
        comment = f'"{self.comment}"' if self.comment else ""
        if self.times == [_ALWAYS] and not self.days and not self.holidays:
            return "24/7"
        if self.closed:
            return " ".join([*when, "off", comment]).strip() if when and not self.times else None
        if not self.times and not (self.comment and not when):
            return None
        return " ".join(part for part in (*when, ",".join(self.times), comment) if part)


def as_osm(text: str) -> str | None:
    """Return opening hours in the OpenStreetMap format, or None when they cannot be read."""
    typed = text.strip()
    if is_valid(typed):
        return typed
    rules: list[str] = []
    for part in re.split(r"[;\n]|(?<![a-z]{3})\. ", _plain(typed)):
        for rule in _rules(part.strip(" .")) if part.strip(" .") else ():
            written = None if rule is None else rule.written()
            if written is None:
                return None
            rules.append(written)
    found = "; ".join(rules)
    return found if found and is_valid(found) else None


def shown(osm: str) -> str:
    """Return opening hours as they can be typed again: in French, or as they are written when it would lose some."""
    words = in_french(osm)
    return words if words != osm and as_osm(words) == osm else osm


def _plain(text: str) -> str:
    """Return the text without case, accents, odd spaces nor odd dashes."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    for odd, usual in (("’", "'"), ("–", "-"), ("—", "-"), ("→", "-")):
        bare = bare.replace(odd, usual)
    return re.sub(r"[^\S\n]+", " ", bare)


def _rules(part: str) -> list[_Rule | None]:
    tokens = _tokens(part)
    if tokens is None:
        return [None]
    rules, at = [_Rule()], 0
    while at < len(tokens):
        kind, value = tokens[at]
        if kind in {"day", "rank", "holiday", "every"} and rules[-1].is_said:
            rules.append(_Rule())
        taken = _take(rules[-1], kind, value, tokens[at:])
        if not taken:
            return [None]
        at += taken
    return list(rules)


_Tokens = list[tuple[str, str]]


def _take(rule: _Rule, kind: str, value: str, tokens: _Tokens) -> int:
    """Add to the rule what the next tokens say; return how many were taken, none when they say nothing."""
    kinds = [kind for kind, _ in tokens]
    if kind == "time" and kinds[:3] == ["time", "to", "time"] and not rule.closed:
        is_dated = bool(rule.days or rule.holidays or rule.every)
        if rule.times_first and is_dated:  # whose are they, the days before or those to come?
            return 0
        rule.times_first = not is_dated
        rule.times.append(f"{value}-{'24:00' if tokens[2][1] == '00:00' else tokens[2][1]}")
        return 3
    if kind == "day" and kinds[:3] == ["day", "to", "day"]:
        rule.days.append(f"{value}-{tokens[2][1]}")
        return 3
    if kind == "rank":
        ranks = kinds.index("day") if "day" in kinds else 0
        if set(kinds[:ranks]) != {"rank"}:
            return 0
        rule.days.append(f"{tokens[ranks][1]}[{','.join(rank for _, rank in tokens[:ranks])}]")
        return ranks + 1
    return int(_take_one(rule, kind, value))


def _take_one(rule: _Rule, kind: str, value: str) -> bool:
    if kind == "day":
        rule.days.append(value)
    elif kind == "holiday":
        rule.holidays.append(value)
    elif kind == "every":
        rule.every = True
    elif kind == "always":
        rule.times.append(_ALWAYS)
    elif kind == "comment":
        rule.comment = value
    elif kind == "closed":
        rule.closed, rule.closed_first = True, not (rule.days or rule.holidays)
    else:
        return False
    return True


def _tokens(part: str) -> _Tokens | None:
    found: _Tokens = []
    at = 0
    while at < len(part):
        match = _TOKEN.match(part, at)
        if match is None:
            return None
        at = match.end()
        tokens = _token(match)
        if tokens is None:
            return None
        found += tokens
    return found


def _token(match: re.Match[str]) -> _Tokens | None:
    kind = match.lastgroup or ""
    groups = match.groupdict()
    if groups["hour"] is not None:
        hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
        if hour > _LAST_HOUR or minute > _LAST_MINUTE:
            return None
        return [("time", f"{hour:02d}:{minute:02d}")]
    if groups["day"] is not None:
        return _day(match.group().strip(" ."))
    several = {
        "week": [("day", "Mo"), ("to", ""), ("day", "Fr")],
        "weekend": [("day", "Sa"), ("to", ""), ("day", "Su")],
    }
    single = {
        "midi": ("time", "12:00" if groups["midi"] == "midi" else "00:00"),
        "public": ("holiday", "PH"),
        "school": ("holiday", "SH"),
        "comment": ("comment", "sur rendez-vous"),
        "rank": ("rank", _RANKS.get(groups["rank"] or "", "")),
    }
    if kind == "noise":
        return []
    return several.get(kind) or [single.get(kind, (kind, ""))]


def _day(name: str) -> _Tokens | None:
    """Return the day that a name means, whole or cut short: « mardis », « mar. », « ma », but not « mars »."""
    rank = next((rank for rank, day in enumerate(_NAMES) if day.startswith(name) or name == f"{day}s"), None)
    return None if rank is None else [("day", _DAYS[rank])]
