"""Réglages, page « Aides »: read, add, write, verify, import and take back, driven by keys."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_window import OpenWindow
from hands import CTRL, FileChooser, Hands, Key
from mobiconseil.domain.advice_records import LocalAid
from mobiconseil.ui import saving
from mobiconseil.ui.navigation import Route, Section
from mobiconseil.ui.screens.settings.aids_page import AidsPage
from mobiconseil.ui.screens.settings.view import SettingsScreen
from mobiconseil.ui.widgets.choices import CheckBox

TODAY = date(2026, 11, 20)
TABLE = """Nom;Organisme;Montant;Plafond (€);Âge minimum
Chèque mobilité du pays;Pays de Craon;la moitié du devis;300;18
;CCAS;50 €;;
"""


@pytest.fixture
def page(window: OpenWindow) -> AidsPage:
    window.go(Route(section=Section.SETTINGS, part="aids"))
    screen = window.bench.screen_shown
    assert isinstance(screen, SettingsScreen)
    assert isinstance(screen.page, AidsPage)
    return screen.page


def own(window: OpenWindow) -> tuple[LocalAid, ...]:
    return window.session.aids.local()


def choose(page: AidsPage, code: str) -> None:
    page.list.setCurrentRow(page.list.codes.index(code))


def test_every_aid_says_how_fresh_it_is_and_where_it_comes_from(window: OpenWindow, page: AidsPage) -> None:
    assert len(page.list.codes) == len(window.session.aids.all()) >= 35
    choose(page, "faj")
    aid = page.model.aid()
    assert aid is not None
    said = dict(page.model.facts(aid))
    assert said["Source"]
    assert "vérifiée le" in said["Fraîcheur"]
    choose(page, "aide_permis_apprenti")
    assert "supprimée depuis le" in page.list.currentItem().text()


def test_the_title_of_an_aid_is_on_one_line_while_the_card_has_room(page: AidsPage, hands: Hands) -> None:
    choose(page, "faj")
    title = page._detail.title
    hands.wait_for(lambda: title.width() >= title.fontMetrics().horizontalAdvance(title.text()))


def test_a_local_aid_is_added_and_written_by_keys_and_ctrl_z_takes_it_back(
    window: OpenWindow, page: AidsPage, hands: Hands
) -> None:
    page.new_name.setFocus()
    hands.type("Coup de pouce velo")
    hands.press(Key.Key_Return)
    assert [aid.name for aid in own(window)] == ["Coup de pouce velo"]
    hands.wait_for(lambda: hands.focused.objectName() == "local_aid_decided_by")
    hands.type_and_tab("Commune de Ballots", "moitie du devis")
    hands.type_and_tab("1 250")
    assert page.flush()
    aid = own(window)[0]
    assert (aid.decided_by, aid.amount, aid.ceiling, aid.verified_on) == (
        "Commune de Ballots",
        "moitie du devis",
        1250,
        TODAY,
    )
    assert aid.code in page.list.codes
    for _ in range(8):
        window.context.undo.undo()
        if not own(window):
            break
    assert own(window) == ()
    assert page.form is None


def test_a_status_ticked_is_a_condition_of_the_aid(window: OpenWindow, page: AidsPage) -> None:
    page.model.add("Aide aux apprentis")
    assert page.form is not None
    for name in ("local_aid_statuses_ST10", "local_aid_statuses_ST01", "local_aid_publics_jeunes"):
        box = page.form.findChild(CheckBox, name)
        assert box is not None
        box.click()
    aid = own(window)[0]
    assert (aid.statuses, aid.publics) == ("ST01 ST10", "jeunes")


def test_an_age_that_is_not_one_stays_with_its_reason(window: OpenWindow, page: AidsPage) -> None:
    page.model.add("Aide aux jeunes")
    assert page.form is not None
    editor = page.form.fields.field("min_age").editor
    editor.setText("jeune")  # type: ignore[attr-defined]
    editor.editingFinished.emit()  # type: ignore[attr-defined]
    assert page.form.fields.field("min_age").error()
    assert own(window)[0].min_age is None
    assert not page.flush()


def test_an_aid_is_verified_today_then_put_in_the_trash_and_taken_out(window: OpenWindow, page: AidsPage) -> None:
    made = window.session.aids.add("Vieille aide", verified_on=date(2025, 1, 3))
    choose(page, made.code)
    assert "plus proposée" in page.list.currentItem().text()
    page.verify.click()
    assert own(window)[0].verified_on == TODAY
    page.remove.click()
    assert own(window) == ()
    window.bench.toasts.toast.action.click()
    assert [aid.name for aid in own(window)] == ["Vieille aide"]


def test_a_table_is_tried_with_its_remarks_then_imported_in_one_change(
    window: OpenWindow, page: AidsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "aides.csv"
    table.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(FileChooser, "path", table)
    monkeypatch.setattr(saving, "QFileDialog", FileChooser)
    page.table.choose.click()
    assert page.table.summary.text() == "1\u00a0aide nouvelle, 1\u00a0ligne refusée. Rien n’est encore écrit."
    assert own(window) == ()
    assert page.model.report is not None
    assert [remark.row for remark in page.model.report.refused] == [3]
    page.table.apply.click()
    assert [(aid.name, aid.ceiling, aid.min_age) for aid in own(window)] == [("Chèque mobilité du pays", 300, 18)]
    assert "1\u00a0aide locale importée" in window.said
    window.bench.toasts.toast.action.click()
    assert own(window) == ()


def test_a_file_that_is_no_table_is_refused_in_words(page: AidsPage, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x00\x00")
    page.model.read(path)
    assert not page.table.problem.isHidden()
    assert page.model.report is None
    page.table.give_up.click()
    assert page.table.problem.isHidden()


def test_ctrl_f_and_the_three_choices_filter_the_list(window: OpenWindow, page: AidsPage, hands: Hands) -> None:
    window.session.aids.add("Coup de pouce")
    page.kind.chosen.emit("local")
    assert len(page.list.codes) == 1
    page.kind.chosen.emit("all")
    hands.press(Key.Key_F, CTRL)
    hands.type("permis")
    assert "aide_permis_apprenti" in page.list.codes
    assert "faj" not in page.list.codes


def test_an_aid_of_the_program_is_corrected_in_place_then_put_back(
    window: OpenWindow, page: AidsPage, hands: Hands
) -> None:
    choose(page, "faj")
    before = window.session.aids.aid("faj")
    page.correct.click()
    hands.wait_for(lambda: hands.focused.objectName() == "correction_amount")
    hands.press(Key.Key_A, CTRL)
    hands.type_and_tab("200 euros au plus")
    assert page.flush()
    aid = window.session.aids.aid("faj")
    assert (aid.amount, aid.verified_on) == ("200 euros au plus", TODAY)
    assert "Corrigée par l’équipe" in dict(page.model.facts(aid))["L’équipe"]
    assert not page.put_back.isHidden()
    page.put_back.click()
    assert window.session.aids.aid("faj") == before
    assert page.form is None
    window.bench.toasts.toast.action.click()
    assert window.session.aids.aid("faj").amount == "200 euros au plus"


def test_an_aid_of_the_program_that_the_team_checked_is_fresh_again(window: OpenWindow, page: AidsPage) -> None:
    window.desk.clock.set(window.session.clock.now() + timedelta(days=300))
    page.model.kind = "check"
    page._render()
    code = page.list.codes[0]
    choose(page, code)
    page.verify.click()
    assert code not in page.list.codes
    assert window.session.aids.aid(code).verified_on == window.session.clock.today()
