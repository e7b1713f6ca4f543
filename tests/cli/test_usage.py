"""What cannot be done is said in one sentence, with what to type instead, and ends with status 2."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tallymark.cli.verbs import VERBS
from tallymark.version import __version__
from tests.cli.conftest import Type, seconds

ROOM = Path(__file__).parent.parent.parent / "src" / "tallymark" / "cli"
SCRIPT = "import sys; from tallymark.cli.main import main; sys.exit(main())"


def test_version(typed: Type) -> None:
    assert typed("--version") == (0, f"tallymark {__version__}\n", "")


def test_help_names_every_verb_and_how_to_start(typed: Type) -> None:
    told = typed("--help")
    assert told.status == 0
    assert all(f"    {verb} " in told.out for verb in VERBS)
    assert "tallymark run reports/" in told.out


def test_nothing_typed_is_help(typed: Type) -> None:
    assert typed() == (0, typed("--help").out, "")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_within_the_width(typed: Type, verb: str) -> None:
    told = typed(verb, "--help")
    assert told.status == 0
    assert told.out.startswith(f"usage: tallymark {verb} ")
    assert "--ledger FILE" in told.out
    assert max(map(len, told.out.splitlines())) <= 88


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_one_file_that_does_it(verb: str) -> None:
    module = ast.parse((ROOM / f"{verb}.py").read_text(encoding="utf-8"))
    assert {"add_arguments", "do"} <= {node.name for node in module.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["run"], "say what to read: tallymark run PATH…, where PATH is a file, a folder, or - for standard input"),
        (["read"], "say what to read: tallymark read PATH…, where PATH is a file, a folder, or - for standard input"),
        (["run", "no-such"], "nothing to read: no-such is no file or folder"),
        (["run", "no", "such"], "nothing to read: no, such are no files or folders"),
        (["run", "a\0b"], "nothing to read: a⟨U+0000⟩b is no file or folder"),
        (["run", "x" * 5000], f"nothing to read: {'x' * 5000} is no file or folder"),
        (["extract", "--format", "jsonl", "no-such"], "nothing to read: no-such is no file or folder"),
        (["collate", "--format", "jsonl", "no-such"], "nothing to read: no-such is no file or folder"),
        (["show"], "there is no ledger at tallymark.db; make one: tallymark run PATH…"),
        (["page"], "there is no ledger at tallymark.db; make one: tallymark run PATH…"),
        (["explain", "claim-0"], "there is no ledger at tallymark.db; make one: tallymark run PATH…"),
        (["export", "--format", "csv"], "there is no ledger at tallymark.db; make one: tallymark run PATH…"),
        (["show", "--ledger", "x.db"], "there is no ledger at x.db; make one: tallymark run --ledger x.db PATH…"),
        (["show", "story"], "say which story: tallymark show story STORY; the ids are in: tallymark show stories"),
    ],
)
def test_one_sentence_says_what_to_do(typed: Type, here: Path, words: list[str], sentence: str) -> None:
    assert typed(*words) == (2, "", f"tallymark: {sentence}\n")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [["frobnicate"], ["run", "--frobnicate", "."], ["explain"], ["export", "--format", "xml"], ["show", "weather"]],
)
def test_words_that_are_no_command_are_refused_with_the_usage(typed: Type, words: list[str]) -> None:
    told = typed(*words)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("usage: tallymark")


def test_a_folder_without_reports_is_nothing_to_read(typed: Type, here: Path) -> None:
    (here / "empty").mkdir()
    assert typed("run", "empty") == (
        2,
        "",
        "tallymark: nothing to read in empty: no .txt, .html, .json or .jsonl file\n",
    )
    told = typed("extract", "--format", "jsonl", "empty")
    assert (told.status, told.out) == (2, "")


@pytest.mark.parametrize("verb", ["run", "read", "show", "page", "extract"])
def test_a_file_that_is_no_ledger_is_left_alone(typed: Type, here: Path, verb: str) -> None:
    (here / "a.txt").write_text("Two mines were found.")
    (here / "notes.db").write_text("These are my notes, and no ledger. " * 9)
    before = (here / "notes.db").read_bytes()
    told = typed(verb, "--ledger", "notes.db", *(["a.txt"] if verb in ("run", "read") else []))
    assert (told.status, told.out) == (2, "")
    assert told.err == "tallymark: notes.db is not a Tallymark ledger. Nothing in it was changed. Name another file.\n"
    assert (here / "notes.db").read_bytes() == before


def test_a_ledger_in_a_folder_that_is_not_there(typed: Type, here: Path) -> None:
    (here / "a.txt").write_text("Two mines were found.")
    told = typed("run", "--ledger", "no/such/tallymark.db", "a.txt")
    assert (told.status, told.out) == (2, "")
    assert "There is no folder" in told.err
    assert len(told.err.splitlines()) == 1


def test_options_may_stand_before_or_after_the_verb(typed: Type, here: Path) -> None:
    (here / "a.txt").write_text("Two mines were found.")
    assert typed("--ledger", "one.db", "--quiet", "read", "a.txt") == (0, "", "")
    assert typed("read", "a.txt", "--ledger", "two.db", "--quiet") == (0, "", "")
    assert {path.name for path in here.iterdir()} >= {"one.db", "two.db"}


def test_version_is_told_in_time() -> None:
    assert min(seconds([sys.executable, "-c", SCRIPT, "--version"]) for _ in range(3)) < 0.15


def test_version_and_help_import_nothing_heavy() -> None:
    heavy = ["sqlalchemy", "alembic", "rich", "jinja2", "yaml", "msgspec", "trafilatura", "py3langid", "rapidfuzz"]
    script = (
        "import sys; from tallymark.cli.main import main\n"
        "try: main([sys.argv[1]])\n"
        f"except SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    for word in ("--version", "--help"):
        told = subprocess.run([sys.executable, "-c", script, word], capture_output=True, text=True, check=True)
        assert told.stderr == "[]\n"


@pytest.mark.parametrize(
    "words",
    [["show"], ["show", "stories"], ["search", "mines"], ["total", "--measure", "killed", "--place", "Helmand"]],
)
def test_who_only_asks_waits_for_no_room_that_works_things_out(words: list[str], typed: Type, here: Path) -> None:
    (here / "a.txt").write_text("Two people were killed by a mine in Helmand.")
    typed("run", "a.txt")
    typed(*words)  # what is read of the packs is kept from now on
    rooms = ("tallymark.collate.", "tallymark.reconcile.outcome", "tallymark.rules.", "tallymark.web.render")
    script = (
        "import sys; from tallymark.cli.main import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        f"print([name for name in sys.modules if name.startswith({rooms!r}) or name in ('alembic', 'jinja2', 'yaml')],"
        " file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    assert told.stderr == "[]\n"
