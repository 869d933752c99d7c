"""How large a file may be on Discord: as told, as the operator allows, as was then refused."""

import pytest
from test_discord_bulletins import PLACE

from bot.frontends.discord.limits import LARGEST_MESSAGE, MIB, ROOM, SMALLEST, UploadLimits
from bot.frontends.discord.places import Place


def place(told, guild=3):
    return Place(**{**vars(PLACE), "limit": told, "guild": guild})


@pytest.mark.parametrize(
    ("told", "allowed", "limit"),
    [(10 * MIB, 20 * MIB, 10 * MIB), (500 * MIB, 20 * MIB, 20 * MIB)],
    ids=["as Discord says", "no more than the operator allows"],
)
def test_the_smaller_of_two_limits_holds(told, allowed, limit):
    assert UploadLimits(allowed).limit(place(told)) == limit - ROOM


def test_the_files_of_one_message_share_what_a_message_may_have():
    assert 4 * UploadLimits(100 * MIB).limit(place(100 * MIB), files=4) < LARGEST_MESSAGE


def test_what_a_server_refused_is_not_sent_there_again():
    limits = UploadLimits(100 * MIB)

    assert limits.learn(place(100 * MIB), 30 * MIB)

    assert limits.limit(place(100 * MIB)) == 25 * MIB - ROOM
    assert limits.limit(place(100 * MIB, guild=4)) == 100 * MIB - ROOM


def test_there_is_an_end_to_trying_smaller_files():
    limits, size, tries = UploadLimits(100 * MIB), 100 * MIB, 0
    while limits.learn(place(100 * MIB), size):
        size, tries = limits.limit(place(100 * MIB)), tries + 1

    assert size < 2 * SMALLEST
    assert tries < 25
