/** DER of the first block of a PEM text (RFC 7468). */
export function derOf(pem: string): Uint8Array {
  const [block = ''] = /-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/.exec(pem) ?? []
  return new Uint8Array(Buffer.from(block.replace(/-----[^-]+-----|\s/g, ''), 'base64'))
}
