"""Full-text search: a corpus, its inverted index, and the actions that match a query best."""
