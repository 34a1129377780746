"""The desk for agents: read-only tools and resources over the Model Context Protocol.

:func:`wiredesk.mcp.server.create_server` makes the server, `wiredesk mcp --desk FILE` runs it on
standard input and output.  Nothing here changes a desk, and all text of reports is marked as data
from strangers (:mod:`wiredesk.mcp.marking`).
"""
