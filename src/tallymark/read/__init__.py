"""Bytes to reports."""

from tallymark.read.inputs import KINDS, SIDECAR, beside_it, kind_of, read_bytes
from tallymark.read.lines import read_lines
from tallymark.read.metadata import Metadata, known
from tallymark.read.problems import TEXT_LIMIT, printable_name, problem
from tallymark.read.sniff import sniff
from tallymark.rules.language import detect

__all__ = [
    "KINDS",
    "SIDECAR",
    "TEXT_LIMIT",
    "Metadata",
    "beside_it",
    "detect",
    "kind_of",
    "known",
    "printable_name",
    "problem",
    "read_bytes",
    "read_lines",
    "sniff",
]
