"""Reading one message: language, whether it is a deal update, its facts, its signals, and what each play scores."""
