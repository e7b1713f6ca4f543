"""The sample reports and their labels."""
