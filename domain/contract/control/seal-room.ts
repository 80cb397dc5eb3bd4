/**
 * Bytes that a document keeps for the CMS of its seal: 1.3 kB without, 3 to 4 kB with a time stamp and its certificates.
 * The session leaves the room, main keeps a token out that would not fit: the central adds time on receipt instead.
 */
export const sealRoom = 5120
