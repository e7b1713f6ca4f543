"""What extraction finds, against cases as data."""
