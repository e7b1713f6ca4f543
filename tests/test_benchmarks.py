"""The benchmarks run, on inputs as small as they come, and print what they measured."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tallymark.packs import available

SCRIPTS = (
    "all",
    "cases_score",
    "numerals",
    "dates",
    "story_suites",
    "arrival",
    "grouping",
    "planted",
    "changed_numbers",
    "extract_speed",
    "every_pack",
    "memory",
    "startup",
    "faults",
    "ledger_speed",
)
CASES = [
    {
        "id": "one", "language": "en", "story": "s1", "date": "2023-05-02",
        "text": "Police found 1,119 mines near Kabul on Monday.",
        "gold": [{"kind": "found", "value": 1119, "surface": "1,119 mines", "span": [13, 24]}],
    },
    {
        "id": "two", "language": "en", "story": "s1", "date": "2023-05-02",
        "text": "Near Kabul, police found 1,119 mines on Monday.",
        "gold": [{"kind": "found", "value": 1119, "surface": "1,119 mines", "span": [25, 36]}],
    },
    {
        "id": "three", "language": "fr", "story": "s2", "date": "2023-06-02",
        "text": "Trois enfants ont été tués par une mine.",
        "gold": [{"kind": "killed", "value": 3, "surface": "Trois enfants", "span": [0, 13]}],
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "benchmarks"


def loaded(folder: Path, name: str) -> ModuleType:
    """Import one file of the benchmarks that imports none of the others."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def block(folder: Path, name: str, *words: str | Path) -> str:
    """Return what a script prints, and see to it that it says on what it was measured."""
    command = [sys.executable, str(folder / f"{name}.py"), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert re.match(rf"`python benchmarks/{name}\.py.*` · \d{{4}}-\d\d-\d\d · \d+ cores, ", done.stdout), done.stdout
    return done.stdout


def rows(text: str) -> dict[str, list[str]]:
    """Return the cells of all tables by the first cell of each line."""
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.split("\n") if line.startswith("| ")]
    return {first.strip("*"): rest for first, *rest in lines}


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_script_says_what_it_is_for(folder: Path, name: str) -> None:
    done = subprocess.run([sys.executable, folder / f"{name}.py", "--help"], capture_output=True, text=True, check=True)
    assert len(done.stdout) > 300


def test_the_score_of_labelled_reports(folder: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    told = rows(block(folder, "cases_score", "--cases", cases))
    # By hand: the expression finds both English figures; it is not asked about the French one.
    assert told["number + noun + nearest word, English"] == ["1.000", "1.000", "1.000", "2", "2"]
    assert told["en"] == ["1.000 (2)", ""], "the last table with its name is F1 by language and measure"
    assert told["fr"][-1].endswith(" (1)")
    assert told["Tallymark"][-1] != "3", "its last table is that of the stories, with no labels in it"
    assert any(name.startswith("TF-IDF") for name in told)


def test_a_folder_holds_a_file_of_reports_for_each_language(folder: Path, tmp_path: Path) -> None:
    for language in ("en", "fr", "kept-apart"):
        rows_ = [case for case in CASES if case["language"] == language or language == "kept-apart"]
        (tmp_path / f"{language}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows_), encoding="utf-8")
    cases = loaded(folder, "labelled_cases").read_cases
    assert [case["id"] for case in cases(tmp_path)] == ["one", "two", "three"]
    assert [case["id"] for case in cases(tmp_path, ["fr"])] == ["three"]


def test_a_score_program_from_outside(folder: Path, tmp_path: Path) -> None:
    for case in CASES:
        (tmp_path / "cases").mkdir(exist_ok=True)
        (tmp_path / "cases" / f"{case['id']}.json").write_text(json.dumps(case), encoding="utf-8")
    scorer = tmp_path / "scorer.py"
    scorer.write_text(
        "import json, pathlib, sys\n"
        "cases, claims, flag = sys.argv[1:]\n"
        "count = len(list(pathlib.Path(cases).glob('*.json')))\n"
        "row = dict(p=0.25, r=0.5, f1=0.333, found=7, gold=count)\n"
        "print(json.dumps(dict(all=row, by_measure=dict(found=row), by_language=dict(en=row), attributes={},\n"
        "    false_on_distractors=0, spans_that_do_not_match_quote=0)))\n",
        encoding="utf-8",
    )
    options = ("--cases", tmp_path / "cases", "--languages", "en", "--scorer", scorer, "--no-stories")
    assert rows(block(folder, "cases_score", *options))["Tallymark"] == ["0.250", "0.500", "0.333", "7", "2"]


def test_the_scorer_beside_the_checkout_agrees_with_our_own(folder: Path, shared: Path) -> None:
    options = ("--cases", shared / "cases", "--languages", "en", "--no-stories")
    own = rows(block(folder, "cases_score", *options))
    outside = rows(block(folder, "cases_score", *options, "--scorer", shared / "tools" / "score.py"))
    for row in ("Tallymark", "number + noun + nearest word"):
        assert own[row] == outside[row]


def test_planted_defects_are_found_and_named(folder: Path, tmp_path: Path) -> None:
    text = (
        "The army said on Monday that a mine killed seven farmers near Kabul. The provincial governor said the farmers "
        "were on their way to market. Sappers later found 1,119 mines in the same field near Herat, the army said."
    )
    cases = tmp_path / "cases.jsonl"
    case = {"id": "one", "language": "en", "story": "s1", "date": "2023-05-02", "text": text}
    cases.write_text(json.dumps(case) + "\n", encoding="utf-8")
    told = rows(block(folder, "planted", "--cases", cases, "--no-samples"))
    # By hand: two figures, one of them no round number; two measures, two sentences with a claim, and "mines".
    assert told["figure changed"][:3] == ["2", "2", "1.000"]
    assert told["figure rounded"][:3] == ["1", "1", "1.000"]
    assert told["measure swapped"][:3] == ["2", "2", "1.000"]
    assert told["passage dropped"][:3] == ["2", "2", "1.000"]
    assert told["known confusion"][:3] == ["1", "1", "1.000"]


def test_changed_numbers_beside_the_set_of_digits(folder: Path, tmp_path: Path) -> None:
    said = [
        ("Ten mines were found.", "They found 10 mines.", "They found 12 mines."),
        ("Two dogs found it.", "The two dogs found it.", "The three dogs found it."),
        ("In 2021 it was mined.", "It was mined in 2021.", "It was mined in 2021."),
    ]
    pairs = tmp_path / "pairs.json"
    pairs.write_text(
        json.dumps([{"eng_sent": one, "mt_sent": two, "pert_sent": three} for one, two, three in said]), "utf-8"
    )
    told = rows(block(folder, "changed_numbers", "--pairs", pairs))
    # By hand: digits alone see "Ten" and "10" as two numbers, and no change in "two" and "three".
    assert told["Tallymark"] == ["2", "1.000", "0", "0.0%"]
    assert told["the set of runs of digits"] == ["1", "0.500", "1", "33.3%"]


def test_the_speed_of_extraction_without_its_peer(folder: Path) -> None:
    text = block(folder, "extract_speed", "--rounds", "1", "--reports", "2", "--alone")
    first, typical, own, found = rows(text)["Tallymark"]
    assert first == typical != "0.0"
    assert float(own) > 0
    assert int(found) > 0
    assert "quantulum3" not in text.partition("\n")[2]


def test_what_the_packs_of_all_languages_cost(folder: Path) -> None:
    text = block(folder, "every_pack", "--rounds", "1", "--reports", "1")
    told = rows(text)
    assert set(available()) <= set(told)
    words, rules, anew, kept, rate = told["en"]
    assert min(int(figure.replace(",", "")) for figure in (words, rules, anew, kept, rate)) > 0
    assert "0.4 s: " in told["from the second start on"][-1]
    assert re.search(r"so \d+\.\d\d times slower\. 1\.5 times: ", text)


def test_memory_and_rate(folder: Path) -> None:
    text = block(folder, "memory", "--sizes", "3,6", "--verbs", "extract,run")
    measured = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.split("\n") if line.startswith("| ")]
    assert [row[:2] for row in measured[1:]] == [["extract", "3"], ["extract", "6"], ["run", "3"], ["run", "6"]]
    assert all(10 < int(row[3]) < 1000 for row in measured[1:])
    assert len(re.findall(r"Flat \(at most", text)) == 2


def test_the_time_to_start(folder: Path, root: Path) -> None:
    told = rows(block(folder, "startup", "--times", "1", root / "samples" / "harsen-1-courier.txt"))
    assert 0 < float(told["python -c pass"][0]) < float(told["tallymark run"][0])
    assert "0.15 s" in told["tallymark --version"][-1]


def test_a_command_that_fails_is_no_figure(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, folder / "startup.py", "--times", "1", tmp_path / "not-there.txt"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0
    assert "nothing was measured" in done.stderr


def test_all_writes_into_the_marks_and_nowhere_else(folder: Path, tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    results.write_text("Kept.\n<!-- begin startup -->\nold\n<!-- end startup -->\nKept too.\n", encoding="utf-8")
    command = [sys.executable, folder / "all.py", "startup", "--quick", "--results", results]
    subprocess.run(command, check=True, capture_output=True)
    text = results.read_text(encoding="utf-8")
    assert text.startswith("Kept.\n<!-- begin startup -->\n`python benchmarks/startup.py")
    assert text.endswith("\n<!-- end startup -->\nKept too.\n")
    assert "old\n" not in text


def test_the_results_have_a_section_for_each_benchmark(folder: Path) -> None:
    text = (folder / "RESULTS.md").read_text(encoding="utf-8")
    assert re.findall(r"<!-- begin (\w+) -->", text) == [name for name in SCRIPTS if name != "all"]
    assert re.findall(r"<!-- end (\w+) -->", text) == [name for name in SCRIPTS if name != "all"]


def test_made_reports_differ_and_come_out_alike(folder: Path) -> None:
    made = loaded(folder, "made_reports")
    texts = [made.made_report(number)["text"] for number in range(2_000)]
    assert len(set(texts)) == 2_000
    assert texts[:5] == [made.made_report(number)["text"] for number in range(5)]
    assert "{" not in "".join(texts)


def test_the_baseline_for_stories(folder: Path) -> None:
    tfidf = loaded(folder, "tfidf")
    texts = {"a": "nine mines found in Kabul", "b": "in Kabul nine mines found", "c": "rain", "d": "rain in Kabul"}
    for step, groups in tfidf.groupings(texts, [0.0, 0.95]):
        joined = {frozenset(key for key in texts if groups[key] == group) for group in groups.values()}
        expected = {0.0: ["abcd"], 0.95: ["ab", "c", "d"]}[step]
        assert joined == {frozenset(keys) for keys in expected}
