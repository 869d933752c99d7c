"""Where clips are made: on a thread, in a process for each device, or on a Ray cluster."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from bot.config import Config, ConfigMistake, Discord, Telegram
from bot.models import build_depth_model, build_drawn, build_upscaler
from bot.shelf import Shelf
from effects.api import Effect
from generation.filming import Enlarge, Filming
from generation.making import LocalMaker, Maker
from generation.marking import Signer
from generation.models.signatures import missing_packages
from generation.process import maker_in_process
from generation.rendering import Renderer
from generation.scenes import SceneCache
from generation.vigil import Silence

MB = 1_000_000


def build_makers(config: Config, shelf: Shelf, drawn: Mapping[str, Effect]) -> dict[str, Maker]:
    """Who makes the clips, by device.

    Args:
        config: the settings.
        shelf: where finished clips are put.
        drawn: the models, as effects, for clips that are made in this process.

    Raises:
        ConfigMistake: the depth model or the upscaler is not there.
    """
    devices = config.generation.devices
    signing = signing_folder(config, shelf)
    if config.cluster.address:
        return _makers_on_cluster(
            config, Renderer(shelf.clips, build_signer(signing), Filming(models=drawn))
        )
    if is_isolated(config):
        build_depth_model(config, devices[0])  # only to find mistakes in its settings now,
        build_upscaler(config, devices[0])  # and here
        public = without_secrets(config)
        return {
            device: maker_in_process(
                device,
                partial(build_maker, public, device, shelf.clips, signing),
                silence_of(config),
            )
            for device in devices
        }
    scenes, signer = build_scenes(config, devices[0]), build_signer(signing)
    return {
        device: LocalMaker(
            Renderer(
                shelf.clips,
                signer,
                Filming(device=device, models=drawn, enlarge=build_enlarger(config, device)),
            ),
            scenes,
        )
        for device in devices
    }


def _makers_on_cluster(config: Config, keep: Renderer) -> dict[str, Maker]:
    """Who makes the clips, by the number of the actor; weights are read from the disks there."""
    from generation.cluster import maker_on_cluster  # needs ray, which few have

    cluster = config.cluster
    room = {"num_cpus": cluster.cpus, "num_gpus": cluster.gpus}
    device = "cuda:0" if cluster.gpus else "cpu"  # an actor sees no GPU but its own
    build = partial(build_maker, without_secrets(config), device, signing=None)
    places = [f"cluster-{number}" for number in range(1, cluster.workers + 1)]
    return {
        place: maker_on_cluster(place, cluster.address, build, keep, room, silence_of(config))
        for place in places
    }


def join_cluster(config: Config) -> None:
    """Connect to the cluster that the settings name, if any. Not from the main thread.

    Raises:
        ConfigMistake: it cannot be joined.
    """
    address = config.cluster.address
    if not address:
        return
    if missing_packages(("ray",)):
        raise ConfigMistake("cluster.address needs ray: pip install 'zoetrope[cluster]'.")
    from generation import cluster

    try:
        cluster.join_cluster(address)
    except cluster.ClusterDown as error:
        why = f"no Ray cluster can be joined there ({error})"
        raise ConfigMistake(f'cluster.address = "{address}": {why}.') from None


def build_maker(config: Config, device: str, clips: Path, signing: Path | None) -> LocalMaker:
    """What one device makes clips with, in a process that has nothing yet.

    Args:
        config: the settings; no tokens are needed.
        device: "cpu", "cuda:0".
        clips: the folder that finished clips are put into.
        signing: folder of the certificates; None leaves clips unsigned.
    """
    filming = Filming(
        device=device,
        models=build_drawn(config, (device,)),
        enlarge=build_enlarger(config, device),
    )
    renderer = Renderer(clips, build_signer(signing), filming)
    return LocalMaker(renderer, build_scenes(config, device))


def build_enlarger(config: Config, device: str) -> Enlarge | None:
    """What makes the frames of models larger on a device, if anything does.

    Raises:
        ConfigMistake: its model is not there.
    """
    upscaler = build_upscaler(config, device)
    return None if upscaler is None else upscaler.enlarge


def build_scenes(config: Config, device: str) -> SceneCache:
    """The pictures used lately; a depth model measures them on `device`.

    Raises:
        ConfigMistake: the depth model is not there.
    """
    depth = build_depth_model(config, device)
    return SceneCache(
        config.generation.scene_cache_mb * MB, measure_depth=depth.measure if depth else None
    )


def signing_folder(config: Config, shelf: Shelf) -> Path | None:
    """Where the certificates are that clips are signed with; None when they are not signed."""
    return (config.marking.certificates or shelf.signing) if config.marking.sign else None


def build_signer(folder: Path | None) -> Signer | None:
    """Who signs the clips; nobody where there is no folder of certificates."""
    return None if folder is None else Signer.from_folder(folder)


def silence_of(config: Config) -> Silence:
    """How long what makes a clip elsewhere may give no sign of life."""
    chosen = config.generation
    return Silence(step_s=chosen.stall_s, loading_s=chosen.loading_stall_s)


def is_isolated(config: Config) -> bool:
    """Whether every device works in a process of its own."""
    chosen = config.generation.isolate
    if chosen != "auto":
        return chosen
    return bool(config.models) or any(device != "cpu" for device in config.generation.devices)


def without_secrets(config: Config) -> Config:
    """The settings without what only front-ends need: the tokens."""
    return config.model_copy(update={"discord": Discord(), "telegram": Telegram()})
