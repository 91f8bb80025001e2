"""Builds the site from the guide and from docs/: `python packaging/build_site.py`; nothing is downloaded.

The guide is written in the light markup that the program reads; here it becomes plain Markdown. A link to a file that
is no page of the site becomes simple words, so that the build can refuse every link that leads nowhere.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mobiconseil.services.guide.pages import chapters, picture_path  # noqa: E402 - the pages of this clone

SETTINGS = Path(__file__).resolve().parent / "site"
ABOUT = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
_LINK = re.compile(r"(?P<mark>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_PAGE = re.compile(r"(?<!!)\[([^\]]+)\]\(([a-z-]+)\)")
_PICTURE = re.compile(r"^!\[([^\]]+)\]\(([a-z0-9-]+)\)$")
_LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio)[^>]+src=["']?(?:https?:)?//|<link[^>]+href=["']?(?:https?:)?//"""
    r"""|@import\s+(?:url\()?["']?(?:https?:)?//|url\(["']?(?:https?:)?//""",
    re.IGNORECASE,
)


def guide_page(text: str) -> str:
    """Return a page of the guide as Markdown."""
    made: list[str] = []
    keys = former = ""
    for line in text.splitlines():
        if not line:
            former = ""
            continue
        if line.startswith("## "):
            keys = line[3:]
        kind = line[:1] if line[:1] in "|-" else "1" if re.match(r"\d+\. ", line) else ""
        if kind != former or not kind:
            made.append("")
        if kind == "|" and former != "|":
            width = line.strip("| ").count(" | ") + 1
            heads = "| Touches | Effet |" if keys in {"Clavier", "Partout"} else "|" + " |" * width
            made += [heads, "|" + "---|" * width]
        picture = _PICTURE.match(line)
        made.append(f"![{picture[1]}](images/{picture[2]}.png)" if picture else _PAGE.sub(r"[\1](\2.md)", line))
        former = kind
    return "\n".join(made).strip() + "\n"


def technical_page(text: str, page: Path, known: frozenset[Path]) -> str:
    """Return a page of docs/ where a link to what is no page is simple words; `page` and `known` are from the root."""

    def kept(found: re.Match[str]) -> str:
        place, _, anchor = found["target"].partition("#")
        if "://" in place or place.startswith("mailto:") or (anchor and not place):
            return found[0]
        target = Path(*_flat(page.parent / place))
        return found[0] if target in known else found["text"]

    return _LINK.sub(kept, text).replace("```mermaid", "```text")


def stage(folder: Path) -> int:
    """Write the pages of the site in a folder, ready for the generator, and return how many there are."""
    lists = [_stage_guide(folder)]
    sources = [ROOT / name for name in ABOUT] + sorted((ROOT / "docs").rglob("*.md"))
    pictures = sorted((ROOT / "docs" / "screenshots").glob("*.png"))
    known = frozenset(path.relative_to(ROOT) for path in (*sources, *pictures))
    for source in sources:
        page = source.relative_to(ROOT)
        _write(folder / page, technical_page(source.read_text(encoding="utf-8"), page, known))
    for picture in pictures:
        target = folder / picture.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, target)
    decisions = [path for path in sources if path.parent.name == "decisions"]
    others = [path for path in sources if path not in decisions]
    lists += [_contents("Le projet et ses pages techniques", others), _contents("Les décisions", decisions)]
    _write(folder / "index.md", _HOME + "\n".join(lists))
    return sum(1 for _ in folder.rglob("*.md"))


def build(target: Path) -> int:
    """Build the site; return the exit code of the generator, 1 when a page would load something from elsewhere."""
    with tempfile.TemporaryDirectory(prefix="mobiconseil-") as folder:
        source = Path(folder) / "pages"
        count = stage(source)
        shutil.rmtree(target, ignore_errors=True)
        words = ["-b", "html", "-W", "--keep-going", "-q", "-c", str(SETTINGS), "-d", f"{folder}/doctrees"]
        code = subprocess.run(
            [sys.executable, "-m", "sphinx", *words, str(source), str(target)], check=False
        ).returncode
    shutil.rmtree(target / ".doctrees", ignore_errors=True)
    found = loads_from_elsewhere(target)
    for line in found:
        print(f"Chargé d’ailleurs : {line}", file=sys.stderr)
    if code == 0 and not found:
        print(f"{count} pages dans {target}")
    return code or int(bool(found))


def loads_from_elsewhere(site: Path) -> list[str]:
    """Return each file of the site that would fetch something, with what it would fetch."""
    files = [path for kind in ("html", "css", "js") for path in sorted(site.rglob(f"*.{kind}"))]
    texts = ((path, path.read_text(encoding="utf-8", errors="replace")) for path in files)
    return [f"{path.relative_to(site)}: {found[0]}" for path, text in texts for found in _LOADED.finditer(text)]


_HOME = """\
# MobiConseil

Le programme des conseillers en mobilité, sur leur ordinateur, sans connexion. Le guide est celui du programme : `F1`
l’ouvre à la page de l’écran que vous regardez. Ces pages se lisent aussi sans réseau.

"""


def _stage_guide(folder: Path) -> str:
    parts = []
    for chapter, found in chapters():
        for page in found:
            _write(folder / "guide" / f"{page.name}.md", guide_page(page.text))
        parts.append(_contents(chapter.title, [ROOT / "guide" / f"{page.name}.md" for page in found]))
    shutil.copytree(picture_path("").parent, folder / "guide" / "images")
    return "\n".join(parts)


def _contents(title: str, pages: list[Path]) -> str:
    names = [page.relative_to(ROOT).with_suffix("").as_posix() for page in pages]
    return "\n".join(("```{toctree}", ":maxdepth: 1", f":caption: {title}", "", *names, "```", ""))


def _flat(path: Path) -> list[str]:
    made: list[str] = []
    for part in path.parts:
        if part == "..":
            del made[-1:]
        else:
            made.append(part)
    return made


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> int:
    """Build the site in site/, or in the folder given."""
    parser = argparse.ArgumentParser(prog="dev.py site", description=main.__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=ROOT / "site", help="le dossier où écrire le site")
    return build(parser.parse_args().target)


if __name__ == "__main__":
    sys.exit(main())
