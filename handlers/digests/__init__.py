"""The weekly digest: when somebody is due, what stands in it, and its one message."""
