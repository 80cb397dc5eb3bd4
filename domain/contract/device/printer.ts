/** The kiosk's printer for receipts, as the device policy names it. */
import * as v from 'valibot'

/** Clear text never leaves the machine: `ipp` only to this machine's own print service, everything else over TLS. */
const address =
  /^(ipp:\/\/(127\.0\.0\.1|\[::1\]|localhost)|ipps:\/\/[A-Za-z0-9.-]+|ipps:\/\/\[[0-9a-f:]+\])(:\d{1,5})?(\/[\w.-]+)+$/

/**
 * An IPP printer (RFC 8011): a queue of the machine's CUPS, `ipp://127.0.0.1:631/printers/receipts`, or a printer on
 * the hospital's network, `ipps://…`. One content bundle serves every kiosk, so a queue has the same name everywhere.
 */
export const Printer = v.strictObject({
  address: v.pipe(v.string(), v.maxLength(200), v.regex(address)),
  /** A sheet of A4, or a roll of 80 mm with 72 mm that can be printed on. */
  paper: v.picklist(['a4', 'roll80']),
  /** PEM of the authority of an `ipps` printer; null: the ones that the system knows. */
  ca: v.nullable(v.pipe(v.string(), v.maxLength(8192))),
})
export type Printer = v.InferOutput<typeof Printer>
