"""What is typed and could not be stored: kept, encrypted in the base, over a lock, then put back in its fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from mobiconseil.domain.identity import RecordId
from mobiconseil.errors import MobiConseilError
from mobiconseil.services.session import Session
from mobiconseil.ui.messages import Messages
from mobiconseil.ui.navigation import Route, Section, Tab
from mobiconseil.ui.widgets.choice_fields import ChoiceField
from mobiconseil.ui.widgets.choices import SegmentedChoice
from mobiconseil.ui.widgets.form_field import FormField
from mobiconseil.ui.widgets.text_area import TextArea
from mobiconseil.ui.widgets.text_fields import TextField

_EDITORS = (TextField, TextArea, ChoiceField, SegmentedChoice)


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the adviser stood, and what stood in the fields there, by their objectName."""

    route: Route
    texts: Mapping[str, str]


def kept(session: Session, draft: Draft) -> bool:
    """Keep a draft, encrypted in the base; say whether the disk took it."""
    try:
        session.drafts.keep(written(draft))
    except MobiConseilError:
        return False
    return True


def leave_field(screen: QWidget) -> None:
    """Have the field that has the keyboard read as if the person left it: « 06 39… » then Ctrl+L loses nothing."""
    # The window knows it even when another program is in front.
    focused = screen.window().focusWidget()
    if isinstance(focused, QLineEdit) and screen.isAncestorOf(focused) and focused.isModified():
        focused.editingFinished.emit()


def misread(screen: QWidget) -> dict[str, str]:
    """Return the texts that stay on the screen because they were not understood."""
    fields = [field.editor for field in screen.findChildren(FormField) if field.error()]
    return {e.objectName(): e.text() for e in fields if isinstance(e, TextField) and e.objectName() and e.text()}


def typed(form: QWidget) -> dict[str, str]:
    """Return all that a form holds and that has a name."""
    found = {}
    for editor in form.findChildren(QWidget):
        if isinstance(editor, _EDITORS) and editor.objectName():
            text = editor.text() if isinstance(editor, TextField | TextArea) else editor.current()
            found[editor.objectName()] = text
    return {name: text for name, text in found.items() if text.strip()}


def put_back(screen: QWidget, texts: Mapping[str, str]) -> None:
    """Type the texts again in their fields, which are then read as if the person had left them."""
    for name, text in texts.items():
        editor = screen.findChild(QWidget, name)
        if isinstance(editor, TextField):
            editor.setText(text)
            editor.setModified(True)
            editor.textEdited.emit(text)
            editor.editingFinished.emit()
        elif isinstance(editor, TextArea):
            editor.setPlainText(text)
        elif isinstance(editor, ChoiceField | SegmentedChoice):
            editor.set_current(text)
            editor.chosen.emit(text)


def offer(messages: Messages, route: Route, texts: Mapping[str, str], resume: Callable[[Draft], object]) -> None:
    """Say that a form was left with something typed in it, and offer to take it up again."""
    if texts:
        said = QCoreApplication.translate("Drafts", "Saisie laissée, rien n’est enregistré")
        messages.say(said, QCoreApplication.translate("Drafts", "Reprendre"), partial(resume, Draft(route, texts)))


def written(draft: Draft) -> str:
    """Return a draft as the base keeps it."""
    route = draft.route
    return json.dumps(
        {
            "section": route.section,
            "subject": route.subject.hex() if route.subject else "",
            "tab": route.tab,
            "part": route.part,
            "focus": route.focus,
            "texts": dict(draft.texts),
        }
    )


def read(content: str) -> Draft | None:
    """Return a draft kept by the base, or None when there is none or when another version wrote it."""
    try:
        raw = json.loads(content)
        subject = RecordId(bytes.fromhex(raw["subject"])) if raw["subject"] else None
        route = Route(
            section=Section(raw["section"]),
            subject=subject,
            tab=Tab(raw["tab"]),
            part=str(raw["part"]),
            focus=str(raw["focus"]),
        )
        return Draft(route, {str(name): str(text) for name, text in raw["texts"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
