"""Words of the papers: what the person says in the first person, dates in full, who does what."""

from __future__ import annotations

import re
from datetime import date

from mobiconseil.domain.beneficiary import Beneficiary
from mobiconseil.domain.follow_up import Appointment as PlannedAppointment
from mobiconseil.domain.follow_up import AppointmentChannel, AppointmentState
from mobiconseil.domain.french_text import fold
from mobiconseil.domain.plan import Step
from mobiconseil.domain.typography import MONTHS, NBSP, long_date, spoken_hour, tidy
from mobiconseil.services.papers.common import Appointment
from mobiconseil.services.ports import Clock

_IRREGULAR = {
    "aller": "vais",
    "apprendre": "apprends",
    "acheter": "achète",
    "appeler": "appelle",
    "attendre": "attends",
    "choisir": "choisis",
    "comprendre": "comprends",
    "compléter": "complète",
    "conduire": "conduis",
    "découvrir": "découvre",
    "descendre": "descends",
    "devoir": "dois",
    "dire": "dis",
    "écrire": "écris",
    "emmener": "emmène",
    "entretenir": "entretiens",
    "envoyer": "envoie",
    "essayer": "essaie",
    "étudier": "étudie",
    "faire": "fais",
    "finir": "finis",
    "fournir": "fournis",
    "inscrire": "inscris",
    "lire": "lis",
    "mettre": "mets",
    "modifier": "modifie",
    "obtenir": "obtiens",
    "oublier": "oublie",
    "ouvrir": "ouvre",
    "partir": "pars",
    "payer": "paie",
    "prendre": "prends",
    "prévenir": "préviens",
    "rappeler": "rappelle",
    "recevoir": "reçois",
    "refaire": "refais",
    "relire": "relis",
    "remettre": "remets",
    "remplir": "remplis",
    "rendre": "rends",
    "renvoyer": "renvoie",
    "répondre": "réponds",
    "reprendre": "reprends",
    "réussir": "réussis",
    "revenir": "reviens",
    "revoir": "revois",
    "savoir": "sais",
    "signer": "signe",
    "suivre": "suis",
    "tenir": "tiens",
    "trier": "trie",
    "vendre": "vends",
    "venir": "viens",
    "vérifier": "vérifie",
    "voir": "vois",
}
_NOUNS = {"déjeuner", "dîner", "goûter", "hiver", "scooter"}
_FIRST_GROUP = re.compile(r"[a-zà-ÿœ]{2,}er")
_VOWELS = "aàâeéèêëiîïoôuùûyhœ"
_UNNAMED_PERSON = ("la personne", "le bénéficiaire", "la bénéficiaire", "elle-même", "lui-même")


def sentence(text: str) -> str:
    """Return `text` with its capital, its French typography and its full stop."""
    clean = tidy(" ".join(text.split())).rstrip(" \u00a0\u202f:;,")
    if not clean:
        return ""
    # Tidied once more: a quotation mark that ended the text no longer does.
    return capital(clean) if clean[-1] in ".!?…" else tidy(capital(clean) + ".")


def capital(text: str) -> str:
    """Return `text` with a capital."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Return `text` without its capital, unless the first word is an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def first_person(title: str) -> str:
    """Return a step as the person says it: « Réserver la voiture » is « Je réserve la voiture. ».

    A title that does not begin with a verb that can be turned is kept as it was typed.
    """
    words = " ".join(title.split())
    verb, _, rest = words.partition(" ")
    pronoun, bare = "", verb.lower()
    if bare in {"se", "me"} or bare[:2] in {"s’", "s'", "m’", "m'"}:
        bare, _, rest = (bare[2:], "", rest) if len(bare) > 3 else rest.partition(" ")
        pronoun = "me "
    said = _IRREGULAR.get(bare) or (bare[:-1] if _FIRST_GROUP.fullmatch(bare) and _is_verb(bare) else "")
    if not said:
        return sentence(words)
    if pronoun:
        pronoun = "m’" if said[0] in _VOWELS else pronoun
        return sentence(f"Je {pronoun}{said} {rest}")
    return sentence(f"{'J’' if said[0] in _VOWELS else 'Je '}{said} {rest}")


def _is_verb(word: str) -> bool:
    """Say whether a word in -er is surely a regular verb: neither « atelier » nor « préférer », whose vowel changes."""
    vowel_changes = re.search(r"[eéè][^aeéèiouy]er$", word)
    return word not in _NOUNS and not vowel_changes and not word.endswith(("ier", "yer"))


def said_by_person(text: str, person: Beneficiary) -> str:
    """Return who does a step, « Moi » in place of the person: « Sylvie, avec Claire » is « Moi, avec Claire. »."""
    names = [person.short_name, person.plain_name, f"{person.civility.label} {person.last_name}", person.first_name]
    known = [re.escape(name.strip()) for name in (*names, *_UNNAMED_PERSON) if name.strip()]
    found = re.sub(rf"\b(?:{'|'.join(known)})\b", "moi", text, count=1, flags=re.IGNORECASE)
    return sentence(found) if found.strip() else "Moi."


def step_moment(step: Step, today: date) -> str:
    """Return when a step is to be done: « Avant le lundi 23 novembre. », « Mercredi 2 décembre, à 6 heures 40. »."""
    if step.due_on is None:
        return sentence(step.when_text)
    day = long_date(step.due_on, today)
    if step.due_at is None:
        return f"Avant le {day}."
    return f"{capital(day)}, à {spoken_hour(step.due_at)}."


def later_line(step: Step) -> str:
    """Return a step of « plus tard » as one line: « en janvier, je prépare l’achat d’une voiture. »."""
    moment = lowered(" ".join(step.when_text.split()))
    first = fold(moment).split(" ")[0]
    if first in {fold(month) for month in MONTHS}:
        moment = f"en {moment}"
    said = lowered(first_person(step.title))
    return f"{moment}, {said}" if moment else said


def goal_parts(goal: str, deadline: date | None, today: date) -> tuple[str, str]:
    """Return the goal as one sentence, and the part of it to print in bold: the date of the deadline, if written."""
    text = lowered(sentence(goal))
    if deadline is None:
        return text, ""
    full = long_date(deadline, today)
    for candidate in (long_date(deadline), full, full.partition(" ")[2]):
        spaced = candidate.replace(NBSP, " ")
        if candidate in text:
            return text, candidate
        if spaced in text:
            return text.replace(spaced, candidate), candidate
    return text, ""


def next_appointment(appointments: tuple[PlannedAppointment, ...], clock: Clock) -> Appointment | None:
    """Return the next appointment in words; one of today only when there is none after, for papers are given today."""
    now, today = clock.now(), clock.today()
    ahead = [a for a in appointments if a.state is AppointmentState.PLANNED and a.at >= now]
    after = [a for a in ahead if clock.local(a.at).date() > today]
    found = min(after or ahead, key=lambda a: a.at, default=None)
    if found is None:
        return None
    moment = clock.local(found.at)
    when = f"{capital(long_date(moment.date()))}, à {spoken_hour(moment.time())}"
    return Appointment(when=when, where=sentence(_where(found)))


def _where(appointment: PlannedAppointment) -> str:
    if appointment.channel is AppointmentChannel.PHONE:
        return "Par téléphone"
    if appointment.channel is AppointmentChannel.HOME:
        return "Chez moi"
    if appointment.channel is AppointmentChannel.VIDEO:
        return "En visio"
    return appointment.place
