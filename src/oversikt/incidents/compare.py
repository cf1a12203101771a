"""Comparing mentions: each trait's agreement has a weight, and the weights add up.

The model is Fellegi and Sunter's: the weight of a level of agreement is log2 of how much likelier
it is between two mentions of one event than between two of different events. Weights are frozen,
shipped as data and whole hundredths of a bit, so that every engine adds them to the same sum.

Source: I. Fellegi and A. Sunter, "A theory for record linkage", JASA 64 (1969), 1183-1210.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyarrow as pa

from oversikt.engine import Engine
from oversikt.errors import PackError
from oversikt.incidents.mentions import Mention
from oversikt.incidents.sources import outlet
from oversikt.records import digest

TRAITS = (
    "words",
    "rare",
    "outlet",
    "names",
    "day",
    "published",
    "place",
    "killed",
    "wounded",
    "cause",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Frozen match weights, in hundredths of a bit.

    ``prior`` is the weight of two candidates before anything is compared; ``levels`` the weight
    of each level of each trait.
    """

    prior: int
    levels: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions compared: their positions, the level of each trait and the sum of weights."""

    a: int
    b: int
    levels: tuple[str, ...]
    score: int

    @property
    def certain(self) -> bool:
        """Whether the words alone say one event, whatever day or place was read."""
        level = dict(zip(TRAITS, self.levels, strict=True))
        soon = level["published"] in ("0-1", "2-3", "4-7")
        return (
            level["words"] == "copy"
            or (soon and level["words"] in ("50+", "35-49", "28-34", "22-27"))
            or level["rare"] in ("5-7", "8-11", "12+")
            or level["names"] in ("2", "3+")
        )


@cache
def shipped() -> Weights:
    """Return the weights that come with the package."""
    return read_weights((files(__package__) / "weights.toml").read_text("utf-8"), "weights.toml")


def read_weights(text: str, source: str) -> Weights:
    """Return the weights that a TOML text describes.

    Raises:
        PackError: When a trait is missing or one unknown is there.
    """
    plain = tomllib.loads(text)
    prior = plain.pop("prior", None)
    if not isinstance(prior, int) or set(plain) != set(TRAITS):
        raise PackError(f"{source}: needs prior and the tables {', '.join(TRAITS)}")
    return Weights(prior, plain)


def compare(
    mentions: Sequence[Mention], copies: Mapping[str, str], engine: Engine, weights: Weights
) -> list[Pair]:
    """Compare all candidate pairs of mentions.

    Args:
        mentions: Mentions in a fixed order; a pair names them by position.
        copies: For every report's id the id that its copy group is known by.
        engine: What runs the statements.
        weights: The weights of the levels.

    Returns:
        The pairs, ordered by position.
    """
    if len(mentions) < 2:
        return []
    script = (files(__package__) / "compare.sql").read_text("utf-8")
    rows = engine.run(script, tables(mentions, copies))
    columns = [rows.column(trait).to_pylist() for trait in TRAITS]
    pairs = []
    for a, b, *levels in zip(
        rows.column("a").to_pylist(), rows.column("b").to_pylist(), *columns, strict=True
    ):
        score = weights.prior + sum(
            weights.levels[trait][level] for trait, level in zip(TRAITS, levels, strict=True)
        )
        pairs.append(Pair(a, b, tuple(levels), score))
    return pairs


def tables(mentions: Sequence[Mention], copies: Mapping[str, str]) -> dict[str, pa.Table]:
    """Return the mentions as the tables that the statements know: mention, word and name."""
    rows = [_row(m, mention, copies) for m, mention in enumerate(mentions)]
    known = sorted({w for n in mentions for w in (*n.words, *n.names)})
    number = {w: position for position, w in enumerate(known)}
    words = [(m, number[w], bits) for m, n in enumerate(mentions) for w, bits in n.words.items()]
    names = [(m, number[w]) for m, n in enumerate(mentions) for w in sorted(n.names)]
    return {
        "mention": pa.Table.from_pylist(rows, schema=MENTION),
        "word": pa.table(
            {
                "m": pa.array([m for m, _, _ in words], pa.int32()),
                "w": pa.array([w for _, w, _ in words], pa.int32()),
                "bits": pa.array([bits for _, _, bits in words], pa.int32()),
            }
        ),
        "name": pa.table(
            {
                "m": pa.array([m for m, _ in names], pa.int32()),
                "w": pa.array([w for _, w in names], pa.int32()),
            }
        ),
    }


MENTION = pa.schema([
    ("m", pa.int32()), ("report", pa.string()), ("copy", pa.string()), ("outlet", pa.string()), ("language", pa.string()),
    ("first", pa.int32()), ("last", pa.int32()), ("published", pa.int32()),
    ("lat", pa.float64()), ("lon", pa.float64()), ("precision", pa.int32()),
    ("country", pa.string()), ("admin1", pa.string()), ("place", pa.string()),
    ("killed", pa.int32()), ("wounded", pa.int32()), ("cause", pa.string()),
    ("norm", pa.int64()), ("names", pa.int32()),
])  # fmt: skip


def _row(m: int, mention: Mention, copies: Mapping[str, str]) -> dict[str, object]:
    place = mention.place
    return {
        "m": m,
        "report": mention.report.id,
        "copy": copies.get(mention.report.id, mention.report.id),
        "outlet": outlet(mention),
        "language": mention.language,
        "first": mention.first,
        "last": mention.last,
        "published": mention.published,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": (place.precision or 6) if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "place": _place_key(mention),
        "killed": mention.greatest("killed", "bodies_found"),
        "wounded": mention.greatest("wounded"),
        "cause": mention.stated("cause"),
        "norm": max(1, sum(bits * bits for bits in mention.words.values())),
        "names": len(mention.names),
    }


def _place_key(mention: Mention) -> str | None:
    place = mention.place
    if place is None:
        return None
    if place.geonames_id is not None:
        return str(place.geonames_id)
    return digest(place.country, place.admin1, (place.name or place.phrase).casefold())
