"""Labelled reports for the score: read from a collection or a folder, and written again as inputs without labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Case = dict[str, Any]


def read_cases(where: Path, languages: Sequence[str] = ()) -> list[Case]:
    """Return the cases of a JSON Lines file, or of a folder, in the languages named.

    A folder holds one JSON file a case, or one JSON Lines file a language, by its code; others in it are passed over. A
    case holds id, language, text, story and gold (its claims); tests/cases/README.md says more.
    """
    if where.is_dir():
        cases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(where.glob("*.json"))]
        for path in sorted(where.glob("*.jsonl")):
            cases += [case for case in read_lines(path) if case["language"] == path.stem]
    else:
        cases = read_lines(where)
    return [case for case in cases if not languages or case["language"] in languages]


def write_inputs(cases: Iterable[Case], folder: Path) -> None:
    """Write each case as an input: no labels, language or story, which are for the program to find."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases:
        row = {"id": case["id"], "text": case["text"], "url": case.get("url"), "published": case.get("date")}
        (folder / f"{case['id']}.json").write_text(_json({k: v for k, v in row.items() if v}), encoding="utf-8")


def write_folder(cases: Iterable[Case], folder: Path) -> None:
    """Write each case whole into a file of its own, for a scorer that reads a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases:
        (folder / f"{case['id']}.json").write_text(_json(case), encoding="utf-8")


def write_lines(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """Write a line of JSON for each row."""
    path.write_text("".join(_json(row) + "\n" for row in rows), encoding="utf-8")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)
