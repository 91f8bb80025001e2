"""SHA-256 without OpenSSL, for the few bytes that the lock screen needs.

`hashlib` loads all of OpenSSL, 4 ms of a start. As `random` does in the standard library, the small module of CPython
that computes the same is asked first.
"""

from __future__ import annotations

try:
    from _sha2 import sha256 as _sha256  # type: ignore[import-not-found,unused-ignore] # Python 3.12
except ImportError:
    try:
        from _sha256 import sha256 as _sha256  # type: ignore[import-not-found,unused-ignore] # Python 3.11
    except ImportError:
        from hashlib import sha256 as _sha256


def sha256(text: bytes) -> bytes:
    """Return the 32 bytes of the sum."""
    return bytes(_sha256(text).digest())
