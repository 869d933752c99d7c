"""A quick clip by the effects, to look at while a model draws the one that was ordered.

Drawn from the order's own picture, small and free, one at a time on a thread that steps back for
all others. It has no row and no place in line: when it would come too late, fails, or the machine
has better things to do, there is none, and nobody is told. The files go when the order is over;
those that a killed process left go at the next start, which draws them anew where they still help.

Nobody shall order for the preview alone: it has the watermark on every tier, and whoever has taken
some orders back after seeing it gets none for a while.
"""

import asyncio
import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from bot.board import Board, LiveJob
from bot.camera_words import Move, find_move
from bot.choices import NOT_COMMERCIAL
from bot.orders import InstantPreview, Stage
from bot.repertoire import PROMPT
from bot.shelf import Shelf
from bot.templates import NEAREST, name_of
from effects.errors import EffectError, RenderCancelled
from effects.library import all_effects
from effects.scene import Scene
from generation.clips import Clip, Recipe
from generation.errors import GenerationError
from generation.framing import Aspect, Fit
from generation.rendering import Renderer
from generation.stills import fit_exactly, load_still, reshape
from generation.worker import Worker
from storage.jobs import Job

log = logging.getLogger(__name__)
LONG_SIDE_PX = 480
LENGTH_S = 3.0
FPS = 24
TIME_LIMIT_S = 15.0  # one that takes longer is not quick
SOON_S = 5.0  # a clip that will be there by then needs no preview
MOST_WAITING = 8  # previews; each takes about a second
MOST_TAKEN_BACK = 3  # orders of an account whose preview was seen,
REMEMBERED_S = 3600.0  # within so long
NICENESS = 10  # of the drawing thread and of the encoder's, which inherits it
GENTLE_3D = Move("parallax")


class InstantPreviews:
    """Draws the previews of orders, and takes them away again."""

    def __init__(
        self, renderer: Renderer, shelf: Shelf, licences: Mapping[str, str], *, shares_device: bool
    ) -> None:
        """Prepare to draw.

        Args:
            renderer: draws into the shelf's folder for them.
            shelf: has the pictures.
            licences: what clips may be used for, by tier.
            shares_device: whether clips that were ordered are made by the same processor.
        """
        self._renderer = renderer
        self._shelf = shelf
        self._licences = licences
        self._shares_device = shares_device
        self._worker = Worker("cpu", time_limit_s=TIME_LIMIT_S)
        self._waiting: asyncio.Queue[LiveJob] = asyncio.Queue(MOST_WAITING)
        self._taken_back: deque[tuple[float, str]] = deque()  # when, and whose order

    def offer(self, live: LiveJob) -> None:
        """Let a job that was just put in line have a preview, if it is one for a model."""
        order = live.job.order
        if not order.get("is_model") or order["clip"].get("upscale", 1) > 1:
            return  # who has a clip made larger has seen it
        try:
            self._waiting.put_nowait(live)
        except asyncio.QueueFull:
            log.info("job %s: no preview, so many wait for theirs", live.job.id)

    async def run(self, board: Board) -> None:
        """Draw until cancelled."""
        await _delete(self._shelf.clear_previews)
        try:
            async with asyncio.TaskGroup() as tasks:
                while True:
                    live = await self._waiting.get()
                    if self._is_wanted(live, board) and (clip := await self._draw(live)):
                        live.preview = _describe(live.job, clip)
                        tasks.create_task(self._clear_away(live), name=f"preview {live.job.id}")
        finally:
            await _delete(self._shelf.clear_previews)

    def _is_wanted(self, live: LiveJob, board: Board) -> bool:
        """The clip is some way off, and nobody waits for the processor."""
        told = board.tell(live.job.id)
        eta_s = live.cost_s if told is None else told.eta_s  # None: a device is just taking it
        if _is_late(live) or eta_s < SOON_S or self._takes_back(live.job.account_id):
            return False
        waiting = [each for each in board.jobs() if each.stage is Stage.QUEUED]
        by_effects = any(not each.job.order.get("is_model") for each in waiting)
        return not (self._shares_device and by_effects)

    def _takes_back(self, account: str) -> bool:
        """Somebody orders, looks at the preview, and does not want the clip, again and again."""
        while self._taken_back and self._taken_back[0][0] < time.monotonic() - REMEMBERED_S:
            self._taken_back.popleft()
        return sum(account == whose for _, whose in self._taken_back) >= MOST_TAKEN_BACK

    async def _draw(self, live: LiveJob) -> Clip | None:
        """Draw a preview on the thread for them; None: there is none, and no file of it either."""
        job, clip, stop = live.job, None, threading.Event()
        try:
            what = f"a preview of {job.order['effect']}"
            clip = await self._worker.render(what, lambda: self._render(live, stop), stop)
        except RenderCancelled:
            log.debug("job %s is ahead of its preview", job.id)
        except (GenerationError, EffectError, OSError) as error:
            log.warning("job %s has no preview: %r", job.id, error)
        if clip is None or _is_late(live):
            await self._forget(job)
            return None
        return clip

    def _render(self, live: LiveJob, stop: threading.Event) -> Clip:
        """Draw a preview, and leave when the clip comes first. Blocking."""
        if sys.platform == "linux":  # elsewhere a thread has no priority of its own
            thread = threading.get_native_id()
            own = os.getpriority(os.PRIO_PROCESS, thread)
            os.setpriority(os.PRIO_PROCESS, thread, max(own, NICENESS))

        def look(_done: float) -> None:
            if _is_late(live):
                stop.set()

        licence = self._licences.get(live.job.order["tier"], NOT_COMMERCIAL)
        return self._renderer.render(
            live.job.id,
            _scene(live.job, self._shelf),
            _recipe(live.job, licence),
            stop=stop,
            on_progress=look,
        )

    async def _clear_away(self, live: LiveJob) -> None:
        await live.over.wait()
        if live.stage is Stage.CANCELLED:
            self._taken_back.append((time.monotonic(), live.job.account_id))
        await self._forget(live.job)

    async def _forget(self, job: Job) -> None:
        await _delete(lambda: self._shelf.delete_preview(job.id))


def preview_move(order: Mapping[str, Any]) -> Move:
    """What comes nearest to what a model was asked for: an effect, with options.

    Args:
        order: as it stands in the job's row.
    """
    prompt = order["options"].get(PROMPT, "")
    name = order["effect"] if order["by"] else name_of(prompt)
    if name in all_effects():
        return Move(name, {"strength": order["options"]["strength"]})
    if name in NEAREST:
        return Move(NEAREST[name])
    return find_move(prompt) or GENTLE_3D


async def _delete(delete: Callable[[], None]) -> None:
    """Delete files beside the event loop. What is only to look at must not end what is ordered."""
    try:
        await asyncio.to_thread(delete)
    except OSError as error:
        log.warning("instant previews could not be deleted: %s", error)


def _is_late(live: LiveJob) -> bool:
    """The job is over, ends, or has its clip. From any thread."""
    return live.over.is_set() or live.stop.is_set() or live.is_made


def _recipe(job: Job, licence: str) -> Recipe:
    """A preview is an effect's work: its licence is the tier's, and no model has a part in it."""
    move = preview_move(job.order)
    return Recipe(
        effect=move.effect,
        options={"duration": LENGTH_S, **move.options},
        seed=job.order["seed"],
        fps=FPS,
        watermark=True,
        licence=licence,
        input_is_ai_marked=job.order["ai_marked"],
    )


def _scene(job: Job, shelf: Shelf) -> Scene:
    """The picture in the shape of the clip, and small."""
    order, clip = job.order, job.order["clip"]
    still = load_still(shelf.still(job.still_sha256))
    shaped = reshape(still, Aspect(clip["aspect"]), Fit(clip["fit"]))
    scale = min(1.0, LONG_SIDE_PX / max(order["width"], order["height"]))
    width, height = (round(order[side] * scale / 2) * 2 for side in ("width", "height"))
    return fit_exactly(shaped, width, height)


def _describe(job: Job, clip: Clip) -> InstantPreview:
    return InstantPreview(
        account=job.account_id,
        model=job.order["by"] or job.order["effect"],
        path=clip.path,
        poster=clip.poster,
        width=clip.width,
        height=clip.height,
        seconds=clip.seconds,
    )
