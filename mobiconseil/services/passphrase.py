"""Passphrases that a stolen laptop resists: seven words drawn at random, or an honest estimate of any other.

The words come from the French lists of the `xkcdpass` package (BSD licence): those of `fr-freelang` (23 068 words of
a dictionary, few inflected forms) that `fr-corrected` (138 253 words) also knows, with 3 to 10 letters and no accent,
without the twins that differ only by a final s or e, the linking words and those of `unfit_words`: 8 573 words, so
13.07 bits each and 91.5 bits for seven. The list is sorted, hence the same on every computer.
"""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mobiconseil.domain.french_text import fold
from mobiconseil.services.unfit_words import is_unfit

MINIMUM_BITS = 80.0
"""What a passphrase must resist alone: CNIL, délibération 2022-100 of 21 July 2022.

A thief who holds the laptop skips every delay of ours, so the 50-bit case (blocked account) does not apply.
"""

WORDS = 7
_SMALLEST_LIST = 7776
_COUNTED_WORDS = 5
_LONGEST = 100
_SHORT_WORD_BITS = 4.0
_LINKING = re.compile(
    r"les|des|une|est|que|qui|pas|sur|par|mon|mes|ton|tes|son|ses|aux|ces|ils|elles?|nous|vous|leurs?|notre|votre|nos"
    r"|vos|avec|pour|dans|sans|sous|vers|chez|mais|quand|cette|ont|sont|suis|etait"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How much a passphrase resists, and what to do about it, in French."""

    bits: float
    enough: bool
    sentence: str


def generate(words: int = WORDS, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Return `words` words drawn at random, separated by spaces: `words` × `bits_per_word()` bits."""
    known = word_list()
    return " ".join(known[randbelow(len(known))] for _ in range(words))


def bits_per_word() -> float:
    """Return the entropy of one word drawn from the list."""
    return math.log2(len(word_list()))


@cache
def word_list() -> tuple[str, ...]:
    """Return the words that `generate` draws from, sorted."""
    correct = _packaged_words("fr-corrected.txt")
    kept = {w for w in _packaged_words("fr-freelang") if re.fullmatch(r"[a-z]{3,10}", w) and w in correct}
    distinct = {w for w in kept if not (w[-1] in "se" and w[:-1] in kept)}
    distinct = {w for w in distinct if not _LINKING.fullmatch(w) and not is_unfit(w)}
    if len(distinct) < _SMALLEST_LIST:
        raise RuntimeError(f"the list of words has shrunk to {len(distinct)}")
    return tuple(sorted(distinct))


def estimate_bits(passphrase: str, personal_words: Iterable[str] = ()) -> float:
    """Return the bits that a patient guesser has to try, never more than what the words themselves can hold.

    A phrase of five words or more is worth its different words; anything else is worth what zxcvbn finds, with
    French words and `personal_words` (names, structure, town) in its dictionaries. Only the first 100 characters
    are looked at by zxcvbn, which is slow on long texts. The first call takes half a second: the lists are read.
    """
    text = unicodedata.normalize("NFKC", passphrase).strip()
    if not text:
        return 0.0
    personal = _personal(personal_words)
    words = _words(text)
    if len(words) >= _COUNTED_WORDS and sum(map(str.isalpha, "".join(words))) > 0.8 * len("".join(words)):
        return sum(_word_bits(word, personal) for word in set(words))
    return _guessed_bits(text, personal)


def judge(passphrase: str, personal_words: Iterable[str] = ()) -> Strength:
    """Return the strength of a passphrase and one sentence that says what to do."""
    personal_words = tuple(personal_words)
    if not passphrase.strip():
        return Strength(bits=0.0, enough=False, sentence="Gardez les 7 mots proposés, ou tapez votre phrase de passe.")
    bits = estimate_bits(passphrase, personal_words)
    if bits >= MINIMUM_BITS:
        return Strength(bits=bits, enough=True, sentence="Cette phrase de passe est solide.")
    return Strength(bits=bits, enough=False, sentence=_advice(passphrase, bits, personal_words))


def _advice(passphrase: str, bits: float, personal_words: tuple[str, ...]) -> str:
    """Return what to change in a passphrase that is too easy to guess."""
    folded = fold(passphrase)
    if any(word in folded for word in _personal(personal_words)):
        return "Trop facile à deviner\u00a0: elle contient un nom connu. Prenez plutôt les 7 mots proposés."
    words = _words(passphrase)
    if len(set(words)) < len(words):
        return "Trop facile à deviner\u00a0: un mot se répète. Prenez plutôt les 7 mots proposés."
    missing = math.ceil((MINIMUM_BITS - bits) / bits_per_word())
    if missing > 3:
        return "Beaucoup trop facile à deviner. Prenez plutôt les 7 mots proposés."
    added = "encore un mot" if missing == 1 else f"encore {missing} mots"
    return f"Presque\u00a0: ajoutez {added} sans rapport avec les autres, ou prenez les 7 mots proposés."


def _words(text: str) -> list[str]:
    """Return the words of a phrase, separated by spaces or dashes, folded."""
    return [fold(word) for word in re.split(r"[\s\-–—_]+", text) if fold(word)]


def _word_bits(word: str, personal: tuple[str, ...]) -> float:
    """Return what one word of a phrase is worth: at most one draw from the list, little for « le » or a name."""
    if word in personal:
        return 1.0
    if len(word) < 3 or _LINKING.fullmatch(word):
        return min(_SHORT_WORD_BITS, _guessed_bits(word, personal))
    if word in _listed():
        return bits_per_word()
    return min(bits_per_word(), _guessed_bits(word, personal))


@cache
def _listed() -> frozenset[str]:
    return frozenset(word_list())


def _personal(personal_words: Iterable[str]) -> tuple[str, ...]:
    """Return the separate words of names and places, folded, three letters at least."""
    return tuple(dict.fromkeys(word for text in personal_words for word in fold(text).split() if len(word) >= 3))


def _guessed_bits(text: str, personal: tuple[str, ...]) -> float:
    """Return log2 of the guesses that zxcvbn finds, its random parts counted by the kinds of characters they mix.

    zxcvbn counts 10 guesses for any character that it does not explain: right for letters chosen by a person, too
    severe for a random mix of three kinds, for which the CNIL counts every possible character.
    """
    result = _zxcvbn()(text[:_LONGEST], user_inputs=list(personal), max_length=_LONGEST)
    bits = math.log2(max(1, result["guesses"]))
    for part in result["sequence"]:
        token = part["token"]
        if part["pattern"] == "bruteforce" and len(token) >= 6:
            bits += max(0.0, len(token) * (_bits_per_character(token) - math.log2(10)))
    return bits


def _bits_per_character(token: str) -> float:
    """Return log2 of the characters to try when `token` mixes three kinds of them or more, else 0."""
    kinds = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10), (lambda c: not c.isalnum(), 33))
    sizes = [size for is_kind, size in kinds if any(is_kind(c) for c in token)]
    return math.log2(sum(sizes)) if len(sizes) >= 3 else 0.0


@cache
def _zxcvbn() -> Callable[..., dict[str, Any]]:
    """Return zxcvbn once it knows French words: the short ones, which people choose first, have the best ranks."""
    from zxcvbn import matching, zxcvbn  # late: 50 ms, needed when a passphrase is chosen only

    words = {w for w in _packaged_words("fr-corrected.txt") if len(w) > 2}
    bare = {unicodedata.normalize("NFKD", w).encode("ascii", "ignore").decode() for w in words}
    common = set(word_list())
    ranked = sorted(words | bare, key=lambda w: (w not in common, len(w), w))
    matching.add_frequency_lists({"french": ranked})
    found: Callable[..., dict[str, Any]] = zxcvbn
    return found


@cache
def _packaged_words(name: str) -> frozenset[str]:
    """Return the words of a list of the xkcdpass package."""
    raw = resources.files("xkcdpass").joinpath("static", name).read_text(encoding="utf-8")
    return frozenset(unicodedata.normalize("NFC", word) for word in raw.split())
