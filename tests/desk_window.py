"""A window on a real encrypted base, for tests that press keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from builders import Desk
from mobiconseil.services.session import Session
from mobiconseil.ui.change_hub import ChangeHub
from mobiconseil.ui.context import Context, SharedScreen
from mobiconseil.ui.jobs import InlineRunner
from mobiconseil.ui.messages import Message, Messages
from mobiconseil.ui.navigation import Navigator, Route
from mobiconseil.ui.undo import UndoStack
from mobiconseil.ui.workbench import Workbench


@dataclass
class OpenWindow:
    """The unlocked window and what stands behind it."""

    desk: Desk
    session: Session
    context: Context
    bench: Workbench
    said: list[str]

    def go(self, route: Route) -> None:
        self.bench.go(route)


def make_context(desk: Desk, session: Session) -> Context:
    hub = ChangeHub()
    desk._open.listen(hub.publish)
    return Context(
        session=session,
        workspace=desk._open,
        hub=hub,
        undo=UndoStack(session.uow, hub, hub),
        jobs=InlineRunner(),
        messages=Messages(hub),
        navigator=Navigator(hub),
        shared=SharedScreen(hub),
    )


def open_window(qtbot: QtBot, folder: Path, *, width: int = 1366, height: int = 720) -> OpenWindow:
    desk = Desk(folder)
    session = desk.create()
    context = make_context(desk, session)
    bench = Workbench(context)
    qtbot.addWidget(bench)
    bench.resize(width, height)
    bench.show()
    with qtbot.waitActive(bench):
        bench.activateWindow()
    said: list[str] = []

    def hear(message: Message) -> None:
        said.append(message.text)

    context.messages.posted.connect(hear)
    return OpenWindow(desk, session, context, bench, said)
