"""The browsers' side: pages, JSON routes, live feeds and the softphone's way to the telephone network."""
