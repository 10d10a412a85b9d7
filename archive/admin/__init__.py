"""The admin: where people correct what the import made of the print."""

from archive.admin import (  # noqa: F401 - each registers its models
    articles,
    curation,
    documents,
    evidence,
    initiatives,
    instruments,
    meetings,
    people,
    works,
)
