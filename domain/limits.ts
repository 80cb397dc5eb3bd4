/**
 * Every bound that somebody can reach, once. docs/limits.md says what each is
 * for and which test reaches it; a test compares the two (tests/cases/limits.test.ts). Three rules hold for all of them: a new
 * visit is refused before it starts, a signed form is never lost, and nobody hears "full" after having signed.
 */
const mebibyte = 1024 * 1024

/** Largest envelope in bytes, as compact JWE: 8 MiB (docs/protocol.md, sequence 9). */
export const envelopeLimit = 8 * mebibyte

/** Levels to which an envelope's payload may nest: a transaction with a nested questionnaire has some fifteen. */
export const mostLevels = 64

/** Most steps in an envelope: a set has at most four signers. */
export const mostSteps = 4

/** Longest JWE of a pen movement in characters: 43,200 samples in four channels and the path are about 1 MB as JSON. */
export const escrowLimit = 2_000_000

/** Most characters of a machine-readable zone: the longest has 90, and a reader's line ends and blanks come on top. */
export const mrzLimit = 512

/** Of one signature's ink, for the pad, the session and the intake alike. */
export const inkLimits = {
  strokes: 500,
  /** In all: seven minutes of writing at 240 Hz. */
  samples: 100_000,
  /** Milliseconds from the first touch to the last lift: a pad that stands longer (a pause with help) says this. */
  milliseconds: 3_600_000,
  /** Samples of a pen's movement, three minutes at 240 Hz. Who writes longer is not recorded: half is no evidence. */
  penSamples: 43_200,
} as const

export const limits = {
  /** Of one session process; an honest visit stores one form and at most one acceptance. */
  visit: {
    /** Envelopes that main keeps for it. */
    envelopes: 4,
    /** Of those, acceptances without a form: the rest, and the bytes of one whole form, stay free for whoever signs. */
    acceptances: 2,
    /** Bytes of all of them together. */
    bytes: 2 * envelopeLimit,
    /** Digests that D-seal is asked for: one, and a second when the first came to nothing. */
    seals: 2,
    /** Steps that it may report; beyond that it is no visitor's doing, and the visit ends. */
    steps: 2_000,
  },
  /** Of one kiosk: what may wait there before nobody can start a visit any more. */
  kiosk: {
    waiting: 1_000,
    waitingBytes: 512 * mebibyte,
    /** Bytes of the disk that must be free before a visit starts: room for the whole visit, twice. */
    free: 4 * envelopeLimit,
  },
  /** Of what the central keeps apart of one kiosk: the oldest stay, what comes after waits on its kiosk. */
  quarantine: { envelopes: 200, bytes: 128 * mebibyte },
  /** Of the central's listeners, for each address or kiosk that is not otherwise known. */
  address: {
    /** Time stamps in a row, and milliseconds until one more may come. */
    timeStamps: 60,
    timeStampEvery: 1_000,
    /** Milliseconds that a signed revocation list is given again before a new one is signed. */
    listFor: 60_000,
  },
  /** Of people's log-ins. */
  login: {
    /** Log-ins under way and grants that a provider keeps; the oldest that nobody finished go first. */
    kept: 2_000,
  },
  /** Of log lines. */
  log: {
    /** Characters of a word. */
    word: 40,
  },
} as const

/** Items that a patient takes out of one mandate, at most. */
export const mostWithheld = 200
