"""What is promised about the project itself: its files, its law and its commands."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from pathlib import Path

import pytest

LOCKS = {
    "requirements.txt": ("project", "dependencies"),
    "requirements-build.txt": ("build-system", "requires"),
    "requirements-dev.txt": ("dependency-groups", "dev"),
}


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, dict[str, object]]:
    with (root / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", name, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_no_registry(root: Path, name: str) -> None:
    """They hold on any mirror, and tell nobody where they were made."""
    text = (root / name).read_text()
    assert re.findall(r"://|--index|--extra|--find-links|\bfile:|\s@\s|/", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_is_exact_and_has_its_hash(root: Path, name: str) -> None:
    entries = re.split(r"\n(?=\S)", (root / name).read_text().strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+( ; [^\\]+)? \\\n", entry), entry[:80]
        assert re.findall(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:80]


@pytest.mark.parametrize(("name", "where"), LOCKS.items())
def test_what_the_project_asks_for_is_locked(
    root: Path, project: dict[str, dict[str, object]], name: str, where: tuple[str, str]
) -> None:
    """A dependency added to pyproject.toml and not locked would be missing for whoever starts from a clone."""
    asked = project[where[0]][where[1]]
    assert isinstance(asked, list)
    locked = {normal(line) for line in (root / name).read_text().splitlines() if line[:1].isalnum()}
    assert {normal(words) for words in asked} <= locked


def test_lock_files_agree_with_each_other(root: Path) -> None:
    """They are installed into one environment."""
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        for package, version in re.findall(r"^([a-z0-9.-]+)==(\S+) \\$", (root / name).read_text(), re.MULTILINE):
            versions.setdefault(package, set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def test_the_import_law_names_every_room(root: Path, project: dict[str, dict[str, object]]) -> None:
    """A room that the law does not name may import what it likes."""
    (contract,) = project["tool"]["importlinter"]["contracts"]  # type: ignore[index, call-overload]
    named = set(re.findall(r"tallymark\.(\w+)", " ".join(contract["layers"])))
    rooms = {path.parent.name for path in (root / "src" / "tallymark").glob("*/__init__.py")}
    assert rooms == named
    assert rooms.isdisjoint({"utils", "helpers", "common", "core", "misc"})


def test_no_file_is_too_long_to_be_read_in_one_go(root: Path) -> None:
    paths = [*(root / "src").rglob("*.py"), root / "start"]
    long = {path.name: count for path in paths if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}


def test_every_file_says_first_what_it_knows(root: Path) -> None:
    silent = [
        str(path.relative_to(root))
        for path in [*(root / "src").rglob("*.py"), *(root / "tests").rglob("*.py")]
        if path.read_text(encoding="utf-8").strip() and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert silent == []


def test_the_readme_tells_the_two_commands_and_they_are_there(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "\n./start\n" in readme
    assert "\n./start test\n" in readme
    assert os.access(root / "start", os.X_OK)


@pytest.mark.parametrize("page", ["README.md", "docs/reading.md"])
def test_the_pages_point_at_files_that_are_there(root: Path, page: str) -> None:
    text = re.sub(r"<!--.*?-->", "", (root / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (root / page).parent.joinpath(link).exists()] == []


def test_the_build_machine_runs_the_readmes_test_command(root: Path) -> None:
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "./start test", "last, so that its exit status is the script's"
    assert "set -euo pipefail" in lines


def test_the_reading_page_names_every_field_ending_and_problem(root: Path) -> None:
    from tallymark.read import KINDS, problems
    from tallymark.read.records import FIELDS

    page = (root / "docs" / "reading.md").read_text(encoding="utf-8")
    kinds = re.findall(r"^\| `(\w+)`", problems.__doc__ or "", re.MULTILINE)
    assert len(kinds) > 10
    assert [word for word in (*FIELDS, *KINDS, *kinds) if f"`{word}`" not in page] == []


def test_no_problem_is_made_of_a_kind_that_is_not_written_down(root: Path) -> None:
    from tallymark.read import problems

    source = "".join(path.read_text(encoding="utf-8") for path in (root / "src" / "tallymark" / "read").glob("*.py"))
    source += (root / "src" / "tallymark" / "run" / "intake.py").read_text(encoding="utf-8")
    made = set(re.findall(r'\b(?:problem|_told)\(\s*"(\w+)"', source))
    written = set(re.findall(r"^\| `(\w+)`", problems.__doc__ or "", re.MULTILINE))
    assert made <= written
    # Two kinds come from the table of file signatures and are never written out in a call.
    assert written - made <= {"archive", "binary"}
