"""The check constraints of a row, asked of the database together: one by one they cost much."""

from functools import reduce
from operator import and_

from django.core.exceptions import ValidationError
from django.db import models


def all_hold(checks, model, row, exclude=()):
    """Return whether a row keeps all of these checks; those of excluded fields are not asked."""
    asked = [
        check.condition
        for check in checks
        if check.condition.referenced_base_fields.isdisjoint(exclude)
    ]
    if not asked:
        return True
    together = models.CheckConstraint(name="together", condition=reduce(and_, asked))
    try:
        together.validate(model, row, exclude=exclude)
    except ValidationError:
        return False
    return True


class ChecksTogether:
    """A row that asks its checks together, and one by one only to say which of them it breaks."""

    def validate_constraints(self, exclude=None):
        """Raise ValidationError for the constraints that the row breaks, as Django words them."""
        exclude = exclude or set()
        errors = {}
        for model, constraints in self.get_constraints():
            checks = [c for c in constraints if isinstance(c, models.CheckConstraint)]
            held = checks if all_hold(checks, model, self, exclude) else []
            for constraint in constraints:
                if constraint not in held:
                    errors = _errors(errors, constraint, model, self, exclude)
        if errors:
            raise ValidationError(errors)


def _errors(errors, constraint, model, row, exclude):
    """Add what a constraint has against a row; what is not unique is said at its field."""
    try:
        constraint.validate(model, row, exclude=exclude)
    except ValidationError as error:
        if getattr(error, "code", None) == "unique" and len(constraint.fields) == 1:
            return {**errors, constraint.fields[0]: [error]}
        return error.update_error_dict(errors)
    return errors
