/**
 * Number of the composer's present form: raised whenever the same data becomes other bytes. Main certifies it with every
 * visit, so that the central knows which forms it can compose again and hold to the very bytes. Forms of another number,
 * or of the time before there was one, are held to what their pages say.
 */
export const paperEdition = 5
