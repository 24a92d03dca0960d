"""Signing in, sessions, tokens, CSRF, rate limits and headers."""
