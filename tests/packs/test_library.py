"""Packs loaded when they are asked for: what is read and when, what stops the load, what a kept pack is good for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import PackError, Packs, cache, loader
from tallymark.packs.detection import detection

CODES = ("en", "qaa", "qab", "qac")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of packs: English under several codes, none of which was ever loaded."""
    detection()  # kept for the life of the process, so it must not be of these copies
    for code in CODES:
        shutil.copytree(loader.LANGUAGES / "en", tmp_path / "languages" / code)
    monkeypatch.setattr(loader, "LANGUAGES", tmp_path / "languages")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "languages"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the languages whose files are read, as they are."""
    languages: list[str] = []
    load = loader.load_language

    def noted(folder: Path, domain: dict[str, object]) -> object:
        languages.append(folder.name)
        return load(folder, domain)

    monkeypatch.setattr(loader, "load_language", noted)
    return languages


def loaded() -> Packs:
    packs: Packs = loader.load.__wrapped__(tuple(map(loader.folder_of, loader.available())))
    return packs


def test_files_are_read_once_and_a_pack_is_taken_up_when_it_is_asked_for(folder: Path, read: list[str]) -> None:
    first = loaded()
    assert read == list(CODES)
    again = loaded()
    assert read == list(CODES)
    assert again.languages["qab"] == first.languages["qab"]
    assert again.languages["qab"].language == "qab"
    assert read == list(CODES)
    assert again.hash == first.hash


def test_only_what_was_changed_is_read_again(folder: Path, read: list[str]) -> None:
    before = loaded()
    with (folder / "qab" / "stance.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    read.clear()
    after = loaded()
    assert read == ["qab"]
    assert after.hash != before.hash
    assert after.languages["en"] == before.languages["en"]


def test_a_broken_pack_stops_the_load_of_all_though_nobody_asked_for_it(folder: Path) -> None:
    loaded()
    (folder / "qac" / "stance.yaml").write_text("rules:\n  - {id: rule.box, pattern: x, finds: [y]}\n", "utf-8")
    for _ in range(2):
        with pytest.raises(PackError, match=r"qac/stance\.yaml: rule\.box does not load without passes: .* proof"):
            loaded()


def test_a_kept_pack_that_is_damaged_is_made_anew(folder: Path, read: list[str]) -> None:
    whole = loaded().languages["qaa"]
    (file,) = (folder.parent / "cache").glob("pack-qaa-*")
    for broken in (b"", file.read_bytes()[:-9], b"x" * 9):
        file.write_bytes(broken)
        read.clear()
        assert loaded().languages["qaa"] == whole
        assert read == ["qaa"]
    name, _, key = file.stem.rpartition("-")
    cache.keep(name, key, b"\x93 of another version")
    assert loaded().languages["qaa"] == whole


def test_a_pack_that_changes_between_its_hash_and_its_reading_is_refused(folder: Path) -> None:
    loaded()
    packs = loaded()
    for file in (folder.parent / "cache").glob("pack-qaa-*"):
        file.unlink()
    with (folder / "qaa" / "stance.yaml").open("a", encoding="utf-8") as opened:
        opened.write("# a remark\n")
    with pytest.raises(PackError, match="'qaa' was changed while it was used"):
        packs.languages["qaa"]


def test_where_nothing_can_be_kept_all_is_as_it_was(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = loaded()
    monkeypatch.setenv(cache.VARIABLE, "")
    read.clear()
    bare = loaded()
    assert read == list(CODES)
    assert bare.hash == kept.hash
    assert dict(bare.languages) == dict(kept.languages)


def test_a_kept_pack_finds_the_same_claims(folder: Path) -> None:
    report = Report.of("In May 350 PMN-2 mines were found near Orlava; nine people were killed.", language="qaa")
    first, again = loaded(), loaded()
    claims, problems = extract(report, first)
    assert len(claims) == 2
    assert extract(report, again) == (claims, problems)


def test_a_language_without_a_pack_is_not_in_the_library(folder: Path) -> None:
    languages = loaded().languages
    assert len(languages) == len(CODES)
    assert "xx" not in languages
    assert languages.get("xx") is None
