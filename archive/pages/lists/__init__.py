"""The lists of the archive, one module a noun: what they are narrowed down by, sorted by, counted by and tell.

A `Listing` says what a list is; `Selection` reads an address with it; the pages, the files to take away and the API
show the same selection.
"""
