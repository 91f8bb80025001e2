"""What a file says when it is opened: by the right laptop, the wrong one, with a code, from a stranger, mangled."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

import exchange_files as made
from mobiconseil.domain.exchange import Package, Refused, Scope, WireField, WireRow, names_of, row_of
from mobiconseil.domain.french_text import tidy
from mobiconseil.domain.sealed import CodeCost, CodeRecipe, Header, LaptopKeys, PublicKeys, Trust
from mobiconseil.errors import StorageError
from mobiconseil.exchange import container, files, keys, limits
from mobiconseil.exchange.header import write_header
from mobiconseil.exchange.refusals import SENTENCES
from mobiconseil.exchange.wire_write import write_package

OUTSIDE = Trust(strangers=True)
STRANGER = LaptopKeys(signing=b"\x31" * 32, sealing=b"\x32" * 32)


def spoken(words: str = "lampe voisin cerise tunnel balcon fusil") -> files.Code:
    return files.Code(words=words, recipe=CodeRecipe(b"s" * 16, made.CHEAP))


def by_code(package: Package | None = None) -> bytes:
    return files.seal(package or made.package(scope=Scope.PEOPLE), STRANGER.signing, code=spoken())


def refused(data: bytes, **arguments: object) -> str:
    given_ = {"trust": made.TRUST, "secrets": [made.KARIM_KEYS.sealing], **arguments}
    with pytest.raises(Refused) as caught:
        files.unseal(data, **given_)  # type: ignore[arg-type]
    return caught.value.code


def test_a_package_comes_out_as_it_went_in() -> None:
    data = made.sealed(12)
    found = files.unseal(data, made.TRUST, [made.KARIM_KEYS.sealing])
    assert found.package == made.package(12)
    assert found.signer == made.LUCIE_PUBLIC.signing
    assert found.header == files.open_header(data) == Header(scope="complet")


def test_the_clear_lines_say_nothing_of_anybody() -> None:
    data = made.sealed()
    clear = data[: data.index(b"age-encryption.org/v1\n")]
    assert re.fullmatch(rb'MOBICONSEIL-ECHANGE\n\{"format":1,"reader":1,"scope":"complet"\}\n[0-9a-f]{64}\n', clear)
    for content in ("Dupré", "Lucie", "06 12", made.ORG.hex(), made.LUCIE.hex()):
        assert content.encode() not in data


def test_each_recipient_opens_the_file_and_nobody_else() -> None:
    data = made.sealed()
    for laptop in (made.LUCIE_KEYS, made.KARIM_KEYS):
        assert files.unseal(data, made.TRUST, [laptop.sealing]).package == made.package()
    assert refused(data, secrets=[STRANGER.sealing]) == "wrong-key"
    assert refused(data, secrets=[]) == "wrong-key"


def test_the_printed_recovery_key_opens_the_file() -> None:
    paper = keys.sealing_key_of_paper(b"k" * 16)
    data = files.seal(made.package(), made.LUCIE_KEYS.signing, [keys.sealing_public(paper)])
    assert files.unseal(data, made.TRUST, [keys.sealing_key_of_paper(b"k" * 16)]).package == made.package()


@pytest.mark.parametrize(
    "typed", ["lampe voisin cerise tunnel balcon fusil", " Lampe-Voisin  CERISE\ntunnel, bálcon fusil. "]
)
def test_a_spoken_code_opens_the_file_however_it_is_typed(typed: str) -> None:
    found = files.unseal(by_code(), OUTSIDE, code=typed)
    assert found.package.head.scope is Scope.PEOPLE
    assert found.header.recipe == spoken().recipe
    assert found.signer == keys.public_keys(STRANGER).signing


def test_a_wrong_or_missing_code_is_said_in_its_own_words() -> None:
    assert refused(by_code(), trust=OUTSIDE, code="lampe voisin cerise tunnel balcon fusils") == "wrong-code"
    assert refused(by_code(), trust=OUTSIDE, code=" .- ") == "wrong-code"
    assert refused(by_code(), trust=OUTSIDE) == "code-needed"
    assert refused(made.sealed(), code="lampe") == "no-code"


def test_the_same_code_gives_another_key_in_each_file() -> None:
    one, other = (keys.sealing_key_of_code("lampe", keys.new_recipe(made.CHEAP)) for _ in range(2))
    assert one != other


@pytest.mark.parametrize("cost", ["m=1048577", "m=7", "t=11", "t=0", "p=5", "p=0", "m=99999999999999999999", "m=-8"])
def test_a_file_cannot_ask_for_more_work_than_the_bounds(cost: str) -> None:
    header = write_header(Header(scope="personnes", recipe=spoken().recipe)).decode()
    name, value = cost.split("=")
    forged = re.sub(f'"{name}":\\d+', f'"{name}":{value}', header)
    data = made.resummed(container.MAGIC + forged.encode() + b"0" * 64 + b"\nage-encryption.org/v1\n--- x")
    assert made.reason(data) in {"bomb", "damaged"}


def test_the_cost_of_a_code_is_what_costs_and_cannot_be_lowered_by_a_forger() -> None:
    data = by_code()
    cheaper = made.resummed(data.replace(b'"t":1', b'"t":2'))
    assert refused(cheaper, trust=OUTSIDE, code=spoken().words) == "wrong-code"
    assert CodeCost().memory_kib >= 65_536


def test_only_a_laptop_of_the_team_is_believed() -> None:
    def from_stranger(package: Package) -> bytes:
        return files.seal(package, STRANGER.signing, [made.KARIM_PUBLIC.sealing])

    signer = keys.public_keys(STRANGER).signing
    data = from_stranger(made.package())
    assert refused(data) == "unknown-sender"
    assert refused(data, trust=replace(made.TRUST, revoked=frozenset({signer}))) == "revoked-sender"
    assert refused(data, trust=Trust(revoked=frozenset({signer}), strangers=True)) == "revoked-sender"
    assert refused(data, trust=replace(made.TRUST, laptops={signer: made.KARIM})) == "sender-mismatch"
    assert refused(made.sealed(), trust=replace(made.TRUST, org=b"\x09" * 16)) == "other-team"


def test_a_signature_holds_for_its_own_clear_lines_only() -> None:
    data = made.sealed()
    assert made.reason(made.resummed(data.replace(b'"complet"', b'"annuaire"'))) == "forged"
    assert made.reason(made.resummed(data.replace(b'"format":1', b'"format":2'))) == "forged"


def test_a_content_signed_under_another_scope_is_refused() -> None:
    lines = files.seal_lines(
        files.write_package(made.package()), "annuaire", made.LUCIE_KEYS.signing, [made.KARIM_PUBLIC.sealing]
    )
    assert made.reason(lines) == "content"


def test_a_newer_format_is_named_even_when_nothing_else_is_understood() -> None:
    data = made.resummed(container.MAGIC + b'{"reader":2,"x":[]}\n' + b"0" * 64 + b"\nwhatever comes then")
    assert made.reason(data) == "newer"


def test_an_older_program_leaves_the_header_keys_it_does_not_know_aside() -> None:
    line = b'{"format":1,"reader":1,"scope":"complet","note":{"of":"tomorrow"}}\n'
    data = made.resummed(container.MAGIC + line + b"0" * 64 + b"\nage-encryption.org/v1\n-> x\n\n--- x")
    assert files.open_header(data) == Header(scope="complet")


@pytest.mark.parametrize(
    ("mangle", "code"),
    [
        (lambda data: b"", "empty"),
        (lambda data: bytes(4096), "damaged"),
        (lambda data: data[:7], "damaged"),
        (lambda data: data[:20], "damaged"),
        (lambda data: data[:100], "damaged"),
        (lambda data: data.replace(b"\n", b"\r\n"), "mangled"),
        (lambda data: data.replace(b"\r", b"").replace(b"\n", b"\r"), "mangled"),
        (lambda data: b"\xef\xbb\xbf" + data, "mangled"),
        (lambda data: data.decode("utf-8", "replace").encode(), "mangled"),
        (lambda data: data.decode("latin-1").encode(), "mangled"),
        (lambda data: data.decode("cp1252", "replace").encode(), "mangled"),
        (lambda data: data.decode("ascii", "ignore").encode(), "mangled"),
        (lambda data: data.decode("latin-1").encode("utf-16"), "not-ours"),
        (lambda data: b"PK\x03\x04" + data, "not-ours"),
        (lambda data: b"name;phone\n", "not-ours"),
        (lambda data: data + b"\n", "damaged"),
    ],
)
def test_a_mangled_file_says_what_happened_to_it(mangle, code: str) -> None:
    assert made.reason(mangle(made.sealed(20))) == code


def test_what_is_no_package_is_not_taken_for_one() -> None:
    def lines(scope: str) -> bytes:
        return files.seal_lines(b'{"invitation":1}\n', scope, made.LUCIE_KEYS.signing, [made.KARIM_PUBLIC.sealing])

    secrets = [made.KARIM_KEYS.sealing]
    assert made.reason(lines("invitation")) == "not-a-package"
    assert made.reason(lines("statistiques")) == "statistics"
    opened = files.unseal_lines(lines("invitation"), "invitation", secrets)
    assert (opened.lines, opened.signer) == ((b'{"invitation":1}',), made.LUCIE_PUBLIC.signing)
    with pytest.raises(Refused, match="n’est pas celui qui est attendu"):
        files.unseal_lines(lines("demande"), "invitation", secrets)


def test_what_cannot_be_read_back_is_not_written() -> None:
    row = made.package().rows[0]
    origin, values = row.writes[0]

    def with_values(**more: object) -> Package:
        changed = WireRow(row.table, row.id, row.subject, ((origin, {**values, **more}),))  # type: ignore[dict-item]
        return Package(head=made.head(), rows=(changed,))

    impossible = (
        {"notes": "a" * (limits.MAX_TEXT + 1)},
        *({"birth_year": number} for number in (2**53, float("nan"), float("inf"), True)),
        *({name: 1} for name in ("id", "stamp", "Bad Name", "")),
        {"data": bytes(limits.MAX_BYTES + 1)},
    )
    for more in impossible:
        with pytest.raises(Refused) as caught:
            files.seal(with_values(**more), made.LUCIE_KEYS.signing, [made.KARIM_PUBLIC.sealing])
        assert caught.value.code == "unwritable"
        assert caught.value.__notes__[0].startswith(("beneficiary", "names"))
    largest = with_values(notes="é" * limits.MAX_TEXT, data=bytes(limits.MAX_BYTES // 2))
    assert made.opened(files.seal(largest, made.LUCIE_KEYS.signing, [made.KARIM_PUBLIC.sealing])) == largest


@pytest.mark.parametrize("public", [bytes(32), b"\x01" + bytes(31), b"short", b""])
def test_a_recipient_that_is_no_key_is_refused_before_anything_is_written(public: bytes) -> None:
    for recipients in ([public], [made.KARIM_PUBLIC.sealing, public], []):
        with pytest.raises(Refused) as caught:
            files.seal(made.package(), made.LUCIE_KEYS.signing, recipients)
        assert caught.value.code == "recipient"


def test_a_file_too_big_for_its_readers_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(made.sealed(40))
    for name, value in (("MAX_FILE", size - 200), ("MAX_INFLATED", size), ("MAX_RECORDS", 30), ("MAX_AGE_HEADER", 50)):
        with monkeypatch.context() as changed:
            changed.setattr(limits, name, value)
            with pytest.raises(Refused) as caught:
                made.sealed(40)
            assert caught.value.code == "outgrown"


def test_a_file_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "envoi.mobiconseil"
    path.write_bytes(made.sealed())
    assert made.opened(files.read_file(path)) == made.package()
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    with pytest.raises(Refused) as caught:
        files.read_file(path)
    assert caught.value.code == "too-big"
    with pytest.raises(StorageError, match="ne peut pas être lu"):
        files.read_file(tmp_path / "absent.mobiconseil")


def test_age_writes_keys_as_ours() -> None:
    for seed in range(30):
        secret = hashlib.sha256(bytes([seed])).digest()
        identity = pyrage.x25519.Identity.from_str(keys.age_identity(secret))
        assert str(identity) == keys.age_identity(secret)
        assert str(identity.to_public()) == keys.age_recipient(keys.sealing_public(secret))


def test_new_keys_are_drawn_and_never_shown() -> None:
    one, other = keys.new_keys(), keys.new_keys()
    assert len({one.signing, one.sealing, other.signing, other.sealing}) == 4
    assert one.signing.hex() not in repr(one)
    assert isinstance(keys.public_keys(one), PublicKeys)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_refusal_says_what_happened_that_nothing_changed_and_what_to_do(code: str) -> None:
    sentence = SENTENCES[code]
    assert re.search(r"[Rr]ien n’a été modifié", sentence)
    assert len(re.findall(r"\.(?: |$)", sentence)) >= 3
    assert tidy(sentence) == sentence


NAMES = st.sampled_from(["f", "last_name", "x_1", "deleted", "note"])
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20)
VALUES = st.one_of(
    TEXTS,
    st.none(),
    st.binary(max_size=20),
    st.integers(-limits.MAX_INTEGER, limits.MAX_INTEGER),
    st.floats(allow_nan=False, allow_infinity=False),
)


@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=6), TEXTS)
def test_any_value_of_the_base_travels_unchanged(values: dict[str, object], loser: str) -> None:
    row = made.package().rows[0]
    origin, _ = row.writes[0]
    field: WireField = made.conflict("x", loser)
    package = Package(head=made.head(), rows=(WireRow("beneficiary", row.id, None, ((origin, values),), (field,)),))  # type: ignore[arg-type]
    reader = files.Reader()
    for line in files.write_package(package).split(b"\n")[:-1]:
        reader.take(line)
    assert reader.package() == package
    assert repr(reader.package().rows) == repr(package.rows)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"shapes":[[', '"shapes":[[],['),
        ('"shapes":[["last_name"', '"shapes":[["id"'),
        ('"shapes":[["last_name","first_name"', '"shapes":[["last_name","last_name"'),
        ('"shapes":', '"forms":'),
        (',0,0,["Dupré-0"', ',0,9,["Dupré-0"'),
        (',0,0,["Dupré-0"', ',0,-1,["Dupré-0"'),
        (',0,0,["Dupré-0",', ",0,0,["),
        (',0,0,["Dupré-0"', ',0,0,["Dupré-0","x"'),
        (',1,1,["active",0]', ',1,0,["Dupré-0","É",1990,45.25]'),
    ],
)
def test_lists_of_fields_are_whole_and_every_write_keeps_to_its_own(right: str, wrong: str) -> None:
    lines = write_package(made.package(1)).decode()
    assert made.reason(made.sealed_lines(lines.encode())) == "accepted"
    assert right in lines
    assert made.reason(made.sealed_lines(lines.replace(right, wrong, 1).encode())) == "content"


def test_the_writes_of_a_file_that_give_the_same_fields_share_their_names_and_read_as_any_other() -> None:
    first, second = (row.writes[0][1] for row in made.opened(made.sealed(2)).rows[::2])
    plain = dict(first)
    assert names_of(first) is names_of(second)
    assert first.keys() == plain.keys()
    assert (first == plain, plain == first, repr(first) == repr(plain)) == (True, True, True)
    assert [*row_of(first)] == [*row_of(plain)] == [*first.values()]
    assert (first.get("absent"), len(first), {**first}) == (None, len(plain), plain)
    with pytest.raises(KeyError):
        first["absent"]
