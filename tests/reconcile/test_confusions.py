"""The pack of known confusions: an entry without proof does not load, and none speaks where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallymark.model import Story
from tallymark.packs.confusions import load_confusions
from tallymark.packs.reading import PackError
from tallymark.reconcile import reconcile
from tests.collate.telling import Telling, by_report

_ENTRY = """
into: en
patterns:
  - id: example
    from: [ru]
    word: why
    pattern: "only {figure}"
    instead: "{figure} in total"
    spoils: total
    finds: ["only 12"]
    passes: ["12 only"]
    because: reason
"""


def pack(folder: Path, text: str) -> Path:
    (folder / "en.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_pack_loads_with_its_proof() -> None:
    loaded = load_confusions()
    assert {each.id for each in loaded.patterns} >= {"mines_as_minutes", "total_as_only", "point_as_sided"}
    swap = loaded.swap("killed", "casualties")
    assert swap is not None
    assert "ru" in swap.origins
    assert loaded.swap("killed", "found") is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('    finds: ["only 12"]\n', "", "lacks finds"),
        ('    passes: ["12 only"]\n', "", "lacks passes"),
        ('["only 12"]', '["just 12"]', "does not find"),
        ('["12 only"]', '["only 3"]', "does not pass over"),
        ("spoils: total", "spoils: mood", "no part of a claim"),
        ("only {figure}", "only", "has no {figure}"),
        ("    because: reason\n", '    because: reason\n    mistakes: ["mended"]\n', "does not find 'mended'"),
    ],
)
def test_an_entry_whose_proof_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in _ENTRY
    with pytest.raises(PackError, match=says):
        load_confusions(pack(tmp_path, _ENTRY.replace(old, new)))


def flagged(told: Telling) -> list[str]:
    story = Story(id="story-x", reports=(told.report.id,))
    result = reconcile(story, {told.report.id: told.report}, by_report([told]))
    return [each.sentence for each in result.findings if each.kind == "mistranslation"]


def test_minutes_of_a_clock_beside_a_count_of_mines_are_not_flagged() -> None:
    told = Telling("3 mines were found after 40 minutes of search.")
    told.says("found", "3 mines were found after 40 minutes", "3", item=("mine", "mines"))
    assert flagged(told) == []


def test_only_without_a_total_is_not_flagged() -> None:
    told = Telling("Of the mines, only 12 were found near the road.")
    told.says("found", "only 12 were found", "12")
    assert flagged(told) == []


def test_a_confusion_that_nothing_supports_stays_a_guess() -> None:
    told = Telling("On the hills 1,204 minutes were found.")
    told.says("found", "1,204 minutes", "1,204", item=(None, "minutes"))
    (sentence,) = flagged(told)
    assert "stays a guess" in sentence


def test_a_report_in_another_language_is_not_read_by_english_confusions() -> None:
    told = Telling("On the hills 1,204 minutes were found.", language="fr")
    told.says("found", "1,204 minutes", "1,204", item=(None, "minutes"))
    assert flagged(told) == []
