"""The command `benelux-programme`."""
