"""The service: the newest release over HTTP; and the desk in a browser.

It needs the extra `web`, so only the commands `serve` and `desk open` import this package, and by name.
"""
