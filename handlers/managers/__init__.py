"""Managers: who is one, which deals reps share with them, and the weekly digest that they get."""
