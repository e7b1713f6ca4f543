"""Tallymark: who said which figure, in which words, counted once."""
