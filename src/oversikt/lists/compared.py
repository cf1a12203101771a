"""What of each person is compared, as one table: a row a record, names folded, nothing in words."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from oversikt.lists.people import Listed
from oversikt.names import ROLES, Part, folded, roles, script_of

LATIN = "latin"
_NOBODY: tuple[Part | None, ...] = (None, None, None, None)

SCHEMA = pa.schema(
    [("id", pa.int32()), ("list", pa.string())]
    + [(f"{role}_{form}", pa.string()) for role in ROLES for form in ("own", "latin", "sounds")]
    + [(name, pa.string()) for name in ("house", "fathers", "father_family", "grandfather_family")]
    + [("age", pa.int16()), ("sex", pa.string()), ("day", pa.int32()), ("month", pa.int32())]
    + [("place", pa.string()), ("event", pa.string()), ("told", pa.bool_())]
)
"""Columns: of each part of a name its letters in a script of its own (``own``) and in Latin, and
its sounds; the sounds of several parts together, by whose rarity they weigh; the day and the month of death counted from their own start; the place, folded; day and
place together, and whether either is told."""


def table(people: Sequence[Listed]) -> pa.Table:
    """Return what is compared of people; ``id`` is their number in the sequence."""
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA.names}
    for number, person in enumerate(people):
        own, latin = _scripts(person.names)
        columns["id"].append(number)
        columns["list"].append(person.on)
        for role, here, there in zip(ROLES, own, latin, strict=True):
            heard = here or there
            columns[f"{role}_own"].append(here.letters if here else None)
            columns[f"{role}_latin"].append(there.letters if there else None)
            columns[f"{role}_sounds"].append(heard.sounds if heard else None)
        _, *house = (h or t for h, t in zip(own, latin, strict=True))
        for name, told in _together(house).items():
            columns[name].append(told)
        columns["age"].append(person.age)
        columns["sex"].append(person.sex)
        day, month = _when(person.date)
        columns["day"].append(day)
        columns["month"].append(month)
        place = "".join(map(folded, person.place.split())) if person.place else None
        columns["place"].append(place or None)
        columns["event"].append(f"{day} {place}" if day and place else None)
        columns["told"].append(True if month or place else None)
    return pa.table(columns, schema=SCHEMA)


def _together(house: Sequence[Part | None]) -> dict[str, str | None]:
    """Return the sounds of a person's house: father, grandfather and family, and two of them."""
    father, grandfather, family = (part.sounds if part else "" for part in house)
    return {
        "house": f"{father} {grandfather} {family}" if father or family else None,
        "fathers": f"{father} {grandfather}" if father and grandfather else None,
        "father_family": f"{father} {family}" if father and family else None,
        "grandfather_family": f"{grandfather} {family}" if grandfather and family else None,
    }


def _scripts(names: Sequence[str]) -> tuple[Sequence[Part | None], Sequence[Part | None]]:
    """Return the parts of a name in a script of its own, and in Latin script."""
    own, latin = _NOBODY, _NOBODY
    for name in names:
        found = roles(name)
        script = script_of(found[0].letters) if found[0] else None
        if script is not None and script.name == LATIN:
            latin = latin if latin[0] else found
        else:
            own = own if own[0] else found
    return own, latin


def _when(told: str | None) -> tuple[int | None, int | None]:
    if told is None:
        return None, None
    month = int(told[:4]) * 12 + int(told[5:7])
    return (date.fromisoformat(told).toordinal() if len(told) == 10 else None), month
