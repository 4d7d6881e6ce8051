"""A passkey in software, as a browser's virtual one: made for an account, and asked by a client."""

import json
import os

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "testserver"
FLAG = AuthenticatorData.FLAG


class Passkey:
    """A passkey of an account, which asks for a finger each time."""

    def __init__(self, account):
        self._key, self._id = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)
        # What allauth tells a browser to hand over as the person's name.
        self._handle = websafe_encode(user_pk_to_url_str(account).encode())
        WebAuthn.add(account, "laptop", self._made())

    def _made(self):
        public = ES256.from_cryptography_key(self._key.public_key())
        data = AttestedCredentialData.create(Aaguid.NONE, self._id, public)
        shown = self._data(FLAG.UP | FLAG.UV | FLAG.AT, data)
        said = CollectedClientData.create("webauthn.create", b"any", f"https://{HOST}")
        return self._credential(
            clientDataJSON=websafe_encode(said),
            attestationObject=websafe_encode(AttestationObject.create("none", shown, {})),
        )

    def answer(self, challenge):
        """Return what a browser sends for a challenge, as the text of a form's field."""
        shown = self._data(FLAG.UP | FLAG.UV)
        said = CollectedClientData.create(
            "webauthn.get", websafe_decode(challenge), f"https://{HOST}"
        )
        signature = self._key.sign(shown + said.hash, ec.ECDSA(hashes.SHA256()))
        return json.dumps(
            self._credential(
                clientDataJSON=websafe_encode(said),
                authenticatorData=websafe_encode(shown),
                signature=websafe_encode(signature),
                userHandle=self._handle,
            )
        )

    def sign_in(self, client):
        """Sign in by it alone; return the answer."""
        return send(client, self.answer(challenge(client)))

    def _data(self, flags, data=b""):
        return AuthenticatorData.create(sha256(HOST.encode()), flags, 0, data)

    def _credential(self, **response):
        name = websafe_encode(self._id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def challenge(client):
    """Ask the door for what a passkey signs."""
    headers = {"X-Requested-With": "XMLHttpRequest"}
    answer = client.get(reverse("mfa_login_webauthn"), headers=headers).json()
    return answer["request_options"]["publicKey"]["challenge"]


def send(client, credential):
    """Send a credential to the door; follow to the page that says what came of it."""
    data = {"credential": credential}
    return client.post(reverse("mfa_login_webauthn"), data, follow=True)
