"""Documents that can be checked are checked."""

import re
import subprocess
from pathlib import Path

import pytest

from analysis.settings import Settings
from tests import data_digests

ROOT = Path(__file__).resolve().parent.parent
PLACES_OF_DATA = ("data/model", "data/quotes", "data/gazetteer", "data/lexicons", "data/demo", "static")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))


def test_the_readme_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", read("README.md")))
    assert {"run", "test"} <= named
    assert named <= make_targets()


def test_every_setting_is_documented_with_its_default_variable() -> None:
    text = read("docs/settings.md")
    missing = [name for name in Settings.model_fields if f"DATELINE_{name.upper()}" not in text]
    assert not missing


def test_every_command_is_documented() -> None:
    from analysis.cli import app

    named = [command.name or command.callback.__name__ for command in app.registered_commands]
    named += [group.name for group in app.registered_groups]
    text = read("docs/commands.md")
    assert named
    assert not [name for name in named if f"python -m analysis {name}" not in text]


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for document in [ROOT / "README.md", ROOT / "data/README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            if not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)} → {target}")
    assert not broken, "\n".join(broken)


def tracked_data() -> list[str]:
    listed = subprocess.run(["git", "ls-files", *PLACES_OF_DATA], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.split("\n")[:-1]


def test_every_file_of_data_is_listed_with_source_and_licence() -> None:
    rows = data_digests.listed()
    unlisted = [
        file
        for file in tracked_data()
        if not any(file == row or file.startswith(row.rstrip("/") + "/") for row in rows)
    ]
    assert not unlisted, "\n".join(unlisted)


def test_the_digests_of_data_hold() -> None:
    wrong = [
        f"{name}: listed {listed}, is {data_digests.digest(ROOT / name)}"
        for name, listed in data_digests.listed().items()
        if data_digests.digest(ROOT / name) != listed
    ]
    assert not wrong, "\n".join([*wrong, "Changed on purpose? make digests writes them anew."])


def test_every_lexicon_names_its_sources() -> None:
    lexicons = sorted((ROOT / "data/lexicons").glob("*.csv"))
    assert lexicons
    for lexicon in lexicons:
        lines = [line for line in lexicon.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        assert "source" in lines[0].split(","), f"{lexicon.name} has no source column"
