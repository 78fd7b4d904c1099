"""The values of a programme, and the constraints on their attributes."""
