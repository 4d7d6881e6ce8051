import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_first_version'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='attempt',
            name='held_back',
        ),
        migrations.CreateModel(
            name='HeldBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('since', models.DateTimeField()),
                ('number', models.PositiveIntegerField(default=0)),
                ('references', models.JSONField(default=list)),
                ('note', models.CharField(max_length=100)),
            ],
            options={
                'verbose_name': 'tries that were held back',
                'verbose_name_plural': 'tries that were held back',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='MadeRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, unique=True)),
                ('group', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='auth.group')),
            ],
            options={
                'verbose_name': 'role that was made',
                'verbose_name_plural': 'roles that were made',
                'default_permissions': [],
            },
        ),
    ]
