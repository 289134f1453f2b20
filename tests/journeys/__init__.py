"""Whole stories, from the first ring to the end of wrap-up."""
