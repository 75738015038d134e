"""From a message to its answer: understood, read, remembered, decided, and spoken of in its thread."""
