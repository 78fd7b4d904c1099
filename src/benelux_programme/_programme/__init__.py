"""Programmes, selections of their actions, look-ups, and consistency checks."""
