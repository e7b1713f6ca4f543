"""Tests, by room; the cases as data stand in tests/cases."""
