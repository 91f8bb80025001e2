"""The version resource of the Windows programs: what the properties of the file show."""

from __future__ import annotations

from typing import Any

_FRENCH, _UNICODE = 0x040C, 1200


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows wants."""
    parts = [int(part) for part in version.split(".")[:4] if part.isdigit()]
    first, second, third, fourth = [*parts, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def words(version: str) -> dict[str, str]:
    """Return the texts of the properties."""
    return {
        "CompanyName": "MobiConseil",
        "FileDescription": "MobiConseil, l’outil hors ligne des conseillers en mobilité",
        "FileVersion": version,
        "InternalName": "mobiconseil",
        "LegalCopyright": "Licence MIT",
        "OriginalFilename": "mobiconseil.exe",
        "ProductName": "MobiConseil",
        "ProductVersion": version,
    }


def resource(version: str) -> Any:
    """Return the resource as PyInstaller takes it; only Windows has what it needs."""
    from PyInstaller.utils.win32 import versioninfo as info

    strings = [info.StringStruct(name, text) for name, text in words(version).items()]
    table = info.StringTable(f"{_FRENCH:04X}{_UNICODE:04X}", strings)
    fixed = info.FixedFileInfo(filevers=numbers(version), prodvers=numbers(version), mask=0x3F, OS=0x40004)
    translation = info.VarStruct("Translation", [_FRENCH, _UNICODE])
    return info.VSVersionInfo(ffi=fixed, kids=[info.StringFileInfo([table]), info.VarFileInfo([translation])])
