"""One input's bytes to its reports: which kind it is by its name, and how each kind is read."""

from __future__ import annotations

from pathlib import PurePath

from tallymark.model import Origin, Problem, Report
from tallymark.read.encoding import Decoded, decode
from tallymark.read.lines import made_of_record, read_lines, stem_of
from tallymark.read.made import Input, made
from tallymark.read.metadata import NOTHING_KNOWN, Metadata, known
from tallymark.read.page import declared_encoding, read_page
from tallymark.read.problems import TEXT_LIMIT, about, printable_name, problem
from tallymark.read.records import ignored, parse, record_of, sidecar_metadata

KINDS = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
SIDECAR = ".meta.json"

# How a page that Tallymark wrote begins. Read as a report, it would say every figure once more.
OWN_MARK, OWN_HEAD = '<meta name="generator" content="Tallymark', 4096

_ARCHIVES = {".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst"}

_Read = tuple[list[tuple[Report, Origin]], list[Problem]]


def kind_of(name: str) -> str | None:
    """Return how a file of this name is read: `text`, `page`, `json`, `lines`; None where it is not.

    >>> kind_of("in/A.TXT"), kind_of("a.pdf"), kind_of("a.txt.meta.json")
    ('text', None, None)
    """
    lowered = name.lower()
    return None if lowered.endswith(SIDECAR) else KINDS.get(PurePath(lowered).suffix)


def read_bytes(
    name: str,
    data: bytes,
    *,
    sidecar: bytes | None = None,
    defaults: Metadata = NOTHING_KNOWN,
    kind: str | None = None,
) -> _Read:
    """Return the reports in one input's bytes, each with its origin, and what was not read or not understood.

    `name` says the kind by its ending unless `kind` does. What the input says of itself counts first, then the
    sidecar, then the defaults, and for a page what the page says last. Never raises for any bytes or name.

    >>> pairs, problems = read_bytes("in/a.txt", b"Two mines were found.", defaults=Metadata(source="A"))
    >>> pairs[0][0].text, pairs[0][0].source, problems
    ('Two mines were found.', 'A', [])
    >>> read_bytes("b.txt", b"")[1][0].kind
    'empty'
    """
    name = printable_name(name)
    kind = kind or kind_of(name)
    refused = _refused(name, data, kind)
    if refused is not None:
        return [], [refused]
    defaults, problems = known(defaults, name)
    if sidecar is not None:
        beside, more = beside_it(name, sidecar)
        defaults, problems = beside.or_else(defaults), problems + more
    if kind == "lines":
        rows = list(read_lines(name, data.split(b"\n"), defaults=defaults))
        pairs = [row for row in rows if not isinstance(row, Problem)]
        return pairs, problems + [row for row in rows if isinstance(row, Problem)]
    decoded = decode(name, data, declared_encoding(data) if kind == "page" else None)
    if isinstance(decoded, Problem):
        return [], [*problems, decoded]
    if not decoded.text.replace("\0", "").strip():
        return [], [*problems, problem("empty", name, "the file has no words")]
    read = {"text": _text, "page": _page, "json": _json}[str(kind)]
    pairs, more = read(name, decoded, defaults)
    problems += decoded.problems
    return pairs, (about(pairs[0][0], problems) if len(pairs) == 1 else problems) + more


def _refused(name: str, data: bytes, kind: str | None) -> Problem | None:
    """Return the problem that keeps the bytes from being looked at, or None."""
    suffix = PurePath(name.lower()).suffix
    if suffix in _ARCHIVES:
        return problem("archive", name, "archives are not opened; unpack it and give the folder")
    if kind is None:
        return problem(
            "unknown_kind", name, f"a name that ends in {suffix or 'nothing'} is not read; see docs/reading.md"
        )
    if kind != "lines" and len(data) > TEXT_LIMIT:
        return problem("too_large", name, f"the file has more than {TEXT_LIMIT // 1_000_000} MB")
    return None


def beside_it(name: str, data: bytes) -> tuple[Metadata, list[Problem]]:
    """Return what the metadata file beside the input of this name says, and what is wrong with it."""
    name = printable_name(name) + SIDECAR
    if len(data) > TEXT_LIMIT:
        return Metadata(), [problem("bad_sidecar", name, "the metadata beside the report is too large")]
    decoded = decode(name, data)
    if isinstance(decoded, Problem):
        return Metadata(), [problem("bad_sidecar", name, f"the metadata beside the report: {decoded.reason}")]
    metadata, problems = sidecar_metadata(name, decoded.text)
    return metadata, [*decoded.problems, *problems]


def _text(name: str, decoded: Decoded, defaults: Metadata) -> _Read:
    """Read plain text: line ends become LF and NULs go; nothing else is changed."""
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    nuls, text = text.count("\0"), text.replace("\0", "")
    problems = [problem("nul_removed", name, f"{nuls} NUL characters were taken out of the text")] if nuls else []
    pair = made(text, defaults, Input(name=name, stem=stem_of(name), encoding=decoded.encoding))
    return [pair], about(pair[0], problems)


def _page(name: str, decoded: Decoded, defaults: Metadata) -> _Read:
    """Read a web page: what the caller knows counts before what the page says of itself."""
    if OWN_MARK in decoded.text[:OWN_HEAD]:
        return [], [problem("own_page", name, "Tallymark wrote this page; what it says of reports is no report")]
    page = read_page(decoded.text.replace("\0", ""), defaults.url)
    if page is None:
        return [], [problem("no_text", name, "no main text was found in the page")]
    whence = Input(name=name, stem=stem_of(name), encoding=decoded.encoding)
    pair = made(page.text, defaults.or_else(page.metadata), whence, page.extractor)
    reason = "the page is built so that its own title, site and date cannot be read"
    return [pair], about(pair[0], [problem("damaged", name, reason)] if page.broken else [])


def _json(name: str, decoded: Decoded, defaults: Metadata) -> _Read:
    """Read one JSON object or a list of them; the text of each is taken exactly as it stands."""
    value = parse(name, decoded.text)
    if isinstance(value, Problem):
        return [], [value]
    many = isinstance(value, list)
    if many and not value:
        return [], [problem("empty", name, "the list has no reports")]
    pairs: list[tuple[Report, Origin]] = []
    problems: list[Problem] = []
    unknown: frozenset[str] = frozenset()
    for number, item in enumerate(value if many else [value], 1):
        tail = f"#{number}" if many else ""
        record = record_of(name + tail, item)
        if isinstance(record, Problem):
            problems.append(record)
            continue
        unknown |= record.unknown
        whence = Input(name=name + tail, stem=record.id or stem_of(name) + tail, encoding=decoded.encoding)
        pairs.append(made_of_record(record, whence, defaults))
        problems += about(pairs[-1][0], record.problems)
    return pairs, problems + ignored(name, unknown)
