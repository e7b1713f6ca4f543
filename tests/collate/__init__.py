"""What the collate stage is held to."""
