"""How a laptop joins a team: what the invitation says, what the newcomer answers, and how both are written.

An invitation is closed by a spoken code; the answer is closed for the référents. Both are short JSON texts whose
every field is checked: what was closed by somebody else is still not believed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.identity import ID_LENGTH, RecordId
from mobiconseil.domain.laptops import SIGNATURE_LENGTH, Anchor, Mandate, MandateKind
from mobiconseil.domain.sealed import KEY_LENGTH, PublicKeys

T = TypeVar("T")

MAX_TEXT = 100
MAX_MANDATES = 500
MAX_SIZE = 1024 * 1024
"""Bytes of an invitation or of an answer, once opened."""

_REQUEST = b"mobiconseil/demande/1\0"


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """A sealed paper that was opened: who signed it, and what it says."""

    signer: bytes
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What a référent hands over, with a code said by voice."""

    id: RecordId
    anchor: Anchor
    structure: str
    name: str
    """What the new laptop will be called."""
    letter: str
    made_on: date
    expires_on: date
    inviter: RecordId
    names: Mapping[RecordId, str] = field(default_factory=dict)
    """Of the laptops of the team, until the first file tells them."""
    mandates: tuple[Mandate, ...] = ()
    """Those that stand: the newcomer knows from the first day whose files to accept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRequest:
    """What the newcomer answers: its keys; the file that carries it is signed by them."""

    org: RecordId
    invitation: RecordId | None
    """None when a laptop of the team asks for new keys."""
    laptop: RecordId
    name: str
    holder: str
    keys: PublicKeys
    replaces: bytes = b""
    """The signing key that this laptop had before, in the same team."""
    signature: bytes = b""
    """By the key that is replaced."""

    def statement(self) -> bytes:
        """Return the bytes that the former key signs."""
        return _REQUEST + encode_request(replace(self, signature=b""))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    """What the référent remembers of an invitation; the code is written nowhere."""

    id: RecordId
    name: str
    letter: str
    made_on: date
    expires_on: date
    laptop: RecordId | None = None
    """Who used it."""
    is_cancelled: bool = False

    def is_pending(self, today: date) -> bool:
        """Say whether a newcomer may still answer it."""
        return self.laptop is None and not self.is_cancelled and today <= self.expires_on


def encode_invitation(invitation: Invitation) -> bytes:
    """Return the bytes of an invitation."""
    return _dump(
        {
            "what": "invitation",
            "id": invitation.id.hex(),
            "org": invitation.anchor.org.hex(),
            "paper": [_hex_keys(invitation.anchor.paper), invitation.anchor.rank],
            "structure": invitation.structure,
            "name": invitation.name,
            "letter": invitation.letter,
            "made_on": invitation.made_on.isoformat(),
            "expires_on": invitation.expires_on.isoformat(),
            "inviter": invitation.inviter.hex(),
            "names": {laptop.hex(): name for laptop, name in invitation.names.items()},
            "mandates": [mandate_values(mandate) for mandate in invitation.mandates],
        }
    )


def decode_invitation(raw: bytes) -> Invitation:
    """Return the invitation. Raises Refused."""
    return _decoded(raw, "invitation", _invitation)


def _invitation(content: Mapping[str, Any]) -> Invitation:
    paper, rank = content["paper"]
    return Invitation(
        id=_id(content["id"]),
        anchor=Anchor(_id(content["org"]), _keys(paper), _number(rank)),
        structure=_text(content["structure"]),
        name=_text(content["name"]),
        letter=_text(content["letter"])[:1],
        made_on=date.fromisoformat(content["made_on"]),
        expires_on=date.fromisoformat(content["expires_on"]),
        inviter=_id(content["inviter"]),
        names={_id(laptop): _text(name) for laptop, name in content["names"].items()},
        mandates=_mandates(content["mandates"]),
    )


def encode_request(request: JoinRequest) -> bytes:
    """Return the bytes of an answer."""
    return _dump(
        {
            "what": "request",
            "org": request.org.hex(),
            "invitation": "" if request.invitation is None else request.invitation.hex(),
            "laptop": request.laptop.hex(),
            "name": request.name,
            "holder": request.holder,
            "keys": _hex_keys(request.keys),
            "replaces": request.replaces.hex(),
            "signature": request.signature.hex(),
        }
    )


def decode_request(raw: bytes) -> JoinRequest:
    """Return the answer. Raises Refused."""
    return _decoded(raw, "request", _request)


def _request(content: Mapping[str, Any]) -> JoinRequest:
    return JoinRequest(
        org=_id(content["org"]),
        invitation=_id(content["invitation"]) if content["invitation"] else None,
        laptop=_id(content["laptop"]),
        name=_text(content["name"]),
        holder=_text(content["holder"]),
        keys=_keys(content["keys"]),
        replaces=_bytes(content["replaces"], KEY_LENGTH) if content["replaces"] else b"",
        signature=_bytes(content["signature"], SIGNATURE_LENGTH) if content["signature"] else b"",
    )


def mandate_values(mandate: Mandate) -> list[Any]:
    """Return a mandate as JSON writes it."""
    return [
        mandate.id.hex(),
        str(mandate.kind),
        mandate.laptop.hex(),
        mandate.signing_key.hex(),
        mandate.sealing_key.hex(),
        mandate.rank,
        mandate.issued_on.isoformat(),
        mandate.signer.hex(),
        mandate.signature.hex(),
    ]


def mandate_of(values: list[Any]) -> Mandate:
    """Return a mandate from `mandate_values`. Raises ValueError, TypeError or KeyError."""
    record, kind, laptop, signing, sealing, rank, issued_on, signer, signature = values
    return Mandate(
        id=_id(record),
        kind=MandateKind(_text(kind)),
        laptop=_id(laptop),
        signing_key=_bytes(signing, KEY_LENGTH),
        sealing_key=_bytes(sealing, KEY_LENGTH),
        rank=_number(rank),
        issued_on=date.fromisoformat(issued_on),
        signer=_bytes(signer, KEY_LENGTH),
        signature=_bytes(signature, SIGNATURE_LENGTH),
    )


def _mandates(values: list[list[Any]]) -> tuple[Mandate, ...]:
    if len(values) > MAX_MANDATES:
        raise ValueError("too many mandates")
    return tuple(mandate_of(one) for one in values)


def _decoded(raw: bytes, what: str, read: Callable[[Mapping[str, Any]], T]) -> T:
    if len(raw) > MAX_SIZE:
        raise _not_valid()
    try:
        content = json.loads(raw.decode("utf-8"))
        if content["what"] != what:
            raise _wrong_paper(what)
        return read(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _not_valid() from error


def _wrong_paper(wanted: str) -> Refused:
    if wanted == "invitation":
        return Refused(
            "not-an-invitation",
            "Ce fichier n’est pas une invitation : c’est une demande, à ouvrir sur le poste référent. "
            "Rien n’a été modifié. Choisissez le fichier reçu avec le code.",
        )
    return Refused(
        "not-a-request",
        "Ce fichier n’est pas une demande : c’est une invitation, à ouvrir sur le nouveau poste. "
        "Rien n’a été modifié. Choisissez le fichier fait par le nouveau poste.",
    )


def _not_valid() -> Refused:
    return Refused(
        "content",
        "Ce fichier s’ouvre, mais son contenu n’est pas valide. Rien n’a été modifié. "
        "Demandez qu’il soit refait, avec la même version de MobiConseil.",
    )


def _dump(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _hex_keys(keys: PublicKeys) -> list[str]:
    return [keys.signing.hex(), keys.sealing.hex()]


def _keys(raw: list[str]) -> PublicKeys:
    signing, sealing = raw
    return PublicKeys(signing=_bytes(signing, KEY_LENGTH), sealing=_bytes(sealing, KEY_LENGTH))


def _id(raw: object) -> RecordId:
    return RecordId(_bytes(raw, ID_LENGTH))


def _bytes(raw: object, length: int) -> bytes:
    if not isinstance(raw, str) or len(raw) != 2 * length:
        raise ValueError("bytes expected")
    return bytes.fromhex(raw)


def _number(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 1000:
        raise ValueError("number expected")
    return raw


def _text(raw: object) -> str:
    if not isinstance(raw, str) or len(raw) > MAX_TEXT or not raw.isprintable():
        raise ValueError("text expected")
    return raw
