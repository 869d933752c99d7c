"""Zoetrope: the bot, its front-ends and the studio they share."""
