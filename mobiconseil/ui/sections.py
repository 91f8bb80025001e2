"""The sections of the rail, in the order of Alt+1…; each key has its unshifted twin of the AZERTY keyboard."""

from __future__ import annotations

from mobiconseil.ui.navigation import Section
from mobiconseil.ui.widgets.rail import RailEntry

SECTIONS = (
    RailEntry(code=Section.HOME, text="Accueil", icon="home-outline", keys=("Alt+1", "Alt+&")),
    RailEntry(code=Section.PEOPLE, text="Bénéficiaires", icon="account-group-outline", keys=("Alt+2", "Alt+é")),
    RailEntry(code=Section.FOLLOW_UP, text="Suivi", icon="calendar-clock-outline", keys=("Alt+3", 'Alt+"')),
    RailEntry(code=Section.DIRECTORY, text="Annuaire", icon="map-search-outline", keys=("Alt+4", "Alt+'")),
    RailEntry(code=Section.EXCHANGE, text="Échanges", icon="usb-flash-drive-outline", keys=("Alt+5", "Alt+(")),
    RailEntry(code=Section.SETTINGS, text="Réglages", icon="cog-outline", keys=("Alt+6", "Alt+-")),
)
