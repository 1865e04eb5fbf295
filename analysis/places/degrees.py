"""Coordinates as a person writes them into a table or on the command line."""


def coordinates(lat: str, lon: str) -> tuple[float, float]:
    """Degrees from two cells. Raises ValueError, in words, where they are none or out of range."""
    try:
        north, east = float(lat.strip()), float(lon.strip())
    except ValueError:
        raise ValueError(f"{lat.strip()[:20]!r}, {lon.strip()[:20]!r} are no decimal degrees") from None
    if abs(north) <= 90 and abs(east) <= 180:
        return north, east
    if abs(east) <= 90 and abs(north) <= 180:
        raise ValueError(f"latitude {north:g} is out of range; swapped, {east:g}, {north:g} would be a place")
    raise ValueError(f"{north:g}, {east:g} lies on no map")
