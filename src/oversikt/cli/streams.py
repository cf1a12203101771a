"""Commands that read a stream and print a stream, and touch no store."""

from collections import Counter
from collections.abc import Iterator

from oversikt.cli.frame import (
    Encoding,
    Input,
    Jobs,
    Language,
    Profile,
    Published,
    Publisher,
    Sources,
    collection,
    command,
    emit,
    fill,
    finish,
    settings,
    watched,
)  # fmt: skip
from oversikt.records import dumps


@command(
    "oversikt reports page.html notes.txt --published 2017-07-02",
    "oversikt reports archive/ > reports.jsonl",
)
def reports(
    files: Sources = None,
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
) -> None:
    """Print files as a stream of reports: the very text that all offsets refer to.

    JSON Lines (also .gz), text, HTML and folders of these go in; one JSON object a report comes
    out. A line or file that cannot be read is named on standard error and skipped.
    """
    found = collection(files, fill(published, language, publisher, input, encoding))
    emit(dumps(report.to_json()) for report in watched(found, "reports"))
    finish(found)


@command(
    "oversikt claims reports.jsonl --jobs 4 > claims.jsonl",
    "curl -s https://example.invalid/story | oversikt claims --input html --language nb",
)
def claims(
    files: Sources = None,
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
    jobs: Jobs = None,
) -> None:
    """Read reports and print what they claim: how many, who, where, when, and who says so.

    Every claim quotes its report word for word. No store is touched and nothing is fetched.
    """
    from oversikt.pipeline import read

    chosen = settings(jobs=jobs)
    found = collection(files, fill(published, language, publisher, input, encoding))
    unread: Counter[str] = Counter()

    def lines() -> Iterator[str]:
        for _, reading in read(watched(found, "reports"), chosen.jobs):
            if reading.unread is not None:
                unread[reading.unread] += 1
            yield from (dumps(claim.to_json()) for claim in reading.claims)

    emit(lines())
    finish(found, unread)


@command(
    "oversikt incidents reports.jsonl > incidents.jsonl",
    "oversikt incidents archive/ --profile ucdp --jobs 4",
)
def incidents(
    files: Sources = None,
    published: Published = None,
    language: Language = None,
    publisher: Publisher = None,
    input: Input = None,  # noqa: A002 - the name of the option
    encoding: Encoding = "utf-8",
    jobs: Jobs = None,
    profile: Profile = None,
) -> None:
    """Read reports and print the incidents that they tell of, counted under a rule profile.

    Claims of one event are gathered; low, best and high come from them, each walked back to its
    claim. No store is touched.
    """
    from oversikt.pipeline import gather, incidents_of, read

    chosen = settings(jobs=jobs, profile=profile)
    found = collection(files, fill(published, language, publisher, input, encoding))
    of, read_claims, unread = gather(read(watched(found, "reports"), chosen.jobs))
    emit(dumps(i.to_json()) for i in incidents_of(of, read_claims, chosen.profile))
    finish(found, unread)
