"""Sub-commands of this room; each module with an `app` is mounted by `thirdport`."""
