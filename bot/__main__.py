"""`python -m bot`: the same as the installed command `wikilatch`."""

from bot.cli import main

main()
