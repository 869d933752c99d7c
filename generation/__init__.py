"""Queue, workers, picture intake and video: everything between an order and its clip."""
