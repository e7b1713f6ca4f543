"""The start script: which way it installs, and that nothing half-made is ever used. Nothing is installed here."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

Command = list[str]


@pytest.fixture
def start(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The start script as a module, at home in an empty clone."""
    loader = importlib.machinery.SourceFileLoader("start_script", str(root / "start"))
    spec = importlib.util.spec_from_loader("start_script", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    for name in ("pyproject.toml", *module.RUN_LOCKS, *module.TEST_LOCKS):
        shutil.copy(root / name, tmp_path / name)
    home = tmp_path / ".tallymark-env"
    places = {
        "ROOT": tmp_path,
        "HOME": home,
        "VENV": home / "venv",
        "STAMP": home / "stamp.json",
        "LOCK": home / "lock",
    }
    for name, place in {**places, "BIN": home / "venv" / "bin", "PYTHON": home / "venv" / "bin" / "python"}.items():
        monkeypatch.setattr(module, name, place)
    home.mkdir()
    return module


class Machine:
    """A machine on which commands are noted and not run; those that hold a word of `failing` fail."""

    def __init__(self, start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.start = start
        self.commands: list[Command] = []
        self.failing: set[str] = set()
        self.programs: dict[str, str] = {}
        self.modules: set[str] = {"ensurepip"}
        monkeypatch.setattr(start, "call", self.call)
        monkeypatch.setattr(start, "works", lambda: self.start.PYTHON.exists())
        monkeypatch.setattr(start.shutil, "which", self.programs.get)
        monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: name if name in self.modules else None)

    def call(self, command: list[object], cwd: object = None, more: object = ()) -> int:
        words = [str(word) for word in command]
        self.commands.append(words)
        if any(word in words for word in self.failing):
            return 1
        if "venv" in words:
            self.start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            self.start.PYTHON.touch()
        return 0

    def installers(self) -> set[str]:
        return {words[0] if words[0] == "uv" else "pip" for words in self.commands if "install" in words}


@pytest.fixture
def machine(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(start, monkeypatch)


def test_uv_is_taken_where_there_is_one(machine: Machine) -> None:
    machine.programs["uv"] = "uv"
    machine.start.make_ready(False)
    assert machine.installers() == {"uv"}


def test_venv_is_taken_where_there_is_no_uv(machine: Machine) -> None:
    machine.start.make_ready(False)
    assert machine.installers() == {"pip"}


def test_venv_is_taken_where_uv_fails(machine: Machine) -> None:
    machine.programs["uv"] = "uv"
    machine.failing = {"uv"}
    machine.start.make_ready(False)
    assert machine.installers() == {"pip"}
    assert machine.start.STAMP.exists()


def test_an_environment_made_by_uv_is_made_anew_when_uv_is_gone(machine: Machine) -> None:
    machine.programs["uv"] = "uv"
    machine.start.make_ready(False)
    machine.programs.clear()
    machine.commands.clear()
    machine.failing = {machine.start.HAS_PIP}
    machine.start.install_with_venv(machine.start.RUN_LOCKS)
    assert any("--clear" in words for words in machine.commands)


def test_without_either_the_one_line_to_type_is_said(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.modules.clear()
    machine.programs["apt-get"] = "apt-get"
    with pytest.raises(SystemExit, match="sudo apt-get install -y python3-venv"):
        machine.start.make_ready(False)
    assert machine.commands == []


def test_only_locked_versions_with_hashes_are_installed(machine: Machine) -> None:
    machine.start.make_ready(True)
    for words in (words for words in machine.commands if "install" in words):
        own = [str(machine.start.ROOT)] == words[-1:]
        assert ("--no-deps" in words and "--no-build-isolation" in words) if own else "--require-hashes" in words


def test_a_second_start_sets_nothing_up(machine: Machine) -> None:
    machine.start.make_ready(True)
    machine.commands.clear()
    machine.start.make_ready(False)
    machine.start.make_ready(True)
    assert machine.commands == []


def test_the_tests_are_added_to_an_environment_that_is_there(machine: Machine) -> None:
    machine.start.make_ready(False)
    machine.commands.clear()
    machine.start.make_ready(True)
    assert any("requirements-dev.txt" in word for words in machine.commands for word in words)
    assert not any("venv" in words for words in machine.commands)


def test_what_was_left_half_made_is_made_anew(machine: Machine) -> None:
    machine.failing = {"--editable"}
    with pytest.raises(SystemExit, match="could not be set up"):
        machine.start.make_ready(False)
    assert not machine.start.STAMP.exists()
    left_over = machine.start.VENV / "left-over"
    left_over.touch()
    machine.failing = set()
    machine.start.make_ready(False)
    assert not left_over.exists()
    assert machine.start.STAMP.exists()


@pytest.mark.parametrize("stamp", ["", "[]", "{", '{"key": "of another time"}', b"\xff"])
def test_a_stamp_that_does_not_fit_counts_for_nothing(machine: Machine, stamp: str | bytes) -> None:
    machine.start.make_ready(False)
    machine.start.STAMP.write_bytes(stamp if isinstance(stamp, bytes) else stamp.encode())
    machine.commands.clear()
    machine.start.make_ready(False)
    assert machine.installers() == {"pip"}


def test_a_new_lock_file_is_installed(machine: Machine) -> None:
    machine.start.make_ready(False)
    machine.commands.clear()
    with (machine.start.ROOT / "requirements.txt").open("a") as file:
        file.write("# changed\n")
    machine.start.make_ready(False)
    assert machine.installers() == {"pip"}


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.start.make_ready(False)
    machine.start.PYTHON.unlink()
    machine.commands.clear()
    machine.start.make_ready(False)
    assert machine.installers() == {"pip"}


@pytest.mark.parametrize("broken", ["check", "--check", "mypy", "lint-imports", "pytest"])
def test_the_test_command_fails_when_any_check_fails_and_runs_the_others(machine: Machine, broken: str) -> None:
    machine.failing = {broken, str(machine.start.BIN / broken)}
    assert machine.start.test([]) == 1
    assert len(machine.commands) == 5
    machine.failing = set()
    assert machine.start.test(["-k", "some"]) == 0
    assert machine.commands[-1][-2:] == ["-k", "some"]


def test_the_main_job_runs_the_samples_and_says_where_the_page_is(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.start.main([]) == 0
    assert [words[4] for words in machine.commands if "tallymark" in words] == ["run", "page"]
    assert (machine.start.ROOT / "tallymark.html").as_uri() in capsys.readouterr().out
    machine.failing = {"run"}
    assert machine.start.main([]) == 1


def test_other_words_go_to_tallymark_as_they_are(machine: Machine) -> None:
    assert machine.start.main(["show", "--json"]) == 0
    assert machine.commands[-1][1:] == ["-P", "-m", "tallymark", "show", "--json"]


def test_an_old_python_is_told_in_words(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.start.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        machine.start.main([])


def test_nothing_of_an_active_environment_reaches_the_commands(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in start.FOREIGN:
        monkeypatch.setenv(name, "foreign")
    program = "import os, sys; sys.exit(sum(value == 'foreign' for value in os.environ.values()))"
    assert start.call([sys.executable, "-c", program]) == 0


def test_a_command_that_is_not_there_fails_without_a_traceback(start: ModuleType) -> None:
    assert start.call([start.BIN / "none"]) == 127


@pytest.mark.skipif(os.name == "nt", reason="the lock of Windows needs another probe")
def test_a_second_start_waits_for_the_first(start: ModuleType) -> None:
    probe = (
        "import fcntl, sys\n"
        f"with open({str(start.LOCK)!r}, 'a+b') as handle:\n"
        "    try: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
        "    except BlockingIOError: sys.exit(7)\n"
    )
    with start.one_at_a_time():
        assert subprocess.call([sys.executable, "-c", probe]) == 7
    assert subprocess.call([sys.executable, "-c", probe]) == 0


def test_the_stamp_says_what_was_installed(machine: Machine) -> None:
    machine.start.make_ready(False)
    assert json.loads(machine.start.STAMP.read_text())["testing"] is False
    machine.start.make_ready(True)
    assert json.loads(machine.start.STAMP.read_text())["testing"] is True
