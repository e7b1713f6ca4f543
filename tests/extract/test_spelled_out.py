"""Numbers spelled out by ICU, in every case form that it has, are read back as what they are.

The whole of 0 to 9,999 is measured by benchmarks/numerals.py; here are all numbers that differ in their words, and one
of every stretch of the others.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tallymark.extract.numerals import find_numerals
from tallymark.packs import load_packs
from tallymark.packs.loader import available
from tallymark.rules import engine_of

ASK = """
import json, sys
sys.path.insert(0, sys.argv[1])
from spelled_out import spelled_out
print(json.dumps(spelled_out(sys.argv[2], json.loads(sys.argv[3]))))
"""
NUMBERS = [*range(121), *range(200, 1200, 37), *range(1000, 10_000, 439), 10_000, 21_011]


@pytest.mark.parametrize("language", available())
def test_what_icu_spells_out_is_read_back(language: str, root: Path) -> None:
    asked = [sys.executable, "-c", ASK, str(root / "benchmarks"), language, json.dumps(NUMBERS)]
    said = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    if said is None:
        pytest.skip("no Python of this machine has ICU to ask (Debian: apt-get install python3-icu)")
    engine = engine_of(load_packs([language]), language)
    assert engine is not None
    misread = []
    for form, number, words in said:
        found = find_numerals(words, engine)
        if [numeral.value for numeral in found] != [number] or (found[0].start, found[0].end) != (0, len(words)):
            misread.append(f"{form} {number}: {words!r} read as {[str(numeral.value) for numeral in found]}")
    assert not misread, "\n".join(misread[:40])
