"""The loader: what it refuses and what it says, what it makes of words, and what a pack's hash depends on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import Pack, PackError, Packs, load_packs, loader
from tallymark.packs.detection import detection
from tallymark.packs.loader import available, load_language
from tallymark.packs.reading import choices, inflect, read_yaml
from tallymark.rules import engine_of

LANGUAGE = """
name: Testish
decimal: "."
paradigms:
  noun: {sg: "{}", pl: "{}s"}
  wolf: {sg: "{}f", pl: "{}ves|{}fs"}
"""
WORDS = """
macros:
  several: "thing.pl"
words:
  - {kind: thing, id: box, colour: no, words: [box/noun]}
  - {kind: not, words: [no, on, off, yes, 010, 1.0, ~]}
"""
RULE = """
rules:
  - id: rule.box
    pattern: "word.low several"
    gives: {measure: no}
    finds: ["red boxs => red boxs"]
    passes: ["a red box"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a pack of the smallest kind, whole and valid."""
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "language.yaml").write_text(LANGUAGE, encoding="utf-8")
    (folder / "words.yaml").write_text(WORDS, encoding="utf-8")
    (folder / "boxes.yaml").write_text(RULE, encoding="utf-8")
    return folder


def packs_of(folder: Path) -> Packs:
    pack = load_language(folder, {})
    return Packs(languages={"xx": pack}, domain={}, hash=pack.hash)


def compiled(folder: Path) -> object:
    return engine_of(packs_of(folder), "xx")


def phrases(pack: Pack, kind: str) -> list[tuple[str, str]]:
    return [(word.phrase, word.form) for word in pack.words if word.kind == kind]


def test_a_folder_with_words_and_rules_loads_and_matches(folder: Path) -> None:
    engine = engine_of(packs_of(folder), "xx")
    assert engine is not None
    ((rule, pattern),) = engine.rules["boxes"]
    assert rule.id == "rule.box"
    assert pattern.search(engine.line("a red boxs").symbols) is not None
    assert pattern.search(engine.line("a red box").symbols) is None


@pytest.mark.parametrize("key", ["pattern", "finds", "passes"])
def test_a_rule_without_its_proof_does_not_load(folder: Path, key: str) -> None:
    lines = [line for line in RULE.splitlines() if not line.strip().startswith(key)]
    (folder / "boxes.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PackError, match=rf"boxes\.yaml: rule\.box does not load without {key}: .* proof"):
        load_language(folder, {})


@pytest.mark.parametrize("empty", ["[]", '""'])
@pytest.mark.parametrize("key", ["finds", "passes"])
def test_an_empty_proof_is_no_proof(folder: Path, key: str, empty: str) -> None:
    lines = [f"    {key}: {empty}" if line.strip().startswith(key) else line for line in RULE.splitlines()]
    (folder / "boxes.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PackError, match=f"without {key}"):
        load_language(folder, {})


@pytest.mark.parametrize("key", ["finds", "passes", "misses", "mistakes"])
def test_a_proof_that_is_no_list_is_refused_not_read_letter_by_letter(folder: Path, key: str) -> None:
    lines = [line for line in RULE.splitlines() if not line.strip().startswith(key)]
    (folder / "boxes.yaml").write_text("\n".join([*lines, f"    {key}: red boxs => red boxs"]), encoding="utf-8")
    with pytest.raises(PackError, match=f"{key} must be a list"):
        load_language(folder, {})


def test_a_rule_without_an_id_does_not_load(folder: Path) -> None:
    (folder / "boxes.yaml").write_text(RULE.replace("- id: rule.box\n   ", "-"), encoding="utf-8")
    with pytest.raises(PackError, match="a rule without a name does not load without id"):
        load_language(folder, {})


def test_a_key_that_no_rule_has_is_named(folder: Path) -> None:
    (folder / "boxes.yaml").write_text(RULE + "    find: [box]\n    weight: 3\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"rule\.box has find, weight, which no rule has"):
        load_language(folder, {})


def test_a_pattern_that_names_an_unknown_kind_does_not_load(folder: Path) -> None:
    (folder / "boxes.yaml").write_text(RULE.replace("word.low several", "word.low barrel"), encoding="utf-8")
    with pytest.raises(PackError, match=r"rule\.box: no unit is called 'barrel'"):
        compiled(folder)


def test_a_pattern_that_is_no_pattern_does_not_load(folder: Path) -> None:
    (folder / "boxes.yaml").write_text(RULE.replace("word.low several", "( several"), encoding="utf-8")
    with pytest.raises(PackError, match=r"rule\.box: '\( several' is no pattern"):
        compiled(folder)


@pytest.mark.parametrize(
    "other",
    ["{kind: animal, words: [box]}", "{kind: thing, id: crate, words: [Box]}", "{kind: thing, id: box, words: [box]}"],
)  # fmt: skip
def test_a_word_with_two_senses_does_not_load(folder: Path, other: str) -> None:
    """Also where only the concept or the form differs, and whatever its capitals."""
    (folder / "more.yaml").write_text(f"words:\n  - {other}\n", encoding="utf-8")
    with pytest.raises(PackError, match="a word has one sense here"):
        compiled(folder)


def test_a_word_said_twice_in_one_sense_does_no_harm(folder: Path) -> None:
    (folder / "more.yaml").write_text("words:\n  - {kind: thing, id: box, form: sg, words: [box]}\n", encoding="utf-8")
    compiled(folder)


@pytest.mark.parametrize(
    ("file", "text"), [("more.yaml", "words: [a"), ("language.yaml", "a: b: c"), ("more.yaml", "a:\n\tb")]
)
def test_what_is_no_yaml_does_not_load_and_is_named(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=rf"{file} is no YAML"):
        load_language(folder, {})


@pytest.mark.parametrize("text", ["- one\n- two\n", "only words", ""])
@pytest.mark.parametrize("file", ["more.yaml", "language.yaml"])
def test_a_file_that_holds_no_names_does_not_load(folder: Path, file: str, text: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=rf"{file} must hold names with values"):
        load_language(folder, {})


def test_bytes_that_are_no_text_do_not_load(folder: Path) -> None:
    (folder / "more.yaml").write_bytes(b"words: [\xff\xfe]")
    with pytest.raises(PackError, match=r"more\.yaml is no YAML"):
        load_language(folder, {})


@pytest.mark.parametrize(
    ("text", "says"),
    [("words:\n  - {words: [crate]}\n", "an entry without a kind"), ("words: [crate]\n", "an entry without a kind"),
     ("words:\n  - {kind: thing, words: [crate/verb]}\n", "names the paradigm 'verb', which language.yaml"),
     ("words:\n  - {kind: thing, words: crate}\n", "words must be a list"),
     ("words: {kind: thing}\n", "words must be a list"),
     ("words:\n  - {kind: thing, forms: {sg: crate}}\n", "sg must be a list"),
     ("macros: {several: thing}\n", "has the macros several, which a file before it has too"),
     ("rules: [crate]\n", "a rule that is none: crate"), ("rules: crate\n", "rules must be a list"),
     ("wrods: []\n", "has wrods, which no file but language.yaml may have")],
)  # fmt: skip
def test_broken_words_do_not_load(folder: Path, text: str, says: str) -> None:
    (folder / "zebra.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=says):
        load_language(folder, {})


def test_a_folder_without_language_yaml_is_no_pack(folder: Path) -> None:
    (folder / "language.yaml").unlink()
    with pytest.raises(PackError, match="there is no pack for the language 'xx'"):
        load_language(folder, {})


def test_a_language_without_a_folder_is_refused() -> None:
    with pytest.raises(PackError, match="there is no pack for the language 'nowhere'"):
        load_packs(["nowhere"])


def test_every_scalar_stays_text(folder: Path) -> None:
    pack = load_language(folder, {})
    assert [phrase for phrase, _ in phrases(pack, "not")] == ["no", "on", "off", "yes", "010", "1.0", "~"]
    assert {word.more["colour"] for word in pack.words if word.kind == "thing"} == {"no"}
    assert pack.rules["boxes"][0].gives == {"measure": "no"}


def test_inflections_name_their_form(folder: Path) -> None:
    (folder / "more.yaml").write_text(
        "words:\n  - {kind: animal, form: any, words: [grey wol/wolf, cow]}\n", encoding="utf-8"
    )
    assert phrases(load_language(folder, {}), "animal") == [
        ("grey wolf", "sg"), ("grey wolves", "pl"), ("grey wolfs", "pl"), ("cow", "any"),
    ]  # fmt: skip


def test_choices_stand_for_every_phrase(folder: Path) -> None:
    text = 'words:\n  - {kind: animal, words: ["(a |)(grey|old) wol/wolf"], forms: {pl: ["(two|many) cows"]}}\n'
    (folder / "more.yaml").write_text(text, encoding="utf-8")
    found = phrases(load_language(folder, {}), "animal")
    assert [phrase for phrase, form in found if form == "sg"] == ["a grey wolf", "a old wolf", "grey wolf", "old wolf"]
    assert found[-2:] == [("two cows", "pl"), ("many cows", "pl")]


@given(st.lists(st.lists(st.sampled_from(["", "a", "bb", "c"]), min_size=2, max_size=3), max_size=4))
def test_choices_are_as_many_as_their_product(brackets: list[list[str]]) -> None:
    written = " x ".join(f"({'|'.join(options)})" for options in brackets)
    expected = 1
    for options in brackets:
        expected *= len(options)
    found = choices(written)
    assert len(found) == expected
    assert all("(" not in phrase and "  " not in phrase for phrase in found)


def test_a_word_without_paradigm_has_no_form_of_its_own() -> None:
    assert inflect("and/or", {"or": {"x": "{}"}}) == [("x", "and")]
    assert inflect("and / or", {}) == [("", "and / or")]


def test_the_hash_changes_with_every_file_and_only_then(folder: Path) -> None:
    seen = {load_language(folder, {}).hash}
    assert load_language(folder, {}).hash in seen
    for file in sorted(folder.iterdir()):
        before = file.read_text(encoding="utf-8")
        file.write_text(before + "# a remark\n", encoding="utf-8")
        changed = load_language(folder, {}).hash
        assert changed not in seen, file.name
        seen.add(changed)
        file.write_text(before, encoding="utf-8")
        assert load_language(folder, {}).hash in seen
    (folder / "boxes.yaml").rename(folder / "crates.yaml")
    assert load_language(folder, {}).hash not in seen


def test_the_hash_does_not_depend_on_the_folder_or_the_time(folder: Path, tmp_path: Path) -> None:
    (folder / "notes.txt").write_text("not part of the pack", encoding="utf-8")
    other = tmp_path / "yy"
    shutil.copytree(folder, other)
    for file in other.iterdir():
        file.touch()
    (other / "notes.txt").unlink()
    assert load_language(other, {}).hash == load_language(folder, {}).hash


def test_the_hash_of_all_depends_on_the_domain_and_every_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    languages = tmp_path / "languages"
    shutil.copytree(loader.LANGUAGES / "en", languages / "en")
    files = {}
    for name in ("DOMAIN", "BODIES"):
        files[name] = tmp_path / getattr(loader, name).name
        shutil.copy(getattr(loader, name), files[name])
        monkeypatch.setattr(loader, name, files[name])
    monkeypatch.setattr(loader, "LANGUAGES", languages)
    seen: set[str] = set()
    for file in (*files.values(), languages / "en" / "stance.yaml"):
        seen.add(loader.load.__wrapped__((loader.folder_of("en"),)).hash)
        with file.open("a", encoding="utf-8") as opened:
            opened.write("# a remark\n")
    seen.add(loader.load.__wrapped__((loader.folder_of("en"),)).hash)
    assert len(seen) == 4


def test_a_language_is_one_folder_and_no_registration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """English under another code, beside the packs there are, is found, listed and read with, and no file knows it."""
    detection()  # kept for the life of the process, so it must not be of these copies
    shutil.copytree(loader.LANGUAGES, tmp_path / "languages")
    shutil.copytree(loader.LANGUAGES / "en", tmp_path / "languages" / "qaa")
    (tmp_path / "languages" / "no-pack").mkdir()
    monkeypatch.setattr(loader, "LANGUAGES", tmp_path / "languages")
    assert "qaa" in available()
    assert "no-pack" not in available()
    packs = loader.load.__wrapped__(tuple(map(loader.folder_of, available())))
    text = "A landmine killed nine children and wounded five other people."
    assert readings(text, "qaa", packs) == readings(text, "en", packs) == [("killed", 9), ("injured", 5)]


def readings(text: str, language: str, packs: Packs) -> list[tuple[str, int]]:
    claims, _ = extract(Report.of(text, language=language), packs)
    return [(claim.measure, int(claim.figure.value)) for claim in claims if claim.figure and claim.figure.value]


def test_a_report_in_a_language_without_a_pack_has_no_claims_and_one_problem() -> None:
    claims, problems = extract(Report.of("A landmine killed nine.", language="qaa"), load_packs())
    assert (claims, [problem.kind for problem in problems]) == ([], ["no_pack"])


@pytest.mark.parametrize("path", sorted((loader.HERE / "languages").glob("*/*.yaml")), ids=lambda path: path.name)
def test_every_file_of_a_pack_says_what_it_holds(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert set(read_yaml(path)) & {"words", "rules", "macros", "name"}


def test_every_language_has_the_same_files() -> None:
    """The stages ask for rules by the names of files, so a language without one of them could not be read."""
    files = {name: {path.name for path in (loader.LANGUAGES / name).iterdir()} for name in loader.available()}
    assert {name: found ^ files["en"] for name, found in files.items() if found != files["en"]} == {}


def test_no_rule_is_named_twice() -> None:
    for pack in load_packs().languages.values():
        names = [rule.id for rules in pack.rules.values() for rule in rules]
        assert sorted(set(names)) == sorted(names)


def test_a_folder_of_ones_own_adds_packs_and_replaces_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "A landmine killed nine children and wounded five other people."
    for code in ("en", "qab"):
        shutil.copytree(loader.LANGUAGES / "en", tmp_path / code)
    stance = tmp_path / "en" / "stance.yaml"
    stance.write_text(stance.read_text(encoding="utf-8").replace("[denied,", "[denied, undenied,"), encoding="utf-8")
    installed = load_packs(["en"])
    monkeypatch.setenv(loader.VARIABLE, str(tmp_path))
    assert "qab" in available()
    packs = load_packs()
    assert readings(text, "qab", packs) == readings(text, "en", installed) == [("killed", 9), ("injured", 5)]
    assert "undenied" in {word.phrase for word in packs.languages["en"].words}
    assert packs.hash != installed.hash
    monkeypatch.setenv(loader.VARIABLE, str(tmp_path / "nowhere"))
    assert "qab" not in available()


def test_a_word_that_is_wanting_has_a_name_in_patterns_and_stands_in_no_text(folder: Path) -> None:
    (folder / "more.yaml").write_text(
        "words:\n  - {kind: crate, forms: {sg: [___], pl: [___]}}\n  - {kind: barrel, words: [___/noun]}\n",
        encoding="utf-8",
    )
    (folder / "boxes.yaml").write_text(RULE.replace("word.low several", "(crate.pl | barrel.pl | several)"), "utf-8")
    engine = engine_of(packs_of(folder), "xx")
    assert engine is not None
    assert engine.find("___") is None
    assert engine.pattern("crate | barrel").search(engine.line("___ and ___s").symbols) is None


@pytest.mark.parametrize("key", ["words", "rules"])
def test_a_list_with_nothing_in_it_yet_is_empty(folder: Path, key: str) -> None:
    (folder / "more.yaml").write_text(f"{key}:\n  # nothing yet\n", encoding="utf-8")
    compiled(folder)
