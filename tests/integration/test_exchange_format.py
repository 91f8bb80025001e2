"""docs/exchange-format.md holds: with the key, the standard tools alone read a file as lines of JSON."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

import exchange_files as made
from mobiconseil.domain.sealed import CodeCost, CodeRecipe
from mobiconseil.exchange import files, header, keys, limits
from mobiconseil.exchange.refusals import SENTENCES

PAGE = Path(__file__).parents[2] / "docs" / "exchange-format.md"
AGE = shutil.which("age") or shutil.which("rage")


def four_parts(data: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    magic, clear, digest, age = data.split(b"\n", 3)
    return magic + b"\n", clear + b"\n", digest, age


def test_a_third_party_reads_the_file_with_age_and_gzip_alone() -> None:
    magic, clear, digest, age = four_parts(made.sealed())
    assert digest.decode() == hashlib.sha256(magic + clear + age).hexdigest()
    identity = pyrage.x25519.Identity.from_str(keys.age_identity(made.KARIM_KEYS.sealing))
    first, lines = gzip.decompress(pyrage.decrypt(age, [identity])).split(b"\n", 1)
    said = [json.loads(line) for line in lines.splitlines()]
    assert list(said[0]) == ["head"]
    assert [line["table"] for line in said if "table" in line] == [row.table for row in made.package().rows]
    signature = json.loads(first)
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["signer"])).verify(
        bytes.fromhex(signature["signature"]), magic + clear + hashlib.sha256(lines).digest()
    )


def test_a_third_party_reads_a_file_closed_by_a_code_as_the_page_says() -> None:
    recipe = CodeRecipe(b"s" * 16, CodeCost(memory_kib=64, passes=1, lanes=1))
    code = files.Code(words="Lampe, voisin ÉTÉ", recipe=recipe)
    age = four_parts(files.seal(made.package(), made.LUCIE_KEYS.signing, code=code))[3]
    secret = Argon2id(salt=b"s" * 16, length=32, iterations=1, lanes=1, memory_cost=64).derive(b"lampe voisin ete")
    identity = pyrage.x25519.Identity.from_str(keys.age_identity(secret))
    assert gzip.decompress(pyrage.decrypt(age, [identity])).count(b"\n") > 5


@pytest.mark.skipif(AGE is None, reason="neither age nor rage is on this computer")
def test_the_standard_tools_read_the_file_from_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "envoi.mobiconseil").write_bytes(made.sealed())
    (tmp_path / "cle.txt").write_text(keys.age_identity(made.KARIM_KEYS.sealing) + "\n", encoding="ascii")
    command = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("tail -n +4"))
    assert "age -d" in command
    shell = command.replace("age -d", f"'{AGE}' -d")
    run = subprocess.run(["/bin/sh", "-c", shell], cwd=tmp_path, capture_output=True, check=True)
    said = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()]
    assert [next(iter(line)) for line in said[:3]] == ["signer", "head", "names"]
    assert len(said) > 10


def test_what_age_encrypts_for_a_laptop_opens_there_but_is_no_file_without_a_signature() -> None:
    recipient = pyrage.x25519.Recipient.from_str(keys.age_recipient(made.KARIM_PUBLIC.sealing))
    age = pyrage.encrypt(gzip.compress(b'{"head":{}}\n'), [recipient])
    data = made.resummed(header.MAGIC + b'{"format":1,"reader":1,"scope":"complet"}\n' + b"0" * 64 + b"\n" + age)
    assert made.reason(data) == "forged"


def test_the_page_names_each_limit_and_each_key() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for word in ("MAX_FILE", "MAX_HEADER", "MAX_AGE_HEADER", "MAX_STANZAS", "MAX_INFLATED", "MAX_RATIO", "MAX_LINE"):
        assert hasattr(limits, word)
        assert f"`{word}`" in page
    lines = b"\n".join(gzip.decompress(_clear(made.sealed())).splitlines())
    for key in set(re.findall(rb'"([a-z_]+)":', lines)) - set(_field_names()):
        assert f"`{key.decode()}`" in page, key
    assert all(f"`{code}`" in page for code in SENTENCES)


def _clear(data: bytes) -> bytes:
    identity = pyrage.x25519.Identity.from_str(keys.age_identity(made.KARIM_KEYS.sealing))
    return bytes(pyrage.decrypt(four_parts(data)[3], [identity]))


def _field_names() -> set[bytes]:
    rows = made.package().rows
    return {name.encode() for row in rows for name in row.registers()}
