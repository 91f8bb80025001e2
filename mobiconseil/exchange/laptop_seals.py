"""The papers by which a laptop joins a team, in the same container as the exchange files.

An invitation is closed by a spoken code, a request for the référents; both are signed by the laptop that wrote them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mobiconseil.domain.exchange import Refused
from mobiconseil.domain.invitations import OpenedPaper
from mobiconseil.domain.sealed import KEY_LENGTH, CodeCost, LaptopKeys, PublicKeys
from mobiconseil.exchange import keys
from mobiconseil.exchange.files import Code, OpenedLines, open_header, seal_lines, unseal_lines
from mobiconseil.exchange.refusals import refusal

INVITATION = "invitation"
REQUEST = "demande"
REPORT = "assistance"
_MAX_PAPER = 2 * 1024 * 1024
_PAPER_PURPOSE = b"mobiconseil signature of the recovery key 1"


class LaptopSeals:
    """Signs, closes and opens the papers of a team."""

    def __init__(self, read_sheet: Callable[[str], bytes], cost: CodeCost | None = None) -> None:
        """`read_sheet` gives the secret of a typed recovery key; `cost` is what a try of a spoken code costs."""
        self._read_sheet = read_sheet
        self._cost = cost

    def public(self, keys_: LaptopKeys) -> PublicKeys:
        """Return what others may know of a laptop."""
        return keys.public_keys(keys_)

    def sign(self, keys_: LaptopKeys, statement: bytes) -> bytes:
        """Sign a statement."""
        return Ed25519PrivateKey.from_private_bytes(keys_.signing).sign(statement)

    def verify(self, signing: bytes, statement: bytes, signature: bytes) -> bool:
        """Say whether a signature holds; never raises."""
        try:
            Ed25519PublicKey.from_public_bytes(signing).verify(signature, statement)
        except (InvalidSignature, ValueError):
            return False
        return True

    def keys_of_sheet(self, code: str) -> LaptopKeys:
        """Return the keys of the recovery sheet. Raises AccessRefused, naming the doubtful group."""
        secret = self._read_sheet(code)
        signing = HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=_PAPER_PURPOSE).derive(secret)
        return LaptopKeys(signing=signing, sealing=keys.sealing_key_of_paper(secret))

    def close_with_code(self, content: bytes, keys_: LaptopKeys, code: str) -> bytes:
        """Return an invitation that a spoken code opens."""
        spoken = Code(words=code, recipe=keys.new_recipe(self._cost))
        return seal_lines(content + b"\n", INVITATION, keys_.signing, code=spoken)

    def open_with_code(self, data: bytes, code: str) -> OpenedPaper:
        """Open an invitation with its code. Raises Refused."""
        _check_scope(data, INVITATION)
        return _one_line(unseal_lines(data, INVITATION, code=code))

    def close_for(self, content: bytes, keys_: LaptopKeys, recipients: Sequence[bytes]) -> bytes:
        """Return a request that the recipients open."""
        return seal_lines(content + b"\n", REQUEST, keys_.signing, recipients)

    def open_request(self, data: bytes, keys_: LaptopKeys) -> OpenedPaper:
        """Open a request that was closed for this laptop. Raises Refused."""
        _check_scope(data, REQUEST)
        return _one_line(unseal_lines(data, REQUEST, [keys_.sealing]))

    def close_report(self, content: bytes, code: str) -> bytes:
        """Return a report for a help desk: signed by keys that serve once, it says nothing of the laptop."""
        spoken = Code(words=code, recipe=keys.new_recipe(self._cost))
        return seal_lines(content + b"\n", REPORT, keys.new_keys().signing, code=spoken)

    def open_report(self, data: bytes, code: str) -> OpenedPaper:
        """Open a report with its code. Raises Refused."""
        _check_scope(data, REPORT)
        return _one_line(unseal_lines(data, REPORT, code=code))


def _one_line(opened: OpenedLines) -> OpenedPaper:
    if len(opened.lines) != 1:
        raise refusal("content", "one line is expected")
    return OpenedPaper(opened.signer, opened.lines[0])


def _check_scope(data: bytes, wanted: str) -> None:
    if len(data) > _MAX_PAPER:
        raise refusal("too-big")
    scope = open_header(data).scope
    if scope != wanted:
        raise _not_a(wanted, scope)


def _not_a(wanted: str, scope: str) -> Refused:
    """Return what to do with a file that is sound but does something else."""
    if wanted == INVITATION:
        what, advice = "une invitation", "Choisissez le fichier reçu avec le code donné de vive voix."
    elif wanted == REPORT:
        what, advice = "un dossier pour l’assistance", "Choisissez celui que le poste a préparé."
    else:
        what, advice = "une demande pour rejoindre l’équipe", "Choisissez le fichier fait par le nouveau poste."
    kinds = {
        INVITATION: "une invitation",
        REQUEST: "une demande pour rejoindre une équipe",
        REPORT: "un dossier pour l’assistance",
    }
    kind = kinds.get(scope, "un envoi de travail")
    return Refused(f"not-{wanted}", f"Ce fichier n’est pas {what} : c’est {kind}. Rien n’a été modifié. {advice}")
