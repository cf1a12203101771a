"""A record that grows: linked day by day it holds what it holds when linked in one go."""

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from oversikt import pipeline
from oversikt.records import Decision, Incident, Report, dumps
from oversikt.settings import Settings
from oversikt.store import Record

SETTINGS = Settings()
TOWNS = ("Mosul", "Basra", "Kirkuk", "Ramadi")
RARE = [f"{head}{middle}{tail}" for head in ("Zan", "Qah", "Thaw", "Sij") for middle in ("ba", "ro", "il")
        for tail in ("dur", "qat", "mesh", "vin")]  # fmt: skip


def reports(seed: int, events: int = 9) -> list[Report]:
    """Reports of some events: of several outlets and days, with reprints and with mere reactions."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw for a test, no secret
    made: list[Report] = []
    for event in range(events):
        town, (one, other) = chance.choice(TOWNS), chance.sample(RARE, 2)
        day, toll = chance.randint(2, 26), chance.randint(2, 30)
        for n in range(chance.randint(1, 4)):
            how = chance.sample(("shoppers fled", "shops burned", "glass fell", "police came"), 2)
            text = (
                f"A bomb at the {one} {other} market in {town} killed {toll + n} people "
                f"on {day} June 2017. {' and '.join(how).capitalize()}, said {chance.choice(RARE)} "
                f"{chance.choice(RARE)}, who lives there. The {one} {other} road was closed."
            )
            published = f"2017-06-{day + chance.randint(0, 2):02}"
            name = f"{event}-{n}"
            made.append(Report(name, text, published=published, publisher=f"P{n}", language="en"))
            if chance.random() < 0.3:
                made.append(replace(made[-1], id=f"{name}-copy", publisher="Reprint"))
        if chance.random() < 0.5:
            text = f"Mourners met at the {one} {other} market, near the {one} depot, in silence."
            made.append(
                Report(f"{event}-after", text, published=f"2017-06-{day:02}", language="en")
            )
    return made


def plain(incidents: Iterable[Incident]) -> list[str]:
    """Return incidents as they are but for their ids, which depend on which report came first."""
    return sorted(dumps({**i.to_json(), "id": "", "previous_ids": []}) for i in incidents)


def opened(folder: Path) -> Record:
    return Record.create(folder, SETTINGS.store)


def rule(record: Record, chance: random.Random, action: Any) -> None:
    """Let a person rule something on what the record holds now."""
    held = [i for i in record.incidents() if len(i.reports) > 1] or list(record.incidents())
    one = chance.choice(held)
    targets, value = (one.id,), None
    if action == "merge":
        targets = (one.id, chance.choice(record.incidents()).id)
    elif action == "split":
        value = {"reports": [one.reports[-1]]}
    elif action == "exclude":
        targets = (one.claims[0].id,)
    elif action == "undo":
        targets = (record.decisions()[0].id,)
    elif action == "grade":
        value = "fair"
    record.decide(Decision("", action, targets, value, "A. Name", "2017-07-01", "seen"))


@pytest.mark.parametrize("seed", range(4))
def test_a_record_linked_day_by_day_is_the_one_linked_in_one_go(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    everything = reports(seed)
    chance.shuffle(everything)
    cuts = sorted({0, len(everything), *chance.sample(range(1, len(everything)), 3)})
    actions = ["merge", "exclude", "split", "undo", "grade"]
    with opened(tmp_path) as record:
        for begin, end in pairwise(cuts):
            record.add(everything[begin:end])
            pipeline.run(record, SETTINGS)
            for action in chance.sample(actions[:3] if not record.decisions() else actions, 2):
                rule(record, chance, action)
        pipeline.run(record, SETTINGS)
        grown = record.incidents()
        whole = pipeline.incidents_of(
            record.reports(), record.claims(), SETTINGS.profile, record.decisions()
        )
        assert plain(grown) == plain(whole)
        # Made anew from nothing but the record, ids and all are the same.
        (tmp_path / pipeline.KEPT).unlink()
        pipeline.relink(record, SETTINGS)
        assert record.incidents() == grown


def test_a_run_again_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as record:
        record.add(reports(1))
        pipeline.run(record, SETTINGS)
        before = record.incidents()
        pipeline.run(record, SETTINGS)
        pipeline.relink(record, SETTINGS)
        assert record.incidents() == before


def test_reprints_that_come_later_change_no_number(tmp_path: Path) -> None:
    first = [one for one in reports(2) if not one.id.endswith("copy")]
    copies = [replace(one, id=f"{one.id}-again", publisher="Reprint") for one in first]
    with opened(tmp_path) as record:
        record.add(first)
        pipeline.run(record, SETTINGS)
        before = {i.id: (i.counts, i.sources) for i in record.incidents()}
        record.add(copies)
        pipeline.run(record, SETTINGS)
        after = {i.id: (i.counts, i.sources) for i in record.incidents()}
    assert after == before


def test_only_what_changed_is_counted_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as record:
        record.add(reports(3))
        pipeline.run(record, SETTINGS)
        text = "Gunmen killed 40 people at the Ankawa school in Erbil on 9 June 2017."
        record.add([Report("late", text, published="2017-06-10", language="en")])
        seen: list[int] = []
        keep = record.save_incidents

        def counting(found: Iterable[Incident], *rest: object, **more: object) -> object:
            some = tuple(found)
            seen.append(len(some))
            return keep(some, *rest, **more)  # type: ignore[arg-type]  # passed on as given

        record.save_incidents = counting  # type: ignore[method-assign,assignment]
        pipeline.run(record, SETTINGS)
    assert seen == [1]


def test_another_rule_or_a_foreign_file_counts_everything_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as record:
        record.add(reports(4))
        pipeline.run(record, SETTINGS)
        other = replace(SETTINGS, profile="ucdp")
        pipeline.run(record, other)
        assert {i.profile for i in record.incidents()} == {"ucdp"}
        (tmp_path / pipeline.KEPT).write_bytes(b"none of ours")
        pipeline.run(record, SETTINGS)
        whole = pipeline.incidents_of(record.reports(), record.claims(), SETTINGS.profile)
        assert plain(record.incidents()) == plain(whole)
        record.forget()
        assert record.standing() == ()


def test_a_merge_then_its_undo_restores_the_bytes_of_the_record(tmp_path: Path) -> None:
    with opened(tmp_path) as record:
        record.add(reports(5))
        pipeline.run(record, SETTINGS)
        before = [dumps(one.to_json()) for one in record.incidents()]
        ids = tuple(one.id for one in record.incidents())[:2]
        merge = record.decide(Decision("", "merge", ids, None, "A. Name", "2017-07-01", "seen"))
        pipeline.run(record, SETTINGS)
        assert len(record.incidents()) == len(before) - 1
        record.decide(Decision("", "undo", (merge.id,), None, "A. Name", "2017-07-02", "wrong"))
        pipeline.run(record, SETTINGS)
        assert [dumps(one.to_json()) for one in record.incidents()] == before


def test_a_year_of_decisions_survives_a_rebuild(tmp_path: Path) -> None:
    chance = random.Random(12)  # noqa: S311
    with opened(tmp_path) as record:
        record.add(reports(6))
        pipeline.run(record, SETTINGS)
        for _ in range(12):
            for action in ("merge", "exclude", "split", "grade", "undo"):
                rule(record, chance, action)
            pipeline.run(record, SETTINGS)
        before = record.incidents()
        assert len(record.decisions()) == 60
        record.forget()
        (tmp_path / pipeline.KEPT).unlink()
        pipeline.run(record, SETTINGS)
        assert record.incidents() == before
        assert record.verify() == []
