"""Commands on lists of people: keep them, link them, tell why; names stay in the record."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from oversikt.cli.frame import app, emit, exemplified, opened, say
from oversikt.cli.options import Columns, Seed, Workspace
from oversikt.errors import UsageError
from oversikt.records import Skipped, dumps

lists = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Lists of people: add them, link them, see why; names never leave the record.",
    epilog="Example: oversikt lists add ministry list.csv --by 'Ministry' --how 'morgues'",
)
app.add_typer(lists, name="lists")

Engine = Annotated[
    str, typer.Option(help="What compares: duckdb, local[2] or spark://host:port (Spark).")
]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="NAME", help="Lists; none is all of them.")
]


@lists.command(
    help=exemplified(
        """Keep a list of people in the workspace, names sealed.

        Which column holds what is read from the header, shown, and asked where somebody is there
        to answer. A row that cannot be read is named by its line, and the rest goes on.
        """,
        "oversikt lists add ministry list.csv --by 'Ministry of Health' --how 'hospital morgues'",
        "oversikt lists add kin kin.csv --by 'Kin' --how calls --column name=navn --column date=død",
        "oversikt lists add may may.csv --by Ministry --how morgues --release-of ministry",
    )
)
def add(
    name: Annotated[str, typer.Argument(help="Short name of the list.")],
    file: Annotated[Path, typer.Argument(help="CSV in UTF-8 with a header, also gzip'd.")],
    by: Annotated[str, typer.Option(help="Who made the list.")],
    how: Annotated[str, typer.Option(help="How its makers came to know of these people.")],
    draws_on: Annotated[
        list[str] | None, typer.Option(help="A list from which this one took names.")
    ] = None,
    release_of: Annotated[
        str | None, typer.Option(help="The list of which this is another state.")
    ] = None,
    unique: Annotated[
        bool, typer.Option("--unique", help="Its makers saw to it that nobody is on it twice.")
    ] = False,
    status: Annotated[
        str | None, typer.Option(help="Whose deaths it lists: civilian, …; none is everybody's.")
    ] = None,
    column: Columns = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask about the columns.")] = False,
    workspace: Workspace = None,
) -> None:
    """Keep a list of people in the workspace, names sealed."""
    from oversikt.lists import Declaration, Listed, mapped, read

    if not name or not set(name.casefold()) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_"):
        raise UsageError(f"{name!r}: a list is called by plain letters, digits, - and _")
    given = dict(_pair(told) for told in column or [])
    columns = mapped(file, given)
    say(f"{file}: {columns}")
    if sys.stdin.isatty() and not yes and not typer.confirm("Is that so?", default=True):
        raise UsageError("nothing was added; say what the columns hold: --column FIELD=HEADER")
    said = Declaration(name, by, how, tuple(draws_on or ()), release_of, unique, status)
    skipped: list[Skipped] = []

    def rows() -> Any:
        for one in read(file, name, columns):
            if isinstance(one, Listed):
                yield one.rec, one.to_json()
            else:
                skipped.append(one)
                say(str(one))

    with opened(workspace) as (record, _), record.lock("lists add"):
        kept = record.lists.add(name, said.to_json(), rows())
    told = f"{kept} people on {name}" if kept is not None else f"{name} is in the record already"
    emit([told])
    if skipped:
        raise typer.Exit(3 if kept != 0 else 1)


def _pair(told: str) -> tuple[str, str]:
    name, sign, header = told.partition("=")
    if not sign or not header:
        raise UsageError(f"--column {told}: say FIELD=HEADER, for instance name=full_name")
    return name.strip(), header.strip()


@lists.command(
    help=exemplified("Tell which lists the workspace holds.", "oversikt lists show"),
)
def show(workspace: Workspace = None) -> None:
    """Tell which lists the workspace holds, and what was said of each."""
    with opened(workspace) as (record, _):
        sizes = record.lists.sizes()
        told = record.lists.declared()
    emit(dumps({"people": sizes.get(name, 0), **said}) for name, said in told.items())


@lists.command(
    help=exemplified(
        """Link lists, and print each record with the person it is taken for, as CSV.

        Decisions (same, different) are applied on top of what is computed.
        """,
        "oversikt lists link > persons.csv",
        "oversikt lists link ministry kin --reasons links.jsonl",
    )
)
def link(
    names: Names = None,
    reasons: Annotated[
        Path | None, typer.Option(help="Also write every link, its odds and reasons, as JSONL.")
    ] = None,
    engine: Engine = "duckdb",
    seed: Seed = 1,
    workspace: Workspace = None,
) -> None:
    """Link lists, and print each record with the person it is taken for, as CSV."""
    import csv
    import io

    from oversikt.lists.linkage import linked_in

    with opened(workspace) as (record, _):
        found = linked_in(record, names or (), engine, seed)
    for mark in found.lost:
        say(f"a decision names {mark}, which is on none of these lists")
    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(["list", "rec", "person"])
    rows.writerows(
        [one.on, one.rec, found.name(first)]
        for one, first in zip(found.records, found.person, strict=True)
    )
    emit([page.getvalue().removesuffix("\n")])
    if reasons is not None:
        lines = "".join(f"{dumps(told)}\n" for told in found.reasons())
        reasons.write_text(lines, encoding="utf-8")
    say(f"{len(found.records)} records, {len(set(found.person))} persons")


@lists.command(
    help=exemplified(
        "Tell why two records are taken for one person, or not; without their names.",
        "oversikt lists explain ministry:17 kin:203",
    )
)
def explain(
    one: Annotated[str, typer.Argument(metavar="LIST:RECORD", help="A record.")],
    other: Annotated[str, typer.Argument(metavar="LIST:RECORD", help="Another record.")],
    seed: Seed = 1,
    workspace: Workspace = None,
) -> None:
    """Tell why two records are taken for one person, or not; without their names."""
    from oversikt.lists.linkage import linked_in

    with opened(workspace) as (record, _):
        found = linked_in(record, seed=seed)
    emit(found.explained(one, other))
