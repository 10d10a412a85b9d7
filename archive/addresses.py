"""Where a login comes from, for counting and logging those that fail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the machine that asks; behind a proxy the last one of X-Forwarded-For, which the proxy has set."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.split(",")[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))


def told(username: Any, address: Any, _agent: Any, _path: Any, _request: Any) -> str:
    """What the log says of a login that failed: never the password, and on one line whatever was typed as name."""
    return f"{str(username)!a} from {address}"
