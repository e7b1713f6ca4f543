"""The command line, room by room as a person meets it."""
