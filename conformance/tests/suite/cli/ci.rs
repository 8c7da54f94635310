//! What CI systems get: the action, and the examples of workflows.
