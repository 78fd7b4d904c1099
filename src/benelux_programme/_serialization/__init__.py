"""Reading what somebody wrote: text to values, and these to a programme or to all mistakes."""
