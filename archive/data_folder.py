"""The one folder of all local state: the embedded PostgreSQL, the secret key, uploads, collected static files."""

import os
import pwd
from pathlib import Path


class LocalStateError(Exception):
    """Local state cannot be used; the message tells the person at the keyboard what is wrong and what to do."""


def claim(folder: Path) -> Path:
    """Make sure that `folder` exists and is ours, and return it.

    A folder of somebody else's is never written to, whoever runs this (root included): what would be created in it
    could not be used by its owner afterwards. Only the folder itself gets a mode, and only when it is created here.

    :raises LocalStateError: it belongs to another account, is not a folder, or cannot be created
    """
    try:
        # As root the server runs under another account, which has to pass through.
        folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        owner = folder.stat().st_uid
    except OSError as error:
        raise LocalStateError(
            f"The data folder {folder} cannot be used: {error.strerror}. "
            "Set ARCHIVE_DATA to a folder that this account may write to."
        ) from error
    if owner != os.geteuid():
        raise LocalStateError(
            f"The data folder {folder} belongs to {account_name(owner)}, and this is {account_name(os.geteuid())}. "
            f"Nothing in it was touched. Run this as {account_name(owner)}, or set ARCHIVE_DATA to another folder."
        )
    return folder


def account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"account number {uid}"
