/**
 * Threat: a window that is not ours over a running visit (a file chooser, a notice of the desktop, a program that
 * somebody started): whoever stands there types into it, or reads what lies beside the screen. The visit ends.
 */

/** Milliseconds that the focus may be nowhere: a window of ours that takes it over loses and gets it in one go. */
export const focusPatience = 500

/**
 * Whether losing the focus is a death. Under a production policy on a whole screen, or where the machine's settings say so
 * (`holdFocus`): in training the developer's desk page lies on the same screen, and a window of a given size stands on
 * somebody's desktop. Without a visit the screen shows nobody's data and only takes the focus back.
 */
export function mustHoldFocus(now: {
  readonly visit: boolean
  /** Null: this pair was not armed yet. */
  readonly training: boolean | null
  readonly windowed: boolean
  readonly asked: boolean
}): boolean {
  return now.visit && (now.asked || (now.training === false && !now.windowed))
}
