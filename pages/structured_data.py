"""What search engines are told of the program, in the words of schema.org."""

from django.templatetags.static import static
from django.urls import reverse

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
