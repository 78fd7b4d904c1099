"""Documents to programmes and back: parse, decode, validate, encode, write."""
