"""Comparing mentions: each trait's agreement has a weight, and the weights add up.

The model is Fellegi and Sunter's: the weight of a level of agreement is log2 of how much likelier
it is between two mentions of one event than between two of different events. Weights are frozen,
shipped as data and whole hundredths of a bit, so that every engine adds them to the same sum.

Candidates are found first (``blocks``, ``candidates.sql``), then compared (``compare.sql``); what a
pair scores depends on the two mentions alone, never on the rest of the record.

Source: I. Fellegi and A. Sunter, "A theory for record linkage", JASA 64 (1969), 1183-1210.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from oversikt.engine import Engine
from oversikt.errors import PackError
from oversikt.incidents.mentions import Mention
from oversikt.incidents.parting import EXACT_PLACE
from oversikt.incidents.sources import outlet
from oversikt.names import parts
from oversikt.records import digest

TRAITS = (
    "words", "opening", "shared", "phrases", "outlet", "days", "calendar", "place", "towns", "killed", "wounded", "cause",
)  # fmt: skip

# Two consonants are the sounds of many names.
FEWEST_SOUNDS = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """Frozen match weights, in hundredths of a bit.

    ``prior`` is the weight of two candidates before anything is compared; ``levels`` the weight
    of each level of each trait; a level that is not there weighs nothing.
    """

    prior: int
    levels: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Mentions compared two by two: their numbers, ``a`` < ``b``, and the sum of weights.

    ``certain`` says what the words outweigh: 2 any day and place that was read (a copy, two rare
    phrases, most rare words shared, or one small town in both openings and days that agree), 1 a
    place far away (a phrase, many rare words or such a town), 0 neither. Columns, since a large
    record has more pairs than Python can hold as objects.
    """

    a: npt.NDArray[np.int32]
    b: npt.NDArray[np.int32]
    score: npt.NDArray[np.int32]
    certain: npt.NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.a)

    @classmethod
    def none(cls) -> "Pairs":
        """Return no pairs."""
        few = np.zeros(0, np.int32)
        return cls(few, few, few, np.zeros(0, np.int8))

    @classmethod
    def joined(cls, parts: Iterable["Pairs"]) -> "Pairs":
        """Return the pairs of all parts, in their order."""
        held = [(p.a, p.b, p.score, p.certain) for p in (cls.none(), *parts)]
        return cls(*(np.concatenate(column) for column in zip(*held, strict=True)))

    def where(self, kept: npt.NDArray[np.bool_]) -> "Pairs":
        """Return the pairs that a mask keeps."""
        return Pairs(self.a[kept], self.b[kept], self.score[kept], self.certain[kept])


@cache
def shipped() -> Weights:
    """Return the weights that come with the package."""
    return read_weights((files(__package__) / "weights.toml").read_text("utf-8"), "weights.toml")


def load_weights(path: str | None) -> Weights:
    """Return the weights of a file, or the shipped ones where none is named.

    Raises:
        PackError: The file cannot be read, or holds no weights.
    """
    if path is None:
        return shipped()
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: cannot be read: {error}") from error
    return read_weights(text, path)


def read_weights(text: str, source: str) -> Weights:
    """Return the weights that a TOML text describes.

    Raises:
        PackError: When a trait is missing or one unknown is there, or a weight is not whole.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{source}: {error}") from error
    prior = plain.pop("prior", None)
    if not isinstance(prior, int) or set(plain) != set(TRAITS):
        raise PackError(f"{source}: needs prior and the tables {', '.join(TRAITS)}")
    for trait, levels in plain.items():
        for level, weight in levels.items():
            if not isinstance(weight, int):
                raise PackError(f"{source}: {trait}.{level} is {weight!r}, no whole number")
    return Weights(prior, plain)


def scored(rows: pa.Table, weights: Weights) -> Pairs:
    """Return the pairs of a table of levels, each with the sum of its weights."""
    total = np.full(len(rows), weights.prior, dtype=np.int32)
    for trait in TRAITS:
        column = rows.column(trait).combine_chunks().dictionary_encode()
        # A level that has no weight counts nothing: it was too rare to be learnt.
        known = [weights.levels[trait].get(level, 0) for level in column.dictionary.to_pylist()]
        total += np.array(known, dtype=np.int32)[column.indices.to_numpy()]
    a, b, certain = (rows.column(name).to_numpy() for name in ("a", "b", "certain"))
    return Pairs(a.astype(np.int32), b.astype(np.int32), total, certain.astype(np.int8))


def candidates(held: Mapping[str, pa.Table], engine: Engine) -> pa.Table:
    """Return the pairs that can be one event, as columns ``a`` and ``b``.

    Args:
        held: The mentions, and as ``meeting`` who meets whom (``blocks``).
        engine: What runs the statements.
    """
    return engine.run(statement("candidates"), held)


def levels(held: Mapping[str, pa.Table], engine: Engine) -> pa.Table:
    """Return the level of every trait of the pairs in ``held["candidate"]``."""
    return engine.run(statement("compare"), held)


def statement(name: str) -> str:
    """Return the SQL of a step of this stage."""
    return (files(__package__) / f"{name}.sql").read_text("utf-8")


def tables(
    mentions: Sequence[Mention], copies: Mapping[str, str], start: int = 0
) -> dict[str, pa.Table]:
    """Return the mentions as the tables that the statements know: mention, word, phrase and told.

    Args:
        mentions: Mentions, numbered in their order.
        copies: For a report's id the id that its copy group is known by.
        start: Number of the first.
    """
    numbered = list(enumerate(mentions, start))
    held = [_row(m, mention, copies) for m, mention in numbered]
    words = [(m, w, bits, w in one.opening) for m, one in numbered for w, bits in one.words.items()]
    phrases = [(m, w) for m, one in numbered for w in sorted(one.phrases)]
    towns = [
        (m, town, int(held.size), held.namesake)
        for m, one in numbered
        for town, held in sorted(one.towns.items())
    ]
    days = [
        (m, day) for m, one in numbered for day in sorted(one.days | one.weekdays | one.moments)
    ]
    return {
        "mention": pa.Table.from_pylist(held, schema=MENTION),
        "word": pa.table(
            {
                "m": pa.array([m for m, _, _, _ in words], pa.int32()),
                "w": pa.array([spot(w) for _, w, _, _ in words], pa.int64()),
                "bits": pa.array([bits for _, _, bits, _ in words], pa.int32()),
                "opening": pa.array([opening for _, _, _, opening in words], pa.bool_()),
            }
        ),
        "phrase": pa.table(
            {
                "m": pa.array([m for m, _ in phrases], pa.int32()),
                "w": pa.array([spot(w) for _, w in phrases], pa.int64()),
            }
        ),
        "town": pa.table(
            {
                "m": pa.array([m for m, _, _, _ in towns], pa.int32()),
                "town": pa.array([town for _, town, _, _ in towns], pa.int64()),
                "size": pa.array([size for _, _, size, _ in towns], pa.int32()),
                "namesake": pa.array([other for _, _, _, other in towns], pa.bool_()),
            }
        ),
        "told": pa.table(
            {
                "m": pa.array([m for m, _ in days], pa.int32()),
                "day": pa.array([day for _, day in days], pa.int32()),
            }
        ),
    }


@lru_cache(maxsize=500_000)
def spot(word: str) -> int:
    """Return a number for a word or phrase, the same in every process."""
    number = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(number, "big", signed=True)


MENTION = pa.schema([
    ("m", pa.int32()), ("report", pa.string()), ("copy", pa.string()), ("outlet", pa.string()), ("language", pa.string()),
    ("first", pa.int32()), ("last", pa.int32()), ("published", pa.int32()), ("moment", pa.int32()),
    ("lat", pa.float64()), ("lon", pa.float64()), ("precision", pa.int32()),
    ("country", pa.string()), ("admin1", pa.string()), ("place", pa.string()), ("called", pa.string()), ("listed", pa.bool_()),
    ("killed", pa.int32()), ("least", pa.int32()), ("wounded", pa.int32()), ("cause", pa.string()),
    ("norm", pa.int64()), ("opening", pa.int64()), ("dated", pa.bool_()), ("days", pa.int32()), ("weekdays", pa.int32()), ("smallest", pa.int32()),
])  # fmt: skip


def _row(m: int, mention: Mention, copies: Mapping[str, str]) -> dict[str, object]:
    place = mention.place
    return {
        "m": m,
        "report": _written(mention.report.id),
        "copy": _written(copies.get(mention.report.id, mention.report.id)),
        "outlet": _written(outlet(mention)),
        "language": _written(mention.language),
        "first": mention.first,
        "last": mention.last,
        "published": mention.published,
        "moment": mention.moment,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": (place.precision or 6) if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "place": _place_key(mention),
        "called": _called(mention),
        "listed": place.listed if place else None,
        "killed": mention.greatest("killed", "bodies_found"),
        "least": mention.least("killed", "bodies_found"),
        "wounded": mention.greatest("wounded"),
        "cause": mention.stated("cause"),
        "norm": max(1, sum(bits * bits for bits in mention.words.values())),
        "opening": max(1, sum(mention.words[word] ** 2 for word in mention.opening)),
        "dated": mention.dated,
        "days": len(mention.days),
        "weekdays": len(mention.weekdays),
        "smallest": min((town.size for town in mention.towns.values()), default=None),
    }


def _written(text: str | None) -> str | None:
    """Return a text that a table can hold: a lone surrogate as its escape."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _place_key(mention: Mention) -> str | None:
    place = mention.place
    if place is None or place.geonames_id is None:
        return _called(mention)
    return str(place.geonames_id)


def _called(mention: Mention) -> str | None:
    """Return what a town or village is called in its country, in any script and spelling.

    Places that lists have go by their usual name, others by what the text calls them. A name of a
    country or a province tells no town.
    """
    place = mention.place
    if place is None or (place.precision or 1) > EXACT_PLACE:
        return None
    name = (place.name if place.listed else None) or place.phrase
    heard = "".join(part.sounds for part in parts(name))
    return digest(
        "called", place.country, heard if len(heard) >= FEWEST_SOUNDS else name.casefold()
    )
