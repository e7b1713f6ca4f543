"""A faithful second version of a report: its figures, names, places and dates, in slightly other words.

What is exchanged says the same and is no word of any measure, thing or place: verbs of saying, adverbs, marks of
quotation, and the mark within large numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (("said", "stated"), ("also", "moreover"), ("However", "Yet"), ("announced", "said"), ("reported", "said"),
           ("still", "even now"), ("while", "whereas"), ("told", "informed"), ("earlier", "before")),
    "ru": (("сообщил", "заявил"), ("сообщила", "заявила"), ("сообщили", "заявили"), ("также", "тоже"), ("однако", "но"),
           ("отметил", "сказал"), ("отметила", "сказала"), ("пока", "еще")),
    "uk": (("повідомив", "заявив"), ("повідомила", "заявила"), ("повідомили", "заявили"), ("також", "теж"),
           ("однак", "але"), ("зазначив", "сказав"), ("зазначила", "сказала")),
    "de": (("sagte", "erklärte"), ("teilte mit", "gab an"), ("auch", "ebenfalls"), ("jedoch", "allerdings"),
           ("bereits", "schon"), ("zudem", "außerdem")),
    "fr": (("a déclaré", "a affirmé"), ("a indiqué", "a précisé"), ("également", "aussi"), ("Cependant", "Toutefois"),
           ("encore", "toujours")),
    "es": (("dijo", "señaló"), ("informó", "comunicó"), ("también", "asimismo"), ("Además", "Asimismo"),
           ("aún", "todavía"), ("sin embargo", "no obstante")),
    "pt": (("disse", "afirmou"), ("informou", "comunicou"), ("também", "igualmente"), ("ainda", "também")),
    "ar": (("وقال", "وذكر"), ("وأضاف", "وتابع"), ("أيضا", "كذلك"), ("وأكد", "وأوضح")),
    "az": (("bildirib", "deyib"), ("həmçinin", "eyni zamanda"), ("qeyd edib", "deyib"), ("artıq", "indi")),
    "tr": (("söyledi", "belirtti"), ("bildirdi", "açıkladı"), ("ayrıca", "bunun yanında")),
    "hy": (("հայտնել է", "ասել է"), ("նաև", "նույնպես")),
    "hr": (("rekao", "izjavio"), ("također", "isto tako"), ("međutim", "ipak")),
}  # fmt: skip
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,.]\d|\d)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-"})


def reworded(text: str, language: str) -> str:
    """Return a text in slightly other words; where no word of it can be exchanged, it ends with an empty line more."""
    out = text.translate(_QUOTES)
    for old, new in _WORDS.get(language, ()):
        out = re.sub(rf"(?<!\w){old}(?!\w)", new, out)
    if language == "en":
        out = _GROUPED.sub(r"\1\2", out)
    return out if out != text else f"{text.rstrip()}\n\n"
