"""The zone of the wall clock where a structure stands, from its postal code."""

from __future__ import annotations

METROPOLE = "Europe/Paris"

_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


def zone_of(postal_code: str) -> str:
    """Return the IANA name of the zone; the one of Paris when the code says nothing else.

    The main island speaks for the Marquesas and the Gambier; two communes have a code of a neighbour island.
    """
    code = "".join(postal_code.split())
    return {"97133": "America/St_Barthelemy", "97150": "America/Marigot"}.get(code) or _ZONES.get(code[:3], METROPOLE)
