"""Symbols: a letter for every kind of unit, and patterns of kinds compiled to regular expressions on letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tallymark.rules.compiled import Compiler

_FIRST = 0xE000  # the private use area: no report's text is ever matched against these
_NAME = re.compile(r"\(\?P<\w+>|\(\?P=\w+\)|\(\?[:=!]|\(\?<[=!]|[a-z][a-z_]*(?:\.[a-z_]+)?(?:#[\w:]+)?")
_CAPTURE = re.compile(r"(\w+):\(")
_SET = re.compile(r"\[\^?[^\]]*\]")


class PatternError(ValueError):
    """A pattern that names an unknown kind or is no regular expression."""


class Symbols:
    """Gives each (kind, form, id) a letter of its own and compiles patterns that name them.

    In a pattern `verb` is a unit of that kind in any form, `verb.past` in that form, `verb#killed` of that id;
    a form may have finer ones, so that `verb.past` is `verb.past_passive` too;
    `name:( … )` captures; `[^ a b ]` is any unit but those; spaces are free; all else is `re` syntax.

    >>> symbols = Symbols()
    >>> letters = [symbols.of("figure"), symbols.of("verb", "past", "killed")]
    >>> bool(symbols.compile("figure verb#killed").match("".join(letters)))
    True
    """

    def __init__(self) -> None:
        self._letters: dict[tuple[str, str, str], str] = {}
        # Patterns name the same few units thousands of times over.
        self._named: dict[str, str] = {}
        self.compiler = Compiler()
        self._settled = -1
        self._macros: tuple[Mapping[str, str], dict[str, str], re.Pattern[str]] | None = None

    def of(self, kind: str, form: str = "", concept: str = "") -> str:
        """Return the letter of a kind of unit, giving it one when it has none yet."""
        key = (kind, form, concept)
        letter = self._letters.get(key)
        if letter is None:
            letter = self._letters[key] = chr(_FIRST + len(self._letters))
            self._named.clear()
        return letter

    @property
    def keys(self) -> Iterable[tuple[str, str, str]]:
        """The kinds of units that have a letter, in the order of their letters."""
        return self._letters.keys()

    def every(self) -> str:
        """Return all letters that units have."""
        return "".join(self._letters.values())

    def reserve(self, keys: Iterable[tuple[str, str, str]], near: Sequence[str] = ()) -> None:
        """Give letters to many units at once, so that those of one kind, and the kinds in `near`, stand side by side.

        A set of neighbours is one range, which `re` compiles many times faster than letters strewn about.
        """
        rank = {kind: number for number, kind in enumerate(near)}
        for kind, form, concept in sorted(set(keys), key=lambda key: (rank.get(key[0], len(rank)), key)):
            self.of(kind, form, concept)

    def letters(self, name: str) -> str:
        """Return all letters that a name in a pattern stands for; raise `PatternError` where there are none."""
        known = self._named.get(name)
        if known is not None:
            return known
        base, _, concept = name.partition("#")
        kind, _, form = base.partition(".")
        found = [
            letter
            for (k, f, c), letter in self._letters.items()
            if k == kind and (not form or in_form(f, form)) and (not concept or c == concept)
        ]
        if not found:
            raise PatternError(f"no unit is called {name!r}")
        self._named[name] = "".join(found)
        return self._named[name]

    def some(self, *names: str) -> str:
        """Return the letters of those of some names that stand for any unit.

        >>> Symbols().some("figure")
        ''
        """
        found: list[str] = []
        for name in names:
            try:
                found.append(self.letters(name))
            except PatternError:
                continue
        return "".join(found)

    def settle(self, compiler: Compiler) -> None:
        """Compile with a compiler whose key tells these letters and these macros from all others."""
        self.compiler = compiler
        self._settled = len(self._letters)

    def compile(self, pattern: str, macros: Mapping[str, str] | None = None) -> re.Pattern[str]:
        """Return the regular expression on letters that a pattern of kinds stands for.

        `macros` are patterns with a name, usable in other patterns; a macro may use those before it.
        """
        known: dict[str, str] = {}
        if len(self._letters) == self._settled:  # a letter given since may be in any pattern
            known = self.compiler.worked_out("expanded")
        expanded = known.get(pattern)
        if expanded is None:
            expanded = known[pattern] = self._expand(pattern, macros)
        try:
            return self.compiler.pattern(expanded)
        except re.error as error:
            raise PatternError(f"{pattern!r} is no pattern: {error}") from error

    def _expand(self, pattern: str, macros: Mapping[str, str] | None) -> str:
        if macros:
            pattern = self._with_macros(pattern, macros)
        pattern = _CAPTURE.sub(r"(?P<\1>", pattern)
        pattern = _SET.sub(lambda m: self._set(m.group()), pattern)
        pattern = _NAME.sub(
            lambda m: m.group() if m.group().startswith("(") else f"[{_ranges(self.letters(m.group()))}]", pattern
        )
        return re.sub(r"\s+", "", pattern)

    def _with_macros(self, pattern: str, macros: Mapping[str, str]) -> str:
        """Put the macros in a pattern; what each of them stands for is worked out once."""
        if self._macros is None or self._macros[0] is not macros:
            whole: dict[str, str] = {}
            for name, text in macros.items():
                whole[name] = (
                    f"(?:{_macro_names(whole).sub(lambda m: whole[m.group()], text)})" if whole else f"(?:{text})"
                )
            self._macros = macros, whole, _macro_names(whole)
        _, whole, names = self._macros
        return names.sub(lambda m: whole[m.group()], pattern)

    def _set(self, text: str) -> str:
        negative = text.startswith("[^")
        names = text[2 if negative else 1 : -1].split()
        inside = "".join(name if len(name) == 1 and ord(name) >= _FIRST else self.letters(name) for name in names)
        return f"[{'^' if negative else ''}{_ranges(inside)}]"


def in_form(form: str, wanted: str) -> bool:
    """Say whether a form is the one wanted or a finer one of it.

    >>> in_form("sg_gen", "sg"), in_form("sg", "sg"), in_form("sg", "sg_gen")
    (True, True, False)
    """
    return form == wanted or form.startswith(f"{wanted}_")


def _macro_names(macros: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w#.:<])(?:{'|'.join(sorted(macros, key=len, reverse=True))})(?![\w#.:])")


def _ranges(letters: str) -> str:
    """Return letters as the inside of a set, neighbours as ranges.

    >>> _ranges("cabx")
    'a-cx'
    """
    runs: list[list[int]] = []
    for code in sorted(set(map(ord, letters))):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(chr(low) if low == high else f"{chr(low)}-{chr(high)}" for low, high in runs)
