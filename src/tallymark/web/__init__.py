"""The page that people read: one page per file."""
