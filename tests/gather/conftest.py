"""A site on loopback; nothing else may be connected to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.gather.servers import Site, serving

from wiredesk.gather.fetching import Fetcher
from wiredesk.model.reading import Limits

LOCAL = Limits(gap=0.0, seconds=20.0, connect=5.0, silence=5.0, allowed=("127.0.0.1",), patience=0.0)


@pytest.fixture
def site(socket_enabled: None) -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    found = Fetcher(LOCAL)
    yield found
    found.close()
