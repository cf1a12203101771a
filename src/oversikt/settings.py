"""What a user may set: ``oversikt.toml`` and the environment, read once into a frozen record.

A name that is not known is an error and never passed over, since a mistyped setting that silently
does nothing gives wrong numbers. The environment (``OVERSIKT_JOBS=4``) goes before the file.
"""

import difflib
import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from oversikt import __version__
from oversikt.errors import SettingsError

FILE = "oversikt.toml"
PREFIX = "OVERSIKT_"
KEY = "API_KEY"
"""``OVERSIKT_API_KEY``: what an endpoint asks for. It is no setting, so that no file holds it."""
_CHOICES = {"by": ("country", "admin1"), "reader": ("rules", "llm")}
_WHOLE = {"jobs", "batch"}

TEMPLATE = """\
# Settings of this Oversikt workspace; `oversikt --help` shows the commands.
# Every setting may also stand in the environment: OVERSIKT_JOBS=4 goes before `jobs` here.

# Where the record is kept. A relative SQLite path lies in this folder. For a team:
# store = "postgresql+psycopg://user@host/oversikt"
store = "{store}"

# The rule profile by which claims become numbers: minmax, ibc, ucdp, acled, airwars or antiwar.
profile = "minmax"

# What a row of the overview is about: country or admin1 (province).
by = "country"

# Processes that read reports at the same time.
jobs = 1

# Claims less sure than this (0 to 1) enter no incident; they are kept, and counted.
min_confidence = 0.0

# Who reads: the rules of the language packs, or a language model ("llm") at the endpoint that
# --endpoint or OVERSIKT_ENDPOINT names. No file can name it: reports go only where you say.
reader = "rules"
# model = "name at the endpoint"

# Reports in one transaction of `oversikt run`; a killed run repeats at most this many.
batch = 200

# What links reports: duckdb, or Spark where one machine is too small: local[2], spark://host:port.
engine = "duckdb"

# Match weights of your own, as `oversikt weights` learns them from your decisions.
# weights = "weights.toml"
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with the value that holds where nothing is said.

    ``store`` is an SQLAlchemy address; ``profile`` the rule profile; ``by`` the division of the
    overview; ``jobs`` the number of processes; ``batch`` the reports in one transaction;
    ``min_confidence`` what a claim must reach to be counted; ``reader`` who reads; ``model`` and
    ``endpoint`` which language model is asked, and where; ``answers`` the folder that keeps its
    answers (by default one of the user's cache); ``engine`` what runs linking; ``weights`` the
    file of its match weights.
    """

    store: str = "sqlite:///oversikt.sqlite"
    profile: str = "minmax"
    by: Literal["country", "admin1"] = "country"
    jobs: int = 1
    batch: int = 200
    min_confidence: float = 0.0
    reader: Literal["rules", "llm"] = "rules"
    model: str | None = None
    endpoint: str | None = None
    answers: str | None = None
    engine: str = "duckdb"
    weights: str | None = None

    @property
    def rule(self) -> str:
        """What incidents are counted under: the profile, least confidence and own weights if set."""
        least = f" from {self.min_confidence}" if self.min_confidence else ""
        own = f" by {_digest(self.weights)}" if self.weights else ""
        return self.profile + least + own

    @property
    def extractor(self) -> str:
        """Whose claims are meant: a version of the rules, or one with a model's name."""
        name = f" {self.model}" if self.reader == "llm" else ""
        return f"{__version__}{name}"[:80]


def load(workspace: Path | None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of a workspace and the environment.

    Args:
        workspace: Folder that holds ``oversikt.toml``; ``None`` where there is none.
        environment: Variables; those of the process where left out.

    Raises:
        SettingsError: The file is not TOML, a name is not known, or a value is impossible.
    """
    settings = Settings()
    if workspace is not None:
        path = workspace / FILE
        try:
            plain = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{path}: cannot be read: {error}") from error
        for name, value in plain.items():
            if name == "endpoint":
                raise SettingsError(
                    f"{path}: an endpoint is named by --endpoint or OVERSIKT_ENDPOINT only, so that "
                    "a folder from elsewhere sends no reports anywhere"
                )
            settings = _set(settings, name, value, str(path))
        if settings.weights is not None:
            settings = replace(settings, weights=str(workspace / settings.weights))
    for variable, words in sorted((os.environ if environment is None else environment).items()):
        if variable.startswith(PREFIX) and variable not in {PREFIX + "WORKSPACE", PREFIX + KEY}:
            name = variable.removeprefix(PREFIX).lower()
            settings = _set(settings, name, words, f"environment variable {variable}")
    return settings


def find(start: Path | None = None, environment: Mapping[str, str] | None = None) -> Path | None:
    """Return the workspace: the folder named, or the nearest one above that holds the settings.

    Args:
        start: Folder named by the user; else ``OVERSIKT_WORKSPACE``; else the current folder and
            those above it.
        environment: Variables; those of the process where left out.

    Returns:
        The folder, or ``None`` where no folder above is a workspace.

    Raises:
        SettingsError: A folder was named, and is no workspace.
    """
    environment = os.environ if environment is None else environment
    named = start or (Path(w) if (w := environment.get(PREFIX + "WORKSPACE")) else None)
    if named is not None:
        if (named / FILE).is_file():
            return named
        raise SettingsError(f"{named} is no workspace (no {FILE}); make one: oversikt init {named}")
    here = Path.cwd()
    return next((f for f in (here, *here.parents) if (f / FILE).is_file()), None)


def _set(settings: Settings, name: str, value: Any, where: str) -> Settings:
    """Return the settings with one of them set from a file or the environment."""
    names = [f.name for f in fields(Settings)]
    if name not in names:
        close = difflib.get_close_matches(name, names, 1)
        hint = f"did you mean '{close[0]}'?" if close else f"known are {', '.join(names)}"
        raise SettingsError(f"{where}: no setting is called '{name}'; {hint}")
    if name in _WHOLE:
        value = int(value) if isinstance(value, str) and value.isdecimal() else value
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise SettingsError(f"{where}: '{name}' must be a whole number from 1, not {value!r}")
    elif name == "min_confidence":
        value = _share(value, where)
    elif not isinstance(value, str) or not value:
        raise SettingsError(f"{where}: '{name}' must be a string, not {value!r}")
    if value not in _CHOICES.get(name, (value,)):
        known = " or ".join(_CHOICES[name])
        raise SettingsError(f"{where}: '{name}' must be {known}, not {value!r}")
    return replace(settings, **{name: value})


def _digest(path: str) -> str:
    """Return a digest of what a file holds, so that a change of it is seen."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise SettingsError(f"weights: {path} cannot be read: {error.strerror}") from error


def _share(value: Any, where: str) -> float:
    """Return a number between 0 and 1, or words that spell one."""
    try:
        share = float("nan") if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        share = float("nan")
    if not 0 <= share <= 1:
        raise SettingsError(f"{where}: 'min_confidence' must be from 0 to 1, not {value!r}")
    return share
