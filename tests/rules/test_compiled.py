"""Patterns whose code is kept: they are what `re` makes of them, in the next start too, whatever lies in the cache."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.packs import cache, load_packs
from tallymark.rules import Compiler, Engine, PatternError, Symbols, compiled
from tallymark.rules.anchors import Anchored

PATTERNS = [
    "", "a", "(?P<fig>a+)b|(c)(?P<cue>d)?", "[a-e]{2,4}?(?=x)(?!y)(?<=z)(?<!w)", "(a)\\1",
    "(?:)|[^\ue000-\ue010]", "[\ue000-\ue0ff\ue200]+(?:\ue300|\ue301)*", "(?i:k)K", "^a$", r"\d[\w.]*?\b",
]  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_this_python_makes_patterns_in_the_way_that_is_known() -> None:
    assert compiled._UNDERSTOOD


@pytest.mark.parametrize("text", PATTERNS)
def test_a_kept_pattern_is_what_re_makes_of_its_text(text: str) -> None:
    first = Compiler("rules-xx", "key")
    assert first.pattern(text) == re.compile(text)
    first.keep()
    again = Compiler("rules-xx", "key").pattern(text)
    wanted = re.compile(text)
    assert again == wanted  # equal patterns have the same text, flags and code
    assert (again.groups, dict(again.groupindex)) == (wanted.groups, dict(wanted.groupindex))


def test_a_kept_pattern_names_its_groups() -> None:
    first = Compiler("rules-xx", "key")
    first.pattern("(?P<fig>a+)(b)(?P<cue>c)")
    first.keep()
    match = Compiler("rules-xx", "key").pattern("(?P<fig>a+)(b)(?P<cue>c)").fullmatch("aabc")
    assert match is not None
    assert (match.groupdict(), match.lastgroup, match.span("cue")) == ({"fig": "aa", "cue": "c"}, "cue", (3, 4))


@given(st.text("ab](){}|*+?^$.\\-x", max_size=12))
def test_any_text_is_a_pattern_or_not_as_it_is_for_re(text: str) -> None:
    try:
        wanted = re.compile(text)
    except re.error:
        with pytest.raises(re.error):
            Compiler().pattern(text)
        return
    assert Compiler().pattern(text) == wanted


def test_what_is_kept_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Compiler("rules-xx", "key")
    first.pattern("a(b)")
    first.worked_out("anchors")["a(b)"] = ["a", "b"]
    first.keep()

    def refused(text: str) -> compiled.Code:
        raise AssertionError(text)

    monkeypatch.setattr(compiled.Code, "of", refused)
    again = Compiler("rules-xx", "key")
    assert again.pattern("a(b)").fullmatch("ab") is not None
    assert again.worked_out("anchors") == {"a(b)": ["a", "b"]}
    with pytest.raises(AssertionError):
        Compiler("rules-xx", "other key").pattern("a(b)")


def test_two_that_keep_one_after_the_other_lose_nothing() -> None:
    one, other = Compiler("rules-xx", "key"), Compiler("rules-xx", "key")
    one.pattern("a")
    one.worked_out("anchors")["a"] = ["a"]
    other.pattern("b")
    other.worked_out("anchors")["b"] = ["b"]
    one.keep()
    other.keep()
    both = Compiler("rules-xx", "key")
    assert set(both._known.codes) == {"a", "b"}
    assert both.worked_out("anchors") == {"a": ["a"], "b": ["b"]}


def test_nothing_new_is_not_written_again(folder: Path) -> None:
    first = Compiler("rules-xx", "key")
    first.pattern("a")
    first.keep()
    (file,) = folder.iterdir()
    os.utime(file, (1, 1))
    again = Compiler("rules-xx", "key")
    again.pattern("a")
    again.keep()
    assert file.stat().st_mtime == 1


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x92\x80\x01"], ids=["empty", "no msgpack", "of another shape"])
def test_a_cache_that_holds_something_else_is_passed_over(content: bytes) -> None:
    compiler = Compiler("rules-xx", "key")
    cache.keep("rules-xx", compiler._key, content)
    assert Compiler("rules-xx", "key").pattern("a|b") == re.compile("a|b")


def test_codes_that_are_none_are_compiled_anew() -> None:
    compiler = Compiler("rules-xx", "key")
    right = compiled.Code.of("a(?P<x>b)")
    wrong = [
        compiled.Code(right.flags, b"\xff" * 16, right.groups, right.names),
        compiled.Code(right.flags, right.code[:-3], right.groups, right.names),
        compiled.Code(right.flags, right.code, right.groups, {"x": 9}),
    ]
    for code in wrong:
        compiler._known.codes["a(?P<x>b)"] = code
        assert compiler.pattern("a(?P<x>b)") == re.compile("a(?P<x>b)")


def test_a_letter_given_later_is_in_the_patterns_compiled_after_it() -> None:
    symbols = Symbols()
    symbols.of("verb", "past")
    symbols.settle(Compiler("rules-xx", "key"))
    assert symbols.compile("verb").fullmatch(symbols.of("verb", "past")) is not None
    later = symbols.of("verb", "ing")
    assert symbols.compile("verb").fullmatch(later) is not None
    with pytest.raises(PatternError, match="no unit is called 'noun'"):
        symbols.compile("noun")


def test_known_anchors_are_taken_and_unknown_ones_added() -> None:
    known = {"ab": ["b"]}
    anchored = Anchored([re.compile("ab"), re.compile("c")], known)
    assert anchored.among(set("b")) == (0,)
    assert known == {"ab": ["b"], "c": ["c"]}


def test_an_engine_of_kept_patterns_has_the_same_patterns() -> None:
    packs = load_packs(["en"])
    first = Engine(packs.languages["en"], packs.domain)
    first.compiler.keep()
    again = Engine(packs.languages["en"], packs.domain)
    assert again.rules == first.rules
    assert again.compiler._known.codes.keys() == first.compiler._known.codes.keys()


def test_the_next_start_of_the_program_compiles_nothing(folder: Path) -> None:
    code = (
        "import sys\n"
        "from tallymark.extract import extract\n"
        "from tallymark.model import Report\n"
        "from tallymark.packs import load_packs\n"
        "from tallymark.rules import compiled\n"
        "made = []\n"
        "of = compiled.Code.of\n"
        "compiled.Code.of = lambda text: made.append(text) or of(text)\n"
        "text = 'In May 350 PMN-2 mines were found near Orlava, the Defence Ministry said.'\n"
        "claims, _ = extract(Report.of(text, language='en'), load_packs(['en']))\n"
        "print(len(claims), len(made))\n"
    )
    told = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(2)
    ]
    assert told[0][0] == told[1][0] == "1"
    assert int(told[0][1]) > 100
    assert told[1][1] == "0"
