"""The recovery key as people read, print and retype it: 8 groups of 4 characters.

26 characters carry the 128 bits, 6 carry a BCH checksum (the one of bech32m, BIP-350): every single wrong
character and every swap of two neighbours is detected, and the wrong group can be named. The alphabet has no
1, B, I and O; typed by mistake they are read as L, 8, L and 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mobiconseil.errors import AccessRefused
from mobiconseil.services.recovery_groups import GROUP_LENGTH, GROUPS, clean, groups, same_group

__all__ = ["KEY_LENGTH", "WrongRecoveryCode", "format_code", "groups", "parse_code", "same_group"]

KEY_LENGTH = 16

_ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32M = 0x2BC830A3
_PREFIX = (*(ord(c) >> 5 for c in "mobi"), 0, *(ord(c) & 31 for c in "mobi"))
_CHECKSUM_LENGTH = 6
_LENGTH = GROUPS * GROUP_LENGTH
_DATA_LENGTH = _LENGTH - _CHECKSUM_LENGTH
_EXAMPLE_ADVICE = "Reprenez la feuille de secours et retapez les 8 groupes de 4 caractères."


class WrongRecoveryCode(AccessRefused):
    """The recovery key is mistyped, or belongs to another vault; `group` is the doubtful group (1 to 8) if known."""

    def __init__(self, sentence: str, group: int | None = None) -> None:
        super().__init__(sentence)
        self.group = group


def format_code(key: bytes) -> str:
    """Return the 128-bit `key` as 8 groups of 4 characters joined by dashes."""
    if len(key) != KEY_LENGTH:
        raise ValueError(f"a recovery key has {KEY_LENGTH} bytes, not {len(key)}")
    number = int.from_bytes(key, "big") << 2
    data = [(number >> 5 * (_DATA_LENGTH - 1 - i)) & 31 for i in range(_DATA_LENGTH)]
    check = _polymod([*data, *[0] * _CHECKSUM_LENGTH]) ^ _BECH32M
    symbols = data + [(check >> 5 * (_CHECKSUM_LENGTH - 1 - i)) & 31 for i in range(_CHECKSUM_LENGTH)]
    text = "".join(_ALPHABET[s] for s in symbols)
    return "-".join(groups(text))


def parse_code(text: str) -> bytes:
    """Return the 128-bit key of a typed code; case, spaces, dashes and look-alikes are forgiven.

    Raises WrongRecoveryCode, naming the doubtful group when it can be known.
    """
    cleaned = clean(text)
    _check_characters(cleaned)
    _check_length(cleaned)
    symbols = [_ALPHABET.index(c) for c in cleaned]
    number = 0
    for symbol in symbols[:_DATA_LENGTH]:
        number = number << 5 | symbol
    if _polymod(symbols) != _BECH32M or number & 3:
        raise _mistyped(symbols)
    return (number >> 2).to_bytes(KEY_LENGTH, "big")


def _check_characters(cleaned: str) -> None:
    """Raise WrongRecoveryCode at the first character that no recovery key contains."""
    for position, character in enumerate(cleaned):
        if character not in _ALPHABET:
            group = min(position // GROUP_LENGTH + 1, GROUPS)
            raise WrongRecoveryCode(
                f"Le caractère «\u00a0{character}\u00a0» du groupe {group} n’existe pas dans une clé de secours. "
                "Rien n’a été changé. Vérifiez ce groupe sur la feuille.",
                group,
            )


def _check_length(cleaned: str) -> None:
    """Raise WrongRecoveryCode when characters are missing or in excess."""
    missing = _LENGTH - len(cleaned)
    if missing == 0:
        return
    what = f"Il manque {missing}" if missing > 0 else f"Il y a {-missing}"
    noun = "caractère" if abs(missing) == 1 else "caractères"
    excess = "" if missing > 0 else " de trop"
    raise WrongRecoveryCode(f"{what} {noun}{excess} dans la clé de secours. Rien n’a été changé. {_EXAMPLE_ADVICE}")


def _mistyped(symbols: Sequence[int]) -> WrongRecoveryCode:
    """Return the error of a code whose checksum is wrong, with the doubtful group when one repair is enough."""
    group = next((position // GROUP_LENGTH + 1 for position in _repairs(symbols)), None)
    if group is None:
        return WrongRecoveryCode(
            "La clé de secours contient au moins deux fautes de frappe. Rien n’a été changé. " + _EXAMPLE_ADVICE
        )
    return WrongRecoveryCode(
        f"Le groupe {group} de la clé de secours contient une faute de frappe. Rien n’a été changé. "
        "Vérifiez ce groupe sur la feuille.",
        group,
    )


def _repairs(symbols: Sequence[int]) -> Iterator[int]:
    """Yield the positions where changing one character, or swapping two neighbours, makes the checksum right."""
    trial = list(symbols)
    for position, symbol in enumerate(symbols):
        for other in range(len(_ALPHABET)):
            trial[position] = other
            if other != symbol and _polymod(trial) == _BECH32M:
                yield position
        trial[position] = symbol
    for position in range(len(trial) - 1):
        swapped = [*trial[:position], trial[position + 1], trial[position], *trial[position + 2 :]]
        if swapped != trial and _polymod(swapped) == _BECH32M:
            yield position


def _polymod(symbols: Sequence[int]) -> int:
    """Return the remainder of the BCH code over the prefix and `symbols`."""
    remainder = 1
    for symbol in (*_PREFIX, *symbols):
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ symbol
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                remainder ^= generator
    return remainder
