"""Training of the local reader from the labelled examples in coaching_content; needs the dependency group `reader`.

Nothing here is imported when the bot runs.
"""
