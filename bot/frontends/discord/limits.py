"""How large a file may be: what Discord says, what the operator allows, what Discord then refused."""

from bot.frontends.discord.places import Place

MIB = 2**20
# What Discord has ever had as limits; after a refusal the next lower one is tried.
STEPS = tuple(size * MIB for size in (500, 200, 100, 50, 25, 20, 10, 8, 4, 2, 1))
ROOM = 16 * 1024  # bytes of the request that are not the file


class UploadLimits:
    """The largest file for a place. What one server refused is remembered while we run."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._learned: dict[int, int] = {}  # by guild; 0 for direct messages

    def limit(self, place: Place) -> int:
        """The most bytes to send there."""
        told = min(place.limit, self._cap) - ROOM
        return min(told, self._learned.get(place.guild, told))

    def learn(self, place: Place, refused: int) -> bool:
        """Discord refused a file of that size. False: there is no smaller step."""
        smaller = next((step for step in STEPS if step - ROOM < refused), None)
        if smaller is None:
            return False
        self._learned[place.guild] = smaller - ROOM
        return True
