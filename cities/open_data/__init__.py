"""The record as data that anybody may take: what stands in it, and the formats it is handed out in.

Only what is public stands here, in all languages at once. Memories, events made of them, and
pictures do not: who told a memory may ask for it to go, and a copy elsewhere cannot be called back;
pictures have licenses of their own.
"""
