"""Exchange files as the program uses them: close a package for laptops or with a spoken code, open one and check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mobiconseil.domain.exchange import Package, PackageHead, Refused, Scope
from mobiconseil.domain.sealed import CodeRecipe, Header, Trust, Unsealed
from mobiconseil.errors import StorageError
from mobiconseil.exchange import container, limits
from mobiconseil.exchange.keys import sealing_key_of_code, sealing_public
from mobiconseil.exchange.refusals import refusal
from mobiconseil.exchange.wire_read import Reader
from mobiconseil.exchange.wire_write import write_package


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code said by voice, and how the key of the file is drawn from it (`keys.new_recipe()`: never the same)."""

    words: str
    recipe: CodeRecipe


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLines:
    """A content that is no package (an invitation): its signature holds, its lines are only text so far."""

    header: Header
    signer: bytes
    lines: tuple[bytes, ...]


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raises Refused when it is empty or too big, StorageError when it cannot be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.MAX_FILE + 1)
    except OSError as error:
        raise StorageError(
            "Ce fichier ne peut pas être lu\u00a0: rien n’a été modifié sur ce poste. "
            "Vérifiez que la clé USB est bien branchée, puis réessayez."
        ) from error
    container.check_start(data)
    return data


def open_header(data: bytes) -> Header:
    """Return what the clear lines say, after a check that no accident damaged the file; raises Refused."""
    return container.read_sealed(data).header


def seal(package: Package, signing: bytes, recipients: Sequence[bytes] = (), code: Code | None = None) -> bytes:
    """Return the file that holds `package`.

    `signing` is the private signing key of this laptop, `recipients` the public sealing keys of those who may open
    the file. Raises Refused when a value cannot travel, a key is wrong or the file would be too big.
    """
    return seal_lines(write_package(package), package.head.scope.value, signing, recipients, code)


def seal_lines(
    lines: bytes, scope: str, signing: bytes, recipients: Sequence[bytes] = (), code: Code | None = None
) -> bytes:
    """Return the file that holds lines of JSON that are no package; `scope` says in clear what they are."""
    keys = list(recipients)
    if code is not None:
        keys.append(sealing_public(sealing_key_of_code(code.words, code.recipe)))
    header = Header(scope=scope, recipe=None if code is None else code.recipe)
    return container.seal(lines, header, signing, keys)


def unseal(data: bytes, trust: Trust, secrets: Sequence[bytes] = (), code: str = "") -> Unsealed:
    """Return the package of a file, all of it checked; raises Refused, and nothing else, for any other bytes.

    `secrets` are the private sealing keys at hand (this laptop's, the recovery key's), `code` the words that were
    typed, if any.
    """
    sealed = container.read_sealed(data)
    if sealed.header.scope == Scope.STATISTICS:
        raise refusal("statistics")
    if not Scope(sealed.header.scope).is_known:
        raise refusal("not-a-package")
    content = _opened(sealed, secrets, code)
    _check_signer(content.signer, trust)
    package = _read_package(content)
    _check_head(package.head, content.signer, trust)
    if package.head.scope != sealed.header.scope:
        raise refusal("content", "the scopes differ")
    return Unsealed(header=sealed.header, signer=content.signer, package=package)


def unseal_lines(data: bytes, scope: str, secrets: Sequence[bytes] = (), code: str = "") -> OpenedLines:
    """Return lines that are no package; whether the signer may be believed is for the caller to judge."""
    sealed = container.read_sealed(data)
    if sealed.header.scope != scope:
        raise refusal("not-ours" if Scope(scope).is_known else "other-content", "scope")
    content = _opened(sealed, secrets, code)
    return OpenedLines(header=sealed.header, signer=content.signer, lines=tuple(content.lines()))


def _opened(sealed: container.Sealed, secrets: Sequence[bytes], code: str) -> container.Content:
    recipe = sealed.header.recipe
    if code and recipe is None:
        raise refusal("no-code")
    keys = list(secrets)
    if code and recipe is not None:
        keys.append(_code_key(code, recipe))
    try:
        compressed = container.decrypt(sealed, keys)
    except Refused as refused:
        if refused.code != "wrong-key" or recipe is None:
            raise
        raise refusal("wrong-code" if code else "code-needed") from refused
    return container.verify(sealed, compressed)


def _code_key(code: str, recipe: CodeRecipe) -> bytes:
    try:
        return sealing_key_of_code(code, recipe)
    except ValueError as error:
        raise refusal("wrong-code") from error


def _read_package(content: container.Content) -> Package:
    reader = Reader()
    try:
        for line in content.lines():
            reader.take(line)
        return reader.package()
    except ValueError as error:
        raise refusal("content", str(error)) from error
    except MemoryError as error:
        raise refusal("memory") from error


def _check_signer(signer: bytes, trust: Trust) -> None:
    if signer in trust.revoked:
        raise refusal("revoked-sender")
    if signer not in trust.laptops and not trust.strangers:
        raise refusal("unknown-sender")


def _check_head(head: PackageHead, signer: bytes, trust: Trust) -> None:
    if trust.org is not None and head.org != trust.org:
        raise refusal("other-team")
    if trust.laptops.get(signer, head.laptop) != head.laptop:
        raise refusal("sender-mismatch")
