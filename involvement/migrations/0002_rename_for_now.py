"""The new names, until fresh initial migrations are made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("involvement", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("submission", "submission_state_is_known"),
        migrations.RemoveConstraint("submission", "submission_unconfirmed_is_hidden"),
        migrations.RenameModel("Attempt", "RateLimitHit"),
        migrations.RenameIndex(
            "ratelimithit", new_name="rate_limit_hit_by_sender", old_name="attempt_by_sender"
        ),
        migrations.AlterModelOptions(
            "ratelimithit",
            {
                "default_permissions": [],
                "verbose_name": "hit of a limit",
                "verbose_name_plural": "hits of a limit",
            },
        ),
        migrations.RenameField("submission", "suspicions", "held_because"),
        migrations.AlterField(
            "submission",
            "state",
            models.CharField(
                choices=[
                    ("unconfirmed", "waits for a guardian"),
                    ("held", "held for review"),
                    ("new", "new"),
                    ("assigned", "assigned"),
                    ("waiting", "waiting for the sender"),
                    ("answered", "answered"),
                    ("closed", "closed"),
                    ("withdrawn", "withdrawn by the sender"),
                ],
                default="new",
                max_length=11,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            "submission",
            models.CheckConstraint(
                name="submission_state_is_known",
                condition=models.Q(
                    state__in=[
                        "unconfirmed",
                        "held",
                        "new",
                        "assigned",
                        "waiting",
                        "answered",
                        "closed",
                        "withdrawn",
                    ]
                ),
            ),
        ),
        migrations.AddConstraint(
            "submission",
            models.CheckConstraint(
                name="submission_unconfirmed_is_hidden",
                condition=(
                    models.Q(age_band="young", guardian_confirmed_at=None)
                    & models.Q(state__in=["unconfirmed", "held"])
                )
                | (
                    (
                        models.Q(age_band="adult")
                        | models.Q(guardian_confirmed_at__isnull=False)
                    )
                    & ~models.Q(state="unconfirmed")
                ),
            ),
        ),
    ]
