"""Options that several commands share, each told once, and the records that gather them.

A command that takes one of the records (``Filling``, ``ReadingBy``) has all the options of its
fields: ``unfolded`` gives typer the flat list that it reads.
"""

import inspect
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="Files or folders; none, or -, is standard input."),
]
SourcesOrWorkspace = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE", help="Files or folders; none is the workspace."),
]
Month = Annotated[str | None, typer.Option(help="One month, such as 2017-06.")]
By = Annotated[Literal["country", "admin1"] | None, typer.Option(help="A row for each of these.")]
Profile = Annotated[
    str | None,
    typer.Option(help="Rule profile: minmax, ibc, ucdp, acled, airwars or antiwar."),
]
Workspace = Annotated[
    Path | None, typer.Option(help="Folder of the workspace; else the one that holds this folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Seed = Annotated[int, typer.Option(help="Start of the random numbers.", min=0)]
Chart = Annotated[
    Path | None, typer.Option(help="Also draw the overlaps (UpSet), as .svg or .png.")
]
Columns = Annotated[list[str] | None, typer.Option(help="What a column holds, as FIELD=HEADER.")]


def parted(words: str) -> list[str]:
    """Return the words of an option that commas part."""
    return [word.strip() for word in words.split(",") if word.strip()]


@dataclass(frozen=True, slots=True)
class Filling:
    """What the user says about the input."""

    published: Annotated[
        str | None, typer.Option(help="Date of publication (2017-07-02) of reports that tell none.")
    ] = None
    language: Annotated[
        str | None, typer.Option(help="Language (nb, en, ar …) of reports that tell none.")
    ] = None
    publisher: Annotated[str | None, typer.Option(help="Publisher of reports that tell none.")] = (
        None
    )
    input: Annotated[
        Literal["jsonl", "text", "html"] | None,
        typer.Option(help="What the input is, where no file name tells; jsonl on standard input."),
    ] = None
    encoding: Annotated[str, typer.Option(help="Encoding of text files, such as windows-1256.")] = (
        "utf-8"
    )

    def fill(self) -> Any:
        """Return it as the collecting stage takes it."""
        from oversikt.collect import Fill

        return Fill(self.published, self.language, self.publisher, self.input, self.encoding)


@dataclass(frozen=True, slots=True)
class ReadingBy:
    """Who reads the reports, and how; what is left out stays as the settings have it."""

    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that read (or requests at once); same output for any."),
    ] = None
    reader: Annotated[
        Literal["rules", "llm"] | None,
        typer.Option(help="Who reads: the rules of the language packs, or a language model."),
    ] = None
    endpoint: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="OpenAI-compatible endpoint that --reader llm sends the reports to, such as "
            "http://localhost:11434/v1; nothing is sent to anybody else.",
        ),
    ] = None
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Model to ask for at the endpoint.")
    ] = None
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Leave out claims that are less sure; they are counted."),
    ] = None

    def given(self) -> dict[str, Any]:
        """Return the settings that were named on the command line."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def unfolded(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose records of options are unfolded into one option for each field.

    Args:
        function: A command; a parameter whose type is a dataclass stands for the dataclass's
            fields, in its place.
    """
    flat: list[inspect.Parameter] = []
    records: dict[str, tuple[Any, tuple[str, ...]]] = {}
    for parameter in inspect.signature(function).parameters.values():
        record = parameter.annotation
        if not is_dataclass(record):
            flat.append(parameter)
            continue
        records[parameter.name] = (record, tuple(f.name for f in fields(record)))
        flat += [
            inspect.Parameter(f.name, parameter.kind, default=f.default, annotation=f.type)
            for f in fields(record)
        ]
    if not records:
        return function

    @wraps(function)
    def command(**given: Any) -> None:
        made = {name: of(**{n: given.pop(n) for n in ns}) for name, (of, ns) in records.items()}
        function(**given, **made)

    command.__signature__ = inspect.Signature(flat)  # type: ignore[attr-defined]  # typer reads it
    command.__annotations__ = {p.name: p.annotation for p in flat}
    return command
