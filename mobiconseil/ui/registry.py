"""Which screen stands at each place; screens are imported when they are first opened."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import cast

from mobiconseil.domain.identity import RecordId
from mobiconseil.ui.context import Context
from mobiconseil.ui.navigation import Section, Tab
from mobiconseil.ui.screen import Screen

_SECTIONS = {
    Section.HOME: "home.view:HomeScreen",
    Section.PEOPLE: "people.view:PeopleScreen",
    Section.FOLLOW_UP: "follow_up.view:FollowUpScreen",
    Section.DIRECTORY: "directory.view:DirectoryScreen",
    Section.EXCHANGE: "exchange.view:ExchangeScreen",
    Section.SETTINGS: "settings.view:SettingsScreen",
    Section.DROP_IN: "drop_in.view:DropInScreen",
}
_TABS = {
    Tab.SUMMARY: "summary.view:SummaryScreen",
    Tab.SITUATION: "situation.view:SituationScreen",
    Tab.ASSESSMENT: "assessment.view:AssessmentScreen",
    Tab.RECOMMENDATIONS: "recommendations.view:RecommendationsScreen",
    Tab.PLAN: "plan.view:PlanScreen",
    Tab.FOLLOW_UP: "person_follow_up.view:PersonFollowUpScreen",
    Tab.DOCUMENTS: "documents.view:DocumentsScreen",
}


def make_section(section: Section, context: Context) -> Screen:
    """Build the screen of a section."""
    return _load(_SECTIONS[section])(context)


def make_tab(tab: Tab, context: Context, subject: RecordId) -> Screen:
    """Build a tab of a person's file."""
    return _load(_TABS[tab])(context, subject)


def import_tab(tab: Tab) -> bool:
    """Import the code of a tab in a thread; return True when it is there already."""
    module = f"mobiconseil.ui.screens.{_TABS[tab].partition(':')[0]}"
    if module not in sys.modules:
        threading.Thread(target=import_module, args=(module,), name="warm", daemon=True).start()
        return False
    return True


def make_new_file(context: Context, typed: str) -> Screen:
    """Build the quick creation of a file."""
    return _load("new_file.view:NewFileScreen")(context, typed)


def _load(name: str) -> Callable[..., Screen]:
    module, _, attribute = name.partition(":")
    return cast(Callable[..., Screen], getattr(import_module(f"mobiconseil.ui.screens.{module}"), attribute))
