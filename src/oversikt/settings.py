"""What a user may set: ``oversikt.toml`` and the environment, read once into a frozen record.

A name that is not known is an error and never passed over, since a mistyped setting that silently
does nothing gives wrong numbers. The environment (``OVERSIKT_JOBS=4``) goes before the file.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from oversikt.errors import SettingsError

FILE = "oversikt.toml"
PREFIX = "OVERSIKT_"

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

# Reports in one transaction of `oversikt run`; a killed run repeats at most this many.
batch = 200
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with the value that holds where nothing is said.

    ``store`` is an SQLAlchemy address; ``profile`` the rule profile; ``by`` the division of the
    overview; ``jobs`` the number of processes; ``batch`` the reports in one transaction.
    """

    store: str = "sqlite:///oversikt.sqlite"
    profile: str = "minmax"
    by: Literal["country", "admin1"] = "country"
    jobs: int = 1
    batch: int = 200


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
            settings = _set(settings, name, value, str(path))
    for variable, words in sorted((os.environ if environment is None else environment).items()):
        if variable.startswith(PREFIX) and variable != PREFIX + "WORKSPACE":
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
    known = [f.name for f in fields(Settings)]
    if name not in known:
        close = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean '{close[0]}'?" if close else f"known are {', '.join(known)}"
        raise SettingsError(f"{where}: no setting is called '{name}'; {hint}")
    if name in {"jobs", "batch"}:
        number = int(value) if isinstance(value, str) and value.isdecimal() else value
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise SettingsError(f"{where}: '{name}' must be a whole number from 1, not {value!r}")
        value = number
    elif not isinstance(value, str) or not value:
        raise SettingsError(f"{where}: '{name}' must be a string, not {value!r}")
    if name == "by" and value not in {"country", "admin1"}:
        raise SettingsError(f"{where}: 'by' must be country or admin1, not {value!r}")
    return replace(settings, **{name: value})
