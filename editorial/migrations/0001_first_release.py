import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import editorial.models.previews
import editorial.pictures.uploads
import editorial.text.languages
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='when')),
                ('by_name', models.CharField(blank=True, help_text='The name at the time; it outlives the account.', max_length=150, verbose_name='account')),
                ('action', models.CharField(choices=[('listed', 'saw in a list'), ('read', 'read'), ('searched', 'searched for a person'), ('exported', 'exported'), ('made', 'made the file of an export'), ('fetched', 'fetched an export'), ('handed_out', 'handed out to the person'), ('changed', 'changed'), ('answered', 'answered'), ('resent', 'sent again'), ('held', 'put on hold'), ('released', 'released from hold'), ('disposed', 'disposed of'), ('erased', 'erased'), ('in_spite_of', 'published in spite of mistakes'), ('shared', 'shared by a link'), ('revoked', 'revoked a link'), ('published', 'published'), ('withdrawn', 'took off the site'), ('deleted', 'deleted'), ('recovered', 'recovered'), ('signed_in', 'signed in'), ('signed_out', 'signed out'), ('refused', 'was refused at sign-in'), ('rights', 'changed rights'), ('password', 'set a password'), ('factor', 'changed a second factor'), ('removed', 'removed from the web')], max_length=12, verbose_name='what was done')),
                ('kind', models.CharField(help_text='The label of the model.', max_length=100, verbose_name='kind of data')),
                ('references', models.JSONField(default=list, verbose_name='to which')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
                ('by', models.ForeignKey(help_text='Empty when the site itself or the person concerned did it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit log',
                'ordering': ['-pk'],
                'default_permissions': ['view'],
            },
        ),
        migrations.CreateModel(
            name='ContentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'content version',
                'verbose_name_plural': 'content version',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='content_version_is_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_pk', models.PositiveBigIntegerField(editable=False, help_text='Kept after deletion, so that recovery brings the same address back.', null=True, verbose_name='key of the live row')),
                ('original_language', models.CharField(choices=editorial.text.languages.choices, help_text='The language in which this is written first; others translate it.', max_length=12, verbose_name='original language')),
                ('label', models.CharField(max_length=250, verbose_name='name')),
                ('seed_key', models.CharField(blank=True, max_length=200, verbose_name='key in the seed content')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('deleted_at', models.DateTimeField(editable=False, null=True, verbose_name='deleted')),
                ('deleted_by_seed', models.BooleanField(default=False, editable=False, help_text='Comes back when the seed holds it again; what a person deleted does not.', verbose_name='left out by a newer seed')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('deleted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deleted by')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype', verbose_name='kind')),
            ],
            options={
                'verbose_name': 'content entry',
                'verbose_name_plural': 'all content',
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_pk'), name='entry_one_per_live_row'), models.UniqueConstraint(condition=models.Q(('seed_key', ''), _negated=True), fields=('kind', 'seed_key'), name='entry_one_per_seed_key')],
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.UUIDField(verbose_name='done in one click')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.act')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='editorial.entry')),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('entry', 'batch'), name='act_once_per_click')],
            },
        ),
        migrations.CreateModel(
            name='MinorChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('part', models.CharField(max_length=36, verbose_name='part')),
                ('field', models.CharField(max_length=64, verbose_name='field')),
                ('fingerprint_a', models.CharField(max_length=32)),
                ('fingerprint_b', models.CharField(max_length=32)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minor_changes', to='editorial.entry')),
            ],
            options={
                'verbose_name': 'minor change',
                'verbose_name_plural': 'minor changes',
                'constraints': [models.UniqueConstraint(fields=('entry', 'language', 'part', 'field', 'fingerprint_a', 'fingerprint_b'), name='minor_change_once'), models.CheckConstraint(condition=models.Q(models.Q(('fingerprint_a', models.F('fingerprint_b')), _negated=True), models.Q(('fingerprint_a', ''), _negated=True), models.Q(('fingerprint_b', ''), _negated=True)), name='minor_change_joins_two_texts')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='For staff, to find the picture again. Visitors do not see it.', max_length=120, verbose_name='title')),
                ('file', editorial.pictures.uploads.PictureFileField(help_text='JPEG, PNG, WebP, AVIF, GIF or the HEIC of a phone, at most 60 MB. A large picture is made smaller; place and camera are removed.', upload_to='pictures/', verbose_name='file')),
                ('width', models.PositiveIntegerField(editable=False, verbose_name='width in pixels')),
                ('height', models.PositiveIntegerField(editable=False, verbose_name='height in pixels')),
                ('focal_x', models.PositiveSmallIntegerField(default=50, help_text='This point stays in sight where a page crops the picture. 0 is the left edge.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point from the left, in %')),
                ('focal_y', models.PositiveSmallIntegerField(default=50, help_text='0 is the top edge, 100 the bottom edge.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point from the top, in %')),
                ('credit', models.CharField(help_text='Who made the picture, as it stands under the picture on the page.', max_length=200, verbose_name='credit')),
                ('license', models.CharField(help_text='What allows us to show it, such as “CC BY-SA 4.0” or “used with permission”.', max_length=100, verbose_name='license')),
                ('credit_url', models.URLField(blank=True, help_text='The page that the picture comes from, if it is on the web.', max_length=500, verbose_name='source address')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('deleted_at', models.DateTimeField(db_index=True, editable=False, null=True, verbose_name='deleted')),
                ('removed_at', models.DateTimeField(editable=False, null=True, verbose_name='removed from the web')),
                ('search_words', models.TextField(default='', editable=False)),
                ('deleted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deleted by')),
                ('uploaded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['-uploaded_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('height__gte', 1), ('width__gte', 1)), name='picture_has_a_size', violation_error_message='A picture is at least one pixel wide and high.'), models.CheckConstraint(condition=models.Q(('focal_x__range', (0, 100)), ('focal_y__range', (0, 100))), name='picture_focal_point_inside', violation_error_message='The focal point must lie between 0 and 100 %.'), models.CheckConstraint(condition=models.Q(('removed_at__isnull', True), ('file', ''), _connector='XOR'), name='picture_has_a_file_unless_removed', violation_error_message='A picture has a file, unless it was removed.')],
            },
        ),
        migrations.CreateModel(
            name='LeftFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name in the storage')),
                ('width', models.PositiveIntegerField(verbose_name='width in pixels')),
                ('height', models.PositiveIntegerField(verbose_name='height in pixels')),
                ('goes_at', models.DateTimeField(db_index=True, verbose_name='goes at')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='left_files', to='editorial.picture', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'file left behind',
                'verbose_name_plural': 'files left behind',
            },
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(blank=True, choices=editorial.text.languages.choices, help_text='Empty for all languages.', max_length=12, verbose_name='language')),
                ('secret_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made')),
                ('expires_at', models.DateTimeField(default=editorial.models.previews.in_seven_days, verbose_name='ends')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='editorial.entry')),
            ],
            options={
                'verbose_name': 'link to a preview',
                'verbose_name_plural': 'links to previews',
                'ordering': ['-pk'],
                'default_permissions': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='preview_link_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('data', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='data')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='saved')),
                ('batch', models.UUIDField(verbose_name='saved in one click')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
                ('kind', models.CharField(choices=[('save', 'saved'), ('restore', 'restored'), ('import', 'seed content'), ('machine', 'machine translation'), ('review', 'reviewed')], max_length=8, verbose_name='how')),
                ('published_at', models.DateTimeField(null=True, verbose_name='published')),
                ('base', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.revision', verbose_name='what it was laid on')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='editorial.entry')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'revisions',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('entry', 'language', 'number'), name='revision_numbered_once')],
            },
        ),
        migrations.CreateModel(
            name='LanguageVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('source_language', models.CharField(blank=True, max_length=12, verbose_name='translated from')),
                ('scheduled_batch', models.UUIDField(null=True)),
                ('schedule_problem', models.TextField(blank=True)),
                ('public_state', models.CharField(choices=[('never', 'never published'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='never', max_length=10)),
                ('work_state', models.CharField(choices=[('none', 'nothing open'), ('draft', 'draft'), ('in_review', 'in review')], default='none', max_length=10)),
                ('publish_at', models.DateTimeField(null=True)),
                ('unpublish_at', models.DateTimeField(null=True)),
                ('first_published_at', models.DateTimeField(null=True)),
                ('last_published_at', models.DateTimeField(null=True)),
                ('review_requested_at', models.DateTimeField(null=True)),
                ('n_fields', models.PositiveIntegerField(default=0)),
                ('n_missing', models.PositiveIntegerField(default=0)),
                ('n_outdated', models.PositiveIntegerField(default=0)),
                ('n_ahead', models.PositiveIntegerField(default=0)),
                ('n_machine', models.PositiveIntegerField(default=0)),
                ('n_unreviewed', models.PositiveIntegerField(default=0)),
                ('n_words', models.PositiveIntegerField(default=0)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='editorial.entry')),
                ('review_requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheduled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unpublish_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('live_revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.revision')),
                ('scheduled_base', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.revision')),
                ('scheduled_revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.revision')),
                ('working_revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.revision')),
            ],
            options={
                'verbose_name': 'language version',
                'verbose_name_plural': 'language versions',
                'permissions': [('publish', 'Can publish, send back, review and withdraw'), ('translate_en', 'Can translate into English'), ('translate_es', 'Can translate into Español'), ('translate_ja', 'Can translate into 日本語'), ('translate_zh_hant', 'Can translate into 繁體中文'), ('translate_uk', 'Can translate into Українська'), ('translate_ru', 'Can translate into Русский'), ('translate_it', 'Can translate into Italiano')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'language'), name='language_version_once_per_entry'), models.CheckConstraint(condition=models.Q(('source_language', models.F('language')), _negated=True), name='language_version_not_its_own_source'), models.UniqueConstraint(condition=models.Q(('source_language', ''), models.Q(('language', 'zxx'), _negated=True)), fields=('entry',), name='language_version_one_original'), models.CheckConstraint(condition=models.Q(models.Q(('live_revision__isnull', False), ('public_state', 'published')), models.Q(models.Q(('public_state', 'published'), _negated=True), ('live_revision__isnull', True)), _connector='OR'), name='language_version_published_has_revision'), models.CheckConstraint(condition=models.Q(models.Q(('publish_at__isnull', False), ('scheduled_revision__isnull', False)), models.Q(('publish_at__isnull', True), ('schedule_problem', ''), ('scheduled_base__isnull', True), ('scheduled_batch__isnull', True), ('scheduled_revision__isnull', True)), _connector='OR'), name='language_version_scheduled_has_time')],
            },
        ),
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('kind', models.CharField(choices=[('save', 'saved'), ('restore', 'restored'), ('import', 'filled in from the seed content'), ('machine', 'translated by a machine'), ('review', 'reviewed'), ('publish', 'published'), ('undo', 'publication undone'), ('withdraw', 'taken off the site'), ('plan', 'planned'), ('unplan', 'called off'), ('plan_end', 'planned to be taken off the site'), ('keep', 'no longer to be taken off the site'), ('ask', 'handed over for review'), ('back', 'sent back'), ('delete', 'deleted'), ('recover', 'recovered')], max_length=8, verbose_name='what')),
                ('due', models.DateTimeField(null=True, verbose_name='planned for')),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deeds', to='editorial.act')),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.revision')),
                ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.revision')),
            ],
            options={
                'verbose_name': 'part of a change',
                'verbose_name_plural': 'parts of changes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('is_public', models.BooleanField()),
                ('made_from', models.CharField(max_length=41)),
                ('title_folded', models.TextField()),
                ('text_folded', models.TextField()),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_texts', to='editorial.entry')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'search text',
                'verbose_name_plural': 'search texts',
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('entry', 'language', 'made_from'), name='search_text_once')],
            },
        ),
        migrations.CreateModel(
            name='TakenOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('error', 'It was published in error'), ('merged', 'Something else has taken its place'), ('withdrawn', 'It is withdrawn, and readers are told why')], max_length=9, verbose_name='why')),
                ('explanation', models.CharField(blank=True, choices=[('outdated', 'What stood here is no longer up to date.'), ('ended', 'What this page was about has come to an end.'), ('rights', 'What stood here may no longer be shown.'), ('asked', 'Somebody whom this page was about asked us to take it down.'), ('review', 'What stood here is being checked and may come back.')], max_length=8, verbose_name='what readers are told')),
                ('at', models.DateTimeField(auto_now=True, verbose_name='decided')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_off', to='editorial.entry', verbose_name='what')),
                ('target', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.entry', verbose_name='where its address leads')),
            ],
            options={
                'verbose_name': 'taken off the site',
                'verbose_name_plural': 'taken off the site',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['error', 'merged', 'withdrawn'])), name='taken_off_reason_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('reason', 'merged'), _negated=True), ('target__isnull', False), _connector='OR'), name='taken_off_merged_leads_on'), models.CheckConstraint(condition=models.Q(models.Q(('reason', 'withdrawn'), models.Q(('explanation', ''), _negated=True)), models.Q(models.Q(('reason', 'withdrawn'), _negated=True), ('explanation', '')), _connector='OR'), name='taken_off_withdrawn_is_explained'), models.CheckConstraint(condition=models.Q(('target__isnull', True), models.Q(('target', models.F('entry')), _negated=True), _connector='OR'), name='taken_off_does_not_lead_to_itself')],
            },
        ),
        migrations.CreateModel(
            name='Unsaved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_pk', models.PositiveBigIntegerField(null=True)),
                ('form', models.UUIDField()),
                ('data', models.JSONField()),
                ('saved_at', models.DateTimeField()),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'unsaved form',
                'verbose_name_plural': 'unsaved forms',
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('user', 'form'), name='unsaved_once_a_form')],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['label'], name='entry_by_label'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['changed_at'], name='entry_by_change'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['at', 'id'], name='act_newest'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['entry', 'at', 'id'], name='act_of_entry'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['by', 'at', 'id'], name='act_of_person'),
        ),
        migrations.AddIndex(
            model_name='languageversion',
            index=models.Index(fields=['language', 'public_state', 'n_outdated'], name='language_version_desk'),
        ),
        migrations.AddIndex(
            model_name='unsaved',
            index=models.Index(fields=['saved_at'], name='unsaved_by_age'),
        ),
    ]
