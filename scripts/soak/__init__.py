"""A long run at many times Wikimedia's edit rate, with faults on: does anything grow, lag or get lost?"""
