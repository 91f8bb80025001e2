"""What is known of a file once sealed: its clear header, the keys of laptops, and whom a reader trusts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mobiconseil.domain.exchange import Package
from mobiconseil.domain.identity import RecordId

RandomBytes = Callable[[int], bytes]
KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class CodeCost:
    """What a try of a spoken code costs, by Argon2id: memory in KiB, passes, lanes."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 1

    def is_bounded(self) -> bool:
        """Say whether a file may ask for this cost: at most 1 GiB, 10 passes and 4 lanes."""
        return 1 <= self.lanes <= 4 and 1 <= self.passes <= 10 and 8 * self.lanes <= self.memory_kib <= 1 << 20


@dataclass(frozen=True, slots=True)
class CodeRecipe:
    """How the key of a file is drawn from its spoken code."""

    salt: bytes
    cost: CodeCost = field(default_factory=CodeCost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The clear lines of a file: anybody may read them, and they say nothing of anybody."""

    scope: str
    """What the file holds: the value of a `Scope`, or another word for what is no package (an invitation)."""
    recipe: CodeRecipe | None = None
    """Present when a spoken code opens the file."""
    format: int = 1
    reader: int = 1
    """The oldest format that a program must know to read the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKeys:
    """What the others know of a laptop: the key that checks its signatures, the key that closes a file for it."""

    signing: bytes
    sealing: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LaptopKeys:
    """The private keys of a laptop: 32 bytes of Ed25519, 32 bytes of X25519. Only the encrypted base holds them."""

    signing: bytes
    sealing: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose signature a reader accepts."""

    org: bytes | None = None
    """The team; None accepts any (a file from outside, opened with a spoken code)."""
    laptops: Mapping[bytes, RecordId] = field(default_factory=dict)
    """The public signing key of each active laptop, and its identifier."""
    revoked: frozenset[bytes] = frozenset()
    """The public signing keys of the laptops that were set aside: refused even by `strangers`."""
    strangers: bool = False
    """Accept a signature that no known laptop made: the person who was given the code vouches for the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsealed:
    """A file that was decrypted, whose signature holds and whose content is valid in whole."""

    header: Header
    signer: bytes
    """The public signing key of the laptop that wrote the file."""
    package: Package
