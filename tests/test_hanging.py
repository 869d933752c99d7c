"""What hangs or is stopped: it is replaced, its job tried once more, and nobody waits for it."""

import os
import signal
import struct
import threading
from dataclasses import replace
from functools import partial
from multiprocessing import Pipe

import numpy as np
import outposts
import pytest
from houses import ADA, open_house
from outposts import Acting, Clock, a_brief, a_clip, pid_of
from test_outposts import is_there, make_with

from bot import wording
from bot.config import Config
from bot.frontends.discord.cards import progress_text
from bot.frontends.telegram.texts import status
from bot.frontends.web.cards import progress_card
from bot.orders import Progress, Stage
from effects.errors import RenderCancelled
from generation.errors import WorkerStalled
from generation.process import ProcessOutpost, maker_in_process
from generation.remote import POLL_S, RemoteMaker
from generation.sounds import Sound
from generation.vigil import USUAL, Sign
from generation.wire import Wire, WireCut
from storage.jobs import JobState

A_HANG_S = USUAL.step_s + 1
FREE = 60


@pytest.fixture
def clock(monkeypatch):
    """The time by which hanging is measured: no test depends on how fast the machine is."""
    clock = Clock()
    monkeypatch.setattr("generation.vigil.time", clock)
    return clock


@pytest.fixture(scope="module")
def maker(tmp_path_factory):
    """One process for most tests: it takes seconds to start, and each hang costs one."""
    maker = maker_in_process("cpu", partial(Acting, tmp_path_factory.mktemp("acted")))
    yield maker
    maker.close()


def leaping(clock, times):
    """Has time pass, so many times, when half of a job is done."""
    left = [A_HANG_S] * times
    return lambda done: done and left and clock.leap(left.pop())


@pytest.mark.parametrize("act", ["hangs", "stands-still"])
def test_a_hang_costs_one_try(maker, clock, caplog, act):
    before = pid_of(make_with(maker, "works"))
    shares = []
    leap = leaping(clock, 1)

    after = pid_of(
        make_with(maker, f"{act} once", on_progress=lambda done: (shares.append(done), leap(done)))
    )

    assert after != before
    assert not is_there(before)
    assert shares == [0.5, 0.0, 0.5]
    assert "WorkerStalled" in caplog.text


def test_after_the_second_hang_it_is_given_up_and_the_next_job_made(maker, clock):
    with pytest.raises(WorkerStalled) as caught:
        make_with(maker, "stands-still", on_progress=leaping(clock, 2))

    assert caught.value == WorkerStalled("stands-still", A_HANG_S)
    assert make_with(maker, "works")


class Stopped(ProcessOutpost):
    """A child that is stopped as soon as it has its second job, of which it reads nothing."""

    def __init__(self, build, then):
        super().__init__("cpu", build)
        self._then = then
        self._jobs = 0

    def begin(self, brief, on_sign):
        self._jobs += 1
        if self._jobs == 2:
            os.kill(self.pid, signal.SIGSTOP)
            os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WNOWAIT)
        super().begin(brief, on_sign)
        if self._jobs == 2:
            self._then()


@pytest.fixture
def stopped(tmp_path):
    """A maker whose child has made one clip and is stopped with the next; tells when it is."""
    makers = []

    def build(then):
        makers.append(RemoteMaker("cpu", lambda: Stopped(partial(Acting, tmp_path), then)))
        return makers[-1], pid_of(make_with(makers[-1], "works"))

    yield build
    for maker in makers:
        maker.close()


def a_large_brief():
    """A job with minutes of sound: far more than a pipe takes unless the other end reads."""
    return a_brief("works", Sound(np.zeros(5_000_000, np.int16)))


def test_a_stopped_child_does_not_keep_whoever_sends_it_a_large_job(stopped, clock):
    maker, before = stopped(lambda: clock.leap(A_HANG_S))

    clips = maker.make(a_large_brief(), threading.Event(), lambda _done: None)

    assert pid_of(clips) != before
    assert not is_there(before)


def test_a_large_job_for_a_stopped_child_can_be_cancelled(stopped, clock):
    stop = threading.Event()

    def cancel():
        stop.set()
        clock.leap(A_HANG_S)  # or else it would get a minute to leave

    maker, before = stopped(cancel)

    with pytest.raises(RenderCancelled):
        maker.make(a_large_brief(), stop, lambda _done: None)

    assert not is_there(before)


def test_nothing_is_left_of_a_stopped_child_and_what_was_sent_to_it(tmp_path):
    before = set(threading.enumerate())
    outpost = ProcessOutpost("cpu", partial(Acting, tmp_path))
    os.kill(outpost.pid, signal.SIGSTOP)
    outpost.begin(a_large_brief(), lambda _sign: None)
    wires = set(threading.enumerate()) - before

    outpost.end()

    assert wires
    for thread in wires:
        thread.join(60)
        assert not thread.is_alive()
    assert not is_there(outpost.pid)


def test_what_came_while_this_process_slept_is_heard_first(clock):
    class Slept:
        """An outpost whose sign lies there when a minute has passed unseen."""

        is_alive = True

        def begin(self, _brief, on_sign):
            self._on_sign = on_sign
            self._told = [Sign(0.1), Sign(0.2)]

        def wait(self, seconds):
            if seconds == POLL_S and len(self._told) == 2:
                clock.leap(A_HANG_S + USUAL.loading_s)
                return None
            self._on_sign(self._told.pop())
            return None if self._told else [a_clip(1)]

        def end(self):
            raise AssertionError("it does not hang")

    assert make_with(RemoteMaker("cpu", Slept))


def test_a_message_that_is_half_written_keeps_nobody():
    ours, theirs = Pipe()
    wire = Wire(ours)
    os.write(theirs.fileno(), struct.pack("!i", 100) + b"ten of 100")

    assert wire.receive(0.1) is None
    theirs.close()
    with pytest.raises(WireCut):
        wire.receive(60)
    with pytest.raises(WireCut):
        wire.receive(60)


def test_what_cannot_be_sent_is_said_to_whoever_sends_it():
    ours, theirs = Pipe()
    wire = Wire(ours)

    with pytest.raises(AttributeError, match="pickle"):
        wire.send(lambda: None)

    theirs.close()


def test_the_second_try_is_said_on_every_platform():
    progress = Progress(
        job_id="job-1", effect="melt", price=2, stage=Stage.RUNNING, place=0, eta_s=9.0, done=0.5
    )
    again = replace(progress, is_again=True)

    for tell in (
        partial(progress_text, ready_at=0, locale="en", moves=False),
        partial(status, locale="en"),
        lambda each: progress_card(each, "en")["sentence"],
    ):
        assert "this is the second" in tell(again)
        assert "this is the second" not in tell(progress)


@pytest.fixture
async def house_with(tmp_path, monkeypatch):
    """Open a studio whose clips are made in a child process, by a maker of `outposts`."""
    config = Config.model_validate({"generation": {"isolate": True}})

    def open_with(build_maker):
        monkeypatch.setattr("bot.makers.build_maker", build_maker)
        return open_house(tmp_path / "data", config)

    return open_with


async def test_an_order_that_hangs_twice_costs_nothing_and_says_so(house_with, order, monkeypatch):
    async with house_with(outposts.hanging) as house:
        monkeypatch.setattr("generation.vigil.time", Fleeting())
        ticket = await house.studio.submit(order())
        await house.bench.outcome()

        [ending] = house.bench.ended
        assert ending.error_code == "job-worker-stalled"
        assert "stood still twice" in wording.say(ending.error_code, price=ending.price)
        assert await house.balance() == FREE
        assert (await house.store.find_job(ticket.job_id)).state is JobState.FAILED
        assert await house.store.verify() == []


class Fleeting(Clock):
    """A clock on which an hour passes between two looks."""

    def monotonic(self):
        self.leap(3600)
        return self.now


async def test_cancelling_a_job_that_hangs_works_at_once(house_with, order, monkeypatch):
    monkeypatch.setattr("bot.production.STOP_LIMIT_S", 0.0)
    async with house_with(outposts.hanging) as house:
        ticket = await house.studio.submit(order())
        await house.bench.moved.wait()

        assert await house.studio.cancel(ticket.job_id, ADA)

        assert await house.balance() == FREE
        assert [end.stage for end in house.bench.ended] == [Stage.CANCELLED]
        assert (await house.store.find_job(ticket.job_id)).state is JobState.CANCELLED
        assert await house.store.verify() == []
        await house.production.drain(0.0)  # which does not wait for it, either
