"""kill -9 before every SQL statement of a process's life: nothing is lost, nothing happens twice.

The lives are real processes on a real file (lives.py, beside this file). After each kill the
process starts again, as a supervisor would start it, and all must end as if nothing had happened.
"""

import asyncio
import json
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import lives
import pytest
from books import MEMORY
from endings import sound

from storage.verify import verify_file

# All files are in memory: a kill loses nothing that the kernel has, so that changes nothing.
AT_THE_SAME_TIME = 2


class Lives:
    """Starts lives in processes of their own, on copies of one prepared folder."""

    def __init__(self, server, prepared, room):
        self._server = server
        self._prepared = prepared
        self._room = room

    def live(self, folder, *, kill=None, at_once=False, orders=True):
        """Let a process live until its end, or until it kills itself. True: it did."""
        request = {"folder": str(folder), "kill": kill, "at_once": at_once, "orders": orders}
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        assert not answer["failed"], "the life ended with an exception, see above"
        return answer["killed"]

    @contextmanager
    def folder(self):
        """A prepared data folder to spoil."""
        folder = self._room / "copy"
        shutil.copytree(self._prepared, folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)

    def ending(self, *kills, at_once=False):
        """What is left after lives cut short at `kills`, and one that was not. How many died?"""
        with self.folder() as folder:
            died = sum(self.live(folder, kill=kill, at_once=at_once) for kill in kills)
            self.live(folder, at_once=at_once)
            count = int((folder / "count").read_text())
            return sound(folder), died, count


@pytest.fixture(scope="module")
def several():
    """As many `Lives` as there are processes to work at the same time."""
    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=MEMORY)))
        asyncio.run(lives.prepare(room / "prepared"))
        yield [
            Lives(stack.enter_context(_server()), room / "prepared", room / str(number))
            for number in range(AT_THE_SAME_TIME)
        ]


@contextmanager
def _server():
    command = [sys.executable, lives.__file__]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as server:  # noqa: S603
        yield server
        server.stdin.close()


def spread(several, trials, try_one):
    """Call try_one(lives, trial) for every trial, as many at the same time as there are lives."""

    def share(number):
        for trial in trials[number :: len(several)]:
            try:
                try_one(several[number], trial)
            except Exception as error:
                error.add_note(f"with the kills {trial}")
                raise

    with ThreadPoolExecutor(len(several)) as pool:
        list(pool.map(share, range(len(several))))


def test_a_kill_before_any_statement_changes_nothing_in_the_end(several):
    expected, _, statements = several[0].ending()
    assert expected["delivered"] == [("job-drained",), ("job-sent",)]
    assert statements > 300

    def try_one(one, kill):
        found, died, _ = one.ending(kill)
        assert died == 1, f"statement {kill} was not reached"
        assert found == expected, f"killed before statement {kill}"

    spread(several, range(1, statements + 1), try_one)


def test_kills_while_calls_share_a_commit_change_nothing_in_the_end(several):
    expected, _, statements = several[0].ending(at_once=True)
    chance = random.Random(1)  # noqa: S311
    kills = [chance.randint(1, statements) for _ in range(60)]

    def try_one(one, kill):
        found, _, _ = one.ending(kill, at_once=True)
        assert found == expected, f"killed before statement {kill}"

    spread(several, kills, try_one)


def test_a_kill_during_the_first_start_is_made_good_by_the_second(several):
    """The tables themselves, from an empty folder."""

    def first_start(one, kill):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            died = one.live(Path(folder), kill=kill, orders=False)
            one.live(Path(folder), orders=False)
            assert verify_file(Path(folder) / "zoetrope.db", thorough=True) == []
        return died

    kill = 1
    while first_start(several[0], kill):
        kill += 1
    assert kill > 80


@pytest.mark.proof
def test_20000_lives_with_up_to_three_kills_each(several):
    _, _, statements = several[0].ending()
    chance = random.Random(20_000)  # noqa: S311

    def kills():
        return [chance.randint(1, statements) for _ in range(chance.randint(1, 3))]

    trials = [(kills(), chance.random() < 0.5) for _ in range(20_000)]
    spread(several, trials, lambda one, trial: one.ending(*trial[0], at_once=trial[1]))
