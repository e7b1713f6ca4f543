"""Reports and their claims to stories."""
