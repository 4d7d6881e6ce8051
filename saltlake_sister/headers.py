"""What every answer says about itself to browsers, besides the Content Security Policy."""

from django.conf import settings

# The site asks for none of these; nothing that somebody smuggled into a page may either.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class AnswerHeaders:
    """Middleware that adds them; pages of other sites may show our pictures, and nothing else.

    Where pages ask another host for our static files, that host hands them out as we do.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        is_picture = response.headers.get("Content-Type", "").startswith("image/")
        is_elsewhere = settings.STATIC_HOST and request.path_info.startswith(settings.STATIC_PATH)
        policy = "cross-origin" if is_picture or is_elsewhere else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", policy)
        return response
