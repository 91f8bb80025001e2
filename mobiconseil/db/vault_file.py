"""The content of `coffre.json`: slots that each hold the key of the base, wrapped by another secret.

A person's slot is wrapped by Argon2id of their passphrase, the 'paper' slot by the printed recovery key: directly on
the laptop that drew it, through its public half on the other laptops of the team, which never saw it. A slot also
bears the public half of its secret, so that another key of the base is wrapped for it in its absence. The
derivation parameters are authenticated with the wrapped key: a file whose parameters were lowered opens nothing.
The names are in clear because the lock screen shows them before anything is unlocked.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any, NamedTuple

from mobiconseil.checksum import sha256
from mobiconseil.db.vault_errors import VaultDamaged, VaultTooRecent
from mobiconseil.errors import StorageError

RandomBytes = Callable[[int], bytes]
KEY_LENGTH = 32
PAPER = "paper"
_USER = "user:"
_VERSION = 1
_SALT_LENGTH = 16
_NONCE_LENGTH = 12
_WRAPPED_LENGTH = KEY_LENGTH + 16
_ID_LENGTH = 8
_MAX_FILE = 1 << 20
_MAX_TEXT = 200
_MAX_SLOTS = 200
_PAPER_TAG = b"mobiconseil recovery key 1\0"
_PAPER_PURPOSE = b"mobiconseil exchange recipient of the recovery key 1"
"""As exchange files derive it: the sheet that opens them opens the vaults too."""
_SHARED_TAG = b"mobiconseil shared recovery key 1\0"
_USER_PURPOSE = b"mobiconseil slot of a passphrase 1\0"
_ATTEST_TAG = b"mobiconseil public half of a slot 1\0"
_PUBLIC_LENGTH = 32
_ATTEST_LENGTH = 16
_PROOF_TAG = b"mobiconseil key of the base 1"


class KdfCost(NamedTuple):
    """What a try costs: memory in KiB, passes, lanes. 128 MiB and 3 passes take about 0.3 s on an office laptop."""

    memory_kib: int = 131_072
    time: int = 3
    lanes: int = 1

    def is_bounded(self) -> bool:
        """Say whether a file may ask for this cost: at most 1 GiB, 10 passes and 4 lanes."""
        return 1 <= self.lanes <= 4 and 1 <= self.time <= 10 and 8 * self.lanes <= self.memory_kib <= 1 << 20


class Slot(NamedTuple):
    """One wrapped copy of the key; `cost` is None for the paper slot, whose secret is already 128 random bits."""

    kind: str
    cost: KdfCost | None
    salt: bytes
    name: str = ""
    initials: str = ""
    nonce: bytes = b""
    wrapped: bytes = b""
    recipient: bytes = b""
    """Public half of the secret that opens this slot; empty in the vaults of former versions."""
    ephemeral: bytes = b""
    """Present when the secret was not there when the key was wrapped: only its public half was known."""
    attest: bytes = b""
    """Proves, with the key of the base, that the public half is the one of the secret: nobody slipped in theirs."""

    drawn_here: bool = False
    """True for a recovery key drawn on this laptop, whose slot was wrapped again since for its public half."""

    @property
    def is_own_sheet(self) -> bool:
        """Say whether this paper slot is that of a recovery key drawn on this laptop."""
        return self.drawn_here or not self.ephemeral

    @property
    def user_id(self) -> str:
        """Return the identifier of the person's slot, or an empty text for the paper slot."""
        return self.kind.removeprefix(_USER) if self.kind.startswith(_USER) else ""

    def open(self, secret: bytes) -> bytes | None:
        """Return the key of the base, or None when `secret` is not the one of this slot."""
        # Late, here and below: the lock screen only reads names, and the cipher takes 30 ms to import.
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._wrapping_key(self._derived(secret))).decrypt(self.nonce, self.wrapped, self._context())
        except InvalidTag:
            return None

    def holding(self, key: bytes, secret: bytes, nonce: bytes) -> Slot:
        """Return this slot with `key` wrapped by `secret`."""
        derived = self._derived(secret)
        slot = self._replace(recipient=_public(self._private(derived)), ephemeral=b"")
        return slot._wrapping(key, slot._wrapping_key(derived), nonce)

    def holding_for(self, key: bytes, drawn: bytes, nonce: bytes) -> Slot:
        """Return this slot with `key` wrapped for its recipient, by means of 32 random bytes."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

        mine = X25519PrivateKey.from_private_bytes(drawn)
        shared = mine.exchange(X25519PublicKey.from_public_bytes(self.recipient))
        slot = self._replace(ephemeral=mine.public_key().public_bytes_raw())
        return slot._wrapping(key, slot._shared_key(shared), nonce)

    def is_attested(self, key: bytes) -> bool:
        """Say whether the public half of this slot was put there by whoever holds `key`, the key of the base."""
        return bool(self.recipient) and _same(self.attest, self._attest(key))

    def _wrapping(self, key: bytes, wrapping_key: bytes, nonce: bytes) -> Slot:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrapped = AESGCM(wrapping_key).encrypt(nonce, key, self._context())
        return self._replace(nonce=nonce, wrapped=wrapped, attest=self._attest(key))

    def _attest(self, key: bytes) -> bytes:
        return _mac(key, _ATTEST_TAG + self.kind.encode() + b"\0" + self.recipient)[:_ATTEST_LENGTH]

    def _shared_key(self, shared: bytes) -> bytes:
        return sha256(_SHARED_TAG + self.salt + shared + self.ephemeral + self.recipient)

    def _private(self, derived: bytes) -> bytes:
        return paper_private(derived) if self.cost is None else _mac(derived, _USER_PURPOSE)

    def _wrapping_key(self, derived: bytes) -> bytes:
        if self.ephemeral:
            from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

            private = X25519PrivateKey.from_private_bytes(self._private(derived))
            return self._shared_key(private.exchange(X25519PublicKey.from_public_bytes(self.ephemeral)))
        return sha256(_PAPER_TAG + self.salt + derived) if self.cost is None else derived

    def _derived(self, secret: bytes) -> bytes:
        """Return what Argon2id makes of a passphrase; a recovery key is random enough as it is."""
        if self.cost is None:
            return secret
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        try:
            return Argon2id(
                salt=self.salt,
                length=KEY_LENGTH,
                iterations=self.cost.time,
                lanes=self.cost.lanes,
                memory_cost=self.cost.memory_kib,
            ).derive(secret)
        except MemoryError as error:
            raise StorageError(
                "Cet ordinateur n’a plus assez de mémoire pour ouvrir le dossier de travail. Rien n’est perdu. "
                "Fermez d’autres programmes, puis réessayez."
            ) from error

    def _context(self) -> bytes:
        """Return what is authenticated with the wrapped key: kind, parameters, salt."""
        plain = "x25519" if self.ephemeral else "sha256"
        cost = f"argon2id m={self.cost.memory_kib} t={self.cost.time} p={self.cost.lanes}" if self.cost else plain
        if self.cost and self.ephemeral:
            cost += " x25519"
        return b"\0".join((self.kind.encode(), cost.encode(), self.salt))


class VaultContent(NamedTuple):
    """All the slots, and the proof that recognises the key of the base."""

    proof: bytes
    slots: tuple[Slot, ...]

    def user_slots(self) -> tuple[Slot, ...]:
        """Return the slots of people, in the order they were added."""
        return tuple(slot for slot in self.slots if slot.user_id)

    def user_slot(self, slot_id: str) -> Slot | None:
        """Return the slot of one person, or None."""
        return next((slot for slot in self.user_slots() if slot.user_id == slot_id), None)

    def paper_slot(self) -> Slot:
        """Return the slot of the recovery key."""
        return next(slot for slot in self.slots if slot.kind == PAPER)

    def owns(self, key: bytes) -> bool:
        """Say whether `key` is the key that this vault wraps."""
        return _same(self.proof, key_proof(key))

    def with_slot(self, new: Slot) -> VaultContent:
        """Return the content with `new` in place of the slot of the same kind, or added at the end."""
        if any(slot.kind == new.kind for slot in self.slots):
            slots = tuple(new if slot.kind == new.kind else slot for slot in self.slots)
        else:
            slots = (*self.slots, new)
        return VaultContent(proof=self.proof, slots=slots)

    def without(self, kind: str) -> VaultContent:
        """Return the content without the slot of this kind."""
        return VaultContent(proof=self.proof, slots=tuple(slot for slot in self.slots if slot.kind != kind))


def passphrase_secret(passphrase: str) -> bytes:
    """Return the bytes of a passphrase: « é » typed in one or two code points (macOS) gives the same bytes."""
    import unicodedata

    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def key_proof(key: bytes) -> bytes:
    """Return what recognises the random 256-bit `key` without helping to find it."""
    return _mac(key, _PROOF_TAG)[:16]


def new_user_slot(name: str, initials: str, cost: KdfCost, random_bytes: RandomBytes) -> Slot:
    """Return an empty slot for a person, with a random identifier and salt."""
    slot_id = random_bytes(_ID_LENGTH).hex()
    return Slot(kind=_USER + slot_id, name=name, initials=initials, cost=cost, salt=random_bytes(_SALT_LENGTH))


def fill_user_slot(slot: Slot, key: bytes, passphrase: str, cost: KdfCost, random_bytes: RandomBytes) -> Slot:
    """Return the slot of the same person, holding `key` under `passphrase`, with a fresh salt."""
    fresh = Slot(kind=slot.kind, name=slot.name, initials=slot.initials, cost=cost, salt=random_bytes(_SALT_LENGTH))
    return fresh.holding(key, passphrase_secret(passphrase), random_bytes(_NONCE_LENGTH))


def new_paper_slot(key: bytes, recovery_key: bytes, random_bytes: RandomBytes) -> Slot:
    """Return the paper slot that holds `key` under the recovery key."""
    empty = Slot(kind=PAPER, cost=None, salt=random_bytes(_SALT_LENGTH))
    return empty.holding(key, recovery_key, random_bytes(_NONCE_LENGTH))


def shared_paper_slot(key: bytes, recipient: bytes, random_bytes: RandomBytes) -> Slot:
    """Return the paper slot that holds `key` for a recovery key known by its public half only."""
    empty = Slot(kind=PAPER, cost=None, salt=random_bytes(_SALT_LENGTH), recipient=recipient)
    return empty.holding_for(key, random_bytes(_PUBLIC_LENGTH), random_bytes(_NONCE_LENGTH))


def slot_for_another_key(slot: Slot, key: bytes, random_bytes: RandomBytes) -> Slot:
    """Return a slot that holds another key of the base, for whoever opens it today; its secret is not there."""
    held = slot.holding_for(key, random_bytes(_PUBLIC_LENGTH), random_bytes(_NONCE_LENGTH))
    return held._replace(drawn_here=slot.kind == PAPER and slot.is_own_sheet)


def paper_private(recovery_key: bytes) -> bytes:
    """Return the X25519 key of a recovery key (HKDF-SHA256, one block)."""
    extracted = _mac(bytes(32), recovery_key)
    return _mac(extracted, _PAPER_PURPOSE + b"\x01")


# Late too: `hmac` loads all of OpenSSL.
def _mac(key: bytes, text: bytes) -> bytes:
    import hmac

    return hmac.digest(key, text, "sha256")


def _same(one: bytes, other: bytes) -> bool:
    import hmac

    return hmac.compare_digest(one, other)


def _public(private: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def encode(content: VaultContent) -> bytes:
    """Return the bytes of the file."""
    body = {"proof": _b64(content.proof), "slots": [_slot_to_json(slot) for slot in content.slots]}
    document = {"version": _VERSION, **body, "sum": _checksum(body)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def decode(raw: bytes) -> VaultContent:
    """Return the content of a file.

    Raises VaultDamaged when a single byte that matters changed by accident, VaultTooRecent for a newer format.
    """
    if len(raw) > _MAX_FILE:
        raise VaultDamaged("file too large")
    try:
        document = json.loads(raw.decode("utf-8"))
        if type(document["version"]) is int and document["version"] > _VERSION:
            raise VaultTooRecent
        return _content_from_json(document)
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError) as error:
        raise VaultDamaged(f"{type(error).__name__}: {error}") from error


def _content_from_json(document: dict[str, Any]) -> VaultContent:
    body = {"proof": document["proof"], "slots": document["slots"]}
    _require(document["version"] == _VERSION, "version")
    _require(document.keys() == {"version", "proof", "slots", "sum"}, "fields")
    _require(document["sum"] == _checksum(body), "checksum")
    _require(0 < len(body["slots"]) <= _MAX_SLOTS, "number of slots")
    slots = tuple(_slot_from_json(slot) for slot in body["slots"])
    kinds = [slot.kind for slot in slots]
    _require(len(set(kinds)) == len(kinds) and kinds.count(PAPER) == 1 and len(kinds) > 1, "kinds of slots")
    return VaultContent(proof=_bytes(body["proof"], 16), slots=slots)


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    secret = {"salt": _b64(slot.salt), "nonce": _b64(slot.nonce), "wrapped": _b64(slot.wrapped)}
    public = {"recipient": slot.recipient, "ephemeral": slot.ephemeral, "attest": slot.attest}
    secret |= {name: _b64(value) for name, value in public.items() if value}
    if slot.cost is None:
        return {"kind": slot.kind, **secret, **({"drawn_here": True} if slot.drawn_here else {})}
    cost = {"memory_kib": slot.cost.memory_kib, "time": slot.cost.time, "lanes": slot.cost.lanes}
    return {"kind": slot.kind, "name": slot.name, "initials": slot.initials, "argon2id": cost, **secret}


def _slot_from_json(raw: dict[str, Any]) -> Slot:
    kind = _text(raw["kind"])
    is_paper = kind == PAPER
    _require(is_paper or (kind.startswith(_USER) and kind != _USER), "kind")
    return Slot(
        kind=kind,
        name="" if is_paper else _text(raw["name"]),
        initials="" if is_paper else _text(raw["initials"]),
        cost=None if is_paper else _cost(raw["argon2id"]),
        salt=_bytes(raw["salt"], _SALT_LENGTH),
        nonce=_bytes(raw["nonce"], _NONCE_LENGTH),
        wrapped=_bytes(raw["wrapped"], _WRAPPED_LENGTH),
        recipient=_bytes(raw["recipient"], _PUBLIC_LENGTH) if "recipient" in raw else b"",
        ephemeral=_bytes(raw["ephemeral"], _PUBLIC_LENGTH) if "ephemeral" in raw else b"",
        attest=_bytes(raw["attest"], _ATTEST_LENGTH) if "attest" in raw else b"",
        drawn_here=is_paper and raw.get("drawn_here") is True,
    )


def _cost(raw: dict[str, Any]) -> KdfCost:
    values = (raw["memory_kib"], raw["time"], raw["lanes"])
    _require(all(type(value) is int for value in values), "type of the cost")
    cost = KdfCost(*values)
    _require(cost.is_bounded(), "cost out of bounds")
    return cost


def _text(raw: object) -> str:
    if not isinstance(raw, str) or len(raw) > _MAX_TEXT:
        raise ValueError("text expected")
    return raw


def _bytes(raw: object, length: int) -> bytes:
    value = base64.b64decode(_text(raw), validate=True)
    _require(len(value) == length, "length")
    return value


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _checksum(body: dict[str, Any]) -> str:
    """Return the sum that tells an accident from a wrong passphrase; it is no protection against a forger."""
    canonical = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("ascii")).hex()


def _require(condition: bool, reason: str) -> None:
    if not condition:
        raise ValueError(reason)
