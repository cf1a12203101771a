"""Names that one town had once and another has today: "Слов'янськ" is Sloviansk, and was Nikopol."""

from collections.abc import Sequence
from functools import lru_cache

from oversikt.names import parts
from oversikt.places.index import Entry

# Of fewer sounds all names are alike.
_FEWEST_SOUNDS = 3


def bearing(phrase: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the towns that have a name today, in whatever script: Sloviansk of "Слов'янськ".

    Args:
        phrase: The name as the text has it.
        entries: What it may mean; GeoNames gives former names among the others.
    """
    towns = [entry for entry in entries if entry.kind == "city"] if phrase else []
    heard = _heard(phrase) if len(towns) > 1 else ""
    if len(heard) < _FEWEST_SOUNDS:
        return ()
    return tuple(e for e in towns if _heard(e.name.split(",")[0]) == heard)


def former(entry: Entry, bearers: Sequence[Entry]) -> bool:
    """Tell whether a town bears a name only among others, which another town of its country has.

    Args:
        entry: A place that the name may mean: Nikopol of "Слов'янськ".
        bearers: The towns that have the name today.
    """
    return (
        entry.kind == "city"
        and not entry.own
        and entry not in bearers
        and any(other.country == entry.country for other in bearers)
    )


@lru_cache(maxsize=1 << 14)
def _heard(name: str) -> str:
    """The sounds of a name, which are the same in every script."""
    return "".join(part.sounds for part in parts(name))
