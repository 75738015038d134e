"""What became of the nudges: how many were followed, how soon, and whether more than without them."""
