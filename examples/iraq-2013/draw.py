# ruff: noqa: INP001 - a script beside its data, not part of a package
"""Draw the incidents of the example from the public table of Iraq Body Count: facts only.

    python examples/iraq-2013/draw.py ../shared/data/ibc/gold.jsonl.gz

From all incidents of one single day in May, June and July 2013 that name a weapon, killed one
person at the least and whose place names a town of the list below, a fixed number is drawn for each month and each class of size: in the order of the
SHA-256 of the seed and the incident's code, so that the draw is the same everywhere and in any
order of the table's rows. Sorting by size first is what lets an example of 81 incidents hold both
the many killings of one person and the few great bombings. A third of the drawn incidents, again
by a digest, is held out: whoever tunes the reader does not look at their reports. What is printed,
one JSON object a line, is the record's code, day, place, weapon, the least and greatest number of
dead and whether it is held out; who the victims were is not printed.

Credit: Iraq Body Count, www.iraqbodycount.org, read from the table of the ipsed repository (CC0).
"""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

SEED = "oversikt iraq-2013"
MONTHS = ("2013-05", "2013-06", "2013-07")
#: Class of size (least and greatest value of ``killed.high``) and how many are drawn a month.
SIZES = ((1, 1, 6), (2, 4, 8), (5, 11, 7), (12, 200, 6))
#: Towns as the table spells them; an incident is drawn only where one of them is named.
TOWNS = (
    "Baghdad", "Mosul", "Kirkuk", "Baquba", "Ramadi", "Falluja", "Tikrit", "Tuz", "Hilla",
    "Basra", "Samara", "Samarra", "Muqdadiya", "Tal Afar", "Balad", "Taji", "Mahmudiya", "Kut",
    "Najaf", "Kerbala", "Karbala", "Nasiriya", "Diwaniya", "Amara", "Hawija", "Haditha",
    "Abu Ghraib", "Madain", "Khalis", "Shurqat",
)  # fmt: skip


def order(code: str) -> str:
    """Return the key that decides which incidents are drawn first.

    Args:
        code: The incident's code in the table of Iraq Body Count.
    """
    return hashlib.sha256(f"{SEED} {code}".encode()).hexdigest()


def held_out(codes: Iterable[str]) -> set[str]:
    """Return the third of the incidents whose reports are kept from whoever tunes the reader.

    Args:
        codes: Codes of all drawn incidents.
    """
    known = sorted(
        set(codes), key=lambda code: hashlib.sha256(f"{SEED} held-out {code}".encode()).hexdigest()
    )
    return set(known[: len(known) // 3])


def draw(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the drawn incidents, by month, size and order of drawing.

    Args:
        rows: Records of the table, each with ``incident_id``, ``date_start``, ``date_end``,
            ``location``, ``weapons`` and ``killed``.

    Yields:
        One object an incident: ``code``, ``date``, ``location``, ``weapons``, ``killed``.
    """
    single = [row for row in rows if row["date_start"] == row["date_end"]]
    for month in MONTHS:
        for least, greatest, wanted in SIZES:
            fitting = [
                row
                for row in single
                if row["date_start"].startswith(month)
                and row["killed"]["low"] >= 1
                and row["weapons"]
                and least <= row["killed"]["high"] <= greatest
                and any(town in row["location"] for town in TOWNS)
                and "morgue" not in row["location"].lower()
            ]
            fitting.sort(key=lambda row: order(row["incident_id"]))
            for row in fitting[:wanted]:
                yield {
                    "code": row["incident_id"],
                    "date": row["date_start"],
                    "location": row["location"],
                    "weapons": row["weapons"],
                    "killed": row["killed"],
                }


def main() -> None:
    """Print the draw from the table named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: draw.py TABLE.jsonl.gz   (the table of Iraq Body Count, one row a line)")
    path = Path(sys.argv[1])
    if not path.exists():
        sys.exit(f"draw.py: {path} does not exist; give the table of Iraq Body Count")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        drawn = list(draw(json.loads(line) for line in lines))
    kept_back = held_out(incident["code"] for incident in drawn)
    for incident in drawn:
        line = incident | {"held_out": incident["code"] in kept_back}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
