"""The worker: one thread, a time limit, and a stop that is waited for."""

import asyncio
import threading

import pytest

from effects.errors import RenderCancelled
from generation.errors import RenderFailed, RenderTimedOut
from generation.queue import Entry, FairQueue
from generation.worker import Worker


def wait_for_stop(stop):
    def draw():
        assert stop.wait(10), "nobody said stop"
        raise RenderCancelled

    return draw


@pytest.fixture
def worker():
    return Worker("cpu", time_limit_s=5.0)


async def test_a_result_comes_back(worker):
    assert await worker.render("melt", lambda: "clip", threading.Event()) == "clip"


async def test_a_render_that_takes_too_long_is_stopped_and_named():
    stop = threading.Event()

    with pytest.raises(RenderTimedOut) as caught:
        await Worker("cpu", time_limit_s=0.05).render("melt", wait_for_stop(stop), stop)

    assert caught.value.effect == "melt"
    assert stop.is_set()


async def test_a_timeout_raised_by_an_effect_is_a_failure_not_a_time_limit(worker):
    def draw():
        raise TimeoutError

    with pytest.raises(RenderFailed):
        await worker.render("melt", draw, threading.Event())


async def test_a_broken_effect_becomes_a_failure_with_its_cause(worker):
    def draw():
        return 1 / 0

    with pytest.raises(RenderFailed) as caught:
        await worker.render("melt", draw, threading.Event())

    assert isinstance(caught.value.__cause__, ZeroDivisionError)


async def test_a_cancelled_caller_waits_until_the_device_is_free(worker):
    stop = threading.Event()
    rendering = asyncio.create_task(worker.render("melt", wait_for_stop(stop), stop))
    await asyncio.sleep(0.05)

    rendering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await rendering

    assert stop.is_set()
    assert await worker.render("zoom", lambda: "next", threading.Event()) == "next"


async def test_the_loop_serves_the_line_until_cancelled(worker):
    line, seen = FairQueue(), []
    for number in range(3):
        line.put(Entry(job_id=f"job-{number}", account="web:ada", cost_s=1.0))
    done = asyncio.Event()

    async def perform(entry, _worker):
        seen.append(entry.job_id)
        if len(seen) == 3:
            done.set()

    running = asyncio.create_task(worker.run(line, perform))
    await asyncio.wait_for(done.wait(), 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

    assert seen == ["job-0", "job-1", "job-2"]
