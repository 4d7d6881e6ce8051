"""The page on which texts go out to a translator's tool and come back."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.validators import FileExtensionValidator
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from editorial.admin.translations.table import translate_url
from editorial.exchange import incoming, outgoing, xliff
from editorial.staff import roles
from editorial.staff.refusing import MissingRightError
from editorial.text import languages

SELECTIONS = [
    ("to-do", gettext_lazy("Missing or outdated")),
    ("machine", gettext_lazy("Machine-made")),
    ("unreviewed", gettext_lazy("Not reviewed")),
    ("all", gettext_lazy("All")),
]


class DownloadForm(forms.Form):
    """What the file holds."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    source = forms.ChoiceField(label=pgettext_lazy("field", "Translated from"))
    selection = forms.ChoiceField(label=gettext_lazy("Texts"), choices=SELECTIONS)

    def __init__(self, codes, data=None):
        source = settings.LANGUAGE_CODE
        others = [code for code in codes if code != source]
        initial = {"source": source, "language": (others or codes)[0]}
        super().__init__(data, label_suffix="", auto_id="download-%s", initial=initial)
        self.fields["language"].choices = [(code, languages.own_name(code)) for code in codes]
        sources = [(code, languages.own_name(code)) for code in languages.at_desk()]
        self.fields["source"].choices = sources


class UploadForm(forms.Form):
    """A file that comes back."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        validators=[FileExtensionValidator(["xlf", "xliff", "xml"])],
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,.xml"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="upload-%s", **kwargs)


@require_http_methods(["GET", "HEAD", "POST"])
def files(request):
    """Show both forms; hand out a file, or take one and say what came of it."""
    codes = roles.require_any_language(request.user)
    shown = languages.for_desk(codes)
    download = DownloadForm(shown, request.GET if "selection" in request.GET else None)
    nothing = False
    if download.is_valid():
        chosen = download.cleaned_data
        found = outgoing.files_of(chosen["language"], chosen["source"], chosen["selection"])
        if found:
            return _file(chosen, found)
        nothing = True
    upload = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    taken = _take(request, codes, upload) if upload.is_valid() else None
    context = {
        **admin.site.each_context(request),
        "title": _("Files for translators’ tools"),
        "download": download,
        "upload": upload,
        "nothing": nothing,
        "taken": taken,
    }
    return TemplateResponse(request, "admin/exchange/files.html", context)


def _file(chosen, found):
    content = xliff.write(chosen["source"], chosen["language"], found)
    name = f"{chosen['source']}-{chosen['language']}-{chosen['selection']}.xlf"
    return HttpResponse(
        content,
        content_type="application/xliff+xml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _take(request, codes, form):
    """Save what a file holds; return what came of it, or None where it cannot be read."""
    file = form.cleaned_data["file"]
    try:
        if file.size > xliff.LARGEST:
            raise xliff.NotReadableError(_("The file is larger than any that was made here."))
        content = file.read()
        if foreign := set(incoming.languages_of(content)) - set(codes):
            raise MissingRightError(map(roles.translate_permission, foreign))
        may_review = roles.may_publish(request.user)
        found = incoming.take(content, by=request.user, may_review=may_review)
    except xliff.NotReadableError as error:
        form.add_error("file", str(error))
        return None
    return [
        {
            "taken": taken,
            "tag": languages.tag(taken.entry.original_language) if taken.entry else "",
            "language_name": languages.own_name(taken.language),
            "url": translate_url(taken.entry, taken.language) if taken.entry else "",
        }
        for taken in found
    ]
