"""Mail by SMTP, or into the inbox of a sandbox. Without both the log says to whom it would have gone."""
import logging
import smtplib
from email.message import EmailMessage
from typing import Dict, Optional, Protocol
from urllib.parse import unquote, urlsplit

import httpx

from .settings import Settings

log = logging.getLogger("backend.mail")


class MailUnavailable(Exception):
    """No mail can be handed over now."""


class Mailer(Protocol):
    def check(self) -> None:
        """Raises MailUnavailable where a mail would not be taken."""

    def send(self, to: str, subject: str, text: str) -> None:
        """Hands a mail over, or raises MailUnavailable."""


class LogMailer:
    def check(self) -> None:
        pass

    def send(self, to: str, subject: str, text: str) -> None:
        # Not its text: that holds the link.
        log.info("mail to %s: %s", to, subject)


class SmtpMailer:
    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)

    def check(self) -> None:
        self._deliver(None)

    def send(self, to: str, subject: str, text: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "no-reply@example.test", to, subject
        message.set_content(text)
        self._deliver(message)

    def _deliver(self, message: Optional[EmailMessage]) -> None:
        url = self._url
        try:
            with smtplib.SMTP(url.hostname or "localhost", url.port or 25, timeout=10) as smtp:
                if url.username:
                    smtp.login(unquote(url.username), unquote(url.password or ""))
                if message:
                    smtp.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise MailUnavailable() from error


class InboxMailer:
    """Hands mail to a sandbox by HTTP."""

    def __init__(self, sandbox_url: str) -> None:
        self._url = f"{sandbox_url}/__sandbox/inbox"

    def check(self) -> None:
        self._ask("GET")

    def send(self, to: str, subject: str, text: str) -> None:
        self._ask("POST", {"to": to, "subject": subject, "text": text})

    def _ask(self, method: str, mail: Optional[Dict[str, str]] = None) -> None:
        try:
            httpx.request(method, self._url, json=mail, timeout=10).raise_for_status()
        except httpx.HTTPError as error:
            raise MailUnavailable() from error


def mailer(settings: Settings) -> Mailer:
    if settings.smtp_url:
        return SmtpMailer(settings.smtp_url)
    if settings.sandbox_url:
        return InboxMailer(settings.sandbox_url)
    return LogMailer()
