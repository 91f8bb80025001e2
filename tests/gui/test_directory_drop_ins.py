"""The drop-in places of a service, with real keys: added, changed in place, taken away, each with a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from directory_desk import CRAON
from directory_office import Office
from hands import CTRL

Key = Qt.Key


def test_a_drop_in_place_is_changed_without_losing_its_point(office: Office) -> None:
    directory = office.session.directory
    service = office.ids["Auto-école sociale"]
    place = directory.add_drop_in(
        service_id=service,
        place="Mairie",
        address="1 place du Pilori",
        commune="Craon",
        postal_code="53400",
        latitude=CRAON[0],
        longitude=CRAON[1],
        calendar="Tu 09:00-12:00",
    )
    office.open_directory(f"service/{service.hex()}")
    office.hands.tab_to("Modifier la permanence Mairie, 1 place du Pilori, Craon")
    office.hands.press(Key.Key_Return)
    card = office.screen.right.sheet.drop_ins
    assert office.hands.focused is card.place
    assert [field.text() for field in (card.place, card.commune, card.calendar)] == [
        "Mairie",
        "Craon",
        "le mardi, de\u00a09\u00a0h à\u00a012\u00a0h",
    ]
    assert card.save.text() == "Enregistrer la permanence"

    card.place.selectAll()
    office.hands.type("Médiathèque")
    office.hands.tab_to("drop_in_calendar")
    card.calendar.selectAll()
    office.hands.type("Th 14:00-17:00")
    office.hands.tab_to("drop_in_save")
    office.hands.press(Key.Key_Return)

    (kept,) = directory.drop_ins(service)
    assert kept.id == place.id
    assert (kept.place, kept.calendar) == ("Médiathèque", "Th 14:00-17:00")
    assert (kept.address, kept.commune, kept.latitude) == ("1 place du Pilori", "Craon", CRAON[0])
    assert office.window.said[-1] == "Permanence modifiée"

    office.hands.press(Key.Key_Z, CTRL)
    assert directory.drop_ins(service) == (place,)


def test_hours_that_mean_nothing_are_refused_and_another_commune_moves_the_place(office: Office) -> None:
    directory = office.session.directory
    service = office.ids["Auto-école sociale"]
    place = directory.add_drop_in(service_id=service, place="Mairie", commune="Craon", latitude=CRAON[0])
    office.open_directory(f"service/{service.hex()}")
    card = office.screen.right.sheet.drop_ins
    card._on_change_asked(place.id.hex())
    card.commune.setText("Lieu inconnu")
    card.calendar.setText("n’importe quand")
    card.save.click()
    assert card._calendar_field.error()
    assert directory.drop_ins(service) == (place,)

    card.calendar.setText("1er jeudi du mois 14h-17h")
    card.save.click()
    assert [drop_in.calendar for drop_in in directory.drop_ins(service)] == ["Th[1] 14:00-17:00"]
    card._on_change_asked(place.id.hex())
    assert card.calendar.text().startswith("le premier jeudi du mois")
    card.commune.setText("Lieu inconnu")
    card.calendar.setText("")
    card.save.click()
    (kept,) = directory.drop_ins(service)
    assert (kept.id, kept.commune, kept.latitude) == (place.id, "Lieu inconnu", None)
    card._on_add_asked()
    assert card.place.text() == ""
    assert card.save.text() == "Ajouter la permanence"
