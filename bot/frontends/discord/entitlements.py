"""What people bought from Discord itself: subscriptions bring a tier, packs bring credits."""

import logging
from collections.abc import Mapping
from typing import Any

import discord

from bot.frontends.discord.faults import TROUBLE, fault_of
from bot.frontends.discord.places import account_of
from storage.store import Store

log = logging.getLogger(__name__)


class Shop:
    """Turns entitlements into tiers and credits, each pack once."""

    def __init__(self, store: Store, *, tiers: Mapping[str, str], packs: Mapping[str, int]) -> None:
        """Keep what is for sale.

        Args:
            store: where packs are credited.
            tiers: the tier that a subscription brings, by SKU id.
            packs: the credits in a consumable pack, by SKU id.
        """
        self._store = store
        self._tiers = tiers
        self._packs = packs

    def tier(self, interaction: discord.Interaction[Any]) -> str:
        """The tier of whoever asks, by what Discord says they or their server have bought."""
        for entitlement in interaction.entitlements:
            tier = self._tiers.get(str(entitlement.sku_id))
            if tier and not entitlement.is_expired() and not entitlement.deleted:
                return tier
        return ""

    async def credit(self, entitlement: discord.Entitlement) -> None:
        """Give the credits of a pack, once per entitlement, then tell Discord that it is used up.

        In this order: if we are killed in between, the same entitlement comes again and changes
        nothing but the second step.
        """
        amount = self._packs.get(str(entitlement.sku_id), 0)
        if not amount or entitlement.user_id is None or entitlement.deleted:
            return
        account = account_of(discord.Object(entitlement.user_id))
        charge = f"discord:entitlement:{entitlement.id}"
        await self._store.operator.buy(account, amount, charge)
        if entitlement.consumed:
            return
        try:
            await entitlement.consume()
        except TROUBLE as error:
            log.warning("entitlement %d was not consumed: %s", entitlement.id, error)

    async def catch_up(self, client: discord.Client) -> None:
        """Credit the packs that were bought while nobody listened."""
        skus = [discord.Object(int(sku)) for sku in self._packs]
        if not skus:
            return
        try:
            async for entitlement in client.entitlements(limit=None, skus=skus):
                if not entitlement.consumed:
                    await self.credit(entitlement)
        except TROUBLE as error:
            log.warning("purchases were not looked through: %s", fault_of(error).name)

    async def refund(self, entitlement: discord.Entitlement) -> None:
        """Take back what is left of a pack whose price Discord has paid back."""
        await self._store.operator.unbuy(f"discord:entitlement:{entitlement.id}")
