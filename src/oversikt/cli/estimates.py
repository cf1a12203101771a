"""The estimate of how many are on none of several lists, from a table or from linked lists."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from oversikt.cli.frame import command, opened, say
from oversikt.cli.options import AsJson, Workspace
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
    seed: Annotated[int, typer.Option(help="Start of the random numbers.", min=0)] = 1,
    chart: Annotated[
        Path | None, typer.Option(help="Also draw the overlaps (UpSet), as .svg or .png.")
    ] = None,
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

    columns = [column.strip() for column in by.split(",") if column.strip()]
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

        names = [name.strip() for name in lists.split(",") if name.strip()]
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
