"""Which place names are English words too: printed for a person to decide, and words that only look like a name."""

from __future__ import annotations

from pathlib import Path

import yaml
from gazetteer_sources import Row

from tallymark.packs.places.spelling import fold_name, single_letters, skeleton

SIZES = (10, 20, 35, 40, 50, 55, 60)


def small_words(scowl: Path) -> dict[str, int]:
    """Return English words in lower case with the SCOWL size that first lists them."""
    found: dict[str, int] = {}
    for size in SIZES:
        for variety in ("english", "american", "british"):
            path = scowl / f"{variety}-words.{size}"
            for word in path.read_text("latin-1").split() if path.exists() else ():
                found.setdefault(word, size)
    return found


def capital_words(scowl: Path) -> set[str]:
    """Return the words that English writes with a capital (months, nations, given names), in lower case."""
    paths = [path for path in scowl.glob("*-upper.*") if path.suffix not in (".80", ".95")]
    return {word.lower() for path in paths for word in path.read_text("latin-1").split()}


def clashes(rows: dict[str, Row], scowl: Path, places: Path) -> None:
    """Print the names that are English words and not decided yet; write the words that only look like a name."""
    decided = yaml.load((places / "not_places.yaml").read_text(), yaml.BaseLoader)
    groups = [group for sort in ("never", "only_near", "kept") for group in decided[sort]]
    known = {word for group in groups for word in group["words"].split()}
    words = small_words(scowl)
    keys = {fold_name(name): row for row in rows.values() for name in row.names}
    for key in sorted(set(keys) & set(words) - known, key=lambda key: (words[key], -keys[key].population)):
        print(f"undecided: {key} ({keys[key].country} {keys[key].population}; size {words[key]})")
    names = {key for key in keys if key.isascii()}
    bones, singles = {skeleton(key) for key in names if len(key) >= 6}, {single_letters(key) for key in names}
    lookalikes = [
        word
        for word in sorted(words.keys() | capital_words(scowl))
        if word.isascii() and word.isalpha() and len(word) >= 4 and word not in names
        and (skeleton(word) in bones if len(word) >= 6 else single_letters(word) in singles)
    ]  # fmt: skip
    (places / "lookalikes.txt").write_text("\n".join(lookalikes) + "\n")
    print(f"lookalikes.txt: {len(lookalikes)} words")
