"""Job carving: tasks of existing jobs put together into a job that suits one person."""
