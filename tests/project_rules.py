"""The rules of this code that no linter knows, each as a function over a text or a parsed file.

Each check returns the violations it found, as sentences; an empty list means that the rule holds.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("index", "crates", "io"),
    )
)
PRIVATE_PATHS = tuple(
    "/".join(parts) for parts in (("", "work", ""), ("..", "shared"), ("", "root", ""), ("", "opt", "wheels"))
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_CLOCK = {"now", "today", "utcnow", "time_ns", "monotonic", "perf_counter", "uuid1", "uuid4", "uuid7", "urandom"}


def long_file(text: str) -> list[str]:
    """Refuse a file that nobody reads in one go."""
    count = len(text.splitlines())
    return [f"{count} lines, more than {MAX_FILE_LINES}"] if count > MAX_FILE_LINES else []


def long_functions(tree: ast.Module) -> list[str]:
    """Refuse a function that does not fit on a screen."""
    return [
        f"line {node.lineno}: {node.name} has {_length(node)} lines, more than {MAX_FUNCTION_LINES}"
        for node in ast.walk(tree)
        if isinstance(node, _FUNCTIONS) and _length(node) > MAX_FUNCTION_LINES
    ]


def missing_docstrings(tree: ast.Module) -> list[str]:
    """Ask a docstring of the module and of each public class."""
    found = [] if ast.get_docstring(tree) else ["the module has no docstring"]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
            found.append(f"line {node.lineno}: class {node.name} has no docstring")
    return found


def broad_excepts(tree: ast.Module) -> list[str]:
    """Refuse an `except` that would swallow bugs; tidying up and raising again swallows nothing."""
    return [
        f"line {node.lineno}: too broad an except"
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node)
    ]


def widget_imports(tree: ast.Module) -> list[str]:
    """Refuse widgets in a view model, which must live without a window."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported = {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported = {f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)}
        else:
            continue
        if any(name.split(".")[:2] == ["PySide6", "QtWidgets"] for name in imported):
            found.append(f"line {node.lineno}: a view model imports QtWidgets")
    return found


def lambdas_holding_self(tree: ast.Module) -> list[str]:
    """Refuse a lambda that captures `self` on a signal: it keeps the object alive and fires after its death."""
    return [
        f"line {call.lineno}: a lambda that captures self is connected to a signal"
        for call in _calls(tree, "connect")
        for argument in call.args
        for part in ast.walk(argument)
        if isinstance(part, ast.Lambda) and "self" in _names(part.body)
    ]


def glued_translations(tree: ast.Module) -> list[str]:
    """Refuse a text to translate that is put together at run time: no catalogue can hold it."""
    return [
        f"line {call.lineno}: {name}() is given a text put together at run time"
        for name in ("tr", "translate")
        for call in _calls(tree, name)
        for argument in call.args[:2]
        if isinstance(argument, (ast.JoinedStr, ast.BinOp))
    ]


def waiting_calls(tree: ast.Module) -> list[str]:
    """Refuse what freezes the window or pretends that it does not."""
    return [
        f"line {call.lineno}: {name}() is called" for name in ("processEvents", "sleep") for call in _calls(tree, name)
    ]


def clock_or_chance(tree: ast.Module) -> list[str]:
    """Refuse the clock and chance in a pure rule: both come in as arguments."""
    return [f"line {call.lineno}: {name}() is called" for name in sorted(_CLOCK) for call in _calls(tree, name)]


def foreign_places(text: str) -> list[str]:
    """Refuse the address of a package registry, or a path that exists on one machine only."""
    return [f"mentions {place}" for place in (*REGISTRY_HOSTS, *PRIVATE_PATHS) if place in text]


def loose_pins(text: str) -> list[str]:
    """Refuse a lock file with a requirement without version or hash, or that says where to download."""
    found = [f"says where to download: {line}" for line in text.splitlines() if re.search(r"://|^-[-a-z]", line)]
    requirements = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    for requirement in filter(str.strip, requirements):
        if not re.match(r"[\w.-]+==[\w.!+]+", requirement) or "--hash=sha256:" not in requirement:
            found.append(f"not pinned: {requirement[:60].strip()}")
    return found


def typed_commands(text: str) -> set[str]:
    """Return the commands of dev.py that a text tells its reader to type."""
    return set(re.findall(r"packaging/dev\.py ([a-z]+)", text))


def requirement_name(requirement: str) -> str:
    """Return the normalised name of the distribution that a requirement asks for."""
    return re.sub(r"[-_.]+", "-", re.split(r"[ <>=!~;\[]", requirement.strip(), maxsplit=1)[0]).lower()


def documented_names(text: str) -> set[str]:
    """Return the normalised names in the first column of the tables of a text."""
    return {requirement_name(name) for name in re.findall(r"^\| `([\w.-]+)` \|", text, flags=re.MULTILINE)}


def glossary_order(term: str) -> str:
    """Return what a term of the glossary is sorted by: its letters, without accents nor what is in brackets."""
    letters = unicodedata.normalize("NFD", re.sub(r"\(.*?\)", "", term)).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", " ", letters).strip().lower()


def _is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or bool(_names(handler.type) & {"Exception", "BaseException"})


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == name:
                yield node
