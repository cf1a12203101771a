"""The documents say what the program does: commands run, pages are current, fields are told."""

import dataclasses
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from oversikt import records
from oversikt.claims.pack import compile_pack

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
CODEBOOK = (DOCS / "reference" / "codebook.md").read_text(encoding="utf-8")
RECORDS = [r for r in vars(records).values() if isinstance(r, type) and dataclasses.is_dataclass(r)]
PROFILES = sorted(p.stem for p in (ROOT / "src/oversikt/incidents/profiles").glob("*.toml"))


def test_every_command_of_the_tutorial_runs(tmp_path: Path) -> None:
    page = (DOCS / "tutorial" / "first-month.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert blocks
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    bash = shutil.which("bash")
    assert bash
    ran = subprocess.run(
        [bash, "-euo", "pipefail", "-c", "\n".join(blocks)],
        cwd=tmp_path,
        env=os.environ | {"PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "people were killed in Iraq in June 2013" in ran.stdout
    assert "Mosul" in ran.stdout
    assert (tmp_path / "june.html").stat().st_size


def test_the_reference_of_commands_is_current() -> None:
    """After a change of help, run `.venv/bin/python tools/reference.py`."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_codebook_names_every_field(record: type) -> None:
    told = set(re.findall(r"`([^`]+)`", CODEBOOK))
    assert {f.name for f in dataclasses.fields(record)} <= told


@pytest.mark.parametrize("profile", PROFILES)
def test_the_codebook_names_every_profile(profile: str) -> None:
    assert re.search(rf"^\| `{profile}`", CODEBOOK, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_a_language_is_a_folder_of_data(tmp_path: Path) -> None:
    """A toy pack compiles from a folder alone, with no Python touched."""
    toy = tmp_path / "en"
    shutil.copytree(ROOT / "src" / "oversikt" / "languages" / "en", toy)
    page = (toy / "pack.toml").read_text(encoding="utf-8")
    (toy / "pack.toml").write_text(page.replace('"massacred"', '"zorbled"'), encoding="utf-8")
    harm = compile_pack(ROOT / "src" / "oversikt" / "languages" / "en").words["massacred"].tags
    assert compile_pack(toy).words["zorbled"].tags["harm"] == harm["harm"]
