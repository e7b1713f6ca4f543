"""The command for speakers: what it says, its exit status, and that it touches nothing that is there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tallymark.cli.main import main
from tallymark.packs.loader import LANGUAGES, VARIABLE


@pytest.fixture(autouse=True)
def _no_packs_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_whole_pack_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", "en"]) == 0
    out = capsys.readouterr().out
    assert "English (en), a pack of the program" in out
    assert "sentences come out as the rules say." in out
    assert "The pack is right as far as it goes" in out
    assert main(["pack", "check", "en", "--strict"]) == 1, "a gap is said, and counts under --strict"


def test_a_pack_of_ones_own_with_a_wrong_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(LANGUAGES / "en", Path("packs", "en"))
    denials = Path("packs", "en", "denials.yaml")
    text = denials.read_text(encoding="utf-8").replace("=> denied laying", "=> laying")
    denials.write_text(text, encoding="utf-8")
    assert main(["pack", "check", "en"]) == 1
    out = capsys.readouterr().out
    assert "in packs/en" in out
    assert "denials.yaml, rule denial.act: should read 'laying', but it reads 'denied laying'." in " ".join(out.split())
    assert "1 sentence to be seen to" in out
    assert main(["pack", "check", "en", "--json"]) == 1
    row = json.loads(capsys.readouterr().out)
    assert [fault["rule"] for fault in row["faults"]] == ["denial.act"]
    assert (row["right"], row["folder"]) == (False, "packs/en")


def test_a_broken_pack_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(LANGUAGES / "en", Path("mine", "en"))
    Path("mine", "en", "stance.yaml").write_text("words: [a", encoding="utf-8")
    assert main(["pack", "check", "en", "--packs", "mine"]) == 2
    assert "stance.yaml is no YAML" in capsys.readouterr().err


def test_try_says_what_is_found_and_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "try", "en", "Two farmers were killed by a mine near Zib."]) == 0
    out = capsys.readouterr().out
    assert "2 killed (farmer)" in out
    assert "rules    count.noun, passive" in out
    assert "farmers  person.pl#farmer" in out
    assert "Words in no list of the pack: Zib." in out
    assert main(["pack", "try", "en", "The mine hurt nobody in Zib.", "--strict", "--quiet"]) == 1
    assert main(["pack", "try", "en", "Two", "farmers", "were", "killed", "by", "a", "mine.", "--json"]) == 0
    assert [claim["measure"] for claim in json.loads(capsys.readouterr().out)["claims"]] == ["killed"]


def test_new_makes_a_pack_that_the_other_commands_take(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "new", "ka"]) == 0
    assert "Made packs/ka" in capsys.readouterr().out
    assert main(["pack", "new", "ka"]) == 2
    assert "nothing in it was touched" in capsys.readouterr().err
    assert main(["pack", "check", "ka"]) == 1
    assert "The pack is a beginning" in capsys.readouterr().out
    assert main(["pack", "try", "ka", "50"]) == 0
    Path("report.txt").write_text("50", encoding="utf-8")
    assert main(["extract", "--packs", "packs", "--language", "ka", "--format", "jsonl", "report.txt"]) == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [(["new", "Deutsch"], "is no code of a language"), (["new", "en"], "there is a pack for en already"),
     (["check", "qq"], "there is no pack for the language 'qq'"), (["try", "en"], "say what to read"),
     (["check", "en", "text"], "takes a language and no text"),
     (["check", "en", "--packs", "no"], "no folder of packs at no"),
     (["new", "ka", "--like", "qq"], "there is no pack for the language 'qq'")],
)  # fmt: skip
def test_what_cannot_be_done_is_said(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", *words]) == 2
    assert says in capsys.readouterr().err
    assert not Path("packs").exists()
