"""The article that the project was made for is read whole, and nothing is read into it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from oversikt.claims import Reader
from oversikt.records import Claim, Report

SHARED = Path(__file__).parents[3] / "shared"
CASES = SHARED / "cases"
SCORER = SHARED / "measure" / "score.py"

pytestmark = pytest.mark.skipif(
    not (CASES.is_dir() and SCORER.is_file()),
    reason="the cases and their scorer are not here: they lie beside the checkout, in ../shared",
)


def test_every_expected_claim_is_read_and_none_beside(tmp_path: Path) -> None:
    reader = Reader()
    claims: list[Claim] = []
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for plain in case.get("reports") or [case["report"]]:
            name = plain.pop("text_file", None)
            if name is not None:
                plain["text"] = (CASES / name).read_bytes().decode("utf-8")
            claims += reader.read(Report(**plain)).claims
    stream = tmp_path / "claims.jsonl"
    lines = (json.dumps(claim.to_json(), ensure_ascii=False) for claim in claims)
    stream.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-B", SCORER, "cases", "--claims", stream, "--json"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    result = json.loads(run.stdout)["cases"]
    assert result["violations"] == {"claims": {}}
    assert result["metrics"]["expected_found"] == 1, result["beside"]
    assert result["metrics"]["forbidden_hit"] == 0, result["beside"]
    assert result["metrics"]["stray_claims"] == 0, result["beside"]
