/**
 * The narrow part of a FHIR R4 Questionnaire that a kiosk's screens can show: choices, one or several. Anything that
 * needs typing is refused when the form is loaded, not when somebody stands before it.
 * Source: https://hl7.org/fhir/R4/questionnaire.html, https://hl7.org/fhir/R4/extension-translation.html
 */
import * as v from 'valibot'

const Extension = v.looseObject({
  url: v.string(),
  valueCode: v.optional(v.string()),
  valueString: v.optional(v.string()),
  valueMarkdown: v.optional(v.string()),
  valueCodeableConcept: v.optional(v.looseObject({ coding: v.optional(v.array(v.looseObject({ code: v.string() }))) })),
})
export const Extended = v.looseObject({
  extension: v.optional(
    v.array(
      v.looseObject({
        ...Extension.entries,
        extension: v.optional(v.array(Extension)),
        _valueString: v.optional(v.unknown()),
      }),
    ),
  ),
})
export type Extended = v.InferOutput<typeof Extended>

export const Coding = v.looseObject({
  system: v.optional(v.string()),
  code: v.pipe(v.string(), v.minLength(1)),
  display: v.pipe(v.string(), v.minLength(1)),
  _display: v.optional(Extended),
})
const AnswerCoding = v.looseObject({ system: v.optional(v.string()), code: v.string() })

const EnableWhen = v.pipe(
  v.looseObject({
    question: v.string(),
    operator: v.picklist(['=', '!=', 'exists']),
    answerCoding: v.optional(AnswerCoding),
    answerBoolean: v.optional(v.boolean()),
  }),
  v.check(
    (when) => (when.operator === 'exists' ? when.answerBoolean !== undefined : when.answerCoding !== undefined),
    'an answer that this condition can be compared with',
  ),
)

export interface RawItem {
  readonly linkId: string
  readonly type: 'choice' | 'group' | 'display'
  readonly text?: string | undefined
  readonly _text?: Extended | undefined
  readonly required?: boolean | undefined
  readonly repeats?: boolean | undefined
  readonly extension?: Extended['extension']
  readonly enableWhen?: readonly v.InferOutput<typeof EnableWhen>[] | undefined
  readonly enableBehavior?: 'all' | 'any' | undefined
  readonly answerOption?:
    | readonly {
        readonly valueCoding: v.InferOutput<typeof Coding>
        readonly initialSelected?: boolean | undefined
        readonly extension?: Extended['extension']
      }[]
    | undefined
  readonly item?: readonly RawItem[] | undefined
}

const Item: v.GenericSchema<unknown, RawItem> = v.looseObject({
  linkId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  type: v.picklist(['choice', 'group', 'display']),
  text: v.optional(v.string()),
  _text: v.optional(Extended),
  required: v.optional(v.boolean()),
  repeats: v.optional(v.boolean()),
  extension: Extended.entries.extension,
  enableWhen: v.optional(v.array(EnableWhen)),
  enableBehavior: v.optional(v.picklist(['all', 'any'])),
  answerOption: v.optional(
    v.array(
      v.looseObject({
        valueCoding: Coding,
        initialSelected: v.optional(v.boolean()),
        extension: Extended.entries.extension,
      }),
    ),
  ),
  item: v.optional(v.array(v.lazy(() => Item))),
})

export const Questionnaire = v.looseObject({
  resourceType: v.literal('Questionnaire'),
  url: v.pipe(v.string(), v.url()),
  version: v.pipe(v.string(), v.minLength(1)),
  status: v.literal('active'),
  title: v.pipe(v.string(), v.minLength(1)),
  _title: v.optional(Extended),
  item: v.pipe(v.array(Item), v.minLength(1)),
})
export type Questionnaire = v.InferOutput<typeof Questionnaire>
