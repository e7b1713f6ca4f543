"""What is kept between starts: what comes back, what is not believed, and what several processes do to it at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tallymark.packs import cache


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_kept_comes_back() -> None:
    assert cache.kept("pack-en", "a1") is None
    assert not cache.is_kept("pack-en", "a1")
    cache.keep("pack-en", "a1", b"nine mines")
    assert cache.is_kept("pack-en", "a1")
    assert cache.kept("pack-en", "a1") == b"nine mines"
    assert cache.kept("pack-en", "a2") is None
    cache.keep("pack-en", "a1", b"ten")
    assert cache.kept("pack-en", "a1") == b"ten"


@pytest.mark.parametrize("broken", [b"", b"short", b"\0" * 50], ids=["empty", "cut", "noughts"])
def test_a_file_that_is_not_what_was_put_there_is_not_taken(folder: Path, broken: bytes) -> None:
    cache.keep("pack-en", "a1", b"nine mines")
    (file,) = folder.iterdir()
    file.write_bytes(broken)
    assert cache.kept("pack-en", "a1") is None
    cache.keep("pack-en", "a1", b"nine mines")
    assert cache.kept("pack-en", "a1") == b"nine mines"


def test_one_changed_byte_is_noticed(folder: Path) -> None:
    cache.keep("pack-en", "a1", b"nine mines")
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    assert cache.kept("pack-en", "a1") is None


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for where in (tmp_path / "file", tmp_path / "file" / "in it"):
        monkeypatch.setenv(cache.VARIABLE, str(where))
        cache.keep("pack-en", "a1", b"nine mines")
        assert cache.kept("pack-en", "a1") is None


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the permissions of a folder bind no one here")
def test_a_folder_for_reading_only_is_read(folder: Path) -> None:
    cache.keep("pack-en", "a1", b"nine mines")
    folder.chmod(0o500)
    cache.keep("pack-en", "a2", b"ten")
    assert (cache.kept("pack-en", "a1"), cache.kept("pack-en", "a2")) == (b"nine mines", None)
    folder.chmod(0o700)


def test_an_empty_variable_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.keep("pack-en", "a1", b"nine mines")
    assert cache.kept("pack-en", "a1") is None
    assert not folder.exists()


def test_without_the_variable_it_is_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path / "mine"))
    assert cache.folder() == tmp_path / "mine" / "tallymark"


def test_the_oldest_of_a_name_are_forgotten_and_no_others(folder: Path) -> None:
    cache.keep("pack-en-gb", "a0", b"another name")
    for number in range(cache.KEPT + 2):
        cache.keep("pack-en", f"a{number}", b"nine mines")
        for file in folder.glob(f"pack-en-a{number}.*"):
            os.utime(file, (number, number))
    kept = [number for number in range(cache.KEPT + 2) if cache.is_kept("pack-en", f"a{number}")]
    assert kept == list(range(2, cache.KEPT + 2))
    assert cache.is_kept("pack-en-gb", "a0")


def test_processes_that_keep_one_thing_at_once_leave_it_whole(folder: Path) -> None:
    code = (
        "from tallymark.packs import cache\n"
        "content = bytes(range(256)) * 4000\n"
        "for _ in range(30):\n"
        "    cache.keep('pack-en', 'a1', content)\n"
        "    assert cache.kept('pack-en', 'a1') == content\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert [file.name for file in folder.iterdir()] == ["pack-en-a1.kept"]
