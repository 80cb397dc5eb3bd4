/**
 * Number of the composer's present form: raised whenever the same data becomes other bytes. Main certifies it with every
 * visit, so that the central knows which forms it can compose again and hold to the very bytes. Forms of another number,
 * or of the time before there was one, are held to what their pages say.
 */
export const paperEdition = 6

/**
 * Editions whose forms this build composes to the very bytes: edition 6 added ways of signing (a tap, a witnessed mark) and
 * papers that the house composes, and drew what edition 5 knew no other.
 */
export const composedEditions: readonly number[] = [5, paperEdition]
