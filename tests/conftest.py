"""Fixtures that every test may use."""

import io
from dataclasses import replace

import pytest
import pytest_asyncio
from discord_server import DiscordServer
from houses import ADA, open_house
from PIL import Image
from skimage import data

from bot.orders import Address, Order


@pytest.fixture
async def house(tmp_path):
    async with open_house(tmp_path / "data") as house:
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord():
    """A Discord on this machine, which has found nothing wrong with what it was sent."""
    async with DiscordServer() as server:
        yield server
    assert server.complaints() == []


@pytest.fixture(scope="session")
def photo():
    """A real photograph as JPEG bytes, 300 x 200."""
    buffer = io.BytesIO()
    Image.fromarray(data.coffee()).resize((300, 200)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def large_photo():
    """A photograph as JPEG bytes that takes a while to animate, 1440 x 960."""
    buffer = io.BytesIO()
    Image.fromarray(data.coffee()).resize((1440, 960)).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


@pytest.fixture
def order(photo):
    """Build orders: `order(effect="zoom", request_key="2")`."""
    plain = Order(
        account=ADA,
        picture=photo,
        effect="melt",
        options={"duration": "1"},
        address=Address(platform="test", place={"channel": "1"}),
        request_key="order-0001",
    )

    def build(**changes):
        return replace(plain, **changes)

    return build
