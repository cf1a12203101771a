"""The whole way on one screen: collect → claims → incidents → overview, one call a stage.

The streams (``claims_of``, ``incidents_of``, ``overview_of``) touch no store; ``run`` does the
same work on a workspace's record, batch by batch, and leaves it whole whenever it is stopped.
Stages are imported where they are called, so that reading claims does not wait for linking.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Protocol

from oversikt.claims import Reader, Reading
from oversikt.processes import chunks, spread
from oversikt.records import Claim, Coverage, Decision, Incident, Overview, Report, Skipped
from oversikt.settings import Settings

ReadReport = tuple[Report, Reading]


class Record(Protocol):
    """What the way needs of a record; ``store.Record`` is one."""

    def reports(self) -> Iterable[Report]: ...  # noqa: D102 - all described in store.Record
    def unread(self) -> Iterable[Report]: ...  # noqa: D102
    def save_readings(self, readings: Iterable[ReadReport]) -> None: ...  # noqa: D102
    def claims(self) -> Iterable[Claim]: ...  # noqa: D102
    def incidents(self) -> Iterable[Incident]: ...  # noqa: D102
    def decisions(self) -> Iterable[Decision]: ...  # noqa: D102
    def is_linked(self, profile: str) -> bool: ...  # noqa: D102
    def save_incidents(self, incidents: Iterable[Incident], profile: str) -> None: ...  # noqa: D102
    def skipped(self) -> Iterable[Skipped]: ...  # noqa: D102
    def unread_reasons(self) -> dict[str, int]: ...  # noqa: D102


Watch = Callable[[Iterable[Report], str], Iterable[Report]]


def unwatched(reports: Iterable[Report], what: str) -> Iterable[Report]:
    """Pass reports on without telling anybody of them."""
    del what
    return reports


@cache
def reader() -> Reader:
    """Return the reader of this process, made once: its language packs take a moment to load."""
    return Reader()


def read_chunk(reports: list[Report]) -> list[ReadReport]:
    """Read some reports; every process of ``--jobs`` does this."""
    return [(report, reader().read(report)) for report in reports]


def read(reports: Iterable[Report], jobs: int = 1) -> Iterator[ReadReport]:
    """Read reports to claims, in the order of the reports, over as many processes as wished."""
    for chunk in spread(read_chunk, chunks(reports), jobs):
        yield from chunk


def incidents_of(
    reports: Iterable[Report],
    claims: Iterable[Claim],
    profile: str,
    decisions: Iterable[Decision] = (),
) -> tuple[Incident, ...]:
    """Gather claims into incidents, counted under the rule profile of that name."""
    from oversikt.incidents import link, profiles

    return link(
        tuple(reports), tuple(claims), profile=profiles.load(profile), decisions=tuple(decisions)
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

    reports, claims, unread = gather(read_reports)
    coverage = Coverage(reports=len(reports), skipped=tuple(skipped()), unread=unread)
    incidents = incidents_of(reports, claims, settings.profile)
    overview = summarise(incidents, claims, reports, coverage, month=month, by=settings.by)
    return overview, incidents, claims, reports


def overview_of_record(
    record: Record, settings: Settings, month: str | None = None
) -> tuple[Overview, tuple[Incident, ...], tuple[Claim, ...], tuple[Report, ...]]:
    """Sum what a workspace holds, under the profile of the settings, as it was linked last."""
    from oversikt.overview import summarise

    reports, claims = tuple(record.reports()), tuple(record.claims())
    incidents = tuple(record.incidents())
    if any(incident.profile != settings.profile for incident in incidents):
        incidents = incidents_of(reports, claims, settings.profile, record.decisions())
    coverage = Coverage(
        reports=len(reports), skipped=tuple(record.skipped()), unread=record.unread_reasons()
    )
    overview = summarise(incidents, claims, reports, coverage, month=month, by=settings.by)
    return overview, incidents, claims, reports


def run(record: Record, settings: Settings, watch: Watch = unwatched) -> int:
    """Read what is new in the record, link it, and return how many reports were read.

    Each batch is one transaction: a run that is killed repeats one batch at most.

    Args:
        record: An open record, locked for writing by the caller.
        settings: Batch size, processes and profile.
        watch: Passes the reports on, counting them for those who wait.
    """
    done = 0
    readings = read(watch(record.unread(), "reports"), settings.jobs)
    while batch := list(islice(readings, settings.batch)):
        record.save_readings(batch)
        done += len(batch)
    if not record.is_linked(settings.profile):
        linked = incidents_of(
            record.reports(), record.claims(), settings.profile, record.decisions()
        )
        record.save_incidents(linked, settings.profile)
    return done


def gather(
    read_reports: Iterable[ReadReport],
) -> tuple[tuple[Report, ...], tuple[Claim, ...], dict[str, int]]:
    """Return all reports, all claims, and how many reports were not read for which reason."""
    reports: list[Report] = []
    claims: list[Claim] = []
    unread: Counter[str] = Counter()
    for report, reading in read_reports:
        reports.append(report)
        claims.extend(reading.claims)
        if reading.unread is not None:
            unread[reading.unread] += 1
    return tuple(reports), tuple(claims), dict(unread)


def natural(record: Record, incident: str, profile: str) -> str:
    """Return the id under which linking derives an incident that the record knows by a lasting id.

    The two differ where a report that came in later tells of the event earlier than the others.
    An id that the record does not know comes back as it is.
    """
    held = next((i for i in record.incidents() if incident in {i.id, *i.previous_ids}), None)
    if held is None:
        return incident
    members = {role.id for role in held.claims}
    derived = incidents_of(record.reports(), record.claims(), profile, record.decisions())
    shared = {i.id: sum(role.id in members for role in i.claims) for i in derived}
    return max(sorted(shared), key=lambda name: shared[name], default=incident)
