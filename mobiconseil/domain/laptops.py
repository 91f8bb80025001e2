"""The laptops of a team, and who says so.

The sheet kept in the safe names the référents, a référent admits and revokes the other laptops. Each of these is a
signed mandate, written once, relayed with everything else and judged on each laptop: a name may be written by anybody,
a key counts only through a mandate that leads to the sheet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from mobiconseil.domain.identity import RecordId, element_id
from mobiconseil.domain.sealed import KEY_LENGTH, PublicKeys
from mobiconseil.domain.vocabulary import Vocabulary, labels

SIGNATURE_LENGTH = 64
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""First letters of the codes of files, one for each laptop of a team; I and O look like digits."""

Verify = Callable[[bytes, bytes, bytes], bool]
"""Says whether a signature (third) of a message (second) comes from a signing key (first)."""

_STATEMENT = b"mobiconseil/mandat/1\0"
_FINGERPRINT = b"mobiconseil/empreinte/1\0"
_MAX_PAPERS = 100


class LaptopState(Vocabulary):
    """Where a laptop stands in the team."""

    INVITED = "invite"
    ACTIVE = "actif"
    REVOKED = "revoque"


labels(
    LaptopState,
    {
        LaptopState.INVITED: "À confirmer",
        LaptopState.ACTIVE: "Dans l’équipe",
        LaptopState.REVOKED: "Retiré de l’équipe",
    },
)


class MandateKind(Vocabulary):
    """What a mandate says of a key."""

    PAPER = "feuille"
    REFERENT = "referent"
    MEMBER = "membre"
    REVOKED = "retire"


labels(
    MandateKind,
    {
        MandateKind.PAPER: "Feuille de secours",
        MandateKind.REFERENT: "Poste référent",
        MandateKind.MEMBER: "Poste de l’équipe",
        MandateKind.REVOKED: "Poste retiré",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """A laptop as people know it; nothing of it gives any right."""

    id: RecordId
    subject: RecordId | None = None
    name: str = ""
    holder: str = ""
    """Who uses it: « Lucie Martin »."""
    letter: str = ""
    """First letter of the codes of the files made on it."""
    added_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A signed statement on a pair of keys; written once, never changed."""

    id: RecordId
    subject: RecordId | None = None
    kind: MandateKind
    laptop: RecordId
    signing_key: bytes
    sealing_key: bytes
    rank: int = 0
    """Of a sheet: 0 for the first, one more each time it is replaced."""
    issued_on: date
    signer: bytes = b""
    signature: bytes = b""

    @property
    def keys(self) -> PublicKeys:
        """Return the keys that the mandate is about."""
        return PublicKeys(signing=self.signing_key, sealing=self.sealing_key)

    @property
    def about(self) -> Member:
        """Return the laptop that the mandate is about."""
        return Member(self.laptop, self.keys)

    def statement(self, org: RecordId) -> bytes:
        """Return the bytes that are signed."""
        content = {
            "org": org.hex(),
            "kind": str(self.kind),
            "laptop": self.laptop.hex(),
            "signing": self.signing_key.hex(),
            "sealing": self.sealing_key.hex(),
            "rank": self.rank,
            "on": self.issued_on.isoformat(),
            "signer": self.signer.hex(),
        }
        return _STATEMENT + json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    def holds(self, org: RecordId, verify: Verify) -> bool:
        """Say whether the signature is that of the signer, and the keys can be keys."""
        lengths = (len(self.signing_key), len(self.sealing_key), len(self.signer), len(self.signature))
        if lengths != (KEY_LENGTH, KEY_LENGTH, KEY_LENGTH, SIGNATURE_LENGTH):
            return False
        return verify(self.signer, self.statement(org), self.signature)


def draft_mandate(
    org: RecordId,
    kind: MandateKind,
    laptop: RecordId,
    keys: PublicKeys,
    *,
    signer: bytes,
    issued_on: date,
    rank: int = 0,
) -> Mandate:
    """Return a mandate to sign. The same statement has the same identifier, wherever it is written."""
    blank = Mandate(
        id=org,
        kind=kind,
        laptop=laptop,
        signing_key=keys.signing,
        sealing_key=keys.sealing,
        rank=rank,
        issued_on=issued_on,
        signer=signer,
    )
    return replace(blank, id=element_id(org, f"mandate/{hashlib.sha256(blank.statement(org)).hexdigest()}"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a laptop takes for sure since it is in the team: the team, and the sheet it had then."""

    org: RecordId
    paper: PublicKeys
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A laptop of the team with its keys."""

    laptop: RecordId
    keys: PublicKeys
    is_referent: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is in the team, all mandates judged."""

    org: RecordId
    paper: PublicKeys
    rank: int
    members: tuple[Member, ...] = ()
    revoked: frozenset[bytes] = frozenset()
    """Signing keys that were taken away; a key never comes back."""
    retired: frozenset[RecordId] = frozenset()
    """Laptops that had a revoked key and have no other."""
    standing: tuple[Mandate, ...] = field(default=(), repr=False)
    """The mandates that this is read from, to be signed again by a new sheet."""

    def member(self, laptop: RecordId) -> Member | None:
        """Return a laptop of the team."""
        return next((member for member in self.members if member.laptop == laptop), None)

    def signed_by(self, signing_key: bytes) -> Member | None:
        """Return the laptop of the team that signs with this key."""
        return next((member for member in self.members if member.keys.signing == signing_key), None)

    def sealing_keys(self) -> tuple[bytes, ...]:
        """Return the keys that a file for the team is closed for: every laptop, and the sheet."""
        return (*dict.fromkeys(member.keys.sealing for member in self.members), self.paper.sealing)


def judge(anchor: Anchor, mandates: Iterable[Mandate], verify: Verify) -> Roster:
    """Return who is in the team.

    The newest sheet names the référents; it or a référent admits and revokes the others; only the sheet revokes a
    référent. What was signed by a key that no longer counts does not count.
    """
    sound = sorted((m for m in mandates if m.holds(anchor.org, verify)), key=lambda m: (m.laptop, m.issued_on, m.id))
    paper, rank = _newest_paper(anchor, sound)
    referents = _referents(paper.signing, sound)
    signers = {paper.signing} | {mandate.signing_key for mandate in referents}
    protected = {mandate.signing_key for mandate in referents}
    removed = [
        m
        for m in sound
        if m.kind is MandateKind.REVOKED
        and (m.signer == paper.signing or (m.signer in signers and m.signing_key not in protected))
    ]
    revoked = frozenset(m.signing_key for m in removed)
    admitted = [m for m in sound if m.kind is MandateKind.MEMBER and m.signer in signers]
    live = [m for m in (*referents, *admitted) if m.signing_key not in revoked]
    members = _members(live, protected)
    present = {member.laptop for member in members}
    return Roster(
        org=anchor.org,
        paper=paper,
        rank=rank,
        members=members,
        revoked=revoked,
        retired=frozenset(m.laptop for m in removed if m.laptop not in present),
        standing=(*live, *removed),
    )


def _newest_paper(anchor: Anchor, sound: list[Mandate]) -> tuple[PublicKeys, int]:
    """Follow the sheets from the one of the anchor: each is named by the one before, or by a référent of it."""
    paper, rank = anchor.paper, anchor.rank
    for _ in range(_MAX_PAPERS):
        signers = {paper.signing} | {m.signing_key for m in _referents(paper.signing, sound)}
        following = [m for m in sound if m.kind is MandateKind.PAPER and m.rank == rank + 1 and m.signer in signers]
        if not following:
            break
        newest = max(following, key=lambda m: m.signing_key)
        paper, rank = newest.keys, newest.rank
    return paper, rank


def _referents(paper: bytes, sound: list[Mandate]) -> list[Mandate]:
    by_paper = [m for m in sound if m.signer == paper]
    gone = {m.signing_key for m in by_paper if m.kind is MandateKind.REVOKED}
    return [m for m in by_paper if m.kind is MandateKind.REFERENT and m.signing_key not in gone]


def _members(live: list[Mandate], referents: set[bytes]) -> tuple[Member, ...]:
    """Return one member for each key, the référents first."""
    found: dict[bytes, Member] = {}
    for mandate in live:
        member = Member(mandate.laptop, mandate.keys, mandate.signing_key in referents)
        found.setdefault(mandate.signing_key, member)
    return tuple(sorted(found.values(), key=lambda m: (not m.is_referent, m.laptop, m.keys.signing)))


def fingerprint(org: RecordId, laptop: RecordId, keys: PublicKeys) -> bytes:
    """Return what two people compare by voice, before it is put in words."""
    return hashlib.sha256(_FINGERPRINT + org + laptop + keys.signing + keys.sealing).digest()


def free_letter(laptops: Iterable[Laptop]) -> str:
    """Return the first letter that no laptop has, or an empty text when all are taken."""
    taken = {laptop.letter for laptop in laptops}
    return next((letter for letter in LETTERS if letter not in taken), "")
