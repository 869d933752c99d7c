"""Fixtures of the ledger's tests."""

import tempfile
from pathlib import Path

import pytest
from books import MEMORY, Clock

from storage.store import Store


@pytest.fixture
def tmp_path():
    """A folder in memory, where syncing to disk costs nothing. No test here pulls the plug."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def store(tmp_path, clock):
    """An open store; whatever the test did, the books have to be in order when it ends."""
    async with Store.open(tmp_path / "data", clock=clock) as store:
        yield store
        assert await store.verify() == []
