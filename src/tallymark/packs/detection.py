"""What gives a language away: the letters and little words of every pack, and of languages without one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from tallymark.packs.loader import SCRIPTS, available, folder_of, folders, load
from tallymark.packs.reading import PackError

_KEYS = {"script", "sole", "letters", "share", "rival_letters", "words", "encoding"}


class Script(msgspec.Struct, frozen=True):
    """What the letters of one script say about the language.

    `marks` are (language, letters, least share of the words in percent); `rivals` are weighed against each other;
    `language` is the one that a text is in where neither settles it.
    """

    name: str
    language: str | None
    marks: tuple[tuple[str, frozenset[str], float], ...]
    rivals: tuple[tuple[str, frozenset[str]], ...]


class Detection(msgspec.Struct, frozen=True):
    """The tables of detection, by script and by language; `ranges` are (first, last code point, script)."""

    candidates: tuple[str, ...]
    scripts: Mapping[str, Script]
    script_of: Mapping[str, str]
    ranges: tuple[tuple[int, int, str], ...]
    words: Mapping[str, frozenset[str]]
    encodings: Mapping[str, str]


def detection() -> Detection:
    """Return the tables: scripts.toml, and the detection.toml of every language folder."""
    return _detection(folders())


def forget() -> None:
    """Forget the packs and tables that were loaded: their files may have changed since."""
    load.cache_clear()
    _detection.cache_clear()


@cache
def _detection(places: tuple[Path, ...]) -> Detection:
    raw = tomllib.loads(SCRIPTS.read_text(encoding="utf-8"))
    files = {path.parent.name: path for place in reversed(places) for path in place.glob("*/detection.toml")}
    files |= {language: folder_of(language) / "detection.toml" for language in available()}
    told = {language: _told(path, raw["scripts"]) for language, path in sorted(files.items())}
    words = {language: frozenset(listed.split()) for language, listed in raw["words"].items()}
    words |= {language: frozenset(own["words"].split()) for language, own in told.items() if own.get("words")}
    return Detection(
        candidates=tuple(dict.fromkeys([*told, *raw["words"], *raw["model"]["languages"]])),
        scripts={name: _script(name, script, told) for name, script in raw["scripts"].items()},
        script_of={language: own["script"] for language, own in told.items()} | dict.fromkeys(raw["words"], "latin"),
        ranges=tuple(
            (int(first, 16), int(last, 16), name)
            for name, script in raw["scripts"].items()
            for first, last in (span.split("-") for span in script["ranges"])
        ),
        words=words,
        encodings=raw["encodings"] | {lang: own["encoding"] for lang, own in told.items() if "encoding" in own},
    )


def _told(path: Path, scripts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a pack says of its detection; `PackError` where the file is missing or not understood."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackError(f"{path.name} is missing in {path.parent.name}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path} is no TOML: {error}") from error
    if unknown := set(told) - _KEYS:
        raise PackError(f"{path} has {', '.join(sorted(unknown))}, which it may not have")
    if told.get("script") not in scripts:
        raise PackError(f"{path}: script must be one of {', '.join(scripts)}")
    return told


def _script(name: str, raw: Mapping[str, Any], told: Mapping[str, Mapping[str, Any]]) -> Script:
    own = {language: entry for language, entry in told.items() if entry["script"] == name}
    marks = [(code, frozenset(letters), share) for code, letters, share in raw.get("marks", ())]
    marks += [(lang, frozenset(entry["letters"]), entry["share"]) for lang, entry in own.items() if "letters" in entry]
    sole = next((language for language, entry in own.items() if entry.get("sole")), raw.get("language"))
    rivals = [(lang, frozenset(entry["rival_letters"])) for lang, entry in own.items() if entry.get("rival_letters")]
    return Script(name=name, language=sole, marks=tuple(marks), rivals=tuple(rivals))
