"""Reprints: reports that repeat another one's text are one source.

Texts are compared by their runs of five words. MinHash finds the pairs that may be near-copies,
and the exact share of common runs decides. Reports that copies connect are one group, so that the
groups do not depend on the order in which reports come, and new ones can be added to those known.

Source: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from oversikt.incidents.instants import instant
from oversikt.incidents.words import bits_of, words
from oversikt.records import Report, digest

RUN = 5
PERMUTATIONS = 64
# Bands of four: three pairs in four of those that share half of their runs meet in one of sixteen.
BANDS = 16
# A reprint keeps most of the wire's text; two reporters at one scene share few runs of five words.
ALIKE = 0.6
# Shorter texts share their few runs by chance ("two people were killed in").
FEWEST_RUNS = 6
# So many common runs are an article and no sign-up form or pay wall.
LONG = 150
TELLING = 5
NO_BAND = 0

Fetch = Callable[[Collection[str]], Iterable[Report]]
Whole = npt.NDArray[np.int64]


def shingles(text: str) -> frozenset[str]:
    """Return the runs of five words of a text."""
    spoken = words(text)
    return frozenset(" ".join(spoken[i : i + RUN]) for i in range(len(spoken) - RUN + 1))


def copies(reports: Iterable[Report]) -> Mapping[str, str]:
    """Find the reports that are near-copies of each other.

    Args:
        reports: Reports in any order.

    Returns:
        For every report's id, the id of the first report of its copy group by publication and
        id; a report without copies stands for itself.
    """
    found = Copies()
    found.add(list(reports), lambda _: ())
    return found.heads


class Copies:
    """The copy groups of the reports so far.

    ``heads`` gives for each report the first of its group, ``published`` its day, and ``bands``,
    in the order of ``heads``, the digests under which near-copies meet.
    """

    def __init__(self) -> None:
        self.heads: dict[str, str] = {}
        self.published: dict[str, str] = {}
        self.bands: Whole = np.zeros((0, BANDS), np.int64)
        self._groups: dict[str, set[str]] | None = None

    def add(self, reports: Collection[Report], fetch: Fetch) -> Mapping[str, str]:
        """Take in new reports.

        Args:
            reports: Reports that are not known yet.
            fetch: Gives known reports by their ids, to be compared with.

        Returns:
            The heads of known reports whose group is another one now, by report.
        """
        known = len(self.heads)
        runs = {report.id: shingles(report.text) for report in reports}
        own = [_bands(report, runs[report.id]) for report in reports]
        self.bands = np.concatenate([self.bands, np.array(own, np.int64).reshape(-1, BANDS)])
        for report in reports:
            self.heads[report.id] = report.id
            self.published[report.id] = instant(report.published) or "9999"
        ids = list(self.heads)
        meetings = self._meetings(known)
        old = sorted({ids[n] for met in meetings for n in met if n < known})
        texts = {report.id: report for report in (*reports, *fetch(old))}
        runs |= {name: shingles(texts[name].text) for name in old}
        before = dict(self.heads)
        for met in meetings:
            self._join([texts[ids[n]] for n in met], runs, {ids[n] for n in met if n >= known})
        return {name: self.heads[name] for name in ids[:known] if self.heads[name] != before[name]}

    def _meetings(self, known: int) -> list[list[int]]:
        """Return the reports that share a band, where one of them at least is new."""
        flat = self.bands.ravel()
        if not len(flat):
            return []
        order = np.argsort(flat, kind="stable")
        held = flat[order]
        ends = np.flatnonzero(np.r_[held[1:] != held[:-1], True]) + 1
        starts = np.r_[0, ends[:-1]]
        latest = np.maximum.reduceat(order, starts) // BANDS
        wanted = (ends - starts > 1) & (latest >= known) & (held[starts] != NO_BAND)
        found = {
            tuple(sorted(set((order[i:j] // BANDS).tolist())))
            for i, j in zip(starts[wanted].tolist(), ends[wanted].tolist(), strict=True)
        }
        return [list(met) for met in sorted(found) if len(met) > 1]

    def _join(
        self, met: list[Report], runs: Mapping[str, frozenset[str]], new: Collection[str]
    ) -> None:
        """Join the groups of those that are copies of a new one."""
        for report in met:
            if report.id not in new:
                continue
            for other in met:
                mine, theirs = self.heads[report.id], self.heads[other.id]
                if mine != theirs and _alike(report, other, runs):
                    head = min(mine, theirs, key=lambda name: (self.published[name], name))
                    gone = theirs if head == mine else mine
                    self._rename(gone, head)

    def _rename(self, gone: str, head: str) -> None:
        members = self._members.pop(gone, {gone})
        self._members.setdefault(head, {head}).update(members)
        for name in members:
            self.heads[name] = head

    @property
    def _members(self) -> dict[str, set[str]]:
        """The groups of several, by their heads."""
        if self._groups is None:
            self._groups = {}
            for name, head in self.heads.items():
                if name != head:
                    self._groups.setdefault(head, {head}).add(name)
        return self._groups


def _bands(report: Report, runs: frozenset[str]) -> list[int]:
    """Return the digests of a report's text under which its copies are found."""
    if len(runs) < FEWEST_RUNS:
        # Texts that are short are copies where all their words are the same.
        if not report.text.strip():
            return [NO_BAND] * BANDS
        whole = digest(*words(f"{report.title or ''} {report.text}"))
        return [_number(whole.encode()), *[NO_BAND] * (BANDS - 1)]
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in sorted(runs)])
    parts = np.asarray(sketch.hashvalues, np.uint64).reshape(BANDS, -1)
    return [_number(bytes([n]) + part.astype("<u8").tobytes()) for n, part in enumerate(parts)]


def _number(words_: bytes) -> int:
    return int.from_bytes(blake2b(words_, digest_size=8).digest(), "big", signed=True)


def _alike(one: Report, other: Report, runs: Mapping[str, frozenset[str]]) -> bool:
    """Say whether two reports that share a band are near-copies."""
    first, second = runs[one.id], runs[other.id]
    if len(first) < FEWEST_RUNS or len(second) < FEWEST_RUNS:
        return len(first) < FEWEST_RUNS and len(second) < FEWEST_RUNS
    common = len(first & second)
    alike = common >= ALIKE * (len(first) + len(second) - common)
    return alike and (common >= LONG or _one_headline(one, other))


def _one_headline(one: Report, other: Report) -> bool:
    """Say whether two headlines share a telling word, or one is missing.

    Pages that could not be read hold only their site's own words, the same under every headline.
    """
    if not one.title or not other.title:
        return True
    first, second = bits_of(one.title), bits_of(other.title)
    return any(bits >= TELLING for word, bits in first.items() if word in second)
