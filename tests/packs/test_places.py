"""The gazetteer: spellings that are one place, words that are none, ambiguity kept open, and its cost."""

import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tallymark.packs import PackError
from tallymark.packs.places import Gazetteer, fold_name, skeleton
from tallymark.packs.places.gazetteer import HERE
from tallymark.packs.places.handmade import Handmade
from tallymark.packs.places.table import SortedLines

SPELLINGS = yaml.load((Path(__file__).parent / "spellings.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def names_of(line: str) -> tuple[str, str, list[str]]:
    near, language, names = (part.strip() for part in line.split("|"))
    return near, language, [name.strip() for name in names.split(";")]


@pytest.mark.parametrize("line", SPELLINGS["one_place"])
def test_every_spelling_is_one_place(gazetteer: Gazetteer, line: str) -> None:
    near, language, names = names_of(line)
    ids = {name: getattr(gazetteer.lookup(name, near, language), "id", None) for name in names}
    assert None not in ids.values(), ids
    assert len(set(ids.values())) == 1, ids


@pytest.mark.parametrize("line", SPELLINGS["not_one_place"])
def test_names_that_look_alike_stay_apart(gazetteer: Gazetteer, line: str) -> None:
    near, language, names = names_of(line)
    ids = [getattr(gazetteer.lookup(name, near or None, language), "id", None) for name in names]
    assert None not in ids
    assert len(set(ids)) == len(names), dict(zip(names, ids, strict=True))


def test_the_list_of_spellings_is_long_and_wide() -> None:
    lines = [names_of(line) for line in SPELLINGS["one_place"]]
    assert len(lines) >= 60
    assert len({near for near, _, _ in lines}) >= 25
    letters = "".join(name for _, _, names in lines for name in names)
    assert all(re.search(script, letters) for script in ("[А-я]", "[Ա-ֆ]", "[ء-ي]", "[əğşı]"))


WORDS = """
Of Man Mine Mines Van Most Police March Male Nice Reading Mobile Bath Orange Same Bar Split Are Can No So To Do
The This That There They Was Has For But Off On In At Add All Both Media Tank Salt Bank Band Store Zero Ban Trap
Long Side Central Northern South Western East Capital Federal Union Unity Rivers Lakes Delta Gulf Island Forest
Total Said Say Tell Host Date Name Human Self Turn Luck Rest Log Big Grants Engineer Western West North
Mountain Valley Star Rose Gold Lion Soul Island Springs Male Chamber Police Us Car May August January Monday Sunday
Russian Armenian Syrian Thai Somali German School Awareness Pandey Three Defence Ministry Minister President General
"""


@pytest.mark.parametrize("word", sorted(set(WORDS.split())))
@pytest.mark.parametrize("near", [None, "AZ", "UA", "IN", "TH", ["IQ", "TR"]])
def test_a_common_word_is_no_place(gazetteer: Gazetteer, word: str, near: str | list[str] | None) -> None:
    found = gazetteer.match(["the", word.lower(), "was"], 1, near=near)
    assert found is None, (word, [place.name for place in found[0]])


def test_a_common_word_is_a_place_beside_the_word_for_its_kind(gazetteer: Gazetteer) -> None:
    found = gazetteer.match(["in", "van", "province"], 1, near="TR")
    assert found is not None
    assert (found[0][0].id, found[1]) == ("iso:TR-65", 1)
    assert gazetteer.match(["in", "van", "province"], 1, near="SY") is None


def test_a_word_that_is_also_a_town_needs_its_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.match(["hit"], 0) is None
    assert gazetteer.match(["hit"], 0, near="SY") is None
    found = gazetteer.match(["hit"], 0, near="IQ")
    assert found is not None
    assert found[0][0].countries == ("IQ",)


def test_people_called_like_a_far_village_are_no_places(gazetteer: Gazetteer) -> None:
    for name in ("marek", "semenov", "rustam", "kamala", "nur", "goran"):
        assert gazetteer.match([name], 0, near="LA") is None, name


def test_ambiguity_is_kept_open(gazetteer: Gazetteer) -> None:
    places = gazetteer.candidates("Bijapur", "IN")
    assert len(places) > 1
    assert gazetteer.settle(places, "IN") is None
    assert gazetteer.lookup("Bijapur", ["IN", "iso:IN-CT"]) is not None
    assert gazetteer.lookup("Argelia", "CO") is None


def test_the_country_settles_which_of_two(gazetteer: Gazetteer) -> None:
    tripoli = {near: gazetteer.lookup("Tripoli", near) for near in ("LY", "LB")}
    assert tripoli["LY"] is not None
    assert tripoli["LB"] is not None
    assert (tripoli["LY"].country, tripoli["LB"].country) == ("LY", "LB")
    martuni = {near: gazetteer.lookup("Martuni", near) for near in ("AM", "AZ")}
    assert martuni["AM"] != martuni["AZ"]
    assert None not in martuni.values()


def test_a_country_wins_over_its_namesakes(gazetteer: Gazetteer) -> None:
    for name in ("Georgia", "Jordan", "Chad", "Mali", "Niger", "Cuba", "Lebanon", "Turkey"):
        place = gazetteer.lookup(name)
        assert place is not None, name
        assert place.kind == "country", name


def test_unknown_names_and_empty_ones_have_no_place(gazetteer: Gazetteer) -> None:
    for name in ("", " ", "-", "'s", "Qwertzuiopville", "١٢٣", "\ud800", "🙂"):
        assert gazetteer.lookup(name) is None
        assert gazetteer.lookup(name, "AZ") is None


def test_where_a_place_lies(gazetteer: Gazetteer) -> None:
    herat, kherson = gazetteer.lookup("Herat"), gazetteer.lookup("Kherson region")
    assert herat is not None
    assert kherson is not None
    assert (herat.kind, herat.country, herat.within) == ("city", "AF", ("Herat", "Afghanistan"))
    assert (kherson.kind, kherson.id, kherson.within) == ("province", "iso:UA-65", ("Ukraine",))
    assert kherson.inside == ("geonames:690791",)
    disputed = gazetteer.lookup("Phu Makua")
    assert disputed is not None
    assert (disputed.country, disputed.countries) == (None, ("KH", "TH"))


def test_match_takes_the_longest_name(gazetteer: Gazetteer) -> None:
    for words, i, wanted, length in (
        ("north of the saribaba height .", 3, "tm:saribaba", 2),
        ("in the karabakh economic region and", 2, "tm:karabakh-economic-region", 3),
        ("in nagorno-karabakh on", 1, "tm:nagorno-karabakh", 1),
        ("in nagorno - karabakh on", 1, "tm:nagorno-karabakh", 3),
        ("chong an ma , thailand", 0, "tm:chong-an-ma", 3),
        ("si sa ket province", 0, "iso:TH-33", 3),
        ("province of ghazni said", 2, "iso:AF-GHA", 1),
        ("kalbajar , lachin", 0, "geonames:586268", 1),
        ("pakistan's army", 0, "geonames:1168579", 1),
        ("cox's bazar", 0, "geonames:1336134", 2),
        ("south sudan", 0, "geonames:7909807", 2),
    ):
        found = gazetteer.match(words.split(), i)
        assert found is not None, words
        assert (found[0][0].id, found[1]) == (wanted, length), words


def test_a_name_that_goes_on_is_not_its_beginning(gazetteer: Gazetteer) -> None:
    assert gazetteer.match(["kut", "al-fadagh"], 0, near="IQ") is None
    assert gazetteer.match(["kut", "province"], 0, near="IQ") is not None


def test_match_stops_at_marks_and_at_its_longest(gazetteer: Gazetteer) -> None:
    found = gazetteer.match(["chong", ",", "an", "ma"], 0, near="TH")
    assert found is None or found[1] == 1
    whole, cut = (gazetteer.match(["chong", "an", "ma"], 0, max_len=most, near="TH") for most in (3, 2))
    assert whole is not None
    assert whole != cut


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6), st.sampled_from([None, "AZ", ["UA", "RU"]]))
def test_any_text_is_looked_up_without_a_crash(tokens: list[str], near: str | list[str] | None) -> None:
    found = Gazetteer.load().match(tokens, 0, near=near)
    assert found is None or 1 <= found[1] <= len(tokens)


@given(st.text())
def test_keys_are_stable(name: str) -> None:
    key = fold_name(name)
    assert fold_name(key) == key
    assert skeleton(key) == skeleton(fold_name(name))


def test_every_hand_kept_id_exists_and_every_place_has_names() -> None:
    gazetteer, hand = Gazetteer.load(), Handmade.read(HERE)
    for entry in yaml.load((HERE / "aliases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader):
        place = gazetteer.entry(entry["id"])
        assert place is not None, entry["id"]
        for name in entry["names"]:
            ids = [found.id for found in gazetteer.candidates(name, place.countries or None)]
            assert entry["id"] in ids or fold_name(name) in hand.never, (entry["id"], name, ids)


def test_contested_names_carry_no_preference_in_their_id() -> None:
    entries = yaml.load((HERE / "aliases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert len(entries) >= 150
    assert all(entry["because"].strip() for entry in entries)
    assert sum("rival" in entry for entry in entries) >= 30
    assert not [id for id, count in Counter(entry["id"] for entry in entries).items() if count > 1]


def test_a_word_is_decided_once() -> None:
    decided = yaml.load((HERE / "not_places.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    groups = [group for sort in ("never", "only_near", "kept") for group in decided[sort]]
    assert all(group["reason"].strip() for group in groups)
    twice = [word for word, count in Counter(word for g in groups for word in g["words"].split()).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("- {id: 'tm:x', names: [X], kind: hill, countries: [AZ]}", "because"),
        ("- {id: 'tm:x', names: [X], because: y}", "kind"),
        ("- {id: 'tm:x', names: [X], kind: hill, countries: [AZ], because: y, colour: red}", "colour"),
        ("- {id: 'tm:x', names: [X], kind: hill, countries: [AZ], because: y}\n" * 2, "twice"),
        ("- [", "YAML"),
    ],
)
def test_a_broken_file_kept_by_hand_stops_the_load(tmp_path: Path, broken: str, said: str) -> None:
    for name in ("not_places.yaml", "forms.yaml", "lookalikes.txt"):
        (tmp_path / name).write_bytes((HERE / name).read_bytes())
    (tmp_path / "aliases.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(PackError, match=said):
        Handmade.read(tmp_path)


def test_the_tables_are_sorted_and_small() -> None:
    for name in ("names.tsv", "places.tsv"):
        lines = (HERE / name).read_bytes().splitlines()
        assert lines == sorted(lines)
    assert sum(path.stat().st_size for path in HERE.iterdir() if path.is_file()) <= 8 * 1024 * 1024


def test_every_parent_and_every_name_leads_to_a_place() -> None:
    rows = [line.split("\t") for line in (HERE / "places.tsv").read_text(encoding="utf-8").splitlines()]
    ids = {row[0] for row in rows}
    assert len(ids) == len(rows)
    assert {row[4] for row in rows} | {row[6] for row in rows} <= ids | {""}
    named = {
        id
        for line in (HERE / "names.tsv").read_text(encoding="utf-8").splitlines()
        for name in line.split("\t")[1:]
        for id in name.partition("=")[2].split(",")
    }
    assert named <= ids


def test_searching_a_table_finds_first_last_and_nothing(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("a\t1\na b\t2\nab\t3\nz\t4\n")
    table = SortedLines(tmp_path / "t")
    assert table.line("a") == ["a", "1"]
    assert table.line("z") == ["z", "4"]
    assert table.line("b") is None
    assert table.line("zz") is None
    assert [fields[0] for fields in table.starting("a")] == ["a", "a b"]


def test_loading_is_quick_and_small() -> None:
    program = (
        "import resource, time, yaml\n"
        "import tallymark.packs\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "start = time.process_time()\n"
        "from tallymark.packs.places import Gazetteer\n"
        "Gazetteer.load().lookup('Kalbajar')\n"
        "spent = time.process_time() - start\n"
        "print(spent * 1000, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)"
    )
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in "123"]
    figures = [[float(figure) for figure in run.stdout.split()] for run in runs]
    assert min(figure[0] for figure in figures) < 90, "milliseconds of processor time; 35 to 50 when measured"
    assert min(figure[1] for figure in figures) < 40, "MB"


def test_many_words_are_looked_up_in_a_second(gazetteer: Gazetteer) -> None:
    text = (
        "the ministry of defence said on monday that mines were found in kalbajar and in the karabakh economic region"
    )
    tokens = text.split()
    gazetteer.match(tokens, 0, near="AZ")
    start = time.process_time()
    for _ in range(200):
        for i in range(len(tokens)):
            gazetteer.match(tokens, i, near="AZ")
    rate = 200 * len(tokens) / (time.process_time() - start)
    assert rate > 60_000, f"{rate:.0f} look-ups a second; 280,000 when measured"
