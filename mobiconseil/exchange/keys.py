"""Keys: those of laptops, those drawn from a spoken code or from the printed recovery key, and how age writes them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mobiconseil.domain.french_text import fold
from mobiconseil.domain.sealed import KEY_LENGTH, CodeCost, CodeRecipe, LaptopKeys, PublicKeys, RandomBytes
from mobiconseil.exchange.refusals import refusal

SALT_LENGTH = 16
_PAPER_PURPOSE = b"mobiconseil exchange recipient of the recovery key 1"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def new_keys(random_bytes: RandomBytes = os.urandom) -> LaptopKeys:
    """Return the keys of a new laptop."""
    return LaptopKeys(signing=random_bytes(KEY_LENGTH), sealing=random_bytes(KEY_LENGTH))


def public_keys(keys: LaptopKeys) -> PublicKeys:
    """Return what the other laptops may know."""
    signing = Ed25519PrivateKey.from_private_bytes(keys.signing).public_key().public_bytes_raw()
    return PublicKeys(signing=signing, sealing=sealing_public(keys.sealing))


def sealing_public(secret: bytes) -> bytes:
    """Return the public half of an X25519 key: a file closed for it opens with `secret`."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def is_sealing_key(public: bytes) -> bool:
    """Say whether a file can be closed for `public`; age stops short on the few points that share no secret."""
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        return False
    return True


def new_recipe(cost: CodeCost | None = None, random_bytes: RandomBytes = os.urandom) -> CodeRecipe:
    """Return a fresh way of drawing a key from a spoken code."""
    return CodeRecipe(random_bytes(SALT_LENGTH), cost or CodeCost())


def sealing_key_of_code(code: str, recipe: CodeRecipe) -> bytes:
    """Return the X25519 key of a spoken code; case, accents, dashes and spaces do not count.

    Raises Refused when the laptop lacks memory, ValueError for an empty code or a cost out of bounds.
    """
    spoken = " ".join(re.findall(r"[^\W_]+", fold(code)))
    if not spoken or not recipe.cost.is_bounded():
        raise ValueError("a spoken code has words, and its cost is bounded")
    cost = recipe.cost
    kdf = Argon2id(
        salt=recipe.salt, length=KEY_LENGTH, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    try:
        return kdf.derive(spoken.encode("utf-8", "surrogatepass"))
    except MemoryError as error:
        raise refusal("memory") from error


def sealing_key_of_paper(recovery_key: bytes) -> bytes:
    """Return the X25519 key of the printed recovery key: its public half is a recipient of every file of the team."""
    return HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=_PAPER_PURPOSE).derive(recovery_key)


def age_identity(secret: bytes) -> str:
    """Return a private X25519 key as age writes it: AGE-SECRET-KEY-1…"""
    return _bech32("age-secret-key-", secret).upper()


def age_recipient(public: bytes) -> str:
    """Return a public X25519 key as age writes it: age1…"""
    return _bech32("age", public)


def _bech32(prefix: str, raw: bytes) -> str:
    """Return BIP-173 text; 32 bytes are 256 bits, padded to 52 symbols of 5 bits."""
    number = int.from_bytes(raw, "big") << 4
    data = [(number >> 5 * (51 - rank)) & 31 for rank in range(52)]
    expanded = [*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix)]
    check = _polymod([*expanded, *data, *[0] * 6]) ^ 1
    symbols = data + [(check >> 5 * (5 - rank)) & 31 for rank in range(6)]
    return prefix + "1" + "".join(_BECH32[symbol] for symbol in symbols)


def _polymod(symbols: Iterable[int]) -> int:
    remainder = 1
    for symbol in symbols:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ symbol
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                remainder ^= generator
    return remainder
