"""The HTTP service: not built yet; the command line and the Python API answer for now."""
