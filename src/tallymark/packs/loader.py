"""Loading packs: every file of a language folder, checked; a broken pack stops the load."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tallymark.packs.kinds import DOMAIN
from tallymark.packs.library import Library
from tallymark.packs.pack import Pack, Packs, Rule, Word
from tallymark.packs.reading import PackError, choices, inflect, read_yaml

HERE = Path(__file__).parent
LANGUAGES = HERE / "languages"
SCRIPTS = HERE / "scripts.toml"  # decides, with each pack's detection.toml, which pack reads a passage
# A folder of this name holds packs beside the program's own, and in place of those of the same language.
VARIABLE = "TALLYMARK_PACKS"
BODIES = HERE / "domains" / "bodies.yaml"
_ENTRY_KEYS = {"kind", "id", "form", "words", "forms"}
_FILE_KEYS = {"macros", "words", "rules"}  # language.yaml holds settings beside these
_RULE_KEYS = {"id", "pattern", "gives", "finds", "passes", "misses", "mistakes"}


def load_packs(languages: Sequence[str] | None = None) -> Packs:
    """Return the packs of the languages named, or of all there are, cached for the life of the process.

    A pack is read when it is first asked for. One that is new to this program, or was changed, is read right away, so
    that it stops the load where it is broken. Raises `PackError` for a language without a folder and for any broken
    file.
    """
    names = available() if languages is None else sorted(set(languages))
    return load(tuple(folder_of(name) for name in names))


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack: a folder is all it takes."""
    found = (path for folder in folders() for path in folder.iterdir())
    return tuple(sorted({path.name for path in found if (path / "language.yaml").is_file()}))


def folders() -> tuple[Path, ...]:
    """Return the folders in which languages have theirs, those that count more first."""
    own = os.environ.get(VARIABLE)
    return (Path(own), LANGUAGES) if own and Path(own).is_dir() else (LANGUAGES,)


def folder_of(language: str) -> Path:
    """Return the folder of a language's pack; where there is none, the one that would hold it."""
    found = [folder / language for folder in folders()]
    return next((path for path in found if (path / "language.yaml").is_file()), found[-1])


@functools.cache
def load(places: tuple[Path, ...]) -> Packs:
    """Return the packs of some folders, each named by its language."""
    names = {path.name: path for path in places}
    domain = read_yaml(DOMAIN) | read_yaml(BODIES)
    digest = hashlib.sha256(DOMAIN.read_bytes() + BODIES.read_bytes() + SCRIPTS.read_bytes())
    shared = digest.hexdigest()
    hashes = {name: _hash(path) for name, path in names.items()}
    for name in names:
        digest.update(hashes[name].encode())
    library = Library(hashes, shared, lambda name: load_language(names[name], domain))
    library.check()
    return Packs(languages=library, domain=domain, hash=digest.hexdigest()[:16])


def _hash(folder: Path) -> str:
    """Return the hash of a pack's files and their names; `PackError` where the folder is no pack."""
    if not (folder / "language.yaml").is_file():
        raise PackError(f"there is no pack for the language {folder.name!r}")
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.toml")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def load_language(folder: Path, domain: dict[str, Any]) -> Pack:
    """Return the pack in a folder. `domain` supplies the names that words may stand for."""
    before = _hash(folder)
    settings = _named(folder / "language.yaml")
    words: list[Word] = []
    rules: dict[str, tuple[Rule, ...]] = {}
    macros: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        content = settings if path.name == "language.yaml" else _content(path)
        if twice := set(macros) & set(content.get("macros", ())):
            raise PackError(f"{path} has the macros {', '.join(sorted(twice))}, which a file before it has too")
        macros |= content.get("macros", {})
        words += _words(content, settings.get("paradigms", {}), path)
        if "rules" in content:
            rules[path.stem] = tuple(_rule(entry, path) for entry in _listed(content, "rules", path))
    words += _domain_words(domain)
    return Pack(
        language=folder.name, settings=settings, words=tuple(words), rules=rules, macros=macros,
        hash=before,
    )  # fmt: skip


def _named(path: Path) -> dict[str, Any]:
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise PackError(f"{path} must hold names with values")
    return content


def _content(path: Path) -> dict[str, Any]:
    content = _named(path)
    if unknown := set(content) - _FILE_KEYS:
        raise PackError(f"{path} has {', '.join(sorted(unknown))}, which no file but language.yaml may have")
    return content


def _listed(entry: dict[str, Any], key: str, path: Path) -> list[Any]:
    """Return a list of an entry; a text in its place would be read letter by letter."""
    listed = entry.get(key, []) or []
    if not isinstance(listed, list):
        raise PackError(f"{path}: {key} must be a list: {entry}")
    return listed


def _words(content: dict[str, Any], paradigms: dict[str, dict[str, str]], path: Path) -> Iterator[Word]:
    for entry in _listed(content, "words", path):
        if not isinstance(entry, dict) or "kind" not in entry:
            raise PackError(f"{path}: an entry without a kind: {entry}")
        more = {key: value for key, value in entry.items() if key not in _ENTRY_KEYS}
        kind, concept = entry["kind"], entry.get("id", "")
        for given in _listed(entry, "words", path):
            inflected = inflect(given, paradigms)
            for number, (form, phrase) in enumerate(inflected):
                rank = 0 if "/" not in given else 2 if number else 1
                yield Word(phrase, kind, form or entry.get("form", ""), concept, more, rank)
        forms = entry.get("forms", {})
        for form in forms:
            for given in _listed(forms, form, path):
                for phrase in choices(given):
                    yield Word(phrase, kind, form, concept, more)


def _domain_words(domain: dict[str, Any]) -> Iterator[Word]:
    for entry in domain.get("words", []):
        for phrase in entry["words"]:
            yield Word(phrase, entry["kind"], entry.get("form", ""), entry.get("id", ""), {})


def _rule(entry: Any, path: Path) -> Rule:
    if not isinstance(entry, dict):
        raise PackError(f"{path}: a rule that is none: {entry}")
    name = entry.get("id", "a rule without a name")
    if unknown := set(entry) - _RULE_KEYS:
        raise PackError(f"{path}: {name} has {', '.join(sorted(unknown))}, which no rule has")
    for key in ("id", "pattern", "finds", "passes"):
        if not entry.get(key):
            raise PackError(f"{path}: {name} does not load without {key}: a rule carries its proof")
    return Rule(
        id=name,
        pattern=entry["pattern"],
        gives=entry.get("gives", {}),
        finds=tuple(_listed(entry, "finds", path)),
        passes=tuple(_listed(entry, "passes", path)),
        misses=tuple(_listed(entry, "misses", path)),
        mistakes=tuple(_listed(entry, "mistakes", path)),
    )
