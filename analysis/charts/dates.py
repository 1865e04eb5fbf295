"""The axis of days that the timeline and the trends share."""

from typing import Any

import pandas as pd

# Distances between ticks that read well, in days; d3's "M<n>" beyond a month.
TICKS = ((1, 86_400_000), (2, 172_800_000), (4, 345_600_000), (7, 604_800_000), (14, 1_209_600_000),
         (31, "M1"), (92, "M3"), (183, "M6"), (366, "M12"), (731, "M24"), (1827, "M60"), (3653, "M120"),
         (18262, "M600"))  # fmt: skip
TICK_ROOM_PX = 60


def date_axis(
    first: pd.Timestamp, last: pd.Timestamp, width_px: float, room_px: float = TICK_ROOM_PX
) -> dict[str, Any]:
    """An x axis from `first` to `last` with dates on top, as many as have `room_px` each in `width_px`."""
    days = (last - first) / pd.Timedelta(days=1)
    dtick = next((step for length, step in TICKS if days / length * room_px <= width_px), TICKS[-1][1])
    monthly = isinstance(dtick, str)
    tick0 = pd.Timestamp(first.year, 1, 1) if monthly else first.ceil("D")
    tickformat = "%-d %b" if not monthly else "%b %Y" if dtick in ("M1", "M3", "M6") else "%Y"
    return {"type": "date", "range": [first, last], "side": "top", "dtick": dtick, "tick0": tick0,
            "tickformat": tickformat, "tickformatstops": [], "automargin": False, "fixedrange": True}  # fmt: skip
