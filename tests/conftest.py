"""What all tests share."""

from hypothesis import settings

# A machine that is busy makes an example slow, not wrong; and what fails here has to fail everywhere.
settings.register_profile("archive", deadline=None, derandomize=True)
settings.load_profile("archive")
