"""The seals of packages, as the use cases ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mobiconseil.domain.exchange import Package
from mobiconseil.domain.sealed import CodeCost, Header, Trust, Unsealed
from mobiconseil.exchange import files
from mobiconseil.exchange.keys import new_recipe


class PackageSeals:
    """Closes and opens files."""

    def __init__(self, cost: CodeCost | None = None) -> None:
        """`cost` is what a try of a spoken code costs."""
        self._cost = cost

    def seal(self, package: Package, signing: bytes, recipients: Sequence[bytes], code: str = "") -> bytes:
        """Return the file. Raises Refused when it would be too big."""
        spoken = files.Code(words=code, recipe=new_recipe(self._cost)) if code else None
        return files.seal(package, signing, recipients, spoken)

    def header(self, data: bytes) -> Header:
        """Return the clear lines of a file that no accident damaged. Raises Refused."""
        return files.open_header(data)

    def unseal(self, data: bytes, trust: Trust, secrets: Sequence[bytes], code: str = "") -> Unsealed:
        """Return the content, all of it checked. Raises Refused."""
        return files.unseal(data, trust, secrets, code)

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file. Raises Refused, StorageError."""
        return files.read_file(path)
