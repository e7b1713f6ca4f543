"""Files that a command writes are whole or as they were."""

import os
import stat
from pathlib import Path

import pytest

from tallymark.cli.errors import UsageError
from tallymark.cli.output import written_whole


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    where = tmp_path / "page.html"
    with written_whole(str(where)) as stream:
        stream.write("nine ")
        assert not where.exists()
        stream.write("mines\n")
    assert where.read_bytes() == b"nine mines\n"
    assert os.listdir(tmp_path) == ["page.html"]


def test_a_file_that_was_there_survives_a_failure(tmp_path: Path) -> None:
    where = tmp_path / "page.html"
    where.write_text("old")

    def fail() -> None:
        with written_whole(str(where)) as stream:
            stream.write("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert where.read_text() == "old"
    assert os.listdir(tmp_path) == ["page.html"]


def test_new_files_have_the_permissions_of_the_user(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with written_whole(str(tmp_path / "a")) as stream:
            stream.write("x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize("where", ["", "no/such/folder/page.html"])
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, where: str) -> None:
    with pytest.raises(UsageError, match="cannot write"), written_whole(str(tmp_path / where)):
        pass


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with written_whole(str(pipe)) as stream:
        stream.write("nine")
    assert os.read(reader, 10) == b"nine"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
