"""One document, three renderings: plain text, HTML to print, and PDF."""
