"""What linking keeps between runs, so that a day's reports are linked without redoing the record.

Everything here is derived: it can be made again from reports and claims, and a file that does not
fit the record is set aside. What it holds of words is digests; it holds no names.
"""

import json
import os
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from oversikt import __version__
from oversikt.engine import Engine, open_engine
from oversikt.incidents.blocks import Blocks, Keys
from oversikt.incidents.compare import Pairs, Weights, load_weights, spot
from oversikt.incidents.copies import BANDS, Copies
from oversikt.incidents.linking import derived
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import Mention, gather, silent
from oversikt.incidents.profiles import Profile
from oversikt.incidents.rulings import Unapplied, incident_id
from oversikt.records import Claim, Decision, Incident, Report, digest

# The form of the file; a file of another form is made again.
FORM = 2
NOBODY = -1

Mask = npt.NDArray[np.bool_]


class Standing:
    """The record as it is linked: mentions compared and grouped, and copies.

    ``follows`` gives for each mention without claims the first of the group that it follows, and
    ``claimed`` for each claim of a mention the digests of its id and of the incident it would head.
    """

    def __init__(self, weights: Weights) -> None:
        self.links = Links(weights)
        self.copies = Copies()
        self.follows: npt.NDArray[np.int32] = np.zeros(0, np.int32)
        self.claimed: dict[str, npt.NDArray[np.int64]] = {
            name: np.zeros(0, np.int64) for name in ("m", "claim", "incident")
        }

    def grow(
        self,
        reports: Sequence[Report],
        claims: Iterable[Claim],
        fetch: Callable[[Collection[str]], Iterable[Report]],
        engine: Engine,
    ) -> Mask:
        """Take in new reports with their claims.

        Args:
            reports: Reports that are not known yet.
            claims: Their claims.
            fetch: Gives known reports by their ids.
            engine: What runs the statements.

        Returns:
            Which mentions are in an incident that may have changed.
        """
        told = gather(reports, claims)
        mentions = [*told, *silent(reports, told)]
        first = len(self.links)
        moved = self.copies.add(reports, fetch)
        changed = self.links.add(mentions, self.copies.heads, engine, moved)
        self._claim(mentions, first)
        changed = self._followed(changed)
        if moved:
            names = self.links.held["mention"].column("report").to_pylist()
            changed = self._whole(changed | np.array([name in moved for name in names], bool))
        return changed & ~self.links.silent

    def _claim(self, mentions: Sequence[Mention], first: int) -> None:
        rows = [
            (m, spot(claim.id), spot(incident_id(claim.id)))
            for m, one in enumerate(mentions, first)
            for claim in one.claims
        ]
        columns = np.array(rows, np.int64).reshape(-1, 3).T
        for name, column in zip(tuple(self.claimed), columns, strict=True):
            self.claimed[name] = np.concatenate([self.claimed[name], column])

    def _followed(self, changed: Mask) -> Mask:
        """Follow anew, and add the groups that gained or lost a follower to those that changed."""
        now = np.full(len(self.links), NOBODY, np.int32)
        for follower, head in self.links.followers().items():
            now[follower] = head
        before = np.full(len(now), NOBODY, np.int32)
        before[: len(self.follows)] = self.follows
        other = before != now
        gained = np.concatenate([before[other], now[other]])
        changed = changed.copy()
        changed[gained[gained != NOBODY]] = True
        self.follows = now
        return self._whole(changed)

    def _whole(self, some: Mask) -> Mask:
        """Return the mentions of all groups that some mentions are in."""
        heads = self.links.heads
        whole: Mask = np.isin(heads, heads[some])
        return whole

    def ruled(self, decisions: Iterable[Decision]) -> Mask:
        """Return the mentions of groups that any decision names, by incident, claim or report."""
        named: set[str] = set()
        reports: set[str] = set()
        for decision in decisions:
            named.update(decision.targets)
            if isinstance(decision.value, Mapping):
                named.update(decision.value.get("claims", ()))
                reports.update(decision.value.get("reports", ()))
        some = np.zeros(len(self.links), bool)
        if not named or not len(some):
            return some
        digests = np.array([spot(name) for name in sorted(named)], np.int64)
        for column in ("claim", "incident"):
            some[self.claimed["m"][np.isin(self.claimed[column], digests)]] = True
        if reports:
            names = self.links.held["mention"].column("report").to_pylist()
            some |= np.array([name in reports for name in names], bool)
        return self._whole(some) & ~self.links.silent

    def reports(self, some: Mask) -> list[str]:
        """Return the ids of the reports of some mentions."""
        if not some.any():
            return []
        names = self.links.held["mention"].column("report").filter(pa.array(some))
        return sorted(set(names.to_pylist()))

    def groups(
        self, some: Mask, reports: Sequence[Report], claims: Iterable[Claim]
    ) -> tuple[list[list[Mention]], dict[str, list[str]]]:
        """Return the groups of some mentions, made again from their reports and claims.

        Returns:
            The groups, and the reports that follow each, by its first claim.
        """
        # Mentions come in their order, so groups and what is in them do too.
        mentions = gather(reports, claims)
        found: dict[int, list[Mention]] = {}
        for m, one in zip(self.links.numbers(mentions), mentions, strict=True):
            if some[m]:
                found.setdefault(int(self.links.heads[m]), []).append(one)
        names = self.links.held["mention"].column("report")
        following: dict[str, list[str]] = {}
        for follower in np.flatnonzero(self.follows != NOBODY).tolist():
            lead = found.get(int(self.follows[follower]))
            if lead is not None:
                following.setdefault(lead[0].claims[0].id, []).append(names[follower].as_py())
        return list(found.values()), following

    def save(self, path: Path, about: Mapping[str, Any]) -> None:
        """Write everything to a file, whole or not at all.

        Args:
            path: The file.
            about: What the file stands for; ``load`` compares it.
        """
        links, copies = self.links, self.copies
        keys, pairs = links.blocks.keys, links.pairs
        parts = {f"held/{name}": table for name, table in links.held.items()}
        parts["mentions"] = pa.table({
            "moment": links.blocks.moment, "tie": links.blocks.tie, "silent": links.silent,
            "head": links.heads, "core": links.core, "lead": links.lead, "follows": self.follows,
        })  # fmt: skip
        parts["keys"] = pa.table({**keys._asdict(), "at": links.blocks.at})
        parts["pairs"] = pa.table(
            {"a": pairs.a, "b": pairs.b, "score": pairs.score, "certain": pairs.certain}
        )
        parts["claimed"] = pa.table(self.claimed)
        parts["copies"] = pa.table({
            "report": list(copies.heads), "head": list(copies.heads.values()),
            "published": list(copies.published.values()),
        })  # fmt: skip
        parts["bands"] = pa.table({"band": copies.bands.ravel()})
        part = path.with_suffix(".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr("about.json", json.dumps({"form": FORM, **about}))
            for name, table in parts.items():
                with (
                    packed.open(name, "w", force_zip64=True) as sink,
                    pa.ipc.new_stream(sink, table.schema) as stream,
                ):
                    stream.write_table(table)
        with part.open("rb+") as done:
            os.fsync(done.fileno())
        part.replace(path)

    @classmethod
    def load(cls, path: Path, about: Mapping[str, Any], weights: Weights) -> "Standing | None":
        """Read a file that stands for what is asked; ``None`` where there is none such.

        Args:
            path: The file.
            about: What it must stand for, each value or one of a tuple of values.
            weights: The weights of the levels.
        """
        try:
            with zipfile.ZipFile(path) as packed:
                told = json.loads(packed.read("about.json"))
                if not _fits(told, {"form": FORM, **about}):
                    return None
                parts = {}
                for name in packed.namelist():
                    if name != "about.json":
                        with packed.open(name) as source, pa.ipc.open_stream(source) as stream:
                            parts[name] = stream.read_all().combine_chunks()
        except (OSError, zipfile.BadZipFile, pa.ArrowInvalid, ValueError):
            # It is derived: what cannot be read is made again.
            return None
        return cls._of(parts, weights)

    @classmethod
    def _of(cls, parts: Mapping[str, pa.Table], weights: Weights) -> "Standing":
        columns = {
            name: {c: table.column(c).to_numpy() for c in table.column_names}
            for name, table in parts.items()
            if not name.startswith("held/") and name != "copies"
        }
        one, keys = columns["mentions"], dict(columns["keys"])
        at = keys.pop("at")
        standing = cls(weights)
        standing.links.held = {
            name.removeprefix("held/"): table
            for name, table in parts.items()
            if name.startswith("held/")
        }
        standing.links.blocks = Blocks(one["moment"], one["tie"], Keys(**keys), at)
        standing.links.pairs = Pairs(**columns["pairs"])
        standing.links.silent = one["silent"].astype(bool)
        standing.links.heads, standing.links.core, standing.links.lead = (
            one[name] for name in ("head", "core", "lead")
        )
        standing.follows = one["follows"]
        standing.claimed = columns["claimed"]
        table = parts["copies"]
        names, heads, days = (
            table.column(name).to_pylist() for name in ("report", "head", "published")
        )
        standing.copies.heads = dict(zip(names, heads, strict=True))
        standing.copies.published = dict(zip(names, days, strict=True))
        standing.copies.bands = columns["bands"]["band"].reshape(-1, BANDS)
        return standing


def _fits(told: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    return all(
        told.get(name) in (value if isinstance(value, tuple) else (value,))
        for name, value in asked.items()
    )


@dataclass(frozen=True, slots=True)
class Under:
    """By what incidents are counted: a profile, people's decisions in order, and an engine."""

    profile: Profile
    decisions: Sequence[Decision]
    engine: str = "duckdb"


@dataclass(frozen=True, slots=True)
class Counted:
    """Incidents that may have changed, the claims they and what they replace are made of."""

    incidents: tuple[Incident, ...]
    claims: frozenset[str]
    unapplied: tuple[Unapplied, ...]


def about(weights: str | None, extractor: str, least: float) -> tuple[Weights, dict[str, Any]]:
    """Return the weights to link by, and what a standing record made by them stands for.

    Args:
        weights: File of weights; ``None`` for the shipped ones.
        extractor: Whose claims are linked.
        least: Least confidence of a claim.
    """
    held = load_weights(weights)
    plain = json.dumps([held.prior, held.levels], sort_keys=True, default=dict)
    told = {
        "version": __version__,
        "extractor": extractor,
        "least": least,
        "weights": digest(plain),
    }
    return held, told


def open_standing(path: Path, told: Mapping[str, Any], weights: Weights) -> Standing:
    """Return what is kept in a file where it fits, else a new beginning."""
    return Standing.load(path, told, weights) or Standing(weights)


def count(
    standing: Standing,
    new: Sequence[str],
    fetch: Callable[[Collection[str]], tuple[Sequence[Report], Sequence[Claim]]],
    under: Under,
    *,
    whole: bool,
) -> Counted:
    """Take new reports into a standing record and count the incidents that changed.

    Args:
        standing: The record as it is linked; it grows.
        new: Ids of the reports to take in.
        fetch: Gives reports and their claims by id.
        under: The rules to count by.
        whole: Count all incidents, not only those that changed.
    """
    reports, claims = fetch(new)
    runs = open_engine(under.engine)
    try:
        changed = standing.grow(reports, claims, lambda ids: fetch(ids)[0], runs)
    finally:
        runs.close()
    wanted = ~standing.links.silent if whole else changed | standing.ruled(under.decisions)
    # In a new record, what was just taken in is everything.
    if len(new) < len(standing.copies.heads) or not whole:
        reports, claims = fetch(standing.reports(wanted))
    groups, following = standing.groups(wanted, reports, claims)
    incidents, lost, _ = derived(
        groups, following, standing.copies.heads, under.profile, under.decisions
    )
    held = frozenset(claim.id for group in groups for one in group for claim in one.claims)
    return Counted(incidents, held, lost)
