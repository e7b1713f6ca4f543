"""Where every product is kept."""
