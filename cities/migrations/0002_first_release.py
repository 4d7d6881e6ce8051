import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cities', '0001_first_release'),
        ('editorial', '0001_first_release'),
    ]

    operations = [
        migrations.AddField(
            model_name='city',
            name='entry',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='editorial.entry'),
        ),
        migrations.AddField(
            model_name='citypicture',
            name='city',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cities.city', verbose_name='city'),
        ),
        migrations.AddField(
            model_name='citypicture',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.picture', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='event',
            name='cities',
            field=models.ManyToManyField(blank=True, help_text='None for what concerns the program as a whole.', related_name='events', to='cities.city', verbose_name='cities'),
        ),
        migrations.AddField(
            model_name='event',
            name='entry',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='editorial.entry'),
        ),
        migrations.AddField(
            model_name='event',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='editorial.picture', verbose_name='picture'),
        ),
        migrations.AddField(
            model_name='goal',
            name='entry',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s', to='editorial.entry'),
        ),
        migrations.AddField(
            model_name='event',
            name='goals',
            field=models.ManyToManyField(blank=True, related_name='events', to='cities.goal', verbose_name='goals served'),
        ),
        migrations.AddField(
            model_name='localname',
            name='city',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cities.city', verbose_name='city'),
        ),
        migrations.AddField(
            model_name='reason',
            name='city',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cities.city', verbose_name='city'),
        ),
        migrations.AddField(
            model_name='relationshipgoal',
            name='city',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cities.city', verbose_name='city'),
        ),
        migrations.AddField(
            model_name='relationshipgoal',
            name='goal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationship_goals', to='cities.goal', verbose_name='goal'),
        ),
        migrations.AddField(
            model_name='source',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cities.event', verbose_name='event'),
        ),
        migrations.AddField(
            model_name='stage',
            name='city',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cities.city', verbose_name='city'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_en__isnull', True), models.Q(('name_en__isnull', True), ('name_en', ''), _connector='OR')), models.Q(('live_at_en__isnull', False), ('name_en__isnull', False), models.Q(('name_en', ''), _negated=True)), _connector='OR'), name='city_live_en_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_es__isnull', True), models.Q(('name_es__isnull', True), ('name_es', ''), _connector='OR')), models.Q(('live_at_es__isnull', False), ('name_es__isnull', False), models.Q(('name_es', ''), _negated=True)), _connector='OR'), name='city_live_es_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_ja__isnull', True), models.Q(('name_ja__isnull', True), ('name_ja', ''), _connector='OR')), models.Q(('live_at_ja__isnull', False), ('name_ja__isnull', False), models.Q(('name_ja', ''), _negated=True)), _connector='OR'), name='city_live_ja_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_zh_hant__isnull', True), models.Q(('name_zh_hant__isnull', True), ('name_zh_hant', ''), _connector='OR')), models.Q(('live_at_zh_hant__isnull', False), ('name_zh_hant__isnull', False), models.Q(('name_zh_hant', ''), _negated=True)), _connector='OR'), name='city_live_zh_hant_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_uk__isnull', True), models.Q(('name_uk__isnull', True), ('name_uk', ''), _connector='OR')), models.Q(('live_at_uk__isnull', False), ('name_uk__isnull', False), models.Q(('name_uk', ''), _negated=True)), _connector='OR'), name='city_live_uk_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_ru__isnull', True), models.Q(('name_ru__isnull', True), ('name_ru', ''), _connector='OR')), models.Q(('live_at_ru__isnull', False), ('name_ru__isnull', False), models.Q(('name_ru', ''), _negated=True)), _connector='OR'), name='city_live_ru_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_it__isnull', True), models.Q(('name_it__isnull', True), ('name_it', ''), _connector='OR')), models.Q(('live_at_it__isnull', False), ('name_it__isnull', False), models.Q(('name_it', ''), _negated=True)), _connector='OR'), name='city_live_it_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(('slug', django.db.models.functions.text.Lower('slug'))), name='city_address_has_no_capitals', violation_error_message='Write the address in small letters.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.UniqueConstraint(condition=models.Q(('is_home', True)), fields=('is_home',), name='city_one_home'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), name='city_is_on_the_globe'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(('population__isnull', True), ('population_year__isnull', False), _connector='OR'), name='city_population_has_its_year', violation_error_message='A population needs its year.'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(('population_scope__in', ['city', 'metro'])), name='city_population_scope_is_known'),
        ),
        migrations.AddConstraint(
            model_name='citypicture',
            constraint=models.CheckConstraint(condition=models.Q(('decorative', False), ('picture__isnull', False), _connector='OR'), name='cities_citypicture_decorative_has_picture', violation_error_message='Without a picture there is nothing decorative.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_en__isnull', True), models.Q(('name_en__isnull', True), ('name_en', ''), _connector='OR')), models.Q(('live_at_en__isnull', False), ('name_en__isnull', False), models.Q(('name_en', ''), _negated=True)), _connector='OR'), name='goal_live_en_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_es__isnull', True), models.Q(('name_es__isnull', True), ('name_es', ''), _connector='OR')), models.Q(('live_at_es__isnull', False), ('name_es__isnull', False), models.Q(('name_es', ''), _negated=True)), _connector='OR'), name='goal_live_es_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_ja__isnull', True), models.Q(('name_ja__isnull', True), ('name_ja', ''), _connector='OR')), models.Q(('live_at_ja__isnull', False), ('name_ja__isnull', False), models.Q(('name_ja', ''), _negated=True)), _connector='OR'), name='goal_live_ja_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_zh_hant__isnull', True), models.Q(('name_zh_hant__isnull', True), ('name_zh_hant', ''), _connector='OR')), models.Q(('live_at_zh_hant__isnull', False), ('name_zh_hant__isnull', False), models.Q(('name_zh_hant', ''), _negated=True)), _connector='OR'), name='goal_live_zh_hant_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_uk__isnull', True), models.Q(('name_uk__isnull', True), ('name_uk', ''), _connector='OR')), models.Q(('live_at_uk__isnull', False), ('name_uk__isnull', False), models.Q(('name_uk', ''), _negated=True)), _connector='OR'), name='goal_live_uk_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_ru__isnull', True), models.Q(('name_ru__isnull', True), ('name_ru', ''), _connector='OR')), models.Q(('live_at_ru__isnull', False), ('name_ru__isnull', False), models.Q(('name_ru', ''), _negated=True)), _connector='OR'), name='goal_live_ru_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_it__isnull', True), models.Q(('name_it__isnull', True), ('name_it', ''), _connector='OR')), models.Q(('live_at_it__isnull', False), ('name_it__isnull', False), models.Q(('name_it', ''), _negated=True)), _connector='OR'), name='goal_live_it_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('slug', django.db.models.functions.text.Lower('slug'))), name='goal_address_has_no_capitals', violation_error_message='Write the address in small letters.'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['start', 'start_unit'], name='event_in_order'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('decorative', False), ('picture__isnull', False), _connector='OR'), name='cities_event_decorative_has_picture', violation_error_message='Without a picture there is nothing decorative.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_en__isnull', True), models.Q(('title_en__isnull', True), ('title_en', ''), _connector='OR')), models.Q(('live_at_en__isnull', False), ('title_en__isnull', False), models.Q(('title_en', ''), _negated=True)), _connector='OR'), name='event_live_en_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_es__isnull', True), models.Q(('title_es__isnull', True), ('title_es', ''), _connector='OR')), models.Q(('live_at_es__isnull', False), ('title_es__isnull', False), models.Q(('title_es', ''), _negated=True)), _connector='OR'), name='event_live_es_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_ja__isnull', True), models.Q(('title_ja__isnull', True), ('title_ja', ''), _connector='OR')), models.Q(('live_at_ja__isnull', False), ('title_ja__isnull', False), models.Q(('title_ja', ''), _negated=True)), _connector='OR'), name='event_live_ja_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_zh_hant__isnull', True), models.Q(('title_zh_hant__isnull', True), ('title_zh_hant', ''), _connector='OR')), models.Q(('live_at_zh_hant__isnull', False), ('title_zh_hant__isnull', False), models.Q(('title_zh_hant', ''), _negated=True)), _connector='OR'), name='event_live_zh_hant_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_uk__isnull', True), models.Q(('title_uk__isnull', True), ('title_uk', ''), _connector='OR')), models.Q(('live_at_uk__isnull', False), ('title_uk__isnull', False), models.Q(('title_uk', ''), _negated=True)), _connector='OR'), name='event_live_uk_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_ru__isnull', True), models.Q(('title_ru__isnull', True), ('title_ru', ''), _connector='OR')), models.Q(('live_at_ru__isnull', False), ('title_ru__isnull', False), models.Q(('title_ru', ''), _negated=True)), _connector='OR'), name='event_live_ru_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('live_at_it__isnull', True), models.Q(('title_it__isnull', True), ('title_it', ''), _connector='OR')), models.Q(('live_at_it__isnull', False), ('title_it__isnull', False), models.Q(('title_it', ''), _negated=True)), _connector='OR'), name='event_live_it_has_title', violation_error_message='A language without a title cannot be public.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start__isnull', False), models.Q(('start_unit', 0), _negated=True)), models.Q(('start__isnull', True), ('start_unit', 0)), _connector='OR'), name='event_start_is_whole', violation_error_message='A date needs a day and how exactly it is known.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start_other__isnull', False), ('start_qualifier', 'either')), models.Q(models.Q(('start_qualifier', 'either'), _negated=True), ('start_other__isnull', True)), _connector='OR'), name='event_start_either_has_two', violation_error_message='“Either of two” and the other date belong together.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), models.Q(('end_unit', 0), _negated=True)), models.Q(('end__isnull', True), ('end_unit', 0)), _connector='OR'), name='event_end_is_whole', violation_error_message='A date needs a day and how exactly it is known.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_other__isnull', False), ('end_qualifier', 'either')), models.Q(models.Q(('end_qualifier', 'either'), _negated=True), ('end_other__isnull', True)), _connector='OR'), name='event_end_either_has_two', violation_error_message='“Either of two” and the other date belong together.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('partner_date__isnull', False), models.Q(('partner_date_unit', 0), _negated=True)), models.Q(('partner_date__isnull', True), ('partner_date_unit', 0)), _connector='OR'), name='event_partner_date_is_whole', violation_error_message='A date needs a day and how exactly it is known.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gte', models.F('start')), ('end_unit__lt', 5), _connector='OR'), name='event_ends_after_it_starts', violation_error_message='The last date is before the first.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['agreement', 'visit', 'student_exchange', 'teacher_exchange', 'employee_exchange', 'culture', 'aid', 'economy', 'gift', 'anniversary', 'status'])), name='event_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['here', 'there', 'both', 'unknown'])), name='event_side_is_known'),
        ),
        migrations.AddConstraint(
            model_name='localname',
            constraint=models.UniqueConstraint(fields=('city', 'language'), name='local_name_once_a_language'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.UniqueConstraint(fields=('city', 'reason'), name='reason_once_per_city'),
        ),
        migrations.AddConstraint(
            model_name='reason',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['culture', 'aid', 'dignitary', 'economy', 'students', 'teachers', 'employees'])), name='reason_is_known'),
        ),
        migrations.AddConstraint(
            model_name='relationshipgoal',
            constraint=models.UniqueConstraint(fields=('city', 'goal'), name='goal_once_per_city'),
        ),
        migrations.AddConstraint(
            model_name='relationshipgoal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start__isnull', False), models.Q(('start_unit', 0), _negated=True)), models.Q(('start__isnull', True), ('start_unit', 0)), _connector='OR'), name='relationship_goal_start_is_whole', violation_error_message='A date needs a day and how exactly it is known.'),
        ),
        migrations.AddConstraint(
            model_name='relationshipgoal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start_other__isnull', False), ('start_qualifier', 'either')), models.Q(models.Q(('start_qualifier', 'either'), _negated=True), ('start_other__isnull', True)), _connector='OR'), name='relationship_goal_start_either_has_two', violation_error_message='“Either of two” and the other date belong together.'),
        ),
        migrations.AddConstraint(
            model_name='relationshipgoal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), models.Q(('end_unit', 0), _negated=True)), models.Q(('end__isnull', True), ('end_unit', 0)), _connector='OR'), name='relationship_goal_end_is_whole', violation_error_message='A date needs a day and how exactly it is known.'),
        ),
        migrations.AddConstraint(
            model_name='relationshipgoal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_other__isnull', False), ('end_qualifier', 'either')), models.Q(models.Q(('end_qualifier', 'either'), _negated=True), ('end_other__isnull', True)), _connector='OR'), name='relationship_goal_end_either_has_two', violation_error_message='“Either of two” and the other date belong together.'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['inquiry', 'friendship', 'sister', 'emeritus', 'ended'])), name='stage_is_known'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start__isnull', False), models.Q(('start_unit', 0), _negated=True)), models.Q(('start__isnull', True), ('start_unit', 0)), _connector='OR'), name='stage_start_is_whole', violation_error_message='A date needs a day and how exactly it is known.'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('start_other__isnull', False), ('start_qualifier', 'either')), models.Q(models.Q(('start_qualifier', 'either'), _negated=True), ('start_other__isnull', True)), _connector='OR'), name='stage_start_either_has_two', violation_error_message='“Either of two” and the other date belong together.'),
        ),
    ]
