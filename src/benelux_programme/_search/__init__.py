"""Full-text search: words, where they stand, what a query asks for, and what answers it."""
