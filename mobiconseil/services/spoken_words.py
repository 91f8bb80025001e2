"""Words that two people say to each other: the code that opens a file, the fingerprint that they compare."""

from __future__ import annotations

from mobiconseil.services.passphrase import generate, word_list

CODE_WORDS = 5
"""65 bits, each try slowed by Argon2id; the code is said once and the file serves once."""
FINGERPRINT_WORDS = 6
"""78 bits: nobody makes another key that says the same words."""


def spoken_code() -> str:
    """Return five words drawn at random."""
    return generate(CODE_WORDS)


def words_of(digest: bytes) -> str:
    """Return the six words that stand for a digest of 32 bytes, the same on every laptop."""
    words, number, said = word_list(), int.from_bytes(digest, "big"), []
    for _ in range(FINGERPRINT_WORDS):
        number, rank = divmod(number, len(words))
        said.append(words[rank])
    return " ".join(said)
