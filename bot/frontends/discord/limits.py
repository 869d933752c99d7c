"""How large a file may be: as Discord says, as the operator allows, as Discord then refused."""

from bot.frontends.discord.places import Place

MIB = 2**20
# What Discord has ever had as limits; after a refusal the next lower one is tried.
STEPS = tuple(size * MIB for size in (500, 200, 100, 50, 25, 20, 10, 8, 4, 2, 1))
SHARE, SMALLEST = 0.6, 16 * 1024  # of what was refused, once below all of these; bytes
LARGEST_MESSAGE = 25 * MIB  # all files of one message together
ROOM = 16 * 1024  # bytes of the request that are not the file


class UploadLimits:
    """The largest file for a place. What one server refused is remembered while we run."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._learned: dict[int, int] = {}  # by guild; 0 for direct messages

    def limit(self, place: Place, *, files: int = 1) -> int:
        """The most bytes of each file, when so many are sent there in one message."""
        told = min(self.cap(place.limit), (LARGEST_MESSAGE - ROOM) // files if files > 1 else 2**63)
        return min(told, self._learned.get(place.guild, told))

    def cap(self, told: int) -> int:
        """The most bytes to send where Discord said it takes `told`."""
        return min(told, self._cap) - ROOM

    def learn(self, place: Place, refused: int) -> bool:
        """Discord refused a file of that size. False: nothing smaller is worth a try."""
        below = (step - ROOM for step in STEPS if step - ROOM < refused)
        smaller = next(below, round(refused * SHARE))
        self._learned[place.guild] = smaller
        return smaller >= SMALLEST
