"""What a speaker is told of a pack: gaps, contradictions, what is made of a text, and the skeleton of a new one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tallymark.packs import PackError, Packs, Word, load_packs
from tallymark.packs.loader import HERE, LANGUAGES, VARIABLE, available, load_language
from tallymark.packs.reading import read_yaml
from tallymark.run.teaching.check import check
from tallymark.run.teaching.contradictions import contradictions
from tallymark.run.teaching.coverage import Gap, empty_files, gaps
from tallymark.run.teaching.skeleton import skeleton, write_skeleton
from tallymark.run.teaching.taught import Taught, taught
from tallymark.run.teaching.trial import attempt
from tests.engines import teach

TEXT = "In May two farmers were killed by a PMN-2 mine near Orlava and 350 mines found, the ministry of zib said."


def changed(tmp_path: Path, file: str, old: str, new: str) -> Taught:
    """Return English with something changed in one of its files."""
    folder = tmp_path / "en"
    shutil.copytree(LANGUAGES / "en", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    domain = load_packs(["en"]).domain
    pack = load_language(folder, domain)
    return taught(Packs(languages={"en": pack}, domain=domain, hash=pack.hash), "en")


@pytest.mark.parametrize("language", available())
def test_no_two_rules_of_a_language_contradict_one_another(language: str) -> None:
    assert [f"{one} in {one.text!r}" for one in contradictions(teach(language))] == []


@pytest.mark.parametrize("language", available())
def test_every_measure_has_words_in_every_language(language: str) -> None:
    """Other meanings may be wanting, and are said."""
    found = gaps(teach(language).pack, teach("en").pack, teach(language).packs.domain)
    assert [gap.meaning for gap in found if gap.area == "measures"] == []


def test_a_file_without_a_rule_is_told() -> None:
    here = teach("en")
    less = msgspec.structs.replace(here.pack, rules={**here.pack.rules, "dates": ()})
    assert empty_files(less, here.pack) == ["dates.yaml"]
    assert empty_files(here.pack, here.pack) == []


AMONG = ("among them", "among whom", "amongst them", "among these")


def without(taken: Callable[[Word], bool]) -> list[Gap]:
    """Return the gaps that there are when some words of English are taken out, and not before."""
    here = teach("en")
    less = msgspec.structs.replace(here.pack, words=tuple(word for word in here.pack.words if not taken(word)))
    before = set(gaps(here.pack, here.pack, here.packs.domain))
    return [gap for gap in gaps(less, here.pack, here.packs.domain) if gap not in before]


def test_a_word_taken_out_is_a_gap_with_what_it_means() -> None:
    assert without(lambda word: word.id == "acre") == [Gap("units", "acre", ("acre",))]
    assert without(lambda word: word.kind == "among") == [Gap("other words", "among", AMONG)]
    assert [gap.area for gap in without(lambda word: word.id == "AZ")] == ["nations"]
    assert without(lambda word: word.id == "victim" and word.kind != "person") == []


def test_a_measure_without_words_is_a_gap_and_one_said_of_areas_is_none() -> None:
    def measures(*ids: str, kind: str = "") -> list[str]:
        return [gap.meaning for gap in without(lambda w: w.id in ids or w.kind == kind) if gap.area == "measures"]

    assert measures("produced") == ["produced"]
    assert measures("cleared") == ["cleared"], "land is released, if it is not cleared"
    assert measures("cleared", "released", "transferred") == ["cleared", "transferred", "area_cleared"]
    assert measures(kind="inspect") == ["inspected"]


def test_the_place_of_a_word_that_is_wanting_is_a_gap() -> None:
    here = teach("en")
    wanting = tuple(
        msgspec.structs.replace(word, phrase="___") if word.id == "acre" else word for word in here.pack.words
    )
    found = gaps(msgspec.structs.replace(here.pack, words=wanting), here.pack, here.packs.domain)
    assert "acre" in {gap.meaning for gap in found}


@pytest.mark.parametrize(
    ("file", "rule", "says"),
    [
        ("counts.yaml",
         '  - {id: count.less, pattern: "amount:( number ) person.pl", gives: {kind: thing}, '
         'finds: ["9 farmers => 9 farmers"], passes: ["mines"]}\n',
         "is exactly 9 (thing) by count.less, and exactly 9 (person) by count.noun"),
        ("dates.yaml",
         '  - {id: year.moved, pattern: "(?<= prep#in) y:(number.year) (?= stop)", gives: {pass: atom, as: name}, '
         'finds: ["Mines lay there in 2021. => clock"], passes: ["mines"]}\n',
         "“2021” is 2021-?-? name by year.moved, and 2021-?-? by year.in"),
        ("clauses.yaml",
         '  - {id: passive.hurt, pattern: "fig:( count.person ) be verb.past#killed", gives: {measure: injured}, '
         'finds: ["A mine was seen when nine men were killed. => injured 9"], passes: ["mines"]}\n',
         "is injured by passive.hurt, and killed by passive"),
    ],
)  # fmt: skip
def test_two_rules_that_read_one_span_differently_are_told(tmp_path: Path, file: str, rule: str, says: str) -> None:
    here = changed(tmp_path, file, "\nrules:\n", f"\nrules:\n{rule}")
    said = [str(one) for one in contradictions(here)]
    assert any(says in one for one in said), said


def test_a_text_is_told_word_by_word_with_what_was_read_and_what_was_not() -> None:
    trial = attempt(teach("en"), TEXT, "2023-06-01")
    assert [(claim.measure, str(claim.figure.value)) for claim in trial.claims if claim.figure] == [
        ("killed", "2"),
        ("found", "350"),
    ]
    units = {unit.words: unit.means for unit in trial.units}
    assert (units["farmers"], units["killed"], units["zib"]) == ("person.pl#farmer", "verb.past#killed", "word.low")
    assert trial.unknown == ("Orlava", "zib")
    fires = {(one.file, one.rule): (one.read, one.worth) for one in trial.fires}
    assert fires["dates.yaml", "date.month"] == ("May", "May 2023")
    assert fires["counts.yaml", "count.noun"] == ("350 mines", "exactly 350, ordnance")
    assert ("places.yaml", "place.in") in fires
    assert trial.of_ordnance
    assert not attempt(teach("en"), "Two farmers died in a crash.").of_ordnance


def test_the_skeleton_has_every_file_in_its_order_with_what_to_do() -> None:
    files = skeleton("xx", "en")
    assert set(files) == {path.name for path in (LANGUAGES / "en").iterdir()}
    assert list(files)[:3] == ["language.yaml", "detection.toml", "function.yaml"]
    for number, (name, text) in enumerate(files.items(), 1):
        step, does = text.split("\n")[:2]
        assert step == f"# Step {number} of {len(files)}: {name}"
        assert len(does) > 20, "it says what to do"


def test_every_step_names_rules_that_there_are() -> None:
    names = {rule.id for rules in teach("en").pack.rules.values() for rule in rules}
    for step in read_yaml(HERE / "skeleton.yaml")["steps"]:
        assert set(step.get("first", ())) <= names, step["file"]


@pytest.mark.parametrize("like", available())
def test_a_skeleton_loads_and_reads_any_text_and_lacks_everything(
    like: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_skeleton(tmp_path / "xx", "xx", like)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    checked = check("xx")
    assert (checked.rules, checked.words < 30, checked.right) == (0, True, False)
    assert {gap.area for gap in checked.gaps} >= {"measures", "items", "people", "units", "other words"}
    assert "clauses.yaml" in checked.empty_files
    trial = attempt(teach("xx"), TEXT)
    assert trial.claims == ()
    assert "farmers" in trial.unknown


def test_a_skeleton_filled_in_a_little_finds_its_first_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the page for speakers tells it: some words, two rules switched on, and a sentence is read."""
    write_skeleton(tmp_path / "xx", "xx", "en")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    words = {
        "figures.yaml": ("kind: num, id: '2', words", "dvoje"),
        "people.yaml": ("kind: person, id: farmer, forms: {sg: [___], pl", "zemci"),
        "items.yaml": ("kind: item, id: mine, forms: {sg: [___], pl", "landmine"),
        "measures.yaml": ("id: killed, forms: {base: [___], s: [___], past", "ubito"),
        "function.yaml": ("{kind: be, words", "bjelo"),
    }
    for file, (before, word) in words.items():
        path = tmp_path / "xx" / file
        text = path.read_text(encoding="utf-8")
        assert f"{before}: [___]" in text, file
        path.write_text(text.replace(f"{before}: [___]", f"{before}: [{word}]", 1), encoding="utf-8")
    for file, rule in (("counts.yaml", "count.noun"), ("clauses.yaml", "passive")):
        wanted = "Dvoje zemci" if rule == "count.noun" else "killed 2"
        switch_on(tmp_path / "xx" / file, rule, f"Dvoje zemci bjelo ubito, landmine. => {wanted}")
    checked = check("xx")
    assert [str(fault) for fault in checked.faults] == []
    assert (checked.rules, checked.right) == (2, True)


def switch_on(path: Path, rule: str, proof: str) -> None:
    """Take the marks of a comment away from a rule and give it a sentence of its own."""
    lines = path.read_text(encoding="utf-8").split("\n")
    at = lines.index(f"  # - id: {rule}")
    end = next(n for n in range(at + 1, len(lines)) if not lines[n].startswith("  #   "))
    kept = [line.replace("# ", "", 1) for line in lines[at:end]]
    cut = next(n for n, line in enumerate(kept) if line.strip().startswith("finds"))
    own = [f'    finds: ["{proof}"]', '    passes: ["Landmine zemci."]']
    path.write_text("\n".join([*lines[:at], *kept[:cut], *own, *lines[end:]]), encoding="utf-8")


def test_a_skeleton_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    kept = tmp_path / "xx" / "detection.toml"
    kept.write_text('script = "cyrillic"\n', encoding="utf-8")
    write_skeleton(tmp_path / "xx", "xx", "en")
    assert kept.read_text(encoding="utf-8") == 'script = "cyrillic"\n'
    with pytest.raises(PackError, match="holds a pack already"):
        write_skeleton(tmp_path / "xx", "xx", "en")
    with pytest.raises(PackError, match="no pack for the language 'qq'"):
        skeleton("xx", "qq")
