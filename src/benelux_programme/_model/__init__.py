"""The values of which a programme is made, and what single values may contain."""
