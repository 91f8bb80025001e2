"""The information notice: one page, easy words, and a receipt to sign."""

from __future__ import annotations

from functools import partial

from mobiconseil.pdf.blocks import Icon, TickBox, bullets, signature
from mobiconseil.pdf.document import Paper, count_pages, dated, print_paper
from mobiconseil.pdf.layout import Card, Columns, Gap, Stack
from mobiconseil.pdf.office import Story, head
from mobiconseil.pdf.styles import BODY, INK, TextStyle
from mobiconseil.pdf.text import Block, Outline, Text
from mobiconseil.services.papers.security import InformationNoticeData

_TITLE = "Vos informations et vos droits"
_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0)

_RIGHTS = (
    "lire vos informations et en avoir une copie",
    "les corriger",
    "les faire effacer",
    "demander de ne plus les utiliser, pour un temps ou pour toujours",
    "changer d’avis sur le partage, à tout moment",
)
_SECURITY = (
    "Elles restent dans l’ordinateur protégé de la structure. "
    "Elles ne partent pas hors de l’Union européenne. "
    "Aucune machine ne décide à votre place."
)
_COMPLAINT = "Vous n’êtes pas d’accord avec notre réponse\u00a0? Vous pouvez écrire à la CNIL\u00a0: cnil.fr."


def render(data: InformationNoticeData) -> bytes:
    """Print the notice in the largest size that holds on one page."""
    version = f"Version {data.version}. " if data.version else ""
    paper = Paper(
        title=dated("Notice d’information, {}", data.date),
        author=data.letterhead.structure,
        foot=f"{version}Règlement général sur la protection des données, articles 12 à 14.",
    )
    stories = [partial(build_story, data, size) for size in _SIZES]
    fitting = next((story for story in stories if count_pages(paper, story) == 1), stories[-1])
    return print_paper(paper, fitting)


def build_story(data: InformationNoticeData, size: float = _SIZES[0]) -> Story:
    """Return the blocks of the notice in reading order."""
    body = BODY.but(size=size, leading=size * 1.38)
    story: Story = [head(_TITLE, f"{data.date}.", data.letterhead), Gap(10)]
    for icon, title, content in _sections(data):
        story.append(_section(icon, title, content, body))
    return [*story, Gap(2), _receipt(data, body)]


def _sections(data: InformationNoticeData) -> list[tuple[str, str, str | tuple[str, ...]]]:
    return [
        ("home-outline", "Qui garde vos informations\u00a0?", data.controller),
        ("flag-checkered", "Pour quoi faire\u00a0?", data.purposes),
        ("shield-check-outline", "De quel droit\u00a0?", data.legal_basis),
        ("file-document-outline", "Ce que vous devez donner", data.required_data),
        ("help-circle-outline", "Ce que vous pouvez ne pas donner", data.optional_data),
        ("account-group-outline", "Qui peut les lire\u00a0?", data.recipients),
        ("calendar-clock-outline", "Combien de temps\u00a0?", data.retention),
        ("lock-outline", "Où sont-elles\u00a0?", _SECURITY),
        ("account-voice", "Vous pouvez, sans payer\u00a0:", _RIGHTS),
        ("phone-outline", "À qui le demander\u00a0?", _asking(data)),
    ]


def _asking(data: InformationNoticeData) -> str:
    officer = f"\nProtection des données\u00a0: {data.data_protection_contact}" if data.data_protection_contact else ""
    return f"{data.rights_contact}{officer}\nNous répondons en un mois au plus. {_COMPLAINT}"


def _section(icon: str, title: str, content: str | tuple[str, ...], body: TextStyle) -> Block:
    strong = body.but(font=body.strong, role="H2")
    text: Block = Text(content, body) if isinstance(content, str) else bullets(content, body, space=0)
    right = Stack([Text(title, strong, outline=Outline(1)), text])
    row = Columns([(Icon(icon, size=body.size * 1.5, line=body.leading), 30), (right, 0)], whole=False)
    row.spaceAfter = body.size * 0.5
    return row


def _receipt(data: InformationNoticeData, body: TextStyle) -> Block:
    tick = body.leading
    sentence = "J’ai reçu cette notice et on me l’a expliquée."
    row = Columns([(TickBox(size=13, line=tick), 22), (Text(sentence, body.but(font=body.strong)), 0)])
    labels = (data.person_name or "Mon nom", "Date", "Ma signature")
    signatures = Columns([(signature(label, body, room=20), 0.0) for label in labels], gap=18)
    return Card(Stack([row, Gap(6), signatures]), padding=(9, 13, 12, 13), border=INK, thickness=1.4)
