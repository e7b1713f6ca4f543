"""The words and rules of languages, the concepts of the domain, the places, and their loader."""
