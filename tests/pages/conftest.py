"""What the tests of the pages share."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

Words = Callable[..., str]


@pytest.fixture
def words(client: Client) -> Words:
    """Gets a page that has to answer 200; its text without the tags, white space squeezed."""

    def get(address: str, **headers: str) -> str:
        response = client.get(address, headers=headers)
        assert response.status_code == 200, address
        body = re.sub(r"<head>.*</head>", "", response.content.decode(), flags=re.S)
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())

    return get
