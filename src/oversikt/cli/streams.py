"""Commands that read a stream and print a stream, and touch no store."""

from collections.abc import Iterator

from oversikt.cli.frame import collection, command, emit, finish, say, settings, watched
from oversikt.cli.options import Filling, Profile, ReadingBy, Sources
from oversikt.records import dumps


@command(
    "oversikt reports page.html notes.txt --published 2017-07-02",
    "oversikt reports archive/ > reports.jsonl",
)
def reports(files: Sources = None, *, filling: Filling) -> None:
    """Print files as a stream of reports: the very text that all offsets refer to.

    JSON Lines (also .gz), text, HTML and folders of these go in; one JSON object a report comes
    out. A line or file that cannot be read is named on standard error and skipped.
    """
    found = collection(files, filling)
    emit(dumps(report.to_json()) for report in watched(found, "reports"))
    finish(found)


@command(
    "oversikt claims reports.jsonl --jobs 4 > claims.jsonl",
    "oversikt claims reports.jsonl --reader llm --endpoint http://localhost:11434/v1 --model NAME",
    "curl -s https://example.invalid/story | oversikt claims --input html --language nb",
)
def claims(files: Sources = None, *, filling: Filling, by: ReadingBy) -> None:
    """Read reports and print what they claim: how many, who, where, when, and who says so.

    Every claim quotes its report word for word. No store is touched, nothing is fetched, and
    nothing is sent but to the endpoint that you name.
    """
    from oversikt.pipeline import Unread, read

    chosen = settings(**by.given())
    found = collection(files, filling)
    unread = Unread()

    def lines() -> Iterator[str]:
        for _, reading in read(watched(found, "reports"), chosen, say):
            unread.note(reading)
            yield from (dumps(claim.to_json()) for claim in reading.claims)

    emit(lines())
    finish(found, unread)


@command(
    "oversikt incidents reports.jsonl > incidents.jsonl",
    "oversikt incidents archive/ --profile ucdp --jobs 4",
)
def incidents(
    files: Sources = None, *, filling: Filling, by: ReadingBy, profile: Profile = None
) -> None:
    """Read reports and print the incidents that they tell of, counted under a rule profile.

    Claims of one event are gathered; low, best and high come from them, each walked back to its
    claim. No store is touched.
    """
    from oversikt.pipeline import gather, incidents_of, read

    chosen = settings(**by.given(), profile=profile)
    found = collection(files, filling)
    whole = gather(read(watched(found, "reports"), chosen, say))
    incidents = incidents_of(whole.reports, whole.claims, chosen.profile, weights=chosen.weights)
    emit(dumps(one.to_json()) for one in incidents)
    finish(found, whole.unread)
