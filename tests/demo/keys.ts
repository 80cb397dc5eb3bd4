/**
 * How many times Tab is pressed, from where the focus stands when a screen has come, before Enter presses the control.
 * A new screen has the focus on its heading. Counted once by hand in portrait, 1080 × 1920; the order is that of the
 * page, so it is the same in both hosts. A screen that changes its order lets the demo end at the wrong step.
 */
export const tabs = {
  attract: { start: 1 },
  language: { dutch: 1 },
  forWhom: { self: 1, child: 2, ready: 3 },
  relation: { ownDossier: 1 },
  terms: { agree: 6 },
  confirmPatient: { yes: 3 },
  /** The questions of the training hospital's form in their order: what is pressed for a good answer. */
  questions: [{ declared: 1 }, { scopeIsGood: 9 }, { viewAndArrange: 2 }, { whole: 1 }, { letter: 1 }],
  review: { correct: 8 },
  /** Of each question whether all was understood: yes is the first answer, no the second. */
  understand: { yes: 1, no: 2 },
  /** After a stroke the focus stands on the page, behind the pad: Tab goes on from there. */
  sign: { finished: 4 },
  done: { wipe: 3 },
  /**
   * The dossier in which each status stands once, subject by subject: from the tab to "show all", to "next part" and through
   * the parts, and back (a negative number is Shift and Tab) to the next subject's tab.
   */
  dossier: {
    subjects: [
      { subject: 'appointments', tab: null, showAll: 6, next: 3, parts: 5 },
      { subject: 'medication', tab: -7, showAll: 4, next: 5, parts: 3 },
      { subject: 'allergies', tab: -7, showAll: 3, next: null, parts: 1 },
      { subject: 'leaflets', tab: -2, showAll: 2, next: null, parts: 1 },
      { subject: 'documents', tab: -1, showAll: 1, next: null, parts: 1 },
    ],
    /** From "cover all" on the last subject. */
    finished: 7,
  },
} as const

/** A stroke over the pad, in pixels of the portrait screen: the one thing that is not done by keys. */
export const stroke: readonly (readonly [number, number])[] = Array.from({ length: 60 }, (_, at) => [
  180 + at * 11,
  Math.round(1180 + 110 * Math.sin(at / 4)),
])
