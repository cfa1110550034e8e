"""What finds mentions. Each module here is one component: `ORDER` says when it runs, `find` proposes mentions.

A new file is enough to add one. What an earlier component found is taken: later ones cannot find it again.
"""
