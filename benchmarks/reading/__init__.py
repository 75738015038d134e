"""Benchmarks of the reader: how fast it reads, and how well. They come in through `bot.content`, as the bot does."""
