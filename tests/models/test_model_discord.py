"""A prompt on Discord with a model in the settings: from the command and from the gallery."""

import pytest
from discord_bot import Bot, answer_of, clip_for, message_of, with_components, write_config
from discord_people import Person, attachment, components_of
from discord_server import DiscordServer
from test_models_command import toml_of


@pytest.fixture
async def discord():
    async with DiscordServer() as server:
        yield server
        assert server.complaints() == []


async def test_a_prompt_alone_becomes_a_clip_on_discord(tmp_path, discord, photo, tiny, saved):
    config = write_config(tmp_path, discord, toml_of(tiny, saved("wan")))
    ada = Person(discord)
    async with Bot(config, discord) as bot:
        order = await ada.slash(
            "animate",
            image=attachment(ada.file(photo)),
            prompt="the waves roll in",
            options="duration=1",
        )
        first = await answer_of(order)
        message = await clip_for(discord, order)
        again = await clip_for(discord, await ada.press(message, "again"))
        tried = await try_in_gallery(discord, ada, photo)

    assert first["content"].startswith("**Wan** · ")
    for clip in (message, again):
        assert "prompt the waves roll in" in clip["content"]
    assert "prompt steam rises" in tried["content"]
    assert "Traceback" not in bot.errors, bot.errors


async def try_in_gallery(discord, ada, photo):
    """Press the model's button on the first page of the gallery and fill in its form."""
    press = await ada.slash("effects")
    page = await discord.until(lambda: with_components(message_of(discord, press)), within_s=120)
    assert "v1:try:wan" in [each.get("custom_id") for each in components_of(page)]
    form = await answer_of(await ada.press(page, "try"))
    words = next(label["component"] for label in form["components"][1:])
    assert (words["custom_id"], words["required"]) == ("prompt", True)
    order = await ada.fill_in(
        form, picture=ada.file(photo), prompt="steam rises", order="duration=1"
    )
    return await clip_for(discord, order)
