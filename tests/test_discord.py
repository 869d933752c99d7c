"""Discord, on the real process: unmodified discord.py against a loopback Discord, over sockets."""

import asyncio
import signal

import av
import pytest
from discord_people import Person, verbs_of
from discord_server import EPHEMERAL, TOKEN, DiscordServer
from test_process import READY_WITHIN_S, books, start

FREE = 60  # the default allowance


def write_config(folder, discord, extra=""):
    path = folder / "config.toml"
    path.write_text(
        f"[storage]\nfolder = '{folder / 'data'}'\n[web]\nenabled = false\n"
        f"[discord]\ntoken = '{TOKEN}'\napi = '{discord.api}'\ngateway = '{discord.gateway}'\n"
        f"file_hosts = ['{discord.origin}']\nedit_gap_s = 0.1\n{extra}"
    )
    return path


class Bot:
    """A running process."""

    def __init__(self, config, discord):
        self._config, self._discord = config, discord

    async def __aenter__(self):
        self._discord.connected.clear()
        self.process = await start(self._config, "run")
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

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
        self.output, self.errors = (each.decode() for each in await self.process.communicate())

    async def stop(self):
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(25):
            return await self.process.wait()


@pytest.fixture
async def discord():
    async with DiscordServer() as server:
        yield server
        assert server.violations == []


@pytest.fixture
async def bot(tmp_path, discord):
    async with Bot(write_config(tmp_path, discord), discord) as bot:
        yield bot
    assert "Traceback" not in bot.errors, bot.errors


def message_of(discord, interaction):
    return discord.messages.get(interaction.original)


def clips_in(discord):
    return [each for each in discord.messages.values() if each["attachments"]]


async def clip_for(discord, interaction):
    """The message of an order once it carries its clip."""

    def found():
        message = message_of(discord, interaction)
        return message if message and message["attachments"] else None

    return await discord.until(found)


async def whisper_for(discord, interaction):
    """What only the asker sees: the answer itself, or a follow-up."""

    def found():
        private = [
            each["content"]
            for each in discord.messages.values()
            if each["flags"] & EPHEMERAL and each["channel_id"] == interaction.channel
        ]
        return private[-1] if private else None

    return await discord.until(found)


def frames_of(discord, message, folder):
    attachment = message["attachments"][0]
    path = folder / attachment["filename"]
    path.write_bytes(discord.files[attachment["url"].partition("/files/")[2]])
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


async def spendable(discord, person):
    """What `/balance` says."""
    answer = await person.slash("balance")
    await asyncio.wait_for(answer.answered.wait(), 20)
    return int(answer.reply["data"]["content"].split("**")[1].split()[0])


async def test_an_order_with_a_picture_becomes_a_clip_in_the_same_message(
    tmp_path, discord, bot, photo
):
    ada = Person(discord)

    order = await ada.animate("melt", photo, duration=2, seed=7)
    message = await clip_for(discord, order)

    assert order.reply["type"] == 4
    assert "5 credits" in order.reply["data"]["content"] or "credits" in message["content"]
    assert frames_of(discord, message, tmp_path) == 48
    assert message["embeds"] == []
    assert "seed 7" in message["content"]
    assert "duration 2" in message["content"]
    assert verbs_of(message) == ["again", "longer", "delete", "other"]
    assert len(clips_in(discord)) == 1
    assert await spendable(discord, ada) < FREE
