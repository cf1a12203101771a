# ruff: noqa: INP001 - a script beside its data, not part of a package
"""Draw the incidents of the example from the public table of Iraq Body Count: facts only.

    python examples/iraq-2013/draw.py ../shared/data/ibc/gold.jsonl.gz

From all incidents of one single day in May, June and July 2013 that name a weapon, killed one
person at the least and whose place names a town of the list below, a fixed number is drawn for each month and each class of size: in the order of the
SHA-256 of the seed and the incident's code, so that the draw is the same everywhere and in any
order of the table's rows. Sorting by size first is what lets an example of 122 incidents hold both
the many killings of one person and the few great bombings. There are two draws. The incidents of
the first are open: the reader may be tuned on their reports. Those of the second, a third of all,
were drawn later, with a seed of its own, from what the first had left, and are held out: whoever
tunes the reader does not look at their reports. What is printed, one JSON object a line, is the
record's code, day, place, weapon, the least and greatest number of dead and whether it is held
out; who the victims were is not printed.

Credit: Iraq Body Count, www.iraqbodycount.org, read from the table of the ipsed repository (CC0).
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, NamedTuple


class Draw(NamedTuple):
    """What is drawn: by which seed, and how many of each class of size a month.

    ``sizes`` has the least and greatest value of ``killed.high`` and the number wanted.
    """

    seed: str
    sizes: tuple[tuple[int, int, int], ...]


OPEN = Draw("oversikt iraq-2013", ((1, 1, 6), (2, 4, 8), (5, 11, 7), (12, 200, 6)))
#: June has but two incidents of the greatest class left, so 41 are drawn and not 42.
HELD_OUT = Draw("oversikt iraq-2013, second draw", ((1, 1, 3), (2, 4, 4), (5, 11, 4), (12, 200, 3)))
MONTHS = ("2013-05", "2013-06", "2013-07")
#: Towns as the table spells them; an incident is drawn only where one of them is named.
TOWNS = (
    "Baghdad", "Mosul", "Kirkuk", "Baquba", "Ramadi", "Falluja", "Tikrit", "Tuz", "Hilla",
    "Basra", "Samara", "Samarra", "Muqdadiya", "Tal Afar", "Balad", "Taji", "Mahmudiya", "Kut",
    "Najaf", "Kerbala", "Karbala", "Nasiriya", "Diwaniya", "Amara", "Hawija", "Haditha",
    "Abu Ghraib", "Madain", "Khalis", "Shurqat",
)  # fmt: skip


def order(seed: str, code: str) -> str:
    """Return the key that decides which incidents are drawn first.

    Args:
        seed: The seed of the draw.
        code: The incident's code in the table of Iraq Body Count.
    """
    return hashlib.sha256(f"{seed} {code}".encode()).hexdigest()


def draw(
    rows: Iterable[dict[str, Any]], wanted: Draw, drawn: AbstractSet[str] = frozenset()
) -> Iterator[dict[str, Any]]:
    """Yield the drawn incidents, by month, size and order of drawing.

    Args:
        rows: Records of the table, each with ``incident_id``, ``date_start``, ``date_end``,
            ``location``, ``weapons`` and ``killed``.
        wanted: Seed and numbers of the draw.
        drawn: Codes that an earlier draw has taken.

    Yields:
        One object an incident: ``code``, ``date``, ``location``, ``weapons``, ``killed``.
    """
    fit = [
        row
        for row in rows
        if row["date_start"] == row["date_end"]
        and row["incident_id"] not in drawn
        and row["killed"]["low"] >= 1
        and row["weapons"]
        and any(town in row["location"] for town in TOWNS)
        and "morgue" not in row["location"].lower()
    ]
    fit.sort(key=lambda row: order(wanted.seed, row["incident_id"]))
    for month in MONTHS:
        for least, greatest, number in wanted.sizes:
            fitting = [
                row
                for row in fit
                if row["date_start"].startswith(month)
                and least <= row["killed"]["high"] <= greatest
            ]
            for row in fitting[:number]:
                yield {
                    "code": row["incident_id"],
                    "date": row["date_start"],
                    "location": row["location"],
                    "weapons": row["weapons"],
                    "killed": row["killed"],
                }


def main() -> None:
    """Print both draws from the table named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: draw.py TABLE.jsonl.gz   (the table of Iraq Body Count, one row a line)")
    path = Path(sys.argv[1])
    if not path.exists():
        sys.exit(f"draw.py: {path} does not exist; give the table of Iraq Body Count")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    first = list(draw(rows, OPEN))
    second = list(draw(rows, HELD_OUT, {incident["code"] for incident in first}))
    for incidents, held_out in ((first, False), (second, True)):
        for incident in incidents:
            line = incident | {"held_out": held_out}
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
