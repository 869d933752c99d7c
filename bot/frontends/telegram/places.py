"""Who asks and where, in Telegram's words, and as the studio's accounts, scopes and addresses."""

from dataclasses import dataclass, replace

from telegram import Chat, Message, Update, User

from bot.orders import Address

PLATFORM = "telegram"
GROUP_ANONYMOUS_BOT = 1087968824  # whom Telegram names as the sender when an admin stays hidden


@dataclass(frozen=True, kw_only=True)
class Asker:
    """A person in a chat."""

    user: int
    chat: int
    is_private: bool
    thread: int = 0  # the topic of a forum; 0: none
    locale: str = "en"

    @property
    def account(self) -> str:
        """The person's account."""
        return account_name(self.user)

    @property
    def scope(self) -> str:
        """Where granted amounts may be spent: everywhere in private, else in this group."""
        return "*" if self.is_private else group_scope(self.chat)

    @property
    def is_anonymous(self) -> bool:
        """An admin who posts as the group: nobody in particular."""
        return self.user == GROUP_ANONYMOUS_BOT

    def speaking(self, locale: str) -> "Asker":
        """The same person, in a language they chose."""
        return replace(self, locale=locale)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One message of ours: it tells how a job stands, then becomes its clip."""

    chat: int
    message: int
    reply_to: int = 0  # the message with the picture
    thread: int = 0
    spoiler: bool = False  # the picture was hidden, so the clip will be
    more: tuple[int, ...] = ()  # messages for further variants

    @property
    def is_private(self) -> bool:
        """Groups and channels have negative ids."""
        return self.chat > 0

    def to_address(self, locale: str) -> Address:
        """What is stored with the job."""
        words = {name: str(int(value)) for name, value in vars(self).items() if name != "more"}
        words["more"] = " ".join(map(str, self.more))
        return Address(platform=PLATFORM, place=words, locale=locale)

    @classmethod
    def from_address(cls, address: Address) -> "Place":
        """Read a stored address."""
        words = dict(address.place)
        more = tuple(map(int, words.pop("more").split()))
        spoiler = words.pop("spoiler") == "1"
        rest = {name: int(value) for name, value in words.items()}
        return cls(**rest, spoiler=spoiler, more=more)


def message_key(message: Message) -> str:
    """What stays the same when a message is brought to us again, and is no other message's.

    What only its sender and we can see has a number of its own instead of the chat's.
    """
    if message.message_id:
        return f"{PLATFORM}:{message.chat_id}:{message.message_id}"
    sender = message.from_user.id if message.from_user else 0
    hidden = message.api_kwargs.get("ephemeral_message_id", 0)
    return f"{PLATFORM}:{message.chat_id}:{sender}:{hidden}"


def account_name(user: int) -> str:
    """A person's account."""
    return f"{PLATFORM}:{user}"


def group_scope(chat: int) -> str:
    """A group's scope."""
    return f"{PLATFORM}:group:{chat}"


def settings_of(account: str) -> str:
    """Under which name an account's choices are kept."""
    return f"account:{account}"


def read_asker(update: Update) -> Asker | None:
    """Who sent an update; None for channels and other senders that are nobody."""
    user, chat = update.effective_user, update.effective_chat
    if user is None:
        return None
    message = update.effective_message
    is_topic = message is not None and getattr(message, "is_topic_message", None)
    return Asker(
        user=user.id,
        chat=chat.id if chat else user.id,
        is_private=chat is None or chat.type == Chat.PRIVATE,
        thread=(message.message_thread_id or 0) if is_topic and message else 0,
        locale=_locale(user),
    )


def _locale(user: User) -> str:
    return user.language_code or "en"
