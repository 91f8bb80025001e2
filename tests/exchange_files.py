"""Exchange files for tests: a package with every shape of value, the keys of two laptops, and who trusts whom."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from mobiconseil.domain.exchange import (
    Origin,
    Package,
    PackageHead,
    Refused,
    Scope,
    WireField,
    WireReplica,
    WireRow,
    WireTombstone,
)
from mobiconseil.domain.identity import RecordId
from mobiconseil.domain.merge import Dot, Sibling
from mobiconseil.domain.sealed import CodeCost, LaptopKeys, Trust
from mobiconseil.exchange import files, keys

ORG = b"\x01" * 16
LUCIE, KARIM = RecordId(b"\x02" * 16), RecordId(b"\x03" * 16)
LUCIE_KEYS = LaptopKeys(signing=b"\x11" * 32, sealing=b"\x12" * 32)
KARIM_KEYS = LaptopKeys(signing=b"\x21" * 32, sealing=b"\x22" * 32)
LUCIE_PUBLIC, KARIM_PUBLIC = keys.public_keys(LUCIE_KEYS), keys.public_keys(KARIM_KEYS)
TRUST = Trust(org=ORG, laptops={LUCIE_PUBLIC.signing: LUCIE, KARIM_PUBLIC.signing: KARIM})
CHEAP = CodeCost(memory_kib=8, passes=1, lanes=1)
A, B = 0x7FFF_0000_0000_0001, 5
CLOCK = 1_763_600_000_000 << 16


def record_id(number: int) -> RecordId:
    return RecordId(hashlib.sha256(number.to_bytes(4, "big")).digest()[:16])


def head(scope: Scope = Scope.TEAM) -> PackageHead:
    return PackageHead(
        org=ORG,
        file_id=b"\x04" * 16,
        laptop=LUCIE,
        replica=A,
        replicas=(WireReplica(A, "Poste de Lucie", LUCIE), WireReplica(B)),
        base={B: 3},
        vector={A: 70, B: 9},
        clock=CLOCK + 7,
        program="0.4.0",
        made_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        scope=scope,
    )


def package(people: int = 4, scope: Scope = Scope.TEAM) -> Package:
    """Return a package whose rows hold every shape: several writes, conflicts, bytes, none, numbers, unknown names."""
    rows = [row for number in range(people) for row in _person(number)]
    tombstones = (WireTombstone(b"\x05" * 16, Dot(A, 3)), WireTombstone(b"\x06" * 16, Dot(B, 4)))
    return Package(head=head(scope), tombstones=tombstones, rows=tuple(rows))


def _person(number: int) -> tuple[WireRow, WireRow]:
    person = record_id(number)
    first = Origin(Dot(A, 5 + number), CLOCK + number, "Lucie Martin")
    second = Origin(Dot(B, 6 + number), CLOCK + 70_000 + number, "Karim Benali")
    phone = WireField("phone", (first.sibling("06 12 34 56 78"), second.sibling("")), {A: 5 + number, B: 9 + number})
    values = {"last_name": f"Dupré-{number}", "first_name": "Élodie", "birth_year": 1990 + number, "latitude": 45.25}
    return (
        WireRow(
            "beneficiary", person, person, ((first, values), (second, {"state": "active", "deleted": 0})), (phone,)
        ),
        WireRow("table_of_tomorrow", record_id(1000 + number), None, ((second, {"data": b"\x00\xff", "end": None}),)),
    )


def conflict(*values: str) -> WireField:
    """Return a field with one sibling per value, each from its own write."""
    siblings = tuple(Sibling(Dot(A, rank), CLOCK + rank, "Lucie", value) for rank, value in enumerate(values, start=1))
    return WireField("phone", siblings, {A: len(values)})


def sealed(people: int = 4) -> bytes:
    """Return Lucie's file for Karim."""
    return files.seal(package(people), LUCIE_KEYS.signing, [LUCIE_PUBLIC.sealing, KARIM_PUBLIC.sealing])


def sealed_lines(lines: bytes) -> bytes:
    """Return a file that Lucie's laptop signed, whatever it says."""
    return files.seal_lines(lines, Scope.TEAM.value, LUCIE_KEYS.signing, [KARIM_PUBLIC.sealing])


def opened(data: bytes, trust: Trust = TRUST) -> Package:
    """Return what Karim's laptop reads."""
    return files.unseal(data, trust, [KARIM_KEYS.sealing]).package


def reason(data: bytes, trust: Trust = TRUST) -> str:
    """Return the code of the refusal, or « accepted »; anything else than Refused rises."""
    try:
        opened(data, trust)
    except Refused as refused:
        return refused.code
    return "accepted"


def resummed(data: bytes) -> bytes:
    """Return the file with its third line made true again, as a forger would."""
    first = data.index(b"\n") + 1
    second = data.index(b"\n", first) + 1
    third = data.index(b"\n", second) + 1
    return data[:second] + hashlib.sha256(data[:second] + data[third:]).hexdigest().encode() + b"\n" + data[third:]
