"""Taking the facts out of one message, a file for each kind of fact."""
