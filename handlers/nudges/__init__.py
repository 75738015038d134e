"""What people do with a nudge: its buttons, its menu, its thumbs, and words for the buyer."""
