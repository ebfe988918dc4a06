"""The extract: what statistics are made of. Dated, under pseudonyms, typed, and rebuilt whole.

`record` is the only door to the record; `rows` says what the extract holds, `of_children` and `of_an_episode` make it,
`folder` writes it as Parquet and opens it again.
"""
