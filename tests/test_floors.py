"""Floors of quality only go up, and the page of errors stands on the corpus that they name."""

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import floors

ROOT = Path(__file__).parents[1]
KEPT = {"passages": {"corpus": "a1", "all_f1": 0.9, "calibration_error": 0.05}}


@pytest.mark.parametrize(
    ("reached", "lines"),
    [
        ({"corpus": "a1", "all_f1": 0.95, "calibration_error": 0.01}, 0),
        ({"corpus": "a1", "all_f1": 0.8997, "calibration_error": 0.0503}, 0),
        ({"corpus": "a1", "all_f1": 0.89, "calibration_error": 0.05}, 1),
        ({"corpus": "a1", "all_f1": 0.9, "calibration_error": 0.06}, 1),
        ({"corpus": "b2", "all_f1": 0.9, "calibration_error": 0.05}, 1),
        ({"corpus": "a1", "calibration_error": 0.05}, 1),
        ({}, 3),
    ],
)
def test_a_metric_below_its_floor_or_another_corpus_is_told(
    reached: dict[str, float | str], lines: int
) -> None:
    assert len(floors.fallen(KEPT, {"passages": reached})) == lines


def test_raising_keeps_the_better_of_two_and_takes_in_new_metrics() -> None:
    reached = {"corpus": "a1", "all_f1": 0.89, "calibration_error": 0.01, "right_place": 0.7}
    assert floors.raised(KEPT, {"passages": reached})["passages"] == reached | {"all_f1": 0.9}


def test_floors_are_written_as_they_are_read() -> None:
    assert tomllib.loads(floors.written(KEPT)) == KEPT


def test_the_page_of_errors_names_the_corpus_of_the_floors() -> None:
    kept = tomllib.loads(floors.FLOORS.read_text("utf-8"))
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    assert str(kept["passages"]["corpus"])[:16] in page
    assert set(kept) == set(floors.SETS)
