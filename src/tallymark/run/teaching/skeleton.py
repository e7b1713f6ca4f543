"""The skeleton of a new pack: every file of another one with its words taken out and its rules switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tallymark.packs import PackError
from tallymark.packs.loader import HERE, folder_of
from tallymark.packs.pack import WANTING
from tallymark.packs.reading import choices, inflect, read_yaml

# So many words of the model's are shown before an entry.
_SHOWN = 12
_WIDTH = 110
_HEAD = ("kind", "id", "form")
# Settings that the instructions have a place for.
_SAID = frozenset(["name", "decimal", "groups", "paradigms", "abbreviations", "words", "macros", "rules"])
# The pack that a new one is made from where no other is asked for.
DEFAULT = "en"


def skeleton(language: str, like: str) -> dict[str, str]:
    """Return the files of a new pack by their names, in the order in which they are best filled in.

    `like` is the language whose pack it is made from. Raises `PackError` where that has none.
    """
    told = read_yaml(HERE / "skeleton.yaml")
    model = folder_of(like)
    if not (model / "language.yaml").is_file():
        raise PackError(f"there is no pack for the language {like!r}")
    settings = read_yaml(model / "language.yaml")
    steps = {step["file"]: step for step in told["steps"]}
    names = [*steps, *sorted({path.name for path in model.glob("*.yaml")} - set(steps))]
    files: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        step = steps.get(name, {"does": ""})
        lines = _comment(f"Step {number} of {len(names)}: {name}\n{step['does'].replace('LANG', language)}")
        if name == "language.yaml":
            body = told["language"].format(name=language) + _more_settings(settings, like)
        elif name == "detection.toml":
            body = told["detection"]
        else:
            text = (model / name).read_text(encoding="utf-8")
            lines += _comment("\n" + told["about"]) if "\nwords:" in text else []
            lines += _comment("\n" + told["rules"]) if "\nrules:" in text else []
            body = "\n" + "".join(_emptied(text, settings, step.get("first", ())))
        files[name] = "\n".join(lines) + "\n" + body
    return files


def _more_settings(settings: Mapping[str, Any], like: str) -> str:
    """Return what a model says of its language beyond what every pack says; a kindred one may keep it.

    The English is left out: it says nothing of how other languages are.
    """
    more = {key: value for key, value in settings.items() if key not in _SAID}
    if like == DEFAULT or not more:
        return ""
    lines = "".join(f"{key}: {_flow(value)}\n" for key, value in more.items())
    return f"# As {settings['name']} has it, which its rules rely on: change what is otherwise in yours.\n{lines}"


def _flow(value: Any) -> str:
    written: str = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000)
    return written.removesuffix("\n").removesuffix("\n...")


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.rstrip("\n").split("\n")]


def _emptied(text: str, settings: Mapping[str, Any], first: list[str]) -> Iterator[str]:
    """Yield the text of a file with its words replaced and its rules made comments."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    at = 0
    for key, value in root.value if root is not None else ():
        if key.value not in ("words", "rules"):
            continue
        for node in value.value:
            start = text.rindex("\n", 0, node.start_mark.index) + 1
            end = _end(text, node.end_mark.index)
            yield text[at:start]
            written = text[start:end]
            yield _wanted(written, settings) if key.value == "words" else _switched_off(written, first)
            at = end
    yield text[at:]


def _end(text: str, index: int) -> int:
    """Return the end of an entry: behind its last line that is neither empty nor a comment."""
    lines = text[:index].splitlines(keepends=True)
    while not lines[-1].strip() or lines[-1].lstrip().startswith("#"):
        lines.pop()
    index = len("".join(lines).rstrip())
    behind = text.find("\n", index)
    return len(text) if behind < 0 else behind + 1


def _wanted(written: str, settings: Mapping[str, Any]) -> str:
    """Return an entry of words with none of them, behind a comment that shows them."""
    entry = yaml.load(written, Loader=yaml.BaseLoader)[0]
    paradigms = settings.get("paradigms", {})
    words = [inflect(given, paradigms) for given in entry.get("words", ())]
    forms = {form: [(form, phrase) for given in some for phrase in choices(given)]
             for form, some in entry.get("forms", {}).items()}  # fmt: skip
    said = [pairs[0][1] for pairs in words] + [pairs[0][1] for pairs in forms.values() if pairs]
    kept = [phrase for phrase in dict.fromkeys(said) if entry["kind"] == "unit" and _of_all(phrase)]
    named = dict.fromkeys([form for pairs in words for form, _ in pairs if form] + list(forms))
    out = {key: entry[key] for key in _HEAD if key in entry}
    if named and "form" not in entry:
        out["forms"] = {form: [WANTING] for form in named}
    if kept or "forms" not in out:
        out["words"] = [*kept, WANTING]
    out |= {key: value for key, value in entry.items() if key not in (*_HEAD, "words", "forms")}
    return f"  # {settings['name']}: {_shown(said)}\n  - {_flow(out)}\n"


def _of_all(phrase: str) -> bool:
    """Say whether a unit is of signs and digits (km², m2), which are much the same in every language."""
    return sum(map(str.isalpha, phrase)) <= 2 and any(map(str.isnumeric, phrase))


def _shown(said: list[str]) -> str:
    shown = said[:_SHOWN]
    while len(", ".join(shown)) > _WIDTH and len(shown) > 1:
        shown.pop()
    return ", ".join(shown) + (" …" if len(said) > len(shown) else "")


def _switched_off(written: str, first: list[str]) -> str:
    """Return a rule as a comment; one to begin with is marked."""
    name = re.search(r"id: *([\w.]+)", written)
    mark = "  # Begin with this one.\n" if name is not None and name[1] in first else ""
    lines = (line.removeprefix("  ") for line in written.rstrip("\n").split("\n"))
    return mark + "".join(f"  # {line}\n" for line in lines)


def write_skeleton(folder: Path, language: str, like: str) -> list[str]:
    """Write a new pack into a folder and return its files in their order; what is there already stays as it is.

    Raises `PackError` where the folder holds a pack.
    """
    if (folder / "language.yaml").exists():
        raise PackError(f"{folder} holds a pack already, and nothing in it was touched")
    files = skeleton(language, like)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    return list(files)
