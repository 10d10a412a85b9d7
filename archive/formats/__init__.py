"""Formats of days, by language, where Django's own can be misread."""
