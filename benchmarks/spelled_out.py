"""Numbers spelled out by ICU, asked of whichever Python on this machine has it."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence

# Run by the other Python: every rule set for cardinal numbers of a language, with the words for each number.
_ASK = """
import icu, json, sys
language, numbers = json.load(sys.stdin)
rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(language))
names = [rules.getRuleSetName(n) for n in range(rules.getNumberOfRuleSetNames())]
said = []
for name in names:
    if "cardinal" in name:
        rules.setDefaultRuleSet(name)
        said += [[name.lstrip("%").removeprefix("spellout-"), n, rules.format(n)] for n in numbers]
json.dump(said, sys.stdout)
"""


@functools.cache
def python_with_icu() -> str | None:
    """Return a Python that has ICU, or None."""
    for python in (sys.executable, "/usr/bin/python3", shutil.which("python3")):
        if python is not None:
            try:
                done = subprocess.run([python, "-c", "import icu"], capture_output=True)
            except OSError:
                continue
            if done.returncode == 0:
                return python
    return None


def spelled_out(language: str, numbers: Sequence[int]) -> list[tuple[str, int, str]] | None:
    """Return (form, number, words) for every number in every case form that ICU has; None where there is no ICU."""
    python = python_with_icu()
    if python is None:
        return None
    asked = json.dumps([language, list(numbers)])
    done = subprocess.run([python, "-c", _ASK], input=asked, capture_output=True, text=True, check=True)
    return [(form, number, words) for form, number, words in json.loads(done.stdout)]
