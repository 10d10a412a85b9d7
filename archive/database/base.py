"""Django's engine "archive.database": PostgreSQL, on the embedded server, which the first connection starts.

So a command that needs no database starts no server, and each process that connects, forked workers included, becomes a
user of the server by itself.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, client

from .cluster import PORT
from .embedded import EmbeddedServer, embedded_server


def server() -> EmbeddedServer:
    return embedded_server(settings.ARCHIVE_DATA)


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`."""

    def runshell(self, parameters: Any) -> None:
        server().use()
        cluster = server().cluster
        self.connection.settings_dict["HOST"] = str(cluster.socket_folder)
        if (cluster.programs / "psql").exists():
            type(self).executable_name = str(cluster.programs / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        server().use()
        return super().get_new_connection({**conn_params, "host": str(server().cluster.socket_folder), "port": PORT})
