"""A chart is drawn so that it can be read, uploaded as Slack wants it, and never keeps a message from going out."""
