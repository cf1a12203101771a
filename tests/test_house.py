"""The house stands as the design lays it: one direction, small files, every door described."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "oversikt"
FILES = sorted(path for path in ROOT.rglob("*.py"))
NAMES = [path.relative_to(ROOT).as_posix() for path in FILES]

BASE = {"records", "errors", "distance", "names", "__version__"}
# What each room may import beside itself and the records; whoever is not named may import nothing.
MAY: dict[str, set[str]] = {
    "__init__": set(),
    "records": set(),
    "errors": set(),
    "distance": set(),
    "names": {"errors", "languages"},
    "settings": BASE,
    "processes": BASE,
    "collect": BASE,
    "languages": BASE,
    "places": BASE | {"languages"},
    "words": BASE | {"languages"},
    "people": BASE | {"words"},
    "harm": BASE | {"words", "people"},
    "sentences": BASE | {"places", "words", "people", "harm"},
    "claims": BASE | {"places", "words", "people", "harm", "sentences"},
    "engine": BASE,
    "incidents": BASE | {"engine", "places"},
    "overview": BASE | {"engine"},
    "lists": BASE,
    "estimate": BASE | {"engine", "lists"},
    "publish": BASE | {"incidents", "overview"},
    "store": BASE | {"settings"},
    "pipeline": BASE
    | {"settings", "processes", "collect", "claims", "incidents", "overview", "lists"},
}
# These stand at the end of the way and may call all the rest, but not each other.
MAY["web"] = BASE | (MAY.keys() - {"__init__"})
MAY["cli"] = MAY["web"] | {"web"}

LIMIT = 420  # "about 400": a file is not cut for a docstring
LONGER = {
    "records.py": "the outer contract, read as one page",
}


def room(path: Path) -> str:
    """Return the room of a file: its folder, or its own name."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> set[str]:
    """Return the rooms that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            found |= {n.split(".")[1] for n in names if n.startswith("oversikt.")}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            parts = (node.module or "").split(".")
            if parts[0] == "oversikt":
                found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found


@pytest.fixture(params=FILES, ids=NAMES)
def path(request: pytest.FixtureRequest) -> Path:
    """Each file of the package."""
    return Path(request.param)


@pytest.fixture
def tree(path: Path) -> ast.Module:
    """What the file says."""
    return ast.parse(path.read_text("utf-8"))


def test_imports_go_one_way(path: Path, tree: ast.Module) -> None:
    here = room(path)
    assert here in MAY, f"{here} is no room of the house"
    assert imported(tree) - {here} <= MAY[here]


def test_no_import_is_for_types_only(tree: ast.Module) -> None:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert "TYPE_CHECKING" not in names


def test_a_file_stays_readable(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    name = path.relative_to(ROOT).as_posix()
    assert lines <= LIMIT or name in LONGER, f"{lines} lines: make it a folder of parts"


def test_whoever_is_excused_for_length_is_still_long() -> None:
    for name in LONGER:
        path = ROOT / name
        if path.exists():
            assert len(path.read_text("utf-8").splitlines()) > LIMIT, f"{name} needs no excuse"


def test_the_house_has_two_levels(path: Path) -> None:
    depth = len(path.relative_to(ROOT).parts)
    assert depth <= 2 or "migrations" in path.parts or path.name == "__init__.py"


def test_everything_public_is_described(tree: ast.Module) -> None:
    assert ast.get_docstring(tree), "the module says what it is for"
    for node in tree.body:
        described(node)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for member in node.body:
                described(member, of=node)


def described(node: ast.AST, of: ast.ClassDef | None = None) -> None:
    """Check that a public class or function has a docstring."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        protocol = of is not None and any(getattr(b, "id", "") == "Protocol" for b in of.bases)
        if not node.name.startswith("_") and not protocol:
            assert ast.get_docstring(node), f"line {node.lineno}: {node.name} is not described"


def test_what_must_not_be_there_is_not(tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec", "hash"}, f"line {node.lineno}"
        if isinstance(node, ast.Import):
            assert not {alias.name for alias in node.names} & {"pickle", "shelve", "marshal"}
        if isinstance(node, ast.ExceptHandler):
            caught = getattr(node.type, "id", None)
            wide = node.type is None or caught in {"Exception", "BaseException"}
            assert not wide, f"line {node.lineno}: name the errors"
