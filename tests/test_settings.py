"""Settings come from the file and the environment, and a mistyped one is an error."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversikt.errors import SettingsError
from oversikt.settings import FILE, TEMPLATE, Settings, find, load


def workspace(folder: Path, words: str) -> Path:
    """Make a folder with settings."""
    (folder / FILE).write_text(words, "utf-8")
    return folder


def test_the_bundled_file_says_what_holds_anyway(tmp_path: Path) -> None:
    folder = workspace(tmp_path, TEMPLATE.replace("{store}", Settings().store))
    assert load(folder, {}) == load(None, {}) == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    folder = workspace(tmp_path, "jobs = 2\nbatch = 7\n")
    assert load(folder, {"OVERSIKT_JOBS": "4", "HOME": "/"}) == Settings(jobs=4, batch=7)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("profil = 'ibc'", "'profil'; did you mean 'profile'?"),
        ("colour = 1", "'colour'; known are store"),
        ("jobs = 0", "'jobs' must be a whole number from 1, not 0"),
        ("jobs = true", "'jobs' must be"),
        ("batch = 2.5", "'batch' must be"),
        ("store = 3", "'store' must be a string"),
        ("by = 'village'", "'by' must be country or admin1"),
        ("reader = 'oracle'", "'reader' must be rules or llm"),
        ("min_confidence = 1.5", "'min_confidence' must be from 0 to 1, not 1.5"),
        ("min_confidence = true", "'min_confidence' must be"),
        ("min_confidence = nan", "'min_confidence' must be"),
        ("endpoint = 'http://localhost/v1'", "only, so that a folder from elsewhere sends no"),
        ("api_key = 'secret'", "no setting is called 'api_key'"),
        ("jobs = ", "cannot be read"),
    ],
)
def test_a_bad_file_is_named_with_the_setting(tmp_path: Path, words: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(workspace(tmp_path, words), {})
    assert message in str(error.value)
    assert FILE in str(error.value)


def test_the_environment_names_an_endpoint_and_keeps_the_key_out_of_the_settings() -> None:
    named = {"OVERSIKT_ENDPOINT": "http://localhost/v1", "OVERSIKT_READER": "llm"}
    kept = load(None, named | {"OVERSIKT_API_KEY": "secret", "OVERSIKT_MIN_CONFIDENCE": "0.25"})
    assert kept == Settings(endpoint="http://localhost/v1", reader="llm", min_confidence=0.25)


def test_rule_and_extractor_tell_settings_apart_that_give_other_results() -> None:
    assert Settings().rule == "minmax"
    assert Settings(profile="ibc", min_confidence=0.5).rule == "ibc from 0.5"
    asked = Settings(reader="llm", model="small")
    assert (
        len({Settings().extractor, asked.extractor, replace(asked, model="x" * 99).extractor}) == 3
    )
    assert len(replace(asked, model="x" * 99).extractor) <= 80


@pytest.mark.parametrize(
    ("variable", "value"), [("OVERSIKT_JOB", "2"), ("OVERSIKT_JOBS", "many"), ("OVERSIKT_BY", "")]
)
def test_a_bad_variable_is_named(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        load(None, {variable: value})


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8)))
def test_other_variables_are_nobodys_business(environment: dict[str, str]) -> None:
    assert load(None, environment) == Settings()


def test_the_nearest_workspace_above_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find(environment={}) is None
    workspace(tmp_path, "")
    assert find(environment={}) == tmp_path
    assert find(environment={"OVERSIKT_WORKSPACE": str(tmp_path)}) == tmp_path
    with pytest.raises(SettingsError, match="oversikt init"):
        find(below, {})
