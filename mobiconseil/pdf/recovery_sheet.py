"""The recovery sheet: the only way back to the data when every passphrase is lost."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.blocks import Disc, Icon, bullets, signature
from mobiconseil.pdf.document import Paper, dated, print_paper
from mobiconseil.pdf.fonts import BOLD, text_width
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.office import Story, head, two_columns_of_facts
from mobiconseil.pdf.styles import BODY, FAINT, INK, SECTION, SMALL
from mobiconseil.pdf.text import Block, Text
from mobiconseil.services.papers.security import RecoverySheetData

_PER_ROW = 4
_READING = BODY.but(size=12, leading=17.5)
_HEADING = SECTION.but(size=14, leading=19, before=14, after=5)

_WHAT = (
    "La clé de secours ci-dessus ouvre le dossier de travail de MobiConseil quand toutes les phrases de passe sont "
    "perdues. "
    "Elle remplace une phrase de passe\u00a0: qui la tient peut tout lire."
)
_KEEP = (
    "Gardez cette feuille dans un coffre ou une armoire fermée à clé.",
    "Ne la rangez jamais avec l’ordinateur, ni dans son sac.",
    "N’en faites pas de photo, ne l’envoyez pas par courriel.",
    "Notez qui peut ouvrir le coffre, et prévenez la direction de la structure.",
)
_NOBODY = (
    "Personne d’autre ne peut retrouver vos données\u00a0: ni l’éditeur du programme, ni un service informatique. "
    "Sans phrase de passe et sans cette feuille, elles sont perdues pour toujours."
)
_USE = (
    "Ouvrez MobiConseil. Choisissez «\u00a0Phrase de passe oubliée\u202f?\u00a0».",
    "Tapez les huit groupes, dans l’ordre des numéros.",
    "Choisissez une nouvelle phrase de passe.",
)
_TEST = "Essayez la clé de secours une fois par an, et notez la date ici."


class KeyGroup(Block):
    """Four characters, each in a column of the same width, as on a typewriter."""

    def __init__(self, text: str, *, size: float = 25.0) -> None:
        super().__init__()
        self.text = text
        self.size = size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002
        """Take the width of the column."""
        self.width, self.height = available_width, self.size * 1.35
        return self.width, self.height

    def draw(self) -> None:
        """Draw the characters one by one, at a fixed pace."""
        pace = self.size * 1.02
        left = (self.width - pace * len(self.text)) / 2
        with self.canv.decoration():
            self.canv.setStrokeColor(FAINT)
            self.canv.setLineWidth(0.8)
            for index in range(len(self.text)):
                self.canv.line(left + (index + 0.12) * pace, 2, left + (index + 0.88) * pace, 2)
        with self.canv.tagged("P"):
            self.canv.setFillColor(INK)
            self.canv.setFont(BOLD, self.size)
            for index, char in enumerate(self.text):
                shift = (pace - text_width(char, BOLD, self.size)) / 2
                self.canv.drawString(left + index * pace + shift, self.height / 2 - 0.357 * self.size, char)


def render(data: RecoverySheetData) -> bytes:
    """Print the sheet."""
    paper = Paper(
        title=dated("Feuille de secours, {}", data.date),
        author=data.letterhead.structure,
        foot="À garder sous clé, loin de l’ordinateur.",
    )
    return print_paper(paper, partial(build_story, data))


def build_story(data: RecoverySheetData) -> Story:
    """Return the blocks of the sheet in reading order."""
    facts = [
        ("Structure", data.letterhead.structure),
        ("Ordinateur", data.laptop),
        ("Date", data.date),
        ("Utilisateurs", ", ".join(data.advisers)),
    ]
    return [
        head("Feuille de secours", "À garder sous clé.", data.letterhead),
        Gap(8),
        two_columns_of_facts(facts),
        Gap(10),
        _key(data.groups),
        Text("À quoi elle sert", _HEADING.but(before=4)),
        Text(_WHAT, _READING),
        Text("Où la garder", _HEADING),
        bullets(_KEEP, _READING),
        Gap(8),
        _warning(),
        Text("Comment s’en servir", _HEADING.but(before=4)),
        *(_use(number, sentence) for number, sentence in enumerate(_USE, start=1)),
        Text("L’essai de chaque année", _HEADING),
        Text(_TEST, _READING),
        Gap(6),
        _tests(),
    ]


def _key(groups: tuple[str, ...]) -> Block:
    rows: list[Block] = []
    for start in range(0, len(groups), _PER_ROW):
        cells: list[tuple[Block, float]] = [
            (_group(start + index, group), 0.0) for index, group in enumerate(groups[start : start + _PER_ROW], start=1)
        ]
        rows += [Gap(9), Columns(cells, gap=9)] if rows else [Columns(cells, gap=9)]
    return Card(Stack(rows), padding=(12, 12, 12, 12), border=INK, thickness=2.0, after=12)


def _group(number: int, text: str) -> Block:
    content = Stack([Text(f"Groupe {number}", SMALL.but(align="center", size=9)), KeyGroup(text)])
    return Card(content, padding=(5, 4, 6, 4), after=0)


def _warning() -> Block:
    content = Columns(
        [(Icon("alert-outline", size=24, line=24), 36), (Text(_NOBODY, _READING.but(font=BOLD)), 0)], middle=True
    )
    return Card(content, padding=(10, 13, 11, 13), border=INK, thickness=1.5)


def _use(number: int, sentence: str) -> Block:
    row = Columns([(Disc(str(number), diameter=19), 29), (Text(sentence, _READING), 0)], middle=True)
    row.spaceAfter = 5
    return row


def _tests() -> Block:
    labels = ("Date de l’essai", "Nom", "Signature")
    return Columns([(signature(label, SMALL, room=20), 0.0) for label in labels], gap=18)
