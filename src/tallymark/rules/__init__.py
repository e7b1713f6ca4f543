"""The engine: compile a pack, match a text."""

from tallymark.rules.compiled import Compiler
from tallymark.rules.engine import Engine
from tallymark.rules.engines import engine_of
from tallymark.rules.fold import fold
from tallymark.rules.lexicon import Sense
from tallymark.rules.line import Chunk, Line
from tallymark.rules.symbols import PatternError, Symbols, in_form

__all__ = ["Chunk", "Compiler", "Engine", "Line", "PatternError", "Sense", "Symbols", "engine_of", "fold", "in_form"]
