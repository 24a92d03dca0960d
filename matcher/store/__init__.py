"""The store: records with their versions, accounts, decisions and the log, in one database."""
