"""From files to an estimate by commands alone, and no name on the way out."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from oversikt.cli import app
from oversikt.errors import UsageError
from oversikt.lists import Listed

from .crowd import FAMILY, GIVEN, crowd, listed

PEOPLE = crowd(240)
NAMES = {
    word for table in (GIVEN, FAMILY) for name, ways in table.items() for word in (name, *ways)
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three lists of one crowd."""
    folder = tmp_path_factory.mktemp("lists")
    assert run("init", folder / "w").exit_code == 0
    for number, name in enumerate(("ministry", "kin", "monitors")):
        path = folder / f"{name}.csv"
        write(path, listed(PEOPLE, name, 0.75 - number / 10, number))
        added = run("lists", "add", name, path, "--by", name, "--how", "asking", "--status",
                    "civilian", "--workspace", folder / "w")  # fmt: skip
        assert added.exit_code == 0, added.output
    return folder / "w"


def run(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


def write(path: Path, rows: list[Listed]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["id", "name", "name arabic", "age", "sex", "date", "place"])
        for row in rows:
            out.writerow(
                [row.rec, row.names[1], row.names[0], row.age, row.sex, row.date, row.place]
            )


def test_lists_are_linked_told_of_and_ruled_on_without_a_name(workspace: Path) -> None:
    at = ("--workspace", workspace)
    reasons = workspace / "reasons.jsonl"
    done = run("lists", "link", "ministry", "kin", "--reasons", reasons, *at)
    assert done.exit_code == 0
    rows = list(csv.DictReader(done.stdout.splitlines()))
    person = {(row["list"], row["rec"]): row["person"] for row in rows}
    both = {rec for on, rec in person if on == "ministry"} & {
        rec for on, rec in person if on == "kin"
    }
    right = sum(person["ministry", rec] == person["kin", rec] for rec in both)
    assert right > 0.95 * len(both)
    rec = next(r for r in sorted(both) if person["ministry", r] == person["kin", r])
    why = run("lists", "explain", f"ministry:{rec}", f"kin:{rec}", *at)
    assert "taken for one person" in why.output
    shown = run("lists", "show", *at)
    held = {json.loads(line)["name"] for line in shown.stdout.splitlines()}
    assert {"ministry", "kin", "monitors"} <= held
    told = done.output + why.output + shown.output + reasons.read_text("utf-8")
    assert not [name for name in NAMES if name in told]
    ruled = run("decide", "different", f"ministry:{rec}", f"kin:{rec}", "--by", "A", "--reason",
                "two graves", *at)  # fmt: skip
    assert ruled.exit_code == 0
    again = run("lists", "explain", f"ministry:{rec}", f"kin:{rec}", *at)
    assert "taken for two persons" in again.output
    assert "ruled by a person: different" in again.output


def test_an_estimate_of_linked_lists_shows_their_overlap_and_the_doubt(workspace: Path) -> None:
    at = ("--workspace", workspace)
    chart = workspace / "overlap.svg"
    done = run("estimate", "--lists", "ministry,kin,monitors", "--model", "graphs", "--linkages",
               2, "--chart", chart, *at)  # fmt: skip
    assert done.exit_code == 0, done.output
    words = " ".join(done.output.split())
    assert "are on at least one list" in words
    assert "Over 2 linkages drawn by their chance" in words
    assert chart.read_text("utf-8").startswith("<svg")
    two = run("estimate", "--lists", "ministry,kin", "--by", "month", "--json", *at)
    refused = json.loads(two.stdout)["refused"]
    assert refused
    assert all("Three usable lists are needed" in reason for reason in refused.values())


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["estimate"], "what to estimate from"),
        (["estimate", "--lists", "nobody"], "no list nobody"),
        (["lists", "link", "nobody"], "no list nobody"),
        (["lists", "explain", "kin:none", "kin:1"], "no such record"),
        (["lists", "add", "a b", "x.csv", "--by", "A", "--how", "asking"], "plain letters"),
    ],
)
def test_what_cannot_be_is_wrong_usage(workspace: Path, words: list[str], reason: str) -> None:
    done = run(*words, "--workspace", workspace)
    assert isinstance(done.exception, UsageError)
    assert reason in str(done.exception)


def test_a_bad_row_is_named_and_the_rest_goes_on(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("name,age\nKari,3\n,4\nOla,old\n", encoding="utf-8")
    words = ("lists", "add", "bad", path, "--by", "A", "--how", "asking", "--workspace", workspace)
    done = run(*words)
    assert done.exit_code == 3
    assert "2 people on bad" in done.output
    assert f"{path}:3: no name in this row" in done.output
    assert "is in the record already" in run(*words).output


def test_an_estimate_that_is_kept_stands_beside_the_overview(workspace: Path) -> None:
    at = ("--workspace", workspace)
    shown = run("overview", "--format", "json", *at)
    assert "--keep" in json.loads(shown.stdout)["no_estimate"]
    words = ("estimate", "--lists", "ministry,kin,monitors", "--model", "graphs", "--linkages", 2)
    kept = run(*words, "--by", "month,country", "--keep", *at)
    assert kept.exit_code == 0, kept.output
    plain = json.loads(run("overview", "--format", "json", "--month", "2013-05", *at).stdout)
    assert plain["no_estimate"] is None
    (one,) = plain["estimates"]
    assert (one["month"], one["country"], one["victim_status"]) == ("2013-05", "IQ", "civilian")
    assert one["observed"] <= one["low"] <= one["point"] <= one["high"]
    assert one["lists"] == ["kin", "ministry", "monitors"]
    refused = run(*words, "--by", "sex", "--keep", *at)
    assert isinstance(refused.exception, UsageError)
