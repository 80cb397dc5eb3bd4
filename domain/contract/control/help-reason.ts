/** Why the desk is rung without the visitor's bell: one word for staff, and nothing of the visitor in it. */
import * as v from 'valibot'

export const HelpReason = v.picklist(['alone'])
export type HelpReason = v.InferOutput<typeof HelpReason>
