"""Weights learnt from a user's own record and rulings, and linking by them."""

from pathlib import Path

import pytest
from scenes import BASRA, Scene, claim, market, report
from test_standing import reports

from oversikt import pipeline
from oversikt.cli import main
from oversikt.errors import UsageError
from oversikt.incidents import link, profiles
from oversikt.incidents.command import Evidence, learnt
from oversikt.incidents.compare import read_weights, shipped
from oversikt.incidents.rulings import ruled_pairs
from oversikt.records import Decision
from oversikt.settings import FILE, Settings
from oversikt.store import Record


def ruled(action: str, targets: list[str], value: object = None) -> Decision:
    return Decision("d", action, tuple(targets), value, "A. Name", "2017-07-01", "seen")  # type: ignore[arg-type]  # an action


def scattered() -> list[Scene]:
    of = report("b", "Gunmen killed 7 people at a checkpoint on the harbour road.")
    return [market("a", 12), (of, claim(of, 7, place=BASRA, date_start="2017-06-01"))]


def test_merges_and_splits_are_pairs_and_the_later_holds() -> None:
    scene = scattered()
    mentions = [[m] for m in _mentions(scene)]
    found = link([r for r, _ in scene], [c for _, c in scene], profile=profiles.load("minmax"))
    ids = [one.id for one in found]
    pair = frozenset(c.id for _, c in scene)
    merge = ruled("merge", ids)
    assert ruled_pairs(mentions, [merge]) == ({pair}, set())
    parted = ruled("split", [ids[0]], {"reports": ["b"]})
    assert ruled_pairs(mentions, [merge, parted]) == (set(), {pair})


def _mentions(scene: list[Scene]) -> list:
    from oversikt.incidents.mentions import gather

    return gather([r for r, _ in scene], [c for _, c in scene])


def test_a_record_without_rulings_teaches_nothing() -> None:
    scene = scattered()
    with pytest.raises(UsageError, match="are needed"):
        learnt(Evidence([r for r, _ in scene], [c for _, c in scene]))


def test_a_workspace_is_linked_by_the_weights_it_taught(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Record.create(tmp_path, Settings().store) as record:
        record.add(reports(11, events=40))
        pipeline.run(record, Settings())
        large = [one for one in record.incidents() if len(one.reports) > 5]
        record.decide(ruled("merge", [large[0].id, large[1].id]))
        record.decide(ruled("split", [large[2].id], {"reports": [large[2].reports[0]]}))
    with pytest.raises(SystemExit) as ended:
        main(["weights", "--workspace", str(tmp_path)])
    assert not ended.value.code
    told = capsys.readouterr().out
    own = read_weights(told, "own")
    assert own != shipped()
    assert "ruled to be one event" in told
    (tmp_path / "own.toml").write_text(told, "utf-8")
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('weights = "own.toml"\n')
    with pytest.raises(SystemExit) as ended:
        main(["run", "--workspace", str(tmp_path)])
    assert not ended.value.code
    with Record.open(tmp_path) as record:
        under = record.linked_under()
    assert under is not None
    assert " by " in under


def test_weights_that_are_not_there_are_named(tmp_path: Path) -> None:
    Record.create(tmp_path, Settings().store).close()
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write('weights = "none.toml"\n')
    with pytest.raises(SystemExit) as ended:
        main(["run", "--workspace", str(tmp_path)])
    assert ended.value.code == 2
