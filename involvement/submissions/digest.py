"""A digest of what a form shows, so that it can tell whether the row was changed meanwhile.

Only a change of the same fields counts: who corrects a phone number is not held up by somebody
who has assigned the submission.
"""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.crypto import salted_hmac


def base_of(row, fields):
    """Return a keyed digest of these fields of a row: 32 digits that tell nothing about them."""
    values = json.dumps([row.serializable_value(field) for field in fields], cls=DjangoJSONEncoder)
    return salted_hmac("involvement.submissions.digest", values, algorithm="sha256").hexdigest()[
        :32
    ]
