"""The documents say what the program does: commands run, pages are current, fields are told."""

import dataclasses
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from oversikt import records
from oversikt.words.pack import compile_pack

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
CODEBOOK = (DOCS / "reference" / "codebook.md").read_text(encoding="utf-8")
RECORDS = [r for r in vars(records).values() if isinstance(r, type) and dataclasses.is_dataclass(r)]
PROFILES = sorted(p.stem for p in (ROOT / "src/oversikt/incidents/profiles").glob("*.toml"))


SHOWN = [
    page for page in PAGES if re.search(r"^```(sh|python)$", page.read_text("utf-8"), re.MULTILINE)
]
#: What the pages take for granted: reports of the reader's own.
JUNE = (
    '{"id": "j1", "publisher": "Example Daily", "published": "2013-06-11", "language": "en",'
    ' "text": "At least nine people were killed in Mosul on Monday, police said."}\n'
)
PAGE = "<html><head><title>Two dead in Basra</title></head><body><article><p>Two people were killed \
in Basra on Sunday, and nine were wounded, a doctor at the hospital said.</p></article></body></html>"
#: Lists of made-up people, each of its own two thirds of the same 60.
LISTS = ("ministry", "kin", "monitors")
#: Records that the page names.
SHOWN_ROWS = {9, 17, 40, 203}
NAMES = ("Tarabil", "Qandoush", "Shoukani", "Bermouri", "Ghezabil", "Tarmouri", "Qankani")
GIVEN = ("Samir", "Layla", "Hassan", "Zainab", "Said", "Maryam", "Khaled", "Fatma", "Yousef", "Ali")
#: What the pages promise to print.
PROMISED = {
    "first-month.md": ("people were killed in Iraq in June 2013", "Mosul"),
    "ask-a-model.md": (
        "2 requests (0 of them again), 0 answers remembered; 200 tokens in, 14 out",
        "1 claims kept, 0 dropped",
        "0 requests (0 of them again), 2 answers remembered",
        "12 people were killed in June 2013",
    ),
}
A_MODEL = "http://localhost:11434/v1"
A_SERVER = "postgresql+psycopg://user@host/oversikt"


def blocks(page: str, kind: str) -> list[str]:
    """What stands between the fences of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with reports, beside this project's examples."""
    (tmp_path / "june.jsonl").write_text(JUNE, encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "basra.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for number, name in enumerate(LISTS):
        rows = [
            person(n)
            for n in range(240)
            if n in SHOWN_ROWS or (n % 4 == 0 and share_of(n, number) < 2)
        ]
        (tmp_path / f"{name}.csv").write_text("id,name,age,date,place\n" + "".join(rows), "utf-8")
    return tmp_path


def person(number: int) -> str:
    """One of the made-up people, as a row."""
    given, father, family = GIVEN[number % 10], GIVEN[number // 10 % 10], NAMES[number * 5 % 7]
    day = f"2013-06-{number * 11 % 28 + 1:02}"
    return f"{number},{given} {father} {family},{number * 7 % 80},{day},{('Mosul', 'Basra')[number % 2]}\n"


def share_of(number: int, listed: int) -> int:
    """A number from 0 to 2 that parts people over lists, the same in every process."""
    return hashlib.sha256(f"{number} {listed}".encode()).digest()[0] % 3


def ran(command: list[str], folder: Path) -> str:
    """Run a command with this environment's programs first, and return all that it says.

    It must end well.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PATH": path, "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_every_command_shown_runs(page: Path, desk: Path, request: pytest.FixtureRequest) -> None:
    """The commands of a page run one after the other, in the files that it tells to save."""
    text = page.read_text(encoding="utf-8")
    for name, content in re.findall(
        r"^Save it as `([^`]+)`:\n\n```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    ):
        (desk / name).write_text(content, encoding="utf-8")
    bash = shutil.which("bash")
    assert bash
    for script in [b for b in blocks(text, "sh") if A_SERVER in b]:
        address = request.getfixturevalue("database")
        ran([bash, "-euo", "pipefail", "-c", script.replace(A_SERVER, f"'{address}'")], desk)
    plain = "\n".join(b for b in blocks(text, "sh") if A_SERVER not in b)
    if A_MODEL in plain:
        address = request.getfixturevalue("endpoint").url.replace("127.0.0.1", "localhost")
        plain = plain.replace(A_MODEL, address)
    said = ran([bash, "-euo", "pipefail", "-c", plain], desk)
    assert all(words in said for words in PROMISED.get(page.name, ()))
    ran([sys.executable, "-c", "\n".join(blocks(text, "python"))], desk)


def test_the_reference_is_current() -> None:
    """After a change of help or docstrings, run `.venv/bin/python tools/reference.py`."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page()
    assert reference.PYTHON.read_text(encoding="utf-8") == reference.python()


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
