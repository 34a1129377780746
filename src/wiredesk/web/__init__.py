"""The desk as pages: a thin door to :class:`wiredesk.desk.Desk`, on this machine alone.

:func:`wiredesk.web.app.create_app` makes the application, `wiredesk serve` runs it.  Pages are made
on the server and work without script; no page asks anything of another host.
"""
