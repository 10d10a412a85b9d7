"""A small process that starts the embedded server, and stops it when its last user is gone.

It is started by a user of the server (`embedded`), ends with status 0 when the server answers, and leaves behind a fork
of itself that waits for the lock `users`: the kernel gives it when the last user has ended, even by SIGKILL.
"""

import fcntl
import os
import sys
from pathlib import Path

from archive.data_folder import LocalStateError

from .cluster import Cluster


def main(data: Path) -> None:
    cluster = Cluster(data)
    try:
        with cluster.locks.held("start"):
            notice = cluster.start()
    except LocalStateError as error:
        sys.exit(str(error))
    if os.fork() == 0:
        watch(cluster)
    elif notice:
        print(notice)  # last: who would read it may be dead by now


def watch(cluster: Cluster) -> None:
    os.chdir("/")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    with cluster.locks.held("watch"):
        users = cluster.locks.open("users")
        fcntl.flock(users, fcntl.LOCK_EX)
        if not cluster.kept.exists():
            with cluster.locks.held("start"):
                cluster.stop()
    # The lock `users` goes with the process, after `watch`: who uses the server next finds it unwatched and stopped.


if __name__ == "__main__":
    main(Path(sys.argv[1]))
