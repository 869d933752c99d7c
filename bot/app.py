"""The composition root: builds every part from the settings, runs them, and stops them in order."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from bot.archive import Archive
from bot.config import Config, ConfigMistake
from bot.frontends.control import Control
from bot.frontends.discord import DiscordFrontend, DiscordSettings
from bot.frontends.telegram import Access, Pack, TelegramFrontend
from bot.frontends.web import Hook, WebFrontend
from bot.housekeeping import Housekeeping
from bot.instant_previews import InstantPreviews
from bot.makers import MB, build_makers, build_signer, join_cluster, signing_folder
from bot.materials import Materials
from bot.models import build_repertoire, find_doubts
from bot.operator import Operator
from bot.previews import Previews
from bot.production import Production
from bot.repertoire import Repertoire
from bot.shelf import Shelf
from bot.studio import Studio
from bot.tiers import Tiers, TierTerms
from bot.upscaling import Upscaling
from bot.warm_ups import WarmUps
from effects.library import import_everything
from generation.filming import Filming
from generation.intake import Intake
from generation.marking import Signer
from generation.rendering import Renderer
from generation.sandbox.limits import IntakeLimits, SoundLimits
from storage.jobs import Terms
from storage.store import Store

log = logging.getLogger(__name__)
MIB = 2**20
DISCORD_TOKEN = "ZOETROPE_DISCORD_TOKEN"  # noqa: S105 - the variable's name
TELEGRAM_TOKEN = "ZOETROPE_TELEGRAM_TOKEN"  # noqa: S105 - the variable's name
AnyFrontend: TypeAlias = WebFrontend | DiscordFrontend | TelegramFrontend
SAMPLES = Path(__file__).with_name("samples")
SAMPLE = SAMPLES / "coffee.jpg"
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
    await asyncio.to_thread(join_cluster, config)
    repertoire = await asyncio.to_thread(build_repertoire, config)
    async with Store.open(shelf.folder) as store:
        production = build_production(config, store, shelf, repertoire)
        studio = build_studio(config, store, shelf, production, repertoire)
        frontends = build_frontends(config, studio, store)
        production.connect(frontends)
        control = Control(Operator(store, studio), shelf.folder)
        keeper = Housekeeping(
            store,
            shelf,
            production,
            studio,
            keep_hours=config.storage.keep_clips_hours,
            backups=config.storage.backups,
        )
        await asyncio.to_thread(import_everything)
        # What is loaded stays; to look through all of torch again and again would hold up everybody
        # by a third of a second each time.
        gc.freeze()
        async with asyncio.TaskGroup() as tasks:
            services = [production.run, keeper.run, control.run, *(each.run for each in frontends)]
            parts = [tasks.create_task(run()) for run in services]
            parts += [tasks.create_task(_announce(each, announce)) for each in frontends]
            await stop.wait()
            log.info("stopping: no new orders")
            await production.drain(DRAIN_S)
            for part in parts:
                part.cancel()


def build_production(
    config: Config, store: Store, shelf: Shelf, repertoire: Repertoire
) -> Production:
    """The workers and what they need; warns of models that may not be done in time.

    Raises:
        ConfigMistake: the depth model or the upscaler is not there.
    """
    for doubt in find_doubts(config):
        log.warning("%s", doubt)
    signer = build_signer(signing_folder(config, shelf))
    previews = build_instant_previews(config, shelf, signer) if repertoire.models else None
    return Production(
        store,
        shelf,
        build_makers(config, shelf, repertoire.drawn),
        finisher=Renderer(shelf.clips, signer, Filming(models=repertoire.drawn)),
        weights={name: tier.weight for name, tier in config.tiers.items()},
        terms={name: build_terms(config, name).terms for name in config.tiers},
        time_limit_s=config.generation.time_limit_s,
        guesses=repertoire.guessed_rates(),
        warm_ups=WarmUps(
            repertoire.models,
            SAMPLE,
            shelf,
            long_side=next(iter(config.tiers.values())).largest_side,
        ),
        previews=previews,
    )


def build_instant_previews(
    config: Config, shelf: Shelf, signer: Signer | None
) -> InstantPreviews | None:
    """What draws previews while models draw clips; None where the settings want none."""
    if not config.generation.instant_previews:
        return None
    return InstantPreviews(
        Renderer(shelf.instant, signer),
        shelf,
        {name: tier.licence for name, tier in config.tiers.items()},
        shares_device="cpu" in config.generation.devices and not config.cluster.address,
    )


def build_studio(
    config: Config, store: Store, shelf: Shelf, production: Production, repertoire: Repertoire
) -> Studio:
    """The use cases, with the tiers as the settings say."""
    most = round(config.intake.largest_mb * MB)
    intake = Intake(
        IntakeLimits(max_bytes=most), SoundLimits(max_bytes=most), at_once=config.intake.at_once
    )
    tiers = build_tiers(config, store)
    upscaling = Upscaling(store, shelf, repertoire)
    keep_hours = config.storage.keep_clips_hours
    return Studio(
        store,
        production,
        Previews(
            Renderer(shelf.previews, filming=Filming(keep_poor=True)),
            SAMPLE,
            repertoire,
        ),
        archive=Archive(
            store, production, shelf, tiers=tiers, upscaling=upscaling, keep_hours=keep_hours
        ),
        materials=Materials(intake, shelf, keep_hours=keep_hours),
        repertoire=repertoire,
        tiers=tiers,
        upscaling=upscaling,
        fps=config.generation.fps,
    )


def build_tiers(config: Config, store: Store) -> Tiers:
    """The tiers as the settings say."""
    return Tiers(
        store,
        {name: build_terms(config, name) for name in config.tiers},
        {
            "web": config.web.tier,
            "telegram": config.telegram.tier or config.web.tier,
            "discord": config.discord.tier or next(iter(config.tiers)),
        },
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
        upscale_side=tier.upscale_side,
        licence=tier.licence,
    )


def build_frontends(config: Config, studio: Studio, store: Store) -> list[AnyFrontend]:
    """Every front-end that the settings ask for."""
    frontends: list[AnyFrontend] = []
    hooks: list[Hook] = []
    if token := telegram_token(config):
        telegram = build_telegram(config, studio, store, token)
        frontends.append(telegram)
        hooks += telegram.routes()
    if token := discord_token(config):
        frontends.append(build_discord(config, studio, store, token))
    if config.web.enabled:
        frontends.append(build_web(config, studio, hooks))
    return frontends


def discord_token(config: Config) -> str:
    """The bot's token on Discord; "" when there is none."""
    return config.discord.token.get_secret_value() or os.environ.get(DISCORD_TOKEN, "")


def build_discord(config: Config, studio: Studio, store: Store, token: str) -> DiscordFrontend:
    """The bot on Discord."""
    chosen = config.discord
    settings = DiscordSettings(
        token=token,
        largest_picture=round(config.intake.largest_mb * MB),
        largest_upload=round(chosen.largest_upload_mb * MIB),
        role_tiers=chosen.role_tiers,
        admin_tiers=chosen.admin_tiers,
        sku_tiers=chosen.sku_tiers,
        sku_credits=chosen.sku_credits,
        operators=chosen.operators,
        operator_server=int(chosen.operator_server or 0),
        report_channel=int(chosen.report_channel or 0),
        api=chosen.api,
        gateway=chosen.gateway,
        file_hosts=chosen.file_hosts,
        edit_gap_s=chosen.edit_gap_s,
    )
    return DiscordFrontend(studio, store, settings)


def telegram_token(config: Config) -> str:
    """The bot's token on Telegram; "" when there is none.

    Raises:
        ConfigMistake: the file that should hold it cannot be read.
    """
    chosen = config.telegram
    if chosen.token_file is None:
        return os.environ.get(TELEGRAM_TOKEN, "") or chosen.token.get_secret_value()
    try:
        return chosen.token_file.read_text("utf-8").strip()
    except OSError as error:
        why = f"{chosen.token_file} cannot be read: {error.strerror}"
        raise ConfigMistake(f"telegram.token_file: {why}.") from None


def build_telegram(config: Config, studio: Studio, store: Store, token: str) -> TelegramFrontend:
    """The bot on Telegram."""
    chosen = config.telegram
    return TelegramFrontend(
        studio,
        store,
        Access(
            token=token,
            api_base=chosen.api,
            is_local=chosen.api_is_local,
            webhook_url=chosen.webhook,
        ),
        inbox=config.storage.folder / "telegram",
        largest_picture=round(config.intake.largest_mb * MB),
        keep_hours=config.storage.keep_clips_hours,
        operators=chosen.operators,
        packs=[Pack(pack.amount, pack.stars) for pack in chosen.packs],
        support=chosen.support,
    )


def build_web(config: Config, studio: Studio, hooks: Sequence[Hook] = ()) -> WebFrontend:
    """The page; `hooks` are addresses that platforms call, with proof of their own."""
    return WebFrontend(
        studio,
        host=config.web.host,
        port=config.web.port,
        max_upload_bytes=round(config.intake.largest_mb * MB),
        samples=SAMPLES,
        hooks=hooks,
    )


async def _announce(frontend: AnyFrontend, announce: Callable[[str], None]) -> None:
    announce(await frontend.ready())


def _stop_signal() -> asyncio.Event:
    """An event that SIGTERM and Ctrl-C set; a second signal ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal, number)
    return stop
