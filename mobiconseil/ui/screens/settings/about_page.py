"""What the program is, whose work it stands on, and where its log is."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mobiconseil import __version__
from mobiconseil.paths import log_folder, resources
from mobiconseil.ui.context import Context
from mobiconseil.ui.saved import show_folder
from mobiconseil.ui.screens.settings.page import SettingsPage, fact
from mobiconseil.ui.screens.settings.support_card import SupportCard
from mobiconseil.ui.widgets.buttons import Button
from mobiconseil.ui.widgets.disclosure import Disclosure
from mobiconseil.ui.widgets.gate_card import AppTile
from mobiconseil.ui.widgets.labels import Label, Role
from mobiconseil.ui.widgets.layouts import Column, Row

WORKS = (
    ("Qt et PySide6", "La fenêtre, l’impression, l’aperçu des PDF. Licence LGPL 3\u00a0: vous pouvez remplacer Qt."),
    ("SQLCipher", "Le chiffrement des dossiers. Licence BSD à trois clauses, reproduite ci-dessous."),
    ("SQLite, sqlcipher3, sqlite-utils", "La base. Domaine public, zlib, Apache 2.0."),
    ("cryptography", "Argon2id et le chiffrement des clés. Apache 2.0 ou BSD."),
    ("ReportLab, segno", "Les documents imprimés et leurs codes QR. BSD."),
    ("Noto Sans", "Les lettres de l’écran et du papier. SIL Open Font License 1.1."),
    ("Material Design Icons, QtAwesome", "Les icônes. Apache 2.0, SIL Open Font License, MIT."),
    (
        "Babel, phonenumbers, xkcdpass, zxcvbn, jellyfish",
        "Dates, téléphones, mots, phrases de passe, noms. BSD, Apache, MIT.",
    ),
    ("click, filelock, platformdirs, uuid-utils", "Commandes, verrou, dossiers, identifiants. BSD, MIT."),
)


class AboutPage(SettingsPage):
    """Version, licences, log."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._messages = context.messages
        self._build_program()
        self.support = SupportCard(context)
        self.body.addWidget(self.support)
        self._build_works()
        card = self.add_card(self.tr("Journal technique"))
        text = self.tr(
            "Il dit quand le programme a démarré et ce qui a échoué, jamais le nom ni les mots d’une personne."
        )
        card.body.addWidget(Label(text, wrap=True))
        self.folder = Label(str(log_folder()), Role.SECONDARY, wrap=True)
        self.open_logs = Button(self.tr("Ouvrir le dossier du journal"), icon="folder-open-outline")
        card.body.addWidget(self.folder)
        card.body.addWidget(self.open_logs, 0, Qt.AlignmentFlag.AlignLeft)
        self.open_logs.clicked.connect(self._on_open_logs)

    def _build_program(self) -> None:
        words = Column(gap=2)
        words.addWidget(Label(self.tr("MobiConseil {}").format(__version__), Role.SECTION))
        about = self.tr("L’outil hors ligne des conseillers en mobilité. Licence MIT.")
        words.addWidget(Label(about, Role.SECONDARY, wrap=True))
        row = Row(gap=16)
        row.addWidget(AppTile())
        row.addLayout(words, 1)
        self.add_card(self.tr("À propos")).body.addLayout(row)

    def _build_works(self) -> None:
        card = self.add_card(self.tr("Ce que le programme utilise"), self.tr("Merci à leurs auteurs"))
        for name, text in WORKS:
            card.body.addLayout(fact(name, text))
        self.notices = []
        for title, path in (
            (self.tr("Licence de SQLCipher"), "licences/SQLCipher.txt"),
            (self.tr("Licence de Noto Sans"), "fonts/OFL.txt"),
        ):
            notice = Disclosure(title, icon="text-box-outline")
            notice.body.addWidget(Label((resources() / path).read_text(encoding="utf-8"), Role.SMALL, wrap=True))
            card.body.addWidget(notice)
            self.notices.append(notice)

    def _on_open_logs(self) -> None:
        show_folder(self._messages, log_folder())
