"""The engine: compile a pack, match a text."""
