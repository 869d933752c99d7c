"""What people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import BadCommand, Command, NotACommand, parse_command

TYPED = {
    "/animate melt": Command("melt", {}),
    "/animate Melt": Command("melt", {}),
    "/animate@zoetrope_bot melt": Command("melt", {}),
    "/animate melt strength=0.8 duration=6": Command("melt", {"strength": "0.8", "duration": "6"}),
    "/animate melt strength:0.8": Command("melt", {"strength": "0.8"}),
    "/animate   zoom   SPEED=2": Command("zoom", {"speed": "2"}),
    "/animate zoom focus-x=1": Command("zoom", {"focus_x": "1"}),
    '/animate prompt:"the waves roll in"': Command("", {"prompt": "the waves roll in"}),
    "/animate prompt=“long grass = wind”": Command("", {"prompt": "long grass = wind"}),
    '/animate relight "golden hour from the left"': Command(
        "relight", {}, "golden hour from the left"
    ),
    "/animate": Command("", {}),
}


@pytest.mark.parametrize("text", TYPED)
def test_commands_are_read(text):
    assert parse_command(text) == TYPED[text]


@pytest.mark.parametrize("text", ["", "animate melt", "hello", "/animated melt", "/effects"])
def test_other_text_is_not_a_command(text):
    with pytest.raises(NotACommand):
        parse_command(text)


@pytest.mark.parametrize("text", ['/animate melt prompt="open', "/animate melt strength="])
def test_what_cannot_be_read_is_pointed_at(text):
    with pytest.raises(BadCommand) as caught:
        parse_command(text)

    assert caught.value.near in text


@given(st.text())
def test_no_text_breaks_the_reader(text):
    try:
        command = parse_command(f"/animate {text}")
    except BadCommand:
        return
    assert all(command.options.values())
