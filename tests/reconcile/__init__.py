"""What the reconcile stage is held to."""
