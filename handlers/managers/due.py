"""The kind of due thing that a managers' digest is; its key is the manager's user id."""

MANAGERS_DIGEST = "managers_digest"
