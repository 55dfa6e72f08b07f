"""Every mutation of a package."""

from __future__ import annotations

from tests.changes.mutate_fields import OF_FIELDS
from tests.changes.mutate_operations import OF_OPERATIONS
from tests.changes.mutate_whole import OF_THE_WHOLE
from tests.changes.mutation import Mutation

MUTATIONS: tuple[Mutation, ...] = (*OF_OPERATIONS, *OF_FIELDS, *OF_THE_WHOLE)
