"""The assignment of columns to fields that is best for the whole table: one field a column, one column a field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def best_assignment(weights: Sequence[Mapping[str, float]]) -> list[str | None]:
    """For each column the field it gets, so that the sum of weights is greatest; None where none is left for it.

    Hungarian method with potentials, O(columns² · fields) (Kuhn 1955, in the shortest-augmenting-path form).
    """
    fields = sorted({field for column in weights for field in column})
    rows, width = len(weights), len(fields) + len(weights)  # every column may also stay free
    cost = [
        [-column.get(field, -1e6) for field in fields] + [0.0] * rows for column in weights
    ]  # fmt: skip
    u, v = [0.0] * (rows + 1), [0.0] * (width + 1)
    owner, way = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, used = [float("inf")] * (width + 1), [False] * (width + 1)
        while True:
            used[at] = True
            here, delta, following = owner[at], float("inf"), 0
            for column in range(1, width + 1):
                if used[column]:
                    continue
                reduced = cost[here - 1][column - 1] - u[here] - v[column]
                if reduced < least[column]:
                    least[column], way[column] = reduced, at
                if least[column] < delta:
                    delta, following = least[column], column
            for column in range(width + 1):
                if used[column]:
                    u[owner[column]] += delta
                    v[column] -= delta
                else:
                    least[column] -= delta
            at = following
            if owner[at] == 0:
                break
        while at:
            owner[at] = owner[way[at]]
            at = way[at]
    chosen: list[str | None] = [None] * rows
    for column in range(1, len(fields) + 1):
        if owner[column]:
            chosen[owner[column] - 1] = fields[column - 1]
    return chosen
