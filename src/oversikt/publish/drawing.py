"""The pictures of the page as SVG geometry: the months with their ranges, and the map.

Outlines of countries are Natural Earth's 1:50m admin 0 countries (public domain), taken from
Debian's ``r-cran-rnaturalearthdata``, exterior rings above 0.01 square degrees, thinned to 0.03
degrees. There is no tile server and nothing is fetched.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, log10, radians, sqrt
from typing import Any

from oversikt.publish.columns import GRID, coordinates
from oversikt.publish.edition import Edition
from oversikt.publish.words import covers, killed, month
from oversikt.records import Incident

WIDTH = 720.0
"""Width of the drawings in units of their own; the page scales them."""

_LABEL = 36.0  # room for the number beside the last bar
_LETTER = 7.6  # width of a name's letter on the map

_Box = tuple[float, float, float, float]
"""West, north, east and south edge in the drawing."""

NAMED = 8
"""Places that the map writes the name of; more would cover each other."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the chart: its range as a box from low to high, its best as a line."""

    name: str
    x: float
    width: float
    low: int
    best: int
    high: int
    open: bool
    y_low: float
    y_best: float
    y_high: float
    now: bool


@dataclass(frozen=True, slots=True)
class Circle:
    """One place of the map; its area is proportional to the best count of the killed there."""

    name: str
    x: float
    y: float
    radius: float
    best: int
    incidents: int
    is_rough: bool
    label: str | None


def chart(edition: Edition) -> dict[str, Any] | None:
    """Return the months' killed as bars with ranges, or nothing where no month is known."""
    sums: dict[str, list[Any]] = defaultdict(lambda: [0, 0, 0, False])
    shown = {row.country for row in killed(edition)}
    for row in edition.months:
        if (
            row.country in shown
            and row.month
            and row.measure == "killed"
            and not row.victim_status
            and not row.admin1
            and (edition.since is None or row.month >= edition.since)
        ):
            told = sums[row.month]
            for place, end in enumerate((row.low, row.best, row.high)):
                told[place] += end
            told[3] = told[3] or row.open
    if not sums:
        return None
    months = sorted(sums)[-24:]
    top = _round_up(max(sums[name][2] for name in months) or 1)
    height, floor, left = 240.0, 210.0, 64.0
    step = (WIDTH - left - _LABEL) / len(months)
    width = min(64.0, step * 0.5)

    def level(number: float) -> float:
        return round(floor - (floor - 16) * number / top, 1)

    bars = [
        Bar(
            name=month(name) if len(months) <= 6 else f"{month(name)[:3]} {name[2:4]}",
            x=round(left + step * place + (step - width) / 2, 1),
            width=round(width, 1),
            low=sums[name][0],
            best=sums[name][1],
            high=sums[name][2],
            open=sums[name][3],
            y_low=level(sums[name][0]),
            y_best=level(sums[name][1]),
            y_high=level(sums[name][2]),
            now=name == edition.month or edition.month is None,
        )
        for place, name in enumerate(months)
    ]
    lines = (
        [(level(top * part / 4), f"{top * part // 4:,}") for part in range(5)] if top >= 4 else []
    )
    return {
        "bars": bars,
        "lines": lines,
        "width": WIDTH,
        "height": height,
        "floor": floor,
        "left": left,
    }


def drawn_map(edition: Edition) -> dict[str, Any] | None:
    """Return the outlines and circles of the map, or nothing where no killed have a point.

    It shows what the headline sums: a stray incident elsewhere would shrink the country that the
    edition is about to a blot. Places known only by country or a wider area get no circle: it
    would look like a place.
    """
    points: dict[tuple[float, float], list[Incident]] = defaultdict(list)
    shown = {row.country for row in killed(edition)}
    left_out = elsewhere = 0
    for incident in edition.incidents:
        if not _best(incident) or not covers(edition, (incident.date_start or "")[:7] or None):
            continue
        country = incident.place.country if incident.place else None
        point = _point(incident)
        if country and country not in shown:
            elsewhere += 1
        elif point is None:
            left_out += 1
        else:
            points[point].append(incident)
    if not points:
        return None
    codes = sorted(
        {i.place.country for told in points.values() for i in told if i.place and i.place.country}
    )
    rings = [ring for code in codes for ring in outlines().get(code, [])]
    land = [(x, y) for ring in rings for x, y in zip(ring[::2], ring[1::2], strict=True)]
    seen = [(lon, lat) for lat, lon in points] + (land if len(codes) <= 3 else [])
    frame = _Frame(seen)
    near = [
        frame.path(ring)
        for code, country in outlines().items()
        if code not in codes
        for ring in country
        if frame.touches(ring)
    ]
    counted = {point: sum(_best(i) for i in told) for point, told in points.items()}
    most = max([*counted.values(), 1])
    order = sorted(points, key=lambda point: (-counted[point], point))
    circles = []
    for rank, point in enumerate(order):
        told = points[point]
        x, y = frame.at(point[1], point[0])
        name = _name(told)
        circles.append(
            Circle(
                name=name,
                x=x,
                y=y,
                radius=round(3 + 25 * sqrt(counted[point] / most), 1),
                best=counted[point],
                incidents=len(told),
                is_rough=all((i.place.precision or 6) in GRID for i in told if i.place),
                label=name if rank < NAMED else None,
            )
        )
    return {
        "land": [frame.path(ring) for ring in rings],
        "near": near,
        "circles": _labelled(circles, frame.height),
        "width": WIDTH,
        "height": frame.height,
        "left_out": left_out,
        "elsewhere": elsewhere,
    }


@cache
def outlines() -> dict[str, list[list[float]]]:
    """Return the rings of every country by its code, longitude and latitude in turn."""
    text = files("oversikt.publish").joinpath("outlines.json").read_text(encoding="utf-8")
    found: dict[str, list[list[float]]] = json.loads(text)["outlines"]
    return found


class _Frame:
    """Longitude and latitude to the drawing: equirectangular, true at its middle latitude."""

    def __init__(self, seen: Sequence[tuple[float, float]]) -> None:
        west, east = min(x for x, _ in seen), max(x for x, _ in seen)
        south, north = min(y for _, y in seen), max(y for _, y in seen)
        margin = max(0.4, 0.05 * max(east - west, north - south))
        self.west, self.east = west - margin, east + margin
        self.south, self.north = south - margin, north + margin
        shrink = max(0.2, cos(radians((south + north) / 2)))
        self.scale = WIDTH / ((self.east - self.west) * shrink)
        self.shrink = shrink
        self.height = round(min(900.0, (self.north - self.south) * self.scale), 1)
        self.stretch = self.height / (self.north - self.south)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point lies in the drawing."""
        x = (lon - self.west) * self.shrink * self.scale
        return round(x, 1), round((self.north - lat) * self.stretch, 1)

    def path(self, ring: Sequence[float]) -> str:
        """Return a ring as an SVG path."""
        points = (self.at(x, y) for x, y in zip(ring[::2], ring[1::2], strict=True))
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"

    def touches(self, ring: Sequence[float]) -> bool:
        """Tell whether the box of a ring overlaps the frame."""
        return (
            min(ring[::2]) < self.east
            and max(ring[::2]) > self.west
            and min(ring[1::2]) < self.north
            and max(ring[1::2]) > self.south
        )


def _labelled(circles: Sequence[Circle], height: float) -> list[tuple[Circle, float, float, str]]:
    """Return circles with where their name stands; a name that would cover another is left out.

    A name is tried right, left, under and over its circle: first clear of all names before it and
    of the other circles that are to be named, then clear of the names alone.
    """
    named = [circle for circle in circles if circle.label]
    taken: list[_Box] = []
    placed = []
    for circle in circles:
        spots = list(_spots(circle, height)) if circle.label else []
        others = [_around(other) for other in named if other is not circle]
        spot = next(
            (
                spot
                for held in (taken + others, taken)
                for spot in spots
                if not _hits(spot[3], held)
            ),
            None,
        )
        if spot:
            taken.append(spot[3])
        placed.append((circle, *(spot[:3] if spot else (0.0, 0.0, ""))))
    return placed


def _spots(circle: Circle, height: float) -> Iterator[tuple[float, float, str, _Box]]:
    """Yield where a circle's name may stand within the drawing: x, y of its foot, anchor and box."""
    size, away = _LETTER * len(circle.label or ""), circle.radius + 5
    for x, y, anchor, west in (
        (circle.x + away, circle.y + 5, "start", circle.x + away),
        (circle.x - away, circle.y + 5, "end", circle.x - away - size),
        (circle.x, circle.y + away + 10, "middle", circle.x - size / 2),
        (circle.x, circle.y - away, "middle", circle.x - size / 2),
    ):
        box = (west, y - 13, west + size, y + 4)
        if box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= height:
            yield round(x, 1), round(y, 1), anchor, box


def _around(circle: Circle) -> _Box:
    return (
        circle.x - circle.radius,
        circle.y - circle.radius,
        circle.x + circle.radius,
        circle.y + circle.radius,
    )


def _hits(box: _Box, others: Iterable[_Box]) -> bool:
    return any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in others)


def _point(incident: Incident) -> tuple[float, float] | None:
    place = incident.place
    if place is None or (place.precision or 6) >= 6:
        return None
    lat, lon = coordinates(place)
    return None if lat is None or lon is None else (lat, lon)


def _best(incident: Incident) -> int:
    tally = incident.counts.get("killed")
    return tally.best if tally else 0


def _name(told: Iterable[Incident]) -> str:
    names = sorted((i.place.name or i.place.phrase) for i in told if i.place)
    return max(names, key=names.count)


def _round_up(number: int) -> int:
    """Return the next number that four lines part evenly to the eye: 8, 20, 40, 100, 200 …."""
    size: int = 10 ** int(log10(number))
    return next(
        size * n // 10 for n in (10, 12, 16, 20, 28, 40, 60, 80, 100) if size * n // 10 >= number
    )
