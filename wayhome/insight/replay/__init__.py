"""What a year would have looked like with the patterns watched: when each would first have been seen, and how often a
person would have been asked.
"""
