"""Reprints: reports that repeat another one's text are one source.

Texts are compared by their runs of five words. MinHash finds the pairs that may be near-copies,
and the exact share of common runs decides.

Source: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997.
"""

from collections.abc import Iterable, Mapping

from datasketch import MinHash, MinHashLSH

from oversikt.incidents.words import bits_of, words
from oversikt.records import Report, digest

RUN = 5
PERMUTATIONS = 64
# A reprint keeps most of the wire's text; two reporters at one scene share few runs of five words.
ALIKE = 0.6
CANDIDATE = 0.5
# Shorter texts share their few runs by chance ("two people were killed in").
FEWEST_RUNS = 6
# So many common runs are an article and no sign-up form or pay wall.
LONG = 150
TELLING = 5


def shingles(text: str) -> frozenset[str]:
    """Return the runs of five words of a text."""
    spoken = words(text)
    return frozenset(" ".join(spoken[i : i + RUN]) for i in range(len(spoken) - RUN + 1))


def _one_headline(one: Report, other: Report) -> bool:
    """Say whether two headlines share a telling word, or one is missing.

    Pages that could not be read hold only their site's own words, the same under every headline.
    """
    if not one.title or not other.title:
        return True
    first, second = bits_of(one.title), bits_of(other.title)
    return any(bits >= TELLING for word, bits in first.items() if word in second)


def copies(reports: Iterable[Report]) -> Mapping[str, str]:
    """Find the reports that are near-copies of each other.

    Args:
        reports: Reports in any order.

    Returns:
        For every report's id, the id of the first report of its copy group by publication and
        id; a report without copies stands for itself.
    """
    ordered = sorted(reports, key=lambda r: (r.published or "9999", r.id))
    head: dict[str, str] = {}
    runs: dict[str, frozenset[str]] = {}
    known = {report.id: report for report in ordered}
    same: dict[frozenset[str], str] = {}
    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    for report in ordered:
        own = shingles(report.text)
        head[report.id] = report.id
        if len(own) < FEWEST_RUNS:
            key = frozenset([digest(*words(f"{report.title or ''} {report.text}"))])
            head[report.id] = same.setdefault(key, report.id) if report.text.strip() else report.id
            continue
        if own in same and (len(own) >= LONG or _one_headline(report, known[same[own]])):
            head[report.id] = head[same[own]]
            continue
        sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in sorted(own)])
        for other in sorted(index.query(sketch), key=lambda i: (head[i] != i, i)):
            common = len(own & runs[other])
            alike = common >= ALIKE * (len(own) + len(runs[other]) - common)
            if alike and (common >= LONG or _one_headline(report, known[other])):
                head[report.id] = head[other]
                break
        same[own] = report.id
        runs[report.id] = own
        index.insert(report.id, sketch)
    return head
