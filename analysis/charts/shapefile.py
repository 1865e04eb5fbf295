"""Reads the polygons of an ESRI shapefile (.shp), for `basemap_build`; attributes (.dbf) are not read.

After the ESRI Shapefile Technical Description (July 1998), pages 4 to 9.
"""

import struct
from collections.abc import Iterator

POLYGON = 5
_HEADER_BYTES = 100

Ring = list[tuple[float, float]]


def polygons(content: bytes) -> Iterator[list[Ring]]:
    """The rings (longitude, latitude) of each polygon record; which of them are holes is not told."""
    at = _HEADER_BYTES
    while at < len(content):
        _, words = struct.unpack_from(">2i", content, at)
        record, at = at + 8, at + 8 + 2 * words
        (kind,) = struct.unpack_from("<i", content, record)
        if kind != POLYGON:
            continue
        parts, points = struct.unpack_from("<2i", content, record + 36)
        starts = [*struct.unpack_from(f"<{parts}i", content, record + 44), points]
        flat = struct.unpack_from(f"<{2 * points}d", content, record + 44 + 4 * parts)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        yield [pairs[begin:until] for begin, until in zip(starts, starts[1:], strict=False)]
