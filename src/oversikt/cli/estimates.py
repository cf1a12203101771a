"""What lists and data sets share, and the estimate of how many are on none of several lists."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from oversikt.cli.frame import command, emit, opened, say
from oversikt.cli.options import AsJson, Chart, Columns, Seed, Workspace, parted
from oversikt.errors import UsageError

_MODELS = "latent, graphs, loglinear, sparse, chao"


@command(
    "oversikt estimate table.csv --by month --json",
    "oversikt estimate --lists ministry,kin,monitors --by month,place",
    "oversikt estimate --lists ministry,kin,monitors --by month,country --keep",
)
def estimate(
    table: Annotated[
        Path | None,
        typer.Argument(
            help="Capture table: CSV with pattern,count, with a 0/1 column a list, or with "
            "person,list; or JSON with lists and table.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    lists: Annotated[
        str, typer.Option(help="Lists of people in the workspace, parted by commas.")
    ] = "",
    by: Annotated[
        str,
        typer.Option(help="What makes strata, parted by commas: columns; month, place, sex, age."),
    ] = "",
    model: Annotated[
        str, typer.Option(help=f"Models, parted by commas: {_MODELS}; or all.")
    ] = "all",
    linkages: Annotated[
        int, typer.Option(help="Linkages drawn, to carry the doubt about links.", min=0)
    ] = 10,
    seed: Seed = 1,
    chart: Chart = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep it, to stand beside the workspace's overview.")
    ] = False,
    checks: Annotated[
        bool, typer.Option("--checks/--no-checks", help="Show the checks that passed too.")
    ] = False,
    as_json: AsJson = False,
    workspace: Workspace = None,
) -> None:
    """Estimate how many people are on none of several lists, or say why that cannot be said.

    With --lists, the lists are linked, releases and copies counted as one list, and the estimate
    is made again for other linkages, drawn by their chance.
    """
    from oversikt.estimate import command as work
    from oversikt.estimate.reading import read_tables

    columns = parted(by)
    if keep and not lists:
        raise UsageError("--keep needs --lists: only lists say of whom and when they are")
    if bool(lists) == (table is not None):
        raise UsageError("say what to estimate from: either a table's file, or --lists a,b,c")
    if table is not None:
        tables = read_tables(table, columns)
        with work.watched() as watch:
            found: work.Found = work.from_tables(tables, model, seed, watch)
    else:
        from oversikt.estimate.beside import beside, rows_of
        from oversikt.estimate.linkages import run_linkages
        from oversikt.estimate.overlap import overlap_of
        from oversikt.lists.linkage import declared_in, linked_in

        names = parted(lists)
        with opened(workspace) as (record, _), work.watched() as watch:
            declared = declared_in(record, names)
            if keep:
                rows_of(columns, declared)
            say(f"linking {', '.join(declared)}")
            linkage = _located(linked_in(record, names, seed=seed), columns)
            tables = overlap_of(linkage, declared, columns)
            found = run_linkages(
                linkage,
                declared,
                columns,
                linkages=linkages,
                seed=seed,
                watch=watch,
                models=work.asked(model),
            )
            if keep and not found.interrupted:
                rows = beside(found, declared, columns)
                record.lists.keep_estimates(row.to_json() for row in rows)
                say(f"{len(rows)} estimates kept to stand beside the overview")
    status = work.show(found, tables, as_json=as_json, passed=checks)
    if chart is not None:
        work.draw(tables, chart)
        say(f"overlaps drawn in {chart}")
    raise typer.Exit(status)


def _located(linkage: Any, by: list[str]) -> Any:
    """Say of each record in which country and province its place lies, where strata need that."""
    from oversikt.places import Context, Gazetteer, resolve
    from oversikt.places import place as placed

    if not {"country", "admin1"} & set(by):
        return linkage
    gazetteer = Gazetteer.load()
    places = {record.place for record in linkage.records if record.place}
    meant = {name: gazetteer.find(name) for name in sorted(places)}
    # The other places on the lists tell in which country a name is meant.
    votes = Counter(entry.country for entries in meant.values() for entry in entries[:1])
    context = Context(countries={code: float(n) for code, n in votes.items() if code})
    known: dict[str | None, dict[str, str]] = {None: {}}
    for name, entries in meant.items():
        entry = resolve(entries, replace(context, phrase=name))
        where = placed(entry, name) if entry else None
        told = {"country": where.country, "admin1": where.admin1} if where else {}
        known[name] = {key: value for key, value in told.items() if value}
    records = (
        replace(record, fields=known[record.place] | dict(record.fields))
        for record in linkage.records
    )
    return replace(linkage, records=tuple(records))


@command(
    "oversikt overlap acled.csv ibc.csv ours.csv --by month --chart shared.svg",
    "oversikt overlap acled.csv ibc.csv ours.csv --csv > table.csv",
    "oversikt overlap --by country          (from the workspace)",
)
def overlap(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="Data sets of incidents, each of one recorder, who is called as the file is: CSV "
            "with date, place and killed. None is the workspace, by publisher.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    by: Annotated[
        str, typer.Option(help="What makes strata, parted by commas: month, country, admin1.")
    ] = "",
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print a capture table, as oversikt estimate reads it.")
    ] = False,
    days: Annotated[
        int, typer.Option(help="Most days between two rows of one incident.", min=0)
    ] = 1,
    km: Annotated[
        float, typer.Option(help="Most kilometres between two rows of one incident.", min=0.1)
    ] = 25.0,
    links: Annotated[
        Path | None, typer.Option(help="Also write each row with its incident, as CSV.")
    ] = None,
    chart: Chart = None,
    column: Columns = None,
    workspace: Workspace = None,
) -> None:
    """Show which recorders know of the same incidents, and which only one of them knows of.

    Rows of files are matched by day, place and number of killed, a recorder's rows never with
    each other. What the recorders took from each other no overlap can show.
    """
    from oversikt.estimate import command as work
    from oversikt.estimate.overlap import recorded
    from oversikt.estimate.recorders import Within, matched, tables

    strata = parted(by)
    if wrong := set(strata) - {"month", "country", "admin1"}:
        raise UsageError(f"--by {', '.join(sorted(wrong))}: there are month, country, admin1")
    status = 0
    if files:
        rows, status = _rows(files, dict(map(_told, column or [])))
        groups = matched(rows, Within(days, km))
        counted = tables(groups, strata)
        say(f"{len(rows)} rows of {len(files)} recorders, {len(groups)} incidents")
        if links is not None:
            links.write_text("".join(f"{line}\n" for line in work.links(groups)), "utf-8")
    elif links is not None or column:
        raise UsageError("--links and --column are about files; the workspace has its incidents")
    else:
        with opened(workspace) as (record, _):
            counted = recorded(record.incidents(), record.reports(), strata)
    if as_csv:
        emit(work.rows(counted, strata))
    else:
        work.show_overlap(counted)
    if chart is not None:
        work.draw(counted, chart, of="incidents")
        say(f"overlaps drawn in {chart}")
    raise typer.Exit(status)


def _told(told: str) -> tuple[str, str]:
    name, sign, header = told.partition("=")
    if not sign or not header:
        raise UsageError(f"--column {told}: say FIELD=HEADER, for instance killed=deaths")
    return name.strip(), header.strip()


def _rows(files: list[Path], columns: dict[str, str]) -> tuple[Any, int]:
    """Read data sets, and return their rows and the exit status."""
    from oversikt.estimate.recorders import Row, read

    names = [path.name.split(".")[0] for path in files]
    if len(set(names)) < len(names):
        raise UsageError(f"two files are called alike: {', '.join(names)}; each is one recorder")
    placed = _placing()
    rows, skipped = [], 0
    for path, name in zip(files, names, strict=True):
        for one in read(path, name, placed, columns):
            if isinstance(one, Row):
                rows.append(one)
            else:
                skipped += 1
                say(str(one))
    return rows, (3 if rows else 1) if skipped else 0


def _placing() -> Any:
    """Return what finds a place by its name and, where that is told, its country's."""
    from oversikt.places import Context, Gazetteer, resolve
    from oversikt.places import place as placed

    gazetteer = Gazetteer.load()

    def find(name: str, land: str) -> Any:
        lands = [e.country for e in gazetteer.find(land) if e.kind == "country"] if land else []
        code = lands[0] if lands else None
        context = Context(countries={code: 1.0}, parents=(code,)) if code else Context()
        entry = resolve(gazetteer.find(name), replace(context, phrase=name, led=True))
        return placed(entry, name) if entry else None

    return find
