/** Communication (R4): only what was sent to the patient. */
import * as v from 'valibot'
import { leftOut, lineOf, type Around, type Detail, type Read } from '../read/line.ts'
import { momentInWords, orderOf } from '../read/moments.ts'
import { isPatient, sourceOf, timeOr } from '../read/people.ts'
import { plainOfHtml, tidy } from '../read/plain-text.ts'
import { Attachment, Concept, Reference, type Resource, resourceParts } from '../read/shapes.ts'
import { clean, firstWords } from '../read/words-of.ts'
import { notes } from '../words/labels.ts'
import { inLanguage, textDetails } from './document.ts'

const Communication = v.looseObject({
  resourceType: v.literal('Communication'),
  ...resourceParts,
  status: v.string(),
  category: v.optional(v.array(Concept)),
  subject: v.optional(Reference),
  topic: v.optional(Concept),
  sent: v.optional(v.string()),
  received: v.optional(v.string()),
  recipient: v.optional(v.array(Reference)),
  sender: v.optional(Reference),
  payload: v.optional(
    v.array(
      v.looseObject({
        contentString: v.optional(v.string()),
        contentAttachment: v.optional(Attachment),
        contentReference: v.optional(Reference),
      }),
    ),
  ),
})
/** What of it is read. */
export const communicationKeys: readonly string[] = Object.keys(Communication.entries)
type Communication = v.InferOutput<typeof Communication>

const sentTo: ReadonlySet<string> = new Set(['preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'unknown'])

export function readCommunication(resource: Resource, around: Around): Read {
  const parsed = v.safeParse(Communication, resource)
  if (!parsed.success || (parsed.output.modifierExtension ?? []).length > 0) return leftOut('unreadable')
  const one = parsed.output
  if (one.status === 'entered-in-error') return leftOut('error')
  if (one.subject !== undefined && !isPatient(one.subject, around)) return leftOut('otherPatient')
  if (!(one.recipient ?? []).some((recipient) => isPatient(recipient, around))) return leftOut('notAddressed')
  if (sentTo.has(one.status)) return leftOut('notFinal')
  if (one.status !== 'completed') return leftOut('unreadable')
  const { language } = around
  return {
    line: lineOf(
      {
        subject: 'leaflets',
        group: 'current',
        title: firstWords([one.topic, ...(one.category ?? [])], language, one) ?? notes.message[language],
        state: null,
        source: sourceOf([one.sender], one, around),
        order: orderOf(one.sent) ?? orderOf(one.received),
      },
      {
        time: () => timeOr(momentInWords(one.sent, language) ?? momentInWords(one.received, language), language),
        details: () => payloadOf(one, around),
      },
      language,
    ),
  }
}

function payloadOf({ payload }: Communication, around: Around): readonly Detail[] {
  const files = inLanguage(
    (payload ?? []).flatMap(({ contentAttachment }) => (contentAttachment === undefined ? [] : [contentAttachment])),
    around,
  )
  return [
    ...(payload ?? []).flatMap(({ contentString }) => {
      if (contentString === undefined) return []
      const said = plain(contentString)
      const text = said === null ? notes.readElsewhere[around.language] : clean(said)
      return text === null ? [] : [{ label: null, text }]
    }),
    ...files.flatMap((attachment) => textDetails(attachment, around)),
    ...((payload ?? []).some(({ contentReference }) => contentReference !== undefined)
      ? [{ label: null, text: notes.readElsewhere[around.language] }]
      : []),
  ]
}

/** Some write HTML into a string; a lone "<" is no tag. */
function plain(text: string): string | null {
  return /<\/?(p|br|div|ul|ol|li|b|i|u|strong|em|a|span|font|ins|del|s|strike|sup|sub|table|tr|td|th|pre|style|html|body|h[1-6])(\s[^>]*)?\/?>/i.test(
    text,
  )
    ? plainOfHtml(text)
    : tidy(text)
}
