"""The real process on a loopback Discord, and how to see what became of an order."""

import asyncio
import re
import signal

import av
from discord_people import find_component
from discord_server import EPHEMERAL, TOKEN
from test_process import READY_WITHIN_S, start

from bot.orders import PREVIEW_NAME

FREE = 60  # the default allowance
MELT = 2  # the price of a clip of up to four seconds


def write_config(folder, discord, extra="", *, discord_extra=""):
    path = folder / "config.toml"
    path.write_text(
        f"[storage]\nfolder = '{folder / 'data'}'\n[web]\nenabled = false\n"
        f"[discord]\ntoken = '{TOKEN}'\napi = '{discord.api}'\ngateway = '{discord.gateway}'\n"
        f"file_hosts = ['{discord.origin}']\nedit_gap_s = 0.1\n{discord_extra}\n{extra}"
    )
    return path


class Bot:
    """A running process, online when entered; killed at the end if it still runs."""

    def __init__(self, config, discord):
        self._config, self._discord = config, discord

    async def __aenter__(self):
        self._discord.connected.clear()
        self.process = await self._start()
        online = asyncio.create_task(self._discord.connected.wait())
        ended = asyncio.create_task(self.process.wait())
        await asyncio.wait(
            (online, ended), timeout=READY_WITHIN_S, return_when=asyncio.FIRST_COMPLETED
        )
        ended.cancel()
        if not online.done():
            online.cancel()
            await self.__aexit__()
            raise AssertionError(f"the bot did not connect: {self.errors}")
        return self

    async def _start(self):
        return await start(self._config, "run")

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
        self.output, self.errors = (each.decode() for each in await self.process.communicate())

    async def stop(self):
        """End as an operator would; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(25):
            return await self.process.wait()

    async def kill(self):
        self.process.kill()
        await self.process.wait()


def message_of(discord, interaction):
    """The answer to an interaction, as it is now; None when it is gone."""
    return discord.messages.get(interaction.original)


def messages_in(discord, channel):
    return [each for each in discord.messages.values() if each["channel_id"] == channel]


async def clip_in(discord, channel):
    """The first message of a channel that carries a clip."""

    def found():
        return next((each for each in messages_in(discord, channel) if has_clip(each)), None)

    return await discord.until(found)


async def clip_for(discord, interaction):
    """The message of an order, once it carries its clip."""

    def found():
        message = message_of(discord, interaction)
        return message if message and has_clip(message) else None

    return await discord.until(found)


def has_clip(message):
    """It carries a clip, and not only the preview of one."""
    names = [each["filename"] for each in message["attachments"]]
    return names != [] and not names[0].endswith(PREVIEW_NAME)


async def says(discord, interaction, words):
    """The answer to an interaction, once it says something."""

    def found():
        message = message_of(discord, interaction)
        return message if message and words in message["content"] else None

    return await discord.until(found)


async def waiting(discord, interaction):
    """The message of an order that is in line, once it can be cancelled."""

    def found():
        message = message_of(discord, interaction)
        return message if message and message["components"] else None

    message = await discord.until(found)
    assert find_component(message, "cancel")
    return message


def with_components(message):
    """A message that can be pressed; None until then."""
    return message if message and message["components"] else None


async def whisper_to(discord, person):
    """The latest thing that only this person sees."""

    def found():
        private = [each for each in messages_in(discord, person.channel) if is_private(each)]
        return private[-1] if private and private[-1]["content"] else None

    return (await discord.until(found))["content"]


def is_private(message):
    return bool(message["flags"] & EPHEMERAL)


def frames_of(discord, message, folder):
    """How many frames the attached clip has, decoded."""
    attachment = message["attachments"][0]
    path = folder / attachment["filename"]
    path.write_bytes(content_of(discord, message))
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def content_of(discord, message):
    return discord.files[message["attachments"][0]["url"].partition("/files/")[2]]


async def answer_of(interaction):
    """The body of the first answer."""
    await asyncio.wait_for(interaction.answered.wait(), 20)
    return interaction.reply["data"]


async def spendable(person):
    """What `/balance` says."""
    content = (await answer_of(await person.slash("balance")))["content"]
    return int(re.search(r"You have (\d+) credit", content)[1])


async def one_clip(discord, person, order):
    """The clip of an order is there once, in its message, and paid once."""
    message = await clip_for(discord, order)
    assert len([each for each in messages_in(discord, person.channel) if not is_private(each)]) == 1
    await settled(person, FREE - MELT)
    return message


async def settled(person, amount):
    """Wait until nothing of a person's is in line or in the making, then look at their balance."""
    async with asyncio.timeout(40):
        while re.search("waiting|in the making", await history_of(person)):  # noqa: ASYNC110 - asks the bot
            await asyncio.sleep(0.1)
    assert await spendable(person) == amount


async def history_of(person):
    return (await answer_of(await person.slash("history")))["content"]
