"""What happens to a file on its way, and what a compromised laptop may sign: nothing gets in but whole packages."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import tracemalloc
import zlib
from collections import Counter
from random import Random

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import exchange_files as made
import exchange_fuzz
from mobiconseil.domain.exchange import Refused
from mobiconseil.exchange import container, limits
from mobiconseil.exchange.keys import age_recipient
from mobiconseil.exchange.wire_read import Reader
from mobiconseil.exchange.wire_write import write_package

CLEAR_LINES = b'MOBICONSEIL-ECHANGE\n{"format":1,"reader":1,"scope":"complet"}\n'
HOSTILE_FILES = 4000


def closed(content: bytes) -> bytes:
    """Return a file whose encrypted content is exactly `content`, signed or not."""
    age = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(age_recipient(made.KARIM_PUBLIC.sealing))])
    return made.resummed(CLEAR_LINES + b"0" * 64 + b"\n" + age)


def signature_of(digest: bytes) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(made.LUCIE_KEYS.signing)
    signer, signature = made.LUCIE_PUBLIC.signing.hex(), key.sign(CLEAR_LINES + digest).hex()
    return json.dumps({"signer": signer, "signature": signature}).encode() + b"\n"


def bomb(size: int, piece: bytes) -> bytes:
    """Return the gzip of `size` bytes, rightly signed."""
    digest = hashlib.sha256()
    for _ in range(0, size, len(piece)):
        digest.update(piece)
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [engine.compress(signature_of(digest.digest()))]
    parts += [engine.compress(piece) for _ in range(0, size, len(piece))]
    return b"".join((*parts, engine.flush()))


def test_none_of_5500_damaged_files_is_accepted() -> None:
    data = made.sealed(40)
    reasons = Counter(made.reason(damaged) for _, damaged in exchange_fuzz.damaged(data))
    assert sum(reasons.values()) == 5500
    assert set(reasons) <= {"damaged", "mangled", "not-ours", "empty"}
    assert reasons["damaged"] > 5000


def test_none_of_5500_damaged_files_is_accepted_when_the_sum_was_made_true_again() -> None:
    data = made.sealed(40)
    reasons: Counter[str] = Counter()
    for _, damaged in exchange_fuzz.damaged(data, seed=2):
        if damaged.count(b"\n") > 2 and made.resummed(damaged) != data:
            reasons[made.reason(made.resummed(damaged))] += 1
    assert reasons["accepted"] == 0
    assert sum(reasons.values()) > 4900
    assert {"damaged", "wrong-key"} <= set(reasons)


def test_a_file_cut_between_two_pieces_of_age_is_refused() -> None:
    noise = Random(4).randbytes(limits.MAX_BYTES // 4)
    row = made.package().rows[0]
    origin, _ = row.writes[0]
    rows = (type(row)(row.table, row.id, row.subject, ((origin, {"data": noise}),)),)
    data = made.sealed_lines(write_package(type(made.package())(head=made.head(), rows=rows)))
    end = data.index(b"\n--- ") + 49 + 16
    pieces = range(end, len(data), 65_536 + 16)
    assert len(pieces) > 2
    assert made.reason(data) == "accepted"
    for cut in pieces:
        assert made.reason(made.resummed(data[:cut])) in {"damaged", "forged"}
        assert made.reason(made.resummed(data[:cut] + data[cut + 65_552 :])) == "damaged"


def test_no_bit_of_the_clear_lines_can_change() -> None:
    data = made.sealed()
    for place in range(len(CLEAR_LINES)):
        for bit in range(8):
            flipped = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
            assert made.reason(flipped) != "accepted"
            if flipped.count(b"\n", 0, 200) == data.count(b"\n", 0, 200):
                assert made.reason(made.resummed(flipped)) != "accepted"


def test_4000_signed_hostile_files_are_refused_or_whole() -> None:
    lines = write_package(made.package(2))
    reasons: Counter[str] = Counter()
    for seed in range(HOSTILE_FILES):
        twisted = exchange_fuzz.hostile(lines, Random(seed))
        try:
            package = made.opened(made.sealed_lines(twisted))
        except Refused as refused:
            reasons[refused.code] += 1
            continue
        said = [json.loads(line) for line in twisted.splitlines()]
        assert len(package.rows) == sum("table" in line for line in said)
        assert len(package.tombstones) == sum("erased" in line for line in said)
        assert made.opened(made.sealed_lines(write_package(package))) == package
    assert set(reasons) <= {"content", "other-team", "sender-mismatch"}
    assert HOSTILE_FILES // 2 < sum(reasons.values()) < HOSTILE_FILES - 100


@pytest.mark.parametrize("piece", [bytes(1 << 20), b'{"a":1}\n' * (1 << 17), b"[" * (1 << 20)])
def test_a_bomb_is_refused_in_little_memory(piece: bytes) -> None:
    data = closed(bomb(300 << 20, piece))
    tracemalloc.start()
    assert made.reason(data) == "bomb"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(data) < 2 << 20
    assert peak < 12 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read in /proc")
def test_the_whole_process_stays_small_before_a_bomb(tmp_path) -> None:
    path = tmp_path / "bombe.mobiconseil"
    path.write_bytes(closed(bomb(300 << 20, bytes(1 << 20))))
    program = (
        "import sys; from pathlib import Path; import exchange_files as made\n"
        "def peak(): return int(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])\n"
        "before = peak()\n"
        "assert made.reason(Path(sys.argv[1]).read_bytes()) == 'bomb'\n"
        "print(peak() - before)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, path],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert int(run.stdout) < 32 * 1024


def test_a_content_may_grow_to_the_limit_and_not_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.sealed(40)
    size = sum(len(line) + 1 for line in container.verify(*both(data)).lines()) + 400
    monkeypatch.setattr(limits, "MAX_INFLATED", size)
    assert made.reason(data) == "accepted"
    monkeypatch.setattr(limits, "MAX_INFLATED", size // 2)
    assert made.reason(data) == "bomb"


def both(data: bytes) -> tuple[container.Sealed, bytes]:
    sealed = container.read_sealed(data)
    return sealed, container.decrypt(sealed, [made.KARIM_KEYS.sealing])


def test_a_content_that_is_not_kept_while_its_signature_is_checked_says_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = made.sealed(40)
    kept = container.verify(*both(data))
    monkeypatch.setattr(limits, "MAX_KEPT_RATIO", 1)
    grown = container.verify(*both(data))
    monkeypatch.setattr(limits, "MAX_KEPT", 10)
    large = container.verify(*both(data))
    assert kept.inflated
    assert (grown.inflated, large.inflated) == ((), ())
    assert list(kept.lines()) == list(grown.lines()) == list(large.lines())
    assert made.opened(data) == made.package(40)


def test_what_repeats_itself_is_stored_rather_than_taken_for_a_bomb() -> None:
    row = made.package().rows[0]
    origin, values = row.writes[0]
    dull = type(row)(row.table, row.id, row.subject, ((origin, {**values, "notes": "a" * 200_000}),))
    package = type(made.package())(head=made.head(), rows=(dull,))
    lines = write_package(package)
    assert len(gzip.compress(lines)) * limits.MAX_RATIO < len(lines)
    assert made.opened(made.sealed_lines(lines)) == package


def test_a_line_without_end_is_not_kept_in_memory() -> None:
    noise = Random(1).randbytes(8 << 20).hex().encode()
    data = made.sealed_lines(b'{"head":"' + noise + b'"}\n')
    assert made.reason(data) == "content"
    tracemalloc.start()
    assert made.reason(data) == "content"
    assert tracemalloc.get_traced_memory()[1] < 3 * len(data)
    tracemalloc.stop()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not gzip",
        gzip.compress(b""),
        gzip.compress(b"no signature\n"),
        gzip.compress(b"{" * 2000),
        gzip.compress(b"[" * 200_000 + b"\n"),
        gzip.compress(b'{"signer":"00","signature":"00"}\n'),
        gzip.compress(json.dumps({"signer": "é" * 32, "signature": "0" * 128}).encode() + b"\n"),
        gzip.compress(json.dumps({"signer": "0" * 64, "signature": "0" * 128}).encode() + b"\n"),
        gzip.compress(signature_of(hashlib.sha256(b"{}\n").digest()) + b"{}\n")[:-1],
        gzip.compress(signature_of(hashlib.sha256(b"{}\n").digest()) + b"{}\n") + b"x",
        gzip.compress(signature_of(hashlib.sha256(b"{}\n").digest()) + b"{}\n") + gzip.compress(b"{}\n"),
        gzip.compress(signature_of(hashlib.sha256(b"{}\n").digest()) + b"{} \n"),
        zlib.compress(signature_of(hashlib.sha256(b"{}\n").digest()) + b"{}\n"),
    ],
    ids=lambda _: "content",  # some hold the hour: each process would name them its own way
)
def test_a_content_that_is_no_signed_gzip_is_refused(content: bytes) -> None:
    assert made.reason(closed(content)) in {"damaged", "forged", "bomb"}


@pytest.mark.parametrize(
    "lines",
    [
        b"",
        b"\n",
        b"{}\n",
        b'{"head":{}}\n',
        b"[" * 200_000 + b"\n",
        b'{"head":' + b"[" * 200_000 + b"]" * 200_000 + b"}\n",
        b'{"head":NaN}\n',
        b"\xff\xfe\n",
        b"\xef\xbb\xbf{}\n",
        b'{"head":1' + b"0" * 100_000 + b"}\n",
    ],
)
def test_hostile_lines_are_refused(lines: bytes) -> None:
    assert made.reason(made.sealed_lines(lines)) == "content"


@pytest.mark.parametrize("header", [b"[" * 60_000, b'{"reader":' + b"[" * 60_000, b'{"reader":1,"reader":1}', b"{}"])
def test_hostile_clear_headers_are_refused(header: bytes) -> None:
    data = made.resummed(container.MAGIC + header + b"\n" + b"0" * 64 + b"\n" + b"age-encryption.org/v1\n--- x")
    assert made.reason(data) == "damaged"


def test_a_header_longer_than_the_limit_is_refused_without_being_parsed() -> None:
    assert made.reason(container.MAGIC + b"{" * (limits.MAX_HEADER + 1) + b"\n") == "damaged"


AGE, END = b"age-encryption.org/v1\n", b"--- " + b"A" * 43 + b"\n" + bytes(200)
STANZA = b"-> X25519 %s\n" + b"A" * 43 + b"\n"


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (AGE + STANZA % (b"A" * 43) + END, "damaged"),
        (AGE + STANZA % (b"AQ" + b"A" * 41) + END, "damaged"),
        (AGE + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 63\n" + b"A" * 43 + b"\n" + END, "wrong-key"),
        (AGE + (STANZA % (b"B" * 43)) * (limits.MAX_STANZAS + 1) + END, "bomb"),
        (AGE + b"-> a\n" + (b"A" * 64 + b"\n") * 900 + b"\n" + END, "damaged"),
        (AGE + END, "damaged"),
        (AGE, "damaged"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n" + END, "damaged"),
    ],
)
def test_a_hostile_list_of_recipients_is_refused_before_it_costs_time(age: bytes, code: str) -> None:
    assert made.reason(made.resummed(CLEAR_LINES + b"0" * 64 + b"\n" + age)) == code


def test_too_many_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.sealed(40)
    monkeypatch.setattr(limits, "MAX_RECORDS", 40)
    assert made.reason(data) == "content"


def test_the_reader_of_lines_raises_nothing_but_value_errors_on_random_text() -> None:
    chance = Random(3)
    alphabet = b'{}[]",:\\u0019eE+-.ntf \xc3\xa9"tablehdns'
    for _ in range(3000):
        with pytest.raises(ValueError, match=r".*"):
            Reader().take(bytes(chance.choices(alphabet, k=chance.randint(0, 40))))
