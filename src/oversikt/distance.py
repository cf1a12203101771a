"""How far apart two points of the earth lie."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


def kilometres(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Return the great-circle distance of two points, in kilometres.

    Args:
        lat: Latitude of the one, in degrees.
        lon: Its longitude.
        to_lat: Latitude of the other.
        to_lon: Its longitude.

    Source: the haversine formula, R. W. Sinnott, Sky and Telescope 68 (1984), 159.
    """
    lat, lon, to_lat, to_lon = map(radians, (lat, lon, to_lat, to_lon))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
