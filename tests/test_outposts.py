"""Work in a process of its own: what dies there is replaced, and what is said there is heard."""

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import outposts
import pytest
from houses import open_house
from outposts import Acting, a_brief, a_clip, pid_of
from test_wording import error_types, sample

from bot import wording
from bot.board import LiveJob
from bot.config import Config
from effects.errors import Factual, RenderCancelled
from generation.errors import (
    ModelBroken,
    OutOfMemory,
    RenderFailed,
    RenderTimedOut,
    WorkerLost,
    WorkerStalled,
)
from generation.process import ProcessOutpost, maker_in_process
from generation.remote import RemoteMaker
from generation.worker import Worker
from storage.jobs import JobState

TRAVELLING = [each for each in error_types() if issubclass(each, Factual)]
ENDINGS = {
    "killed": WorkerLost("melt", "ended by signal 9"),
    "out of memory": OutOfMemory("wan"),
}


@pytest.mark.parametrize("error_type", TRAVELLING, ids=lambda each: each.__name__)
def test_an_error_keeps_its_facts_on_the_way(error_type):
    error = sample(error_type)

    assert pickle.loads(pickle.dumps(error)) == error  # noqa: S301 - our own


class Silent:
    """An outpost that is never heard of again."""

    is_alive = True

    def begin(self, _brief, _on_progress):
        pass

    def wait(self, _seconds):
        return None

    def stop(self):
        pass

    def end(self):
        self.is_alive = False


async def test_a_job_that_hangs_ends_with_its_time_and_its_process():
    outpost, stop = Silent(), threading.Event()
    maker = RemoteMaker("cuda:0", lambda: outpost, patience_s=0.0)

    with pytest.raises(RenderTimedOut):
        await Worker("cuda:0", time_limit_s=0.05).render(
            "melt", lambda: make_with(maker, stop=stop), stop
        )

    assert not outpost.is_alive


class Scripted:
    """An outpost whose jobs end as they are told to: with an error, or None for a clip."""

    def __init__(self, *endings):
        self.opened = 0
        self.is_alive = False
        self._endings = list(endings)

    def open(self):
        self.opened += 1
        self.is_alive = True
        return self

    def begin(self, _brief, _on_progress):
        assert self.is_alive

    def wait(self, _seconds):
        ending = self._endings.pop(0)
        if ending is not None:
            raise ending
        return [a_clip(self.opened)]

    def stop(self):
        raise AssertionError("nobody wants it to stop")

    def end(self):
        self.is_alive = False


def make_with(maker, what="melt", stop=None, on_progress=lambda _done: None):
    return maker.make(a_brief(what), stop or threading.Event(), on_progress)


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_a_job_whose_process_is_of_no_use_is_begun_again_in_a_new_one(ending):
    outpost = Scripted(ending, None, None)
    maker = RemoteMaker("cuda:0", outpost.open)

    assert pid_of(make_with(maker)) == 2
    assert pid_of(make_with(maker)) == 2


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_after_the_second_time_it_is_given_up_and_the_next_job_made(ending):
    outpost = Scripted(ending, ending, None)
    maker = RemoteMaker("cuda:0", outpost.open)

    with pytest.raises(type(ending)):
        make_with(maker)

    assert pid_of(make_with(maker)) == 3


@pytest.mark.parametrize("done", [0.0, 0.5])
def test_the_first_try_is_not_counted_however_little_of_it_was_done(done):
    maker = RemoteMaker("cuda:0", Scripted(WorkerStalled("melt", 900.0), None).open)
    live = LiveJob(job=None, address=None, cost_s=1.0, done=done, begun_s=0.0)

    make_with(maker, on_progress=live.note)

    assert live.is_again
    assert live.begun_s > 0


def test_any_other_error_ends_the_job_and_keeps_the_process():
    outpost = Scripted(ModelBroken("wan", "no weights"), None)
    maker = RemoteMaker("cuda:0", outpost.open)

    with pytest.raises(ModelBroken):
        make_with(maker)

    assert pid_of(make_with(maker)) == 1


def test_what_an_outpost_still_says_of_a_job_is_not_taken_for_the_next():
    outpost = Scripted(ValueError("cannot be unpickled"), None)
    maker = RemoteMaker("cuda:0", outpost.open)

    with pytest.raises(ValueError, match="unpickled"):
        make_with(maker)

    assert pid_of(make_with(maker)) == 2


def test_a_process_that_died_without_work_is_replaced_without_a_word(caplog):
    outpost = Scripted(None, None)
    maker = RemoteMaker("cuda:0", outpost.open)
    make_with(maker)
    outpost.is_alive = False

    assert pid_of(make_with(maker)) == 2
    assert caplog.text == ""


@pytest.fixture(scope="module")
def maker(tmp_path_factory):
    """A real process for most tests: it takes seconds to start."""
    build = partial(Acting, tmp_path_factory.mktemp("acted"))
    maker = maker_in_process("cpu", build)
    yield maker
    maker.close()


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_makes_job_after_job_tells_how_far_it_is_and_writes_our_log(maker, caplog):
    shares = []
    first = make_with(maker, "works", on_progress=shares.append)
    second = make_with(maker, "logs")

    assert pid_of(first) == pid_of(second) != os.getpid()
    assert shares == [0.5]
    assert f"the child says {pid_of(first)}" in caplog.text


def test_the_log_keeps_to_our_levels(maker, caplog):
    with caplog.at_level(logging.ERROR, "outposts"):
        make_with(maker, "logs")

    assert caplog.text == ""


def test_errors_come_back_with_their_facts_and_the_process_stays(maker, caplog):
    before = pid_of(make_with(maker, "works"))

    with pytest.raises(ModelBroken) as caught:
        make_with(maker, "breaks")
    with pytest.raises(RenderFailed):
        make_with(maker, "has-a-bug")

    assert caught.value == ModelBroken("wan", "no weights")
    assert "ZeroDivisionError" in caplog.text
    assert pid_of(make_with(maker, "works")) == before


def test_a_stop_is_heard_there_and_the_process_stays(maker):
    before, stop = pid_of(make_with(maker, "works")), threading.Event()

    with pytest.raises(RenderCancelled):
        make_with(maker, "waits", stop, lambda _done: stop.set())

    assert pid_of(make_with(maker, "works")) == before


@pytest.mark.parametrize("act", ["crashes", "loses-gpu"])
def test_a_crash_costs_one_try(maker, act):
    before = pid_of(make_with(maker, "works"))

    after = pid_of(make_with(maker, f"{act} once"))

    assert after != before
    assert not is_there(before)


def test_one_that_hangs_is_killed_when_it_is_to_stop(tmp_path):
    opened, stop = [], threading.Event()

    def open_outpost():
        opened.append(ProcessOutpost("cpu", partial(Acting, tmp_path)))
        return opened[-1]

    maker = RemoteMaker("cpu", open_outpost, patience_s=0.1)
    with pytest.raises(RenderCancelled):
        make_with(maker, "hangs", stop, lambda _done: stop.set())

    assert not opened[0].is_alive
    maker.close()


def test_closing_ends_a_job_that_hangs(tmp_path):
    maker = maker_in_process("cpu", partial(Acting, tmp_path))
    closing = threading.Thread(target=maker.close)

    with pytest.raises(RenderCancelled):
        make_with(maker, "hangs", None, lambda done: done and closing.start())

    closing.join()


def test_it_dies_with_its_parent_even_while_it_hangs(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    here = Path(__file__).parent
    parent = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": f"{here}{os.pathsep}{here.parent}"},
    )
    with parent:
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 30
    while is_there(child) and time.monotonic() < until:  # the kernel needs a moment
        time.sleep(0.01)
    assert not is_there(child)


PARENT = """
import sys
from functools import partial
from pathlib import Path
from generation.process import ProcessOutpost
from outposts import Acting, a_brief

outpost = ProcessOutpost("cpu", partial(Acting, Path(sys.argv[1])))
outpost.begin(a_brief("hangs"), lambda _done: print(outpost.pid, flush=True))
outpost.wait(600)
"""


@pytest.fixture
async def house_with(tmp_path, monkeypatch):
    """Open a studio whose clips are made in a child process, by a maker of `outposts`."""
    config = Config.model_validate({"generation": {"isolate": True}})

    def open_with(build_maker):
        monkeypatch.setattr("bot.makers.build_maker", build_maker)
        return open_house(tmp_path / "data", config)

    return open_with


async def test_an_order_that_kills_its_process_twice_costs_nothing(house_with, order):
    async with house_with(outposts.deadly) as house:
        before = await house.balance()
        await house.studio.submit(order())
        await house.bench.outcome()

        [ending] = house.bench.ended
        assert ending.error_code == "job-worker-lost"
        assert "failed twice" in wording.say(ending.error_code, price=ending.price)
        assert await house.balance() == before


SECRETS = {
    "ZOETROPE_DISCORD_TOKEN": "the-discord-secret",
    "ZOETROPE_TELEGRAM_TOKEN": "the-telegram-secret",
    "HF_TOKEN": "the-hub-secret",
    "AWS_SECRET_ACCESS_KEY": "the-cloud-secret",
}


async def test_what_reads_strangers_pictures_knows_no_secret(tmp_path, order, monkeypatch):
    for name, secret in SECRETS.items():
        monkeypatch.setenv(name, secret)
    monkeypatch.setenv("TOKENIZERS_PARALLELISM", "false")
    monkeypatch.setattr("bot.makers.build_maker", outposts.confessing)
    config = Config.model_validate(
        {
            "generation": {"isolate": True},
            "discord": {"token": "the-discord-secret"},
            "telegram": {"token": "the-telegram-secret", "token_file": "the-file-secret"},
        }
    )

    async with open_house(tmp_path / "data", config) as house:
        await house.studio.submit(order())
        await house.bench.outcome()
        known = (house.shelf.clips / "known.json").read_text()

    assert not [secret for secret in (*SECRETS.values(), "the-file-secret") if secret in known]
    environment = json.loads(known)["environment"]
    assert not SECRETS.keys() & environment.keys()
    assert environment["TOKENIZERS_PARALLELISM"] == "false"  # it is only called alike


async def test_draining_puts_a_job_back_whose_process_hangs(house_with, order, monkeypatch):
    monkeypatch.setattr("bot.production.STOP_LIMIT_S", 0.0)
    async with house_with(outposts.hanging) as house:
        ticket = await house.studio.submit(order())
        await house.bench.moved.wait()
        [live] = house.production.board.jobs()

        await house.production.drain(0.0)
        await live.over.wait()

        assert (await house.store.find_job(ticket.job_id)).state is JobState.QUEUED
