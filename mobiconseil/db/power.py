"""The battery of the laptop, before a day away from the office."""

from __future__ import annotations

from mobiconseil.services.drop_in_ports import Power


def power() -> Power | None:
    """Return the battery, or None on a machine without one, or whose system does not tell."""
    import psutil  # late: only the opening of a drop-in day asks

    try:
        found = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError, ValueError):
        return None
    if found is None:
        return None
    return Power(percent=min(100, max(0, round(found.percent))), plugged=found.power_plugged is not False)
