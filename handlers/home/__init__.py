"""The App Home: what needs somebody, how the coach speaks to them, what is kept about them."""
