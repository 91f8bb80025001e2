"""The view models of the form of a file, of its creation and of a union, without any widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from builders import Desk
from desk_window import make_context
from mobiconseil.domain.beneficiary import Beneficiary, FileState, Licence
from mobiconseil.domain.situation import TravelMode
from mobiconseil.errors import StorageError
from mobiconseil.services.session import Session
from mobiconseil.ui.context import Context
from mobiconseil.ui.screens.merge.view_model import MergeModel
from mobiconseil.ui.screens.new_file.view_model import NewFileModel
from mobiconseil.ui.screens.situation.view_model import SituationModel


@dataclass
class Bench:
    """A session without window, and what it said."""

    session: Session
    context: Context
    not_saved: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.messages.not_saved.connect(self.not_saved.append)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Bench:
    desk = Desk(tmp_path / "base")
    session = desk.create()
    return Bench(session, make_context(desk, session))


@pytest.fixture
def person(bench: Bench) -> Beneficiary:
    return bench.session.files.create(last_name="Garnier", first_name="Sylvie", birth_year=1984, commune="Ballots")


def refuse(**_: object) -> Callable[..., object]:
    raise StorageError("Le disque est plein. Rien n’a été perdu. Libérez de la place, puis réessayez.")


def test_several_fields_typed_in_a_row_are_one_change_to_undo(bench: Bench, person: Beneficiary) -> None:
    model = SituationModel(bench.context, person.id)
    model.person.edit("address", "12 rue")
    model.person.edit("address", "12 rue de la Mairie")
    model.person.edit("licence", Licence.CAR)
    assert model.person.value("address") == "12 rue de la Mairie"
    assert model.stored.address == ""
    assert model.flush()
    assert (model.stored.address, model.stored.licence) == ("12 rue de la Mairie", Licence.CAR)
    bench.context.undo.undo()
    assert (model.stored.address, model.stored.licence) == ("", Licence.UNKNOWN)


def test_what_could_not_be_saved_stays_typed_is_told_and_is_tried_again(
    bench: Bench, person: Beneficiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = SituationModel(bench.context, person.id)
    model.person.edit("project", "Aide de cuisine")
    with monkeypatch.context() as patch:
        patch.setattr(bench.session.files, "change", lambda *_a, **_k: refuse())
        assert not model.flush()
    assert bench.not_saved == ["Le disque est plein. Rien n’a été perdu. Libérez de la place, puis réessayez."]
    assert model.person.value("project") == "Aide de cuisine"
    assert model.flush()
    assert model.stored.project == "Aide de cuisine"


def test_the_state_and_a_text_typed_together_are_both_stored(bench: Bench, person: Beneficiary) -> None:
    model = SituationModel(bench.context, person.id)
    model.person.edit("state", FileState.LEFT)
    model.person.edit("project", "Emploi trouvé")
    assert model.flush()
    assert (model.stored.state, model.stored.project) == (FileState.LEFT, "Emploi trouvé")
    assert model.stored.left_on == bench.session.clock.today()


def test_a_removed_trip_forgets_what_was_being_typed(bench: Bench, person: Beneficiary) -> None:
    model = SituationModel(bench.context, person.id)
    trip = model.add_trip()
    assert trip is not None
    model.trip(trip).edit("mode", TravelMode.CAR)
    model.remove_trip(trip)
    assert model.flush()
    assert model.file.trips == ()


def test_a_change_about_someone_else_refreshes_nothing(bench: Bench, person: Beneficiary, qtbot: QtBot) -> None:
    other = bench.session.files.create(last_name="Leroux")
    model = SituationModel(bench.context, person.id)
    with qtbot.assertNotEmitted(model.changed):
        bench.session.files.change(other.id, commune="Craon")
    with qtbot.waitSignal(model.changed):
        bench.session.files.change(person.id, commune="Craon")


def test_what_is_missing_in_a_file_is_named(bench: Bench, person: Beneficiary) -> None:
    model = SituationModel(bench.context, person.id)
    assert model.missing() == ("moyen de contact",)


def test_a_new_file_needs_a_name_or_a_way_to_reach_the_person(bench: Bench) -> None:
    model = NewFileModel(bench.context)
    model.set("commune", "Ballots")
    assert model.refusal() != ""
    model.set("first_name", "Sylvie")
    assert model.refusal() == ""


def test_a_phone_alone_finds_the_same_person(bench: Bench) -> None:
    known = bench.session.files.create(last_name="Garnier", first_name="Sylvie", phone="+33639981234")
    model = NewFileModel(bench.context)
    model.set("first_name", "Sylvie")
    model.set("phone", "+33639981234")
    model.look()
    assert [found.person.subject for found in model.look_alikes] == [known.id]
    assert "Même téléphone" in model.look_alikes[0].likeness.reasons


def test_a_refused_creation_says_why_and_makes_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    bench.context.messages.posted.connect(lambda message: said.append(message.text))
    model = NewFileModel(bench.context)
    model.set("last_name", "Garnier")
    monkeypatch.setattr(bench.session.files, "create", refuse)
    assert model.create() is None
    assert said[0].startswith("Le disque est plein.")


def test_a_union_asks_only_what_contradicts_and_names_what_it_completes(bench: Bench, person: Beneficiary) -> None:
    other = bench.session.files.create(
        last_name="Garnier", first_name="Silvie", birth_year=1984, commune="Ballots", email="s@exemple.fr"
    )
    model = MergeModel(bench.context, person.id)
    model.choose(other.id)
    assert [(choice.field, choice.kept, choice.other) for choice in model.choices()] == [
        ("first_name", "Sylvie", "Silvie")
    ]
    assert model.completed() == ("Courriel",)


def test_a_file_is_never_proposed_for_a_union_with_itself(bench: Bench, person: Beneficiary) -> None:
    model = MergeModel(bench.context, person.id)
    assert model.proposals("garnier") == ()
    assert model.proposals("") == ()
