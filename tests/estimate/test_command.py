"""The command prints an estimate with its checks, or a refusal, and can be stopped."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from oversikt.cli import app
from oversikt.errors import InputError
from oversikt.estimate import charts
from oversikt.estimate.run import run

from .tables import KOSOVO


@pytest.fixture
def kosovo(tmp_path: Path) -> Path:
    path = tmp_path / "kosovo.csv"
    lines = [",".join([*KOSOVO.lists, "half", "count"])]
    for k, (pattern, count) in enumerate(KOSOVO.cells):
        lines.append(",".join([*pattern, "xy"[k % 2], str(count)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_prints_number_range_assumption_and_warnings(kosovo: Path) -> None:
    path = kosovo.with_name("plain.json")
    path.write_text(json.dumps(KOSOVO.to_json()), encoding="utf-8")
    done = CliRunner().invoke(app, ["estimate", str(path), "--model", "graphs,loglinear"])
    assert done.exit_code == 0
    words = " ".join(done.output.split())
    assert "4,400 people are on at least one list" in words
    assert "over all models" in words
    assert "This holds only if" in words
    assert "No data can show" in words


def test_json_is_the_same_object(kosovo: Path) -> None:
    path = kosovo.with_name("plain.json")
    path.write_text(json.dumps(KOSOVO.to_json()), encoding="utf-8")
    done = CliRunner().invoke(
        app, ["estimate", str(path), "--model", "graphs", "--seed", "3", "--json"]
    )
    assert json.loads(done.stdout) == json.loads(
        json.dumps(run(KOSOVO, models="graphs", seed=3).to_json())
    )


def test_strata_are_summed(kosovo: Path) -> None:
    done = CliRunner().invoke(
        app, ["estimate", str(kosovo), "--by", "half", "--model", "graphs", "--json"]
    )
    assert done.exit_code == 0
    assert set(json.loads(done.stdout)["strata"]) == {"x", "y"}


def test_a_refusal_is_a_result(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("pattern,count\n10,5\n01,6\n11,4\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["estimate", str(path)])
    assert done.exit_code == 0
    assert "No estimate: Three usable lists are needed" in " ".join(done.output.split())


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("pattern,count\n10,five\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["estimate", str(path)])
    assert isinstance(done.exception, InputError)
    assert "bad.csv:2: count 'five'" in str(done.exception)


def test_pictures_are_written(tmp_path: Path) -> None:
    found = run(KOSOVO, models=["graphs", "chao"], sensitivity=False)
    for name, chart in (
        ("overlap", charts.overlap(KOSOVO)),
        ("models", charts.models(found)),
        ("draws", charts.draws(found)),
    ):
        path = tmp_path / f"{name}.svg"
        chart.save(path)
        assert "<svg" in path.read_text(encoding="utf-8")
