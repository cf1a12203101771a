"""Spark: the same pairs and groups as DuckDB gives."""

import importlib.util
import os
import random
import shutil

import pytest

from oversikt.engine import Engine, open_engine
from oversikt.incidents.compare import shipped
from oversikt.incidents.links import Links
from oversikt.incidents.mentions import gather
from oversikt.records import Claim, Place, Report, digest

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("pyspark") is None,
        reason="Spark is not installed: pip install 'oversikt[spark]' runs this test",
    ),
    pytest.mark.skipif(
        shutil.which("java") is None and "JAVA_HOME" not in os.environ,
        reason="Java is not installed: Spark needs it, and so does this test",
    ),
]
TOWNS = (
    Place("Mosul", "Mosul", 99072, "IQ", "IQ-NI", "Nineveh", 36.335, 43.119, 1),
    Place("Basra", "Basra", 99532, "IQ", "IQ-BA", "Basra", 30.508, 47.783, 1),
)
WORDS = [f"zq{chr(97 + n)}ro" for n in range(20)]


def linked(engine: Engine) -> Links:
    chance = random.Random(4)  # noqa: S311 - a repeatable draw for a test, no secret
    reports, claims = [], []
    for n in range(150):
        killed, day = chance.choice((2, 6, 9)), f"2017-06-{chance.randint(1, 9):02}"
        text = f"{' '.join(chance.sample(WORDS, 4))}: {killed} died on {day}."
        reports.append(Report(f"r{n:03}", text, published=day, language="en"))
        claims.append(
            Claim(
                digest(n), f"r{n:03}", "text", 0, 4, text[:4], "killed", "exact", killed, killed,
                date_start=day, date_end=day, place=chance.choice(TOWNS), confidence=0.9,
            )
        )  # fmt: skip
    links = Links(shipped())
    mentions = gather(reports, claims)
    try:
        for batch in (mentions[:100], mentions[100:]):
            links.add(batch, {}, engine)
    finally:
        engine.close()
    return links


def test_spark_gives_the_pairs_and_groups_of_duckdb() -> None:
    ours, theirs = linked(open_engine()), linked(open_engine("local[2]"))
    assert len(ours.pairs) > 100
    for column in ("a", "b", "score", "certain"):
        assert getattr(ours.pairs, column).tolist() == getattr(theirs.pairs, column).tolist()
    assert ours.groups() == theirs.groups()
