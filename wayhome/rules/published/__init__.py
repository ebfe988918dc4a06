"""What a published figure says of the counts behind it: a span for each, and whole-number limits between them.

A figure was rounded before it was printed: 69 % stands for anything from 68.5 to 69.5, and 37,350 to the nearest ten
for anything from 37,345 to 37,355. The half that lies on the boundary counts as possible either way, since few
publishers say which way they round it. Counts are whole numbers, and none is below nought.
"""
