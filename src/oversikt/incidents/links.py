"""Links: mentions compared so far, kept so that new ones are linked without redoing the others.

New mentions enter the blocks, are compared with those they meet there, and only the groups that
their pairs touch are formed again. The groups are those of a run from scratch, whatever the order
and batches in which mentions came: who meets depends on the set of mentions (``blocks``), a pair's
score on the two alone (``compare``), a group on the connected pairs around it (``cluster``).
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from oversikt.engine import Engine
from oversikt.incidents.blocks import UNDATED, Blocks, keys_of, spans
from oversikt.incidents.cluster import THRESHOLD, cluster, follow
from oversikt.incidents.compare import (
    Pairs,
    Weights,
    candidates,
    levels,
    scored,
    spot,
    tables,
)
from oversikt.incidents.mentions import Mention

# Mentions whose tables are made at once.
SLICE = 10_000

Short = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


class Links:
    """Mentions in the order in which they came, compared and grouped.

    ``silent`` marks mentions without claims, which follow groups and form none. ``lead`` gives for
    each mention the one that it repeats, in the report that its own is a reprint of, else itself:
    a reprint goes where what it repeats goes, and weighs nothing. ``core`` gives for each mention
    the first of its group among those that lead, ``heads`` among all.

    Args:
        weights: The weights of the levels.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.held: dict[str, pa.Table] = {}
        self.blocks = Blocks.empty()
        self.pairs = Pairs.none()
        self.silent: Mask = np.zeros(0, bool)
        self.lead: Short = np.zeros(0, np.int32)
        self.core: Short = np.zeros(0, np.int32)
        self.heads: Short = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self.silent)

    def add(
        self,
        mentions: Iterable[Mention],
        copies: Mapping[str, str],
        engine: Engine,
        moved: Mapping[str, str] = MappingProxyType({}),
    ) -> Mask:
        """Take in mentions, compare them with those they meet, and group anew what that touches.

        Args:
            mentions: New mentions, taken in a slice at a time.
            copies: For a new report's id the id that its copy group is known by.
            engine: What runs the statements.
            moved: For known reports whose copy group is another one now, the id of that.

        Returns:
            Which of all mentions are in a group that is not as it was.
        """
        known, before = len(self), self.heads
        touched = self._recopied(moved, engine)
        shifted = self._take(mentions, copies)
        touched = np.concatenate([touched, np.ones(len(self) - known, bool)])
        if not touched.any():
            return touched
        lost = self._parted(shifted, engine) if 0 < known < len(self) else Pairs.none()
        room = engine.room
        fresh = [
            self._compared(self.blocks.meetings(first, min(first + room, len(self)), known), engine)
            for first in range(known, len(self), room)
        ]
        self.pairs = Pairs.joined([self.pairs, *fresh])
        for part in (lost, *fresh):
            touched[part.a] = touched[part.b] = True
        self._group(touched)
        return _other(before, self.heads)

    def _recopied(self, moved: Mapping[str, str], engine: Engine) -> Mask:
        """Compare pairs again that are of one copy group now; return which mentions these are of."""
        touched = np.zeros(len(self), bool)
        if not moved:
            return touched
        mention = self.held["mention"]
        names = mention.column("report").to_pylist()
        heads = mention.column("copy").to_pylist()
        copy = pa.array([moved.get(name, head) for name, head in zip(names, heads, strict=True)])
        place = mention.schema.get_field_index("copy")
        self.held["mention"] = mention.set_column(place, mention.schema.field(place), copy)
        theirs = np.array([name in moved for name in names], bool)
        again = theirs[self.pairs.a] | theirs[self.pairs.b]
        some = self.pairs.where(again)
        if len(some):
            rows = self._levels(pa.table({"a": some.a, "b": some.b}), engine)
            self.pairs = Pairs.joined([self.pairs.where(~again), scored(rows, self.weights)])
        touched[some.a] = touched[some.b] = True
        return touched

    def _take(
        self, mentions: Iterable[Mention], copies: Mapping[str, str]
    ) -> npt.NDArray[np.int64]:
        """Keep what the statements need of new mentions, and put them into the blocks."""
        known = len(self)
        parts: dict[str, list[pa.Table]] = {}
        order: list[tuple[int, int]] = []
        mute: list[bool] = []
        stream = iter(mentions)
        while some := list(islice(stream, SLICE)):
            for name, table in tables(some, copies, known + len(order)).items():
                parts.setdefault(name, []).append(table)
            order += [(_moment(one), _tie(one)) for one in some]
            mute += [not one.claims for one in some]
        new = {name: pa.concat_tables(some) for name, some in parts.items()}
        self.held = {
            name: pa.concat_tables([self.held[name], table] if known else [table]).combine_chunks()
            for name, table in new.items()
        } or self.held  # fmt: skip
        self.silent = np.concatenate([self.silent, np.array(mute, bool)])
        own = np.arange(known, len(self), dtype=np.int32)
        self.lead, self.core = (np.concatenate([old, own]) for old in (self.lead, self.core))
        moment, tie = np.array(order, np.int64).reshape(-1, 2).T
        return self.blocks.add(moment, tie, keys_of(new)) if order else moment

    def _parted(self, moved: npt.NDArray[np.int64], engine: Engine) -> Pairs:
        """Let go of pairs that new mentions parted, and return them."""
        a, b = self.blocks.parted(moved)
        near = np.zeros(len(self), bool)
        near[a] = near[b] = True
        doubtful = near[self.pairs.a] & near[self.pairs.b]
        some = self.pairs.where(doubtful)
        doubtful[doubtful] = np.isin(_code(some.a, some.b), np.unique(_code(a, b)))
        some = self.pairs.where(doubtful)
        if not len(some):
            return some
        kept = self._candidates(self.blocks.between(some.a, some.b), engine)
        still = np.isin(_code(some.a, some.b), _code(kept["a"].to_numpy(), kept["b"].to_numpy()))
        gone = doubtful.copy()
        gone[doubtful] = ~still
        lost = self.pairs.where(gone)
        self.pairs = self.pairs.where(~gone)
        return lost

    def _candidates(self, meeting: pa.Table, engine: Engine) -> pa.Table:
        # Mentions without claims form no groups among themselves.
        a, b = (meeting.column(side).to_numpy() for side in ("a", "b"))
        meeting = meeting.filter(pa.array(~(self.silent[a] & self.silent[b])))
        ms = np.unique(np.concatenate([meeting["a"].to_numpy(), meeting["b"].to_numpy()]))
        return candidates({"meeting": meeting, "mention": self._of("mention", ms)}, engine)

    def _compared(self, meeting: pa.Table, engine: Engine) -> Pairs:
        candidate = self._candidates(meeting, engine)
        if not len(candidate):
            return Pairs.none()
        return scored(self._levels(candidate, engine), self.weights)

    def _levels(self, candidate: pa.Table, engine: Engine) -> pa.Table:
        ms = np.unique(np.concatenate([candidate["a"].to_numpy(), candidate["b"].to_numpy()]))
        held = {name: self._of(name, ms) for name in self.held}
        return levels(held | {"candidate": candidate}, engine)

    def levels(self, engine: Engine, more: Collection[tuple[int, int]] = ()) -> pa.Table:
        """Return the level of every trait of all compared pairs, for those who train weights.

        Args:
            engine: What runs the statements.
            more: Pairs to compare besides.
        """
        extra = np.array(sorted(more), np.int32).reshape(-1, 2)
        a, b = np.concatenate([np.stack([self.pairs.a, self.pairs.b], axis=1), extra]).T
        pairs = np.unique(np.stack([np.minimum(a, b), np.maximum(a, b)]), axis=1)
        return self._levels(pa.table({"a": pairs[0], "b": pairs[1]}), engine)

    def regroup(self, pairs: Pairs) -> None:
        """Group all mentions anew by given scores, for those who compare weights."""
        self.pairs = pairs
        self.heads = np.arange(len(self), dtype=np.int32)
        self._group(np.ones(len(self), bool))

    def _of(self, name: str, ms: npt.NDArray[np.integer]) -> pa.Table:
        table = self.held[name]
        return table.take(pa.array(spans(table.column("m").to_numpy(), ms)))

    def _group(self, touched: Mask) -> None:
        """Form the groups around touched mentions anew."""
        rank = self.blocks.ranks()
        lead = self._leads(rank)
        moved = lead != self.lead
        near = moved[self.pairs.a] | moved[self.pairs.b]
        touched[self.pairs.a[near]] = touched[self.pairs.b[near]] = True
        self.lead = lead
        repeats = lead != np.arange(len(lead))
        out = self.silent | repeats
        weighing = self.pairs
        if out.any():
            weighing = weighing.where(~(out[weighing.a] | out[weighing.b]))
        mention = self.held["mention"]
        self.core = cluster(mention, rank, weighing, self.core, touched | moved)
        self.core[repeats] = np.flatnonzero(repeats)
        gathered = self.core[lead]
        first = np.arange(len(lead), dtype=np.int32)
        np.minimum.at(first, gathered, np.arange(len(lead), dtype=np.int32))
        self.heads = first[gathered]

    def _leads(self, rank: Short) -> Short:
        """Find for the mentions of reprints what they repeat: their strongest pair there."""
        mention = self.held["mention"]
        names = pa.chunked_array(
            [*mention.column("report").chunks, *mention.column("copy").chunks]
        ).combine_chunks()
        report, copy = np.split(names.dictionary_encode().indices.to_numpy(), 2)
        first = report == copy
        lead = np.arange(len(self), dtype=np.int32)
        if first.all():
            return lead
        pairs = self.pairs.where(first[self.pairs.a] != first[self.pairs.b])
        some = pairs.where(
            (copy[pairs.a] == copy[pairs.b])
            & ~(self.silent[pairs.a] | self.silent[pairs.b])
            & (pairs.score > THRESHOLD)
        )
        one = np.where(first[some.a], some.b, some.a)
        other = np.where(first[some.a], some.a, some.b)
        order = np.lexsort((rank[other], -some.score, one))[::-1]
        lead[one[order]] = other[order]
        return lead

    def groups(self) -> list[list[int]]:
        """Return the groups of mentions with claims, each in ascending order, by their first."""
        telling = np.flatnonzero(~self.silent)
        heads = self.heads[telling]
        order = np.lexsort((telling, heads))
        cut = np.flatnonzero(np.diff(heads[order])) + 1
        return [part.tolist() for part in np.split(telling[order], cut)] if len(telling) else []

    def followers(self) -> dict[int, int]:
        """Return for mentions without claims the first of the group that they follow, if any."""
        return follow(self.heads, self.pairs, self.silent, self.blocks.ranks())

    def numbers(self, mentions: Iterable[Mention]) -> list[int]:
        """Return the numbers of known mentions."""
        order = np.argsort(self.blocks.tie, kind="stable")
        ties = np.array([_tie(one) for one in mentions], np.int64)
        found: list[int] = order[np.searchsorted(self.blocks.tie[order], ties)].tolist()
        return found


def _moment(mention: Mention) -> int:
    """Return the day a mention stands at in its blocks."""
    return UNDATED if mention.moment is None else mention.moment


def _tie(mention: Mention) -> int:
    return spot("\0".join(map(str, mention.key)))


def _other(before: Short, now: Short) -> Mask:
    """Return which mentions are in a group whose members are not what they were."""
    known, size = len(before), len(now)
    counts, old = np.bincount(now, minlength=size), np.bincount(before, minlength=size)
    differs = np.ones(size, bool)
    differs[:known] = (now[:known] != before) | (old[before] != counts[now[:known]])
    other: Mask = np.bincount(now, weights=differs, minlength=size)[now] > 0
    return other


def _code(a: Short, b: Short) -> npt.NDArray[np.int64]:
    """Return one number for each pair."""
    code: npt.NDArray[np.int64] = (a.astype(np.int64) << 32) | b
    return code
