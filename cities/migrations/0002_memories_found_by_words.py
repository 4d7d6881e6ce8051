"""Memories are found by their words, in every language."""

from django.db import migrations, models

from editorial.text.folding import fold


def fill_in(apps, schema_editor):
    """Fold what is stored by the rules of today: whoever searches is understood by the same."""
    memory = apps.get_model("cities", "Memory")
    columns = [field.name for field in memory._meta.fields if field.name.startswith("text_")]
    for key, *texts in memory.objects.values_list("pk", *columns):
        words = fold(" ".join(filter(None, texts)))
        memory.objects.filter(pk=key).update(search_words=f" {words} ")


class Migration(migrations.Migration):
    dependencies = [("cities", "0001_first_version")]

    operations = [
        migrations.AddField(
            model_name="memory",
            name="search_words",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
