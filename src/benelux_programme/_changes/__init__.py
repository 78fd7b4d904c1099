"""What changed between two revisions: facts, how much they matter, and how they are made."""
