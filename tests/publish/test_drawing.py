"""The map shows what the headline sums, and its names stand apart."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from oversikt.publish.drawing import WIDTH, drawn_map
from oversikt.records import Incident, Tally

from .conftest import BAGHDAD, Material


def at(incident: Incident, name: str, lat: float, lon: float, **more: Any) -> Incident:
    """The incident at another place, with 90 killed."""
    place = replace(BAGHDAD, name=name, phrase=name, lat=lat, lon=lon, **more)
    killed = {"killed": Tally(90, 90, 90)}
    return replace(incident, id=name, place=place, counts=killed, killed_by_status={})


def drawn(material: Material, *incidents: Incident) -> dict[str, Any]:
    made = drawn_map(Material(incidents, material.claims, material.reports).seal(month=None))
    assert made is not None
    return made


def test_a_stray_incident_elsewhere_does_not_shrink_the_country(material: Material) -> None:
    here = at(material.incidents[0], "Baghdad", 33.3, 44.4)
    abroad = replace(
        at(material.incidents[0], "Cairo", 30.0, 31.2, country="EG", admin1=None),
        counts={"killed": Tally(2, 2, 2)},
    )
    alone, both = drawn(material, here), drawn(material, here, abroad)
    assert both["circles"] == alone["circles"]
    assert (alone["elsewhere"], both["elsewhere"]) == (0, 1)


def test_years_told_in_passing_and_incidents_without_dead_are_no_circles(
    material: Material,
) -> None:
    here = at(material.incidents[0], "Baghdad", 33.3, 44.4)
    old = replace(at(here, "Hilla", 32.5, 44.4), date_start="2005-02-28", date_end="2005-02-28")
    hurt = replace(at(here, "Mosul", 36.3, 43.1), counts={"wounded": Tally(3, 3, 3)})
    assert drawn(material, here, old, hurt)["circles"] == drawn(material, here)["circles"]


def test_names_of_near_places_are_moved_or_left_out(material: Material) -> None:
    """Seven towns less than 60 kilometres apart: no name covers another, and more than one is written."""
    towns = [
        at(material.incidents[0], f"Long name {n}", 33.3 + n % 3 * 0.4, 43.4 + n // 3 * 0.6)
        for n in range(7)
    ]
    made = drawn(material, *towns)
    boxes = []
    for circle, x, y, anchor in made["circles"]:
        if anchor:
            size = 7.6 * len(circle.label)
            west = x - {"start": 0, "middle": size / 2, "end": size}[anchor]
            boxes.append((west, y - 13, west + size, y + 4))
    assert len(boxes) > 2
    assert len({anchor for *_, anchor in made["circles"] if anchor}) > 1
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert all(w >= 0 and n >= 0 and e <= WIDTH and s <= made["height"] for w, n, e, s in boxes)
