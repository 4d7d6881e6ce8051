"""What search engines are told of the program and its data, in the words of schema.org."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.open_data.formats import FORMATS
from editorial.text.localized import localized
from editorial.web.rendering import absolute


def organization(request, site, home):
    """Describe the program as a government organization with its office."""
    program = {
        "@type": "GovernmentOrganization",
        "name": str(localized(site, "program_name")),
        "url": absolute(request, reverse("pages:home")),
        "logo": absolute(request, static("img/icon-512.png")),
        "areaServed": {"@type": "City", "name": str(localized(home, "name"))},
    }
    if site.email:
        program["email"] = site.email
    if site.phone:
        program["telephone"] = site.phone_link.removeprefix("tel:")
    if site.office_address:
        program["address"] = ", ".join(site.office_address.splitlines())
    if localized(site, "office_name"):
        program["parentOrganization"] = {
            "@type": "GovernmentOrganization",
            "name": str(localized(site, "office_name")),
        }
    return program


def datasets(request, site, tables, license_address):
    """Describe the open data as a `Dataset` of the tables, each with its files.

    `tables` are pairs of what has a name, a label and a description, and the paths of its files by
    their extensions. Without a license none is named.
    """
    page = absolute(request, reverse("pages:data"))
    common = {
        "isAccessibleForFree": True,
        **({"license": license_address} if license_address else {}),
        **(
            {
                "creator": {
                    "@type": "GovernmentOrganization",
                    "name": str(localized(site, "program_name")),
                    "url": absolute(request, reverse("pages:home")),
                }
            }
            if site
            else {}
        ),
    }
    return {
        "@type": "Dataset",
        "name": _("Open data"),
        "description": _(
            "Cities, ties, goals and the whole history, with every source, in all our languages: "
            "as files that programs can read."
        ),
        "url": page,
        **common,
        "hasPart": [
            {
                "@type": "Dataset",
                "name": str(table.label),
                "description": str(table.says),
                "url": f"{page}#{table.name}",
                **common,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "encodingFormat": FORMATS[extension].partition(";")[0],
                        "contentUrl": absolute(request, path),
                    }
                    for extension, path in files.items()
                ],
            }
            for table, files in tables
        ],
    }
