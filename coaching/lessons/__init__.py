"""What somebody's lost deals teach about an open one: what those lacked when they came as far. Pure, as of a moment."""
