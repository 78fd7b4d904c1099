"""A whole programme, selections of its actions, and look-ups by id, name or code."""
