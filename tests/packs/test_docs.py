"""The page on packs: its table is the folder, its examples do what it says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from tallymark.packs import PackError, load_packs
from tallymark.packs.loader import LANGUAGES, load_language
from tallymark.packs.reading import read_yaml
from tallymark.run.teaching.firing import RUNNERS, Fired, Told, in_any_order
from tests.engines import english, teach

PAGE = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")


def test_the_table_names_every_file_and_what_stands_in_it() -> None:
    rows = re.findall(r"^\| `(\w+\.yaml)` \| (yes)? ?\| (yes)? ?\| ", PAGE, re.MULTILINE)
    folder = {path.name: read_yaml(path) for path in (LANGUAGES / "en").glob("*.yaml")}
    assert {(name, bool(words), bool(rules)) for name, words, rules in rows} == {
        (name, "words" in content, "rules" in content) for name, content in folder.items()
    }
    assert len(rows) == len(folder)


def test_the_proofs_of_every_file_of_rules_are_explained() -> None:
    table = PAGE[PAGE.index("What stands behind `=>`") : PAGE.index("replays every proof")]
    assert {f"{concept}.yaml" for concept in english().rules} == set(re.findall(r"`(\w+\.yaml)`", table))


def test_the_line_of_the_example_is_as_the_page_prints_it() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code, {})
    assert f"```\n{said.getvalue()}```" in PAGE


def test_the_line_of_the_sentence_is_as_the_page_tells_it() -> None:
    (text,) = re.findall(r'^"(In May .*)"$', PAGE, re.MULTILINE)
    (units,) = re.findall(r"`(prep#in modal#may .*?)`", PAGE, re.DOTALL)
    line = english().line(text)
    assert [line.symbols[at] in english().symbols.letters(unit) for at, unit in enumerate(units.split())] == [
        True
    ] * len(line)


def test_a_missing_proof_is_said_as_the_page_says(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    for path in (LANGUAGES / "en").glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if path.name != "denials.yaml" or not line.lstrip().startswith("passes:")]
        (folder / path.name).write_text("".join(kept), encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_language(folder, load_packs(["en"]).domain)
    assert str(error.value).endswith(PAGE_SAYS)
    assert PAGE_SAYS in PAGE


PAGE_SAYS = "denials.yaml: denial.act does not load without passes: a rule carries its proof"


def test_the_rule_of_the_example_is_one_and_its_proofs_hold(tmp_path: Path) -> None:
    (written,) = re.findall(r"```yaml\n(rules:.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "example.yaml"
    path.write_text(written, encoding="utf-8")
    (rule,) = read_yaml(path)["rules"]
    assert set(rule) == {"id", "pattern", "gives", "finds", "passes"}
    text, _, wanted = rule["finds"][0].partition(" => ")
    assert english().pattern(rule["pattern"]).search(teach("en").counted(text).symbols) is not None
    assert Fired(rule["id"], in_any_order(wanted)) in list(RUNNERS["parts"](teach("en"), Told(text)))
    assert rule["id"] not in {fired.rule for fired in RUNNERS["parts"](teach("en"), Told(rule["passes"][0]))}


def test_links_point_at_headings() -> None:
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)", PAGE, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) <= headings
