"""Quoting: the marks of quotation of a text as one style has them, whichever style it is written in."""

from __future__ import annotations

# In German „ opens and “ closes; » opens where it comes before any «.
_LOW = str.maketrans({"„": "“", "“": "”"})
_TURNED = str.maketrans({"»": "«", "«": "»"})


def evened(text: str) -> str:
    """Return a text, as long as before, in which “ and « open a quotation and ” and » close it.

    >>> evened("„Ja“, sagte er, »nein« sie."), evened("“Yes”, «oui».")
    ('“Ja”, sagte er, «nein» sie.', '“Yes”, «oui».')
    """
    if "„" in text:
        text = text.translate(_LOW)
    first = text.find("»")
    return text.translate(_TURNED) if 0 <= first < (text.find("«") if "«" in text else len(text)) else text
