"""The whole way on one screen: collect → claims → incidents → overview, one call a stage.

The streams (``claims_of``, ``incidents_of``, ``overview_of``) touch no store; ``run`` does the
same work on a workspace's record, batch by batch, and leaves it whole whenever it is stopped.
Stages are imported where they are called, so that reading claims does not wait for linking.
"""

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from oversikt.claims import Reader, Reading, confident
from oversikt.lists import Declaration, no_estimate
from oversikt.processes import abreast, chunks, spread
from oversikt.records import (
    Claim,
    Coverage,
    Decision,
    Estimate,
    Incident,
    Overview,
    Report,
    Skipped,
)
from oversikt.settings import Settings

ReadReport = tuple[Report, Reading]
# What linking keeps between runs, in the workspace; it may be removed, and is made again.
KEPT = "links.zip"
_SELDOM = 50_000


class Lists(Protocol):
    """What the way needs of a record's lists of people; ``store.Lists`` are such."""

    def declared(self) -> Mapping[str, Mapping[str, Any]]: ...  # noqa: D102 - see store.Lists
    def estimates(self) -> Iterable[Mapping[str, Any]]: ...  # noqa: D102


class Record(Protocol):
    """What the way needs of a record; ``store.Record`` is one."""

    def reports(self) -> Iterable[Report]: ...  # noqa: D102 - all described in store.Record
    def unread(self) -> Iterable[Report]: ...  # noqa: D102
    def save_readings(self, readings: Iterable[ReadReport]) -> None: ...  # noqa: D102
    def claims(self) -> Iterable[Claim]: ...  # noqa: D102
    def incidents(self) -> Iterable[Incident]: ...  # noqa: D102
    def decisions(self) -> Iterable[Decision]: ...  # noqa: D102
    def is_linked(self, rule: str) -> bool: ...  # noqa: D102
    def linked_under(self) -> str | None: ...  # noqa: D102
    def save_incidents(  # noqa: D102
        self,
        found: Iterable[Incident],
        rule: str,
        claims: Collection[str] | None = None,
        standing: str | None = None,
    ) -> tuple[Incident, ...]: ...
    def standing(self) -> tuple[str, ...]: ...  # noqa: D102
    def read_ids(self) -> list[str]: ...  # noqa: D102
    def evidence(self, ids: Iterable[str]) -> tuple[list[Report], list[Claim]]: ...  # noqa: D102
    @property
    def workspace(self) -> Path: ...  # noqa: D102
    def skipped(self) -> Iterable[Skipped]: ...  # noqa: D102
    def unread_reasons(self) -> dict[str, int]: ...  # noqa: D102
    @property
    def lists(self) -> Lists: ...  # noqa: D102


Watch = Callable[[Iterable[Report], str], Iterable[Report]]


Tell = Callable[[str], None]


def unwatched(reports: Iterable[Report], what: str) -> Iterable[Report]:
    """Pass reports on without telling anybody of them."""
    del what
    return reports


@cache
def reader() -> Reader:
    """Return the reader of this process, made once: its language packs take a moment to load.

    Reading makes no cycles of garbage; Python looks for them seldom from here on, which saves 4 %.
    """
    gc.set_threshold(_SELDOM)
    return Reader()


def read_chunk(reports: list[Report]) -> list[ReadReport]:
    """Read some reports; every process of ``--jobs`` does this."""
    return [(report, reader().read(report)) for report in reports]


def read(
    reports: Iterable[Report], settings: Settings, tell: Tell | None = None
) -> Iterator[ReadReport]:
    """Read reports to claims, in the order of the reports; what is not sure enough is left out.

    Args:
        reports: Reports, taken in one by one as there is room.
        settings: Who reads, over how many processes (a model: requests at once), and how sure a
            claim must be.
        tell: Called at the end with lines on what a model cost and what of it was dropped.
    """
    if settings.reader == "llm":
        yield from _asked(reports, settings, tell)
        return
    for chunk in spread(read_chunk, chunks(reports), settings.jobs):
        for report, reading in chunk:
            yield report, _sure(reading, settings.min_confidence)


def _asked(
    reports: Iterable[Report], settings: Settings, tell: Tell | None
) -> Iterator[ReadReport]:
    """Read reports by the model that the settings name."""
    from oversikt.claims.model import ModelReader

    model = ModelReader.of(settings.endpoint, settings.model, settings.answers)
    try:
        for report, reading in abreast(lambda r: (r, model.read(r)), reports, settings.jobs):
            yield report, _sure(reading, settings.min_confidence)
    finally:
        if tell is not None:
            for line in model.account.lines():
                tell(line)


def _sure(reading: Reading, least: float) -> Reading:
    """Leave out the claims of a reading that are less sure than asked for."""
    claims, withheld = confident(reading.claims, least)
    return replace(reading, claims=claims, withheld=withheld) if withheld else reading


def incidents_of(
    reports: Iterable[Report],
    claims: Iterable[Claim],
    profile: str,
    decisions: Iterable[Decision] = (),
    weights: str | None = None,
) -> tuple[Incident, ...]:
    """Gather claims into incidents, counted under the rule profile of that name."""
    from oversikt.incidents import link, profiles
    from oversikt.incidents.compare import load_weights

    return link(
        tuple(reports),
        tuple(claims),
        profile=profiles.load(profile),
        decisions=tuple(decisions),
        weights=load_weights(weights),
    )


def overview_of(
    read_reports: Iterable[ReadReport],
    skipped: Callable[[], Iterable[Skipped]],
    settings: Settings,
    month: str | None = None,
) -> tuple[Overview, tuple[Incident, ...], tuple[Claim, ...], tuple[Report, ...]]:
    """Sum a stream of reports; ``skipped`` is asked once the stream has ended.

    Returns:
        The overview, and the incidents, claims and reports that its numbers are walked back to.
    """
    from oversikt.overview import summarise

    whole = gather(read_reports)
    coverage = Coverage(
        reports=len(whole.reports),
        skipped=tuple(skipped()),
        unread=whole.unread.unread,
        no_date=_no_date(whole.reports),
        withheld=whole.unread.withheld,
    )
    incidents = incidents_of(
        whole.reports, whole.claims, settings.profile, weights=settings.weights
    )
    overview = summarise(
        incidents, whole.claims, whole.reports, coverage, month=month, by=settings.by
    )
    overview = replace(overview, no_estimate=no_estimate({}))
    return overview, incidents, whole.claims, whole.reports


def overview_of_record(
    record: Record, settings: Settings, month: str | None = None
) -> tuple[Overview, tuple[Incident, ...], tuple[Claim, ...], tuple[Report, ...]]:
    """Sum what a workspace holds, under the rule of the settings, as it was linked last."""
    from oversikt.overview import summarise

    reports = tuple(record.reports())
    claims, withheld = confident(record.claims(), settings.min_confidence)
    incidents = tuple(record.incidents())
    if record.linked_under() != settings.rule:
        incidents = incidents_of(
            reports, claims, settings.profile, record.decisions(), settings.weights
        )
    coverage = Coverage(
        reports=len(reports),
        skipped=tuple(record.skipped()),
        unread=record.unread_reasons(),
        no_date=_no_date(reports),
        withheld=withheld,
    )
    overview = summarise(incidents, claims, reports, coverage, month=month, by=settings.by)
    estimates, none = _estimates(record.lists, month, settings.by)
    return replace(overview, estimates=estimates, no_estimate=none), incidents, claims, reports


def _estimates(lists: Lists, month: str | None, by: str) -> tuple[tuple[Estimate, ...], str | None]:
    """Return the estimates kept for the rows that are asked for, or why there is none."""
    kept = [Estimate.from_json(plain) for plain in lists.estimates()]
    shown = tuple(
        one for one in kept
        if month in {None, one.month} and (by == "admin1" or one.admin1 is None)
    )  # fmt: skip
    if shown:
        return shown, None
    if kept:
        return (), "The estimates that were kept are of other months, or of provinces."
    return (), no_estimate({n: Declaration.from_json(d) for n, d in lists.declared().items()})


def _no_date(reports: Iterable[Report]) -> int:
    """Count the reports that tell no day of publication."""
    return sum(report.published is None for report in reports)


def run(
    record: Record, settings: Settings, watch: Watch = unwatched, tell: Tell | None = None
) -> int:
    """Read what is new in the record, link it, and return how many reports were read.

    Each batch is one transaction: a run that is killed repeats one batch at most. All claims are
    kept, however sure; those below the least confidence enter no incident. A report that no model
    answered for stays unread, and the next run asks again.

    Args:
        record: An open record, locked for writing by the caller.
        settings: Batch size, who reads in how many processes, profile, least confidence.
        watch: Passes the reports on, counting them for those who wait.
        tell: Called with lines on what a model cost and what of it was dropped.
    """
    done = 0
    every = replace(settings, min_confidence=0.0)
    readings = read(watch(record.unread(), "reports"), every, tell)
    while batch := list(islice(readings, settings.batch)):
        answered = [(report, reading) for report, reading in batch if not reading.failed]
        record.save_readings(answered)
        done += len(answered)
    if not record.is_linked(settings.rule):
        relink(record, settings)
    return done


def relink(record: Record, settings: Settings) -> None:
    """Link what is new in the record, and count anew the incidents that this or a decision changes.

    What linking keeps lies in a file beside the record. Where there is none that fits, everything
    is linked anew; the incidents are the same.
    """
    from oversikt.incidents import profiles
    from oversikt.incidents.standing import Under, about, count, open_standing

    path = record.workspace / KEPT
    weights, told = about(settings.weights, settings.extractor, settings.min_confidence)
    standing = open_standing(path, told | {"name": record.standing()}, weights)
    known = standing.copies.heads
    new = [report for report in record.read_ids() if report not in known]

    def fetch(ids: Iterable[str]) -> tuple[list[Report], tuple[Claim, ...]]:
        reports, claims = record.evidence(ids)
        return reports, confident(claims, settings.min_confidence)[0]

    whole = not known or record.linked_under() != settings.rule
    under = Under(profiles.load(settings.profile), tuple(record.decisions()), settings.engine)
    found = count(standing, new, fetch, under, whole=whole)
    name = uuid4().hex
    record.save_incidents(
        found.incidents, settings.rule, None if whole else found.claims, standing=name
    )
    standing.save(path, told | {"name": name})


def _derived(record: Record, settings: Settings) -> tuple[Incident, ...]:
    """Link what the record holds, under its own decisions."""
    claims, _ = confident(record.claims(), settings.min_confidence)
    return incidents_of(
        record.reports(), claims, settings.profile, record.decisions(), settings.weights
    )


@dataclass(slots=True)
class Unread:
    """What of a stream was not read: reports by reason, and claims that were not sure enough."""

    unread: Counter[str] = field(default_factory=Counter)
    withheld: int = 0

    def note(self, reading: Reading) -> None:
        """Count what one reading leaves out."""
        if reading.unread is not None:
            self.unread[reading.unread] += 1
        self.withheld += reading.withheld


@dataclass(frozen=True, slots=True)
class Gathered:
    """A stream that was read to its end: reports, claims, and what was not read."""

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    unread: Unread


def gather(read_reports: Iterable[ReadReport]) -> Gathered:
    """Read a stream to its end and keep it all."""
    reports: list[Report] = []
    claims: list[Claim] = []
    unread = Unread()
    for report, reading in read_reports:
        reports.append(report)
        claims.extend(reading.claims)
        unread.note(reading)
    return Gathered(tuple(reports), tuple(claims), unread)


def natural(record: Record, incident: str, settings: Settings) -> str:
    """Return the id under which linking derives an incident that the record knows by a lasting id.

    The two differ where a report that came in later tells of the event earlier than the others.
    An id that the record does not know comes back as it is.
    """
    held = next((i for i in record.incidents() if incident in {i.id, *i.previous_ids}), None)
    if held is None:
        return incident
    members = {role.id for role in held.claims}
    derived = _derived(record, settings)
    shared = {i.id: sum(role.id in members for role in i.claims) for i in derived}
    return max(sorted(shared), key=lambda name: shared[name], default=incident)
