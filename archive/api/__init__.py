"""The lists and their records as JSON, to be read by programs: the same filters, and fields that keep their names."""
