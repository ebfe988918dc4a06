"""Pages about children stay out of caches, of search engines and of other pages."""

from collections.abc import Callable, MutableMapping

from django.http import HttpRequest, HttpResponse

type Answer = Callable[[HttpRequest], HttpResponse]

#: What no page of ours asks a device for.
CLOSED = ", ".join(
    f"{what}=()" for what in ("geolocation", "camera", "microphone", "display-capture", "payment", "usb")
)

#: No page of another site holds an answer of ours, not even as a picture.
OURS_ALONE = ("Cross-Origin-Resource-Policy", "same-origin")

#: Nor does a front-end file, and opened by itself it runs nothing.
OF_A_FILE = (
    OURS_ALONE,
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Frame-Options", "DENY"),
)


def keep_private(answer: Answer) -> Answer:
    """Middleware: a page is stored nowhere, unless its view says otherwise.

    A phone that is handed over, or the back button on a duty desk, must not show the last child.
    """

    def private(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.setdefault("Permissions-Policy", CLOSED)
        response.setdefault(*OURS_ALONE)
        return response

    return private


def keep_to_our_pages(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """What whitenoise says of each front-end file."""
    for name, said in OF_A_FILE:
        headers[name] = said
