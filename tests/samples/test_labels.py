"""The sample reports are complete, invented, and labelled to the word."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.labelled import CASES, NUMERIC, SAMPLES, LabelError, label_of, read_sample_labels, read_yaml
from tests.samples.reading import labelled_samples, read_samples

DOCS = SAMPLES.parent / "docs" / "samples.md"


def test_every_sample_is_labelled_and_every_label_has_a_sample() -> None:
    assert set(read_samples()) == set(read_sample_labels())


def test_every_label_stands_in_its_text() -> None:
    samples = labelled_samples()
    for sample in samples.values():
        for label in sample.labels:
            assert sample.text[label.start : label.end] == label.quote
    assert sum(len(sample.labels) for sample in samples.values()) > 200


def test_a_label_without_its_words_is_refused() -> None:
    row = {"measure": "killed", "value": "4", "quote": "four mice"}
    with pytest.raises(LabelError):
        label_of("Four men died.", row)
    with pytest.raises(LabelError):
        label_of("four mice, four mice", row)
    assert label_of("four mice, four mice", row | {"nth": "2"}).start == 11


def test_parts_name_words_of_their_whole() -> None:
    labels = read_sample_labels()
    for stem, (report, _) in read_samples().items():
        for row in labels[stem]["claims"]:
            assert row.get("part_of", "null") == "null" or row["part_of"] in report.text, (stem, row)


def test_other_topics_hold_no_figure() -> None:
    other = [sample for sample in labelled_samples().values() if sample.other]
    assert len(other) >= 5
    assert not [label for sample in other for label in sample.labels if label.measure in NUMERIC]


def test_stories_have_versions() -> None:
    sizes = Counter(row["story"] for row in read_sample_labels().values())
    assert max(sizes.values()) >= 4
    assert sum(size > 1 for size in sizes.values()) >= 4


def test_addresses_are_invented() -> None:
    for path in SAMPLES.iterdir():
        for host in re.findall(r"https?://([^/\"\s]+)", path.read_text(encoding="utf-8")):
            assert host.endswith(".example"), (path.name, host)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.meta.json")), ids=lambda path: path.name)
def test_every_sidecar_stands_beside_a_report(path: Path) -> None:
    assert (path.parent / path.name.replace(".meta.json", ".txt")).exists()
    assert set(json.loads(path.read_text(encoding="utf-8"))) <= {"source", "url", "published", "title"}


def test_scripts_and_navigation_are_left_out_of_pages() -> None:
    pages = {stem: report.text for stem, (report, _) in read_samples().items() if report.extractor}
    assert set(pages) == {"brenova-2-evening", "bulletin-2023-05"}
    for word in ("99 killed", "ferry disaster", "licences for sale", "viewed 5,311 times", "alert("):
        assert not [stem for stem, text in pages.items() if word in text]


def test_the_page_about_samples_names_each_of_them() -> None:
    told = DOCS.read_text(encoding="utf-8")
    assert [stem for stem in read_samples() if f"`{stem}`" not in told] == []


def test_totals_are_told_of_known_stories() -> None:
    labels = read_sample_labels()
    stories = {row["story"] for row in labels.values()}
    for path in sorted((CASES / "totals").glob("*.yaml")):
        for row in read_yaml(path):
            assert row.get("story") is None or row["story"] in stories, row["story"]
            wanted = {stem for stem, label in labels.items() if label["story"] == row.get("story")}
            assert set(row.get("reports", wanted)) == wanted, row["story"]
