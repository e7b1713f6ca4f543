"""Which encoding bytes are in, how that is known, and which bytes are no text at all."""

from __future__ import annotations

import codecs
import re
from collections import Counter

import msgspec

from tallymark.model import Problem
from tallymark.read.problems import problem
from tallymark.rules.language import detect, legacy_encoding

# UTF-32 stands before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"PK\x03\x04", 0, "archive", "a ZIP archive or an office document"),
    (b"PK\x05\x06", 0, "archive", "a ZIP archive"),
    (b"\x1f\x8b", 0, "archive", "a gzip file"),
    (b"BZh", 0, "archive", "a bzip2 file"),
    (b"7z\xbc\xaf\x27\x1c", 0, "archive", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", 0, "archive", "a RAR archive"),
    (b"\xfd7zXZ\x00", 0, "archive", "an xz file"),
    (b"\x28\xb5\x2f\xfd", 0, "archive", "a Zstandard file"),
    (b"ustar", 257, "archive", "a tar archive"),
    (b"%PDF-", 0, "binary", "a PDF"),
    (b"\xd0\xcf\x11\xe0", 0, "binary", "an old office document"),
    (b"{\\rtf", 0, "binary", "a rich-text (RTF) document"),
    (b"\x89PNG", 0, "binary", "a picture"),
    (b"\xff\xd8\xff", 0, "binary", "a picture"),
    (b"GIF8", 0, "binary", "a picture"),
    (b"\x7fELF", 0, "binary", "a program"),
    (b"SQLite format 3", 0, "binary", "a database"),
)

# Where most letters are beyond ASCII, the guess is between these. Named one by one because, left free, the guess falls
# on encodings that nobody has written reports in for forty years.
_NON_LATIN = [
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"),
    *("cp1256", "iso8859_6", "cp1255", "cp1253", "cp874"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]

# A page that says so means the Windows encoding that contains it, as browsers read it.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_TEXT_CODEC = re.compile(r"(cp|iso8859|koi8|mac|gb|big5|euc|shift_jis|utf-16|utf-32|tis)")

_SAMPLE = 65_536
_CONTROLS = 0.05


class Decoded(msgspec.Struct, frozen=True):
    """Bytes as text, what they were read as, and what has to be said about it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(name: str, data: bytes, declared: str | None = None) -> Decoded | Problem:
    """Return the text of bytes, or the problem that keeps them from being read.

    A byte-order mark counts first, then UTF-8, then what the page declares of itself, then a guess from the letters.

    >>> decode("a.txt", "Найдены мины, сообщило министерство.".encode("cp1251")).encoding
    'cp1251'
    >>> decode("a.txt", b"%PDF-1.7").reason
    'the file is a PDF, not a text'
    """
    for magic, place, kind, what in _MAGIC:
        if data.startswith(magic, place):
            advice = "archives are not opened" if kind == "archive" else "not a text"
            return problem(kind, name, f"the file is {what}, {advice}")
    found = _marked(name, data) or _utf8(name, data) or _declared(name, data, declared) or _guessed(name, data)
    if found is None and not _is_binary(data.decode("latin-1")):
        return problem("encoding_unknown", name, "the bytes fit no encoding that is known; save the file as UTF-8")
    if found is None or _is_binary(found.text):
        return problem("binary", name, "the file is not a text: it is full of control characters")
    return found


def _marked(name: str, data: bytes) -> Decoded | None:
    """Read bytes that begin with a byte-order mark, or that alternate with NULs as UTF-16 without one does."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return _utf8(name, data[len(mark) :])
            return _wide(name, data[len(mark) :], encoding, "its first bytes say so")
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 < len(sample[::2]) or min(even, odd) * 10 > max(even, odd):
        return None
    return _wide(name, data, "utf-16-be" if even > odd else "utf-16-le", "every other byte is empty")


def _wide(name: str, data: bytes, encoding: str, why: str) -> Decoded:
    """Read UTF-16 or UTF-32, showing what is broken in it as U+FFFD and leaving out half a character at the end."""
    width = 4 if "32" in encoding else 2
    whole = len(data) - len(data) % width
    decoded = _lossy(name, data[:whole], encoding, why)
    problems = [*decoded.problems]
    if whole < len(data):
        problems.append(problem("truncated", name, "the file breaks off in the middle of a character"))
    return Decoded(decoded.text, encoding, tuple(problems))


def _utf8(name: str, data: bytes) -> Decoded | None:
    """Read UTF-8, also where it breaks off or is damaged in few places; None where it is something else."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        head = data[: error.start]
        cut_off = error.reason == "unexpected end of data" and len(data) - error.start < 4
        if cut_off and not head.isascii():
            reason = "the file breaks off in the middle of a character, which is left out"
            return Decoded(head.decode("utf-8"), "utf-8", (problem("truncated", name, reason),))
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    if sum(not letter.isascii() for letter in text) - broken < 10 * broken:
        return None
    reason = f"the file is UTF-8 with {broken} broken places, each shown as \ufffd"
    return Decoded(text, "utf-8", (problem("damaged", name, reason),))


def _declared(name: str, data: bytes, declared: str | None) -> Decoded | None:
    """Read bytes as what their page declares, where that is an encoding of text and fits every byte."""
    if declared is None:
        return None
    try:
        encoding = codecs.lookup(declared).name
        encoding = _MEANT.get(encoding, encoding)
        if _TEXT_CODEC.match(encoding) is None:
            return None
        text = data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None
    return Decoded(text, encoding, (_said(name, encoding, "the page says so"),))


def _guessed(name: str, data: bytes) -> Decoded | None:
    """Read bytes as what their letters are most likely to be in.

    Mostly ASCII letters: one of the single-byte encodings of the Latin script, which hold the same letters in
    different places, so the language that the ASCII part is in decides. Else charset-normalizer does.
    """
    sample = Counter(data[:_SAMPLE])
    high = sum(count for byte, count in sample.items() if byte > 127)
    ascii_letters = sum(count for byte, count in sample.items() if 65 <= byte <= 90 or 97 <= byte <= 122)
    if high * 3 < ascii_letters:
        encoding = legacy_encoding(detect(data[:_SAMPLE].decode("cp1252", "replace"))) or "cp1252"
        return _lossy(name, data, encoding, "a guess by its language")
    from charset_normalizer import from_bytes  # here: most reports are UTF-8 and never need it

    best = from_bytes(data[:_SAMPLE], cp_isolation=_NON_LATIN).best()
    if best is None:
        return None
    return _lossy(name, data, best.encoding, "a guess by its letters")


def _lossy(name: str, data: bytes, encoding: str, why: str) -> Decoded:
    """Read bytes in an encoding that not all of them need to fit."""
    text = data.decode(encoding, "replace")
    problems = [_said(name, encoding, why)]
    misfits = text.count("\ufffd")
    if misfits:
        problems.append(problem("damaged", name, f"{misfits} places do not fit {encoding} and are shown as \ufffd"))
    return Decoded(text, encoding, tuple(problems))


def _said(name: str, encoding: str, why: str) -> Problem:
    """Say what bytes that are not UTF-8 were read as."""
    return problem("encoding_guessed", name, f"the file is not UTF-8; it was read as {encoding} ({why})")


def _is_binary(text: str) -> bool:
    """Say whether a text has more control characters than any text has; padding NULs at the end do not count."""
    sample = text[:_SAMPLE].rstrip("\0")
    if not sample:
        return text.startswith("\0")
    letters = Counter(sample)
    controls = sum(n for c, n in letters.items() if c not in "\t\n\r\f\v" and c < " ")
    return controls > _CONTROLS * len(sample)
