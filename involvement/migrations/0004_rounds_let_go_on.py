from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("involvement", "0003_words_agreed_to")]

    operations = [
        migrations.AddField(
            model_name="dailyround",
            name="allowed",
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="So many may go in the next round: a person has looked at them.",
            ),
        ),
    ]
