"""The notice above the list when nobody rated what the guard of the licence reads."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from mobiconseil.domain.sieve import Postponement
from mobiconseil.reference import load_reference
from mobiconseil.ui.screens.recommendations.notices import GuardBanner
from mobiconseil.ui.screens.recommendations.wording import Veil
from mobiconseil.ui.widgets.labels import Label

WAITING = Postponement(
    rule="R-01", services=("F2-07",), names=("Permis B",), reason="il reste à évaluer", kind_reason="", facts=(),
    first=(), review="", review_days=None, to_rate=("connaître le code de la route", "lire"),
)  # fmt: skip


def test_the_licence_is_to_be_rated_first_and_never_said_to_be_put_off(qtbot: QtBot) -> None:
    banner = GuardBanner()
    qtbot.addWidget(banner)
    for shared in (False, True):
        banner.show_deferrals([(WAITING, Veil(load_reference(), shared).not_now(WAITING), ())])
        said = [label.text() for label in banner.findChildren(Label)]
        assert "Permis B\u00a0: à évaluer d’abord (connaître le code de la route, lire)" in said
        assert banner.accessibleName() == "À évaluer d’abord"
