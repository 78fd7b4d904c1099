"""A Data Package: tables as CSV files, and the descriptors that explain them."""
