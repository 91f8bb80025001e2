"""Times taken fairly: the two sides of a ratio are measured in turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def once(act: Callable[[], object]) -> float:
    """Return the milliseconds of one call."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def worked(act: Callable[[], object]) -> float:
    """Return the milliseconds that this thread worked during one call, whatever else the machine was doing."""
    began = time.thread_time()
    act()
    return (time.thread_time() - began) * 1000


def worked_by_children(act: Callable[[], object]) -> float:
    """Return the milliseconds that the processes begun by one call worked; by the watch where no system counts them."""
    try:
        import resource
    except ImportError:  # Windows
        return once(act)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    act()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def pairs(
    acts: Sequence[Callable[[], object]], baselines: Sequence[Callable[[], object]]
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each act and of its baseline, one right after the other."""
    measured, reference = [], []
    for number, (act, baseline) in enumerate(zip(acts, baselines, strict=True)):
        if number % 2:
            reference.append(once(baseline))
            measured.append(once(act))
        else:
            measured.append(once(act))
            reference.append(once(baseline))
    return measured, reference


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 % do not exceed."""
    return statistics.quantiles(values, n=20)[-1]
