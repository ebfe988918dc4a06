"""Why the word of a provider is not taken."""

from __future__ import annotations

from allauth.socialaccount.providers.oauth2.client import OAuth2Error


class Unfit(OAuth2Error):  # noqa: N818 - what a token is, and no fault of ours
    """Its words are ours and hold nothing of what was sent, so that they may be logged."""
