"""Ideas are found by their words, in every language."""

from django.db import migrations, models

from editorial.text.folding import fold

TEXTS = ("title_", "text_", "outcome_")


def fill_in(apps, schema_editor):
    """Fold what is stored by the rules of today: whoever searches is understood by the same."""
    idea = apps.get_model("involvement", "Idea")
    columns = [field.name for field in idea._meta.fields if field.name.startswith(TEXTS)]
    for key, *texts in idea.objects.values_list("pk", *columns):
        words = fold(" ".join(filter(None, texts)))
        idea.objects.filter(pk=key).update(search_words=f" {words} ")


class Migration(migrations.Migration):
    dependencies = [("involvement", "0004_rounds_let_go_on")]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="search_words",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
