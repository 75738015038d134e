"""The language model's endpoint behind the reader's port: off until a setting names one, and never the last word.

Its client, the package `openai`, is not loaded while it is off. What the model claims goes through
`coaching.reading.fence`; whatever goes wrong, the local reading stands.
"""
