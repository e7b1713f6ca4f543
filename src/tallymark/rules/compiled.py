"""Regular expressions compiled once for all starts: what `re` makes of a pattern's text is kept in the cache.

Compiling the patterns of one pack takes longer than reading a hundred reports with them. The text of a pattern and the
version of Python decide what comes of it, and nothing else does.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import sys
from array import array
from typing import Any

import msgspec

from tallymark.packs import cache

# So many bytes of code are kept of one pack: what a long run compiles late is seldom asked for.
_MOST_KEPT = 4_000_000
_compiler: Any = getattr(re, "_compiler", None)
# The code of a pattern is a list of numbers of four bytes in the order of the machine's bytes.
_UNIT = "I"
_MADE_BY = f"{sys.version} {sys.implementation.cache_tag} {sys.byteorder} {getattr(_compiler, 'MAGIC', '')}"


class Code(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What `re` makes of a pattern's text: flags, code, the number of groups, and the numbers of those with a name."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]

    @classmethod
    def of(cls, text: str) -> Code:
        """Return what comes of a text; raises `re.error` where it is no pattern."""
        tree = _compiler._parser.parse(text, 0)
        state = tree.state
        code = array(_UNIT, _compiler._code(tree, 0)).tobytes()
        return cls(state.flags, code, state.groups - 1, dict(state.groupdict))

    def pattern(self, text: str) -> re.Pattern[str]:
        """Return the pattern that `re.compile` returns for the text that this is the code of."""
        by_number: list[str | None] = [None] * (self.groups + 1)
        for name, number in self.names.items():
            by_number[number] = name
        code = array(_UNIT, self.code).tolist()
        pattern: re.Pattern[str] = _compiler._sre.compile(
            text, self.flags, code, self.groups, self.names, tuple(by_number)
        )
        return pattern


def _understood() -> bool:
    """Say whether this Python makes patterns in the way that is known here."""
    try:
        return array(_UNIT).itemsize == 4 and Code.of("(?P<a>b)|c+").pattern("(?P<a>b)|c+") == re.compile("(?P<a>b)|c+")
    except (AttributeError, TypeError, ValueError):
        return False


_UNDERSTOOD = _understood()


class _Kept(msgspec.Struct, array_like=True):
    """What is kept of one pack: the codes of its patterns by their text, and what was worked out of them by subject."""

    codes: dict[str, Code] = {}
    worked_out: dict[str, dict[str, Any]] = {}


_DECODER = msgspec.msgpack.Decoder(_Kept)


class Compiler:
    """Compiles the patterns of one pack, and remembers what was worked out of them; what was kept is not done again.

    `name` and `key` say where it is kept; without a name nothing is.
    """

    def __init__(self, name: str = "", key: str = "") -> None:
        self._name = name
        self._key = hashlib.sha256(f"{key}\0{_MADE_BY}".encode()).hexdigest()[:16]
        self._known = self._read()
        self._size = self._known_size()
        self._room = _MOST_KEPT - sum(len(code.code) for code in self._known.codes.values())

    def pattern(self, text: str) -> re.Pattern[str]:
        """Return the pattern of a text; raises `re.error` where it is none."""
        if not _UNDERSTOOD:
            return re.compile(text)
        code = self._known.codes.get(text)
        if code is not None:
            with contextlib.suppress(RuntimeError, ValueError, IndexError):  # what is no code: `re` looks through it
                return code.pattern(text)
        code = Code.of(text)
        if self._room > 0:
            self._known.codes[text] = code
            self._room -= len(code.code)
        return code.pattern(text)

    def worked_out(self, subject: str) -> dict[str, Any]:
        """Return what was worked out on a subject, to look into and to add to.

        It must follow from the key alone, and be made of texts, numbers and lists of them.
        """
        return self._known.worked_out.setdefault(subject, {})

    def keep(self) -> None:
        """Keep what is new, beside what is kept already."""
        if self._name and self._known_size() > self._size:
            kept = self._read()
            kept.codes.update(self._known.codes)
            for subject, found in self._known.worked_out.items():
                kept.worked_out.setdefault(subject, {}).update(found)
            cache.keep(self._name, self._key, msgspec.msgpack.encode(kept))
            self._size = self._known_size()

    def _known_size(self) -> int:
        return len(self._known.codes) + sum(map(len, self._known.worked_out.values()))

    def _read(self) -> _Kept:
        content = cache.kept(self._name, self._key) if self._name else None
        if content is not None:
            with contextlib.suppress(msgspec.DecodeError):
                return _DECODER.decode(content)
        return _Kept()
