"""What a job costs an employer and what a loonkostensubsidie may be: dated tables, pure functions.

Nothing here is a score, and nothing that ranks imports it. A loonwaarde comes in as a recorded
measurement and never goes out.
"""
