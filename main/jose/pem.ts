/** Certificates in PEM (RFC 7468). */

/** The certificates in a PEM text, in order, each as it stands there. */
export function pemCertificates(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}

/** The same as DER. */
export function certificates(pem: string): readonly Uint8Array[] {
  return pemCertificates(pem).map((part) => Buffer.from(part.replace(/-----[A-Z ]+-----/g, ''), 'base64'))
}
