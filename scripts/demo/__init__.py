"""The demo: invented people, a real wiki, and the bot doing its main job among them (`scripts/run`)."""
