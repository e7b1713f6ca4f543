"""Reading pack files: YAML in which every scalar is text, and words in which brackets hold choices."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

_STEM = re.compile(r"([^\s/()]*)/(\w+)")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


class PackError(ValueError):
    """A pack that is broken: it stops the load, with the file and what is wrong in it."""


def read_yaml(path: Path) -> Any:
    """Return what a pack file holds, every scalar as text (`no` stays "no").

    Raises `PackError` where the file is missing or no YAML.
    """
    # Most of what is read so is kept in a quicker form between one start and the next, and the library is not needed.
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except FileNotFoundError as error:
        raise PackError(f"{path.name} is missing in {path.parent.name}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PackError(f"{path} is no YAML: {error}") from error


def choices(words: str) -> list[str]:
    """Return every phrase that words with bracketed choices stand for.

    >>> choices("(no|not) (fewer|less) than")
    ['no fewer than', 'no less than', 'not fewer than', 'not less than']
    >>> choices("(the |)deminers")
    ['the deminers', 'deminers']
    """
    parts = _CHOICE.split(words)
    if len(parts) == 1:
        return [words]
    options = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
    return [" ".join("".join(pick).split()) for pick in itertools.product(*options)]


def inflect(words: str, paradigms: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """Return `(form, phrase)` for words some of which may name their paradigms (`stem/paradigm`); else the form is "".

    Words of one phrase agree: of several that name paradigms each stands in the same form as the others.

    >>> inflect("turn/verb up", {"verb": {"base": "{}", "past": "{}ed"}})
    [('base', 'turn up'), ('past', 'turned up')]
    >>> inflect("nov/adj min/noun", {"adj": {"sg": "{}aya", "pl": "{}ye"}, "noun": {"sg": "{}a", "pl": "{}y"}})
    [('sg', 'novaya mina'), ('pl', 'novye miny')]
    >>> inflect("mine/noun (terrestre|marine)", {"noun": {"sg": "{}"}})
    [('sg', 'mine terrestre'), ('sg', 'mine marine')]
    """
    match = _STEM.search(words)
    if match is None:
        return [("", phrase) for phrase in choices(words)]
    stem, paradigm = match.groups()
    if paradigm not in paradigms:
        raise PackError(f"{words!r} names the paradigm {paradigm!r}, which language.yaml does not have")
    after = words[match.end() :]
    parted = " " if after.startswith(" ") else ""
    behind = inflect(after.lstrip(), paradigms)
    return [
        (form, phrase)
        for form, templates in paradigms[paradigm].items()
        for template in templates.split("|")
        for agrees, rest in behind
        if agrees in ("", form)
        for phrase in choices(words[: match.start()] + template.replace("{}", stem) + parted + rest)
    ]
