"""A real SMTP server for the tests: smtp_server.py PORT MAILDIR, until its standard input closes.

Mail is kept byte for byte under MAILDIR/new, its envelope in two headers put in front.
Recipients whose address begins with refuse are refused for good (550), tempfail for now (451).
"""
import itertools
import os
import sys

from aiosmtpd.controller import Controller

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


port, maildir = int(sys.argv[1]), sys.argv[2]
controller = Controller(Keeper(maildir), hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
controller.start()
print("ready", flush=True)
sys.stdin.read()
controller.stop()
