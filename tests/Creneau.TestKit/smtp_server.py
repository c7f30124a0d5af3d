"""A real SMTP server for the tests: smtp_server.py PORT MAILDIR [CERTIFICATE KEY USER PASSWORD], until its standard input closes.

With a certificate nothing is taken without STARTTLS and the login.

Mail is kept byte for byte under MAILDIR/new, its envelope in two headers put in front.
Recipients whose address begins with refuse are refused for good (550), tempfail for now (451).
"""
import itertools
import os
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

numbers = itertools.count(1)


class Keeper:
    def __init__(self, maildir):
        self.maildir = maildir

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.lower().startswith("refuse"):
            return "550 5.1.1 No such mailbox here"
        if address.lower().startswith("tempfail"):
            return "451 4.3.0 Mailbox busy, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = f"{os.getpid()}.{next(numbers):08d}"
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        begun = os.path.join(self.maildir, "tmp", name)
        with open(begun, "wb") as mail:
            mail.write(head.encode() + envelope.original_content)
        os.rename(begun, os.path.join(self.maildir, "new", name))
        return "250 2.0.0 Kept"


def guarded(certificate, key, user, password):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    def login(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=good, handled=False)

    return dict(tls_context=context, require_starttls=True, auth_required=True, authenticator=login)


port, maildir, *guard = sys.argv[1:]
controller = Controller(
    Keeper(maildir), hostname="127.0.0.1", port=int(port), enable_SMTPUTF8=True, **(guarded(*guard) if guard else {}))
controller.start()
print("ready", flush=True)
sys.stdin.read()
controller.stop()
