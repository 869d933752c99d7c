"""Image-to-video and depth models, loaded and run in this process."""
