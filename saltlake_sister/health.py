"""`/health/`: the answer for load balancers and monitors, whatever host they ask for."""

from django.http import HttpResponseNotAllowed, JsonResponse

from involvement.worker import health

PATH = "/health/"


class HealthAnswer:
    """Middleware that answers before hosts are checked and https is asked for.

    A balancer asks an address of its own network. It is told 503 only when this machine cannot
    serve; what needs somebody's look, such as a worker that stands still, is named beside a 200.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info != PATH:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        found = health.findings()
        worst = health.worst(found)
        answer = {
            "status": worst.name.lower(),
            **{finding.part: finding.level.name.lower() for finding in found},
        }
        if "HTTP_X_FORWARDED_PROTO" in request.META and "HTTP_X_FORWARDED_FOR" not in request.META:
            # Seen on this way alone: a balancer may ask without it, people must not.
            answer["proxy"] = health.Level.WARNING.name.lower()
        response = JsonResponse(answer, status=503 if worst is health.Level.CRITICAL else 200)
        response["Cache-Control"] = "no-store"
        return response
