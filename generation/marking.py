"""Signs a finished clip with a C2PA manifest that says how it was made.

Always the last step, because writing the MP4 anew drops the manifest.

Source: C2PA Technical Specification 2.x, sections on actions and digital source types; IPTC
NewsCodes "Digital Source Type".
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
EFFECT_SOURCE = SOURCE_TYPES + "algorithmicallyEnhanced"  # a photograph changed by an algorithm
MODEL_SOURCE = SOURCE_TYPES + "trainedAlgorithmicMedia"  # drawn by a generative model
CERTIFICATE_DAYS = 3650


@dataclass(frozen=True)
class Origin:
    """How a clip was made, for its manifest."""

    title: str
    maker: str  # the effect or the model: "effect melt"
    licence: str
    is_model: bool = False
    input_is_ai_marked: bool = False  # the picture already said that it was made by AI


class Signer:
    """Signs clips with one certificate, kept as two PEM files."""

    def __init__(self, certificates: bytes, key: bytes) -> None:
        self._certificates = certificates
        self._key = key

    @classmethod
    def from_folder(cls, folder: Path) -> "Signer":
        """Load `chain.pem` and `key.pem`; make a self-signed pair when there is none yet.

        To sign under a name that others trust, put a certificate for C2PA signing there instead.

        Raises:
            OSError: the folder cannot be read or written.
        """
        chain, key = folder / "chain.pem", folder / "key.pem"
        if not (chain.exists() and key.exists()):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            made_chain, made_key = _make_certificates()
            key.touch(mode=0o600)
            key.write_bytes(made_key)
            chain.write_bytes(made_chain)
        return cls(chain.read_bytes(), key.read_bytes())

    def sign(self, source: Path, target: Path, origin: Origin) -> None:
        """Write `source` to `target` with a manifest inside.

        Raises:
            c2pa.C2paError: the file or the certificate cannot be used.
        """
        facts = c2pa.C2paSignerInfo(
            alg=b"es256", sign_cert=self._certificates, private_key=self._key, ta_url=None
        )
        manifest = json.dumps(_manifest(origin))
        with (
            c2pa.Signer.from_info(facts) as signer,
            c2pa.Builder(manifest) as builder,
            source.open("rb") as unsigned,
            target.open("w+b") as signed,
        ):
            builder.sign(signer, "video/mp4", unsigned, signed)


def _manifest(origin: Origin) -> dict[str, object]:
    agent = {"name": "Zoetrope", "version": "0.1.0"}
    is_ai = origin.is_model or origin.input_is_ai_marked
    action = {
        "action": "c2pa.created",
        "digitalSourceType": MODEL_SOURCE if is_ai else EFFECT_SOURCE,
        "softwareAgent": agent,
        "description": f"A still picture animated by {origin.maker}.",
    }
    rights = {"@context": {"dc": "http://purl.org/dc/elements/1.1/"}, "dc:rights": origin.licence}
    return {
        "claim_generator_info": [agent],
        "title": origin.title,
        "format": "video/mp4",
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [action]}},
            {"label": "cawg.metadata", "data": rights},
        ],
    }


def _make_certificates() -> tuple[bytes, bytes]:
    """Make a root and a leaf that may sign C2PA claims. Returns (chain, key) as PEM."""
    root_key, leaf_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, leaf_name = _name("Zoetrope operator root"), _name("Zoetrope clip signer")
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    root = (
        _certificate(root_name, root_name, root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    email = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    leaf = (
        _certificate(leaf_name, root_name, leaf_key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(email, critical=False)  # one of the purposes C2PA accepts
        .add_extension(authority, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    key = leaf_key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return leaf.public_bytes(pem) + root.public_bytes(pem), key


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Self-hosted Zoetrope"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(yesterday)
        .not_valid_after(yesterday + timedelta(days=CERTIFICATE_DAYS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
