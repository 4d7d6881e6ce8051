from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("involvement", "0002_clean_short_fields")]

    operations = [
        migrations.AddField(
            model_name="memoryuse",
            name="agreed_to",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Digest of the words to which alone a yes counts.",
                max_length=64,
            ),
        ),
        migrations.AddConstraint(
            model_name="memoryuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", "yes"), ("agreed_to", ""), _connector="OR"),
                name="memory_use_only_a_yes_is_to_words",
            ),
        ),
    ]
