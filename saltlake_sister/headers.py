"""What every answer says about itself to browsers, besides the Content Security Policy."""

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
    """Middleware that adds them; pages of other sites may show our pictures, and nothing else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        is_picture = response.headers.get("Content-Type", "").startswith("image/")
        policy = "cross-origin" if is_picture else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", policy)
        return response
