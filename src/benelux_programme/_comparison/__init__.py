"""What became of the promises of one programme in another."""
