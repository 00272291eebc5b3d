"""The service: the newest release over HTTP.

Its door is `scheduler.web.server.serve`. It needs packages that are an extra, so that whoever does not
serve need not have them: nothing but the command for it may import this room, and that by name.
"""
