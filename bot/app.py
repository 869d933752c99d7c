"""The composition root: builds every part from the settings, runs them, and stops them in order."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.config import Config
from bot.frontends.control import Control
from bot.frontends.web import WebFrontend
from bot.housekeeping import Housekeeping
from bot.models import build_depth_model, build_repertoire
from bot.operator import Operator
from bot.previews import Previews
from bot.production import Production
from bot.repertoire import Repertoire
from bot.scenes import SceneCache
from bot.shelf import Shelf
from bot.studio import Studio
from bot.tiers import TierTerms
from generation.intake import Intake
from generation.marking import Signer
from generation.rendering import Renderer
from generation.sandbox.limits import IntakeLimits
from storage.jobs import Terms
from storage.store import Store

log = logging.getLogger(__name__)
MB = 1_000_000
SAMPLES = Path(__file__).with_name("samples")
DRAIN_S = 15.0  # for clips that are being made when the program is told to stop


async def serve(config: Config, announce: Callable[[str], None]) -> None:
    """Run everything until SIGTERM or Ctrl-C, then finish or put back what is being made.

    Args:
        config: the settings.
        announce: told the page's address once it can be opened.

    Raises:
        ConfigMistake: a model cannot work as it is configured.
        StorageError, OSError: the data folder cannot be used.
        ExceptionGroup: a part of the program broke.
    """
    stop = _stop_signal()
    shelf = Shelf(config.storage.folder)
    shelf.make()
    repertoire = await asyncio.to_thread(build_repertoire, config)
    async with Store.open(shelf.folder) as store:
        production = build_production(config, store, shelf, repertoire)
        studio = build_studio(config, store, shelf, production, repertoire)
        frontends = [build_web(config, studio)] if config.web.enabled else []
        production.connect(frontends)
        control = Control(Operator(store, studio), shelf.folder)
        keeper = Housekeeping(
            store,
            shelf,
            production,
            keep_hours=config.storage.keep_clips_hours,
            backups=config.storage.backups,
        )
        async with asyncio.TaskGroup() as tasks:
            services = [production.run, keeper.run, control.run, *(each.run for each in frontends)]
            parts = [tasks.create_task(run()) for run in services]
            for frontend in frontends:
                announce(await frontend.ready())
            await stop.wait()
            log.info("stopping: no new orders")
            await production.drain(DRAIN_S)
            for part in parts:
                part.cancel()


def build_production(
    config: Config, store: Store, shelf: Shelf, repertoire: Repertoire
) -> Production:
    """The workers and what they need, one renderer for each device.

    Raises:
        ConfigMistake: the depth model is not there.
    """
    signer = build_signer(config, shelf)
    depth = build_depth_model(config)
    return Production(
        store,
        shelf,
        {
            device: Renderer(shelf.clips, signer, device=device, models=repertoire.drawn)
            for device in config.generation.devices
        },
        scenes=SceneCache(
            config.generation.scene_cache_mb * MB, measure_depth=depth.measure if depth else None
        ),
        weights={name: tier.weight for name, tier in config.tiers.items()},
        terms={name: build_terms(config, name).terms for name in config.tiers},
        time_limit_s=config.generation.time_limit_s,
        guesses={name: model.guessed_rate for name, model in config.models.items()},
    )


def build_studio(
    config: Config, store: Store, shelf: Shelf, production: Production, repertoire: Repertoire
) -> Studio:
    """The use cases, with the tiers as the settings say."""
    limits = IntakeLimits(max_bytes=round(config.intake.largest_mb * MB))
    return Studio(
        store,
        production,
        shelf,
        Previews(Renderer(shelf.previews, keep_poor=True), SAMPLES / "coffee.jpg"),
        open_still=Intake(limits, at_once=config.intake.at_once).open_still,
        repertoire=repertoire,
        tiers={name: build_terms(config, name) for name in config.tiers},
        default_tiers={"web": config.web.tier},
        fps=config.generation.fps,
        keep_hours=config.storage.keep_clips_hours,
    )


def build_terms(config: Config, name: str) -> TierTerms:
    """One tier as the studio and the store need it."""
    tier = config.tiers[name]
    return TierTerms(
        terms=Terms(
            tier=name,
            allowance=tier.allowance,
            allowance_cap=tier.allowance_cap,
            max_open_jobs=tier.open_jobs,
            queue_capacity=config.generation.queue_capacity,
            cooldown_s=tier.cooldown_s,
            min_age_hours=tier.min_age_hours,
            gpu_seconds_account=tier.work_s_per_day,
            gpu_seconds_server=config.generation.work_s_per_day_and_server,
            gpu_seconds_all=config.generation.work_s_per_day,
        ),
        watermark=tier.watermark,
        longest_s=tier.longest_s,
        largest_side=tier.largest_side,
        licence=tier.licence,
    )


def build_signer(config: Config, shelf: Shelf) -> Signer | None:
    """Who signs the clips; nobody when the settings say so."""
    if not config.marking.sign:
        return None
    return Signer.from_folder(config.marking.certificates or shelf.signing)


def build_web(config: Config, studio: Studio) -> WebFrontend:
    """The page."""
    return WebFrontend(
        studio,
        host=config.web.host,
        port=config.web.port,
        max_upload_bytes=round(config.intake.largest_mb * MB),
        samples=SAMPLES,
    )


def _stop_signal() -> asyncio.Event:
    """An event that SIGTERM and Ctrl-C set; a second signal ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, on_signal, number)
    return stop
