"""Runs the program and watches its event loop: how long callbacks hold it, how late it is.

    python watched_bot.py REPORT --config config.toml run

On SIGUSR1, what was noted so far is forgotten: it is sent when the bot is online. On SIGUSR2,
REPORT is written. It has, as JSON, the longest callbacks (seconds on the clock, seconds of the
loop's own thread on a processor, what ran), how late a timer of ours was, and the thread's
processor time.
"""

import asyncio
import json
import signal
import sys
import time
from pathlib import Path

from bot.cli import main

NOTED_S = 0.02
KEPT = 20
TICK_S = 0.01


class Watch:
    """Notes what holds up the loop."""

    def __init__(self):
        self.forget()

    def forget(self):
        """Begin anew."""
        self.held, self.lateness = [], []
        self.began = time.thread_time()

    def begin(self):
        """Look at every callback from now on."""
        run = asyncio.Handle._run

        def watched(handle):
            wall, processor = time.perf_counter(), time.thread_time()
            run(handle)
            wall, processor = time.perf_counter() - wall, time.thread_time() - processor
            if wall > NOTED_S:
                self.held.append((wall, processor, describe(handle)))

        asyncio.Handle._run = watched

    async def tick(self):
        """Note how late a timer is, until cancelled."""
        while True:
            due = time.perf_counter() + TICK_S
            await asyncio.sleep(TICK_S)
            self.lateness.append(time.perf_counter() - due)

    def write(self, path):
        """Write the report; when it is there, it is whole."""
        late = sorted(self.lateness) or [0.0]
        found = {
            "held": sorted(self.held, reverse=True)[:KEPT],
            "on processor": sorted(self.held, key=lambda each: -each[1])[:KEPT],
            "late_p99_s": late[int(0.99 * len(late)) - 1],
            "late_max_s": late[-1],
            "processor_s": time.thread_time() - self.began,
        }
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(found))
        draft.rename(path)


def describe(handle):
    """What a callback is: of a task, where it waits now."""
    task = getattr(handle._callback, "__self__", None)
    if not isinstance(task, asyncio.Task):
        return str(handle._callback)[:200]
    places = [f"{frame.f_code.co_qualname}:{frame.f_lineno}" for frame in task.get_stack()]
    return f"{task.get_name()} {task.get_coro().__qualname__} {places}"


if __name__ == "__main__":
    report = Path(sys.argv.pop(1))
    watch = Watch()
    serving = asyncio.run

    def run_watched(work, **options):
        async def both():
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGUSR1, watch.forget)
            loop.add_signal_handler(signal.SIGUSR2, watch.write, report)
            ticking = asyncio.create_task(watch.tick())
            try:
                return await work
            finally:
                ticking.cancel()

        watch.begin()
        return serving(both(), **options)

    asyncio.run = run_watched
    main()
