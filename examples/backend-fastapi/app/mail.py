"""Mail by SMTP. Without SMTP_URL it goes nowhere, and the log says to whom it would have gone."""
import logging
import smtplib
from email.message import EmailMessage
from typing import Optional, Protocol
from urllib.parse import unquote, urlsplit

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


def mailer(url: Optional[str]) -> Mailer:
    if url:
        return SmtpMailer(url)
    return LogMailer()
