"""Import from the admin: files that somebody uploads, looks through as the archive would take them, and has imported.

An *upload* is checked (a dry run of the import), confirmed and imported by a process of its own, which the site starts
and which outlives it. One works at a time and takes what waits, oldest first; it holds a lock of the database while it
lives, so that an upload whose process is gone is known as broken off. What was imported by then are whole documents,
of the others there is nothing. Uploads are no part of the archive: they travel in no fixture and have no history; what
they import has. Their files lie in a private folder until the upload ends.

| module | does |
| --- | --- |
| `names` | file names as the archive can take them |
| `receiving` | what a browser sends becomes an upload |
| `accounts` | what an import does, or would do, to a document |
| `jobs` | uploads confirmed, cancelled, broken off, cleared away |
| `working` | the process that checks and imports |
"""
