"""What goes over the wire, apart from the exchange format's own records."""
