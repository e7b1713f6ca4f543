"""How many figures of labelled reports are found, beside a bare regular expression; and how well stories are told.

The reports are written as plain inputs without labels, `tallymark extract` and `tallymark collate` read them through
the public command line, and what these write is scored: by tests/scoring.py, or by a program from outside. Without
--cases all languages are scored that have labelled reports in tests/cases/reports. The bare expression knows English
and is shown beside what Tallymark finds in the English reports alone.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from bare_baseline import bare_rows
from labelled_cases import Case, read_cases, read_lines, write_inputs
from measuring import REPORTS, TALLYMARK, block, must, ran, table
from scores import Row, Scored, of_groups, outside_score, own_score
from tfidf import groupings


def main() -> None:
    """Score, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=REPORTS, help="a JSON Lines file, or a folder of cases")
    parser.add_argument("--languages", default="", help="only these, with commas between: en,ru")
    parser.add_argument("--scorer", type=Path, help="a score program to use in place of tests/scoring.py")
    parser.add_argument("--misses", action="store_true", help="print also what was missed and what was wrong")
    parser.add_argument("--no-stories", action="store_true", help="leave the stories out")
    typed = parser.parse_args()
    cases = read_cases(typed.cases, [code for code in typed.languages.split(",") if code])
    if not cases:
        raise SystemExit(f"no cases at {typed.cases}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_inputs(cases, folder / "inputs")
        claims = read_by_us("extract", folder)
        ours = _scored(typed.scorer, cases, claims, folder)
        beside = english_rows(typed.scorer, cases, claims, folder)
        stories = [] if typed.no_stories else stories_block(cases, read_by_us("collate", folder))
    print(block(*claims_block(cases, ours, beside, typed.scorer), *stories))
    if typed.misses:
        print("\n".join(ours.missed))


def read_by_us(verb: str, folder: Path) -> list[Row]:
    """Return the rows that a command of tallymark writes of the inputs in a folder."""
    out = folder / f"{verb}.jsonl"
    command = [*TALLYMARK, verb, "--quiet", "--format", "jsonl", str(folder / "inputs")]
    must(ran(command, stdout=out), ["tallymark", verb])
    return read_lines(out)


def _scored(scorer: Path | None, cases: list[Case], rows: list[Row], folder: Path) -> Scored:
    try:
        return own_score(cases, rows, folder) if scorer is None else outside_score(scorer, cases, rows, folder)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{scorer} failed: {error.stderr[-1000:]}") from error


def english_rows(scorer: Path | None, cases: list[Case], claims: list[Row], folder: Path) -> dict[str, Scored]:
    """Return by name what is scored on the English reports alone; nothing where there are none."""
    english = [case for case in cases if case["language"] == "en"]
    if not english:
        return {}
    ids = {case["id"] for case in english}
    bare = [row for case in english for row in bare_rows(case["id"], case["text"])]
    rows = {"number + noun + nearest word": bare}
    if len(english) < len(cases):
        rows = {"**Tallymark**": [row for row in claims if Path(str(row["report"])).stem in ids], **rows}
        rows = {f"{name}, English": those for name, those in rows.items()}
    return {name: _scored(scorer, english, those, folder) for name, those in rows.items()}


def claims_block(cases: list[Case], ours: Scored, beside: dict[str, Scored], scorer: Path | None) -> list[str]:
    """Return the tables of the claims."""
    how = "tests/scoring.py" if scorer is None else f"an outside program, {scorer.name}"
    other = sum(bool(case.get("distractor")) for case in cases)
    told = f"{len(cases)} reports, {other} of them on other topics; scored by {how}."
    heads = ["precision", "recall", "F1", "claims", "labels"]
    scored = {"**Tallymark**": ours, **beside}
    told_otherwise = table(
        ["", *(name.strip("*").replace("**", "") for name in scored)],
        [
            ["figures in reports on other topics", *(one.on_other_topics for one in scored.values())],
            ["spans whose words are not in the text", *(one.bad_spans for one in scored.values())],
        ],
    )
    parts = [told, table(["", *heads], [[name, *one.all] for name, one in scored.items()]), told_otherwise]
    if len(ours.by_language) > 1:
        parts.append(table(["language", *heads], [[k, *v] for k, v in ours.by_language.items()]))
    parts.append(table(["measure", *heads], [[k, *v] for k, v in ours.by_measure.items()]))
    if len(ours.by_language) > 1 and ours.by_both:
        parts += ["F1 by language and measure, with the number of labels in brackets:", _by_both(ours)]
    shares = [[k, f"{right / of:.3f}", right, of] for k, (right, of) in ours.attributes.items() if of]
    return [*parts, table(["part of a right claim", "share", "right", "labels"], shares)]


def _by_both(ours: Scored) -> str:
    rows = []
    for language in ours.by_language:
        cells = (ours.by_both.get((language, measure)) for measure in ours.by_measure)
        rows.append([language, *("" if cell is None else f"{cell[2]} ({cell[4]})" for cell in cells)])
    return table(["", *ours.by_measure], rows)


def stories_block(cases: list[Case], rows: list[Row]) -> list[str]:
    """Return the table of the stories, ours and those of the likeness of words alone.

    Where there are several languages, a story is told in several of them; the English reports are shown apart too.
    """
    groups = {Path(str(row["report"])).stem: row["story"] for row in rows}
    english = [case for case in cases if case["language"] == "en"]
    lines = _stories(cases, groups)
    if 0 < len(english) < len(cases):
        lines += [[f"{who}, English", *cells] for who, *cells in _stories(english, groups)]
    return [table(["stories (B³)", "precision", "recall", "F1"], lines)]


def _stories(cases: list[Case], ours: dict[str, str]) -> list[list[str]]:
    texts = {case["id"]: case["text"] for case in cases}
    best, step = max(((of_groups(cases, groups), step) for step, groups in groupings(texts)), key=lambda x: x[0][2])
    name = f"TF-IDF, at the threshold that is best for these reports ({step:.2f})"
    return [
        [who, *(f"{x:.3f}" for x in score)] for who, score in (("**Tallymark**", of_groups(cases, ours)), (name, best))
    ]


if __name__ == "__main__":
    main()
