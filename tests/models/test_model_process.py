"""Models in a process of their own, and the real program with a model in its settings."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from houses import open_house
from test_models_command import toml_of
from test_process import (  # noqa: F401 - cookies is a fixture
    books,
    conversation,
    cookies,
    stages,
    visitor,
    wait_for,
    write_config,
    zoetrope,
)
from test_process import (
    order as order_over_http,
)

from bot.config import Config
from bot.orders import Stage

COMMAND = '/animate prompt:"the waves roll in" duration:1'
WAVES = {"prompt": "the waves roll in", "duration": "1"}
FREE = 60
MANY_STEPS = 40  # enough to do something in the middle of them
MOST_STEPS = 200  # of any model


@pytest.fixture
async def isolated_house(tmp_path, tiny, saved):
    """A studio whose models draw in a child process: a slow one, the slowest one, a broken one."""
    damaged = tiny.save("wan", tmp_path / "damaged")
    weights = next((damaged / "transformer").glob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1000])
    models = {
        "slow": tiny.entry("wan", saved("wan"), steps=MANY_STEPS),
        "slowest": tiny.entry("wan", saved("wan"), steps=MOST_STEPS),
        "broken": tiny.entry("wan", damaged),
    }
    config = Config.model_validate({"models": models})  # isolated by itself
    async with open_house(tmp_path / "data", config) as house:
        yield house


async def test_a_process_killed_while_it_draws_costs_one_try(isolated_house, order, caplog):
    house = isolated_house
    ticket = await house.studio.submit(order(effect="slow", options=WAVES))
    [live] = house.production.board.jobs()
    while not live.done:  # noqa: ASYNC110 - written by another thread
        await asyncio.sleep(0.01)

    [child] = children_of(os.getpid())
    os.kill(child, signal.SIGKILL)
    await house.bench.outcome()

    [delivery] = house.bench.delivered
    assert delivery.job_id == ticket.job_id
    assert "ended by signal 9" in caplog.text
    assert await house.balance() == FREE - ticket.price
    assert await house.store.verify() == []


async def test_damaged_weights_and_a_cancel_end_only_their_own_jobs(isolated_house, order, caplog):
    house = isolated_house
    await house.studio.submit(order(effect="broken", options=WAVES))
    await house.bench.outcome()
    [child] = children_of(os.getpid())
    await house.studio.submit(
        order(effect="slowest", options=WAVES | {"duration": "3"}, request_key="key-cancel")
    )
    await house.bench.moved.wait()
    [live] = house.production.board.jobs()
    assert await house.production.cancel(live)
    await house.studio.submit(order(request_key="key-melt"))
    await house.bench.outcome(3)

    broken, cancelled = house.bench.ended
    assert broken.error_code == "job-model-broken"
    assert "damaged" in caplog.text  # where the operator looks
    assert cancelled.stage is Stage.CANCELLED
    assert [delivery.effect for delivery in house.bench.delivered] == ["melt"]
    assert children_of(os.getpid()) == [child]


def is_under_way(found):
    progress = found["jobs"][0]["progress"]
    return progress is not None and progress["done"] > 0


def children_of(pid):
    """The processes that a process has started, but for those that open pictures."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    children = {int(word) for path in found for word in path.read_text().split()}
    return [child for child in children if b"process_child" in command_of(child)]


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has ended meanwhile
        return b""


async def test_a_kill_of_the_program_takes_the_process_along_and_one_clip_comes(
    tmp_path,
    photo,
    tiny,
    saved,
    cookies,  # noqa: F811 - the fixture
):
    config = write_config(tmp_path, toml_of(tiny, saved("wan"), steps=MANY_STEPS))
    async with zoetrope(config) as (process, address):
        async with visitor(address, cookies) as session:
            job_id = await order_over_http(session, photo, COMMAND)
            await wait_for(session, is_under_way)
            [child] = children_of(process.pid)
            process.kill()  # SIGKILL: nothing is cleaned up
        await process.wait()
    async with asyncio.timeout(30):
        while b"process_child" in command_of(child):  # noqa: ASYNC110 - the kernel needs a moment
            await asyncio.sleep(0.01)

    async with zoetrope(config) as (process, address), visitor(address, cookies) as session:
        found = await wait_for(session, lambda found: stages(found) == ["delivered"])
        [job] = found["jobs"]
        async with session.get(job["clip"]["url"]) as clip:
            assert len(await clip.read()) > 1000
        left = (await conversation(session))["balance"]["spendable"]

    assert job["job_id"] == job_id
    assert job["command"] == '/animate wan duration=1 prompt="the waves roll in"'
    assert left < FREE
    assert await books(tmp_path) == []
