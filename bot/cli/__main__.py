"""`python -m bot.cli` is `zoetrope`."""

from bot.cli.main import main

main()
