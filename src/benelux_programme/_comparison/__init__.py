"""The comparison of two programmes: the actions that are continued, dropped and introduced."""
