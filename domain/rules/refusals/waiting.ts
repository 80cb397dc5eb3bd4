/**
 * What everybody but staff reads of a request that waits: for a signer, for a child who answers later, for the hospital,
 * or because somebody said no. One sentence for all, so that it tells nobody which.
 */
export const waiting: readonly [nl: string, nlSimple: string, en: string] = [
  'Uw aanvraag is ontvangen. Het ziekenhuis kijkt ernaar.',
  'Het ziekenhuis kijkt ernaar.',
  'Your request was received. The hospital will look at it.',
]
