"""Follows what becomes of the promises of the Benelux programmes."""
