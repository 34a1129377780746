"""Wiredesk reads every report of an event and shows what is behind it.

The door is :class:`wiredesk.desk.Desk`; the words are in :mod:`wiredesk.model`.
"""
