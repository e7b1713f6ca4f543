"""How many figures of labelled reports are found, beside a bare regular expression; and how well stories are told.

The reports are written as plain inputs without labels, `tallymark extract` and `tallymark collate` read them through
the public command line, and what these write is scored: by tests/scoring.py, or by a program from outside.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from bare_baseline import bare_rows
from labelled_cases import Case, read_cases, read_lines, write_inputs
from measuring import LABELLED, TALLYMARK, block, must, ran, table
from scores import Row, Scored, of_groups, outside_score, own_score
from tfidf import groupings


def main() -> None:
    """Score, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=LABELLED, help="a JSON Lines file, or a folder of JSON cases")
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
        ours = _scored(typed.scorer, cases, read_by_us("extract", folder), folder)
        bare_claims = [row for case in cases for row in bare_rows(case["id"], case["text"])]
        bare = _scored(typed.scorer, cases, bare_claims, folder)
        stories = [] if typed.no_stories else stories_block(cases, read_by_us("collate", folder))
    print(block(*claims_block(cases, ours, bare, typed.scorer), *stories))
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


def claims_block(cases: list[Case], ours: Scored, bare: Scored, scorer: Path | None) -> list[str]:
    """Return the tables of the claims."""
    how = "tests/scoring.py" if scorer is None else f"an outside program, {scorer.name}"
    other = sum(bool(case.get("distractor")) for case in cases)
    told = f"{len(cases)} reports, {other} of them on other topics; scored by {how}."
    heads = ["", "precision", "recall", "F1", "claims", "labels"]
    rows = [["**Tallymark**", *ours.all], ["number + noun + nearest word", *bare.all]]
    told_otherwise = table(
        ["", "Tallymark", "number + noun + nearest word"],
        [
            ["figures in reports on other topics", ours.on_other_topics, bare.on_other_topics],
            ["spans whose words are not in the text", ours.bad_spans, bare.bad_spans],
        ],
    )
    parts = [told, table(heads, rows), told_otherwise]
    if len(ours.by_language) > 1:
        parts.append(table(["language", *heads[1:]], [[k, *v] for k, v in ours.by_language.items()]))
    parts.append(table(["measure", *heads[1:]], [[k, *v] for k, v in ours.by_measure.items()]))
    shares = [[k, f"{right / of:.3f}", right, of] for k, (right, of) in ours.attributes.items() if of]
    return [*parts, table(["part of a right claim", "share", "right", "labels"], shares)]


def stories_block(cases: list[Case], rows: list[Row]) -> list[str]:
    """Return the table of the stories, ours and those of the likeness of words alone."""
    ours = of_groups(cases, {Path(str(row["report"])).stem: row["story"] for row in rows})
    texts = {case["id"]: case["text"] for case in cases}
    best, step = max(((of_groups(cases, groups), step) for step, groups in groupings(texts)), key=lambda x: x[0][2])
    name = f"TF-IDF, at the threshold that is best for these reports ({step:.2f})"
    rows_ = [[who, *(f"{x:.3f}" for x in score)] for who, score in (("**Tallymark**", ours), (name, best))]
    return [table(["stories (B³)", "precision", "recall", "F1"], rows_)]


if __name__ == "__main__":
    main()
