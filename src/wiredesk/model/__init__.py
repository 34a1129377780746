"""The words of the program as frozen types: captures, reports, statements, claims, judgements, documents.

Standard library only; every other room speaks in them.
"""
