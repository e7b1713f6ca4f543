"""What a speaker is shown of a language's pack: whether its proofs hold, what it lacks, what it finds in a text."""
