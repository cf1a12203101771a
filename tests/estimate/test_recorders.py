"""Recorders' data sets are matched row by row, whatever their columns are called and in any order."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from oversikt.cli import app
from oversikt.errors import UsageError
from oversikt.estimate.reading import read_tables
from oversikt.estimate.recorders import Row, Within, matched, read, tables
from oversikt.records import Place, Skipped

MOSUL = Place("Mosul", "Mosul", 99072, "IQ", "IQ-NI", "Nineveh", 36.335, 43.119, 1)
BASRA = Place("Basra", "Basra", 99532, "IQ", "IQ-BA", "Basra", 30.508, 47.783, 1)
TAL = Place("Tal Afar", "Tal Afar", 91597, "IQ", "IQ-NI", "Nineveh", 36.376, 42.448, 1)


def row(recorder: str, number: int, day: int, killed: int, place: Place | None = MOSUL) -> Row:
    return Row(recorder, str(number), date(2013, 6, day), killed, place)


def groups(*rows: Row, within: Within | None = None) -> list[set[str]]:
    return [{r.mark for r in group} for group in matched(rows, within)]


def test_rows_of_one_day_place_and_toll_are_one_incident() -> None:
    found = groups(
        row("a", 1, 3, 9), row("b", 7, 3, 10), row("c", 4, 4, 9), row("b", 8, 3, 9, BASRA)
    )
    assert found == [{"a:1", "b:7", "c:4"}, {"b:8"}]


def test_what_lies_too_far_apart_is_two_incidents() -> None:
    for other in (
        row("b", 1, 5, 9),
        row("b", 1, 3, 30),
        row("b", 1, 3, 9, TAL),
        row("b", 1, 4, 16),
    ):
        assert len(groups(row("a", 1, 3, 9), other)) == 2
    wide = Within(days=3, kilometres=100)
    assert len(groups(row("a", 1, 3, 9), row("b", 1, 5, 9), within=wide)) == 1
    assert len(groups(row("a", 1, 3, 9), row("b", 1, 3, 9, TAL), within=wide)) == 1


def test_the_most_alike_are_joined_and_never_two_rows_of_one_recorder() -> None:
    found = groups(row("a", 1, 3, 9), row("a", 2, 3, 11), row("b", 1, 3, 11), row("b", 2, 3, 9))
    assert found == [{"a:1", "b:2"}, {"a:2", "b:1"}]
    assert groups(row("a", 1, 3, 9), row("a", 2, 3, 9)) == [{"a:1"}, {"a:2"}]


def test_places_without_coordinates_are_told_apart_by_name() -> None:
    one, same, other = Place("Al-Qasr"), Place("al-qasr"), Place("Zubayr")
    assert len(groups(row("a", 1, 3, 9, one), row("b", 1, 3, 9, same))) == 1
    assert len(groups(row("a", 1, 3, 9, one), row("b", 1, 3, 9, other))) == 2
    assert len(groups(row("a", 1, 3, 9, None), row("b", 1, 3, 9, None))) == 2


def test_the_order_of_rows_is_irrelevant() -> None:
    rows = [row(name, n, 1 + n * 7 % 20, 1 + n % 4) for name in "abc" for n in range(30)]
    assert groups(*rows) == groups(*reversed(rows))


def test_strata_are_month_and_place() -> None:
    found = tables(matched([row("a", 1, 3, 9), row("b", 1, 3, 9), row("b", 2, 9, 2, BASRA)]),
                   ["month", "admin1"])  # fmt: skip
    assert {name: dict(table.cells) for name, table in found.items()} == {
        "2013-06, IQ-NI": {"11": 1},
        "2013-06, IQ-BA": {"01": 1},
    }


def test_a_row_that_is_no_incident_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "event_date,location,fatalities,latitude,longitude\n"
        "2013-06-17 00:00:00.000,Mosul,4,36.3,43.1\n"
        "last week,Mosul,4,,\n"
        "2013-06-17,Mosul,some,,\n"
        "2013-06-17,Mosul,0,,\n",
        encoding="utf-8",
    )
    found = list(read(path, "ours", lambda *told: Place(told[0]), {}))
    (good,) = [one for one in found if isinstance(one, Row)]
    assert good.place is not None
    assert (good.day, good.killed, good.place.lat) == (date(2013, 6, 17), 4, 36.3)
    wrong = [str(one) for one in found if isinstance(one, Skipped)]
    assert [line.split(": ")[0] for line in wrong] == [f"{path}:{n}" for n in (3, 4, 5)]
    assert "is no day such as" in wrong[0]
    assert "is no number of killed" in wrong[1]
    assert "nobody was killed" in wrong[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three recorders of 40 incidents, each with his own columns."""
    towns = ("Mosul", "Baghdad", "Basra", "Kirkuk")
    heads = {
        "acled": ("event_id_cnty", "event_date", "location", "country", "fatalities"),
        "ibc": ("code", "date", "place", "land", "deaths"),
        "ours": ("nr", "day", "town", "pays", "drept"),
    }
    for number, (name, head) in enumerate(heads.items()):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream)
            out.writerow(head)
            for n in range(40):
                if n % (number + 2) == 0 or n % 7 == 0:
                    day = date(2013, 6 + n // 28, 1 + n % 28)
                    out.writerow([n, day, towns[n % 4], "Iraq", 3 + n % 5])
    return tmp_path


def run(*words: object) -> Any:
    return CliRunner().invoke(app, ["overlap", *(str(word) for word in words)])


def test_the_command_links_draws_and_gives_a_table_to_estimate_from(folder: Path) -> None:
    files = [folder / f"{name}.csv" for name in ("acled", "ibc", "ours")]
    chart, links = folder / "shared.svg", folder / "links.csv"
    shown = run(*files, "--chart", chart, "--links", links)
    assert shown.exit_code == 0, shown.output
    assert "incidents on 3 lists" in shown.output
    assert chart.read_text("utf-8").startswith("<svg")
    rows = list(csv.DictReader(links.read_text("utf-8").splitlines()))
    by: dict[str, set[str]] = {}
    for one in rows:
        by.setdefault(one["incident"], set()).add(one["id"])
    assert all(len(ids) == 1 for ids in by.values()), "rows of one number are one incident"
    assert len({one["id"] for one in rows}) == len(by)
    printed = run(*files, "--csv", "--by", "month").stdout
    table = folder / "table.csv"
    table.write_text(printed, "utf-8")
    counted = read_tables(table, ["month"])
    assert sum(t.observed for t in counted.values()) == len(by)
    assert {t.lists for t in counted.values()} == {("acled", "ibc", "ours")}
    done = CliRunner().invoke(app, ["estimate", str(table), "--by", "month", "--model", "graphs",
                                    "--json"])  # fmt: skip
    assert json.loads(done.stdout)["refused"].keys() <= counted.keys()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["acled.csv", "--by", "sex"], "month, country, admin1"),
        (["acled.csv", "--column", "killed"], "FIELD=HEADER"),
        (["acled.csv", "--column", "dead=fatalities"], "no such field"),
        (["acled.csv", "more/acled.csv"], "called alike"),
        (["--links", "links.csv"], "about files"),
        (["bare.csv"], "no column is known to hold date, killed"),
    ],
)
def test_what_cannot_be_is_wrong_usage(
    folder: Path, words: list[str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "more").mkdir()
    (folder / "more" / "acled.csv").write_text("date,place,killed\n", "utf-8")
    (folder / "bare.csv").write_text("place,who\nMosul,A\n", "utf-8")
    done = run(*words)
    assert isinstance(done.exception, UsageError)
    assert reason in str(done.exception)
