"""Pages about children stay out of caches, of search engines and of other pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

type Answer = Callable[[HttpRequest], HttpResponse]


def keep_private(answer: Answer) -> Answer:
    """Middleware: a page is stored nowhere, unless its view says otherwise.

    A phone that is handed over, or the back button on a duty desk, must not show the last child.
    """

    def private(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
        return response

    return private
