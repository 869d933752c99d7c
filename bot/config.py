"""Every setting, read once from one TOML file; a mistake in it names the key and the fix."""

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.templates import PROMPTS
from effects.library import all_effects
from generation.models.entry import Model
from generation.vigil import Silence

MODEL_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")  # people type it, and files are called after it


class ConfigMistake(Exception):
    """The configuration cannot be used. The message is the whole sentence for the operator."""


class Section(BaseModel):
    """A table of the configuration: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Tier(Section):
    """What an account of one kind may do."""

    allowance: int = Field(default=60, ge=0, le=1_000_000)
    """Credits an account is topped up with at the start of each period (midnight UTC)."""
    allowance_cap: int = Field(default=60, ge=0, le=1_000_000)
    """The top-up never lifts the allowance above this; unused credits do not pile up."""
    watermark: bool = True
    """Whether clips carry the visible mark. The signed marking is on every clip."""
    longest_s: float = Field(default=10.0, ge=1.0, le=60.0)
    """Longest clip in seconds."""
    largest_side: int = Field(default=960, ge=240, le=3840)
    """Longer side of the clip in pixels."""
    upscale_side: int = Field(default=1920, ge=240, le=3840)
    """Longer side of an upscaled clip in pixels; most clips need twice largest_side for it."""
    open_jobs: int = Field(default=3, ge=1, le=100)
    """Jobs an account may have waiting or being made at once."""
    cooldown_s: float = Field(default=0.0, ge=0.0, le=86_400.0)
    """Seconds between two orders of an account."""
    min_age_hours: float = Field(default=0.0, ge=0.0, le=8_760.0)
    """Age an account must have before its allowance starts."""
    work_s_per_day: float | None = Field(default=None, gt=0.0)
    """Seconds of rendering an account may use in a day, whatever its credits; empty: no limit."""
    weight: float = Field(default=1.0, gt=0.0, le=100.0)
    """Share of the line: an account of weight 2 is served twice as often."""
    licence: str = "For private, non-commercial use; made with Zoetrope."
    """One sentence on what the clip may be used for, shown with it and written into it."""


class Web(Section):
    """The web page."""

    enabled: bool = True
    """Serve the page."""
    host: str = "127.0.0.1"
    """Address to listen on. Anyone who reaches it can use it: keep it on this machine."""
    port: int = Field(default=8787, ge=0, le=65535)
    """Port to listen on; 0 takes any free one."""
    tier: str = "free"
    """The tier of everyone who uses the page."""


class Discord(Section):
    """The bot on Discord; it runs when there is a token."""

    token: SecretStr = SecretStr("")
    """The bot's token; better in the environment, as ZOETROPE_DISCORD_TOKEN."""
    tier: str = ""
    """The tier of everyone on Discord whom nothing else gives another; "" is the first tier."""
    largest_upload_mb: float = Field(default=20.0, ge=1.0, le=500.0)
    """Largest clip sent, whatever Discord says it takes."""
    role_tiers: dict[str, str] = {}
    """Tiers by role id: whoever has the role gets the tier, in that role's server."""
    admin_tiers: tuple[str, ...] = ()
    """Tiers that server admins may give to roles of theirs with /credits settings."""
    sku_tiers: dict[str, str] = {}
    """Tiers by SKU id, for subscriptions sold through Discord."""
    sku_credits: dict[str, int] = {}
    """Credits by SKU id, for consumables sold through Discord."""
    operators: tuple[str, ...] = ()
    """User ids that may use /operator, in the operator's server."""
    operator_server: str = Field(default="", pattern=r"^\d*$")
    """The server that gets /operator."""
    report_channel: str = Field(default="", pattern=r"^\d*$")
    """The channel that reports go to; without one there is no /report."""
    edit_gap_s: float = Field(default=3.0, ge=0.05, le=60.0)
    """Seconds between two edits of one progress message."""
    api: str = "https://discord.com/api/v10"
    """Where Discord's API is; another address only for a proxy."""
    gateway: str = "wss://gateway.discord.gg/"
    """Where Discord's gateway is; another address only for a proxy."""
    file_hosts: tuple[str, ...] = (
        "https://cdn.discordapp.com",
        "https://media.discordapp.net",
        "https://images-ext-1.discordapp.net",
        "https://images-ext-2.discordapp.net",
    )
    """The only hosts that pictures are fetched from."""


class StarPack(Section):
    """Credits sold for Telegram Stars."""

    amount: int = Field(ge=1, le=1_000_000)
    """Credits."""
    stars: int = Field(ge=1, le=10_000)
    """What they cost."""


class Telegram(Section):
    """The bot on Telegram; it runs when there is a token."""

    token: SecretStr = SecretStr("")
    """The bot's token; better in the environment, as ZOETROPE_TELEGRAM_TOKEN."""
    token_file: Path | None = None
    """A file that holds the token and nothing else."""
    tier: str = ""
    """The tier of everyone on Telegram whom the operator gave none; empty: as on the page."""
    operators: tuple[int, ...] = ()
    """Telegram ids of those who may use the operator's commands and get reports."""
    webhook: str = Field(default="", pattern=r"^(https://.+)?$")
    """Public address of the page's server, for Telegram to bring updates to; without: polling."""
    api: str = "https://api.telegram.org"
    """Where the Bot API is; a server of your own lifts the limits of 20 MB in and 50 MB out."""
    api_is_local: bool = False
    """Whether that server runs with --local and shares this disk: 2,000 MB in and out."""
    support: str = "write to the people who run this bot."
    """How to reach somebody about a payment, as /paysupport says it."""
    packs: tuple[StarPack, ...] = ()
    """Credits sold for Stars; none: nothing is sold."""


class Generation(Section):
    """Making clips."""

    devices: tuple[str, ...] = Field(default=("cpu",), min_length=1)
    """One worker for each: "cpu", "cuda:0", "cuda:1"."""
    isolate: bool | Literal["auto"] = "auto"
    """Whether each device works in a process of its own, so that a crash or a hang there costs one
    try of one clip; "auto" does where there are models or a device that is no processor."""
    fps: int = Field(default=24, ge=8, le=60)
    """Frames per second."""
    queue_capacity: int = Field(default=64, ge=1, le=10_000)
    """Jobs that may wait; an order beyond is refused and costs nothing."""
    time_limit_s: float = Field(default=120.0, gt=0.0, le=86_400.0)
    """Longest time one clip may take to make; then its credits are given back."""
    stall_s: float = Field(default=Silence.step_s, ge=1.0, le=86_400.0)
    """Longest time a process or an actor may give no sign of life between two steps or frames, and
    more where the job's own steps were longer; then it is replaced and its job begun once more."""
    loading_stall_s: float = Field(default=Silence.loading_s, ge=1.0, le=86_400.0)
    """The same while it starts, loads a model, takes a first step (compiling) or decodes."""
    work_s_per_day: float | None = Field(default=None, gt=0.0)
    """Seconds of rendering a day for everybody together; empty: no limit."""
    work_s_per_day_and_server: float | None = Field(default=None, gt=0.0)
    """Seconds of rendering a day for each server or group; empty: no limit."""
    instant_previews: bool = True
    """Show a quick clip by the effects, free and small, while a model draws the one ordered."""
    scene_cache_mb: int = Field(default=256, ge=0, le=65_536)
    """Memory for pictures that were used lately, so that another effect on them starts at once."""

    models_gb: float | None = Field(default=None, gt=0.0)
    """Memory of each device for loaded models; empty: four fifths of what it has."""


class Cluster(Section):
    """Makers on other machines, as actors of a Ray cluster; then no device here makes clips."""

    address: str = ""
    """Where the cluster is: "auto" for that of this machine; empty: there is none."""
    workers: int = Field(default=1, ge=1, le=1000)
    """Actors, each of which makes one clip at a time."""
    gpus: float = Field(default=1.0, ge=0.0, le=8.0)
    """GPUs of each; 0 has them draw on processors."""
    cpus: float = Field(default=2.0, gt=0.0, le=256.0)
    """Processors of each."""


class Depth(Section):
    """How near things are, for the effects that give a picture depth."""

    model: str = ""
    """Folder or downloaded repository of a depth model; empty: depth is guessed, and gentle."""
    revision: str = ""
    """Commit of the repository; empty: what has been downloaded."""


class Upscaler(Section):
    """Making the clips of models larger; those of effects need no model for it."""

    model: str = ""
    """Folder or downloaded repository of a super-resolution model; empty: they stay as drawn."""
    revision: str = ""
    """Commit of the repository; empty: what has been downloaded."""


class Intake(Section):
    """Pictures and voice notes people send."""

    largest_mb: float = Field(default=20.0, gt=0.0, le=100.0)
    """Largest file taken."""
    at_once: int = Field(default=2, ge=1, le=64)
    """Files opened at the same time, each in a process of its own."""


class Storage(Section):
    """What is kept, and for how long."""

    folder: Path = Path("data")
    """Database, pictures and clips; made if it is not there."""
    backups: int = Field(default=24, ge=0, le=1000)
    """Hourly backups of the database that are kept, each checked; 0 makes none."""
    keep_clips_hours: float = Field(default=24.0, ge=1.0, le=8_760.0)
    """How long clips and the pictures they came from are kept for "again" and download."""


class Marking(Section):
    """The signed note in every clip that says how it was made (C2PA)."""

    sign: bool = True
    """Sign clips. The law of your users may ask for it."""
    certificates: Path | None = None
    """Folder with chain.pem and key.pem; without it a self-signed pair is made under the data."""


class Logging(Section):
    """The log on standard error."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is told."""


class Config(Section):
    """All settings."""

    storage: Storage = Storage()
    web: Web = Web()
    discord: Discord = Discord()
    telegram: Telegram = Telegram()
    generation: Generation = Generation()
    intake: Intake = Intake()
    marking: Marking = Marking()
    logging: Logging = Logging()
    depth: Depth = Depth()
    cluster: Cluster = Cluster()
    upscaler: Upscaler = Upscaler()
    models: dict[str, Model] = Field(default_factory=dict)
    """Image-to-video models by the name people call them; the first that takes a prompt is used
    for orders that name none."""
    tiers: dict[str, Tier] = Field(
        default_factory=lambda: {
            "free": Tier(),
            "paid": Tier(
                allowance=300,
                allowance_cap=300,
                watermark=False,
                longest_s=30.0,
                largest_side=1920,
                upscale_side=3840,
                open_jobs=6,
                weight=4.0,
                licence="Yours to use, commercially too; made with Zoetrope.",
            ),
        }
    )
    """Named bundles of limits; "free" and "paid" can be changed and others added."""

    @field_validator("models", mode="before")
    @classmethod
    def _name_models(cls, tables: Any) -> Any:  # noqa: ANN401 - whatever was written
        """Give every model the name of its table."""
        if not isinstance(tables, dict):
            return tables
        for name in tables:
            if not MODEL_NAME.fullmatch(name) or name in all_effects():
                raise ValueError(
                    f"a model cannot be called {name!r}: "
                    "take lower-case letters, digits and dashes, and no effect's name"
                )
        return {
            name: {**table, "name": name} if isinstance(table, dict) else table
            for name, table in tables.items()
        }

    @field_validator("models")
    @classmethod
    def _recipes_are_for_effects(cls, models: dict[str, Model]) -> dict[str, Model]:
        drawable = {name for name, effect in all_effects().items() if not effect.takes_sound}
        for name, model in models.items():
            for effect in model.effects.keys() - drawable - PROMPTS.keys():
                raise ValueError(
                    f"models.{name}.effects.{effect}: there is no such effect for a model to draw"
                )
        return models

    @model_validator(mode="after")
    def _tiers_exist(self) -> "Config":
        named = {
            "web.tier": (self.web.tier,),
            "telegram.tier": (self.telegram.tier,) if self.telegram.tier else (),
            "discord.tier": (self.discord.tier,) if self.discord.tier else (),
            "discord.role_tiers": tuple(self.discord.role_tiers.values()),
            "discord.admin_tiers": self.discord.admin_tiers,
            "discord.sku_tiers": tuple(self.discord.sku_tiers.values()),
        }
        for key, names in named.items():
            for name in names:
                if name not in self.tiers:
                    known = ", ".join(self.tiers)
                    raise ValueError(f'{key} names "{name}", which is not among {known}')
        return self

    @model_validator(mode="after")
    def _webhook_has_a_server(self) -> "Config":
        if self.telegram.webhook and not self.web.enabled:
            raise ValueError("telegram.webhook needs the page's server: set web.enabled to true")
        return self


def load_config(path: Path | None) -> Config:
    """Read the settings; no path means the defaults.

    Raises:
        ConfigMistake: the file cannot be read, is not TOML, or a setting is wrong.
    """
    if path is None:
        return Config()
    try:
        return Config.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise ConfigMistake(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigMistake(f"{path} is not valid TOML: {error}.") from None
    except ValidationError as error:
        raise ConfigMistake(f"{path}: {_first_mistake(error)}") from None


def _first_mistake(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return f"there is no setting {key}; see config.example.toml for those there are."
    if first["type"] == "value_error":  # one of our own, a whole sentence but for its end
        return f"{key}: {first['ctx']['error']}." if key else f"{first['ctx']['error']}."
    return f"{key} = {first['input']!r} will not do: {first['msg'].lower()}."
