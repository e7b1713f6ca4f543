"""What of a name survives a change of script: its consonants, in classes that transcribers do not agree within."""

from __future__ import annotations

import functools
import unicodedata

# A letter of any script tells its sound by its Unicode name ("CYRILLIC SMALL LETTER ZHE", "ARABIC LETTER SEEN"), so no
# table of letters per language is needed. These words of such a name qualify the letter and are not its sound.
_QUALIFIERS = frozenset(
    {"SHORT", "DOTLESS", "FARSI", "BYELORUSSIAN-UKRAINIAN", "UKRAINIAN", "FINAL", "SOFT", "HARD", "SHARP"}
)
_SILENT = frozenset({"SIGN", "AIN", "ALEF", "HAMZA", "SCHWA"})
_SPELT_WITH_A_VOWEL = {"EL": "L", "EM": "M", "EN": "N", "ER": "R", "ES": "S", "EF": "F"}
# Marks under or over a Latin letter that turn it into another sound; other marks are dropped.
_MARKED = {"ç": "CH", "ş": "SH", "š": "SH", "ș": "SH", "ž": "ZH", "č": "CH", "ć": "CH", "ğ": "GH"}
_VOWELS = frozenset("AEIOU")
# Longest first. Classes, not sounds: Kəlbəcər, Kelbajar, Кельбаджар and Kyalbadzhar must meet, and so must Hajiyev and
# Гаджиев, whose first letter Russian writes g.
_CLASSES = tuple(
    (written, sound)
    for sound, spellings in (
        ("J", "SHCH DZH TCH SCH JH ZH SH CH DJ J"),
        ("G", "GH KH X H G"),
        ("K", "CK QU K Q"),
        ("S", "TS DZ TZ S Z"),
        ("F", "PH F V W"),
        ("T", "TH T"),
        *((letter, letter) for letter in "BPDLMNR"),
    )
    for written in spellings.split()
)
_BY_LENGTH = tuple(sorted(_CLASSES, key=lambda pair: (-len(pair[0]), pair[0])))


@functools.cache
def _sound(char: str) -> str:
    """Return the Latin capitals that a letter of any script begins with, or nothing for a sign without a sound."""
    if char in _MARKED:
        return _MARKED[char]
    name = unicodedata.name(unicodedata.normalize("NFD", char)[0], "")
    script, _, rest = name.partition(" LETTER ")
    tokens = [token for token in rest.split() if token not in _QUALIFIERS]
    if not tokens or tokens[0] in _SILENT:
        return ""
    if script.startswith("CYRILLIC") and tokens[-1] in _SPELT_WITH_A_VOWEL:
        return _SPELT_WITH_A_VOWEL[tokens[-1]]
    head = next((at for at, letter in enumerate(tokens[0]) if letter in _VOWELS), len(tokens[0]))
    return tokens[0][:head] or tokens[0][0]


def _classed(letters: str, c_as: str) -> str:
    """Return the consonant classes of Latin capitals: vowels dropped, a repeated class kept once."""
    out: list[str] = []
    at = 0
    while at < len(letters):
        step, sound = 1, c_as if letters[at] == "C" else ""
        for written, class_ in _BY_LENGTH:
            if letters.startswith(written, at):
                step, sound = len(written), class_
                break
        at += step
        if sound and (not out or out[-1] != sound):
            out.append(sound)
    return "".join(out)


@functools.lru_cache(maxsize=65536)
def skeletons(word: str) -> tuple[str, ...]:
    """Return what survives of a name's spelling in another script or transcription, as one or two keys.

    The letter c is read both as k and as j, because which it is depends on a language that a name does not show.

    >>> set(skeletons("Kəlbəcər")) & set(skeletons("Кельбаджар")) & set(skeletons("Kalbajar"))
    {'KLBJR'}
    >>> skeletons("Volkov") == skeletons("Волков")
    True
    """
    letters = "".join(_sound(char) for char in word.lower())
    if "C" not in letters:
        return (_classed(letters, "K"),)
    return tuple(sorted({_classed(letters, "K"), _classed(letters, "J")}))
